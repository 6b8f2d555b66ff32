"""Names as people write them, against the register of 32 coalitions: none is matched wrongly, doubts are asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.intake import Severity
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve
from scheduler.intake.planning import coalition_register as register
from scheduler.intake.planning.row_reader import read_records
from scheduler.intake.planning.sheets import COALITIONS
from scheduler.intake.problems import Problem
from scheduler.intake.tables.table import Cell
from scheduler.intake.tables.workbook_reader import read_workbook

REGISTER = Path(__file__).resolve().parents[2] / "instances" / "igf-32" / "planning.xlsx"

WRITTEN = {
    "DC3": "DC3",
    "dc-3": "DC3",
    "Community Connectivity": "DC3",
    "Dynamic Coalition on Comunity Connectivity": "DC3",
    "DC Core Internet Values": "DC-CIV",
    "Core Internet Value": "DC-CIV",
    "Dynamic Coalition on Core Internet Values (DC-CIV)": "DC-CIV",
    "Dynamic Coalition for Digital Health": "DC-DH",
    "Data driven health technology": "DC-DDHT",
    "Data and Trust": "DC-DT",
    "Dynamic Coalition on Data & Trust": "DC-DT",
    "Digital Financial inclusion": "DC-DFI",
    "Blockchain Technology": "DC-Blockchain",
    "Blockchain Assurance & Standardisation": "DC-BAS",
    "Childrens rights in the digital environment": "DC-Children",
    "Child Online Safety": "DC-Children",
    "Accessibility and Disabilities": "DCAD",
    "Dynamic Coalition on Accesibility & Disability": "DCAD",
    "Data and AI Governance": "DC-DAIG",
    "DC-ISSS": "IS3C",
    "Internet Standards Security and Safety": "IS3C",
    "Public Access in Librairies": "DC-PAL",
    "Gender": "DC-Gender",
    "Health": None,
    "Digital": None,
    "Internet": None,
    "Blockchain": "DC-Blockchain",
    "DC on Trust": None,
    "Publicness": None,
    "Network Neutrality": "DCNN",
    "Net neutrality": None,
}
"""What people wrote, and what they mean; None where a person has to say."""


@pytest.fixture(scope="module")
def coalitions() -> NameDirectory:
    problems: list[Problem] = []
    table = next(table for table in read_workbook(REGISTER, problems) if table.sheet == "Coalitions")
    return register.read_coalition_names(read_records(table, COALITIONS, problems))


@pytest.mark.parametrize("written", WRITTEN)
def test_no_name_is_matched_wrongly(coalitions: NameDirectory, written: str) -> None:
    problems: list[Problem] = []
    found = resolve(Cell("survey.xlsx", "Answers", 2, 1, written), coalitions, problems)
    asked = any(problem.severity is not Severity.WARNING for problem in problems)
    meant = WRITTEN[written]
    assert asked or found == meant, (found, [str(problem) for problem in problems])
    if found != written and not asked and coalitions.find(written) is None:
        assert f"read as “{found}”" in str(problems[0])


def test_most_names_need_no_person(coalitions: NameDirectory) -> None:
    without = 0
    for written, meant in WRITTEN.items():
        problems: list[Problem] = []
        found = resolve(Cell("survey.xlsx", "Answers", 2, 1, written), coalitions, problems)
        without += found == meant and all(problem.severity is Severity.WARNING for problem in problems)
    assert without >= 0.6 * sum(meant is not None for meant in WRITTEN.values())


LOOK_ALIKES = {
    "DС3": "“С” is Cyrillic",
    "DC-СIV": "“С” is Cyrillic",
    "DCΑD": "“Α” is Greek",
    "ІS3С": "“І”, “С” are Cyrillic",
}


@pytest.mark.parametrize("written", LOOK_ALIKES)
def test_letters_of_other_scripts_are_reported(coalitions: NameDirectory, written: str) -> None:
    problems: list[Problem] = []
    assert resolve(Cell("survey.xlsx", "", 2, 1, written), coalitions, problems)
    assert LOOK_ALIKES[written] in str(problems[0])
    assert problems[0].severity is Severity.WARNING


MANGLED = {"2027-03-01": "MAR-1", "2027-12-05": "5/12", "100000": "1E5", "7": "007"}


@pytest.mark.parametrize("written", MANGLED)
def test_what_excel_made_of_a_name_is_undone_and_said(written: str) -> None:
    rooms = NameDirectory("room", "sheet Rooms", loose=True)
    for name in (*MANGLED.values(), "Main hall"):
        rooms.add(name)
    problems: list[Problem] = []
    assert resolve(Cell("planning.xlsx", "Sessions", 2, 1, written), rooms, problems) == MANGLED[written]
    assert f"“{written}” is what Excel makes of “{MANGLED[written]}”".casefold() in str(problems[0]).casefold()


@pytest.mark.parametrize(("written", "candidate"), [("Salle 55", "Salle 5"), ("Salle 6", "Salle 5")])
def test_a_number_is_never_a_slip(written: str, candidate: str) -> None:
    rooms = NameDirectory("room", "sheet Rooms", loose=True)
    for name in ("Salle 5", "Salle 12", "Main hall"):
        rooms.add(name)
    problems: list[Problem] = []
    assert resolve(Cell("planning.xlsx", "Sessions", 2, 1, written), rooms, problems) == ""
    assert problems[0].severity is Severity.ERROR
    assert f"write “{candidate}”" in str(problems[0])
