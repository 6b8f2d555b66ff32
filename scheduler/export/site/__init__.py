"""The programme as plain HTML pages: for participants, or for planners; as a folder, or as one page."""

from scheduler.export.site.write_site import page, site_pages, write_site

__all__ = ["page", "site_pages", "write_site"]
