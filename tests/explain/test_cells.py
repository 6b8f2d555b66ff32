"""Cells in explanations: the cell of the fact that decides, once, of planning workbook or survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.instance import Source
from scheduler.core.vocabulary import Kind
from scheduler.explain.demand_texts import demand_text, remedy_text
from scheduler.intake import load_instance
from scheduler.intake.template.write_template import write_template
from scheduler.model.demands import Demand, Subject
from tests.intake.conftest import all_of, change, put
from tests.intake.layouts import microsoft, save
from tests.miniatures.build import ask, main, tiny
from tests.miniatures.case import A_SLOT, HALL

SLOT = Demand("competition", Subject("request", A_SLOT))
SURVEY = Source(file="survey.xlsx", sheet="Answers", row=2, column="B")
REGISTER = Source(file="planning.xlsx", sheet="Coalitions", row=9, column="M")


@pytest.mark.parametrize(
    ("coalition", "text"),
    [
        ({"ready": False, "read_from": {"ready": REGISTER}}, "DC-A is not ready to present and names no output"),
        ({"read_from": {"ready": SURVEY, "output": REGISTER}}, "its request names no output"),
    ],
)
def test_the_competition_names_what_is_missing_with_its_cell(coalition: dict[str, object], text: str) -> None:
    request = ask("DC-A", Kind.MAIN_SLOT).model_copy(update={"source": SURVEY})
    instance = tiny((request,), (main("Main 1", HALL),), policy={"competitive": True}, coalitions={"DC-A": coalition})
    sentence = f"main-session slots go by competition, and {text} ({REGISTER}) [competition]"
    assert demand_text(instance, SLOT) == sentence
    assert remedy_text(instance, SLOT) == f"set aside that {sentence}"


def test_the_row_is_named_where_no_other_cell_decides() -> None:
    instance = tiny((ask("DC-A", Kind.MAIN_SLOT).model_copy(update={"source": SURVEY}),), policy={"competitive": True})
    assert demand_text(instance, SLOT).count(str(SURVEY)) == 1


def test_facts_on_coalitions_have_the_cell_of_register_or_survey(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    write_template(folder)
    change(
        folder / "planning.xlsx",
        all_of(
            put("Coalitions", "DC-Alpha", "Ready", "no"),
            put("Coalitions", "DC-Alpha", "Annual report", "no"),
            put("Coalitions", "DC-Beta", "Ready", None),
        ),
    )
    both = [{"coalition": name, "ranking": (Kind.JOINT,), "ready": "No"} for name in ("DC-Alpha", "DC-Beta")]
    save(microsoft(both), folder, "xlsx")
    instance = load_instance(folder)
    alpha, beta = instance.coalition["DC-Alpha"], instance.coalition["DC-Beta"]
    assert (alpha.ready, alpha.read_from["ready"].file, alpha.read_from["ready"].sheet) == (
        False,
        "planning.xlsx",
        "Coalitions",
    )
    assert (beta.ready, beta.read_from["ready"].file) == (False, "survey.xlsx")
    assert alpha.source is not None
    assert alpha.read_from["ready"].row == alpha.source.row
    eligible = demand_text(instance, Demand("eligibility", Subject("coalition", "DC-Alpha")))
    assert f"its annual report is missing ({alpha.read_from['annual_report']})" in eligible
