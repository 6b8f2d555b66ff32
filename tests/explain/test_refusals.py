"""Reasons for refusals: the sentences, the rules they name, the waiting list, and that they are true."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.core.instance import Instance, Pin, Received, Request, Source
from scheduler.core.programme import Decision, PlacedSession, Programme, Reason, Segment
from scheduler.core.vocabulary import OWN_KINDS, SEGMENT_KINDS, Kind, PinVerb, Service
from scheduler.explain import exchanges, with_reasons
from scheduler.explain.insertion_options import Insertion
from scheduler.verify import check
from scheduler.verify.facts import gather
from tests.brute_force.enumerate import accepted
from tests.brute_force.strategies import instances
from tests.checked import meets, met
from tests.miniatures.build import ask, at, away, host, main, programme, tiny
from tests.miniatures.case import (
    A_BILATERAL,
    A_INDIVIDUAL,
    A_PERSON,
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    B_SLOT,
    B_ZERO,
    HALL,
    INDIVIDUAL,
    LATE_MORNING,
    MORNING,
    ON_DAY_1,
    everyone,
    zero,
)
from tests.miniatures.meeting import meeting

EQUALLY_GOOD = "In the place of DC-A, with all else as it is, no goal would change: both programmes are equally good."
A_AND_B = {"CONNECT": (("DC-A", "DC-B"), ON_DAY_1)}


def reason(instance: Instance, made: Programme, request: str) -> Reason:
    """The reason for which a request is refused in a programme that breaks no rule."""
    assert check(instance, made).violations == ()
    found = with_reasons(instance, made).decision[request].reason
    assert found is not None
    return found


def refused(request: str, instance: Instance, *own: Any, **others: Any) -> tuple[tuple[str, ...], str]:
    """The rules and the sentence for a request refused in the programme with these placements."""
    found = reason(instance, programme(instance, *own, **others), request)
    return found.rules, found.sentence


def test_not_eligible() -> None:
    instance = tiny((zero(),), coalitions={"DC-A": {"active": False}})
    assert refused(A_ZERO, instance) == (("eligibility",), "DC-A is not eligible: it is not active.")


def test_kind_not_offered() -> None:
    instance = tiny((ask("DC-A", Kind.INDIVIDUAL),))
    assert refused(A_INDIVIDUAL, instance) == (("kinds_offered",), "The policy offers no individual session.")


def test_competition() -> None:
    slot = (ask("DC-A", Kind.MAIN_SLOT),)
    instance = tiny(slot, (main("Main 1", HALL),), policy={"competitive": True})
    sentence = "Main-session slots go by competition, and its request names no output."
    assert refused(A_SLOT, instance) == (("competition",), sentence)


def test_pinned_refusal_and_another_rule_besides() -> None:
    instance = tiny((zero(),), pins=(Pin(verb=PinVerb.REFUSE, subject=A_ZERO),), kinds={Kind.DAY_ZERO: {"at_most": 0}})
    sentence = "The pin that refuses DC-A: day-zero event decides; besides, the policy allows no day-zero events."
    assert refused(A_ZERO, instance) == (("pins", "day_zero_places"), sentence)


def test_scarce_places_say_who_ranked_it_how() -> None:
    instance = tiny(
        (
            ask("DC-A", Kind.DAY_ZERO, 1),
            ask("DC-B", Kind.DAY_ZERO, 2),
            ask("DC-C", Kind.DAY_ZERO, 3),
            ask("DC-D", Kind.DAY_ZERO, 2),
            ask("DC-E", Kind.DAY_ZERO, 2),
        ),
        kinds={Kind.DAY_ZERO: {"at_most": 4}},
        coalitions={"DC-B": {"horizontal": True}},
    )
    places = {
        A_ZERO: MORNING,
        B_ZERO: LATE_MORNING,
        "DC-C: day-zero event": AFTERNOON,
        "DC-E: day-zero event": at("Salle 2", 0, "14:00"),
    }
    assert refused("DC-D: day-zero event", instance, places) == (
        ("day_zero_places",),
        "4 of 5 requests for day-zero events fit; the places went to one coalition that ranked it higher (DC-A), "
        "one coalition with a larger claim that ranked it as high (DC-B: 2; DC-D: 0), one coalition with the same "
        "claim that ranked it as high (DC-E: 0; DC-D: 0) and one coalition that ranked it lower (DC-C). Of the "
        "exchanges with one of them, the cheapest: in the place of DC-C, with all else as it is, “Second choices "
        "refused” would go from 1 to 0, so this programme is not the best there is.",
    )


def test_a_smaller_claim_is_said_and_claims_that_do_not_count_are_not() -> None:
    asked = (ask("DC-A", Kind.DAY_ZERO), ask("DC-B", Kind.DAY_ZERO))
    horizontal = {"DC-B": {"horizontal": True}}
    kinds = {Kind.DAY_ZERO: {"at_most": 1}}
    counted = tiny(asked, kinds=kinds, coalitions=horizontal)
    assert refused(B_ZERO, counted, {A_ZERO: MORNING})[1] == (
        "1 of 2 requests for day-zero events fit; the place went to one coalition with a smaller claim that ranked it "
        "as high (DC-A: 0; DC-B: 2). In the place of DC-A, with all else as it is, “Claims passed over: refusals of "
        "horizontal coalitions, and of those that waited in earlier years” would go from 2 to 0, so this programme is "
        "not the best there is."
    )
    not_counted = tiny(asked, kinds=kinds, coalitions=horizontal, policy={"goals": ("wishes", "incoherence")})
    assert refused(B_ZERO, not_counted, {A_ZERO: MORNING})[1] == (
        "1 of 2 requests for day-zero events fit; the place went to one coalition that ranked it as high (DC-A). In "
        "the place of DC-A, with all else as it is, no goal would change: both programmes are equally good."
    )


def test_presences_and_what_a_main_slot_replaces() -> None:
    instance = tiny(
        (ask("DC-A", Kind.MAIN_SLOT), ask("DC-A", Kind.INDIVIDUAL, 2), ask("DC-A", Kind.DAY_ZERO, 3)),
        (main("Main 1", HALL),),
        kinds=INDIVIDUAL,
        policy={"presences_at_most": 1},
    )
    in_main = {"Main 1": (A_SLOT,)}
    presences = "DC-A has its main-session slot (first choice), as many presences as the policy allows"
    assert refused(A_ZERO, instance, segments=in_main) == (("presences_at_most",), f"{presences}.")
    assert refused(A_INDIVIDUAL, instance, segments=in_main) == (
        ("main_slot_replaces_own_session", "presences_at_most"),
        "DC-A has its main-session slot (first choice), which replaces its individual session (second choice); "
        f"besides, {presences}.",
    )
    rules, sentence = refused(A_SLOT, instance, {A_INDIVIDUAL: ON_DAY_1})
    assert rules[0] == "main_slot_replaces_own_session"
    assert sentence.startswith(
        "DC-A has its individual session (second choice), which its main-session slot (first choice) would replace"
    )


def test_minutes_and_sessions_in_all() -> None:
    two = everyone(Kind.INDIVIDUAL, "DC-A", "DC-B")
    instance = tiny(two, kinds=INDIVIDUAL, policy={"coalition_minutes_at_most": 100, "coalition_sessions_at_most": 1})
    assert refused("DC-B: individual session", instance, {A_INDIVIDUAL: ON_DAY_1}) == (
        ("session_caps", "minutes_cap"),
        "Joint and individual sessions together may be 1, and so many are held; besides, the coalitions' sessions "
        "take 90 of the 100 minutes agreed; 90 more do not fit. " + EQUALLY_GOOD,
    )


def test_second_bilateral_meeting() -> None:
    instance = tiny((ask("DC-A", Kind.BILATERAL), ask("DC-A", Kind.BILATERAL, 2, number=2)))
    sentence = "DC-A has a bilateral meeting already, and the policy allows one."
    assert refused(f"{A_BILATERAL} 2", instance, {A_BILATERAL: at("Box", 1, "09:00")}) == (
        ("one_bilateral",),
        sentence,
    )


def test_audience_larger_than_every_room() -> None:
    instance = tiny((zero(audience=101),))
    sentence = "Its audience of 101 is larger than every room for day-zero events: the largest, Salle 1, seats 100."
    assert refused(A_ZERO, instance) == (("room_capacity",), sentence)


def test_no_room_with_the_services_no_slot_no_room_at_all() -> None:
    needs = tiny((zero(needs=(Service.WEBCAST,)),))
    assert refused(A_ZERO, needs) == (("room_services",), "No room for day-zero events has webcast.")
    long = tiny((zero(minutes=91),))
    assert refused(A_ZERO, long) == (("room_grid",), "No slot for day-zero events holds its 91 minutes.")
    no_room = tiny((ask("DC-A", Kind.BOOTH, minutes=90),), rooms={"Box": {"uses": ()}})
    sentence = "No room is meant for booth shifts."
    assert refused("DC-A: booth shift", no_room) == (("room_purpose",), sentence)


def test_every_place_fails_for_its_own_reason() -> None:
    """Salle 1 alone, five starts: 08:00 before the day opens, two taken, one when A is away, one beside its person."""
    closed = {name: {"uses": ()} for name in ("Salle 2", "Salle 3")}
    instance = tiny(
        (zero(people=(A_PERSON,)),),
        (
            host("W1", at("Salle 1", 0, "09:00")),
            host("W2", at("Salle 1", 0, "10:40")),
            host("W3", at("Salle 3", 0, "16:30"), people=(A_PERSON,)),
        ),
        rooms=closed,
        coalitions={"DC-A": {"unavailable": (away(0, "13:00", "16:00"),)}},
    )
    assert refused(A_ZERO, instance) == (
        ("room_overlap", "availability", "person_in_one_place", "room_hours"),
        "With everything else as it is, each of the 5 places fails: 2 are taken, 1 falls when DC-A cannot be there, "
        "1 clashes with another session of DC-A coordinator 1 and 1 lies outside the opening hours.",
    )


def test_one_way_alone_and_one_reason_alone() -> None:
    instance = tiny(everyone(Kind.MAIN_SLOT, "DC-A", "DC-B"), (main("Main 1", HALL, coalition_minutes=10),))
    sentence = (
        "With everything else as it is, the only main session has no 10 minutes left for coalitions. " + EQUALLY_GOOD
    )
    assert refused(B_SLOT, instance, segments={"Main 1": (A_SLOT,)}) == (("segments_fit",), sentence)
    two = tiny((ask("DC-E", Kind.MAIN_SLOT),), (main("Main 1", HALL), main("Main 2", at("Hall", 2, "09:30"))))
    sentence = "With everything else as it is, each of the 2 main sessions is on none of its themes."
    assert refused("DC-E: main-session slot", two) == (("main_session_theme",), sentence)
    assert refused(A_SLOT, tiny((ask("DC-A", Kind.MAIN_SLOT),))) == (
        ("segments_fit",),
        "The programme has no main session.",
    )


def test_the_later_goal_that_decided_has_its_price() -> None:
    """Two day-zero events that weigh alike; B prefers another day, which the place of A does not suit."""
    instance = tiny(
        everyone(Kind.DAY_ZERO, "DC-A", "DC-B"),
        kinds={Kind.DAY_ZERO: {"at_most": 1}},
        coalitions={"DC-B": {"preferred_days": ("Day 1",)}},
    )
    assert refused(B_ZERO, instance, {A_ZERO: MORNING})[1] == (
        "1 of 2 requests for day-zero events fit; the place went to one coalition with the same claim that ranked it "
        "as high (DC-A: 0; DC-B: 0). In the place of DC-A, with all else as it is, “Inconvenience: days, rooms and "
        "hours that suit less, scattered themes, walks and waits, good slots for a few” would go from 3 to 6, which "
        "decides between the two."
    )


def test_an_exchange_that_breaks_a_rule_names_it_and_the_pin_in_the_way() -> None:
    cell = Source(file="planning.xlsx", sheet="Pins", row=7, column="A")
    instance = tiny(
        everyone(Kind.DAY_ZERO, "DC-A", "DC-B"),
        kinds={Kind.DAY_ZERO: {"at_most": 1}},
        pins=(Pin(verb=PinVerb.GRANT, subject=A_ZERO, source=cell),),
    )
    assert refused(B_ZERO, instance, {A_ZERO: MORNING})[1] == (
        "1 of 2 requests for day-zero events fit; the place went to one coalition with the same claim that ranked it "
        "as high (DC-A: 0; DC-B: 0). The pin that grants DC-A: day-zero event (planning.xlsx, Pins, cell A7) takes one "
        "of the places. An exchange with DC-A, with all else as it is, breaks a rule: DC-A: day-zero "
        "event is refused, against the pin (row 7 of Pins)."
    )


def test_in_a_large_programme_the_reason_says_that_no_exchange_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanges, "SESSIONS_CHECKED", 0)
    instance = tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B"), kinds={Kind.DAY_ZERO: {"at_most": 1}})
    assert refused(B_ZERO, instance, {A_ZERO: MORNING})[1].endswith(
        "(DC-A: 0; DC-B: 0). Which goal decided was not looked for in a programme of this size; “explain --why-not” "
        "finds out."
    )


EXCHANGES: dict[str, tuple[Instance, dict[str, Any]]] = {
    "own session": (
        tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B"), kinds={Kind.DAY_ZERO: {"at_most": 1}}),
        {"own": {A_ZERO: MORNING}},
    ),
    "joint session": (
        tiny(everyone(Kind.JOINT, "DC-A", "DC-B", "DC-C"), policy={"joint_size_max": 2}),
        {"joint": A_AND_B},
    ),
    "segment": (
        tiny(
            (*everyone(Kind.MAIN_SLOT, "DC-A", "DC-B"), ask("DC-C", Kind.MAIN_SLOT, minutes=15)),
            (main("Main 1", HALL, coalition_minutes=25),),
        ),
        {"segments": {"Main 1": (A_SLOT, B_SLOT)}},
    ),
}


@pytest.mark.parametrize("name", EXCHANGES)
def test_an_exchange_changes_two_decisions_and_is_a_whole_programme(name: str) -> None:
    instance, placed = EXCHANGES[name]
    made = programme(instance, placed.get("own", {}), **{key: value for key, value in placed.items() if key != "own"})
    facts = gather(instance, made)
    assert facts.refused
    for request in facts.refused:
        rivals = exchanges.rivals_of(facts, request)
        assert rivals
        for rival in rivals:
            after = exchanges.exchanged(facts, request, rival)
            assert after.granted == made.granted - {rival.id} | {request.id}
            assert check(instance, after).violations == ()


def test_the_pin_that_refuses_has_its_cell() -> None:
    cell = Source(file="planning.xlsx", sheet="Pins", row=3, column="A")
    instance = tiny((zero(),), pins=(Pin(verb=PinVerb.REFUSE, subject=A_ZERO, source=cell),))
    assert refused(A_ZERO, instance) == (
        ("pins",),
        "The pin that refuses DC-A: day-zero event (planning.xlsx, Pins, cell A3) decides.",
    )


B_BILATERAL = "DC-B: bilateral meeting"


def bilaterals(*kinds: Kind, **coalition: Any) -> Instance:
    """A bilateral meeting of B, and requests of A; the Box is open for the morning of day 1 alone, with two slots."""
    closed = (away(0), away(1, "12:00", "24:00"), away(2))
    return tiny(
        (*(ask("DC-A", kind, n, minutes=90) for n, kind in enumerate(kinds, 1)), ask("DC-B", Kind.BILATERAL)),
        rooms={"Box": {"closed": closed}},
        coalitions={"DC-A": coalition} if coalition else {},
    )


def test_a_place_taken_at_a_forbidden_time_counts_as_taken_and_both_are_said() -> None:
    instance = bilaterals(Kind.BILATERAL, unavailable=(away(1, "09:00", "12:00"),))
    assert refused(A_BILATERAL, instance, {B_BILATERAL: at("Box", 1, "09:00")}) == (
        ("room_hours", "availability", "room_overlap"),
        "With everything else as it is, each of the 9 places fails: 7 lie outside the opening hours, 1 falls when DC-A "
        "cannot be there and 1 is taken; of those taken, 1 also falls when DC-A cannot be there. An "
        "exchange with DC-B, with all else as it is, breaks a rule: DC-A takes part in “DC-A: bilateral meeting” on "
        "Day 1 09:00–10:30 and is away (Day 1 09:00–12:00).",
    )


def test_a_place_that_its_own_session_takes_is_said_to_be_its_own() -> None:
    instance = bilaterals(Kind.BOOTH, Kind.BILATERAL)
    own = {"DC-A: booth shift": at("Box", 1, "09:00"), B_BILATERAL: at("Box", 1, "10:30")}
    rules, sentence = refused(A_BILATERAL, instance, own)
    assert rules == ("room_hours", "room_overlap")
    assert sentence == (
        "With everything else as it is, each of the 9 places fails: 7 lie outside the opening hours, 1 is taken and 1 "
        "is taken by DC-A's own booth shift. An exchange with DC-B, with all else as it is, breaks a rule: DC-A has "
        "“DC-A: booth shift” (Day 1 09:00–10:30) and, right after it, “DC-A: bilateral meeting” (Day 1 10:30–12:00)."
    )


def test_joint_session_full_and_the_cap_reached() -> None:
    instance = tiny(
        everyone(Kind.JOINT, "DC-A", "DC-B", "DC-C", "DC-D"),
        policy={"joint_size_max": 2},
        kinds={Kind.JOINT: {"at_most": 1}},
    )
    assert refused("DC-C: joint session", instance, joint=A_AND_B) == (
        ("joint_size", "session_caps"),
        "With everything else as it is, the only joint session has its 2 members; a new one would pass the 1 that the "
        "policy allows. Of the exchanges with one of them, the cheapest: in the place of DC-A, with all else as it is, "
        "“Distance of joint sessions from their members' themes and wished partners” would go from 0 to 1, which "
        "decides between the two.",
    )


def test_joint_session_no_theme_left_or_nobody_to_share_it() -> None:
    instance = tiny(
        (*everyone(Kind.JOINT, "DC-A", "DC-B"), ask("DC-C", Kind.JOINT, themes=("CONNECT",), vetoes=("DC-A",)))
    )
    assert refused("DC-C: joint session", instance, joint=A_AND_B) == (
        ("partner_vetoes", "one_joint_session_per_theme"),
        "With everything else as it is, the only joint session would bring together DC-C and DC-A, against a veto; "
        "each of its themes has a joint session already, and none is held twice.",
    )
    alone = tiny((ask("DC-E", Kind.JOINT),))
    assert refused("DC-E: joint session", alone) == (("shared_theme",), "None of its themes allows a joint session.")
    nobody = tiny((ask("DC-A", Kind.JOINT, themes=("RIGHTS",)), ask("DC-B", Kind.JOINT, themes=("CONNECT",))))
    assert refused("DC-A: joint session", nobody) == (
        ("shared_theme",),
        "With everything else as it is, there is no joint session to join; too few other coalitions that could "
        "have one are left to share RIGHTS with it.",
    )


def test_joint_session_when_no_group_keeps_the_rules() -> None:
    instance = tiny((ask("DC-A", Kind.JOINT, required=("DC-C",)), ask("DC-B", Kind.JOINT)))
    assert refused("DC-A: joint session", instance) == (
        ("required_partners",),
        "With everything else as it is, there is no joint session to join; of the groups that could make up a new one "
        "with it, none keeps the rules (somebody's required partner is missing).",
    )


def test_joint_session_with_no_place_for_a_new_one() -> None:
    instance = tiny(
        everyone(Kind.JOINT, "DC-A", "DC-B", themes=("RIGHTS",)),
        rooms={name: {"uses": ()} for name in ("Salle 2", "Salle 3")},
        coalitions={"DC-B": {"unavailable": (away(1), away(2))}},
    )
    assert refused("DC-A: joint session", instance) == (
        ("availability", "room_hours"),
        "With everything else as it is, there is no joint session to join; for a new one with DC-B, each of the 10 "
        "places fails: 8 fall when DC-B cannot be there and 2 lie outside the opening hours.",
    )


def test_what_could_be_granted_has_its_price_in_the_order_of_the_policy() -> None:
    free = tiny((zero(),))
    rules, sentence = refused(A_ZERO, free)
    assert rules == ()
    assert sentence == (
        "Held in Salle 1 on Day 0 09:00–10:30, it would break no rule, and “Coalitions that asked and received nothing "
        "at all” would go from 1 to 0: this programme is not the best there is."
    )
    slot = tiny((ask("DC-A", Kind.MAIN_SLOT),), (main("Main 1", HALL),))
    assert refused(A_SLOT, slot)[1].startswith("Held in “Main 1”, Hall on Day 1 09:30–11:00, it would break no rule")
    lean = tiny((zero(),), policy={"goals": ("programme_minutes", "wishes")})
    assert refused(A_ZERO, lean) == (
        (),
        "Held in Salle 1 on Day 0 09:00–10:30, it would break no rule, but “Minutes that coalitions' sessions add to "
        "the programme” would go from 0 to 90, and no goal that counts for more would gain.",
    )


def test_waiting_list_goes_by_rank_then_claim_then_order() -> None:
    instance = tiny(
        (
            ask("DC-A", Kind.DAY_ZERO, 2),
            ask("DC-B", Kind.DAY_ZERO, 2),
            ask("DC-C", Kind.DAY_ZERO, 2),
            ask("DC-D", Kind.DAY_ZERO, 1),
            ask("DC-E", Kind.DAY_ZERO, 1),
        ),
        kinds={Kind.DAY_ZERO: {"at_most": 0}},
        coalitions={"DC-E": {"active": False}},
        history=(Received(year=2023, coalition="DC-C"),),
    )
    decisions = with_reasons(instance, programme(instance)).decisions
    line = {decision.request[:4]: decision.waiting_list for decision in decisions}
    assert line == {"DC-A": 3, "DC-B": 4, "DC-C": 2, "DC-D": 1, "DC-E": None}


def test_reasons_change_nothing_else() -> None:
    instance, made = meeting()
    explained = with_reasons(instance, made)
    bare = [Decision(request=d.request, granted=d.granted, session=d.session) for d in explained.decisions]
    assert tuple(bare) == made.decisions
    assert (explained.sessions, explained.segments, explained.committee) == (
        made.sessions,
        made.segments,
        made.committee,
    )
    assert all((decision.reason is None) == decision.granted for decision in explained.decisions)
    assert check(instance, explained) == check(instance, made)


@meets("refused by rules")
@settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(instances())
def test_a_reason_that_names_rules_is_right_that_nothing_goes(instance: Instance) -> None:
    for made, _ in islice(accepted(instance, check), 1):
        explained = with_reasons(instance, made)
        for decision in explained.decisions:
            if decision.granted:
                continue
            assert decision.reason is not None
            possible = [way for way in every_way(instance, made, instance.request[decision.request]) if way]
            if decision.reason.rules:
                met("refused by rules")
                assert possible == [], f"{decision}: {possible[0]}"


def every_way(instance: Instance, made: Programme, request: Request) -> list[Programme]:
    """Every programme without a violation in which the request is granted and all else is as it was."""
    tried = [way.carried_out(made) for way in _ways(instance, made, request)]
    return [one for one in tried if not check(instance, one).violations]


def _ways(instance: Instance, made: Programme, request: Request) -> list[Insertion]:
    if request.kind in OWN_KINDS:
        return [
            Insertion(_at(request, room.id, slot.day, slot.start), (request,))
            for room in instance.rooms
            for slot in instance.slots
        ]
    if request.kind in SEGMENT_KINDS:
        return [
            Insertion(placed, (request,), _after(instance, made, placed, request))
            for placed in made.sessions
            if placed.type
        ]
    joined = [p.model_copy(update={"coalitions": (*p.coalitions, request.coalition)}) for p in made.sessions]
    return [Insertion(placed, (request,)) for placed in joined if placed.kind is Kind.JOINT]


def _at(request: Request, room: str, day: str, start: int) -> PlacedSession:
    return PlacedSession(
        id=request.id,
        title=request.id,
        kind=request.kind,
        day=day,
        start=start,
        end=start + request.minutes,
        room=room,
        themes=request.themes,
        coalitions=(request.coalition,),
    )


def _after(instance: Instance, made: Programme, placed: PlacedSession, request: Request) -> Segment:
    there = [segment for segment in made.segments if segment.session == placed.id]
    start = max((s.end for s in there), default=placed.start + instance.session[placed.id].segments_after)
    names = {"request": request.id, "coalition": request.coalition, "session": placed.id, "order": len(there) + 1}
    return Segment(**names, start=start, end=start + request.minutes)
