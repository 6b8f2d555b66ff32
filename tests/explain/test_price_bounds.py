"""Under a time limit: a price is never higher than what a search for few changes finds, and is proven or marked."""

from __future__ import annotations

import pytest

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.diff import goal_changes
from scheduler.explain import near_answers
from scheduler.explain.answers import AnswerKind, Asking, price_sentence
from scheduler.explain.what_if import what_if
from scheduler.explain.why import why
from scheduler.explain.why_not import granting, why_not
from scheduler.search import Result, SearchOptions, SearchProblem, Status, exact, solve
from scheduler.search.solver_run import Limit
from scheduler.verify import check
from tests.checked import some
from tests.miniatures.build import ask, host, tiny

REQUESTS = (ask("DC-A", Kind.DAY_ZERO), ask("DC-B", Kind.DAY_ZERO, rank=2))
INSTANCE = tiny(REQUESTS, (host("W1"), host("W2")), kinds={Kind.DAY_ZERO: {"at_most": 1}})
MUST = "is the first goal that gets worse; no goal that counts for more changes."


@pytest.fixture(scope="module")
def programme() -> Programme:
    found = solve(INSTANCE).programme
    assert found is not None
    return found


def values(programme: Programme) -> list[tuple[str, int]]:
    return [(score.goal, score.value) for score in programme.scores]


def test_the_whole_problem_is_solved_from_a_programme_with_few_changes(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Programme | None] = []

    def solved(problem: SearchProblem, options: SearchOptions) -> Result:
        if problem.prepared is None:
            started.append(options.warm_start)
        return solve(problem, options)

    monkeypatch.setattr(near_answers, "solve", solved)
    assert why_not(INSTANCE, programme, REQUESTS[1].id, Asking(seconds=30.0)).verdict is AnswerKind.POSSIBLE
    (start,) = started
    assert start is not None
    forced = granting(INSTANCE, REQUESTS[1])
    assert check(forced, start).accepted
    assert {placed.id for placed in start.sessions if placed.type} == {"W1", "W2"}
    stood = {placed.id: (placed.room, placed.day, placed.start) for placed in programme.sessions}
    assert all(stood[name] == (p.room, p.day, p.start) for name, p in start.session.items() if name in stood)


@pytest.mark.parametrize("status", [Status.NO_ANSWER, Status.STOPPED])
def test_where_the_whole_problem_takes_too_long_the_few_changes_are_the_price(
    programme: Programme, monkeypatch: pytest.MonkeyPatch, status: Status
) -> None:
    def solved(problem: SearchProblem, options: SearchOptions) -> Result:
        return solve(problem, options) if problem.prepared else Result(status, None, 0.0)

    monkeypatch.setattr(near_answers, "solve", solved)
    answer = why_not(INSTANCE, programme, REQUESTS[1].id, Asking(seconds=30.0))
    assert answer.verdict is (AnswerKind.STOPPED if status is Status.STOPPED else AnswerKind.POSSIBLE)
    assert answer.proven is False
    text = " ".join(answer.sentences)
    assert "The price at most: in the programme found" in text
    assert MUST not in text
    changes = answer.fields["changes"]
    assert isinstance(changes, list)
    assert {c["goal"]: c["proven"] for c in some(changes)}["refused_first_choices"] is False


def test_other_questions_start_from_few_changes_too(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    def solved(problem: SearchProblem, options: SearchOptions) -> Result:
        return solve(problem, options) if problem.prepared else Result(Status.NO_ANSWER, None, 0.0)

    monkeypatch.setattr(near_answers, "solve", solved)
    stood = programme.session["W1"]
    closed = what_if(INSTANCE, programme, [f"{stood.room} closed {stood.day}"], Asking(seconds=30.0))
    assert (closed.verdict, closed.proven) == (AnswerKind.POSSIBLE, False)
    assert why(INSTANCE, programme, "W1", Asking(seconds=30.0)).fields["time"] != {"possible": None}


def worse(programme: Programme, proven: bool) -> Programme:
    """The third goal worse by one, the first two as they are, and all proven up to there or not."""
    scores = [
        score.model_copy(update={"value": score.value + (number == 2), "proven": number != 1 or proven})
        for number, score in enumerate(programme.scores)
    ]
    return programme.model_copy(update={"scores": tuple(scores)})


def test_the_first_goal_that_gets_worse_is_said_only_of_what_is_proven(programme: Programme) -> None:
    for proven in (True, False):
        after = worse(programme, proven)
        sentence = price_sentence(goal_changes(programme, after), after)
        assert (MUST in sentence) is proven
        assert ("at most" in sentence) is not proven


def test_a_search_that_ends_at_once_keeps_the_programme_it_started_from(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "objective_groups", lambda instance, objectives: ())
    result = solve(SearchProblem(INSTANCE), SearchOptions(warm_start=programme))
    assert result.status is Status.BEST_FOUND
    assert result.programme is not None
    assert result.programme.sessions == programme.sessions
    assert values(result.programme) == values(programme)


def test_a_programme_that_breaks_a_rule_is_a_hint_only(programme: Programme) -> None:
    changed: Instance = INSTANCE.model_copy(update={"pins": granting(INSTANCE, REQUESTS[1]).pins})
    result = solve(SearchProblem(changed), SearchOptions(warm_start=programme))
    assert result.status is Status.PROVEN
    assert result.programme is not None
    assert REQUESTS[1].id in result.programme.granted
    assert not result.objections


def test_what_a_run_finds_that_is_worse_than_the_incumbent_is_dropped(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is cut short returns another solution; the programme it started from stays."""
    built = exact.build(INSTANCE)
    search = exact.ExactSearch(SearchProblem(INSTANCE), SearchOptions(), built, near_limit())
    assert exact.start_from(search, programme)
    before, stood = dict(search.values), search.solution
    monkeypatch.setattr(exact, "_run", lambda *args: exact.cp_model.FEASIBLE)
    monkeypatch.setattr(exact, "_solver", lambda *args: SolvedBadly())
    objective = next(one for one in built.objectives if one.goal == "refused_second_choices")
    assert exact.minimise_objective(search, 0, objective)
    assert search.solution is stood
    assert search.values == before
    assert search.scores[0].value == before["refused_second_choices"]


def near_limit() -> Limit:
    return Limit(0.0, None, SearchOptions().stop)


class SolvedBadly:
    """A solver whose solution has a value of 99, and a bound of 0."""

    best_objective_bound = 0.0

    def value(self, expression: object) -> float:
        return 99.0
