"""The best known programmes: accepted by the check, with the scores that they claim; and how `solve` speaks of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.example_folders import examples
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.storage.best_known import FOLDER, RelativeQuality, best_known, compare_with
from scheduler.storage.programme_files import load_programme, save_programme
from scheduler.verify import check, instance_mismatch, score_differences
from tests.conftest import ROOT, Command
from tools import best_known_page


def test_every_stored_instance_has_one_and_nothing_else_has() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == set(examples())


@pytest.mark.parametrize("name", sorted(examples()))
def test_it_is_made_for_the_instance_and_accepted_with_its_scores(name: str) -> None:
    instance, programme = load_instance(examples()[name]), load_programme(FOLDER / f"{name}.json")
    assert instance_mismatch(instance, programme) is None
    verdict = check(instance, programme)
    assert verdict.violations == ()
    assert programme.scores
    assert score_differences(programme, verdict) == ()


def test_the_table_is_current() -> None:
    assert best_known_page.PAGE.read_text(encoding="utf-8") == best_known_page.best_known_page(), "run `make docs`"


def with_first_value(programme: Programme, more: int) -> Programme:
    first, *rest = programme.scores
    return programme.model_copy(update={"scores": (first.model_copy(update={"value": first.value + more}), *rest)})


@pytest.mark.parametrize(
    ("more", "quality"),
    [(0, RelativeQuality.EQUAL), (1, RelativeQuality.WORSE), (-1, RelativeQuality.BETTER)],
)
def test_programmes_are_compared_goal_by_goal(more: int, quality: RelativeQuality) -> None:
    known = with_first_value(load_programme(FOLDER / "tiny.json"), 1)
    assert compare_with(known, with_first_value(known, more)) is quality


def test_other_goals_are_not_compared() -> None:
    known = load_programme(FOLDER / "tiny.json")
    assert compare_with(known, known.model_copy(update={"scores": known.scores[1:]})) is None


def test_none_is_known_for_another_state_or_where_there_is_no_folder(tmp_path: Path) -> None:
    tiny = load_instance(examples()["tiny"])
    assert best_known(tiny) is not None
    assert best_known(tiny, tmp_path) is None
    another = tiny.model_copy(update={"policy": tiny.policy.model_copy(update={"joint_audience": 61})})
    assert best_known(another) is None
    save_programme(load_programme(FOLDER / "tiny.json"), tmp_path / "tiny.json")
    assert best_known(tiny, tmp_path) is not None
    (tmp_path / "tiny.json").write_text("{", encoding="utf-8")
    assert best_known(tiny, tmp_path) is None


def test_solve_says_that_it_found_one_as_good(run: Command, tmp_path: Path) -> None:
    done = run("solve", ROOT / "instances" / "tiny", "-o", tmp_path / "tiny.json")
    assert done.returncode == 0
    assert "as good as the best known programme" in done.stderr
