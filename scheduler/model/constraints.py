"""Rules on counts, joint sessions, segments and pins as constraints: one function each, under the id of its rule.

Rules on single placements filter candidate placements: see `placement_rules`. Constraints on rooms, people and
coalitions are in `presence_constraints`, on relations in `relation_constraints`, on teams in `team_constraints`.
"""

from __future__ import annotations

from collections.abc import Callable

from scheduler.catalogue import RULES
from scheduler.core.instance import Pin, Request
from scheduler.core.programme import joint_session_id
from scheduler.core.vocabulary import PROGRAMME_SESSION_KINDS, Kind, PinVerb
from scheduler.model import (  # noqa: F401 - their functions register
    presence_constraints,
    relation_constraints,
    team_constraints,
)
from scheduler.model.demands import Subject
from scheduler.model.prepare import PlannedSession, Prepared, no_judge_in_own_cause, room_grid
from scheduler.model.registry import RuleFunction, rule
from scheduler.model.variables import DecisionVariables, Expression


@rule
def host_sessions_placed(decisions: DecisionVariables) -> None:
    """Every session of the host programme is placed unless it may be left out, and given ones keep their placement."""
    for session in decisions.prepared.decided:
        if session.is_mandatory:
            decisions.require(
                "host_sessions_placed", decisions.takes_place[session.id] == 1, Subject("session", session.id)
            )


@rule
def requests_decided(decisions: DecisionVariables) -> None:
    """Every request has one decision, and every granted request has its session."""
    for session in decisions.prepared.joint:
        members = [literal for _, literal in decisions.members(session)]
        decisions.at_least_one("requests_decided", members, decisions.takes_place[session.id])


@rule
def kinds_offered(decisions: DecisionVariables) -> None:
    """A coalition gets only kinds that the policy offers."""
    for request in decisions.prepared.instance.requests:
        if not decisions.prepared.instance.policy.offers(request.kind):
            decisions.forbid("kinds_offered", decisions.granted[request.id], Subject("policy", request.kind))


@rule
def eligibility(decisions: DecisionVariables) -> None:
    """Only eligible coalitions get what the policy reserves for them."""
    prepared = decisions.prepared
    for request in prepared.instance.requests:
        gated = prepared.instance.policy.kinds[request.kind].gated
        if gated and not prepared.eligible[request.coalition]:
            decisions.forbid("eligibility", decisions.granted[request.id], Subject("coalition", request.coalition))


@rule
def entitlement(decisions: DecisionVariables) -> None:
    """An eligible coalition that requests an individual session receives one, where the policy makes it a right."""
    for request in entitled_requests(decisions.prepared):
        decisions.require("entitlement", decisions.granted[request.id] == 1, Subject("request", request.id))


def entitled_requests(prepared: Prepared) -> tuple[Request, ...]:
    """The requests for an individual session that are a right (system 8)."""
    policy = prepared.instance.policy
    if not (policy.individual_is_entitlement and policy.offers(Kind.INDIVIDUAL)):
        return ()
    wished = (request for request in prepared.requests(Kind.INDIVIDUAL) if not request.by_default)
    return tuple(request for request in wished if prepared.eligible[request.coalition])


@rule
def competition(decisions: DecisionVariables) -> None:
    """With the competitive switch on, only ready coalitions with an output get a main-session slot."""
    instance = decisions.prepared.instance
    if instance.policy.competitive:
        for request in decisions.prepared.requests(Kind.MAIN_SLOT):
            if not (instance.coalition[request.coalition].ready and request.output):
                decisions.forbid("competition", decisions.granted[request.id], Subject("request", request.id))


@rule
def session_caps(decisions: DecisionVariables) -> None:
    """No more sessions than the policy allows, of each kind and in all."""
    prepared, policy = decisions.prepared, decisions.prepared.instance.policy
    joint = sum(decisions.takes_place[session.id] for session in prepared.joint)
    for kind, terms in policy.kinds.items():
        if kind is not Kind.DAY_ZERO and terms.at_most is not None:
            granted = joint if kind is Kind.JOINT else decisions.is_granted(prepared.requests(kind))
            decisions.require("session_caps", granted <= terms.at_most, Subject("policy", kind))
    if policy.coalition_sessions_at_most is not None:
        both = joint + decisions.is_granted(prepared.requests(Kind.INDIVIDUAL))
        decisions.require("session_caps", both <= policy.coalition_sessions_at_most, Subject("policy"))


@rule
def day_zero_places(decisions: DecisionVariables) -> None:
    """No more day-zero events than there are places for coalitions."""
    most = decisions.prepared.instance.policy.kinds[Kind.DAY_ZERO].at_most
    if most is not None:
        events = decisions.is_granted(decisions.prepared.requests(Kind.DAY_ZERO))
        decisions.require("day_zero_places", events <= most, Subject("policy", Kind.DAY_ZERO))


@rule
def minutes_cap(decisions: DecisionVariables) -> None:
    """The coalitions' sessions take no more minutes of the programme than agreed."""
    most = decisions.prepared.instance.policy.coalition_minutes_at_most
    if most is not None:
        decisions.require("minutes_cap", coalition_minutes(decisions) <= most, Subject("policy"))


def coalition_minutes(decisions: DecisionVariables) -> Expression:
    """Minutes that joint and individual sessions and day-zero events add to the programme."""
    prepared = decisions.prepared
    joint = sum(session.minutes * decisions.takes_place[session.id] for session in prepared.joint)
    own = (r for r in prepared.instance.requests if r.kind in PROGRAMME_SESSION_KINDS and r.kind is not Kind.JOINT)
    return joint + sum(request.minutes * decisions.granted[request.id] for request in own)


@rule
def presences_at_most(decisions: DecisionVariables) -> None:
    """No coalition has more presences than the policy allows."""
    instance = decisions.prepared.instance
    for coalition in instance.coalitions:
        counted = [r for r in instance.requests_of(coalition.id) if instance.policy.kinds[r.kind].counted]
        if len(counted) > instance.policy.presences_at_most:
            granted = decisions.is_granted(counted)
            decisions.require(
                "presences_at_most", granted <= instance.policy.presences_at_most, Subject("coalition", coalition.id)
            )


@rule
def main_slot_replaces_own_session(decisions: DecisionVariables) -> None:
    """A main-session slot replaces a session of one's own."""
    instance = decisions.prepared.instance
    for slot in decisions.prepared.requests(Kind.MAIN_SLOT):
        for other in instance.requests_of(slot.coalition):
            if other.id != slot.id and other.kind in instance.policy.main_slot_replaces:
                either = (decisions.granted[slot.id], decisions.granted[other.id])
                decisions.at_most_one("main_slot_replaces_own_session", either, Subject("coalition", slot.coalition))


@rule
def one_bilateral(decisions: DecisionVariables) -> None:
    """A coalition has at most one bilateral meeting."""
    by_coalition: dict[str, list[Expression]] = {}
    for request in decisions.prepared.requests(Kind.BILATERAL):
        by_coalition.setdefault(request.coalition, []).append(decisions.granted[request.id])
    for coalition, granted in by_coalition.items():
        decisions.at_most_one("one_bilateral", granted, Subject("coalition", coalition))


@rule
def joint_size(decisions: DecisionVariables) -> None:
    """A joint session brings together no fewer and no more coalitions than the policy says."""
    policy = decisions.prepared.instance.policy
    for session in decisions.prepared.joint:
        members, held = sum(literal for _, literal in decisions.members(session)), decisions.takes_place[session.id]
        decisions.require("joint_size", members >= policy.joint_size_min * held)
        decisions.require("joint_size", members <= policy.joint_size_max * held)


@rule
def shared_theme(decisions: DecisionVariables) -> None:
    """Those who share a joint session share its theme."""
    most = decisions.prepared.instance.policy.guests_at_most
    for session in decisions.prepared.joint:
        members = list(decisions.members(session))
        guests = sum(literal for request, literal in members if session.theme not in request.themes)
        hosts = sum(literal for request, literal in members if session.theme in request.themes)
        held = decisions.takes_place[session.id]
        decisions.require("shared_theme", guests <= most * held)
        decisions.require("shared_theme", hosts >= 2 * held)


@rule
def one_joint_session_per_theme(decisions: DecisionVariables) -> None:
    """Each joint session has a theme of its own; none is repeated."""
    for session in decisions.prepared.joint:
        by_coalition: dict[str, list[Expression]] = {}
        for request, literal in decisions.members(session):
            by_coalition.setdefault(request.coalition, []).append(literal)
        for literals in by_coalition.values():
            decisions.at_most_one("one_joint_session_per_theme", literals)


@rule
def partner_vetoes(decisions: DecisionVariables) -> None:
    """Nobody shares a joint session with a coalition that one of them ruled out."""
    for session in decisions.prepared.joint:
        members = list(decisions.members(session))
        for request, literal in members:
            for other, other_literal in members:
                if other.coalition in request.vetoes:
                    decisions.at_most_one("partner_vetoes", (literal, other_literal), Subject("request", request.id))


@rule
def required_partners(decisions: DecisionVariables) -> None:
    """A coalition that insists on a partner meets it in its joint session."""
    for session in decisions.prepared.joint:
        members = list(decisions.members(session))
        for request, literal in members:
            for partner in request.required:
                with_partner = [other for member, other in members if member.coalition == partner]
                about = Subject("request", request.id)
                decisions.at_least_one("required_partners", with_partner, literal, about)


@rule
def segments_fit(decisions: DecisionVariables) -> None:
    """Segments follow each other without a gap and fit the time reserved for coalitions."""
    for session in decisions.prepared.sessions.values():
        if session.host:
            room = min(session.host.coalition_minutes, session.minutes - session.host.segments_after)
            minutes = [request.minutes * literal for request, literal in decisions.members(session)]
            if minutes:
                decisions.require("segments_fit", sum(minutes) <= max(room, 0), Subject("session", session.id))


@rule
def main_slots_per_session(decisions: DecisionVariables) -> None:
    """A main session takes no more slots of coalitions than the policy allows."""
    for session in decisions.prepared.sessions.values():
        slots = [literal for request, literal in decisions.members(session) if request.kind is Kind.MAIN_SLOT]
        if slots:
            most = decisions.prepared.instance.policy.main_slots_per_session
            decisions.require("main_slots_per_session", sum(slots) <= most, Subject("session", session.id))


@rule
def main_session_theme(decisions: DecisionVariables) -> None:
    """A main-session slot is in a main session on one of the coalition's themes."""
    prepared = decisions.prepared
    for request in prepared.requests(Kind.MAIN_SLOT):
        if prepared.instance.coalition[request.coalition].horizontal:
            continue
        for session in prepared.routes[request.id]:
            if not set(session.themes).intersection(request.themes):
                decisions.forbid(
                    "main_session_theme", decisions.takes_part[request.id, session.id], Subject("request", request.id)
                )


@rule
def selection_committee(decisions: DecisionVariables) -> None:
    """The selection committee has enough coalitions, and all of them compete for nothing."""
    enough = len(decisions.prepared.judges) >= decisions.prepared.instance.policy.committee_at_least
    decisions.require("selection_committee", enough)


@rule
def pins(decisions: DecisionVariables) -> None:
    """Pinned decisions hold."""
    for number, pin in enumerate(decisions.prepared.instance.pins):
        subject = Subject("pin", str(number))
        if pin.verb in (PinVerb.GRANT, PinVerb.REFUSE):
            decisions.require("pins", decisions.granted[pin.subject] == int(pin.verb is PinVerb.GRANT), subject)
        elif pin.verb is PinVerb.PLACE:
            _pin_place(decisions, pin, subject)
        else:
            _pin_partners(decisions, pin, subject)


def _pin_place(decisions: DecisionVariables, pin: Pin, subject: Subject) -> None:
    prepared = decisions.prepared
    request = prepared.instance.request.get(pin.subject)
    if request is None:
        _pin_session(decisions, pin, prepared.sessions.get(pin.subject), subject)
        return
    decisions.require("pins", decisions.granted[request.id] == 1, subject)
    for session in prepared.routes[request.id]:
        takes_part = decisions.takes_part[request.id, session.id]
        if pin.session and session.id != pin.session:
            decisions.forbid("pins", takes_part, subject)
        elif session.given:
            if not pin_allows(pin, session.given.key):
                decisions.forbid("pins", takes_part, subject)
        else:
            for literal in decisions.literals_not_fitting(session, lambda option: pin_allows(pin, option.key)):
                decisions.at_most_one("pins", (takes_part, literal), subject)


def _pin_session(decisions: DecisionVariables, pin: Pin, session: PlannedSession | None, subject: Subject) -> None:
    if session is None:
        decisions.require("pins", False, subject)
        return
    if session.given:
        decisions.require("pins", pin_allows(pin, session.given.key), subject)
        return
    decisions.require("pins", decisions.takes_place[session.id] == 1, subject)
    for literal in decisions.literals_not_fitting(session, lambda option: pin_allows(pin, option.key)):
        decisions.forbid("pins", literal, subject)


def pin_allows(pin: Pin, placement: tuple[str, str, int]) -> bool:
    """Whether a room, day and start are those that a pin sets."""
    room, day, start = placement
    return (not pin.room or pin.room == room) and (not pin.day or pin.day == day) and pin.start in (None, start)


def _pin_partners(decisions: DecisionVariables, pin: Pin, subject: Subject) -> None:
    """The pins “together”, “apart” and “theme”: constraints on the members of each joint session."""
    in_common: list[Expression] = []
    for session in decisions.prepared.joint:
        one = sum(literal for request, literal in decisions.members(session) if request.coalition == pin.coalition)
        other = sum(literal for request, literal in decisions.members(session) if request.coalition == pin.other)
        if pin.verb is PinVerb.APART:
            decisions.at_most_one("pins", (one, other), subject)
        elif pin.verb is PinVerb.TOGETHER:
            both = decisions.model.new_bool_var(f"{pin.coalition} with {pin.other} on {session.theme}")
            decisions.model.add(both <= one)
            decisions.model.add(both <= other)
            in_common.append(both)
        elif session.id == joint_session_id(pin.theme):
            decisions.require("pins", one >= 1, subject)
    if pin.verb is PinVerb.THEME and joint_session_id(pin.theme) not in decisions.prepared.sessions:
        decisions.require("pins", False, subject)
    if pin.verb is PinVerb.TOGETHER:
        decisions.require("pins", sum(in_common) >= 1, subject)


PROGRAMME_RULES: tuple[RuleFunction, ...] = rule.of(entry for entry in RULES if entry.id in rule)
"""The rules that add constraints, in the order of the catalogue."""

BY_CONSTRUCTION: dict[str, Callable[..., object]] = {
    function.__name__: function for function in (room_grid, no_judge_in_own_cause)
}
"""The rules that hold by construction, by the function of `prepare` that enforces them."""
