"""Instance → model → programme. Nothing here is trusted until `scheduler.verify` has looked at it."""

from scheduler.model.admits import admits
from scheduler.model.result import Progress, Result, Status
from scheduler.model.solve import solve

__all__ = ["Progress", "Result", "Status", "admits", "solve"]
