"""Made-up answers to the survey, written as people write them: sloppily, in doubt, or against the question.

Every survey is told by its number alone. What was meant is drawn first, then its wording: a *clear* one can be meant in
one way only, a *doubtful* one leaves room, a *hostile* one must never be taken for what it contains.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from scheduler.core.vocabulary import Kind

Chance = random.Random
FIELDS = ("coalition", "ranking", "themes", "partners", "vetoes", "ready", "audience", "slot_minutes", "needs",
          "preferred_days", "unavailable")  # fmt: skip
"""The questions that are answered; the header holds their full text."""

COALITIONS = {
    "DC-Alpha": "Dynamic Coalition on Village Networks",
    "DC-Beta": "Dynamic Coalition on Reading Rooms",
    "DC-Gamma": "Dynamic Coalition on Trusted Data",
    "DC-Delta": "Dynamic Coalition on Fair Terms",
    "DC-Epsilon": "Dynamic Coalition on Calm Computing",
}
THEMES = {"ACCESS": "Access for everybody", "DATA": "Data and trust", "RIGHTS": "Rights online"}
SERVICES = ("captioning", "hybrid", "interpretation", "step-free")
DAYS = {"Day 0": "2027-06-07", "Day 1": "2027-06-08", "Day 2": "2027-06-09"}
"""The names that the planning workbook of the template knows; `second_reading` has words of its own for them."""


class Manner(Enum):
    """How far a wording can be understood."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"
    HOSTILE = "hostile"


@dataclass(frozen=True)
class Written:
    """What stands in a cell, what was meant by it, and how far one can know. Hostile texts mean nothing readable."""

    text: object
    meant: tuple[object, ...]
    manner: Manner


@dataclass(frozen=True)
class SloppyAnswer:
    """One row of a survey: a written answer for each field."""

    cells: dict[str, Written]

    @property
    def coalition(self) -> str:
        return str(self.cells["coalition"].meant[0])


def sloppy_survey(number: int) -> tuple[SloppyAnswer, ...]:
    """The answers of up to five coalitions, each once."""
    chance = Chance(number)
    names = chance.sample(sorted(COALITIONS), chance.randint(1, len(COALITIONS)))
    return tuple(SloppyAnswer({field: _written(field, name, chance) for field in FIELDS}) for name in names)


def _written(field: str, coalition: str, chance: Chance) -> Written:
    if field != "coalition" and chance.random() < 0.15:
        nothing = chance.choice(_NOTHING)
        in_doubt = field == "ready" and nothing in ("TBC", "unknown")
        return Written(nothing, (), Manner.DOUBTFUL if in_doubt else Manner.CLEAR)
    return _WRITERS[field](coalition, chance)


_NOTHING = (None, "", " ", "-", "n/a", "N/A", "TBC", "none", "None", "NONE.", "unknown", "aucun", "ninguno", "—", "…")


def _coalition(name: str, chance: Chance) -> Written:
    full = COALITIONS[name]
    clear = (
        *(name, name.lower(), f"  {name} ", name.replace("-", " "), name.replace("-", "\u2011"), full, full.upper()),
        *(full.removeprefix("Dynamic Coalition on "), f"{full} ({name})", f"{name} – {full}", f"<b>{name}</b>"),
    )
    doubtful = (full.replace("i", "y", 1), full.replace("a", "", 1), name[:-1], f"{name}s")
    return _chosen((name,), clear, doubtful, (), chance)


def _ranking(coalition: str, chance: Chance) -> Written:
    kinds = chance.sample(list(Kind), chance.randint(1, 4))
    words = [chance.choice(_KINDS[kind]) for kind in kinds]
    numbered = [f"{place}. {word}" for place, word in enumerate(words, start=1)]
    lines = list(numbered)
    chance.shuffle(lines)
    clear = (
        *(";".join(words), "; ".join(words) + ";", "\n".join(words), "\n".join(numbered), ";".join(numbered)),
        *(" | ".join(words), "\n".join(lines), "".join(f"<li>{word}</li>" for word in words)),
        ";".join(f"{word} ({chance.choice((60, 90))} minutes)" for word in words),
    )
    doubtful = (";".join(word.replace("o", "0", 1) for word in words), "; ".join(word[:-1] for word in words))
    hostile = (f"not a {kinds[0].value}", f"anything but {kinds[0].value}", "any", "whatever you can give us", "1")
    return _chosen(tuple(kinds), clear, doubtful, hostile, chance)


def _themes(coalition: str, chance: Chance) -> Written:
    codes = chance.sample(sorted(THEMES), chance.randint(1, 2))
    clear = (
        *("; ".join(codes), ";".join(THEMES[code] for code in codes), "\n".join(codes).lower()),
        *(", ".join(codes), "; ".join(f"{number}) {THEMES[code]}" for number, code in enumerate(codes, start=1))),
        "; ".join(THEMES[code].upper() for code in codes),
    )
    doubtful = ("; ".join(THEMES[code].replace("e", "", 1) for code in codes),)
    hostile = (f"everything except {THEMES[codes[0]]}", f"no {codes[0]}", "all of them", "see our website")
    return _chosen(tuple(codes), clear, doubtful, hostile, chance)


def _partners(coalition: str, chance: Chance) -> Written:
    others = [name for name in COALITIONS if name != coalition]
    named = chance.sample(others, chance.randint(1, 2))
    clear = (
        *("; ".join(named), "\n".join(COALITIONS[name] for name in named), ", ".join(named)),
        *("; ".join(name.lower() for name in named), " | ".join(f" {name}" for name in named)),
    )
    doubtful = ("; ".join(COALITIONS[name].replace("n", "m", 1) for name in named),)
    hostile = (
        *(f"not {named[0]}", f"anybody but {named[0]}", f"tous sauf {named[0]}", f"no con {named[0]}"),
        *("any of the technical ones", "whoever asked for us", "DC-Omega"),
    )
    return _chosen(tuple(named), clear, doubtful, hostile, chance)


def _ready(coalition: str, chance: Chance) -> Written:
    yes = chance.random() < 0.6
    words = ("yes", "Yes", "YES", "Y", "oui", "sí", "✓", "1", "true", "Yes.") if yes else ("no", "No", "N", "non", "0")
    doubtful = ("yes, a report", "yes - in May") if yes else ("no, not this year", "No (next year)")
    return _chosen((yes,), words, doubtful, ("maybe", "ask Ana", "50%", "yes and no", "not no"), chance)


def _audience(coalition: str, chance: Chance) -> Written:
    number = chance.choice((20, 45, 80, 120, 1200))
    spaced = f"{number:,}".replace(",", " ")
    clear = (number, str(number), f"{number} people", f" {number} ", spaced, f"{number} participants")
    doubtful = (f"about {number}", f"~{number}", f"{number}+", f"{number} or so", f"up to {number}")
    hostile = (
        f"-{number}",
        f"{number}-{number * 2}",
        "sixty",
        f"{number}²",
        "as many as fit",
        "1e3",
        "²",
        "0x50",
        "12.5",
        "NaN",
    )
    return _chosen((number,), clear, doubtful, hostile, chance)


def _needs(coalition: str, chance: Chance) -> Written:
    named = chance.sample(SERVICES, chance.randint(1, 2))
    words = [chance.choice(_SERVICES[name]) for name in named]
    clear = ("; ".join(words), ";".join(words).upper(), "\n".join(words), ", ".join(named))
    doubtful = ("; ".join(word.replace("i", "", 1) for word in words),)
    hostile = (f"no {named[0]}", f"everything but {named[0]}", "lunch", "a quiet room", "not sure about captions")
    return _chosen(tuple(named), clear, doubtful, hostile, chance)


def _days(coalition: str, chance: Chance) -> Written:
    named = sorted(chance.sample(sorted(DAYS), chance.randint(1, 2)))
    clear = (
        *("; ".join(named), ";".join(named).lower(), "; ".join(DAYS[day] for day in named)),
        *("\n".join(named), ", ".join(named), "; ".join(_WEEKDAYS[day] for day in named)),
    )
    doubtful = ("; ".join(day.replace(" ", "") for day in named),)
    hostile = (f"not {named[0]}", f"any day except {named[0]}", "Day 9", "the last one", "31 June", "whenever")
    return _chosen(tuple(named), clear, doubtful, hostile, chance)


def _chosen(
    meant: tuple[object, ...],
    clear: Sequence[object],
    doubtful: Sequence[object],
    hostile: Sequence[object],
    chance: Chance,
) -> Written:
    """A clear wording seven times in ten, else a doubtful or a hostile one."""
    draw = chance.random()
    if draw > 0.85 and hostile:
        return Written(chance.choice(hostile), (), Manner.HOSTILE)
    if draw > 0.7 and doubtful:
        return Written(chance.choice(doubtful), meant, Manner.DOUBTFUL)
    return Written(chance.choice(clear), meant, Manner.CLEAR)


def _slot_minutes(coalition: str, chance: Chance) -> Written:
    number = chance.choice((10, 15, 20))
    clear = (number, str(number), f"{number} min", f"{number} minutes", f" {number} mins ", f"{number}'")
    hostile = ("a quarter", f"{number}²", "10-20", "as long as possible", "0", f"-{number}")
    return _chosen((number,), clear, (f"{number} or more",), hostile, chance)


def _unavailable(coalition: str, chance: Chance) -> Written:
    day = chance.choice(sorted(DAYS))
    start, end = chance.choice(((0, 13 * 60), (13 * 60, 24 * 60), (9 * 60, 12 * 60), (0, 24 * 60)))
    clear: tuple[str, ...]
    if (start, end) == (0, 24 * 60):
        clear = (day, day.lower(), DAYS[day], _WEEKDAYS[day])
    elif (start, end) == (9 * 60, 12 * 60):
        clear = (f"{day} 09:00-12:00", f"{day.upper()} 9:00–12:00", f"{day} 9 am - 12 noon", f"{day}, 09:00 - 12:00")
    else:
        half = "morning" if start == 0 else "afternoon"
        clear = (f"{day} {half}", f"{day.lower()} {half.upper()}", f"{day} ({half})", f"{_WEEKDAYS[day]} {half}")
    hostile = (f"all days but {day}", f"not on {day}", f"{day} 12:00-09:00", f"{day} after lunch", "Day 9 morning")
    return _chosen(
        ((day, start, end),),
        clear,
        (f"{day} in the {'morning' if start == 0 else 'afternoon'}",)
        if (start, end) in ((0, 13 * 60), (13 * 60, 24 * 60))
        else (),
        hostile,
        chance,
    )


_WEEKDAYS = {"Day 0": "Monday", "Day 1": "Tuesday", "Day 2": "Wednesday"}
_KINDS: dict[Kind, tuple[str, ...]] = {
    Kind.JOINT: ("joint session", "Joint session", "JOINT SESSION", "joint  session", "sesión conjunta"),
    Kind.INDIVIDUAL: ("individual session", "Individual Session", "own session", "session individuelle"),
    Kind.MAIN_SLOT: ("main-session slot", "Main session slot", "slot in a main session"),
    Kind.SEGMENT: ("coalitions' main session", "Coalitions’ main session"),
    Kind.DAY_ZERO: ("day-zero event", "Day zero event", "Day 0 event", "evento del día cero"),
    Kind.BILATERAL: ("bilateral meeting", "Bilateral Meeting", "réunion bilatérale"),
    Kind.BOOTH: ("booth shift", "Booth shift", "booth in the village"),
}
_SERVICES = {
    "captioning": ("captioning", "Live captions", "sous-titrage"),
    "hybrid": ("hybrid", "online participation", "participación remota"),
    "interpretation": ("interpretation", "Simultaneous interpretation", "interprétation"),
    "step-free": ("step-free", "wheelchair access", "Step-free access"),
}
_WRITERS: dict[str, Callable[[str, Chance], Written]] = {
    "coalition": _coalition,
    "ranking": _ranking,
    "themes": _themes,
    "partners": _partners,
    "vetoes": _partners,
    "ready": _ready,
    "audience": _audience,
    "slot_minutes": _slot_minutes,
    "needs": _needs,
    "preferred_days": _days,
    "unavailable": _unavailable,
}
