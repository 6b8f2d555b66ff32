"""What became of each session over the versions of a programme: how often it changed, when last, what was cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.published_sessions import PublishedSession, sessions_of


@dataclass(frozen=True)
class Earlier:
    """A programme as it was at a moment. `sent_out`: it was given to others, whatever its sessions say."""

    programme: Programme
    moment: datetime
    sent_out: bool = False


@dataclass(frozen=True)
class Revision:
    """A session, how often what is told of it changed before, when last, and whether it is cancelled.

    `parted` are coalitions and people who were in it when others knew of it, and are no longer.
    """

    session: PublishedSession
    changes: int
    changed: datetime
    cancelled: bool = False
    parted: frozenset[str] = frozenset()


def revisions(instance: Instance, programme: Programme, earlier: Sequence[Earlier] = ()) -> tuple[Revision, ...]:
    """The sessions of a programme, then those cancelled since an earlier version, the oldest of which comes first.

    A session counts as cancelled where others knew of it: it was announced, or the version was sent out.
    """
    versions = [*earlier, Earlier(programme, moment_of(instance, programme, earlier))]
    history: dict[str, list[tuple[datetime, PublishedSession | None]]] = {}
    known: dict[str, frozenset[str]] = {}
    for version in versions:
        here = {session.id: session for session in sessions_of(instance, version.programme)}
        for name in [*history, *(name for name in here if name not in history)]:
            steps = history.setdefault(name, [])
            session = here.get(name)
            if not steps or _told(steps[-1][1]) != _told(session):
                steps.append((version.moment, session))
            else:
                steps[-1] = (steps[-1][0], session)  # as it is now, also in what no calendar tells
        for session in here.values():
            if session.is_known or version.sent_out:
                known[session.id] = known.get(session.id, frozenset()) | _who(session)
    order = [session.id for session in sessions_of(instance, programme)]
    gone = sorted(name for name, steps in history.items() if steps[-1][1] is None and name in known)
    return tuple(_revision(instance, history[name], known.get(name, frozenset())) for name in [*order, *gone])


def moment_of(instance: Instance, programme: Programme, earlier: Sequence[Earlier] = ()) -> datetime:
    """When a programme was made known: the day of its state, else the last version's moment, else New Year's Day.

    It does not depend on when or where a file is written, so that the same programme gives the same bytes.
    """
    since = programme.state_since
    stated = datetime.combine(since, time(), UTC) if since else datetime(instance.event.year, 1, 1, tzinfo=UTC)
    return max([stated, *(version.moment for version in earlier)])


def _told(session: PublishedSession | None) -> tuple[object, ...] | None:
    """What a calendar tells of a session: when this changes, its event has changed."""
    if session is None:
        return None
    told = (session.starts, session.ends, session.room, session.title, session.abstract, session.is_settled)
    return (*told, _who(session))


def _who(session: PublishedSession) -> frozenset[str]:
    """The coalitions and people in whose calendars it stands."""
    return frozenset((*session.concerned, *session.people))


def _revision(
    instance: Instance, steps: list[tuple[datetime, PublishedSession | None]], knew: frozenset[str]
) -> Revision:
    moment, session = steps[-1]
    changes = len(steps) - 1
    if session is not None:
        return Revision(session, changes, moment, parted=knew - _who(session))
    last = next(session for _, session in reversed(steps) if session is not None)
    return Revision(_as_public_as_before(instance, last), changes, moment, cancelled=True)


def _as_public_as_before(instance: Instance, session: PublishedSession) -> PublishedSession:
    """A session that is gone. Where it has left the instance too, nothing says any longer whether it was open.

    Its cancellation then goes out without its title and its room.
    """
    if session.arises or session.id in instance.session:
        return session
    return replace(session, title="Cancelled session", room="", themes=(), coalitions=(), segments=(), is_public=True)
