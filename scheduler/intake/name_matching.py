"""Resolve names in cells. Nothing is guessed without a report.

In this order: the name itself, an alias or a former name; the same with look-alike letters of other scripts; what Excel
may have turned into a date or a number; a name that is close and well ahead of the second best. All but the first are
reported. Any other name is a question with candidates, or an error if there are none.
"""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.core.phrases import one_of
from scheduler.intake.form_words import option_readings, says_nothing, without_markup
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.spelling import look_alikes
from scheduler.intake.tables.excel_conversions import before_excel
from scheduler.intake.tables.table import Cell
from scheduler.intake.word_likeness import is_no_answer, restrictions_of

_CANDIDATES = 3


def resolve(cell: Cell, directory: NameDirectory, problems: list[Problem]) -> str:
    """Resolve the name in a cell; empty after an error or for an empty cell.

    After a question it is the best guess, so that the rest can be read too; it is not used before somebody accepts it.
    """
    if cell.fault:
        problems.append(fault_problem(cell))
        return ""
    if not cell.text:
        return ""
    return (
        directory.find(cell.text)
        or _as_option(cell, directory)
        or _recognised(cell, directory, problems)
        or _as_question(cell, directory, problems)
    )


def _as_option(cell: Cell, directory: NameDirectory) -> str | None:
    """The thing whose name is left once what forms write around it is removed: tags, numbers, lengths of time.

    A name on a sheet may have brackets of its own, so only those of a fixed list are looked for without.
    """
    if directory.is_ambiguous(cell.text):
        return None
    readings = option_readings(cell.text, with_asides=not directory.where)
    return next(filter(None, map(directory.find, readings)), None)


def _recognised(cell: Cell, directory: NameDirectory, problems: list[Problem]) -> str | None:
    """The entry that an inexact name means without doubt; reported as a warning."""
    if directory.is_ambiguous(cell.text):
        return None
    if found := directory.find_in_latin(cell.text):
        letters = look_alikes(cell.text) or "letters there"
        what = f"“{cell.text}” only looks like “{found}”: in one of the two {letters}"
        remedy = f"read as “{found}”; type it again with Latin letters"
        problems.append(_read_as(cell, what, remedy))
        return found
    before = {name: written for written in before_excel(cell.text) if (name := directory.find_exactly(written))}
    if len(before) == 1:
        ((found, written),) = before.items()
        what = f"“{cell.text}” is what Excel makes of “{written}”"
        remedy = f"read as “{found}”; give the cell the format Text and type it again"
        problems.append(_read_as(cell, what, remedy))
        return found
    if found := directory.close(cell.text):
        listed = f" of {directory.where}" if directory.where else ""
        what = f"“{cell.text}” is no {directory.what}{listed}"
        problems.append(_read_as(cell, what, f"read as “{found}”, which alone comes close"))
        return found
    return None


def _read_as(cell: Cell, what: str, remedy: str) -> Problem:
    return cell.problem(what, remedy, Severity.WARNING, treatment=Treatment.CORRECTED)


def _as_question(cell: Cell, directory: NameDirectory, problems: list[Problem]) -> str:
    """The best guess, reported as a question; empty, reported as an error, if nothing is really alike."""
    parts = directory.split(cell.text)
    if len(parts) > 1 and all(map(directory.find, parts)):
        what = f"“{cell.text}” names more than one {directory.what}, and only one is possible"
        problems.append(cell.problem(what, "write " + one_of(parts)))
        return ""
    readings = (cell.text,) if directory.where else (cell.text, *option_readings(cell.text))
    guess = next(filter(None, map(directory.guess, readings)), None)
    if guess is None:
        problems.append(unknown(cell, directory))
        return ""
    near = (guess, *(name for name in directory.nearest(cell.text) if name != guess))[:_CANDIDATES]
    listed = f" of {directory.where}" if directory.where else ""
    candidates = one_of(near)
    if directory.is_ambiguous(cell.text):
        what, remedy = f"“{cell.text}” has {len(near)} meanings{listed}", f"write {candidates}"
    else:
        what, remedy = f"“{cell.text}” is no {directory.what}{listed}", f"write {candidates}"
        remedy += f", or add it to {directory.where}" if directory.where else ""
        remedy += f", {directory.hint}" if directory.hint else ""
    problems.append(cell.question(what, remedy, f"“{guess}”"))
    return guess


def resolve_all(cell: Cell, directory: NameDirectory, problems: list[Problem]) -> tuple[str, ...]:
    """Resolve the names in a cell, in order and without duplicates; a duplicate is a warning. “None” is empty."""
    if cell.fault:
        problems.append(fault_problem(cell))
        return ()
    names = (
        resolve(cell.with_text(part), directory, problems)
        for part in directory.split(without_markup(cell.text))
        if not says_nothing(part) or directory.find(part) is not None
    )
    return each_once(cell, names, problems)


def each_once(cell: Cell, names: Iterable[str], problems: list[Problem]) -> tuple[str, ...]:
    """Names in order without duplicates and empty ones; a duplicate is a warning."""
    found: list[str] = []
    for name in names:
        if name in found:
            problems.append(cell.problem(f"“{name}” is listed twice", "list it once", Severity.WARNING))
        elif name:
            found.append(name)
    return tuple(found)


def unknown(cell: Cell, directory: NameDirectory) -> Problem:
    """The problem of an unknown name, with the nearest names in its remedy."""
    listed = f" of {directory.where}" if directory.where else ""
    near = directory.nearest(cell.text)
    article = "an" if directory.what[0] in "aeiou" else "a"
    if is_no_answer(cell.text):
        remedy = "delete the row if it is a test or a total"
    elif restrictions_of(cell.text):
        remedy = f"write only the names that are meant, or leave the cell empty if no {directory.what} is meant"
    elif near:
        remedy = "write " + one_of(near)
        remedy += f", or add it to {directory.where}" if directory.where else ""
    elif directory.names and not directory.where:
        remedy = "write " + one_of(directory.names)
        remedy += f", {directory.hint}" if directory.hint else ""
    else:
        remedy = f"add it to {directory.where}" if directory.where else f"write {article} {directory.what}"
    return cell.problem(f"“{cell.text}” is no {directory.what}{listed}", remedy)


def fault_problem(cell: Cell) -> Problem:
    """The problem of a cell whose value cannot be known."""
    return cell.problem(cell.fault, "write the value itself into the cell")
