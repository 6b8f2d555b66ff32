"""What planners look at beside the programme: plain figures, the same for the workbook and for the pages."""

from scheduler.export.views.gather_views import Views, views_of

__all__ = ["Views", "views_of"]
