"""Parse times of day, dates and windows of the event, as people and Excel write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from scheduler.core.clock import MINUTES_PER_DAY, Window, clock_text, parse_clock
from scheduler.core.instance import Day
from scheduler.core.years import FIRST_YEAR, LAST_YEAR
from scheduler.intake.cell_values import items, usable
from scheduler.intake.day_words import day_in_parts, day_of_weekday, in_24_hours
from scheduler.intake.form_words import says_nothing
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import resolve_all
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.spelling import normalise, tidy, without_accents
from scheduler.intake.tables.table import Cell

ALL_DAYS = "all days"
MAIN_DAYS = "main days"

HALF_DAYS = {"morning": ("00:00", "13:00"), "afternoon": ("13:00", "24:00")}
"""The hours of the half-days offered in forms."""

_HALVES = {
    **dict.fromkeys(("morning", "a.m.", "am", "matin", "manana"), HALF_DAYS["morning"]),
    **dict.fromkeys(("afternoon", "p.m.", "pm", "apres-midi", "tarde"), HALF_DAYS["afternoon"]),
}
_AT_A_TIME = r"(?:(?:\s+|t)(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|0?0:00(?::00(?:\.0+)?)?(?:z|\+00:?00)))?"
_ISO_DATE = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_AT_A_TIME}")
_SHORT_DATE = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_AT_A_TIME}")
_DATE_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: |t)(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?")
_WORDED_DATE = re.compile(
    r"(?:[a-z]+\.?,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|°)?\.?[\s-]*(?:de\s+|of\s+)?(?P<month>[a-z]{3,})|"
    r"(?P<month2>[a-z]{3,})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)\.?,?[\s-]*(?:de\s+)?(?P<year>\d{4}|\d{2})?"
)
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?")
_MONTHS = (
    ("jan", "janv", "ene"),
    ("feb", "fev"),
    ("mar",),
    ("apr", "avr", "abr"),
    ("may", "mai"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou", "ago"),
    ("sep",),
    ("oct",),
    ("nov",),
    ("dec", "dic"),
)
_TIME = r"\d{1,2}[:.hH]\d{2}"
_UNTIL = r"\s*(?:-|until|to|a|à)\s*"
_STRETCH = re.compile(rf"(?P<day>.*?)(?<![\s,])[\s,]*(?:from\s+|de\s+)?(?P<start>{_TIME}){_UNTIL}(?P<end>{_TIME})")
_IN_THE = re.compile(r"\s+(?:in the|le|la|en la|por la|au)$", re.IGNORECASE)
_HALF_PAST = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?")
_EXCEL_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


def clock(cell: Cell, problems: list[Problem], *, with_date: bool = True) -> int | None:
    """Parse ``09:30``, ``2:30 pm`` or an Excel time as minutes after midnight.

    Of a cell that also holds a date, which the sheet may not show, the time counts, and that is reported; not
    `with_date`, it is an error.
    """
    if not usable(cell, problems):
        return None
    plain = normalise(cell.text)
    if with_date and (match := _DATE_AND_TIME.fullmatch(plain)):
        what = f"the cell holds the date {match[1]} beside the time {match[2]}"
        remedy = "the time was read; write it alone"
        problems.append(cell.problem(what, remedy, Severity.WARNING, treatment=Treatment.CORRECTED))
        plain = match[2]
    if re.fullmatch(r"0?\.\d+", plain):  # an Excel time in a cell that is not formatted as one
        return round(float(plain) * MINUTES_PER_DAY)
    if (match := _HALF_PAST.fullmatch(plain)) and 1 <= int(match[1]) <= 12:
        plain = f"{int(match[1]) % 12 + (12 if match[3] == 'p' else 0)}:{match[2] or '00'}"
    try:
        return parse_clock(re.sub(r"^(\d{1,2}:\d{2}):00$", r"\1", plain))
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        if plain.isdecimal() and int(plain[:3]) <= 24:
            remedy = f"write {int(plain):02d}:00 if that is meant"
        problems.append(cell.problem(what, remedy))
        return None


def day_date(cell: Cell, problems: list[Problem]) -> date | None:
    """Parse a date: ``2024-12-15``, ``15.12.2024``, ``15 December 2024``, an Excel date; a time behind it is left out.

    ``15/12/2024`` is a date if it has only one reading.
    """
    if not usable(cell, problems):
        return None
    found = possible_dates(cell.text, cell.date_1904)
    if len(found) == 1:
        return found[0]
    if found:
        ways = " or ".join(f"{day.day} {day:%B}" for day in found)
        what = f"“{cell.text}” may be {ways} {found[0].year}"
        remedy = "write " + " or ".join(day.isoformat() for day in found)
    elif any(pattern.fullmatch(without_accents(cell.text)) for pattern in (_ISO_DATE, _SHORT_DATE)):
        what = f"“{cell.text}” is no date of the calendar between {FIRST_YEAR} and {LAST_YEAR}"
        remedy = "write a date such as 2024-12-15"
    else:
        what, remedy = f"“{cell.text}” is no date", "write it as 2024-12-15"
    problems.append(cell.problem(what, remedy))
    return None


def possible_dates(text: str, date_1904: bool = False, year: int | None = None) -> tuple[date, ...]:
    """Every date that a text may mean; two if day and month cannot be distinguished.

    `year` is used if none is written. Integers are days of Excel's calendar, of which there are two.
    """
    plain = without_accents(text)
    if _SERIAL.fullmatch(plain):
        return (_EXCEL_EPOCHS[date_1904] + timedelta(days=int(float(plain))),)
    if match := _ISO_DATE.fullmatch(plain):
        ways = [(int(match[1]), int(match[2]), int(match[3]))]
    elif match := _SHORT_DATE.fullmatch(plain):
        first, sign, second, written = int(match[1]), match[2], int(match[3]), _whole_year(match[4])
        ways = [(written, second, first)]
        if sign != ".":  # with dots, the day stands first everywhere
            ways.append((written, first, second))
    elif match := _WORDED_DATE.fullmatch(plain):
        month = _month(match["month"] or match["month2"])
        when = _whole_year(match["year"]) if match["year"] else year
        ways = [(when, month, int(match["day"] or match["day2"]))] if month and when else []
    else:
        ways = []
    found: list[date] = []
    for one in ways:
        try:
            found.append(date(*one))
        except ValueError:
            continue
    return tuple(dict.fromkeys(day for day in found if FIRST_YEAR <= day.year <= LAST_YEAR))


def exchange_day_and_month(day: date) -> date:
    """The date as it was before a spreadsheet program took its day for the month; the same if that is none."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _whole_year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _month(word: str) -> int | None:
    """The number of a month's name: ``Dec``, ``décembre`` and ``diciembre`` are 12."""
    found = [number for number, names in enumerate(_MONTHS, start=1) if word.startswith(names)]
    return found[0] if found else None


def _taken_apart(stretch: str) -> tuple[str, str, str]:
    """Split ``Day 1 09:00-12:00`` or ``Day 1 morning`` into day, start and end; the whole day if no time is written."""
    plain = in_24_hours(tidy(stretch))
    if match := _STRETCH.fullmatch(plain.rstrip(" )")):
        return match["day"].strip(" ,(:-"), match["start"], match["end"]
    plain = tidy(stretch).rstrip(" )]")
    for half, (begins, ends) in _HALVES.items():
        if re.search(rf"[\s(\[,:-]{re.escape(half)}$", without_accents(plain)):
            day = plain[: -len(half)].strip(" ,([:-")
            return _IN_THE.sub("", day), begins, ends
    return plain, "00:00", "24:00"


class DayDirectory(NameDirectory):
    """A directory of the days of the event, which are found by name, date and weekday."""

    def __init__(self, days: Sequence[Day]):
        super().__init__("day", "sheet Days", loose=True)
        self._days = tuple(days)
        self._most_separators = 2  # Tuesday, 2 June, 2026

    def find(self, text: str) -> str | None:
        return self._in_one_word(text) or day_in_parts(text, self._in_one_word)

    def _in_one_word(self, text: str) -> str | None:
        """The day of a text that is a name, a date or a weekday alone."""
        found = super().find(text) or day_of_weekday(text, self._days)
        if found is None and self._days:
            possible = set(possible_dates(text, year=self._days[-1].date.year))
            hits = [day.id for day in self._days if day.date in possible]
            found = hits[0] if len(hits) == 1 else None
        return found


class Calendar:
    """The days of the event by name and by date, with ``all days`` and ``main days`` (all but day zero)."""

    def __init__(self, days: Sequence[Day]):
        self.days = tuple(days)
        self.directory = DayDirectory(self.days)
        for day in self.days:
            self.directory.add(day.id)
        for day in self.days:
            for other in (day.date.isoformat(), f"{day.id} ({day.date.isoformat()})"):
                self.directory.also(day.id, other)

    def named(self, cell: Cell, problems: list[Problem]) -> tuple[str, ...]:
        """The days meant by ``Day 1``, ``8 June``, ``all days`` or ``main days``."""
        plain = normalise(cell.text)
        if plain == ALL_DAYS:
            return tuple(day.id for day in self.days)
        if plain == MAIN_DAYS:
            return tuple(day.id for day in self.days if not day.is_day_zero)
        found = self.find(cell.text)
        if found is None and (found := self._exchanged(cell.text)):
            what = f"“{cell.text}” is no day of sheet Days, unless day and month were exchanged"
            problems.append(cell.question(what, f"write “{found}” if that is meant", f"“{found}”"))
        elif found is None:
            problems.append(self._unknown(cell))
        return (found,) if found else ()

    def find(self, text: str) -> str | None:
        """The day of this name, date or weekday; of the readings of a date, the one that is a day of the event."""
        return self.directory.find(text)

    def _exchanged(self, text: str) -> str | None:
        """The day whose date a spreadsheet program has turned into this one, 1 June into 6 January."""
        written = possible_dates(text)
        dates = {day.date: day.id for day in self.days}
        return dates.get(exchange_day_and_month(written[0])) if len(written) == 1 else None

    def preferred(self, cell: Cell, problems: list[Problem]) -> tuple[str, ...]:
        """Several days, by name or date."""
        parts = self._parts(cell.text)
        if cell.text and not cell.fault and all(self._is_day(part) or self._exchanged(part) for part in parts):
            return tuple(dict.fromkeys(day for part in parts for day in self.named(cell.with_text(part), problems)))
        return resolve_all(cell, self.directory, problems)

    def _parts(self, text: str) -> tuple[str, ...]:
        """Split a cell with several days, keeping dates with commas whole; “none” is left out."""
        pieces = (piece.strip() for piece in re.split(r"[;|\n\r]+", text))
        parts = [part for piece in pieces for part in ((piece,) if self.find(piece) else self.directory.split(piece))]
        return tuple(part for part in parts if not says_nothing(part))

    def _unknown(self, cell: Cell) -> Problem:
        known = ", ".join(f"“{day.id}”" for day in self.days) or "a day of sheet Days"
        return cell.problem(f"“{cell.text}” is no day of sheet Days", f"write {known}, “{ALL_DAYS}” or “{MAIN_DAYS}”")

    def windows(self, cell: Cell, problems: list[Problem]) -> tuple[Window, ...]:
        """Parse windows such as ``Day 1``, ``Day 1 morning`` or ``all days 13:00-14:00``, separated by ``;``."""
        if not usable(cell, problems):
            return ()
        found: list[Window] = []
        for piece in items(cell, problems):
            if says_nothing(piece):
                continue
            whole = "," not in piece or self._is_day(_taken_apart(piece)[0])
            for part in (piece,) if whole else piece.split(","):
                if part.strip():
                    found.extend(self._stretches(cell.with_text(part.strip()), problems))
        return tuple(dict.fromkeys(found))

    def _is_day(self, name: str) -> bool:
        return normalise(name) in (ALL_DAYS, MAIN_DAYS) or self.find(name) is not None

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
