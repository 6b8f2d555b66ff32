"""What the benchmark's peers are told and tell: the independent check accepts it, and finds the same values."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.peers import by_hand, cp_sat
from bench.peers.naive import TimeUpError, build
from bench.peers.programme import programme_of
from bench.peers.settled import settled
from bench.peers.task import Task, task_of
from scheduler.generate.drawn_meeting import MeetingOrder
from scheduler.generate.write_meeting import write_meeting
from scheduler.intake import load_instance
from scheduler.verify import check

ORDER = MeetingOrder(sessions=40, rooms=5, days=3, starts=4, coalitions=5, themes=6, seed=2)


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    folder = tmp_path_factory.mktemp("small")
    write_meeting(folder, ORDER)
    instance = load_instance(folder)
    return task_of(instance, settled(instance, seconds=30))


@pytest.mark.parametrize("peer", [by_hand, cp_sat])
def test_what_a_peer_finds_is_a_programme(peer: object, task: Task) -> None:
    told: list[list[int]] = []
    peer.run(task, 3.0, 1, told.append)  # type: ignore[attr-defined]
    assert told
    for chosen in (told[0], told[-1]):
        verdict = check(task.instance, programme_of(task, chosen, "peer"))
        assert [violation.sentence for violation in verdict.violations] == []
        assert verdict.scores["same_theme_in_parallel"] == parallels(task, chosen)
        assert verdict.scores["incoherence"] == settled_score(task, "incoherence")


def test_by_hand_gets_better(task: Task) -> None:
    told: list[list[int]] = []
    by_hand.run(task, 2.0, 1, told.append)
    assert parallels(task, told[-1]) <= parallels(task, told[0])


def test_by_hand_weighs_the_goals_as_the_check_does(task: Task) -> None:
    told: list[list[int]] = []
    by_hand.run(task, 0.5, 1, told.append)
    verdict = check(task.instance, programme_of(task, told[0], "by hand"))
    board = by_hand.Board(task)
    total = [0, 0]
    for number, choice in enumerate(told[0]):
        if board.items[number].given:
            total[1] += board.items[number].cost[0]
        else:
            cost = board.cost(number, choice)
            total = [total[0] + cost[0], total[1] + cost[1]]
            board.place(number, choice)
    assert total[0] == verdict.scores["same_theme_in_parallel"]
    assert total[1] == verdict.scores["inconvenience"]


def test_a_model_that_does_not_stand_in_time_is_given_up(task: Task) -> None:
    with pytest.raises(TimeUpError):
        build(task, until=0.0)


def parallels(task: Task, chosen: list[int]) -> int:
    def overlap(one: int, other: int) -> bool:
        return task.items[one].spots[chosen[one]].when.overlaps(task.items[other].spots[chosen[other]].when)

    return sum(weight for (one, other), weight in task.parallel.items() if overlap(one, other))


def settled_score(task: Task, goal: str) -> int:
    return next(score.value for score in task.settled.scores if score.goal == goal)


def test_files_of_the_package_are_not_needed_by_the_peers() -> None:
    """They are written apart from the model: of it, only what settles the wishes is used."""
    folder = Path(by_hand.__file__).parent
    users = [path.name for path in sorted(folder.glob("*.py")) if "scheduler.search" in path.read_text("utf-8")]
    assert users == ["settled.py"]
