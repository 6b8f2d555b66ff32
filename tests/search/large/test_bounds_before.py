"""A search that goes on from a programme of an earlier one keeps the bounds that were proven for it."""

from __future__ import annotations

import pytest

from scheduler.core.programme import Programme
from scheduler.search.large.large_search import INCONVENIENCE, PARALLELS, ConditionalBound
from tests.search.large.test_chosen_rooms import begun


@pytest.fixture(scope="module")
def before() -> Programme:
    """A programme for which both goals have a bound above 0 and below their value."""
    search = begun([], 60.0)
    for goal in (PARALLELS, INCONVENIENCE):
        assert search.values[goal] > 2
        search.update_bound(goal, ConditionalBound(search.values[goal] - 1, search.caps()))
    return search.programme()


def bounds(programme: Programme) -> dict[str, int | None]:
    return {score.goal: score.bound for score in programme.scores}


def test_bounds_are_kept_from_the_first_programme_that_is_handed_on(before: Programme) -> None:
    found: list[Programme] = []
    search = begun(found, 60.0)
    found.clear()
    search.incumbent, search.values = None, {}
    assert search.resume(before)
    assert bounds(found[0]) == bounds(before)
    assert bounds(search.programme()) == bounds(before)
    search.bounds[INCONVENIENCE] = ConditionalBound(search.values[INCONVENIENCE], {PARALLELS: -1})
    assert bounds(search.programme()) == bounds(before), "a bound that does not hold here displaces none that does"


def test_a_bound_holds_only_while_the_goals_before_are_no_worse(before: Programme) -> None:
    search = begun([], 60.0)
    search.incumbent, search.values = None, {}
    search.resume(before)
    search.values = search.values | {PARALLELS: search.values[PARALLELS] + 1}
    assert search.bound(PARALLELS) is not None
    assert search.bound(INCONVENIENCE) is None


@pytest.mark.parametrize("field", ["instance_sha256", "program_version"])
def test_bounds_of_another_instance_or_version_are_dropped(before: Programme, field: str) -> None:
    other = before.model_copy(update={"provenance": before.provenance.model_copy(update={field: "other"})})
    search = begun([], 60.0)
    search.incumbent, search.values = None, {}
    assert search.resume(other)
    assert set(bounds(search.programme()).values()) == {None}


def test_bounds_beside_values_that_the_check_does_not_find_are_dropped(before: Programme) -> None:
    scores = tuple(score.model_copy(update={"value": score.value + 1}) for score in before.scores)
    search = begun([], 60.0)
    search.incumbent, search.values = None, {}
    assert search.resume(before.model_copy(update={"scores": scores}))
    assert set(bounds(search.programme()).values()) == {None}
