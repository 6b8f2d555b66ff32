"""docs/formats.md says what is in the code."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.programme import Programme
from scheduler.intake.planning.sheets import SHEETS
from scheduler.intake.survey.survey_questions import QUESTIONS
from tools.formats_page import formats_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats.md"


def test_the_page_is_current() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == formats_page(), "run: python -m tools.formats_page docs/formats.md"


def test_the_page_names_everything() -> None:
    page = formats_page()
    for sheet in SHEETS:
        assert f"### Sheet {sheet.title}\n" in page
        assert all(column.title in page for column in sheet.settings or sheet.columns)
    assert all(question.text in page for question in QUESTIONS)
    assert all(f"| `{field}` |" in page for field in Programme.model_fields)
