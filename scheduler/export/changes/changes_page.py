"""The list of changes as an HTML page: one file without scripts and without network access."""

from __future__ import annotations

from markupsafe import Markup

from scheduler.diff.change_log import ChangeLog, session_name, what_changed
from scheduler.diff.wish_changes import wish_name
from scheduler.export.changes.wishes_text import wishes_text
from scheduler.export.comparison.comparison_page import asset, environment
from scheduler.export.page_templates import digest


def change_page(log: ChangeLog) -> str:
    """The list of changes as an HTML document; equal lists give equal pages."""
    style = asset("page.css") + asset("changes.css")
    return (
        environment(log.instance)
        .get_template("changes.html")
        .render(
            log=log,
            instance=log.instance,
            session_name=session_name,
            what_changed=what_changed,
            wish_name=wish_name,
            wishes_text=wishes_text,
            style=Markup(style),
            policy=f"default-src 'none'; img-src data:; style-src {digest(style)}",
        )
    )
