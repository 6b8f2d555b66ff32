"""A programme planned anew after something changed: as few changes as possible, and why each of them."""

from scheduler.replan.open_replan import Situation, open_situation
from scheduler.replan.replanning import Replanned, replan

__all__ = ["Replanned", "Situation", "open_situation", "replan"]
