"""An assignment that the independent check rejects never becomes the incumbent, whatever the model says of it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.model.assignment import Assignment
from scheduler.model.prepare import Prepared
from scheduler.planning import service
from scheduler.search import Status, solve
from scheduler.search.large import large_search
from scheduler.search.large.coordinator import coordinator
from scheduler.search.large.large_search import INCONVENIENCE, LEFT_OUT, PARALLELS, LargeSearch, ObjectiveValues
from scheduler.search.large.neighbourhoods import whole_problem
from scheduler.search.large.tasks import NeighbourhoodResult, NeighbourhoodTask
from scheduler.verify import check
from tests.brute_force.whole import whole
from tests.search.large.test_chosen_rooms import NOWHERE, begun
from tests.search.large.test_search import searched, values

TOO_GOOD = {LEFT_OUT: 0, PARALLELS: 0, INCONVENIENCE: 0}


def two_in_one_place(search: LargeSearch) -> Assignment:
    """The incumbent, but a second session stands where another does already."""
    assert search.incumbent is not None
    where = dict(search.incumbent.placements)
    for one, here in where.items():
        for other in where:
            option = next((o for o in search.prepared.sessions[other].options if o.key == here.key), None)
            if option and other != one:
                return Assignment(where | {other: option}, search.incumbent.routes)
    raise AssertionError("no two sessions could stand in one place")


def test_an_assignment_that_breaks_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Programme] = []
    search = begun(found, 60.0)
    before, handed_on = (search.incumbent, dict(search.values)), len(found)
    poisoned = two_in_one_place(search)
    assert search.evaluate(poisoned) is None
    monkeypatch.setattr(LargeSearch, "evaluate", lambda self, assignment: dict(TOO_GOOD))
    assert not search.propose(poisoned)
    assert not search.propose_with_repair(poisoned)
    assert search.rejections == 2
    assert (search.incumbent, search.values) == before
    assert len(found) == handed_on
    result = search.result()
    assert result.status is Status.BEST_FOUND
    assert result.programme is not None
    assert result.programme.sessions == found[-1].sessions
    assert check(search.instance, result.programme).accepted


def test_an_assignment_that_keeps_the_rules_but_is_valued_too_well_is_refused() -> None:
    search = begun([], 60.0)
    assert search.incumbent is not None
    before = dict(search.values)
    assert before[INCONVENIENCE] > 0
    assert not search.accept(search.incumbent, before | {INCONVENIENCE: before[INCONVENIENCE] - 1})
    assert search.rejections == 1
    assert search.values == before


def test_what_was_rejected_is_reported_beside_the_programme_that_stays() -> None:
    search = begun([], 60.0)
    assert search.incumbent is not None
    assert search.result().objections == ()
    value = search.values[INCONVENIENCE]
    search.accept(search.incumbent, search.values | {INCONVENIENCE: value - 1})
    search.accept(search.incumbent, search.values | {INCONVENIENCE: value - 2})
    result = search.result()
    assert (result.status, result.programme is None) == (Status.BEST_FOUND, False)
    assert result.objections == (f"{INCONVENIENCE}: the search says {value - 1}, the check finds {value}.",)


def test_a_search_of_which_everything_was_rejected_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every evaluation claims too much, so that nothing becomes the incumbent."""
    instance = whole(random.Random(7).randrange, 3)
    search = begun([], 60.0)
    assert search.incumbent is not None
    empty = replace(search, incumbent=None, values={})
    assert empty.result().status is Status.NO_ANSWER
    assert not empty.propose(two_in_one_place(search)), "it breaks a rule, and the model says so"
    assert empty.result().status is Status.NO_ANSWER

    monkeypatch.setattr(LargeSearch, "evaluate", lambda self, assignment: dict.fromkeys(self.goals, 0))
    poisoned = two_in_one_place(search)
    assert not empty.propose(poisoned)
    for stop in (False, True):
        if stop:
            empty.limit.stop.set()
        result = empty.result()
        assert (result.status, result.programme) == (Status.REJECTED, None)
        assert any("at the same time" in sentence or "overlap" in sentence for sentence in result.objections)

    monkeypatch.setattr(service, "solve", lambda instance, options: result)
    outcome = service.plan(instance)
    assert outcome.ending is service.Ending.REJECTED
    assert outcome.sentences == result.objections


@pytest.mark.parametrize("rejected", [False, True])
def test_a_rejected_optimum_of_the_whole_problem_proves_nothing(
    monkeypatch: pytest.MonkeyPatch, rejected: bool
) -> None:
    search = begun([], 60.0)
    assert search.incumbent is not None
    work = coordinator(search, NOWHERE)
    task = NeighbourhoodTask(
        search.incumbent, whole_problem(search.prepared), PARALLELS, dict(search.values), 0, seconds=1.0, seed=1
    )
    if rejected:
        monkeypatch.setattr(LargeSearch, "evaluate", lambda self, assignment: dict(TOO_GOOD))
    work._process_neighbourhood(NeighbourhoodResult(task, search.incumbent, optimal=True))
    assert search.rejections == rejected
    assert search.settled(PARALLELS) is not rejected


def test_the_search_goes_on_after_rejections_and_ends_with_the_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second and the third evaluation claim that everything is best possible."""
    instance = whole(random.Random(7).randrange, 3)
    best = solve(instance)
    assert best.programme is not None
    assert any(values(best.programme).values()), "an evaluation that claims 0 is false"
    true_values, claims, calls = large_search.evaluate, [], []

    def poisoned(prepared: Prepared, assignment: Assignment, goals: tuple[str, ...]) -> ObjectiveValues | None:
        calls.append(assignment)
        found = true_values(prepared, assignment, goals)
        if found is None or len(calls) not in (2, 3):
            return found
        claims.append(assignment)
        return dict.fromkeys(goals, 0)

    monkeypatch.setattr(large_search, "evaluate", poisoned)
    found: list[Programme] = []
    result = searched(instance, found)
    assert claims
    assert result.programme is not None
    assert values(result.programme) == values(best.programme)
    assert all(accepted(instance, programme) for programme in found)


def accepted(instance: Instance, programme: Programme) -> bool:
    verdict = check(instance, programme)
    return not verdict.violations and all(verdict.scores[score.goal] == score.value for score in programme.scores)
