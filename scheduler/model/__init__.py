"""Instance → model → programme. Nothing here is trusted until `scheduler.verify` has looked at it."""

from scheduler.model.admits import admits
from scheduler.model.solve import Progress, Result, Status, solve

__all__ = ["Progress", "Result", "Status", "admits", "solve"]
