"""A programme planned anew after something changed: as few changes as possible, and why each of them."""

from scheduler.replan.open_replan import ReplanInput, open_replan_input
from scheduler.replan.replanning import ReplanResult, replan

__all__ = ["ReplanInput", "ReplanResult", "open_replan_input", "replan"]
