"""Spreadsheets → `Instance`: names resolved, every problem reported at once with its sheet and cell."""

from scheduler.intake.loading import Loaded, load, load_instance
from scheduler.intake.problems import InputProblems, Problem, Severity

__all__ = ["InputProblems", "Loaded", "Problem", "Severity", "load", "load_instance"]
