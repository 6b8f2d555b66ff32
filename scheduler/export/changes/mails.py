"""A letter to each coalition that a change concerns: plain text to paste into a mail, without addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import fill

from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.diff import Change, ChangeKind
from scheduler.diff.change_log import ChangeLog, session_name, what_changed

WIDTH = 76
_FOR_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def mail_files(log: ChangeLog) -> dict[str, str]:
    """The letters by file name, in the order of the coalitions."""
    files: dict[str, str] = {}
    taken: set[str] = set()
    for coalition in log.by_coalition:
        name = _file_name(coalition, taken)
        taken.add(name.casefold())
        files[name] = mail_text(log, coalition)
    return files


def mail_text(log: ChangeLog, coalition: str) -> str:
    """The letter to one coalition: its changes, old → new, and the people to inform."""
    return "\n".join(_lines(log, coalition)) + "\n"


def _lines(log: ChangeLog, coalition: str) -> Iterator[str]:
    """The paragraphs of a letter: greeting, changes by session, people to inform."""
    changes = log.by_coalition[coalition]
    known = log.instance.coalition.get(coalition)
    event = _line(log.instance.event.name)
    by_session: dict[str, list[Change]] = {}
    for change in changes:
        by_session.setdefault(change.session, []).append(change)
    concerns = "one session" if len(by_session) == 1 else f"{len(by_session)} sessions"
    yield f"Subject: {event}: what changes for {_line(coalition)}"
    yield ""
    yield _wrapped(f"Dear colleagues of the {_line(known.name if known else coalition)},")
    yield ""
    yield _wrapped(f"the programme of {event} has changed in {concerns} that you take part in or are linked to:")
    for number, (session, found) in enumerate(by_session.items(), start=1):
        yield ""
        yield _wrapped(f"{number}. {_line(session_name(found[0]))}", "   ")
        yield from (_change_text(change, coalition) for change in found)
        yield from _current(log, session, coalition, found)
    yield ""
    yield _wrapped(f"All times are {_line(log.clock)}.")
    people = ", ".join(map(_line, log.to_inform(coalition, changes)))
    yield ""
    yield _wrapped(f"Please tell: {people or 'none of you is on the register of people; tell those who take part'}.")
    yield ""
    yield _wrapped(f"This compares {_line(str(log.before))} with {_line(str(log.after))}.")


def _change_text(change: Change, coalition: str) -> str:
    """A change as indented lines: what changes, old → new."""
    whose = "" if not change.segment else "your " if coalition in change.coalitions else "the "
    what = f"{whose}{what_changed(change)}".capitalize()
    before, after = _line(change.before), _line(change.after)
    if change.kind is ChangeKind.NEW:
        return _indented(f"{what}: {after}")
    if change.kind is ChangeKind.CANCELLED:
        return _indented(f"{what}; it was to be: {before}")
    return f"{_indented(f'{what}:')}\n{_indented(f'  {before}')}\n{_indented(f'  → {after}')}"


def _current(log: ChangeLog, session: str, coalition: str, found: list[Change]) -> Iterator[str]:
    """The current placement of the session, the partners, and the coalition's own minutes."""
    place = log.place_now(session)
    if place and any(change.kind is not ChangeKind.NEW or change.segment for change in found):
        yield _indented(f"The session is now: {_line(place)}")
    partners = log.partners_now(session, coalition)
    if partners:
        yield _indented(f"You hold it with: {_line(', '.join(partners))}")
    minutes = log.minutes_now(session, coalition)
    if place and minutes:
        yield _indented(f"Your minutes in it: {', '.join(minutes)}")


def _line(text: str) -> str:
    """Text on one line, without e-mail addresses."""
    return without_addresses(on_one_line(text))


def _indented(text: str) -> str:
    """A wrapped paragraph, indented below its number."""
    inner = " " * (3 + len(text) - len(text.lstrip()))
    return _fill(text.lstrip(), inner, f"{inner}  ")


def _wrapped(text: str, following: str = "") -> str:
    """A wrapped paragraph; `following` is the indent of all lines but the first."""
    return _fill(text, "", following)


def _fill(text: str, first: str, following: str) -> str:
    """Wrap text at WIDTH without breaking words."""
    return fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _file_name(coalition: str, taken: set[str]) -> str:
    """A file name that every operating system accepts and that no other coalition has."""
    plain = re.sub(r"[^\w.-]+", "-", without_addresses(coalition)).strip(".-")[:60] or "coalition"
    if _FOR_DEVICES.fullmatch(plain):
        plain = f"{plain}-"
    name, number = f"{plain}.txt", 2
    while name.casefold() in taken:
        name, number = f"{plain}-{number}.txt", number + 1
    return name
