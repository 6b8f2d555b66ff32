"""Parse a coalition's ranking of the kinds of presence, in every form that form tools export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from scheduler.core.vocabulary import Kind
from scheduler.intake import cell_values as cells
from scheduler.intake.form_words import number_before
from scheduler.intake.name_matching import resolve, resolve_all
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.survey.answer_rows import AnswerRow
from scheduler.intake.survey.headers import place_in_ranking
from scheduler.intake.survey.layouts import AnswerColumn, AnswerTable
from scheduler.intake.tables.table import Cell

_BEFORE_A_NUMBER = re.compile(r"(?<=[^\s;,|])\s+(?=\d{1,2}[.)]\s)")

Placed = list[tuple[int, Kind, Cell]]


@dataclass(frozen=True)
class RankingScale:
    """What the numbers of all rankings in a survey mean.

    `points` is the number of points for the first choice, 0 if numbers are places. `in_doubt`: a question on all
    rankings was reported, so that gaps in single ones are not.
    """

    points: int = 0
    in_doubt: bool = False

    def place(self, number: int) -> int:
        """The place in the ranking that a number stands for."""
        return max(self.points + 1 - number, 1) if self.points else number


def ranking_scale(
    answers: AnswerTable, columns: Mapping[str, tuple[AnswerColumn, ...]], problems: list[Problem]
) -> RankingScale:
    """Judge by all rankings whether numbers are places.

    If no ranking of some kinds only has a first choice, numbers may be points, of which more are better, or the column
    of the first choice is missing. That, and gaps in all rankings, is a question.
    """
    ranked = [column for column in columns.get("ranking", ()) if column.item]
    by_place = all(place_in_ranking(column.item) for column in ranked)
    rankings = [_numbers(answers, row, ranked, by_place) for row in answers.rows]
    partial = [numbers for numbers in rankings if numbers and len(numbers) < len(ranked)]
    if not partial:
        return RankingScale()
    header = answers.table.cell(answers.header, ranked[0].column)
    highest = max(numbers[-1] for numbers in partial)
    if not any(1 in numbers for numbers in partial):
        points = highest if not by_place and highest > 1 and all(highest in numbers for numbers in partial) else 0
        what = "no answer ranks anything first"
        if not by_place:
            what += f"; the numbers may be points, with {highest} for what is wanted most"
        remedy = "ask who made the form, and write 1 for the first choice"
        guess = f"{points} is the first choice" if points else "the lowest number is the first choice"
        problems.append(header.question(what, remedy, guess))
        return RankingScale(points, in_doubt=True)
    if len(partial) > 1 and all(_has_gap(numbers) for numbers in partial):
        what = "every ranking of only some kinds has a gap, such as " + ", ".join(map(str, partial[0]))
        remedy = "look whether a column is missing, and number the kinds without a gap"
        problems.append(header.question(what, remedy, "the order counts"))
        return RankingScale(in_doubt=True)
    return RankingScale()


def _numbers(answers: AnswerTable, row: int, ranked: list[AnswerColumn], by_place: bool) -> list[int]:
    """The places that a row fills, or the numbers in it, each once and in order."""
    found: set[int] = set()
    for column in ranked:
        text = answers.table.cell(row, column.column).text
        number = place_in_ranking(column.item if by_place else text) if text else None
        found |= {number} if number else set()
    return sorted(found)


def _has_gap(places: list[int]) -> bool:
    return places != list(range(1, len(places) + 1))


def ranking(row: AnswerRow, scale: RankingScale) -> tuple[Kind, ...]:
    """The requested kinds, first choice first.

    They are in one cell in order, in one column for each kind that holds its place, or in one column for each place
    that holds a kind. Ties, gaps and duplicates are reported.
    """
    items = row.items("ranking")
    if not items:
        cell = _in_order_of_numbers(row.cell("ranking"), row)
        return tuple(Kind(name) for name in resolve_all(cell, row.kinds, row.problems))
    by_place = all(place_in_ranking(item) for item, _ in items)
    placed = _kinds_in_places(row, items) if by_place else _places_of_kinds(row, items, scale)
    placed.sort(key=lambda one: one[0])
    _report_ties(placed, row.problems)
    if not scale.in_doubt:
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


def _places_of_kinds(row: AnswerRow, items: tuple[tuple[str, Cell], ...], scale: RankingScale) -> Placed:
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
            placed.append((scale.place(place), Kind(name), cell))
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
    if _has_gap(places) and len(places) == len(placed):
        written = ", ".join(map(str, places))
        what = f"the ranking has the places {written}, with a gap"
        cell = placed[0][2]
        problems.append(cell.problem(what, "the order counts; number them without a gap", Severity.WARNING))
