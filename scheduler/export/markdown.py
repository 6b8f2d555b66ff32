"""The coalitions' programme as a short Markdown text for mails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scheduler.catalogue.goal_texts import goal_text, proof_and_details
from scheduler.core.clock import times_text
from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.safe_text import TURNING
from scheduler.core.session_order import in_order, segments_by_session, type_text
from scheduler.tables import records, refusals

_REFERRED_TO = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}]|^ | (?= )|(?<= ) | $")


def markdown(instance: Instance, programme: Programme, mark: str = "") -> str:
    """Sessions of coalitions by day, refusals with their reasons, goals with their proofs; `mark` follows the state."""
    return "\n".join(_lines(instance, programme, mark)) + "\n"


def _lines(instance: Instance, programme: Programme, mark: str) -> Iterator[str]:
    """The lines of the text: sessions by day, refusals, goals."""
    event = instance.event
    yield f"# {plain_text(event.name)}: where Dynamic Coalitions take part"
    yield ""
    yield f"{programme.state.capitalize()}. All times {plain_text(event.time_zone)}."
    if mark:
        yield from ("", plain_text(mark))
    segments = segments_by_session(programme)
    for day in instance.days:
        shown = [
            placed
            for placed in in_order(instance, programme.sessions)
            if placed.day == day.id and (placed.kind or placed.id in segments)
        ]
        if shown:
            yield from ("", f"## {plain_text(day.id)}, {day.date:%A} {day.date.day} {day.date:%B %Y}", "")
        for placed in shown:
            yield _session_line(placed)
            for segment in segments.get(placed.id, ()):
                yield f"  - {times_text(segment.start, segment.end)} {plain_text(segment.coalition)}"
    yield from _refusals(instance, programme)
    yield from _goals(programme)


def _session_line(placed: PlacedSession) -> str:
    """A list item of a session."""
    themes = f" [{', '.join(map(plain_text, placed.themes))}]" if placed.themes else ""
    members = f": {', '.join(map(plain_text, placed.coalitions))}" if placed.coalitions else ""
    when = f"{times_text(placed.start, placed.end)}, {plain_text(placed.room)}"
    return f"- **{when}** {plain_text(placed.title)}{themes} ({type_text(placed)}){members}"


def _refusals(instance: Instance, programme: Programme) -> Iterator[str]:
    """The refused requests with waiting lists and reasons."""
    refused = records(refusals(instance, programme))
    if refused:
        yield from ("", "## Not granted", "")
    for row in refused:
        waiting = f" (waiting list, place {row['waiting_list']})" if row["waiting_list"] else ""
        yield f"- **{plain_text(str(row['request']))}**{waiting}: {plain_text(str(row['reason']))}"


def _goals(programme: Programme) -> Iterator[str]:
    """The values of the goals with their proofs."""
    if programme.scores:
        yield from ("", "## Goals, in their order", "")
    for number, score in enumerate(programme.scores, start=1):
        yield f"{number}. {plain_text(goal_text(score))} ({proof_and_details(score)})"


def plain_text(text: str) -> str:
    """Escape text for Markdown: one line without markup, links or tags; the rendered text equals the input.

    Line breaks, terminal control characters and bidirectional controls become references such as ``&#27;``.
    """
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~$&!@])", r"\\\1", text)
    escaped = re.sub(r":(?=//)|(?<=www)\.", r"\\\g<0>", escaped, flags=re.IGNORECASE)
    return _REFERRED_TO.sub(lambda found: f"&#{ord(found[0])};", escaped)
