"""The choice of the algorithm: visible, and by what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler import load_instance
from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Layers
from scheduler.search import Algorithm, SearchOptions, SearchProblem, choose_algorithm, solve

INSTANCES = Path(__file__).resolve().parents[2] / "instances"


@pytest.fixture(scope="module")
def tiny() -> Instance:
    return load_instance(INSTANCES / "tiny")


@pytest.fixture(scope="module")
def large() -> Instance:
    return load_instance(INSTANCES / "whole-120")


def test_a_small_instance_is_one_model(tiny: Instance) -> None:
    assert choose_algorithm(SearchProblem(tiny), SearchOptions()) is Algorithm.EXACT


def test_a_large_instance_is_searched_in_neighbourhoods_unless_it_must_be_reproducible(large: Instance) -> None:
    assert choose_algorithm(SearchProblem(large), SearchOptions()) is Algorithm.LARGE
    assert choose_algorithm(SearchProblem(large), SearchOptions(reproducible=True)) is Algorithm.EXACT


def test_layers_come_from_the_policy_and_a_warm_start_goes_before_them(large: Instance, tiny: Instance) -> None:
    policy = large.policy.model_copy(update={"layers": Layers.HOST_FIRST})
    layered = SearchProblem(large.model_copy(update={"policy": policy}))
    assert choose_algorithm(layered, SearchOptions()) is Algorithm.LAYERS
    programme = solve(tiny).programme
    assert choose_algorithm(layered, SearchOptions(warm_start=programme)) is Algorithm.LARGE


@pytest.mark.parametrize("further", ["constrain", "objectives"])
def test_further_terms_need_the_one_model(large: Instance, further: str) -> None:
    problem = SearchProblem(large, **{further: lambda model: ()})  # type: ignore[arg-type]
    assert choose_algorithm(problem, SearchOptions()) is Algorithm.EXACT
