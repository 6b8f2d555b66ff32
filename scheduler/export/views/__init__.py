"""Views of a programme for planners, shared by the workbook and the pages."""

from scheduler.export.views.gather_views import Views, views_of

__all__ = ["Views", "views_of"]
