"""Parts that letters share: wrapped paragraphs, changes session by session, and the closing lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.diff import Change, ChangeKind
from scheduler.diff.change_log import ChangeLog, session_name, what_changed

WIDTH = 76


def changes_by_session(log: ChangeLog, changes: Iterable[Change], coalition: str = "") -> Iterator[str]:
    """The numbered sessions with their changes, old → new, and their causes; wishes are left out.

    `coalition` is the reader: its own partners and minutes are added.
    """
    by_session: dict[str, list[Change]] = {}
    for change in changes:
        if not change.wish:
            by_session.setdefault(change.session, []).append(change)
    for number, (session, found) in enumerate(by_session.items(), start=1):
        yield ""
        yield wrapped(f"{number}. {line(session_name(found[0]))}", "   ")
        yield from (_change_text(change, coalition) for change in found)
        yield from _current(log, session, coalition, found)
        causes = dict.fromkeys(log.cause(change) for change in found) if log.cause else ()
        yield from (indented(f"Why: {line(cause)}") for cause in causes if cause)


def closing(log: ChangeLog, people: Iterable[str], nobody: str) -> Iterator[str]:
    """The time zone, the people to tell, whom to ask, and what is compared. `nobody`: to say where no one is known."""
    for text in (
        f"All times are {log.clock}.",
        f"Please tell: {', '.join(people) or nobody}.",
        _whom_to_ask(log),
        f"This compares {log.before} with {log.after}.",
    ):
        yield ""
        yield wrapped(line(text))


def _whom_to_ask(log: ChangeLog) -> str:
    event = log.instance.event
    decides = f" {event.decided_by} decides on it." if event.decided_by else ""
    if event.proposed_by:
        return f"Questions: please ask {event.proposed_by}, from whom the programme comes.{decides}"
    return f"Questions: please ask whoever sent you this.{decides}"


def _change_text(change: Change, coalition: str) -> str:
    """A change as indented lines: what changes, old → new."""
    whose = ""
    if change.segment:
        whose = "your " if coalition in change.coalitions else f"for {line(', '.join(change.coalitions))}: "
    what = f"{whose}{what_changed(change)}"
    what = f"{what[0].upper()}{what[1:]}"
    before, after = line(change.before), line(change.after)
    if change.kind is ChangeKind.NEW:
        return indented(f"{what}: {after}")
    if change.kind is ChangeKind.CANCELLED:
        return indented(f"{what}; it was to be: {before}")
    return f"{indented(f'{what}:')}\n{indented(f'  {before}')}\n{indented(f'  → {after}')}"


def _current(log: ChangeLog, session: str, coalition: str, found: list[Change]) -> Iterator[str]:
    """The current placement of the session, the partners, and the coalition's own minutes."""
    place = log.place_now(session)
    if place and any(change.kind is not ChangeKind.NEW or change.segment for change in found):
        yield indented(f"The session is now: {line(place)}")
    partners = log.partners_now(session, coalition)
    if partners:
        yield indented(f"You hold it with: {line(', '.join(partners))}")
    minutes = log.minutes_now(session, coalition)
    if place and minutes:
        yield indented(f"Your minutes in it: {', '.join(minutes)}")


def line(text: str) -> str:
    """Text on one line, without e-mail addresses."""
    return without_addresses(on_one_line(text))


def indented(text: str) -> str:
    """A wrapped paragraph, indented below its number."""
    inner = " " * (3 + len(text) - len(text.lstrip()))
    return _fill(text.lstrip(), inner, f"{inner}  ")


def wrapped(text: str, following: str = "") -> str:
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
