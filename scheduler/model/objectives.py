"""Goals as expressions to be minimised: one function each, named by the id of its goal.

What is counted is said in the catalogue; `parallel_sessions` and `inconvenience` hold the two that need variables of
their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ortools.sat.python import cp_model

from scheduler.core.instance import Coalition, Request
from scheduler.core.vocabulary import IN_PROGRAMME, Kind
from scheduler.model.constraints import coalition_minutes
from scheduler.model.inconvenience.inconvenience import inconvenience
from scheduler.model.parallel_sessions import same_theme_in_parallel
from scheduler.model.variables import DecisionVariables, Expression

Goal = Callable[[DecisionVariables], Expression]

TIE_BREAK = "later_than_needed"
"""The goal that chooses among programmes of equal value in all other goals."""


def host_sessions_left_out(decisions: DecisionVariables) -> Expression:
    """Weight of the sessions of the host programme that are left out."""
    free = (session for session in decisions.prepared.decided if session.host)
    return sum(session.host.weight * (1 - decisions.takes_place[session.id]) for session in free if session.host)


def coalitions_without_presence(decisions: DecisionVariables) -> Expression:
    """Coalitions that asked and received nothing at all."""
    return _without(decisions, _active(decisions), lambda request: True)


def outside_the_programme(decisions: DecisionVariables) -> Expression:
    """Coalitions that the programme does not show."""
    return _without(decisions, _active(decisions), lambda request: request.kind in IN_PROGRAMME)


def refused_first_choices(decisions: DecisionVariables) -> Expression:
    """First choices refused."""
    return _refused_at(decisions, 1)


def refused_second_choices(decisions: DecisionVariables) -> Expression:
    """Second choices refused."""
    return _refused_at(decisions, 2)


def refused_third_choices(decisions: DecisionVariables) -> Expression:
    """Third choices refused."""
    return _refused_at(decisions, 3)


def refused_later_choices(decisions: DecisionVariables) -> Expression:
    """Later choices, and wishes made by default, refused."""
    requests = decisions.prepared.instance.requests
    return _refused(decisions, (r for r in requests if r.rank > 3 or r.by_default))


def without_a_top_three_choice(decisions: DecisionVariables) -> Expression:
    """Coalitions that received none of their first three choices."""
    return _without_choice(decisions, 3)


def without_a_top_two_choice(decisions: DecisionVariables) -> Expression:
    """Coalitions that received neither their first nor their second choice."""
    return _without_choice(decisions, 2)


def without_the_first_choice(decisions: DecisionVariables) -> Expression:
    """Coalitions that did not receive their first choice."""
    return _without_choice(decisions, 1)


def refused_weight(decisions: DecisionVariables) -> Expression:
    """Weight of the wishes refused."""
    prepared = decisions.prepared
    weights = prepared.instance.policy.rank_weights
    total: Expression = 0
    for request in prepared.instance.requests if weights else ():
        weight = weights[-1] if request.by_default else weights[min(request.rank, len(weights)) - 1]
        total += weight * (10 + prepared.claim[request.coalition]) * (1 - decisions.granted[request.id])
    return total


def claims_passed_over(decisions: DecisionVariables) -> Expression:
    """Claims passed over: refusals of horizontal coalitions, and of those that waited in earlier years."""
    requests, claim = decisions.prepared.instance.requests, decisions.prepared.claim
    return sum(claim[request.coalition] * (1 - decisions.granted[request.id]) for request in requests)


def incoherence(decisions: DecisionVariables) -> Expression:
    """Distance of joint sessions from their members' themes and wished partners."""
    instance = decisions.prepared.instance
    total: Expression = 0
    for session in decisions.prepared.joint:
        for request, literal in decisions.members(session):
            if not instance.coalition[request.coalition].horizontal:
                total += request.themes.index(session.theme) * literal
    weight = instance.policy.partner_weight
    return total + weight * sum(_partners_missed(decisions, r) for r in decisions.prepared.requests(Kind.JOINT))


def _partners_missed(decisions: DecisionVariables, request: Request) -> Expression:
    """The number of wished partners that are not in the session of a granted request."""
    asked = {other.coalition for other in decisions.prepared.requests(Kind.JOINT)}
    missed: Expression = 0
    for partner in request.partners:
        if partner in asked and partner != request.coalition:
            met = [_both(decisions, request, partner, session.id) for session in decisions.prepared.routes[request.id]]
            missed += decisions.granted[request.id] - sum(met)
    return missed


def _both(decisions: DecisionVariables, request: Request, partner: str, session_id: str) -> Expression:
    """A literal that can be 1 only where the request and the partner are members of the session."""
    session = decisions.prepared.sessions[session_id]
    with_partner = [literal for other, literal in decisions.members(session) if other.coalition == partner]
    if not with_partner:
        return 0
    both = decisions.model.new_bool_var(f"{request.id} meets {partner} in {session_id}")
    decisions.model.add_implication(both, decisions.takes_part[request.id, session_id])
    decisions.model.add_bool_or([*with_partner, ~both])
    return both


def changes_from_last_year(decisions: DecisionVariables) -> Expression:
    """Coalitions that are not shown in the programme as they were last time."""
    instance = decisions.prepared.instance
    last = max((e.year for e in instance.history if e.year < instance.event.year), default=None)
    then = [entry for entry in instance.history if entry.year == last]
    total: Expression = 0
    for coalition in _active(decisions):
        received = {entry.kind for entry in then if entry.coalition == coalition.id}
        if received:
            changed = decisions.model.new_bool_var(f"{coalition.id} changed")
            for kind in IN_PROGRAMME:
                _differs(
                    decisions,
                    changed,
                    [r for r in instance.requests_of(coalition.id) if r.kind is kind],
                    kind in received,
                )
            total += changed
    return total


def programme_minutes(decisions: DecisionVariables) -> Expression:
    """Minutes that coalitions' sessions add to the programme."""
    return coalition_minutes(decisions)


def later_than_needed(decisions: DecisionVariables) -> Expression:
    """Tie-break: earlier slots and rooms listed first."""
    instance = decisions.prepared.instance
    days = {day.id: day.date for day in instance.days}
    starts = sorted({(days[slot.day], slot.start) for slot in instance.slots})
    nth = {start: number for number, start in enumerate(starts)}
    room = {room.id: number for number, room in enumerate(instance.rooms)}
    return sum(
        (32 * nth[days[option.day], option.start] + room[option.room.id]) * literal
        for (_, option), literal in decisions.placed.items()
    )


def _differs(decisions: DecisionVariables, changed: cp_model.IntVar, requests: list[Request], received: bool) -> None:
    """Set `changed` where a kind is granted that was not last time, or was and is not granted now."""
    if received:
        decisions.model.add_bool_or([changed, *(decisions.granted[request.id] for request in requests)])
        return
    for request in requests:
        decisions.model.add_implication(decisions.granted[request.id], changed)


def _active(decisions: DecisionVariables) -> list[Coalition]:
    return [coalition for coalition in decisions.prepared.instance.coalitions if coalition.active]


def _refused(decisions: DecisionVariables, requests: Iterable[Request]) -> Expression:
    return sum(1 - decisions.granted[request.id] for request in requests)


def _refused_at(decisions: DecisionVariables, rank: int) -> Expression:
    requests = decisions.prepared.instance.requests
    return _refused(decisions, (r for r in requests if r.rank == rank and not r.by_default))


def _without_choice(decisions: DecisionVariables, rank: int) -> Expression:
    """Coalitions with a wish of that rank or better, none of them granted."""
    instance = decisions.prepared.instance
    concerned = [c for c in instance.coalitions if any(_wish(r, rank) for r in instance.requests_of(c.id))]
    return _without(decisions, concerned, lambda request: _wish(request, rank))


def _wish(request: Request, rank: int) -> bool:
    return request.rank <= rank and not request.by_default


def _without(
    decisions: DecisionVariables, coalitions: list[Coalition], counts: Callable[[Request], bool]
) -> Expression:
    """The number of these coalitions with requests, none of which that `counts` is granted."""
    total: Expression = 0
    for coalition in coalitions:
        requests = decisions.prepared.instance.requests_of(coalition.id)
        if requests:
            without = decisions.model.new_bool_var(f"{coalition.id} without")
            granted = [decisions.granted[request.id] for request in requests if counts(request)]
            decisions.model.add_bool_or([without, *granted])
            total += without
    return total


GOALS: dict[str, Goal] = {
    goal.__name__: goal
    for goal in (
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
}
