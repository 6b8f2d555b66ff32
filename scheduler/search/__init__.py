"""Instance → model → programme. Nothing here is trusted until `scheduler.verify` has looked at it."""

from scheduler.model.admits import admits
from scheduler.search.algorithm import Algorithm, choose_algorithm, solve
from scheduler.search.options import SearchOptions, SearchProblem
from scheduler.search.result import Progress, Result, Status

__all__ = [
    "Algorithm",
    "Progress",
    "Result",
    "SearchOptions",
    "SearchProblem",
    "Status",
    "admits",
    "choose_algorithm",
    "solve",
]
