"""The price of an exchange: a refused request is granted in the place of a granted one, all else as it is.

It shows what decided between two requests: a goal, with its values, or a rule. Uses the independent check.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.catalogue import goal_order
from scheduler.core.instance import Pin, Request
from scheduler.core.phrases import listed
from scheduler.core.programme import Decision, PlacedSession, Programme, Segment
from scheduler.core.vocabulary import SEGMENT_KINDS, Kind, PinVerb
from scheduler.explain.demand_texts import pin_text, source_text
from scheduler.explain.insertion_options import Baseline
from scheduler.verify import check
from scheduler.verify.facts import Facts
from scheduler.verify.findings import Violation
from scheduler.verify.recomputed_goals import claim

EXCHANGES_TRIED = 5
"""The most exchanges tried for one request, those with the rivals of the lowest rank and the smallest claim first."""

SESSIONS_CHECKED = 25_000
"""The most sessions checked for all refused requests together; where it is not enough for all, none is tried."""


def exchange_sentence(baseline: Baseline, request: Request) -> str:
    """What the cheapest exchange with a granted request of its kind would cost; empty where no other is granted."""
    rivals = rivals_of(baseline.facts, request)
    if not rivals:
        return ""
    programme = baseline.facts.programme
    tried = rivals[:EXCHANGES_TRIED]
    if len(tried) * len(programme.sessions) * len(baseline.facts.refused) > SESSIONS_CHECKED:
        return "Which goal decided was not looked for in a programme of this size; “explain --why-not” finds out."
    policy = baseline.facts.instance.policy
    goals = [goal.id for goal in goal_order(policy.order, policy.principle)]
    before = baseline.verdict.scores
    cheapest: tuple[list[int], Request] | None = None
    broken: tuple[Request, Violation] | None = None
    for rival in tried:
        verdict = check(baseline.facts.instance, exchanged(baseline.facts, request, rival))
        violation = next((one for one in verdict.violations if one not in baseline.verdict.violations), None)
        values = [verdict.scores[goal] for goal in goals]
        if violation:
            broken = broken or (rival, violation)
        elif cheapest is None or values < cheapest[0]:
            cheapest = values, rival
    if cheapest:
        values, rival = cheapest
        first = "" if len(rivals) == 1 else "Of the exchanges with one of them, the cheapest: "
        if len(tried) < len(rivals):
            first = f"Of {len(tried)} exchanges tried, the cheapest: "
        price = _priced(baseline, rival, dict(zip(goals, values, strict=True)), before)
        return f"{first}{price}" if first else f"{price[0].upper()}{price[1:]}"
    assert broken
    other, violation = broken
    if len(rivals) == 1:
        return f"An exchange with {other.coalition}, with all else as it is, breaks a rule: {violation.sentence}"
    which = "tried" if len(tried) < len(rivals) else "with one of them"
    return f"Each of the {len(tried)} exchanges {which} breaks a rule; with {other.coalition}: {violation.sentence}"


def _priced(baseline: Baseline, rival: Request, after: dict[str, int], before: dict[str, int]) -> str:
    policy = baseline.facts.instance.policy
    there = f"in the place of {rival.coalition}, with all else as it is,"
    for goal in goal_order(policy.order, policy.principle):
        now, then = before[goal.id], after[goal.id]
        if now != then:
            decides = "which decides between the two" if then > now else "so this programme is not the best there is"
            return f"{there} “{goal.sentence.rstrip('.')}” would go from {now} to {then}, {decides}."
    return f"{there} no goal would change: both programmes are equally good."


def rivals_of(facts: Facts, request: Request) -> list[Request]:
    """The granted requests of a kind by other coalitions; first those of the lowest rank and the smallest claim."""
    granted = (r for r in facts.requests_of(request.kind) if r.id in facts.session_of)
    rivals = [r for r in granted if r.coalition != request.coalition]
    return sorted(rivals, key=lambda r: (not r.by_default, -r.rank, claim(facts.instance, r.coalition)))


def pins_for(facts: Facts, request: Request) -> str:
    """The pins that give places to granted requests of a kind, as a clause; empty if there is none."""
    rivals = {rival.id for rival in rivals_of(facts, request)}
    pins = [pin for pin in facts.instance.pins if pin.verb in _GRANTING and pin.subject in rivals]
    return _decide(pins) if pins else ""


_GRANTING = (PinVerb.GRANT, PinVerb.PLACE)


def _decide(pins: list[Pin]) -> str:
    named = listed(f"{pin_text(pin)}{source_text(pin)}" for pin in pins)
    return f"{named} {'takes one of the places' if len(pins) == 1 else f'take {len(pins)} of the places'}"


def exchanged(facts: Facts, request: Request, rival: Request) -> Programme:
    """The programme in which `request` has the place of `rival`, which is refused; all else is as it was."""
    programme = facts.programme
    held = facts.session_of[rival.id].placed
    session = request.id if held.id == rival.id else held.id
    decisions = tuple(
        Decision(request=one.request, granted=True, session=session)
        if one.request == request.id
        else Decision(request=one.request, granted=False)
        if one.request == rival.id
        else one
        for one in programme.decisions
    )
    return programme.model_copy(
        update={
            "decisions": decisions,
            "sessions": tuple(
                _with_member(one, request, rival) if one.id == held.id else one for one in programme.sessions
            ),
            "segments": tuple(_segments(facts, request, rival, held.id)),
        }
    )


def _with_member(placed: PlacedSession, request: Request, rival: Request) -> PlacedSession:
    """The session with `request` in it instead of `rival`; a session of the rival's own becomes the request's."""
    if request.kind in SEGMENT_KINDS:
        return placed
    if request.kind is Kind.JOINT:
        names = tuple(request.coalition if name == rival.coalition else name for name in placed.coalitions)
        return placed.model_copy(update={"coalitions": names})
    return placed.model_copy(
        update={
            "id": request.id,
            "title": request.id,
            "end": placed.start + request.minutes,
            "themes": request.themes,
            "coalitions": (request.coalition,),
        }
    )


def _segments(facts: Facts, request: Request, rival: Request, session: str) -> Iterator[Segment]:
    """The segments with that of `rival` given to `request`; those after it in its session move up or down."""
    shift = 0
    inside = {one.request for one in facts.segments.get(session, ())}
    for one in sorted(facts.programme.segments, key=lambda one: (one.session, one.order)):
        if one.request not in inside:
            yield one
        elif one.request == rival.id:
            change = {"request": request.id, "coalition": request.coalition, "end": one.start + request.minutes}
            shift = request.minutes - rival.minutes
            yield one.model_copy(update=change)
        else:
            yield one.model_copy(update={"start": one.start + shift, "end": one.end + shift})
