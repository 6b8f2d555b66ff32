"""Rankings by points, or without a first choice, which would turn every wish round."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.vocabulary import Kind
from scheduler.intake import Problem, Severity, load, load_instance
from tests.intake.conftest import problems_of
from tests.intake.layouts import Answer, google, save

ALPHA: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.JOINT, Kind.DAY_ZERO, Kind.BOOTH)}
BETA: Answer = {"coalition": "DC-Beta", "ranking": (Kind.DAY_ZERO, Kind.BOOTH)}
ALL: Answer = {"coalition": "DC-Gamma", "ranking": tuple(Kind)}


def asked(folder: Path) -> list[Problem]:
    return [problem for problem in problems_of(folder) if problem.severity is Severity.QUESTION]


@pytest.mark.parametrize("answers", [(ALPHA, BETA), (ALPHA, BETA, ALL), (BETA,)])
def test_points_are_asked_about_and_guessed(folder: Path, answers: tuple[Answer, ...]) -> None:
    save(google(answers, [7, 6, 5, 4, 3, 2, 1]), folder, "xlsx")
    (question,) = asked(folder)
    assert question.row == 1
    assert "no answer ranks anything first; the numbers may be points, with 7 for what is wanted most" in question.what
    assert question.guess == "7 is the first choice"
    instance = load_instance(folder, accept_questions=True)
    for answer in answers:
        assert tuple(one.kind for one in instance.requests_of(str(answer["coalition"]))) == answer["ranking"]


def test_places_that_begin_at_two_are_asked_about(folder: Path) -> None:
    save(google([ALPHA, BETA], [2, 3, 4]), folder, "xlsx")
    (question,) = asked(folder)
    assert question.guess == "the lowest number is the first choice"
    instance = load_instance(folder, accept_questions=True)
    assert tuple(one.kind for one in instance.requests_of("DC-Alpha")) == ALPHA["ranking"]


def test_a_missing_column_of_first_choices_is_asked_about(folder: Path) -> None:
    header: list[object] = ["Timestamp", "Coalition", "Second choice", "Third choice"]
    save([header, ["2027-02-01", "DC-Alpha", "joint session", None]], folder, "xlsx")
    (question,) = asked(folder)
    assert question.what == "no answer ranks anything first"


def test_gaps_in_all_rankings_are_one_question(folder: Path) -> None:
    save(google([ALPHA, BETA], [1, 3, 5]), folder, "xlsx")
    (question,) = problems_of(folder)
    assert question.severity is Severity.QUESTION
    assert "every ranking of only some kinds has a gap, such as 1, 3, 5" in question.what


def test_a_gap_in_one_of_several_rankings_is_a_warning(folder: Path) -> None:
    table = google([ALPHA, BETA], [1, 2, 3])
    table[1] = [3 if cell == 2 else 4 if cell == 3 else cell for cell in table[1]]
    save(table, folder, "xlsx")
    (problem,) = load(folder).problems
    assert "the ranking has the places 1, 3, 4, with a gap" in problem.what
