"""Principles give exactly what they say: held against every programme that tiny random instances have."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

import pytest
from hypothesis import assume, given

from scheduler.candidates.principles import CANDIDATE_PRINCIPLES, USUAL_ORDER, CandidatePrinciple, without_effect
from scheduler.catalogue import GOALS
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.diff import deciding_changes
from scheduler.intake import load_instance
from scheduler.search import SearchOptions, solve
from scheduler.search.alternatives import TIE_BREAK, most_different
from scheduler.search.trade_offs import front
from scheduler.verify import check
from tests.brute_force.cases import cases
from tests.brute_force.enumerate import accepted
from tests.brute_force.strategies import instances
from tests.checked import meets, met
from tests.conftest import ROOT

STAND = {stand.id: stand for stand in CANDIDATE_PRINCIPLES}

few = partial(cases, usual=8)


def best(instance: Instance, stand: CandidatePrinciple) -> Programme | None:
    """What the search finds for a principle; everything proven where there is anything."""
    result = solve(stand.applied(instance), SearchOptions(workers=1))
    assert result.programme is None or result.programme.proven
    return result.programme


def ranked(instance: Instance) -> Instance:
    """The instance with every coalition active, and its wishes its own and ranked from the first on."""
    place: dict[str, int] = defaultdict(int)
    requests = []
    for request in instance.requests:
        place[request.coalition] += 1
        requests.append(request.model_copy(update={"rank": place[request.coalition], "by_default": False}))
    coalitions = tuple(coalition.model_copy(update={"active": True}) for coalition in instance.coalitions)
    return instance.model_copy(update={"coalitions": coalitions, "requests": tuple(requests)})


def grants_by_rank(instance: Instance, programme: Programme) -> tuple[int, ...]:
    """How many first, second and third choices are granted, and how many others."""
    ranks = [min(instance.request[request].rank, 4) for request in programme.granted]
    return tuple(ranks.count(rank) for rank in (1, 2, 3, 4))


def satisfaction(instance: Instance, programme: Programme) -> list[int]:
    """How well off each coalition that asked is, the worst-off first: 4 with its first choice, 0 with nothing."""
    levels = {request.coalition: 0 for request in instance.requests}
    for name in programme.granted:
        request = instance.request[name]
        levels[request.coalition] = max(levels[request.coalition], 5 - min(request.rank, 4))
    return sorted(levels.values())


@few()
@given(instances() | instances(crowded=True))
def test_most_first_choices_is_rank_maximal_and_fairest_is_leximin(drawn: Instance) -> None:
    instance = ranked(drawn)
    possible = list(accepted(instance, check))
    assume(possible)
    # Where host sessions may be left out, as few as can be are: that comes before any coalition's wish.
    fewest = min(verdict.scores["host_sessions_left_out"] for _, verdict in possible)
    every = [one for one, verdict in possible if verdict.scores["host_sessions_left_out"] == fewest]
    most = best(instance, STAND["most-first-choices"])
    fair = best(instance, STAND["fairest"])
    assert most is not None
    assert fair is not None
    assert grants_by_rank(instance, most) == max(grants_by_rank(instance, programme) for programme in every)
    assert satisfaction(instance, fair) == max(satisfaction(instance, programme) for programme in every)


@meets("a programme")
@few(0.5)
@given(instances() | instances(crowded=True))
def test_every_principle_finds_the_best_in_its_order(instance: Instance) -> None:
    scores = [verdict.scores for _, verdict in accepted(instance, check)]
    for stand in CANDIDATE_PRINCIPLES:
        found = best(instance, stand)
        if not scores:
            assert found is None
            continue
        assert found is not None
        met("a programme")
        goals = stand.applied(instance).policy.order
        values = min(tuple(score[goal] for goal in goals) for score in scores)
        assert tuple(score.value for score in found.scores) == values


@few()
@given(instances() | instances(crowded=True))
def test_no_programme_of_equal_value_differs_more(drawn: Instance) -> None:
    instance = STAND["leanest"].applied(drawn)
    every = list(accepted(instance, check))
    assume(every)
    programme = best(drawn, STAND["leanest"])
    assert programme is not None
    values = {score.goal: score.value for score in programme.scores if score.goal != TIE_BREAK}
    equal = [other for other, verdict in every if {goal: verdict.scores[goal] for goal in values} == values]
    found = most_different(instance, programme, SearchOptions(workers=1)).alternative
    assert found is not None
    assert found.changes == found.changes_at_most == len(deciding_changes(programme, found.programme))
    assert found.changes == max(len(deciding_changes(programme, other)) for other in equal)
    verdict = check(instance, found.programme)
    assert verdict.accepted
    assert {goal: verdict.scores[goal] for goal in values} == values


@meets("a curve of several pairs")
@few(0.5)
@given(instances() | instances(crowded=True))
def test_a_curve_has_every_pair_that_nothing_betters_and_no_other(instance: Instance) -> None:
    for x, y in (("programme_minutes", "refused_weight"), ("incoherence", "refused_first_choices")):
        pairs = {(verdict.scores[x], verdict.scores[y]) for _, verdict in accepted(instance, check)}
        best_pairs = {a for a in pairs if not any(b != a and b[0] <= a[0] and b[1] <= a[1] for b in pairs)}
        found = front(instance, x, y, SearchOptions(workers=1))
        assert found.complete
        assert all(pair.proven for pair in found.pairs)
        assert {(pair.x, pair.y) for pair in found.pairs} == best_pairs
        assert len(found.pairs) == len(best_pairs)
        if len(best_pairs) > 1:
            met("a curve of several pairs")


def test_a_programme_that_claims_another_value_has_no_equal() -> None:
    instance = load_instance(ROOT / "instances" / "tiny")
    programme = solve(instance).programme
    assert programme is not None
    wrong = programme.scores[1].model_copy(update={"value": programme.scores[1].value + 1})
    claimed = programme.model_copy(update={"scores": (programme.scores[0], wrong, *programme.scores[2:])})
    with pytest.raises(ValueError, match="does not have the value"):
        most_different(instance, claimed, SearchOptions())


def test_principles_compare_the_same_goals_and_read_as_in_the_sheet() -> None:
    folder = ROOT / "instances" / "igf-2024"
    base = load_instance(folder)
    known = {goal.id for goal in GOALS}
    for stand in CANDIDATE_PRINCIPLES:
        assert sorted(stand.goals) == sorted((*USUAL_ORDER, TIE_BREAK))
        assert set(stand.goals) <= known
        assert stand.goals[-1] == TIE_BREAK
        assert load_instance(folder, stand.settings).sha256 == stand.applied(base).sha256


def test_least_change_needs_a_year_before() -> None:
    stand = STAND["least-change"]
    assert without_effect(stand, load_instance(ROOT / "instances" / "igf-2024")) == ""
    assert "Earlier years" in without_effect(stand, load_instance(ROOT / "instances" / "tiny"))
    assert without_effect(STAND["fairest"], load_instance(ROOT / "instances" / "tiny")) == ""
