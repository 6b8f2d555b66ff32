"""The survey as a form: each tool's file holds every question and choice, and its export is read without a question."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from scheduler.core.instance import Instance
from scheduler.export.survey_form.form_files import TOOLS, form_file
from scheduler.export.survey_form.form_questions import LANGUAGES, FormQuestion, form_questions, place_titles
from scheduler.intake import load
from scheduler.intake.problems import Severity
from scheduler.intake.survey.headers import meaning
from scheduler.intake.template.write_template import write_template
from tests.conftest import Command

OWN: dict[str, tuple[list[object], list[object]]] = {
    "word": (
        ["ID", "Start time", "Completion time", "Email", "Name"],
        [1, "2027-02-01 09:00:00", "2027-02-01 09:10:00", "anonymous", ""],
    ),
    "google": (["Timestamp"], ["2027-02-01 09:10:00"]),
    "limesurvey": (
        ["Response ID", "Date submitted", "Last page", "Start language", "Seed"],
        [1, "2027-02-01 09:10:00", 1, "en", 7],
    ),
    "qualtrics": (
        ["StartDate", "EndDate", "Status", "RecordedDate", "ResponseId"],
        ["2027-02-01 09:10:00", "2027-02-01 09:10:00", "IP Address", "2027-02-01 09:10:00", "R_1"],
    ),
}
"""A tool's own columns, and what stands in them."""

Given = dict[str, list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("form") / "meeting"
    write_template(place)
    (place / "survey.xlsx").unlink()
    return place


@pytest.fixture(scope="module")
def instance(folder: Path) -> Instance:
    return load(folder, accept_questions=True).instance


def answers(instance: Instance, language: str, seed: int) -> list[tuple[str, Given]]:
    """An answer of each coalition, drawn from the choices of the form; opposites are not drawn together."""
    draw = Random(seed)
    questions = form_questions(instance, language)
    drawn = []
    for coalition in next(one.choices for one in questions if one.question.field == "coalition"):
        given: Given = {}
        others = [name for name in questions[0].choices if name != coalition]
        draw.shuffle(others)
        for one in questions:
            field = one.question.field
            if field == "coalition":
                given[field] = [coalition]
            elif field in ("partners", "required", "vetoes"):
                given[field] = [others[("partners", "required", "vetoes").index(field)]]
            elif field == "opts_out":
                given[field] = [one.choices[1]]
            elif field == "audience":
                given[field] = [str(draw.randrange(10, 40))]
            elif one.choices:
                most = 3 if one.ranked or one.many else 1
                given[field] = draw.sample(one.choices, min(most, len(one.choices)))
            else:
                given[field] = [f"Text of {coalition}"]
        drawn.append((coalition, given))
    return drawn


def columns(tool: str, question: FormQuestion, language: str) -> list[str]:
    """The titles of a question's columns in the export of a tool."""
    if question.ranked:
        return {
            "word": list(place_titles(language, len(question.choices))),
            "google": [f"{question.text} [{kind}]" for kind in question.choices],
            "limesurvey": [f"{question.text} [Rank {place + 1}]" for place in range(len(question.choices))],
            "qualtrics": [f"{question.text} - {kind}" for kind in question.choices],
        }[tool]
    if question.many and tool == "limesurvey":
        return [f"{question.text} [{choice}]" for choice in question.choices]
    return [question.text]


def cells(tool: str, question: FormQuestion, given: list[str]) -> list[object]:
    """What stands in these columns."""
    if question.ranked and tool in ("word", "limesurvey"):
        return [*given, *[None] * (len(question.choices) - len(given))]
    if question.ranked:
        return [given.index(kind) + 1 if kind in given else None for kind in question.choices]
    if question.many and tool == "limesurvey":
        return ["Yes" if choice in given else "No" for choice in question.choices]
    joined = {"word": ";", "google": ", ", "qualtrics": ","}.get(tool, "; ")
    return [joined.join(given)]


def export(tool: str, instance: Instance, language: str, drawn: list[tuple[str, Given]], path: Path) -> None:
    """The export of the form with these answers."""
    own, filled = OWN[tool]
    questions = form_questions(instance, language)
    titles = [title for question in questions for title in columns(tool, question, language)]
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    if tool == "qualtrics":
        sheet.append([*own, *(f"Q{number}" for number in range(1, len(titles) + 1))])
    sheet.append([*own, *titles])
    for _, given in drawn:
        row = [cell for question in questions for cell in cells(tool, question, given[question.question.field])]
        sheet.append([*filled, *row])
    workbook.save(path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_the_export_of_the_form_is_read_without_a_question(
    tool: str, language: str, folder: Path, instance: Instance, tmp_path: Path
) -> None:
    place = tmp_path / "meeting"
    place.mkdir()
    (place / "planning.xlsx").write_bytes((folder / "planning.xlsx").read_bytes())
    drawn = answers(instance, language, seed=len(tool))
    export(tool, instance, language, drawn, place / "survey.xlsx")
    loaded = load(place)
    about = [problem for problem in loaded.problems if problem.file == "survey.xlsx"]
    assert [str(one) for one in about if one.severity is Severity.QUESTION] == []
    assert not loaded.proposed
    read = {coalition.id for coalition in loaded.instance.coalitions if coalition.answered}
    assert read == {coalition for coalition, _ in drawn}
    english = {q.question.field: q.choices for q in form_questions(instance)}
    own = {q.question.field: q.choices for q in form_questions(instance, language)}
    for coalition, given in drawn:
        ranked = [english["ranking"][own["ranking"].index(kind)] for kind in given["ranking"]]
        requests = sorted(loaded.instance.requests_of(coalition), key=lambda request: request.rank)
        assert list(dict.fromkeys(request.kind.value for request in requests)) == ranked
        for request in requests:
            assert set(request.themes) <= set(given["themes"])
            assert set(given["vetoes"]) == set(request.vetoes) or not request.vetoes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_is_a_question_that_is_known(language: str, instance: Instance) -> None:
    for question in form_questions(instance, language):
        found = meaning(question.text)
        assert found is not None, question.text
        assert found.field == question.question.field
    for number, title in enumerate(place_titles(language, 7), start=1):
        found = meaning(title)
        assert found is not None, title
        assert (found.field, found.item) == ("ranking", str(number))


def everything(instance: Instance) -> set[str]:
    """All questions but the ranking, and all choices."""
    questions = form_questions(instance)
    texts = {one.text for one in questions if not one.ranked}
    return texts | {choice for one in questions for choice in one.choices}


def test_the_word_file_has_numbered_questions_and_lettered_choices(instance: Instance) -> None:
    with zipfile.ZipFile(io.BytesIO(form_file(instance, "word"))) as archive:
        text = archive.read("word/document.xml").decode()
    lines = re.findall(r'<w:t xml:space="preserve">(.*?)</w:t>', text)
    numbered = [line for line in lines if re.match(r"\d+\. ", line)]
    assert [int(line.split(".")[0]) for line in numbered] == list(range(1, len(numbered) + 1))
    written = {line.partition(". ")[2].replace("&amp;", "&") for line in lines}
    assert everything(instance) <= written


def test_the_script_holds_every_question_and_choice(instance: Instance) -> None:
    script = form_file(instance, "google").decode()
    items = json.loads(script[script.index("const ITEMS = ") + 14 : script.index(";\n\nfunction")])
    assert everything(instance) <= {i["title"] for i in items} | {c for i in items for c in i["choices"]}
    assert [item["type"] for item in items].count("grid") == 1


def test_the_structure_for_limesurvey(instance: Instance) -> None:
    text = form_file(instance, "limesurvey").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    assert everything(instance) <= {row["text"] for row in rows}
    assert [row["class"] for row in rows[:3]] == ["S", "SL", "G"]
    codes = [row["name"] for row in rows if row["class"] == "Q"]
    assert len(codes) == len(set(codes)) == len(form_questions(instance))


def test_the_text_for_qualtrics(instance: Instance) -> None:
    lines = form_file(instance, "qualtrics").decode().splitlines()
    assert lines[0] == "[[AdvancedFormat]]"
    assert everything(instance) <= set(lines)
    assert sum(line.startswith("[[Question:") for line in lines) == len(form_questions(instance))


def test_the_verb_and_the_option(run: Command, tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "new"), "--form", "word")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "survey-form.docx").is_file()
    done = run("form", str(tmp_path / "new"), "--tool", "google", "--language", "es")
    assert done.returncode == 0, done.stderr
    assert "buildSurvey" in done.stderr
    script = (tmp_path / "new" / "survey-form.gs").read_text(encoding="utf-8")
    assert "¿Algo más?" in script
    assert run("check", str(tmp_path / "new")).returncode == 0
