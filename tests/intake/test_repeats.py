"""Late, repeated, withdrawn and contradictory answers, and one person who answers for several coalitions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from scheduler.core.vocabulary import Kind
from scheduler.intake import Severity, load, load_instance
from tests.intake.conftest import problems_of
from tests.intake.layouts import Answer, Table, google, microsoft, save

EARLY: Answer = {
    "coalition": "DC-Alpha",
    "ranking": (Kind.JOINT,),
    "title": "Early",
    "audience": 40,
    "at": datetime(2027, 2, 1),
    "by": "ana@example.org",
}
LATE: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "at": datetime(2027, 3, 1), "by": "ana@example.org"}


def write(folder: Path, *answers: Answer) -> None:
    save(microsoft(answers), folder, "xlsx")


def test_a_late_answer_is_merged_with_the_first(folder: Path) -> None:
    write(folder, LATE, EARLY)
    loaded = load(folder)
    (request,) = loaded.instance.requests_of("DC-Alpha")
    assert (request.kind, request.title) == (Kind.BOOTH, "Early")
    (problem,) = loaded.problems
    assert str(problem) == (
        "survey.xlsx, sheet Sheet1, cell F3: DC-Alpha answered again in row 2, which counts instead of this row (it "
        "differs in ranking; what that row leaves empty is taken from this one: title, audience); ask the coalition if "
        "the change is not meant."
    )
    assert problem.severity is Severity.WARNING


def test_what_somebody_else_says_against_it_is_put_before_a_person(folder: Path) -> None:
    write(folder, EARLY, {**LATE, "by": "ben@example.org"})
    (question,) = problems_of(folder)
    assert "DC-Alpha answered again in row 3 (it differs in ranking;" in str(question)
    assert "somebody else sent it; ask the coalition, and delete the row that does not count" in str(question)
    assert str(question).endswith("best guess: row 3.")
    assert "@" not in str(question)
    assert load_instance(folder, accept_questions=True).requests_of("DC-Alpha")[0].kind is Kind.BOOTH


def test_two_answers_of_one_moment_contradict_each_other(folder: Path) -> None:
    write(folder, EARLY, {**LATE, "at": EARLY["at"]})
    (question,) = problems_of(folder)
    assert "both were sent at the same time" in str(question)


def test_somebody_else_who_says_the_same_needs_nobody(folder: Path) -> None:
    write(folder, EARLY, {**EARLY, "at": datetime(2027, 3, 1), "by": "ben@example.org"})
    (problem,) = load(folder).problems
    assert "(it says the same); nothing needs to be done" in str(problem)


def withdrawn(table: Table, row: int) -> Table:
    return [
        [*cells, "Withdrawn" if number == 0 else "yes" if number == row else None] for number, cells in enumerate(table)
    ]


def test_a_withdrawn_answer_leaves_the_coalition_silent(folder: Path) -> None:
    save(withdrawn(microsoft([EARLY]), 1), folder, "xlsx")
    loaded = load(folder)
    assert not loaded.instance.coalition["DC-Alpha"].answered
    assert all(request.by_default for request in loaded.instance.requests_of("DC-Alpha"))
    (problem,) = loaded.problems
    assert "DC-Alpha withdraws its answer; it counts as silent unless it answers again later" in str(problem)


def test_a_coalition_may_answer_again_after_taking_its_answer_back(folder: Path) -> None:
    save(withdrawn(microsoft([EARLY, LATE]), 1), folder, "xlsx")
    (request,) = load_instance(folder).requests_of("DC-Alpha")
    assert (request.kind, request.title) == (Kind.BOOTH, "")


@pytest.mark.parametrize("comment", ["We withdraw our answer.", "Withdrawn", "please disregard our response"])
def test_a_comment_can_take_an_answer_back(folder: Path, comment: str) -> None:
    write(folder, EARLY, {"coalition": "DC-Alpha", "comment": comment, "at": datetime(2027, 3, 1)})
    assert not load_instance(folder).coalition["DC-Alpha"].answered


def test_one_answer_for_three_coalitions_counts_for_each(folder: Path) -> None:
    write(folder, {**EARLY, "coalition": "DC-Alpha; DC-Beta; DC-Gamma"})
    loaded = load(folder)
    for coalition in ("DC-Alpha", "DC-Beta", "DC-Gamma"):
        assert [request.kind for request in loaded.instance.requests_of(coalition)] == [Kind.JOINT]
    assert "one answer is given for DC-Alpha, DC-Beta and DC-Gamma; it counts for each" in str(loaded.problems[0])
    assert "One person answered for DC-Alpha, DC-Beta and DC-Gamma; each answer counts." in loaded.notes


def test_one_person_may_send_three_answers(folder: Path) -> None:
    write(folder, *({**EARLY, "coalition": name} for name in ("DC-Alpha", "DC-Beta", "DC-Gamma")))
    loaded = load(folder)
    assert not loaded.problems
    assert "One person answered for DC-Alpha, DC-Beta and DC-Gamma; each answer counts." in loaded.notes


LATER_FIRST = {
    "offsets": ("2026-02-02T10:00:00+01:00", "2026-02-02T10:30:00+02:00"),
    "offsets without minutes": ("2026-02-02 10:00:00 GMT+1", "2026-02-02 10:30:00 GMT+2"),
    "UTC": ("2026-02-02T10:00:00Z", "2026-02-02T11:30:00.000+02:00"),
    "west of UTC": ("2026/02/02 5:00:00 PM GMT-05:30", "2026/02/02 10:00:00 PM UTC"),
    "past midnight": ("2026-02-02T23:30:00-02:00", "2026-02-03T01:00:00+00:00"),
    "noon": ("2/1/26 12:30 PM", "2/1/26 1:00 AM"),
    "two-digit years": ("2/1/26 1:30:10 PM", "2/1/26 12:30:59 PM"),
    "in Spanish": ("2/01/2026 1:30:10 p. m.", "2/01/2026 11:30:59 a. m."),
    "dots": ("02.03.2026 10:00", "03.02.2026 10:00"),
}
"""Two moments, the later one first."""


def write_moments(folder: Path, *moments: str) -> None:
    answers: list[Answer] = [EARLY, {**LATE, "by": EARLY["by"]}]
    table = google(answers)
    for row, moment in zip(table[1:], moments, strict=True):
        row[0] = moment
    save(table, folder, "xlsx")


@pytest.mark.parametrize("case", LATER_FIRST)
def test_moments_are_compared_as_instants(folder: Path, case: str) -> None:
    write_moments(folder, *LATER_FIRST[case])
    assert load_instance(folder).requests_of("DC-Alpha")[0].kind is Kind.JOINT
    write_moments(folder, *LATER_FIRST[case][::-1])
    assert load_instance(folder).requests_of("DC-Alpha")[0].kind is Kind.BOOTH


def test_the_same_instant_by_two_clocks_is_one_moment(folder: Path) -> None:
    write_moments(folder, "2026-02-02T10:00:00+01:00", "2026-02-02T09:00:00Z")
    (question,) = problems_of(folder)
    assert "both were sent at the same time" in str(question)


def test_a_moment_without_an_offset_is_asked_about_if_that_matters(folder: Path) -> None:
    write_moments(folder, "2026-02-02T10:00:00+01:00", "2026-02-02T11:00:00")
    (question,) = problems_of(folder)
    assert question.severity is Severity.QUESTION
    assert "only one of the two times has an offset from UTC, so the order is unknown" in str(question)
    write_moments(folder, "2026-02-02T10:00:00+01:00", "2026-02-03T11:00:00")
    (problem,) = load(folder).problems
    assert "row 3, which counts instead of this row" in str(problem)
