"""The comparison of candidates as a self-contained page and as a workbook."""

from scheduler.export.comparison.comparison_page import comparison_page

__all__ = ["comparison_page"]
