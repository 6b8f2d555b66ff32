"""Analyses for planners, the same for workbook and pages."""

from scheduler.export.views.gather_views import Views, views_of

__all__ = ["Views", "views_of"]
