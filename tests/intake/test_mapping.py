"""Columns whose words nobody knows: guessed, written down for a person to confirm, and used from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.intake import InputProblems, Severity, load, load_instance
from scheduler.intake.problems import Problem
from scheduler.intake.survey.column_mapping import ColumnMapping, MappedColumn, mapping_text, read_mapping
from scheduler.intake.survey.headers import meaning, place_in_ranking
from scheduler.intake.template.write_template import ANSWERS
from tests.conftest import Command
from tests.intake.conftest import problems_of
from tests.intake.layouts import Table, google, microsoft, save

OWN_WORDS = {5: "Name of the Dynamic Coalition you speak for", 6: "Please rank the kinds of presence you wish for"}


def reworded() -> Table:
    table = microsoft(ANSWERS)
    for place, words in OWN_WORDS.items():
        table[0][place] = words
    return table


def test_a_guess_is_a_question_and_is_written_down(folder: Path, run: Command) -> None:
    before = load_instance(folder).sha256
    save(reworded(), folder, "xlsx")
    first = run("check", folder)
    assert first.returncode == 3
    assert "asks no known question; confirm or correct it in mapping.toml" in first.stderr
    path = folder / "mapping.toml"
    assert f"“{path}” is written. Please check it." in first.stderr
    assert "confirmed = false" in path.read_text(encoding="utf-8")
    (question,) = problems_of(folder)
    assert "nobody has confirmed which column answers which question" in str(question)
    path.write_text(path.read_text(encoding="utf-8").replace("confirmed = false", "confirmed = true"), "utf-8")
    loaded = load(folder)
    assert not loaded.problems
    assert not loaded.proposed
    assert loaded.instance.sha256 == before


def test_guesses_can_be_accepted_unseen(folder: Path, run: Command) -> None:
    before = load_instance(folder).sha256
    save(reworded(), folder, "xlsx")
    assert load_instance(folder, accept_questions=True).sha256 == before
    done = run("check", folder, "--accept-questions")
    assert done.returncode == 0
    assert "taken: it asks “Which Dynamic Coalition do you answer for?”" in done.stdout


def test_what_a_person_corrected_counts(folder: Path) -> None:
    table = google(ANSWERS)
    table[0][1] = "Who are you?"
    table[0].append("Colour")
    save(table, folder, "xlsx")
    columns = (MappedColumn("Who are you?", "coalition"), MappedColumn("Colour", ""))
    (folder / "mapping.toml").write_text(mapping_text(ColumnMapping(True, "", columns)), encoding="utf-8")
    loaded = load(folder)
    assert not loaded.problems
    assert loaded.instance.coalition["DC-Alpha"].answered


def test_codes_of_options_are_given_their_meaning(folder: Path) -> None:
    table: Table = [["id", "submitdate", "lastpage", "Q1", "Q2[1]", "Q2[2]", "Q3[SQ001]", "Q3[SQ002]"]]
    table.append([1, "2027-02-01 09:00:00", 4, "DC-Beta", "joint session", "booth shift", "Y", ""])
    save(table, folder, "xlsx")
    columns = (
        MappedColumn("Q1", "coalition"),
        MappedColumn("Q2 [1]", "ranking", "1"),
        MappedColumn("Q2[2]", "ranking", "2"),
        MappedColumn("Q3[SQ001]", "themes", "Data and trust"),
        MappedColumn("Q3[SQ002]", "themes", "Rights online"),
    )
    (folder / "mapping.toml").write_text(mapping_text(ColumnMapping(True, "", columns)), encoding="utf-8")
    request = load_instance(folder).request["DC-Beta: joint session"]
    assert (request.rank, request.themes) == (1, ("DATA",))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    awkward = 'a "quoted" \\ header\nwith\ttabs, “quotes” and \x7f'
    mapping = ColumnMapping(True, "google", (MappedColumn(awkward, "ranking", "1"), MappedColumn("b", "")))
    (tmp_path / "mapping.toml").write_text(mapping_text(mapping), encoding="utf-8")
    problems: list[Problem] = []
    assert read_mapping(tmp_path, problems) == mapping
    assert not problems


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        ("confirmed = ", "mapping.toml: the file cannot be read"),
        ('layout = "doodle"', "“doodle” is no layout; write one of: qualtrics"),
        ('[[column]]\nheader = "A"\nanswers = "colour"', "“colour” is no question; write one of: coalition, ranking"),
        ('[[column]]\nanswers = "title"', "a column has no header"),
        ("column = 3", ""),
        ("\x00", "mapping.toml: the file cannot be read"),
    ],
)
def test_a_mapping_that_is_wrong_is_left_alone_and_said(folder: Path, content: str, fragment: str) -> None:
    save(reworded(), folder, "xlsx")
    path = folder / "mapping.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputProblems) as found:
        load(folder)
    assert fragment in str(found.value)
    assert bool(found.value.proposed) == (not fragment)


def test_a_required_question_that_nothing_comes_near_is_an_error(folder: Path) -> None:
    table = microsoft(ANSWERS)
    table[0][6] = "Colour"
    save(table, folder, "xlsx")
    found = [str(problem) for problem in problems_of(folder) if problem.severity is Severity.ERROR]
    assert found == [
        "survey.xlsx, sheet Sheet1: no column asks “Please rank the kinds of presence your coalition wishes for”; "
        "add it, or say in mapping.toml which column it is."
    ]


def test_questions_that_are_not_asked_are_noted(folder: Path) -> None:
    save([row[:7] for row in microsoft(ANSWERS)], folder, "xlsx")
    (note,) = [note for note in load(folder).notes if "does not ask" in note]
    assert note.startswith("survey.xlsx does not ask: “Which themes fit what you would present?”, ")


def test_a_column_that_asks_something_else_is_a_warning(folder: Path) -> None:
    before = load_instance(folder).sha256
    table = microsoft(ANSWERS)
    table[0].append("Your favourite colour")
    save(table, folder, "xlsx")
    loaded = load(folder)
    assert loaded.instance.sha256 == before
    assert [
        "column “Your favourite colour” asks no question of the survey and was not read" in str(p)
        for p in loaded.problems
    ] == [True]


def test_of_two_columns_for_one_question_that_is_filled_counts(folder: Path) -> None:
    table = microsoft(ANSWERS)
    table[0].append("Working title of your session2")
    table[2].append("From the other branch")
    save(table, folder, "xlsx")
    assert load_instance(folder).requests_of("DC-Beta")[0].title == "From the other branch"
    table[1].append("Another title")
    save(table, folder, "xlsx")
    (question,) = problems_of(folder)
    assert "“Another title” and “Networks of our own” in N2 answer one question differently" in str(question)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Coalition dynamique", "coalition"),
        ("COALICIÓN DINÁMICA:", "coalition"),
        ("Thèmes", "themes"),
        ("Días preferidos", "preferred_days"),
        ("First choice", "ranking"),
        ("Deuxième choix", "ranking"),
        ("Tercera opción", "ranking"),
        ("Themes2", "themes"),
    ],
)
def test_headers_of_three_languages(header: str, field: str) -> None:
    found = meaning(header)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    ("written", "place"),
    [("1", 1), ("2nd choice", 2), ("Rank 3", 3), ("premier choix", 1), ("2.0", 2), ("0", None), ("somewhat", None)],
)
def test_places_in_a_ranking(written: str, place: int | None) -> None:
    assert place_in_ranking(written) == place
