"""Pauses between sessions and types kept off parts of days: reasons, counts before a solve, conflicts and ways out."""

from __future__ import annotations

from scheduler.core.instance import Instance, Pin
from scheduler.core.vocabulary import PinVerb, SessionType
from scheduler.explain import with_reasons
from scheduler.explain.demand_texts import infeasibility_sentences
from scheduler.model.counting_checks import cannot_fit
from scheduler.search import solve
from scheduler.verify import check
from tests.miniatures.build import at, host, programme, tiny
from tests.miniatures.case import A_PERSON, A_ZERO, AFTERNOON, LATE_MORNING, zero

ONE_ROOM = {name: {"uses": ()} for name in ("Salle 2", "Salle 3")}


def beside_a_given_session(**fields: object) -> Instance:
    """A's event for its coordinator, who is in a given session until ten minutes before the second start."""
    given = host("Side", at("Salle 3", 0, "09:00"), people=(A_PERSON,))
    return tiny((zero(people=(A_PERSON,)),), (given,), rooms=ONE_ROOM, policy={"pause_minutes": 60}, **fields)


def workshops_nowhere() -> Instance:
    workshops = (SessionType.WORKSHOP,)
    return tiny(sessions=(host("W1"),), policy={"off_mornings": workshops, "off_afternoons": workshops})


def test_a_placement_that_leaves_too_short_a_pause_is_counted_for_it() -> None:
    instance = beside_a_given_session()
    made = programme(instance)
    assert check(instance, made).violations == ()
    reason = with_reasons(instance, made).decision[A_ZERO].reason
    assert reason is not None
    # Two starts leave the pause: a refusal that costs nothing but the usual goals is a price, not a rule.
    assert reason.rules == ()
    closed = tiny(
        instance.requests,
        instance.sessions,
        rooms=ONE_ROOM,
        policy={"pause_minutes": 60},
        slots=tuple(slot for slot in instance.slots if slot.start < 12 * 60),
    )
    reason = with_reasons(closed, programme(closed)).decision[A_ZERO].reason
    assert reason is not None
    assert set(reason.rules) == {"room_hours", "person_in_one_place", "pause_between_sessions"}
    assert f"1 leaves {A_PERSON} too short a pause" in reason.sentence


def test_the_check_says_how_long_the_pause_is_and_should_be() -> None:
    instance = beside_a_given_session()
    (violation,) = check(instance, programme(instance, {A_ZERO: LATE_MORNING})).violations
    assert violation.rule == "pause_between_sessions"
    assert "has 10 minutes between" in violation.sentence
    assert "the policy asks for 60" in violation.sentence


def test_a_pin_against_the_pause_names_the_person_and_the_way_out() -> None:
    place = Pin(verb=PinVerb.PLACE, subject=A_ZERO, room="Salle 1", day="Day 0", start=LATE_MORNING.start)
    instance = beside_a_given_session(pins=(place,))
    infeasibility = solve(instance).infeasibility
    assert infeasibility is not None
    assert set(infeasibility.rules) == {"pins", "pause_between_sessions"}
    sentences = " ".join(infeasibility_sentences(instance, infeasibility))
    assert f"{A_PERSON} has 60 minutes between two sessions (sheet Policy)" in sentences
    assert f"allow {A_PERSON} a shorter pause between two sessions" in sentences


def test_the_search_keeps_the_pause() -> None:
    place = Pin(verb=PinVerb.GRANT, subject=A_ZERO)
    instance = beside_a_given_session(pins=(place,))
    found = solve(instance).programme
    assert found is not None
    assert found.session[A_ZERO].start == AFTERNOON.start


def test_counting_says_that_a_type_is_kept_off_wherever_it_could_stand() -> None:
    (sentence,) = cannot_fit(workshops_nowhere())
    assert "in a part of a day without its type" in sentence


def test_a_conflict_names_the_type_that_is_kept_off() -> None:
    instance = workshops_nowhere()
    infeasibility = solve(instance).infeasibility
    assert infeasibility is not None
    sentences = " ".join(infeasibility_sentences(instance, infeasibility))
    assert "W1 is a workshop, which the policy keeps off parts of days (sheet Policy)" in sentences
    assert "allow W1 in a part of a day that is closed to its type" in sentences


def test_a_session_left_out_says_that_its_type_is_kept_off() -> None:
    instance = workshops_nowhere()
    policy = instance.policy.model_copy(update={"host_sessions_may_be_left_out": True})
    instance = instance.model_copy(update={"policy": policy})
    (left_out,) = with_reasons(instance, programme(instance)).left_out
    assert left_out.reason is not None
    assert "types_kept_off" in left_out.reason.rules
    assert "in parts of days that are closed to its type" in left_out.reason.sentence
