"""Options of an export that the file name does not determine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.export.calendar.revisions import Earlier
    from scheduler.export.exchange.sched import Mapping


@dataclass(frozen=True)
class Choice:
    """Options of an export.

    `format`: schedule, indico or sched, empty for what the name says. At most one of `coalition`, `room` and `person`
    is given: whose calendar. `earlier`: what was before this programme, the oldest first, from which calendars know
    what changed. `mapping`: the columns for Sched. `with_addresses`: a coalition's or a person's own calendar names
    e-mail addresses. `for_planners`: the page shows closed sessions and meetings too. `mark`: a sentence that texts,
    pages and the workbook show beside the state, empty for none.
    """

    format: str = ""
    coalition: str = ""
    room: str = ""
    person: str = ""
    earlier: tuple[Earlier, ...] = ()
    mapping: Mapping | None = None
    with_addresses: bool = False
    for_planners: bool = False
    mark: str = ""

    @property
    def whose(self) -> str:
        """Whose calendar is wanted, empty for that of everybody."""
        return self.coalition or self.room or self.person
