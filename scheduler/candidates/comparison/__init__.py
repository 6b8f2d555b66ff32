"""Compare programmes of one event: what differs, what it costs, who gains and who loses."""

from scheduler.candidates.comparison.compared import Candidate, ComparisonError, ComparisonInput, RejectedProgrammeError
from scheduler.candidates.comparison.comparison import Comparison, compare

__all__ = ["Candidate", "Comparison", "ComparisonError", "ComparisonInput", "RejectedProgrammeError", "compare"]
