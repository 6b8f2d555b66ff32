"""The programme as static HTML pages for participants or planners: a folder or a single page."""

from scheduler.export.site.write_site import page, write_site

__all__ = ["page", "write_site"]
