"""Names: what is known, what is not, and what is offered instead."""

from __future__ import annotations

import pytest

from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve, resolve_all
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.spelling import bare, normalise
from scheduler.intake.tables.table import Cell
from scheduler.intake.vocabulary_names import kind_directory


def cell(text: str) -> Cell:
    return Cell("planning.xlsx", "Sheet", 2, 3, text)


def coalitions() -> NameDirectory:
    directory = NameDirectory("coalition", "sheet Coalitions", loose=True)
    directory.add("DC3")
    directory.add("IS3C", ("Internet Standards, Security and Safety Coalition", "DC-ISSS"))
    directory.add("DC-CIV")
    return directory


@pytest.mark.parametrize(
    ("written", "alike"),
    [("DC‑3", "dc-3"), ("  A\u00a0 b\u200b ", "a b"), ("Children’s", "children's"), ("ＤＣ", "dc")],
)
def test_normalising(written: str, alike: str) -> None:
    assert normalise(written) == alike


def test_bare_names_keep_letters_and_digits() -> None:
    assert bare("Rights & Principles") == bare("rights and-principles")


@pytest.mark.parametrize("written", ["DC3", "dc-3", "DC 3", "d.c.3"])
def test_hyphens_and_spaces_do_not_count_for_coalitions(written: str) -> None:
    assert coalitions().find(written) == "DC3"


def test_a_strict_directory_keeps_them_apart() -> None:
    directory = NameDirectory("session")
    assert directory.add("WS #51") is None
    assert directory.add("WS #5 1") is None
    assert directory.add("ws  #51") == "WS #51"


def test_the_own_name_comes_before_anothers_alias() -> None:
    directory = NameDirectory("coalition")
    directory.add("A")
    directory.add("B")
    assert directory.also("B", "a") == "A"
    assert directory.find("a") == "A"


def test_an_alias_of_two_finds_neither() -> None:
    directory = NameDirectory("coalition")
    directory.add("A", ("Trust",))
    directory.add("B")
    assert directory.also("B", "trust") == "A"
    assert directory.find("Trust") is None
    assert directory.is_ambiguous("trust")


def test_the_nearest_comes_first() -> None:
    assert coalitions().nearest("DC-CIF")[0] == "DC-CIV"
    assert coalitions().nearest("Standards and Safety")[0] == "IS3C"
    assert coalitions().nearest("xyzzy") == ()


@pytest.mark.parametrize(
    "written",
    [
        "DC3;Internet Standards, Security and Safety Coalition;DC-CIV;",
        "DC3, Internet Standards, Security and Safety Coalition, DC-CIV",
        "DC3\nDC-ISSS\nDC-CIV",
        "DC3 | IS3C | DC-CIV",
    ],
)
def test_several_names_in_one_cell(written: str) -> None:
    problems: list[Problem] = []
    assert resolve_all(cell(written), coalitions(), problems) == ("DC3", "IS3C", "DC-CIV")
    assert not problems


def test_unknown_names_between_known_ones_are_named_alone() -> None:
    problems: list[Problem] = []
    assert resolve_all(cell("DC3, Xyzzy, DC-CIV"), coalitions(), problems) == ("DC3", "DC-CIV")
    assert [problem.what for problem in problems] == ["“Xyzzy” is no coalition of sheet Coalitions"]


def test_a_repeated_name_counts_once() -> None:
    problems: list[Problem] = []
    assert resolve_all(cell("DC3; dc-3"), coalitions(), problems) == ("DC3",)
    assert [problem.severity for problem in problems] == [Severity.WARNING]


def test_without_anything_near_the_list_is_named() -> None:
    problems: list[Problem] = []
    assert resolve(cell("qqq"), kind_directory(), problems) == ""
    assert "write “joint session” or “individual session”" in str(problems[0])


@pytest.mark.parametrize("written", ["Day zero", "day-zero event", "Day 0 event"])
def test_kinds_have_other_names(written: str) -> None:
    assert kind_directory().find(written) == "day-zero event"
