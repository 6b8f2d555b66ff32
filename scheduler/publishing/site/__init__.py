"""The programme as plain HTML pages: for participants, or for planners; as a folder, or as one page."""

from scheduler.publishing.site.writing import page, write_site

__all__ = ["page", "write_site"]
