"""The documentation says what is in the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.catalogue import GOALS, INCONVENIENCE, RULES, Goal, Rule
from scheduler.core.policy import InconvenienceWeights
from scheduler.export import export
from scheduler.intake.planning.sheets import SHEETS
from tests.checked import some
from tests.reports import example
from tools import architecture_page, tables_page
from tools import model_page as documentation

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", SYSTEMS, re.MULTILINE)


@pytest.mark.parametrize(
    ("file", "written"),
    [
        (tables_page.PAGE, tables_page.tables_page),
        (architecture_page.PAGE, architecture_page.architecture_page),
        (architecture_page.DRAWING, architecture_page.drawing),
    ],
    ids=["tables", "architecture", "drawing"],
)
def test_the_pages_on_the_code_are_current(file: Path, written: Callable[[], str]) -> None:
    assert file.read_text(encoding="utf-8") == written(), "run `make docs`"


def test_the_page_on_rules_and_goals_is_current() -> None:
    assert documentation.PAGE.read_text(encoding="utf-8") == documentation.model_page(), "run `make docs`"


@pytest.mark.parametrize("package", ["model", "verify"])
@pytest.mark.parametrize("entry", [*RULES, *GOALS], ids=lambda entry: entry.id)
def test_every_rule_and_goal_has_its_function_with_its_sentence(entry: Rule | Goal, package: str) -> None:
    found = documentation.functions(package).get(entry.id)
    assert found is not None
    assert found.sentence == entry.sentence


@pytest.mark.parametrize("package", ["model", "verify"])
def test_every_part_of_inconvenience_has_its_weight_and_its_function_with_its_sentence(package: str) -> None:
    assert [part.id for part in INCONVENIENCE] == list(InconvenienceWeights.model_fields)
    for part in INCONVENIENCE:
        found = documentation.functions(package)[part.id]
        assert found.name.startswith(f"scheduler.{package}.inconvenience.")
        assert found.sentence == part.sentence


@pytest.mark.parametrize("entry", [*RULES, *GOALS], ids=lambda entry: entry.id)
def test_every_rule_and_goal_has_its_miniatures(entry: Rule | Goal) -> None:
    assert documentation.miniatures_of(entry.id)


def test_every_system_has_its_row() -> None:
    assert sorted(int(number) for number, _, _ in ROWS) == list(range(1, 54))


def test_every_rule_and_goal_stands_in_the_rows_of_its_systems() -> None:
    row = {int(number): where for number, _, where in ROWS}
    missing = [
        (entry.id, system)
        for entry in (*RULES, *GOALS)
        for system in entry.systems
        if f"`{entry.id}`" not in row[system]
    ]
    assert not missing


def test_every_sheet_and_column_that_the_systems_name_exists() -> None:
    columns = {f"{sheet.title}: {column.title}" for sheet in SHEETS for column in (*sheet.columns, *sheet.settings)}
    named = re.findall(r"“([A-Z][a-z]+: [^”]+)”", SYSTEMS)
    assert [name for name in named if name not in columns] == []


def test_every_sheet_on_which_something_is_shown_exists(tmp_path: Path) -> None:
    instance = example.instance()
    export(instance, example.programme(instance), tmp_path / "programme.xlsx")
    sheets = load_workbook(tmp_path / "programme.xlsx", read_only=True).sheetnames
    shown = re.findall(r"shown: ([^;|]+?)(?: \(.+?\))? ?[;|]", SYSTEMS)
    assert shown
    assert {name for names in shown for name in names.split(", ")} <= set(sheets)


def test_every_file_that_the_documentation_names_exists() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")]
    for page in some(pages, least=2):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} points at {link}"
    for file in some(re.findall(r"`((?:tests|scheduler)/[\w/]+\.py)`", SYSTEMS)):
        assert (ROOT / file).is_file(), file
