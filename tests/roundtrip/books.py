"""Exported workbooks for tests, and cells of them changed without a spreadsheet program: quickly, many times."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from itertools import cycle
from pathlib import Path
from threading import Event
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from scheduler.core.instance import Instance, Placement
from scheduler.core.programme import Programme, Score
from scheduler.core.vocabulary import OWN_KINDS
from scheduler.export.excel import write_workbook
from scheduler.export.excel.book import Book as ExcelBook
from scheduler.export.excel.edit_sheets import add_edit_sheets, add_hidden_sheets
from scheduler.export.xlsx_options import OPTIONS
from scheduler.intake import Loaded, load
from scheduler.roundtrip import EditedWorkbook, PinsAndComments, read_edited
from scheduler.search import SearchOptions, solve
from scheduler.verify import check
from tests.miniatures.build import programme as built
from tests.miniatures.meeting import meeting
from tests.roundtrip.direct import granted

ROOT = Path(__file__).parents[2]
INSTANCES = tuple(sorted(path.parent.name for path in (ROOT / "instances").glob("*/planning.xlsx")))

LARGE = 250
"""Sessions of the host programme beyond which the first programme takes too long to find."""

Value = str | float | None


def scored(instance: Instance, programme: Programme) -> Programme:
    """The programme with the value of every goal, as if all were proven."""
    found = check(instance, programme).scores
    scores = tuple(Score(goal=goal, value=value, bound=value, proven=True) for goal, value in found.items())
    return programme.model_copy(update={"scores": scores})


@cache
def small() -> tuple[Loaded, Programme]:
    """The meeting with a little of everything, and its programme with one more segment in the first main session."""
    instance, programme = meeting()
    first = next(s for s in programme.segments if s.session == "Main 1")
    second = {"request": "DC-A: main-session slot", "coalition": "DC-A", "order": 2, "start": first.end}
    both = (*programme.segments, first.model_copy(update={**second, "end": first.end + 10}))
    programme = granted(programme.model_copy(update={"segments": both}), "DC-A: main-session slot", "Main 1")
    return Loaded(instance, (), ()), scored(instance, programme)


@cache
def loaded_instance(name: str) -> Loaded:
    """An instance of the repository."""
    return load(ROOT / "instances" / name, accept_questions=True)


def some_programme(name: str) -> tuple[Loaded, Programme]:
    """The first programme that is found; for a large instance one with a place for everything, whatever the rules."""
    loaded = loaded_instance(name)
    return laid_out(loaded) if len(loaded.instance.sessions) > LARGE else first_programme(name)


def laid_out(loaded: Loaded) -> tuple[Loaded, Programme]:
    """Every session of the host programme and every request for a session of one's own, one place after another."""
    instance = loaded.instance
    places = cycle(
        Placement(room=room.id, day=slot.day, start=slot.start)
        for slot in instance.slots
        for room in instance.rooms
        if room.grid == slot.grid
    )
    free = [session.id for session in instance.sessions if session.place is None]
    own = [request.id for request in instance.requests if request.kind in OWN_KINDS]
    hosts = {session: next(places) for session in free}
    found = built(instance, {request: next(places) for request in own}, hosts=hosts)
    return loaded, scored(instance, found)


@cache
def first_programme(name: str) -> tuple[Loaded, Programme]:
    """An instance of the repository, and the first programme that is found for it."""
    loaded = loaded_instance(name)
    stop = Event()
    found = solve(loaded.instance, SearchOptions(on_programme=lambda _: stop.set(), stop=stop)).programme
    assert found is not None
    return loaded, scored(loaded.instance, found)


def exported(loaded: Loaded, programme: Programme, path: Path, remarks: PinsAndComments | None = None) -> Path:
    verdict = check(loaded.instance, programme)
    write_workbook(loaded.instance, programme, verdict, path, None, remarks)
    return path


def edit_sheets_alone(loaded: Loaded, programme: Programme, path: Path) -> Path:
    """An export without the sheets that are not read back, for tests that read very many."""
    with Workbook(path, OPTIONS) as file:
        book = ExcelBook(file, loaded.instance, programme, check(loaded.instance, programme))
        add_edit_sheets(book, None)
        add_hidden_sheets(book)
    return path


class Book:
    """The parts of an exported workbook; `with_cells` writes a copy in which some cells hold something else."""

    def __init__(self, path: Path, loaded: Loaded):
        self.loaded = loaded
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        titles = re.findall(r'<sheet name="([^"]*)"', self.parts["xl/workbook.xml"].decode())
        self.part = {title: f"xl/worksheets/sheet{number}.xml" for number, title in enumerate(titles, start=1)}
        self.untouched = read_edited(path, loaded=loaded)

    def with_cells(self, path: Path, cells: Mapping[tuple[str, str], Value]) -> Path:
        """Cells by sheet and coordinate; text, a number, or None for an empty cell."""
        parts = dict(self.parts)
        for (sheet, coordinate), value in cells.items():
            part = self.part[sheet]
            parts[part] = _with_cell(parts[part].decode(), coordinate, value).encode()
        return self._write(path, parts)

    def without_rows(self, path: Path, sheet: str, *rows: int) -> Path:
        text = self.parts[self.part[sheet]].decode()
        for row in rows:
            text, count = re.subn(rf'<row r="{row}".*?</row>', "", text)
            assert count == 1
        return self._write(path, {**self.parts, self.part[sheet]: text.encode()})

    def edited(self, path: Path, cells: Mapping[tuple[str, str], Value]) -> EditedWorkbook:
        """What is read after cells were changed, which are named by the id of their row and the title of the column."""
        at = {key: self.untouched.cells[key] for key in cells}
        placed = {(at[key].sheet, at[key].coordinate): value for key, value in cells.items()}
        return read_edited(self.with_cells(path, placed), loaded=self.loaded)

    def place(self, name: str, column: str) -> tuple[str, str]:
        cell = self.untouched.cells[name, column]
        return cell.sheet, cell.coordinate

    @staticmethod
    def _write(path: Path, parts: Mapping[str, bytes]) -> Path:
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        path.write_bytes(content.getvalue())
        return path


def _with_cell(text: str, coordinate: str, value: Value) -> str:
    found = re.search(rf'<c r="{coordinate}"((?: [a-z]+="[^"]*")*)(?:/>|>.*?</c>)', text)
    assert found, coordinate
    style = re.search(r' s="\d+"', found[1])
    kept = style[0] if style else ""
    if value is None:
        cell = f'<c r="{coordinate}"{kept}/>'
    elif isinstance(value, str):
        written = escape(value)
        cell = f'<c r="{coordinate}"{kept} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'
    else:
        cell = f'<c r="{coordinate}"{kept}><v>{value!r}</v></c>'
    return text[: found.start()] + cell + text[found.end() :]
