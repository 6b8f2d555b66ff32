"""Every goal recomputed, in the order of the catalogue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from scheduler.core.instance import Instance, Request
from scheduler.core.vocabulary import IN_PROGRAMME, Kind, SessionType
from scheduler.verify.cap_rules import coalition_minutes
from scheduler.verify.facts import Facts, SessionFacts, close_pairs
from scheduler.verify.inconvenience.inconvenience_counts import inconvenience_parts

ROOMS_BETWEEN_STARTS = 32
"""What one slot start weighs against one place in the list of rooms."""

EARLIER_YEARS_AT_MOST = 3
"""How many years of waiting can add to a claim."""


def host_sessions_left_out(facts: Facts) -> int:
    """Weight of the sessions of the host programme that are left out."""
    placed = {session.host.id for session in facts.sessions if session.host}
    return sum(session.weight for session in facts.instance.sessions if session.id not in placed)


def coalitions_without_presence(facts: Facts) -> int:
    """Coalitions that asked and received nothing at all."""
    return len(_asking(facts) - {request.coalition for request in facts.granted})


def _asking(facts: Facts) -> set[str]:
    active = {coalition.id for coalition in facts.instance.coalitions if coalition.active}
    return active & {request.coalition for request in facts.instance.requests}


def refused_first_choices(facts: Facts) -> int:
    """First choices refused."""
    return _refused_of_rank(facts, 1)


def refused_second_choices(facts: Facts) -> int:
    """Second choices refused."""
    return _refused_of_rank(facts, 2)


def refused_third_choices(facts: Facts) -> int:
    """Third choices refused."""
    return _refused_of_rank(facts, 3)


def _refused_of_rank(facts: Facts, rank: int) -> int:
    return sum(request.rank == rank and not request.by_default for request in facts.refused)


def refused_later_choices(facts: Facts) -> int:
    """Later choices, and wishes made by default, refused."""
    return sum(request.rank >= 4 or request.by_default for request in facts.refused)


def without_a_top_three_choice(facts: Facts) -> int:
    """Coalitions that received none of their first three choices."""
    return _without_a_choice(facts, 3)


def without_a_top_two_choice(facts: Facts) -> int:
    """Coalitions that received neither their first nor their second choice."""
    return _without_a_choice(facts, 2)


def without_the_first_choice(facts: Facts) -> int:
    """Coalitions that did not receive their first choice."""
    return _without_a_choice(facts, 1)


def _without_a_choice(facts: Facts, last_rank: int) -> int:
    def coalitions(requests: Iterable[Request]) -> set[str]:
        return {r.coalition for r in requests if r.rank <= last_rank and not r.by_default}

    return len(coalitions(facts.instance.requests) - coalitions(facts.granted))


def refused_weight(facts: Facts) -> int:
    """Weight of the wishes refused."""
    weights = facts.instance.policy.rank_weights
    return sum(
        _rank_weight(weights, request) * (10 + claim(facts.instance, request.coalition)) for request in facts.refused
    )


def _rank_weight(weights: tuple[int, ...], request: Request) -> int:
    if not weights:
        return 0
    return weights[-1] if request.by_default else weights[min(request.rank, len(weights)) - 1]


def claims_passed_over(facts: Facts) -> int:
    """Claims passed over: refusals of horizontal coalitions, and of those that waited in earlier years."""
    return sum(claim(facts.instance, request.coalition) for request in facts.refused)


def claim(instance: Instance, coalition_id: str) -> int:
    """Extra claim of a coalition: horizontal remit, years of waiting, merit (systems 19, 28, 53)."""
    coalition, policy = instance.coalition[coalition_id], instance.policy
    entries = [e for e in instance.history if e.coalition == coalition_id and e.year < instance.event.year]
    waited = {entry.year for entry in entries} - {entry.year for entry in entries if entry.kind is not None}
    horizontal = policy.horizontal_claim if coalition.horizontal else 0
    return horizontal + min(len(waited), EARLIER_YEARS_AT_MOST) + (coalition.merit if policy.competitive else 0)


def incoherence(facts: Facts) -> int:
    """Distance of joint sessions from their members' themes and wished partners."""
    asked_for_joint = {request.coalition for request in facts.instance.requests if request.kind is Kind.JOINT}
    points = 0
    for session in facts.joint:
        for request in session.requests:
            if not facts.instance.coalition[request.coalition].horizontal:
                # A theme that the request does not name breaks a rule; it counts as one place after the last.
                places = [
                    request.themes.index(t) if t in request.themes else len(request.themes) for t in session.themes
                ]
                points += sum(places)
            missed = asked_for_joint.intersection(request.partners).difference(session.coalitions)
            points += facts.instance.policy.partner_weight * len(missed)
    return points


def same_theme_in_parallel(facts: Facts) -> int:
    """Sessions on one theme at the same time, weighted by audience and by links."""
    shown = [session for session in facts.sessions if session.in_programme]
    pairs = sum(in_common(facts, one, other) for one, other in close_pairs(shown) if not (one.given and other.given))
    return pairs + facts.instance.policy.link_weight * sum(1 for _ in linked_overlaps(facts))


def in_common(facts: Facts, one: SessionFacts, other: SessionFacts) -> int:
    """Cost of two parallel sessions: common themes × (1 + smaller audience // 50) + weight × common subthemes."""
    policy, themes = facts.instance.policy, facts.instance.theme
    shared = len(set(one.themes).intersection(other.themes))
    points = shared * (1 + min(one.audience, other.audience) // 50)
    if policy.subtheme_weight:
        subthemes = [
            {themes[code].subtheme for code in session.themes if code in themes} - {""} for session in (one, other)
        ]
        points += policy.subtheme_weight * len(subthemes[0] & subthemes[1])
    return points


def linked_overlaps(facts: Facts) -> Iterator[tuple[str, SessionFacts, SessionFacts]]:
    """Triples of a coalition, a host session linked to it, and an overlapping session of the coalition (system 35)."""
    for session in facts.sessions:
        if session.host is None or session.host.type is SessionType.CEREMONY:
            continue
        for coalition in dict.fromkeys(session.host.coalitions):
            for other in facts.taking_part.get(coalition, ()):
                if other is not session and other.in_programme and session.placed.overlaps(other.placed):
                    yield coalition, session, other


def outside_the_programme(facts: Facts) -> int:
    """Coalitions that the programme does not show."""
    return len(_asking(facts) - {request.coalition for request in facts.granted if request.kind in IN_PROGRAMME})


def changes_from_last_year(facts: Facts) -> int:
    """Coalitions that are not shown in the programme as they were last time."""
    instance = facts.instance
    earlier = [entry for entry in instance.history if entry.year < instance.event.year]
    latest = max((entry.year for entry in earlier), default=0)
    known = {entry.coalition for entry in earlier if entry.year == latest}
    shown_then = {(e.coalition, e.kind) for e in earlier if e.year == latest and e.kind in IN_PROGRAMME}
    shown_now = {(r.coalition, r.kind) for r in facts.granted if r.kind in IN_PROGRAMME}
    changed = {coalition for coalition, _ in shown_then ^ shown_now}
    return sum(coalition.active and coalition.id in known & changed for coalition in instance.coalitions)


def inconvenience(facts: Facts) -> int:
    """Inconvenience: days, rooms and hours that suit less, scattered themes, walks and waits, good slots for a few."""
    weights = facts.instance.policy.inconvenience
    return sum(getattr(weights, part) * count for part, count in inconvenience_parts(facts).items())


def programme_minutes(facts: Facts) -> int:
    """Minutes that coalitions' sessions add to the programme."""
    return coalition_minutes(facts)


def later_than_needed(facts: Facts) -> int:
    """Tie-break: earlier slots and rooms listed first."""
    date = {day.id: day.date for day in facts.instance.days}
    starts = sorted({(date[slot.day], slot.start) for slot in facts.instance.slots if slot.day in date})
    rooms = {room.id: number for number, room in enumerate(facts.instance.rooms)}
    points = 0
    for session in facts.decided:
        if session.placed.day in date and session.placed.room in rooms:
            before = bisect_left(starts, (date[session.placed.day], session.placed.start))
            points += ROOMS_BETWEEN_STARTS * before + rooms[session.placed.room]
    return points


GoalFunction = Callable[[Facts], int]

GOALS: tuple[GoalFunction, ...] = (
    host_sessions_left_out,
    coalitions_without_presence,
    refused_first_choices,
    refused_second_choices,
    refused_third_choices,
    refused_later_choices,
    without_a_top_three_choice,
    without_a_top_two_choice,
    without_the_first_choice,
    refused_weight,
    claims_passed_over,
    incoherence,
    same_theme_in_parallel,
    outside_the_programme,
    changes_from_last_year,
    inconvenience,
    programme_minutes,
    later_than_needed,
)
