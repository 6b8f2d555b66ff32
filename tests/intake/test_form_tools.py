"""What single form tools do beyond their layout: times, rows of identifiers, answers not submitted, options apart."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from scheduler.core.vocabulary import Kind
from scheduler.intake import load, load_instance
from scheduler.intake.survey.layouts import LAYOUTS
from tests.intake.conftest import problems_of
from tests.intake.layouts import (
    EVERY_LAYOUT,
    Answer,
    airtable,
    jotform,
    kobotoolbox,
    nextcloud,
    nextcloud_with_ids,
    save,
    typeform,
)
from tools.formats_page import formats_page

EARLY: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.JOINT,), "at": datetime(2027, 2, 1, 10, 5)}
LATE: Answer = {"coalition": "DC-Alpha", "ranking": (Kind.BOOTH,), "at": datetime(2027, 2, 1, 14, 30)}


def test_every_layout_is_described_and_tried_as_its_tool_writes_it() -> None:
    page = formats_page()
    tried = {name for _, name in EVERY_LAYOUT.values()}
    assert len(tried) == len(LAYOUTS)
    for key in LAYOUTS:
        assert f"- `{key}`: " in page


@pytest.mark.parametrize(
    "layout",
    ["google form", "google sheet", "nextcloud", "nextcloud with identifiers", "typeform", "jotform", "airtable"],
)
def test_of_two_answers_the_one_sent_later_counts_wherever_it_stands(folder: Path, layout: str) -> None:
    save(EVERY_LAYOUT[layout][0]((LATE, EARLY)), folder, "UTF-8")
    loaded = load(folder)
    assert [request.kind for request in loaded.instance.requests_of("DC-Alpha")] == [Kind.BOOTH]
    (problem,) = loaded.problems
    assert "answered again" in problem.what


def test_identifiers_of_columns_are_no_answer_and_rows_keep_their_numbers(folder: Path) -> None:
    save(nextcloud_with_ids([{**EARLY, "audience": "many"}]), folder, "xlsx")
    (problem,) = problems_of(folder)
    assert problem.row == 3
    assert "“many”" in problem.what


def test_a_remark_in_brackets_behind_a_question_is_no_option(folder: Path) -> None:
    table = nextcloud([EARLY])
    place = table[0].index("Anything else?")
    table[0][place] = "Comments (optional)"
    table[1][place] = "We look forward to it"
    save(table, folder, "xlsx")
    assert load_instance(folder, accept_questions=True).coalition["DC-Alpha"].comment == "We look forward to it"


def test_answers_that_were_not_submitted_are_a_question(folder: Path) -> None:
    save(typeform([{**EARLY, "finished": False}]), folder, "xlsx")
    (question,) = problems_of(folder)
    assert "not sub" in str(question) or "not sent" in str(question)


def test_a_header_of_thousands_of_strokes_is_read_as_it_is(folder: Path) -> None:
    table = kobotoolbox([EARLY])
    place = table[0].index("Anything else?")
    table[0][place] = "a" + "/" * 30_000 + "b"
    save(table, folder, "UTF-8")
    assert load(folder).instance.requests_of("DC-Alpha")


def test_choices_with_commas_stay_whole_in_quotation_marks(folder: Path) -> None:
    answer: Answer = {**EARLY, "people": ("DC-Alpha coordinator 1",), "title": 'A "new", better start'}
    save(airtable([answer]), folder, "UTF-8")
    assert load_instance(folder).requests_of("DC-Alpha")[0].title == 'A "new", better start'


def test_numbers_of_a_ranking_say_its_order_whatever_the_order_of_lines(folder: Path) -> None:
    table = jotform([EARLY])
    place = table[0].index("Please rank the kinds of presence your coalition wishes for")
    table[1][place] = "2: booth shift\n1: joint session"
    save(table, folder, "UTF-8")
    assert [request.kind for request in load_instance(folder).requests_of("DC-Alpha")] == [Kind.JOINT, Kind.BOOTH]


def test_columns_of_single_choices_without_their_question_are_named(folder: Path) -> None:
    """Typeform can write a column for each choice with the choice alone in its header: nobody can say whose it is."""
    table = typeform([EARLY])
    table[0].insert(4, "Wheelchairs")
    table[1].insert(4, "Wheelchairs")
    save(table, folder, "xlsx")
    loaded = load(folder)
    assert any("Wheelchairs" in text for text in (*loaded.notes, *map(str, loaded.problems)))
