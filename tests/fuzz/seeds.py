"""Good files to begin from: the answers of a survey in every layout and format, and a planning workbook."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scheduler.core.vocabulary import Kind
from scheduler.intake.template.write_template import write_template
from tests.intake.layouts import EVERY_FILE, EVERY_LAYOUT, Answer, Table, save

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
    """A good file: its name in an instance's folder, its bytes, and for answers their table."""

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
        (folder / "survey").mkdir()
        for layout, _ in EVERY_LAYOUT.values():
            found += [_written(layout(ANSWERS), folder / "survey", kind) for kind in EVERY_FILE]
    return tuple(found)


def planning_workbook() -> bytes:
    """The planning workbook beside which answers are read."""
    return seeds()[0].content


def _written(table: Table, folder: Path, kind: str) -> Seed:
    """A table as one kind of file."""
    for file in folder.iterdir():
        file.unlink()
    save(table, folder, kind)
    (file,) = folder.iterdir()
    return Seed(file.name, file.read_bytes(), table)
