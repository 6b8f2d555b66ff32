"""Comparisons of candidates as a self-contained HTML page or a workbook."""

from scheduler.export.comparison.comparison_page import comparison_page

__all__ = ["comparison_page"]
