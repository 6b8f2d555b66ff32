"""Parse cells as typed values. Each function returns a value, or adds a problem and returns None; none raises."""

from __future__ import annotations

import re

from scheduler.intake.form_words import says_nothing
from scheduler.intake.name_matching import fault_problem
from scheduler.intake.problems import Problem
from scheduler.intake.spelling import normalise, without_accents
from scheduler.intake.tables.table import Cell

_YES = frozenset(
    (
        *("yes", "y", "true", "x", "1", "✓", "✔", "✔️", "☑", "☑️", "✅", "☒", "checked", "ticked", "selected"),
        *("oui", "o", "vrai", "coche", "si", "s", "verdadero", "cierto", "marcado"),
    )
)
_NO = frozenset(
    (
        *("no", "n", "false", "0", "✗", "✘", "❌", "☐", "unchecked", "not checked", "not ticked", "not selected"),
        *("non", "faux", "falso", "non coche", "no marcado"),
    )
)
_MAYBE = frozenset(
    (
        *("maybe", "perhaps", "possibly", "probably", "not sure", "unsure", "tbc", "tbd", "to be confirmed", "?"),
        *("peut-etre", "probablement", "a confirmer", "je ne sais pas", "quizas", "quiza", "tal vez", "a lo mejor"),
        *("probablemente", "por confirmar", "no se"),
    )
)
_RAISED = re.compile("[²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅞]")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[ ,.'])\d{3})(?:(?P=sign)\d{3})*")
_PEOPLE = re.compile(
    r"\s*(?:people|persons?|pax|participants?|seats?|places?|personnes?|sieges?|personas?|asientos?|plazas?)"
)
_DIGITS = re.compile(r"\d+")
_HOURS = r"(?:h|hr|hrs|hours?|heures?|horas?|std)\.?"
_MINUTES = r"(?:m|mn|mins?|minutes?|minutos?|'|′)\.?"
_HOURS_AND_MINUTES = re.compile(rf"(\d{{1,2}})\s*{_HOURS}\s*(?:and|et|y)?\s*(\d{{1,2}})\s*(?:{_MINUTES})?")
_HOURS_ALONE = re.compile(rf"(\d{{1,2}}(?:[.,]\d{{1,2}})?)\s*{_HOURS}")
_MINUTES_ALONE = re.compile(rf"(\d{{1,4}})\s*(?:{_MINUTES})?")
_AS_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:-|to|a)\s*(\d{{1,3}})\s*(?:{_MINUTES})?")
_PART_OF_A_DAY = re.compile(r"0?\.\d+")


def usable(cell: Cell, problems: list[Problem]) -> bool:
    """Whether the cell has a known value; a fault is reported."""
    if cell.fault:
        problems.append(fault_problem(cell))
    return bool(cell.text) and not cell.fault


def text(cell: Cell, problems: list[Problem]) -> str:
    """The text of a cell; empty after a problem."""
    return cell.text if usable(cell, problems) else ""


def number(cell: Cell, problems: list[Problem], least: int = 0) -> int | None:
    """Parse an integer of at least `least`: ``80``, ``1 200`` or ``80 people``, but not ``about 80``."""
    if not usable(cell, problems):
        return None
    if says_nothing(cell.text):
        return None
    if _has_raised_digits(cell, "number", problems):
        return None
    plain = _PEOPLE.sub("", without_accents(cell.text))
    if match := _GROUPED.fullmatch(plain):
        plain = plain.replace(match["sign"], "")
    if re.fullmatch(r"-?\d+(?:\.0+)?", plain) and len(plain) < 10:
        value = int(float(plain))
        if value >= least:
            return value
        problems.append(cell.problem(f"{value} is too small", f"write a number from {least} upwards"))
        return None
    digits = _DIGITS.findall(plain)
    remedy = f"write {digits[0]}" if len(digits) == 1 and len(digits[0]) < 10 else "write the number in digits"
    problems.append(cell.problem(f"“{cell.text}” is no number", remedy))
    return None


def duration(cell: Cell, problems: list[Problem], least: int = 0) -> int | None:
    """Parse a length of time in minutes: ``90``, ``90 min``, ``1h30``, ``1:30`` or an Excel time.

    ``1.5`` alone and ``60-90`` are questions.
    """
    if not usable(cell, problems):
        return None
    if says_nothing(cell.text):
        return None
    if _has_raised_digits(cell, "length of time", problems):
        return None
    plain = without_accents(cell.text)
    minutes = _minutes(plain)
    if minutes is None and (guess := _doubtful_minutes(plain)):
        what, remedy = (
            f"“{cell.text}” may mean more than one length of time",
            "write the minutes as a number such as 90",
        )
        problems.append(cell.question(what, remedy, f"{guess} minutes"))
        minutes = guess
    if minutes is None:
        what = f"“{cell.text}” is no length of time"
        problems.append(cell.problem(what, "write the minutes as a number such as 90"))
    elif minutes < least:
        problems.append(cell.problem(f"{minutes} minutes are too few", f"write a number from {least} upwards"))
        minutes = None
    return minutes


def _has_raised_digits(cell: Cell, what: str, problems: list[Problem]) -> bool:
    """Whether a cell holds raised or lowered digits or a fraction: ``80²`` would become 802, and ``1½`` 11⁄2."""
    if not _RAISED.search(cell.text):
        return False
    problems.append(cell.problem(f"“{cell.text}” is no {what}", "write plain digits, and remarks into another column"))
    return True


def _minutes(plain: str) -> int | None:
    """Minutes, if the text has only one reading."""
    if match := _MINUTES_ALONE.fullmatch(plain):
        return int(match[1])
    if match := _HOURS_AND_MINUTES.fullmatch(plain) or _AS_CLOCK.fullmatch(plain):
        hours, minutes = int(match[1]), int(match[2])
        return hours * 60 + minutes if minutes < 60 and hours < 24 else None
    if match := _HOURS_ALONE.fullmatch(plain):
        return round(float(match[1].replace(",", ".")) * 60)
    if _PART_OF_A_DAY.fullmatch(plain):  # an Excel time in a cell that is not formatted as one
        return round(float(plain) * 24 * 60)
    if re.fullmatch(r"\d{2,3}\.0+", plain):
        return int(float(plain))
    if plain in ("half an hour", "demi-heure", "une demi-heure", "media hora"):
        return 30
    return {"an hour": 60, "one hour": 60, "une heure": 60, "una hora": 60}.get(plain)


def _doubtful_minutes(plain: str) -> int | None:
    """The likeliest of several readings of a length of time."""
    if match := _RANGE.fullmatch(plain):
        return int(match[2])
    if re.fullmatch(r"[1-9][.,]\d{1,2}", plain):  # hours, as it seems: nobody asks for less than ten minutes
        return round(float(plain.replace(",", ".")) * 60)
    if (match := _AS_CLOCK.fullmatch(plain)) and match[2] == "00":  # 90:00
        return int(match[1])
    return None


def yes_no(cell: Cell, problems: list[Problem]) -> bool | None:
    """Parse yes or no in English, French or Spanish; None for an empty cell; ``maybe`` is a question."""
    if not usable(cell, problems):
        return None
    plain = without_accents(cell.text).rstrip(" .!")
    if plain in _YES or plain in _NO:
        return plain in _YES
    if plain in _MAYBE:
        problems.append(cell.question(f"“{cell.text}” is neither yes nor no", "ask, and write yes or no", "no"))
        return False
    if says_nothing(cell.text):
        return None
    first = re.split(r"[,;:.(\s-]", plain, maxsplit=1)[0]
    if first in _YES | _NO and len(first) > 1 and not any(word in plain for word in (" but ", " mais ", " pero ")):
        meant = "yes" if first in _YES else "no"
        what = f"“{cell.text}” holds more than yes or no"
        problems.append(cell.question(what, "write yes or no, and the rest into a column of its own", meant))
        return first in _YES
    problems.append(cell.problem(f"“{cell.text}” is neither yes nor no", "write yes or no"))
    return None


def text_if_any(cell: Cell, problems: list[Problem]) -> str:
    """The text of an optional cell; empty too for ``none``, ``n/a`` or ``TBC``."""
    return "" if says_nothing(cell.text) else text(cell, problems)


def items(cell: Cell, problems: list[Problem]) -> tuple[str, ...]:
    """Split a cell into texts at ``;``."""
    if not usable(cell, problems):
        return ()
    return tuple(part.strip() for part in re.split(r"[;|\n\r]+", cell.text) if part.strip())


def marked(cell: Cell, problems: list[Problem]) -> bool:
    """Whether an option with its own column was ticked: ``Y``, ``1``, or the text of the option."""
    if not usable(cell, problems):
        return False
    plain = normalise(cell.text)
    return plain not in _NO and not says_nothing(cell.text)


def is_mere_mark(cell: Cell) -> bool:
    """Whether the cell says only that something was ticked, not what."""
    return without_accents(cell.text) in _YES
