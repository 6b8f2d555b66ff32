"""Instance → model → programme. `scheduler.verify` checks every result before it is returned."""

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
