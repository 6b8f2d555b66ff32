"""Programmes of one event beside each other: what differs, what it costs, who gains and who loses."""

from scheduler.comparison.candidate import Candidate, ComparisonError, Entry, RefusedError
from scheduler.comparison.record import Comparison, compare

__all__ = ["Candidate", "Comparison", "ComparisonError", "Entry", "RefusedError", "compare"]
