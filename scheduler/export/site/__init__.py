"""The programme as static HTML pages for participants or planners: a folder or a single page."""

from scheduler.export.site.write_site import page, site_pages, write_site

__all__ = ["page", "site_pages", "write_site"]
