"""Options of an export that the file name does not determine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.export.calendar.revisions import EarlierProgramme
    from scheduler.export.exchange.sched import SchedMapping


@dataclass(frozen=True)
class Choice:
    """Options of an export.

    `format`: a key of `REQUESTED_FORMATS`; empty: determined by the file name. At most one of `coalition`, `room` and
    `person` is given and selects a calendar. `earlier`: earlier programmes, oldest first, from which calendars derive
    revisions and cancellations. `mapping`: columns of the Sched file. `with_addresses`: calendars of a coalition or a
    person include e-mail addresses. `for_planners`: the page includes closed sessions and meetings. `mark`: a sentence
    shown beside the state, empty for none.
    """

    format: str = ""
    coalition: str = ""
    room: str = ""
    person: str = ""
    earlier: tuple[EarlierProgramme, ...] = ()
    mapping: SchedMapping | None = None
    with_addresses: bool = False
    for_planners: bool = False
    mark: str = ""

    @property
    def owner(self) -> str:
        """The coalition, room or person of the calendar; empty for the public calendar."""
        return self.coalition or self.room or self.person
