"""The sheets of an exported workbook that are read back: their names and columns.

`scheduler.export` writes them, `read_workbook` reads them. The hidden last column holds the id of each row; the first
column shows the same id to people, so that rows whose contents were exchanged are noticed.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from scheduler.core.instance import HostSession, Instance
from scheduler.core.programme import SCHEMA_VERSION, Programme
from scheduler.core.version import VERSION
from scheduler.core.vocabulary import State

WORKBOOK_FORMAT = 1
"""Version of the workbook format, raised when an older program would misread sheets or columns."""

SESSIONS, MINUTES = "Edit sessions", "Edit minutes"
LISTS, ORIGINAL = "Lists", "Original"
"""Hidden sheets: the choices of the drop-down lists, and the programme that the workbook was exported from."""

ID, SESSION, TYPE, LENGTH, PLACED_BY = "Id", "Session", "Type", "Minutes", "Placed by"
TITLE, DAY, START, ROOM, MEMBERS = "Title", "Day", "Start", "Room", "Coalitions"
SEATS, AUDIENCE = "Seats", "Audience"
STATE, CANCEL, PIN, COMMENT = "State", "Cancel", "Pin", "Comment"
REQUEST, COALITION, WHERE, ORDER = "Request", "Coalition", "In session", "Order"

SESSION_COLUMNS = (
    *(SESSION, TYPE, LENGTH, PLACED_BY, TITLE, DAY, START, ROOM, SEATS, AUDIENCE),
    *(MEMBERS, STATE, CANCEL, PIN, COMMENT, ID),
)
NOT_READ = frozenset((SEATS, AUDIENCE))
"""Columns of the sessions that are shown for comparison and not read; workbooks of earlier versions lack them."""

SESSIONS_READ = tuple(title for title in SESSION_COLUMNS if title not in NOT_READ)
SESSION_EDITS = frozenset((TITLE, DAY, START, ROOM, MEMBERS, STATE, CANCEL, PIN, COMMENT))
MINUTES_COLUMNS = (REQUEST, COALITION, LENGTH, WHERE, ORDER, CANCEL, COMMENT, ID)
MINUTES_EDITS = frozenset((WHERE, ORDER, CANCEL, COMMENT))
"""The columns in order, and those that can be edited; the coalitions can, for joint sessions."""

CANCELLED = "cancel"
PIN_TIME, PIN_ROOM, PIN_BOTH = "time", "room", "time and room"
PINS = (PIN_TIME, PIN_ROOM, PIN_BOTH)
STATES = (State.DRAFT, State.ANNOUNCED, State.PUBLISHED)
BY_HOST, BY_PROGRAMME = "host programme", "this programme"

FORMAT_ROW, VERSION_ROW, SCHEMA_ROW = "Workbook format", "Program version", "File format"
INSTANCE_ROW, FINGERPRINT_ROW, PROGRAMME_ROW = "Instance", "Instance fingerprint", "Programme fingerprint"
SUM_ROW, PART_ROW = "Check sum", "Part"
CELLS_ROW = "Cells"
"""Rows that hold the exported texts of the other sheets, packed; `cells_rows` writes them."""
WARNING = "Do not change this sheet: by it the program knows what the workbook was exported from."

PART_LENGTH = 30_000
"""Characters of the packed programme per cell; a cell holds at most 32,767."""

PART_STARTS = "|"
"""Prefix of each part, so that no spreadsheet reads it as a formula or number."""

_LARGEST_PROGRAMME = 100_000_000
_CELLS = TypeAdapter(dict[str, dict[str, str]])


class DamagedError(Exception):
    """The packed programme was damaged; the message says how."""


@dataclass(frozen=True)
class PinsAndComments:
    """Pins and comments of a workbook, by the id of a session or request."""

    pins: Mapping[str, str]
    comments: Mapping[str, str]


def original_rows(programme: Programme) -> list[tuple[str, str]]:
    """The rows of the sheet Original: the packed programme, with versions and fingerprints."""
    text = programme.model_dump_json().encode()
    packed = base64.b64encode(zlib.compress(text, 9)).decode()
    parts = [packed[at : at + PART_LENGTH] for at in range(0, len(packed), PART_LENGTH)]
    return [
        (FORMAT_ROW, str(WORKBOOK_FORMAT)),
        (VERSION_ROW, VERSION),
        (SCHEMA_ROW, str(SCHEMA_VERSION)),
        (INSTANCE_ROW, programme.provenance.instance),
        (FINGERPRINT_ROW, programme.provenance.instance_sha256),
        (PROGRAMME_ROW, programme.sha256),
        (SUM_ROW, hashlib.sha256(text).hexdigest()),
        *((f"{PART_ROW} {number}", PART_STARTS + part) for number, part in enumerate(parts, start=1)),
    ]


def unpacked(rows: Mapping[str, str]) -> dict[str, Any]:
    """A programme's fields from the rows of the sheet Original. Raises DamagedError."""
    parts: list[str] = []
    while (part := rows.get(f"{PART_ROW} {len(parts) + 1}")) is not None:
        parts.append(part.removeprefix(PART_STARTS))
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(base64.b64decode("".join(parts), validate=True), _LARGEST_PROGRAMME)
    except (ValueError, zlib.error):
        raise DamagedError("the programme in it cannot be unpacked") from None
    if hashlib.sha256(text).hexdigest() != rows.get(SUM_ROW, ""):
        raise DamagedError("the programme in it is not the one that was exported")
    try:
        fields = from_json(text)
    except ValueError:
        raise DamagedError("what it holds is no programme") from None
    if not isinstance(fields, dict):
        raise DamagedError("what it holds is no programme")
    return fields


ExportedCells = Mapping[str, Mapping[str, str]]
"""The exported texts by title of sheet and coordinate of cell."""


def cells_rows(cells: ExportedCells) -> list[tuple[str, str]]:
    """The rows of the sheet Original with the exported texts of the sheets that are not read back."""
    packed = base64.b64encode(zlib.compress(to_json(cells), 9)).decode()
    parts = [packed[at : at + PART_LENGTH] for at in range(0, len(packed), PART_LENGTH)]
    return [(f"{CELLS_ROW} {number}", PART_STARTS + part) for number, part in enumerate(parts, start=1)]


def unpacked_cells(rows: Mapping[str, str]) -> ExportedCells | None:
    """The exported texts; None in a workbook written before they were recorded. Raises DamagedError."""
    parts: list[str] = []
    while (part := rows.get(f"{CELLS_ROW} {len(parts) + 1}")) is not None:
        parts.append(part.removeprefix(PART_STARTS))
    if not parts:
        return None
    try:
        text = zlib.decompressobj().decompress(base64.b64decode("".join(parts), validate=True), _LARGEST_PROGRAMME)
        return _CELLS.validate_json(text)
    except (ValueError, zlib.error):
        raise DamagedError("the texts of the other sheets in it cannot be unpacked") from None


def host_label(host: HostSession) -> str:
    """The text in the drop-down list for a session that takes segments: ``Main 1: Rights online``."""
    return f"{host.id}: {host.title}"


def with_minutes(instance: Instance) -> tuple[HostSession, ...]:
    """The host sessions with time reserved for segments of coalitions."""
    return tuple(host for host in instance.sessions if host.coalition_minutes)


def starts(instance: Instance) -> list[int]:
    """Every minute at which a slot of some room's grid starts, the earliest first."""
    grids = {room.grid for room in instance.rooms}
    return sorted({slot.start for slot in instance.slots if slot.grid in grids})


def same_text(one: str, other: str) -> bool:
    """Whether two texts are equal but for white space, line breaks and invisible characters."""
    if "\t" in one + other:  # LibreOffice drops tabs from its own format
        return as_seen(one).replace(" ", "") == as_seen(other).replace(" ", "")
    return as_seen(one) == as_seen(other)


def as_seen(text: str) -> str:
    """Normalise a text: no invisible characters, single spaces."""
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
