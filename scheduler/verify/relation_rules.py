"""Rules on relations between two sessions of the host programme; relations of unplaced sessions are not checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.core.instance import Relation
from scheduler.core.phrases import number_of
from scheduler.core.vocabulary import RelationVerb
from scheduler.verify.facts import Facts, SessionFacts
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def session_order(facts: Facts) -> Iterator[Violation]:
    """A session that comes before another ends before it begins."""
    for relation, one, other in _pairs(facts, RelationVerb.BEFORE):
        if not _comes_before(facts, relation, one, other):
            pause = f"at least {number_of(relation.minutes, 'minute')} " if relation.minutes else ""
            yield _broken("session_order", relation, one, other, f"should end {pause}before {other.name} begins")


def _comes_before(facts: Facts, relation: Relation, one: SessionFacts, other: SessionFacts) -> bool:
    first, second = facts.instance.day[one.placed.day].date, facts.instance.day[other.placed.day].date
    return first < second or (first == second and one.placed.end + relation.minutes <= other.placed.start)


@rule
def sessions_apart(facts: Facts) -> Iterator[Violation]:
    """Sessions that are to be apart are not at the same time."""
    yield from _breaking(
        facts,
        RelationVerb.APART,
        lambda one, other: one.placed.overlaps(other.placed),
        "sessions_apart",
        "should not be at the same time as",
    )


@rule
def same_day(facts: Facts) -> Iterator[Violation]:
    """Sessions that belong to one day take place on the same day."""
    yield from _breaking(
        facts,
        RelationVerb.SAME_DAY,
        lambda one, other: one.placed.day != other.placed.day,
        "same_day",
        "should be on the same day as",
    )


@rule
def other_day(facts: Facts) -> Iterator[Violation]:
    """Sessions that belong to different days take place on different days."""
    yield from _breaking(
        facts,
        RelationVerb.OTHER_DAY,
        lambda one, other: one.placed.day == other.placed.day,
        "other_day",
        "should be on another day than",
    )


def _breaking(
    facts: Facts, verb: RelationVerb, breaks: Callable[[SessionFacts, SessionFacts], bool], rule_id: str, should: str
) -> Iterator[Violation]:
    for relation, one, other in _pairs(facts, verb):
        if breaks(one, other):
            yield _broken(rule_id, relation, one, other, f"{should} {other.name}")


def _broken(rule_id: str, relation: Relation, one: SessionFacts, other: SessionFacts, should: str) -> Violation:
    row = f" (row {relation.source.row} of {relation.source.sheet})" if relation.source else ""
    sentence = f"{one.name} in {one.place_text} {should}, which is in {other.place_text}{row}."
    return Violation(rule_id, (), sentence, (one.placed.id, other.placed.id))


def _pairs(facts: Facts, verb: RelationVerb) -> Iterator[tuple[Relation, SessionFacts, SessionFacts]]:
    """The relations of a kind with their sessions, where both are placed on days that exist."""
    for relation in facts.instance.relations:
        if relation.verb is verb:
            for one in _placed(facts, relation.one):
                yield from ((relation, one, other) for other in _placed(facts, relation.other))


def _placed(facts: Facts, session_id: str) -> Iterator[SessionFacts]:
    return (
        session_id
        for session_id in facts.by_id.get(session_id, ())
        if session_id.host and session_id.placed.day in facts.instance.day
    )
