"""The content of an edited workbook: original and edited programme, pins, comments, and the cells of each session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.core.clock import clock_text
from scheduler.core.programme import Programme
from scheduler.roundtrip.sheet_layout import PIN_BOTH, PIN_ROOM, PIN_TIME, PinsAndComments

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.intake import Loaded


@dataclass(frozen=True)
class EditedPin:
    """A pin in an edited workbook: the session stays in its `room`, at its `day` and `start`, or both.

    `start` is in minutes after midnight. What is not pinned is empty, or None.
    """

    session: str
    room: str = ""
    day: str = ""
    start: int | None = None

    @property
    def word(self) -> str:
        """The word for this pin in the column Pin."""
        return PIN_BOTH if self.room and self.day else PIN_ROOM if self.room else PIN_TIME

    def __str__(self) -> str:
        when = f"on {self.day} at {clock_text(self.start)}" if self.start is not None else ""
        return f"“{self.session}” stays " + " ".join(filter(None, (f"in {self.room}" if self.room else "", when)))


@dataclass(frozen=True)
class CellAddress:
    """The address of a cell: sheet, row counted from 1, column as a letter."""

    sheet: str
    row: int
    column: str

    @property
    def coordinate(self) -> str:
        return f"{self.column}{self.row}"

    def __str__(self) -> str:
        return f"sheet {self.sheet}, cell {self.coordinate}"


@dataclass(frozen=True)
class EditedWorkbook:
    """An exported workbook, read back.

    `original` is the programme it was exported from, `programme` the edited one: the same object where nothing was
    edited. `notes` are sentences on how the sheets were read. `comments` are by the id of a session, or of a segment's
    request. `cells` are the addresses by that id and the title of the column.
    """

    file: Path
    loaded: Loaded
    original: Programme
    programme: Programme
    written_by: str
    pins: tuple[EditedPin, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], CellAddress] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def remarks(self) -> PinsAndComments:
        """The pins and comments of the sheets, to be written again when the programme is exported."""
        return PinsAndComments({pin.session: pin.word for pin in self.pins}, self.comments)

    @property
    def instance(self) -> Instance:
        return self.loaded.instance
