"""The revision of each session over the versions of a programme: sequence number, last change, cancellation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.published_sessions import PublishedSession, sessions_of


@dataclass(frozen=True)
class EarlierProgramme:
    """An earlier programme and its date. `sent_out`: it was published, whatever the states of its sessions."""

    programme: Programme
    moment: datetime
    sent_out: bool = False


@dataclass(frozen=True)
class Revision:
    """A session with its number of earlier changes, the time of the last one, and whether it is cancelled.

    `removed` are coalitions and people who took part when the session was published and no longer do.
    """

    session: PublishedSession
    changes: int
    changed: datetime
    cancelled: bool = False
    removed: frozenset[str] = frozenset()


def revisions(
    instance: Instance, programme: Programme, earlier: Sequence[EarlierProgramme] = ()
) -> tuple[Revision, ...]:
    """The revisions of the sessions of a programme, then of the sessions cancelled since an earlier version.

    `earlier` is sorted, oldest first. A session is cancelled if it was published (announced or sent out) and is gone.
    """
    versions = [*earlier, EarlierProgramme(programme, moment_of(instance, programme, earlier))]
    history: dict[str, list[tuple[datetime, PublishedSession | None]]] = {}
    known: dict[str, frozenset[str]] = {}
    for version in versions:
        current = {session.id: session for session in sessions_of(instance, version.programme)}
        for name in [*history, *(name for name in current if name not in history)]:
            steps = history.setdefault(name, [])
            session = current.get(name)
            if not steps or _published_fields(steps[-1][1]) != _published_fields(session):
                steps.append((version.moment, session))
            else:
                steps[-1] = (steps[-1][0], session)  # the latest state, also of fields that no calendar shows
        for session in current.values():
            if session.is_known or version.sent_out:
                known[session.id] = known.get(session.id, frozenset()) | _who(session)
    order = [session.id for session in sessions_of(instance, programme)]
    cancelled = sorted(name for name, steps in history.items() if steps[-1][1] is None and name in known)
    return tuple(_revision(instance, history[name], known.get(name, frozenset())) for name in [*order, *cancelled])


def moment_of(instance: Instance, programme: Programme, earlier: Sequence[EarlierProgramme] = ()) -> datetime:
    """The publication time of a programme: the date of its state or of the last version, else 1 January.

    It does not depend on the time of writing, so that output is deterministic.
    """
    since = programme.state_since
    stated = datetime.combine(since, time(), UTC) if since else datetime(instance.event.year, 1, 1, tzinfo=UTC)
    return max([stated, *(version.moment for version in earlier)])


def _published_fields(session: PublishedSession | None) -> tuple[object, ...] | None:
    """The fields of a session that its event shows; the event has changed if they have."""
    if session is None:
        return None
    fields = (session.starts, session.ends, session.room, session.title, session.abstract, session.is_settled)
    return (*fields, _who(session))


def _who(session: PublishedSession) -> frozenset[str]:
    """The coalitions and people in whose calendars the session is."""
    return frozenset((*session.concerned, *session.people))


def _revision(
    instance: Instance, steps: list[tuple[datetime, PublishedSession | None]], informed: frozenset[str]
) -> Revision:
    """The revision of a session from its dated changes; `informed` are those who knew of it."""
    moment, session = steps[-1]
    changes = len(steps) - 1
    if session is not None:
        return Revision(session, changes, moment, removed=informed - _who(session))
    last = next(session for _, session in reversed(steps) if session is not None)
    return Revision(_as_public_as_before(instance, last), changes, moment, cancelled=True)


def _as_public_as_before(instance: Instance, session: PublishedSession) -> PublishedSession:
    """A cancelled session as it may be published.

    If the instance no longer contains the session, it is unknown whether it was open: the title and room are removed.
    """
    if session.grants_requests or session.id in instance.session:
        return session
    return replace(
        session,
        title="Cancelled session",
        room="",
        themes=(),
        coalitions=(),
        segments=(),
        is_public=True,
        is_shown=True,
    )
