"""Typed readings of cells. Each returns a value, or after adding a problem None: it never raises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from scheduler.clock import MINUTES_PER_DAY, Window, clock_text, parse_clock
from scheduler.instance import Day
from scheduler.intake.names import Directory, fault_problem, normalise, tidy
from scheduler.intake.problems import Problem
from scheduler.intake.table import Cell

ALL_DAYS = "all days"
MAIN_DAYS = "main days"

HALF_DAYS = {"morning": ("00:00", "13:00"), "afternoon": ("13:00", "24:00")}
"""What a form's half-days mean."""

_YES = frozenset(("yes", "y", "true", "x", "oui", "sí", "si"))
_NO = frozenset(("no", "n", "false", "non"))
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_TIME = r"\d{1,2}[:.hH]\d{2}"
_STRETCH = re.compile(rf"(?P<day>.*?)\s*(?P<start>{_TIME})\s*(?:-|until|to)\s*(?P<end>{_TIME})")
_DIGITS = re.compile(r"\d+")
_EXCEL_EPOCH = date(1899, 12, 30)


def _usable(cell: Cell, problems: list[Problem]) -> bool:
    if cell.fault:
        problems.append(fault_problem(cell))
    return bool(cell.text) and not cell.fault


def text(cell: Cell, problems: list[Problem]) -> str:
    """The cell's text, empty after a problem."""
    return cell.text if _usable(cell, problems) else ""


def number(cell: Cell, problems: list[Problem], least: int = 0) -> int | None:
    """A whole number of at least `least`."""
    if not _usable(cell, problems):
        return None
    plain = normalise(cell.text)
    if re.fullmatch(r"-?\d+", plain) and len(plain) < 10:
        value = int(plain)
        if value >= least:
            return value
        problems.append(cell.problem(f"{value} is too small", f"write a number from {least} upwards"))
        return None
    digits = _DIGITS.search(plain)
    example = digits[0] if digits and len(digits[0]) < 10 else "80"
    problems.append(cell.problem(f"“{cell.text}” is no number", f"write {example}"))
    return None


def clock(cell: Cell, problems: list[Problem]) -> int | None:
    """Minutes after midnight, for ``09:30`` or an Excel time."""
    if not _usable(cell, problems):
        return None
    plain = normalise(cell.text)
    if re.fullmatch(r"0?\.\d+", plain):  # an Excel time in a cell that is not formatted as one
        return round(float(plain) * MINUTES_PER_DAY)
    try:
        return parse_clock(re.sub(r"^(\d{1,2}:\d{2}):00$", r"\1", plain))
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        problems.append(cell.problem(what, remedy))
        return None


def day_date(cell: Cell, problems: list[Problem]) -> date | None:
    """A date written as ``2024-12-15`` or entered as a date in Excel."""
    if not _usable(cell, problems):
        return None
    if match := _ISO_DATE.fullmatch(cell.text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            what = f"“{cell.text}” is no date of the calendar"
            problems.append(cell.problem(what, "write a date such as 2024-12-15"))
            return None
    if re.fullmatch(r"[345]\d{4}", cell.text):  # Excel's serial number of a day between 1982 and 2064
        return _EXCEL_EPOCH + timedelta(days=int(cell.text))
    problems.append(cell.problem(f"“{cell.text}” is no date", "write it as 2024-12-15"))
    return None


def yes_no(cell: Cell, problems: list[Problem]) -> bool | None:
    """Yes or no, None where the cell is empty."""
    if not _usable(cell, problems):
        return None
    plain = normalise(cell.text)
    if plain in _YES or plain in _NO:
        return plain in _YES
    problems.append(cell.problem(f"“{cell.text}” is neither yes nor no", "write yes or no"))
    return None


def items(cell: Cell, problems: list[Problem]) -> tuple[str, ...]:
    """Several texts separated by ``;``."""
    if not _usable(cell, problems):
        return ()
    return tuple(part.strip() for part in re.split(r"[;|\n\r]+", cell.text) if part.strip())


def _taken_apart(stretch: str) -> tuple[str, str, str]:
    """``Day 1 09:00-12:00`` or ``Day 1 morning`` as day, start and end, the whole day where no time is given."""
    plain = tidy(stretch)
    if match := _STRETCH.fullmatch(plain):
        return match["day"], match["start"], match["end"]
    for half, (begins, ends) in HALF_DAYS.items():
        if plain.casefold().endswith(f" {half}"):
            return plain[: -len(half)].strip(), begins, ends
    return plain, "00:00", "24:00"


class Calendar:
    """The days of the event by name, with ``all days`` and ``main days`` (all but day zero)."""

    def __init__(self, days: Sequence[Day]):
        self.days = tuple(days)
        self.directory = Directory("day", "sheet Days", loose=True)
        for day in self.days:
            self.directory.add(day.id)
        for day in self.days:
            for other in (day.date.isoformat(), f"{day.id} ({day.date.isoformat()})"):
                self.directory.also(day.id, other)

    def named(self, cell: Cell, problems: list[Problem]) -> tuple[str, ...]:
        """The days that ``Day 1``, ``all days`` or ``main days`` stand for."""
        plain = normalise(cell.text)
        if plain == ALL_DAYS:
            return tuple(day.id for day in self.days)
        if plain == MAIN_DAYS:
            return tuple(day.id for day in self.days if not day.is_day_zero)
        found = self.directory.find(cell.text)
        if found is None:
            problems.append(self._unknown(cell))
        return (found,) if found else ()

    def _unknown(self, cell: Cell) -> Problem:
        known = ", ".join(f"“{day.id}”" for day in self.days) or "a day of sheet Days"
        return cell.problem(f"“{cell.text}” is no day of sheet Days", f"write {known}, “{ALL_DAYS}” or “{MAIN_DAYS}”")

    def windows(self, cell: Cell, problems: list[Problem]) -> tuple[Window, ...]:
        """Stretches such as ``Day 1``, ``Day 1 morning`` or ``all days 13:00-14:00``, separated by ``;``."""
        if not _usable(cell, problems):
            return ()
        found: list[Window] = []
        for piece in items(cell, problems):
            whole = "," not in piece or self._is_day(_taken_apart(piece)[0])
            for part in (piece,) if whole else piece.split(","):
                if part.strip():
                    found.extend(self._stretches(cell.with_text(part.strip()), problems))
        return tuple(dict.fromkeys(found))

    def _is_day(self, name: str) -> bool:
        return normalise(name) in (ALL_DAYS, MAIN_DAYS) or self.directory.find(name) is not None

    def _stretches(self, cell: Cell, problems: list[Problem]) -> list[Window]:
        name, begins, ends = cell.text, "00:00", "24:00"
        if not self._is_day(cell.text):
            name, begins, ends = _taken_apart(cell.text)
        try:
            start, end = parse_clock(begins.lower()), parse_clock(ends.lower())
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            problems.append(cell.problem(what, remedy))
            return []
        if start >= end:
            what = f"“{cell.text}” ends at {clock_text(end)}, before it starts"
            problems.append(cell.problem(what, "write the earlier time first"))
            return []
        days = self.named(cell.with_text(name), problems)
        return [Window(day=day, start=start, end=end) for day in days]
