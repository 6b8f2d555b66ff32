"""Pages to read in a browser, each a single file that needs nothing else."""

from scheduler.export.comparison.comparison_page import comparison_page

__all__ = ["comparison_page"]
