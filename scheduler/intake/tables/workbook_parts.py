"""Parse the parts of a workbook beside its cells: list of sheets, relevant styles, shared strings, comments.

Elements are found by local name, not by namespace, so that workbooks of every program and of both editions of the
standard are read alike. Parts have no document type: see `zip_archive`.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from scheduler.intake.tables.zip_archive import LARGEST_PART_READ_WHOLE

MOST_SHEETS = 500
LONGEST_TEXT = 32_767
"""Characters in one cell; Excel's own limit."""

_CHUNK = 1 << 18
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = ("1", "true")
_THREAD_NOTE = re.compile(r"^\[[^\]]{3,60}\].{0,800}?https?://\S+\s+[^:\n]{2,30}:\s*", re.DOTALL)
"""What Excel writes above a threaded comment, in any language: ``[Threaded comment] … https://… Comment:``."""


class TooMuchError(Exception):
    """A workbook exceeds the limits; the arguments are the problem and the remedy."""


class RichText(NamedTuple):
    """The text of a cell, and the part of it that is struck through, which `text` leaves out."""

    text: str
    struck: str = ""


class RunReader:
    """Collect the text of one cell from its runs: phonetic hints are left out, struck-through runs are set apart."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._struck_pieces: list[str] = []
        self._taking = self._phonetic = self._struck = False

    def clear(self) -> None:
        self._pieces.clear()
        self._struck_pieces.clear()
        self._taking = self._phonetic = self._struck = False

    def start(self, local: str, attributes: dict[str, str]) -> None:
        if local in ("t", "v"):
            self._taking = not self._phonetic
        elif local == "rPh":
            self._phonetic = True
        elif local == "r":
            self._struck = False
        elif local == "strike":
            self._struck = attributes.get("val", "1") in _ON

    def end(self, local: str) -> None:
        if local in ("t", "v"):
            self._taking = False
        elif local == "rPh":
            self._phonetic = False
        elif local == "r":
            self._struck = False

    def take(self, piece: str) -> None:
        if self._taking:
            (self._struck_pieces if self._struck else self._pieces).append(piece)

    @property
    def written(self) -> RichText:
        """The text before its codes are decoded."""
        return RichText("".join(self._pieces), "".join(self._struck_pieces))


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its title, whether it is hidden, and the paths of its parts."""

    title: str
    hidden: bool
    path: str
    comments: str = ""
    threads: str = ""


@dataclass(frozen=True)
class CellStyles:
    """The styles that matter, by number: date, duration, time of day, struck through."""

    dates: frozenset[int] = frozenset()
    lengths: frozenset[int] = frozenset()
    clocks: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True)
class WorkbookParts:
    """A workbook without its cells. `epoch` is the first day of its calendar; Excel has two."""

    sheets: tuple[SheetPart, ...]
    texts: list[RichText] = field(default_factory=list)
    styles: CellStyles = CellStyles()
    epoch: datetime = CALENDAR_WINDOWS_1900
    has_macros: bool = False


def read_parts(archive: zipfile.ZipFile, most_texts: int) -> WorkbookParts:
    """Read everything but the cells. Raises TooMuchError, and errors of many kinds on damaged workbooks."""
    workbook = _workbook_part(archive)
    related = _related(archive, workbook)
    root = _tree(archive, workbook)
    targets = {number: target for number, _, target in related}
    listed = _all(root, "sheet")
    if len(listed) > MOST_SHEETS:
        raise TooMuchError(f"the workbook has {len(listed):,} sheets, more than {MOST_SHEETS}", "delete some")
    settings = _first(root, "workbookPr")
    by_kind = {kind: target for _, kind, target in related}
    return WorkbookParts(
        sheets=tuple(_sheets(archive, listed, targets)),
        texts=read_texts(archive, by_kind.get("sharedStrings", ""), most_texts),
        styles=_styles(archive, by_kind.get("styles", "")),
        epoch=CALENDAR_MAC_1904 if settings is not None and settings.get("date1904") in _ON else CALENDAR_WINDOWS_1900,
        has_macros=any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()),
    )


def _workbook_part(archive: zipfile.ZipFile) -> str:
    return next(target for _, kind, target in _related(archive, "") if kind == "officeDocument")


def _sheets(
    archive: zipfile.ZipFile, listed: list[ElementTree.Element], targets: dict[str, str]
) -> Iterator[SheetPart]:
    """The sheets with cells, each part once; chart sheets are left out."""
    names, seen = set(archive.namelist()), set()
    for sheet in listed:
        number = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        path = targets.get(number, "")
        if path not in names or path in seen or "worksheet" not in path.lower():
            continue
        seen.add(path)
        beside = {kind: target for _, kind, target in _related(archive, path) if target in names}
        hidden = sheet.get("state", "visible") != "visible"
        comments, threads = beside.get("comments", ""), beside.get("threadedComment", "")
        yield SheetPart(sheet.get("name", "").strip(), hidden, path, comments, threads)


def _related(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Number, type and path of the parts that a part refers to; targets outside the archive are never fetched."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in archive.namelist():
        return []
    return [
        (
            relation.get("Id", ""),
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))).lstrip("/"),
        )
        for relation in _all(_tree(archive, place), "Relationship")
        if relation.get("TargetMode") != "External"
    ]


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if archive.getinfo(part).file_size > LARGEST_PART_READ_WHOLE:
        raise TooMuchError(f"the part {part} of the workbook is far too large", "copy its cells into a new workbook")
    return ElementTree.fromstring(archive.read(part))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _all(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if _local(element.tag) == name]


def _first(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((element for element in root.iter() if _local(element.tag) == name), None)


def _styles(archive: zipfile.ZipFile, part: str) -> CellStyles:
    """The styles; if they cannot be read, numbers are numbers and nothing is struck through."""
    if part not in archive.namelist():
        return CellStyles()
    root = _tree(archive, part)
    own = {int(one.get("numFmtId", "-1")): one.get("formatCode", "") for one in _all(root, "numFmt")}
    fonts = _first(root, "fonts")
    struck_fonts = {number for number, font in enumerate(() if fonts is None else fonts) if _is_struck(font)}
    formats = _first(root, "cellXfs")
    found: dict[str, set[int]] = {"dates": set(), "lengths": set(), "clocks": set(), "struck": set()}
    for number, one in enumerate(() if formats is None else formats):
        code = int(one.get("numFmtId", "0"))
        for name in _what_format_says(own.get(code) or BUILTIN_FORMATS.get(code, "General")):
            found[name].add(number)
        if int(one.get("fontId", "0")) in struck_fonts:
            found["struck"].add(number)
    return CellStyles(**{name: frozenset(numbers) for name, numbers in found.items()})


def _what_format_says(code: str) -> Iterator[str]:
    if len(code) > 255 or not is_date_format(code):
        return
    yield "dates"
    plain = re.sub(r'\[(?!h|m|s).*?\]|"[^"]*"|\\.', "", code.lower())
    if is_timedelta_format(code):
        yield "lengths"
    elif not re.search(r"[yd]", plain) and re.search(r"[hs]", plain):
        yield "clocks"


def _is_struck(font: ElementTree.Element) -> bool:
    return any(_local(mark.tag) == "strike" and mark.get("val", "1") in _ON for mark in font)


def read_texts(archive: zipfile.ZipFile, part: str, most: int) -> list[RichText]:
    """Read the shared strings, in order."""
    texts: list[RichText] = []
    if part not in archive.namelist():
        return texts
    runs = RunReader()

    def start(name: str, attributes: dict[str, str]) -> None:
        runs.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        local = name.rpartition(":")[2]
        runs.end(local)
        if local == "si":
            text, struck = runs.written
            texts.append(RichText(decoded(text), decoded(struck)))
            runs.clear()
            if len(texts) > most:
                what = f"the workbook holds more than {most:,} texts"
                raise TooMuchError(what, "copy the cells that hold answers into a new workbook")

    parse_stream(archive, part, start, end, runs.take)
    return texts


def read_comments(archive: zipfile.ZipFile, sheet: SheetPart) -> list[tuple[tuple[int, int], str]]:
    """Row, column and text of each comment of a sheet.

    Of a threaded comment, the words of all who wrote in it; the note that Excel keeps beside it only advertises Excel.
    """
    found = dict(_notes(archive, sheet.comments)) if sheet.comments else {}
    threads: dict[tuple[int, int], list[str]] = {}
    for place, text in _threaded(archive, sheet.threads) if sheet.threads else ():
        threads.setdefault(place, []).append(text)
    found |= {place: " / ".join(filter(None, texts)) for place, texts in threads.items()}
    return list(found.items())


def _notes(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    for one in _all(_tree(archive, part), "comment"):
        text = decoded("".join(text.text or "" for text in _all(one, "t"))).strip()
        yield coordinate_to_tuple(one.get("ref", "")), _THREAD_NOTE.sub("", text).strip()


def _threaded(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    for one in _all(_tree(archive, part), "threadedComment"):
        text = decoded("".join(text.text or "" for text in _all(one, "text"))).strip()
        yield coordinate_to_tuple(one.get("ref", "")), text


def parse_stream(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any],
    text: Callable[[str], Any],
) -> None:
    """Parse a part incrementally, so that memory does not depend on its size."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def decoded(text: str) -> str:
    """Decode characters that XML cannot hold, written as codes such as ``_x001B_``."""
    if "_x" in text:
        text = _CODED.sub(_character, text)
    return text.replace("\r\n", "\n")


def _character(code: re.Match[str]) -> str:
    number = int(code[1], 16)
    return code[0] if 0xD800 <= number <= 0xDFFF else chr(number)
