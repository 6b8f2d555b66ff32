"""whole-120 to whole-1000: whole programmes of growing size, as the generator draws them."""

from __future__ import annotations

from pathlib import Path

from scheduler.generate.drawn_meeting import MeetingOrder
from scheduler.generate.write_meeting import write_meeting

ORDERS = {
    "whole-120": MeetingOrder(sessions=120, rooms=8, days=4, starts=5, coalitions=12, themes=12),
    "whole-350": MeetingOrder(sessions=350, rooms=11, days=5, starts=8, coalitions=30, themes=15),
    "whole-700": MeetingOrder(sessions=700, rooms=18, days=6, starts=8, coalitions=30, themes=18),
    "whole-1000": MeetingOrder(sessions=1000, rooms=25, days=6, starts=8, coalitions=30, themes=20),
}


def write(folder: Path) -> None:
    """The instance that the folder's name stands for."""
    write_meeting(folder, ORDERS[folder.name], earlier_layout=True)
