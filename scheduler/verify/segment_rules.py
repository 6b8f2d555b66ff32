"""Rules on segments: minutes of coalitions inside sessions of the host programme."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.clock import clock_text
from scheduler.core.instance import HostSession
from scheduler.core.phrases import number_of
from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.vocabulary import Kind, SessionType
from scheduler.verify.facts import Facts
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule

SEGMENT_TYPE = {Kind.MAIN_SLOT: SessionType.MAIN, Kind.SEGMENT: SessionType.COALITIONS_MAIN}
"""The type of session that contains segments of each kind."""


@rule
def segments_fit(facts: Facts) -> Iterator[Violation]:
    """Segments follow each other without a gap and fit the time reserved for coalitions."""
    placed = {session.placed.id: session.placed for session in facts.sessions if session.host}
    for session, segments in facts.segments.items():
        host = facts.instance.session.get(session)
        for segment in segments:
            request = facts.instance.request.get(segment.request)
            wanted = SEGMENT_TYPE.get(request.kind) if request else None
            if host is None or (wanted is not None and host.type is not wanted):
                place = f"is in “{session}”, which is no {(wanted or SessionType.MAIN).value}"
                yield _of(segment, place)
        if host is not None and session in placed:
            yield from _follow_each_other(facts, host, placed[session], segments)


def _follow_each_other(
    facts: Facts, host: HostSession, placed: PlacedSession, segments: list[Segment]
) -> Iterator[Violation]:
    expected = placed.start + host.segments_after
    for number, segment in enumerate(segments, start=1):
        request = facts.instance.request.get(segment.request)
        if segment.order != number:
            yield _of(segment, f"has number {segment.order} in “{host.title}” where {number} is next")
        if segment.start != expected:
            starts = f"starts at {clock_text(segment.start)} in “{host.title}” instead of {clock_text(expected)}"
            yield _of(segment, starts)
        if request is not None and segment.end - segment.start != request.minutes:
            yield _of(segment, f"lasts {segment.end - segment.start} minutes instead of {request.minutes}")
        if segment.end > placed.end:
            yield _of(segment, f"ends at {clock_text(segment.end)}, after “{host.title}”")
        expected = segment.end
    total = sum(segment.end - segment.start for segment in segments)
    if total > host.coalition_minutes:
        sentence = (
            f"The segments in “{host.title}” take {total} minutes; {host.coalition_minutes} are reserved for them."
        )
        yield Violation("segments_fit", tuple(s.coalition for s in segments), sentence, (host.id,))


@rule
def main_slots_per_session(facts: Facts) -> Iterator[Violation]:
    """A main session takes no more slots of coalitions than the policy allows."""
    limit = facts.instance.policy.main_slots_per_session
    for session, segments in facts.segments.items():
        slots = [segment for segment in segments if _kind(facts, segment) is Kind.MAIN_SLOT]
        if len(slots) > limit:
            sentence = f"“{session}” has {number_of(len(slots), 'slot')} of coalitions; the policy allows {limit}."
            who = tuple(segment.coalition for segment in slots)
            yield Violation("main_slots_per_session", who, sentence, (session,))


@rule
def main_session_theme(facts: Facts) -> Iterator[Violation]:
    """A main-session slot is in a main session on one of the coalition's themes."""
    for session, segments in facts.segments.items():
        host = facts.instance.session.get(session)
        for segment in segments if host else ():
            if _kind(facts, segment) is not Kind.MAIN_SLOT or host is None:
                continue
            request = facts.instance.request[segment.request]
            if facts.instance.coalition[request.coalition].horizontal or set(request.themes) & set(host.themes):
                continue
            stands = f"is in “{host.title}”, which is on none of its themes"
            yield _of(segment, stands, "main_session_theme")


def _kind(facts: Facts, segment: Segment) -> Kind | None:
    request = facts.instance.request.get(segment.request)
    return request.kind if request else None


def _of(segment: Segment, what: str, rule_id: str = "segments_fit") -> Violation:
    return Violation(rule_id, (segment.coalition,), f"{segment.request} {what}.", (segment.session,))
