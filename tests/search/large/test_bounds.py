"""What themes make together never passes the best there is, and prices tell all that patterns can."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.core.instance import Instance
from scheduler.core.policy import InconvenienceWeights
from scheduler.core.vocabulary import Use
from scheduler.intake import load_instance
from scheduler.model.inconvenience.inconvenience import inconvenience_of_times
from scheduler.model.prepare import CandidatePlacement, PlannedSession
from scheduler.search import Status, solve
from scheduler.search.large.bound_schedule import bound_schedule
from scheduler.search.large.coalition_layer import coalition_sessions, least_parallel_routes
from scheduler.search.large.column_generation import PRICE_SCALE
from scheduler.search.large.interval_classes import audience_level, theme_problem
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, PARALLELS, ConditionalBound
from scheduler.search.large.minimise import lower_bound
from scheduler.search.large.pricing_problem import cheapest_column, least_parallels
from scheduler.search.large.relaxations import elastic, hosts_alone, time_relaxation
from scheduler.search.large.restricted_model import add_caps, filter_domains, restrict_to_theme_rooms
from scheduler.search.large.room_relaxation import cheapest_rooms, choose_theme_rooms
from scheduler.search.large.tasks import TimeBoundResult
from tests.brute_force.whole import seeded_whole
from tests.checked import meets, met
from tests.search.large.test_chosen_rooms import begun
from tests.search.large.test_search import seeds

INSTANCES = Path(__file__).parents[3] / "instances"

PROVEN = {
    "coalitions_without_presence": 2,
    "refused_first_choices": 2,
    "refused_second_choices": 1,
    "refused_third_choices": 0,
    "refused_later_choices": 0,
    "incoherence": 9,
}
"""What coalitions of whole-120 can get at best."""


def parallels_first(instance: Instance) -> Instance:
    """The same, with no goals but that few sessions are left out, and parallels."""
    policy = instance.policy.model_copy(update={"goals": (LEFT_OUT, PARALLELS)})
    return hosts_alone(elastic(instance.model_copy(update={"policy": policy})))


@seeds(max_examples=25)
@given(seeded_whole(most_free=7))
def test_what_themes_make_together_is_no_more_than_the_best(instance: Instance) -> None:
    hosts = parallels_first(instance)
    best = solve(hosts)
    assert best.status is Status.PROVEN
    assert best.programme is not None
    values = {score.goal: score.value for score in best.programme.scores}
    bounds = [
        least_parallels(theme_problem(sessions, 0), values[LEFT_OUT], 20.0, lambda: False)
        for sessions in by_theme(hosts)
    ]
    assert all(exact for _, exact in bounds)
    assert sum(bound for bound, _ in bounds) <= values[PARALLELS]


@seeds(max_examples=25)
@given(seeded_whole(most_free=6))
def test_what_rooms_and_times_cost_is_no_more_than_the_best(instance: Instance) -> None:
    weights = InconvenienceWeights(
        days=3, room_fit=2, time_zones=2, theme_rooms=3, room_changes=1, waiting=1, attendance=1
    )
    policy = instance.policy.model_copy(update={"goals": (LEFT_OUT, INCONVENIENCE), "inconvenience": weights})
    elastic_one = elastic(instance.model_copy(update={"policy": policy}))
    best = solve(elastic_one)
    assert best.status is Status.PROVEN
    assert best.programme is not None
    values = {score.goal: score.value for score in best.programme.scores}
    of_rooms, choice = cheapest_rooms(filter_domains(elastic_one), values[LEFT_OUT], None, 20.0, lambda: False)
    assert choice
    assert choice.cost == of_rooms
    model = add_caps(time_relaxation(elastic_one, (LEFT_OUT,)), values)
    of_times, to_the_end = lower_bound(
        model.decisions.model, inconvenience_of_times(model.decisions), 20.0, lambda: False
    )
    assert to_the_end
    assert of_times is not None
    assert of_rooms + of_times <= values[INCONVENIENCE]


@seeds(max_examples=25)
@given(seeded_whole(most_free=7), st.integers(0, 2), st.integers(0, 99))
def test_themes_use_the_rooms_chosen_for_them_at_no_more_than_the_cost(
    instance: Instance, left_out: int, seed: int
) -> None:
    prepared = filter_domains(elastic(instance))
    _, cheapest_choice = cheapest_rooms(prepared, left_out, None, 20.0, lambda: False)
    assume(cheapest_choice)
    assert cheapest_choice
    rooms = choose_theme_rooms(prepared, (), left_out, cheapest_choice, random.Random(seed), 20.0, lambda: False)
    assert rooms is not None
    given_rooms = {(theme, s.given.room.id) for s in prepared.given if s.given for theme in s.themes}
    assert given_rooms <= rooms
    assert prepared.instance.policy.inconvenience.theme_rooms * len(rooms - given_rooms) <= cheapest_choice.cost
    narrowed = restrict_to_theme_rooms(prepared, rooms)
    for session in narrowed.decided:
        before = prepared.sessions[session.id].options
        suits = tuple(o for o in before if all((theme, o.room.id) in rooms for theme in session.themes))
        assert session.options == (suits if session.host and session.in_programme and suits else before)


def test_rooms_of_a_whole_programme_are_bounded_exactly_in_a_moment() -> None:
    prepared = filter_domains(elastic(load_instance(INSTANCES / "whole-120")))
    bound, choice = cheapest_rooms(prepared, 0, None, 60.0, lambda: False)
    assert choice
    assert (bound, choice.cost) == (47, 47)


def by_theme(instance: Instance) -> list[list[PlannedSession]]:
    """The sessions on each theme, those of day zero apart."""
    sessions = [session for session in filter_domains(instance).sessions.values() if session.in_programme]
    return [
        [s for s in sessions if theme.code in s.themes and (s.use is Use.DAY_ZERO) is day_zero]
        for theme, day_zero in product(instance.themes, (False, True))
    ]


@meets("an arrangement")
@seeds(max_examples=25)
@given(seeded_whole(most_free=4), st.integers(500, 3500))
def test_no_arrangement_is_worth_less_than_the_cheapest_patterns(instance: Instance, price: int) -> None:
    for sessions in by_theme(parallels_first(instance)):
        crowd = theme_problem(sessions, 0)
        prices = [price * (1 + kind.level) for kind in crowd.classes]
        patterns = [cheapest_column(crowd, block, prices, lambda: False) for block in crowd.blocks]
        cheap = sum(pattern.reduced_cost for pattern in patterns if pattern)
        decided = [session for session in sessions if session.given is None]
        for places in product(*((None, *session.options) for session in decided)):
            paid = sum(price * (1 + audience_level(s)) for s, place in zip(decided, places, strict=True) if place)
            met("an arrangement")
            assert cheap <= PRICE_SCALE * parallels(sessions, decided, places) - paid


def parallels(
    sessions: Sequence[PlannedSession], decided: Sequence[PlannedSession], places: Sequence[CandidatePlacement | None]
) -> int:
    """What sessions on a theme cost each other where they stand, counted pair by pair, given ones aside."""
    stands = [(s, place) for s, place in zip(decided, places, strict=True) if place]
    given = [(session, session.given) for session in sessions if session.given]
    return sum(
        1 + min(audience_level(one), audience_level(other))
        for (one, here), (other, there) in (*combinations(stands, 2), *product(stands, given))
        if here.interval.overlaps(there.interval)
    )


def test_prices_tell_what_a_model_with_all_sessions_proves_in_much_longer() -> None:
    hosts = hosts_alone(elastic(load_instance(INSTANCES / "whole-120")))
    bounds = [least_parallels(theme_problem(sessions, 0), 0, 60.0, lambda: False) for sessions in by_theme(hosts)]
    assert sum(bound for bound, _ in bounds) == 15


def test_coalitions_are_put_where_they_cost_least() -> None:
    instance = elastic(load_instance(INSTANCES / "whole-120"))
    sessions = [session for session in filter_domains(instance).sessions.values() if session.in_programme]
    costs: dict[tuple[str, bool], list[int]] = {}
    for theme, day_zero in product(instance.themes, (False, True)):
        alike = [s for s in sessions if theme.code in s.themes and (s.use is Use.DAY_ZERO) is day_zero]
        costs[theme.code, day_zero] = [
            least_parallels(theme_problem(alike, number), 0, 60.0, lambda: False)[0]
            for number in range(len(coalition_sessions(alike, theme.code, day_zero)) + 1)
        ]
    bound, routes = least_parallel_routes(instance, PROVEN, costs, 60.0, lambda: False)
    assert bound == 17
    joint = {session for session in routes.values() if session.startswith("Joint")}
    assert len(joint) == 3


def test_what_hangs_on_times_is_asked_again_when_less_is_in_parallel() -> None:
    whole = begun([], 600.0)
    whole.bounds[LEFT_OUT] = ConditionalBound(whole.values[LEFT_OUT], {})
    bounds = bound_schedule(whole)
    bounds.relaxations = (INCONVENIENCE,)
    task = bounds.task(whole, (INCONVENIENCE,))
    assert task
    assert task.caps[PARALLELS] == whole.values[PARALLELS]
    bounds.update(whole, TimeBoundResult(task, 1, exact=True, seconds=1.0))
    assert bounds.task(whole, (INCONVENIENCE,)) is None
    whole.values[PARALLELS] -= 1
    again = bounds.task(whole, (INCONVENIENCE,))
    assert again
    assert again.caps[PARALLELS] == whole.values[PARALLELS]
    bounds.update(whole, TimeBoundResult(again, 3, exact=True, seconds=1.0))
    assert bounds.task(whole, (INCONVENIENCE,)) is None
    assert bounds.time_bound
    assert bounds.time_bound.value == 3
