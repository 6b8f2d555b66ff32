"""Parse a coalition's ranking of the kinds of presence, in every form that form tools export."""

from __future__ import annotations

import re
from itertools import pairwise

from scheduler.core.vocabulary import Kind
from scheduler.intake import cell_values as cells
from scheduler.intake.form_words import number_before
from scheduler.intake.name_matching import resolve, resolve_all
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.survey.answer_rows import AnswerRow
from scheduler.intake.survey.headers import place_in_ranking
from scheduler.intake.tables.table import Cell

_BEFORE_A_NUMBER = re.compile(r"(?<=[^\s;,|])\s+(?=\d{1,2}[.)]\s)")

Placed = list[tuple[int, Kind, Cell]]


def ranking(row: AnswerRow) -> tuple[Kind, ...]:
    """The requested kinds, first choice first.

    They are in one cell in order, in one column for each kind that holds its place, or in one column for each place
    that holds a kind. Ties, gaps and duplicates are reported.
    """
    items = row.items("ranking")
    if not items:
        cell = _in_order_of_numbers(row.cell("ranking"), row)
        return tuple(Kind(name) for name in resolve_all(cell, row.kinds, row.problems))
    by_place = all(place_in_ranking(item) for item, _ in items)
    placed = _kinds_in_places(row, items) if by_place else _places_of_kinds(row, items)
    placed.sort(key=lambda one: one[0])
    _report_ties(placed, row.problems)
    _report_gap(placed, row.problems)
    return tuple(dict.fromkeys(kind for _, kind, _ in placed))


def _in_order_of_numbers(cell: Cell, row: AnswerRow) -> Cell:
    """A ranking such as ``2. bilateral meeting; 1. joint session`` in the order of its numbers."""
    if number_before(cell.text) is None:
        return cell
    parts = row.kinds.split(_BEFORE_A_NUMBER.sub("; ", cell.text))
    numbers = [number for part in parts if (number := number_before(part)) is not None]
    if len(set(numbers)) < len(parts):
        return cell.with_text("; ".join(parts))
    if numbers != sorted(numbers):
        what = f"“{cell.text}” is numbered in another order than it is written in"
        row.problems.append(cell.problem(what, "the numbers count", Severity.WARNING, treatment=Treatment.CORRECTED))
    return cell.with_text("; ".join(part for _, part in sorted(zip(numbers, parts, strict=True))))


def _kinds_in_places(row: AnswerRow, items: tuple[tuple[str, Cell], ...]) -> Placed:
    """Read columns such as “First choice”, which hold the kind of this place."""
    placed: Placed = []
    for item, cell in items:
        for name in resolve_all(cell, row.kinds, row.problems):
            kind = Kind(name)
            first = next((place for place, other, _ in placed if other is kind), None)
            if first is not None:
                what = f"“{kind.value}” is ranked {first} and {place_in_ranking(item)}"
                row.problems.append(cell.problem(what, "the better place counts", Severity.WARNING))
            else:
                placed.append((place_in_ranking(item) or 0, kind, cell))
    return placed


def _places_of_kinds(row: AnswerRow, items: tuple[tuple[str, Cell], ...]) -> Placed:
    """Read columns such as “[Joint session]”, which hold the place of this kind."""
    placed: Placed = []
    for item, cell in items:
        if cell.is_empty:
            continue
        header = row.answers.table.cell(row.answers.header, cell.column).with_text(item)
        name = resolve(header, row.kinds, row.problems)
        place = _place(cell, row.problems)
        if not name or place is None:
            continue
        if any(kind.value == name for _, kind, _ in placed):
            row.problems.append(cell.problem(f"“{name}” is ranked in two columns", "delete one of them"))
        else:
            placed.append((place, Kind(name), cell))
    return placed


def _place(cell: Cell, problems: list[Problem]) -> int | None:
    """Parse the place in a cell; None if the kind was not ranked."""
    written = cells.text(cell, problems)
    if not written or written.casefold() in ("-", "n/a", "not ranked", "0"):
        return None
    place = place_in_ranking(written)
    if place is None:
        what = f"“{cell.text}” is no place in a ranking"
        problems.append(cell.problem(what, "write 1 for the first choice, and so on"))
    return place


def _report_ties(placed: Placed, problems: list[Problem]) -> None:
    for (place, kind, _), (other_place, other, cell) in pairwise(placed):
        if place == other_place:
            what = f"“{kind.value}” and “{other.value}” are both ranked {place}"
            remedy = "ask the coalition which comes first, and give them different numbers"
            problems.append(cell.question(what, remedy, f"“{kind.value}” first, as the columns stand"))


def _report_gap(placed: Placed, problems: list[Problem]) -> None:
    places = sorted({place for place, _, _ in placed})
    if places and places != list(range(1, len(places) + 1)) and len(places) == len(placed):
        written = ", ".join(map(str, places))
        what = f"the ranking has the places {written}, with a gap"
        cell = placed[0][2]
        problems.append(cell.problem(what, "the order counts; number them without a gap", Severity.WARNING))
