"""One layer around the other."""

from __future__ import annotations

from functools import cache

import pytest

from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Layers
from scheduler.intake import load_instance
from scheduler.search import SearchOptions, Status, solve
from scheduler.search.layers import in_layers
from scheduler.verify import check, score_differences
from tests.conftest import ROOT


@cache
def instance(layers: Layers) -> Instance:
    """The tiny instance with the sessions that hold no segment free."""
    tiny = load_instance(ROOT / "instances" / "tiny")
    sessions = tuple(
        session
        if session.coalition_minutes or session.blocks_everything
        else session.model_copy(update={"place": None})
        for session in tiny.sessions
    )
    policy = tiny.policy.model_copy(update={"layers": layers})
    return tiny.model_copy(update={"sessions": sessions, "policy": policy})


@pytest.mark.parametrize("layers", [Layers.HOST_FIRST, Layers.COALITIONS_FIRST])
def test_layers_make_one_programme_that_keeps_every_rule(layers: Layers) -> None:
    result = solve(instance(layers), SearchOptions(seconds=20))
    assert result.programme is not None
    assert result.status is Status.BEST_FOUND
    verdict = check(instance(layers), result.programme)
    assert not verdict.violations
    assert not score_differences(result.programme, verdict)
    assert not result.programme.proven


def test_what_comes_first_is_as_good_as_alone() -> None:
    alone = solve(instance(Layers.HOST_FIRST).model_copy(update={"requests": (), "pins": ()})).programme
    first = solve(instance(Layers.HOST_FIRST), SearchOptions(seconds=20)).programme
    assert alone is not None
    assert first is not None
    free = [session.id for session in instance(Layers.HOST_FIRST).sessions if session.place is None]
    assert free
    assert {n: alone.session[n].when for n in free} == {n: first.session[n].when for n in free}


def test_coalitions_first_get_what_they_get_together_or_more() -> None:
    together = solve(instance(Layers.TOGETHER)).programme
    first = solve(instance(Layers.COALITIONS_FIRST), SearchOptions(seconds=20)).programme
    assert together is not None
    assert first is not None
    goals = [score.goal for score in together.scores if score.goal.startswith(("coalitions", "refused"))]
    best, found = ({s.goal: s.value for s in p.scores} for p in (together, first))
    assert [found[goal] for goal in goals] <= [best[goal] for goal in goals]


def test_there_is_one_layer_where_nothing_is_free() -> None:
    tiny = load_instance(ROOT / "instances" / "tiny")
    policy = tiny.policy.model_copy(update={"layers": Layers.HOST_FIRST})
    given = tuple(session for session in tiny.sessions if session.place)
    assert not in_layers(tiny.model_copy(update={"policy": policy, "sessions": given}))
