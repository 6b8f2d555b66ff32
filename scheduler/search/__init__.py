"""Instance → model → programme. Nothing here is trusted until `scheduler.verify` has looked at it."""

from scheduler.model.admits import admits
from scheduler.search.exact import solve
from scheduler.search.result import Progress, Result, Status

__all__ = ["Progress", "Result", "Status", "admits", "solve"]
