"""Replanning: a new programme after something changed, with as few noticeable changes as possible, each explained."""

from scheduler.replan.open_replan import ReplanInput, open_replan_input
from scheduler.replan.replanning import ReplanResult, replan

__all__ = ["ReplanInput", "ReplanResult", "open_replan_input", "replan"]
