"""Letters about changes: plain text to paste into a mail, without addresses.

One to each coalition concerned, which begins with what becomes of its wishes; and one to the organisers of each session
of the host programme that changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scheduler.core.phrases import number_of
from scheduler.core.safe_text import without_addresses
from scheduler.diff import Change, ChangeKind
from scheduler.diff.change_log import ChangeLog, session_name
from scheduler.diff.wish_changes import held_text, wish_name
from scheduler.export.changes.mail_parts import changes_by_session, closing, indented, line, wrapped
from scheduler.export.changes.wishes_text import wishes_text

_FOR_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NO_PERSON = "none of you is on the register of people; tell those who take part"


def mail_files(log: ChangeLog) -> dict[str, str]:
    """The letters by file name: to coalitions, in their order, then to organisers of sessions."""
    letters = [(coalition, mail_text(log, coalition)) for coalition in log.by_coalition]
    letters += [(f"organisers of {session}", organisers_text(log, session)) for session in log.by_host_session]
    files: dict[str, str] = {}
    taken: set[str] = set()
    for whom, text in letters:
        name = _file_name(whom, taken)
        taken.add(name.casefold())
        files[name] = text
    return files


def mail_text(log: ChangeLog, coalition: str) -> str:
    """The letter to one coalition: its wishes, why, what it keeps, waiting lists, its changes, whom to ask."""
    return "\n".join(_to_coalition(log, coalition)) + "\n"


def organisers_text(log: ChangeLog, session: str) -> str:
    """The letter to the organisers of a session of the host programme."""
    return "\n".join(_to_organisers(log, session)) + "\n"


def _to_coalition(log: ChangeLog, coalition: str) -> Iterator[str]:
    changes = log.by_coalition.get(coalition, ())
    known = log.instance.coalition.get(coalition)
    event = line(log.instance.event.name)
    yield f"Subject: {event}: what changes for {line(coalition)}"
    yield ""
    yield wrapped(f"Dear colleagues of the {line(known.name if known else coalition)},")
    yield ""
    yield wrapped(wishes_text(log, coalition))
    yield from _section("Why", _reasons(log, changes))
    yield from _section("What you keep", _kept(log, coalition))
    yield from _section("What is not granted, as before", _refused(log, coalition))
    sessions = len({change.session for change in changes if not change.wish})
    if sessions:
        concerns = "one session" if sessions == 1 else f"{sessions} sessions"
        yield ""
        yield wrapped(
            f"The programme of {event} has changed in {concerns} that you took or take part in, or that you "
            "are linked to:"
        )
        yield from changes_by_session(log, changes, coalition)
    yield from closing(log, log.to_inform(coalition, changes), _NO_PERSON)


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A title with its lines; nothing without lines."""
    for number, text in enumerate(lines):
        if number == 0:
            yield ""
            yield f"{title}:"
        yield indented(line(text))


def _reasons(log: ChangeLog, changes: tuple[Change, ...]) -> Iterator[str]:
    """Why each wish is lost or gained, with its place on the waiting list."""
    for change in (one for one in changes if one.wish):
        name = wish_name(log.instance, change.wish)
        decision = log.after.programme.decision.get(change.wish)
        known = [decision.reason.sentence] if decision and decision.reason else []
        known += [cause] if log.cause and (cause := log.cause(change)) else []
        if change.kind is ChangeKind.REFUSED:
            missing = "No reason is recorded." if decision else "It is no longer asked for."
            known = [*(known or [missing]), *_waiting(log, change.wish)]
        if known:
            yield f"{name[0].upper()}{name[1:]}: {' '.join(known)}"


def _kept(log: ChangeLog, coalition: str) -> Iterator[str]:
    """Where each wish is held that was granted and still is, and whether that has changed."""
    for request in log.balance(coalition).kept:
        was, now = (held_text(log.instance, side.programme, request) for side in (log.before, log.after))
        how = "as before" if was == now else f"it was {was}" if was else "new"
        yield f"{wish_name(log.instance, request)}: {now} ({how})"


def _refused(log: ChangeLog, coalition: str) -> Iterator[str]:
    for request in log.balance(coalition).refused:
        decision = log.after.programme.decision[request]
        reason = [decision.reason.sentence] if decision.reason else []
        yield " ".join([f"{wish_name(log.instance, request)}:", *_waiting(log, request), *reason]).rstrip(":")


def _waiting(log: ChangeLog, request: str) -> Iterator[str]:
    """The place on the waiting list, and the one before."""
    now, then = (
        decision.waiting_list if decision else None
        for decision in (side.programme.decision.get(request) for side in (log.after, log.before))
    )
    if now is not None:
        before = f" (before: number {then})" if then not in (None, now) else ""
        yield f"You are number {now} on the waiting list{before}."
    elif then is not None:
        yield f"You are no longer on the waiting list (before: number {then})."


def _to_organisers(log: ChangeLog, session: str) -> Iterator[str]:
    changes = log.by_host_session[session]
    host = log.instance.session.get(session)
    event = line(log.instance.event.name)
    yield f"Subject: {event}: what changes for “{line(changes[0].title)}”"
    yield ""
    yield wrapped(f"Dear organisers of {line(session_name(changes[0]))},")
    yield ""
    yield wrapped(line(_session_text(log, session, changes)))
    yield from changes_by_session(log, changes)
    people = [*(host.people if host else ()), *(host.coalitions if host else ())]
    yield from closing(log, people, "nobody of you is named in the sheets; tell those who take part")


def _session_text(log: ChangeLog, session: str, changes: tuple[Change, ...]) -> str:
    """What becomes of a session, in one sentence."""
    own = [change for change in changes if not change.segment]
    kinds = {change.kind for change in own}
    place = log.place_now(session)
    if ChangeKind.CANCELLED in kinds:
        return f"Your session is cancelled; it was to be {next(iter(own)).before}."
    if ChangeKind.NEW in kinds:
        return f"Your session is new in the programme: {place}."
    if kinds & {ChangeKind.DAY, ChangeKind.TIME, ChangeKind.ROOM}:
        return f"Your session has moved; it is now: {place}."
    inside = number_of(len(changes) - len(own), "change")
    return f"Your session stays where it is: {place}; {'its title is another one' if own else inside + ' within it'}."


def _file_name(whom: str, taken: set[str]) -> str:
    """A file name that every operating system accepts and that no other letter has."""
    plain = re.sub(r"[^\w.-]+", "-", without_addresses(whom)).strip(".-")[:60] or "coalition"
    if _FOR_DEVICES.fullmatch(plain):
        plain = f"{plain}-"
    name, number = f"{plain}.txt", 2
    while name.casefold() in taken:
        name, number = f"{plain}-{number}.txt", number + 1
    return name
