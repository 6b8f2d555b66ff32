"""Read an instance's folder of spreadsheets into an `Instance`.

Every name is resolved, and all problems are reported at once with their sheet and cell.
"""

from scheduler.intake.loading import Loaded, load, load_instance
from scheduler.intake.problems import InputProblems, Problem, Severity

__all__ = ["InputProblems", "Loaded", "Problem", "Severity", "load", "load_instance"]
