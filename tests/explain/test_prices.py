"""Answers rest on solves: the price of “why not” and “why” against every programme of tiny instances."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.catalogue import goal_order
from scheduler.core.instance import Instance, Pin
from scheduler.core.lookup import NotUnderstoodError, find_day, find_request, find_room, find_session
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.explain.answers import Answer, AnswerKind, Asking
from scheduler.explain.story import story
from scheduler.explain.what_if import what_if
from scheduler.explain.why import why
from scheduler.explain.why_not import why_not
from scheduler.planning.service import plan
from scheduler.search import solve
from scheduler.verify import check
from tests.brute_force.enumerate import accepted
from tests.brute_force.strategies import instances
from tests.checked import meets, met
from tests.miniatures.build import ask, at, host, tiny
from tests.miniatures.case import A_ZERO, everyone

FEW = settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def planned(instance: Instance) -> Programme:
    outcome = plan(instance)
    assert outcome.programme is not None
    return outcome.programme


def goals_of(instance: Instance) -> list[str]:
    return [goal.id for goal in goal_order(instance.policy.order, instance.policy.principle)]


def values_then(instance: Instance, programme: Programme, answer: Answer) -> tuple[int, ...]:
    """Every goal's value in the programme that an answer speaks of."""
    now = {score.goal: score.value for score in programme.scores}
    changes = answer.fields["changes"]
    assert isinstance(changes, list)
    then = now | {change["goal"]: change["then"] for change in changes}
    assert all(change["now"] == now[change["goal"]] for change in changes)
    return tuple(then[goal] for goal in goals_of(instance))


def best_value(instance: Instance, wanted: Callable[[Programme], bool]) -> tuple[int, ...] | None:
    """The goals' values in the best of all programmes that are wanted; None if there is none."""
    goals = goals_of(instance)
    good = (pair for pair in accepted(instance, check) if wanted(pair[0]))
    return min((tuple(verdict.scores[goal] for goal in goals) for _, verdict in good), default=None)


@FEW
@given(instances(), st.data())
def test_the_price_of_a_refused_wish_is_that_of_the_best_programme_that_grants_it(
    instance: Instance, data: st.DataObject
) -> None:
    programme = solve(instance).programme
    assume(programme is not None)
    assert programme is not None
    refused = [request.id for request in instance.requests if request.id not in programme.granted]
    assume(refused)
    request = data.draw(st.sampled_from(refused))
    best = best_value(instance, lambda other: request in other.granted)
    answer = why_not(instance, programme, request, Asking())
    assert answer.proven
    if best is None:
        assert answer.verdict is AnswerKind.IMPOSSIBLE
    else:
        assert answer.verdict is AnswerKind.POSSIBLE
        assert values_then(instance, programme, answer) == best


@meets("another time")
@FEW
@given(instances(), st.data())
def test_the_next_best_time_costs_what_the_best_programme_with_it_costs(
    instance: Instance, data: st.DataObject
) -> None:
    programme = solve(instance).programme
    assume(programme is not None)
    assert programme is not None
    decided = [placed for placed in programme.sessions if not placed.given]
    assume(decided)
    placed = data.draw(st.sampled_from(decided))

    def at_another_time(other: Programme) -> bool:
        there = other.session.get(placed.id)
        return there is not None and (there.day, there.start) != (placed.day, placed.start)

    best = best_value(instance, at_another_time)
    told = why(instance, programme, placed.id, Asking()).fields["time"]
    assert isinstance(told, dict)
    assert told["possible"] == (best is not None)
    if best is not None:
        met("another time")
        answer = Answer("", AnswerKind.TOLD, (), True, {"changes": told["changes"]})
        assert values_then(instance, programme, answer) == best


TWO_FOR_ONE = tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B"), kinds={Kind.DAY_ZERO: {"at_most": 1}})


def the_refused(instance: Instance, programme: Programme) -> str:
    (refused,) = [request.id for request in instance.requests if request.id not in programme.granted]
    return refused


def test_who_loses_is_named() -> None:
    programme = planned(TWO_FOR_ONE)
    refused = the_refused(TWO_FOR_ONE, programme)
    (granted,) = programme.granted
    answer = why_not(TWO_FOR_ONE, programme, refused, Asking())
    assert answer.verdict is AnswerKind.POSSIBLE
    assert answer.fields["loses"] == [granted]
    assert answer.fields["gains"] == []
    assert any(sentence.startswith(f"Loses: {granted}") for sentence in answer.sentences)


def test_what_is_granted_is_told_without_a_solve() -> None:
    programme = planned(TWO_FOR_ONE)
    (granted,) = programme.granted
    answer = why_not(TWO_FOR_ONE, programme, granted.lower(), Asking())
    assert (answer.verdict, answer.proven) == (AnswerKind.TOLD, None)
    assert " is granted: in Salle" in answer.sentences[0]


def test_a_pin_that_forbids_it_is_named_with_its_row() -> None:
    pin = {"verb": "refuse", "subject": A_ZERO, "source": {"file": "planning.xlsx", "sheet": "Pins", "row": 4}}
    instance = tiny((ask("DC-A", Kind.DAY_ZERO),)).model_copy(update={"pins": (Pin.model_validate(pin),)})
    answer = why_not(instance, planned(instance), "DC-A: day zero", Asking())
    assert answer.verdict is AnswerKind.IMPOSSIBLE
    text = " ".join(answer.sentences)
    assert "planning.xlsx, Pins, row 4" in text
    assert "impossible (proven)" in text
    assert "Way out 1: take out the pin that refuses DC-A: day-zero event" in text


def test_a_stop_before_anything_is_found_says_so() -> None:
    stop = threading.Event()
    stop.set()
    programme = planned(TWO_FOR_ONE)
    answer = why_not(TWO_FOR_ONE, programme, the_refused(TWO_FOR_ONE, programme), Asking(stop=stop))
    assert answer.verdict is AnswerKind.STOPPED


def test_the_story_tells_rules_and_winners() -> None:
    programme = planned(TWO_FOR_ONE)
    refused = the_refused(TWO_FOR_ONE, programme)
    (granted,) = programme.granted
    answer = story(TWO_FOR_ONE, programme, refused.partition(":")[0])
    text = " ".join(answer.sentences)
    assert "[day zero places]" in text
    assert f"{granted.partition(':')[0]} (first choice)" in text
    requests = answer.fields["requests"]
    assert isinstance(requests, list)
    assert requests[0]["rules"] == ["day_zero_places"]


def test_why_of_a_given_session_needs_no_solve() -> None:
    instance = tiny((), (host("W1", at("Salle 2", 2, "09:00")),))
    answer = why(instance, planned(instance), "W1", Asking())
    assert answer.fields["given"] is True


def test_a_closed_room_moves_what_stood_there() -> None:
    instance = tiny((ask("DC-A", Kind.DAY_ZERO),), (host("W1", at("Salle 2", 2, "09:00")),))
    programme = planned(instance)
    room = programme.session[A_ZERO].room
    answer = what_if(instance, programme, ["room 2 closed on Tuesday", f"{room} closed 15 December"], Asking())
    assert answer.verdict is AnswerKind.POSSIBLE
    assert "Fixed sessions that no longer fit are scheduled again: W1." in answer.sentences[0]
    assert f"{room} is closed on Day 0" in answer.sentences[1]
    assert set(answer.fields["moves"]) == {"W1", A_ZERO}  # type: ignore[call-overload]


def test_without_any_programme_the_conflict_is_told() -> None:
    instance = tiny((), (host("W1", at("Salle 2", 2, "09:00")),))
    closed = "; ".join(f"Salle {number} closed" for number in (1, 2, 3))
    answer = what_if(instance, planned(instance), [closed], Asking())
    assert answer.verdict is AnswerKind.IMPOSSIBLE
    assert answer.proven
    assert "Then there is no programme at all (proven)." in answer.sentences


def test_a_coalition_can_withdraw_or_be_away() -> None:
    programme = planned(TWO_FOR_ONE)
    (granted,) = programme.granted
    winner = granted.partition(":")[0]
    answer = what_if(TWO_FOR_ONE, programme, [f"{winner} withdraws"], Asking())
    assert answer.fields["gains"] == [the_refused(TWO_FOR_ONE, programme)]
    away = what_if(TWO_FOR_ONE, programme, [f"{winner} away day 0"], Asking())
    assert away.fields["loses"] == [granted]


def test_everything_that_is_not_understood_is_said() -> None:
    programme = planned(TWO_FOR_ONE)
    with pytest.raises(NotUnderstoodError) as error:
        what_if(TWO_FOR_ONE, programme, ["nonsense; Salle closed; Salle 1 closed Someday; cap=3"], Asking())
    sentences = error.value.sentences
    assert len(sentences) == 4
    assert any("“Salle 1” or “Salle 2”" in sentence for sentence in sentences)
    with pytest.raises(NotUnderstoodError):
        what_if(TWO_FOR_ONE, programme, [" ; "], Asking())
    with pytest.raises(NotUnderstoodError):
        what_if(TWO_FOR_ONE, programme, ["Salle 1 closed Monday 16:00-14:00"], Asking())


@pytest.mark.parametrize("text", ["Day 1", "day 1", "Monday", "mon", "2024-12-16", "16 December", "December 16"])
def test_days_are_known_by_id_weekday_and_date(text: str) -> None:
    assert find_day(TWO_FOR_ONE, text).id == "Day 1"


@pytest.mark.parametrize(
    ("text", "room"), [("Salle 2", "Salle 2"), ("salle 2", "Salle 2"), ("room 2", "Salle 2"), ("box", "Box")]
)
def test_rooms_are_known_by_name_or_a_part_that_is_theirs_alone(text: str, room: str) -> None:
    assert find_room(TWO_FOR_ONE, text).id == room


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("DC-A", "is no request"),
        ("DC-Z: day-zero event", "There is no coalition “DC-Z”"),
        ("DC-A: booth", "did not ask for a booth shift"),
        ("DC-A: tea", "There is no kind “tea”"),
    ],
)
def test_requests_that_are_not_known(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        find_request(TWO_FOR_ONE, text)


def test_two_requests_of_one_kind_are_told_apart() -> None:
    instance = tiny((ask("DC-A", Kind.DAY_ZERO), ask("DC-A", Kind.DAY_ZERO, 2, id=f"{A_ZERO} 2")))
    assert find_request(instance, f"{A_ZERO} 2").id == f"{A_ZERO} 2"
    assert find_request(instance, A_ZERO).id == A_ZERO
    with pytest.raises(NotUnderstoodError, match="Write which"):
        find_request(instance, "Coalition A: day zero")


def test_a_session_that_is_not_in_the_programme() -> None:
    with pytest.raises(NotUnderstoodError, match="no session of this programme"):
        find_session(planned(TWO_FOR_ONE), "Opening")


def test_a_wish_that_no_programme_can_grant_has_its_reason_and_no_empty_list_of_conflicts() -> None:
    of = tiny((ask("DC-A", Kind.MAIN_SLOT),))
    answer = why_not(of, planned(of), "DC-A: main-session slot", Asking())
    assert answer.verdict is AnswerKind.IMPOSSIBLE
    assert answer.sentences[-1] == "No programme can grant it: no main session has minutes for coalitions."
    assert not [sentence for sentence in answer.sentences if "These together" in sentence]
