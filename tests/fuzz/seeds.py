"""Good files to begin from: the answers of a survey in every layout and format, and a planning workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scheduler.intake.template import write_template
from scheduler.vocabulary import Kind
from tests.intake import layouts
from tests.intake.layouts import Answer, Table, save_csv, save_workbook

ANSWERS: tuple[Answer, ...] = (
    {
        "coalition": "DC-Alpha",
        "ranking": (Kind.JOINT, Kind.DAY_ZERO),
        "themes": ("ACCESS", "AI"),
        "partners": ("DC-Beta",),
        "ready": "yes",
        "output": "A guide, new edition",
        "title": "=Being ready",
        "audience": 80,
        "unavailable": "Day 1 09:00-12:00",
        "preferred_days": ("Day 1",),
    },
    {"coalition": "DC-Beta", "ranking": (Kind.JOINT, Kind.MAIN_SLOT, Kind.BILATERAL), "themes": ("AI",), "ready": "no"},
    {"coalition": "DC-Gamma", "ranking": (Kind.INDIVIDUAL,), "comment": "Été – “très” bien\nsecond line"},
    {"coalition": "DC-Beta", "ranking": (Kind.BOOTH,), "opts_out": "yes"},
)


@dataclass(frozen=True)
class Seed:
    """A good file: the name under which it lies in an instance's folder, its bytes, and for answers their table."""

    name: str
    content: bytes
    table: Table | None = None


@cache
def seeds() -> tuple[Seed, ...]:
    """All of them, always in the same order."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_template(folder / "example")
        planning = (folder / "example" / "planning.xlsx").read_bytes()
        found = [Seed("planning.xlsx", planning)]
        for table in tables(ANSWERS):
            found += _written(table, folder)
    return tuple(found)


def planning_workbook() -> bytes:
    """The planning workbook beside which answers are read."""
    return seeds()[0].content


def tables(answers: Sequence[Answer]) -> list[Table]:
    """The same answers in the layout of each form tool."""
    return [layout(answers) for layout in (layouts.microsoft, layouts.google, layouts.by_hand)]


def _written(table: Table, folder: Path) -> list[Seed]:
    """A table as a workbook and as CSV in three dialects."""
    save_workbook(table, folder / "a.xlsx")
    found = [Seed("survey.xlsx", (folder / "a.xlsx").read_bytes(), table)]
    for separator, encoding in ((",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")):
        save_csv(table, folder / "a.csv", separator, encoding)
        found.append(Seed("survey.csv", (folder / "a.csv").read_bytes(), table))
    return found
