"""One set of answers in the layout of every form tool, in every kind of file, gives one and the same instance."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.core.vocabulary import Kind, Service
from scheduler.intake import InputProblems, load, load_instance
from scheduler.intake.survey.layouts import LAYOUTS
from scheduler.intake.template.write_template import ANSWERS
from tests.checked import some
from tests.intake.conftest import change, problems_of, put
from tests.intake.layouts import (
    EVERY_FILE,
    EVERY_LAYOUT,
    Answer,
    google,
    limesurvey,
    microsoft,
    qualtrics,
    save,
    save_csv,
    save_workbook,
    surveymonkey,
    with_choices,
)

COMMAS = "Rights, privacy and trust online"

SET: list[Answer] = [
    {
        "coalition": "DC-Alpha",
        "ranking": (Kind.DAY_ZERO, Kind.JOINT, Kind.BOOTH),
        "themes": ("Access for everybody", COMMAS),
        "ready": "yes",
        "output": "A guide; in two parts, with a map",
        "title": "Networks, and who owns them",
        "audience": 40,
        "people": ("DC-Alpha coordinator 1",),
    },
    {
        "coalition": "DC-Beta",
        "ranking": (Kind.JOINT, Kind.SEGMENT),
        "themes": ("Access for everybody",),
        "partners": ("DC-Alpha", "DC-Gamma"),
        "ready": "yes",
        "needs": (Service.CAPTIONING.value, Service.HYBRID.value),
        "preferred_days": ("Day 1", "Day 2"),
        "comment": "NA",
    },
    {
        "coalition": "DC-Gamma",
        "ranking": (Kind.MAIN_SLOT, Kind.JOINT, Kind.BILATERAL),
        "themes": ("Data and trust", COMMAS),
        "required": ("DC-Alpha",),
        "vetoes": ("DC-Delta",),
        "ready": "yes",
        "output": "Draft principles\non two lines",
        "slot_minutes": 15,
        "audience": 60,
        "unavailable": ("Day 2 afternoon",),
    },
    {
        "coalition": "DC-Delta",
        "ranking": (Kind.BILATERAL,),
        "ready": "no",
        "opts_out": "yes",
        "comment": "Not this year, next year.",
    },
]


@pytest.fixture
def wide(folder: Path) -> Path:
    """The template's folder with a theme in whose name there are commas."""
    change(folder / "planning.xlsx", put("Themes", "RIGHTS", "Theme", COMMAS))
    return folder


@pytest.fixture
def expected(wide: Path) -> str:
    save(microsoft(SET), wide, "xlsx")
    return load_instance(wide).sha256


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_every_layout_in_every_file_gives_the_same_instance(wide: Path, expected: str, layout: str) -> None:
    write, name = EVERY_LAYOUT[layout]
    for kind in some(EVERY_FILE):
        save(write(SET), wide, kind)
        loaded = load(wide)
        assert loaded.instance.sha256 == expected, kind
        assert not loaded.problems, kind
        assert any(f"read in the layout of {name}" in note for note in loaded.notes), kind


def test_the_set_of_answers_is_a_hard_one(wide: Path, expected: str) -> None:
    instance = load_instance(wide)
    assert instance.request["DC-Gamma: joint session"].themes == ("DATA", "RIGHTS")
    assert instance.request["DC-Gamma: main-session slot"].minutes == 15
    assert instance.request["DC-Beta: joint session"].partners == ("DC-Alpha", "DC-Gamma")
    assert instance.coalition["DC-Beta"].comment == "NA"
    assert [str(window) for window in instance.coalition["DC-Gamma"].unavailable] == ["Day 2 13:00–24:00"]


@pytest.mark.parametrize("layout", ["microsoft", "google"])
def test_files_of_western_windows_are_read(wide: Path, expected: str, layout: str) -> None:
    (wide / "survey.xlsx").unlink()
    save_csv(EVERY_LAYOUT[layout][0](SET), wide / "survey.csv", ";", "cp1252")
    assert load_instance(wide).sha256 == expected


def test_a_layout_can_be_insisted_on_and_is_remembered(wide: Path) -> None:
    table = google(SET)
    table[0][0] = "When"
    save(table, wide, "xlsx")
    loaded = load(wide, layout="google")
    assert any("read in the layout of Google Forms, as asked" in note for note in loaded.notes)
    assert 'layout = "google"' in loaded.proposed
    (wide / "mapping.toml").write_text(loaded.proposed, encoding="utf-8")
    again = load(wide)
    assert again.instance.sha256 == loaded.instance.sha256
    assert any("read in the layout of Google Forms, as asked" in note for note in again.notes)


def test_a_layout_that_is_none_names_those_there_are(folder: Path) -> None:
    with pytest.raises(InputProblems, match="“doodle” is no layout; give one of: qualtrics, surveymonkey, limesurvey"):
        load(folder, layout="doodle")


def test_insisting_on_the_wrong_layout_gives_sentences(folder: Path) -> None:
    with pytest.raises(InputProblems) as found:
        load(folder, layout="surveymonkey", accept_questions=True)
    assert found.value.problems


def test_the_command_line_takes_a_layout(wide: Path, run) -> None:  # type: ignore[no-untyped-def]
    save(microsoft(SET), wide, "xlsx")
    done = run("check", wide, "--layout", "microsoft")
    assert done.returncode == 0, done.stderr
    assert "read in the layout of Microsoft Forms, as asked" in done.stdout
    assert 'layout = "microsoft"' in (wide / "mapping.toml").read_text(encoding="utf-8")


def test_columns_are_found_by_their_words_wherever_they_stand(wide: Path, expected: str) -> None:
    table = microsoft(SET)
    turned = [row[:5] + row[5:][::-1] for row in table]
    turned[0] = [f" {str(cell).upper()}\u00a0\n " for cell in turned[0]]
    save_workbook(turned, wide / "survey.xlsx")
    assert load_instance(wide).sha256 == expected


def test_own_columns_and_tabs_beside_the_answers_do_not_matter(wide: Path, expected: str) -> None:
    path = wide / "survey.xlsx"
    workbook = load_workbook(path)
    workbook.create_sheet("Summary", 0).append(["Answers", 4])
    workbook.save(path)
    assert load_instance(wide).sha256 == expected


def test_of_several_sheets_of_answers_the_fuller_counts(wide: Path, expected: str) -> None:
    path = wide / "survey.xlsx"
    workbook = load_workbook(path)
    copy = workbook.create_sheet("Old", 0)
    for row in microsoft(SET[:1]):
        copy.append(row)
    workbook.save(path)
    assert load_instance(wide).sha256 == expected


def test_a_layout_that_nobody_knows_is_an_error(folder: Path) -> None:
    save_workbook([["What is this?", "And that?"], ["a", "b"]], folder / "survey.xlsx")
    (problem,) = problems_of(folder)
    assert str(problem).startswith("survey.xlsx, sheet Sheet1: no layout of a form tool was recognised; give a table")
    assert f"--layout ({', '.join(LAYOUTS)})" in str(problem)
    assert {"microsoft", "google", "plain"} <= set(LAYOUTS)


def test_an_option_of_ones_own_is_read(wide: Path, expected: str) -> None:
    table = surveymonkey(SET)
    other = next(place for place, text in enumerate(table[1]) if str(text).startswith("Other"))
    table[2][other] = "Security and safety"
    save(table, wide, "xlsx")
    assert load_instance(wide).request["DC-Alpha: joint session"].themes == ("ACCESS", "RIGHTS", "SAFETY")


def test_previews_are_left_out(wide: Path, expected: str) -> None:
    preview: Answer = {"coalition": "DC-Epsilon", "ranking": (Kind.BOOTH,), "status": "Survey Preview"}
    save(qualtrics([*SET, preview]), wide, "xlsx")
    loaded = load(wide)
    assert loaded.instance.sha256 == expected
    assert ["row 8 was not read: it is a preview" in str(problem) for problem in loaded.problems] == [True]


def test_an_answer_that_was_not_sent_off_counts_only_if_there_is_no_other(wide: Path, expected: str) -> None:
    begun: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "finished": False}
    save(limesurvey([*SET, begun]), wide, "xlsx")
    loaded = load(wide)
    assert loaded.instance.sha256 == expected
    assert ["started, but not submitted; another counts" in str(problem) for problem in loaded.problems] == [True]
    save(limesurvey([*SET, {**begun, "coalition": "DC-Epsilon"}]), wide, "xlsx")
    (question,) = problems_of(wide)
    assert str(question).endswith(
        "but not submitted; ask the coalition, or delete the row; best guess: what it holds counts."
    )
    assert load_instance(wide, accept_questions=True).requests_of("DC-Epsilon")[0].kind is Kind.BOOTH


def test_two_surveys_are_an_error(folder: Path) -> None:
    save_csv(microsoft(SET), folder / "survey.csv")
    (problem,) = problems_of(folder)
    assert "holds both survey.xlsx and survey.csv; keep the one that counts" in str(problem)


def test_without_a_survey_everybody_is_silent(folder: Path) -> None:
    (folder / "survey.xlsx").unlink()
    loaded = load(folder)
    assert not any(coalition.answered for coalition in loaded.instance.coalitions)
    assert all(request.by_default for request in loaded.instance.requests)
    assert "There is no survey, so every coalition counts as silent." in loaded.notes


CHOICES: dict[str, tuple[tuple[object, ...], str, str]] = {
    "gap": (("joint session", "", "booth"), "warning", "the ranking has the places 1, 3, with a gap"),
    "repeat": (("joint session", "booth", "joint session"), "warning", "“joint session” is ranked 1 and 3"),
    "tie": (("joint session; booth", "", ""), "question", "“joint session” and “booth shift” are both ranked 1"),
}


@pytest.mark.parametrize("case", CHOICES)
def test_first_second_and_third_choices_that_do_not_add_up(folder: Path, case: str) -> None:
    choices, severity, fragment = CHOICES[case]
    table = with_choices([{"coalition": "DC-Beta"}])
    table[1][-3:] = choices
    save(table, folder, "xlsx")
    assert [(p.severity, fragment in str(p)) for p in problems_of(folder)] == [(severity, True)]
    kinds = [request.kind for request in load_instance(folder, accept_questions=True).requests_of("DC-Beta")]
    assert kinds == [Kind.JOINT, Kind.BOOTH]


def test_the_template_is_what_microsoft_forms_writes(folder: Path) -> None:
    before = load_instance(folder).sha256
    save(microsoft(ANSWERS), folder, "UTF-8")
    assert load_instance(folder).sha256 == before
