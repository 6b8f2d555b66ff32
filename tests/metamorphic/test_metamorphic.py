"""What must hold between the best programmes of two instances that differ in one thing, whatever they are.

All runs are proven, and values are compared in the policy's order of goals: the first that differs decides.
`METAMORPHIC_CASES` in the environment asks for another number of instances than the usual one.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from scheduler.core.instance import Instance, Room
from scheduler.core.policy import KindPolicy
from scheduler.core.programme import joint_session_id
from scheduler.core.vocabulary import Service, Use
from scheduler.search import SearchOptions, solve
from tests.brute_force.strategies import made_up
from tests.checked import meets, met

CASES = int(os.environ.get("METAMORPHIC_CASES", "30"))

NONE_POSSIBLE = (float("inf"),)
"""Stands for the values of an instance that has no programme: worse than all others."""


@cache
def sample() -> tuple[tuple[Instance, tuple[float, ...]], ...]:
    """Tiny instances with the values of their best programmes."""
    assert CASES > 0
    made = [made_up(random.Random(seed).randrange, crowded=seed % 5 == 0) for seed in range(CASES)]
    return tuple((instance, best(instance)) for instance in made)


def best(instance: Instance) -> tuple[float, ...]:
    """The proven values of the best programme, in the order of the goals."""
    result = solve(instance, SearchOptions(reproducible=True))
    if result.programme is None:
        assert result.status == "infeasible"
        return NONE_POSSIBLE
    assert all(score.proven for score in result.programme.scores)
    return tuple(score.value for score in result.programme.scores)


def without_relations(instance: Instance) -> Instance | None:
    return _with(instance, relations=()) if instance.relations else None


def without_limits_to_teams(instance: Instance) -> Instance | None:
    return _with(instance, teams=()) if instance.teams else None


def with_one_team_more(instance: Instance) -> Instance | None:
    more = tuple(team.model_copy(update={"number": team.number + 1}) for team in instance.teams)
    return _with(instance, teams=more) if instance.teams else None


def without_pins(instance: Instance) -> Instance | None:
    return _with(instance, pins=()) if instance.pins else None


def without_caps(instance: Instance) -> Instance | None:
    def uncapped(terms: KindPolicy) -> KindPolicy:
        return terms.model_copy(update={"at_most": None})

    kinds = {kind: uncapped(terms) for kind, terms in instance.policy.kinds.items()}
    free = {"kinds": kinds, "coalition_sessions_at_most": None, "coalition_minutes_at_most": None}
    return _with(instance, policy=instance.policy.model_copy(update=free))


def without_walking(instance: Instance) -> Instance | None:
    return _with(instance, policy=instance.policy.model_copy(update={"walking_minutes": 0}))


LOOSER: tuple[Callable[[Instance], Instance | None], ...] = (
    without_relations,
    without_limits_to_teams,
    with_one_team_more,
    without_pins,
    without_caps,
    without_walking,
)


@pytest.mark.parametrize("loosened", LOOSER, ids=lambda loosened: loosened.__name__)
def test_a_rule_more_never_improves_anything(loosened: Callable[[Instance], Instance | None]) -> None:
    """No goal's definition names these rules, so what breaks none of them has the same values without them."""
    pairs = [(looser, values) for instance, values in sample() if (looser := loosened(instance)) is not None]
    assert len(pairs) > CASES / 10
    for looser, values in pairs:
        assert best(looser) <= values


def test_a_room_more_never_worsens_anything() -> None:
    """True of every goal while the room stands last in the list and follows a grid that is there.

    Then a programme without it has the same values: the tie-break counts rooms from the first, and starts of all
    grids. Inconvenience is counted over the rooms in which something stands.
    """
    for instance, values in sample():
        room = Room(
            id="One more",
            capacity=150,
            grid=instance.rooms[0].grid,
            uses=tuple(Use),
            services=tuple(Service),
            area=instance.rooms[0].area,
        )
        assert best(_with(instance, rooms=(*instance.rooms, room))) <= values


@meets("none", "some")
def test_leaving_sessions_out_is_the_price_of_a_programme_where_there_is_none() -> None:
    """Where all sessions fit, nothing is left out; where they do not, there may be a programme all the same."""
    for instance, _ in sample():
        strict = instance.policy.model_copy(update={"host_sessions_may_be_left_out": False})
        values = best(_with(instance, policy=strict))
        free = best(_with(instance, policy=strict.model_copy(update={"host_sessions_may_be_left_out": True})))
        met("none" if values == NONE_POSSIBLE else "some")
        if values == NONE_POSSIBLE:
            assert free == NONE_POSSIBLE or free[0] > 0
        else:
            assert free == (0, *values)


def test_other_names_and_another_order_of_rows_change_no_value() -> None:
    for instance, values in sample():
        assert best(renamed(instance)) == values
        assert best(reordered(instance)) == values


def renamed(instance: Instance) -> Instance:
    """Everything under another name, in another alphabetical order."""
    names: dict[str, str] = {}
    for records in (instance.days, instance.rooms, instance.coalitions, instance.people, instance.sessions):
        for number, record in enumerate(records):
            names[record.id] = f"{len(records) - number} was {record.id}"
    for number, theme in enumerate(instance.themes):
        names[theme.code] = f"T{len(instance.themes) - number}"
        names[joint_session_id(theme.code)] = joint_session_id(names[theme.code])
    for number, request in enumerate(instance.requests):
        names[request.id] = f"Wish {len(instance.requests) - number}"

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: walk(item) for key, item in value.items()}
        if isinstance(value, list):
            return [walk(item) for item in value]
        return names.get(value, value) if isinstance(value, str) else value

    return Instance.model_validate(walk(instance.model_dump(mode="json")))


def reordered(instance: Instance) -> Instance:
    """The rows of all sheets shuffled; those of Rooms stay, since rooms listed first are preferred."""
    chance = random.Random(5)
    fields = ("days", "slots", "themes", "coalitions", "people", "sessions", "relations", "teams", "requests", "pins")
    shuffled = {
        field: tuple(chance.sample(rows := getattr(instance, field), len(rows))) for field in (*fields, "history")
    }
    return _with(instance, **shuffled)


def _with(instance: Instance, **changes: Any) -> Instance:
    return instance.model_copy(update=changes)
