"""Render the pages from their content; text from users is always escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from jinja2 import Environment

from scheduler.core.instance import Theme
from scheduler.core.phrases import counted
from scheduler.core.safe_text import visible, without_addresses
from scheduler.export.page_templates import digest, templates_of
from scheduler.export.site.languages import language
from scheduler.export.site.page_addresses import addresses
from scheduler.export.site.page_glossary import COALITION, SERVICES
from scheduler.export.site.site_content import Site
from scheduler.export.site.site_style import style_of, without_margins
from scheduler.export.site.site_texts import dates_from_to, long_date, moment, zone
from scheduler.export.views import Views

POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
"""The content security policy: no scripts, and nothing is loaded from the network."""


@dataclass(frozen=True)
class Page:
    """A page, or a section of the single-page document. `view` is the view that its template shows."""

    name: str
    template: str
    title: str
    view: object = None


PLANNERS_PAGES = (
    Page("people", "people.html", "People"),
    Page("rooms", "rooms.html", "Rooms"),
    Page("clashes", "clashes.html", "Clash map"),
    Page("use", "use.html", "Use of rooms and teams"),
)
LEFT_OUT_PAGES = (Page("left-out", "left-out.html", "Left out"),)
"""Pages that exist only if sessions are left out."""


@dataclass(frozen=True)
class Names:
    """The addresses of pages and sessions, by day, theme code, coalition and id of session."""

    days: dict[str, str]
    themes: dict[str, str]
    coalitions: dict[str, str]
    sessions: dict[str, str]

    @classmethod
    def of(cls, site: Site) -> Self:
        """The addresses of a site; the first of several equal names gets no number."""
        instance = site.instance
        return cls(
            addresses("day", (day.id for day in instance.days)),
            addresses("theme", (theme.code for theme in instance.themes)),
            addresses("coalition", (coalition.id for coalition in instance.coalitions)),
            addresses("session", site.entries),
        )


@dataclass(frozen=True)
class Links:
    """The link targets of a page: files of the folder, or anchors in the single-page document."""

    current: str
    whole: bool

    def __call__(self, name: str, anchor: str = "") -> str:
        """The link to a page, or to an anchor on it."""
        if self.whole:
            return f"#{anchor or name}"
        place = f"#{anchor}" if anchor else ""
        return place if place and name == self.current else f"{name}.html{place}"


@dataclass(frozen=True)
class Rendering:
    """The pages of a site in reading order, and the template environment."""

    pages: tuple[Page, ...]
    environment: Environment

    @classmethod
    def of(cls, site: Site, views: Views | None = None, calendar: str = "") -> Self:
        """Prepare pages; `views` adds the pages of planners, `calendar` is a file linked on the home page."""
        names = Names.of(site)
        planners = (*PLANNERS_PAGES, *(LEFT_OUT_PAGES if views.left_out else ())) if views else ()
        environment = _environment(site, names)
        environment.globals |= {"views": views, "planners_pages": planners, "calendar": calendar}
        return cls((*_pages(site, names), *planners), environment)

    def one(self, page: Page) -> str:
        """Render a page as an HTML document."""
        return self._document((page,), Links(page.name, whole=False))

    def whole(self) -> str:
        """Render all pages as the sections of one HTML document."""
        return self._document(self.pages, Links("", whole=True))

    def _document(self, pages: Sequence[Page], at: Links) -> str:
        """Render pages into one HTML document."""
        template = self.environment.get_template("document.html")
        text = template.render(pages=pages, whole=at.whole, level=2 if at.whole else 1, current=at.current, at=at)
        return without_margins(text)


def _pages(site: Site, names: Names) -> list[Page]:
    """The pages for everybody, in reading order."""
    days = [Page(names.days[view.day.id], "day.html", long_date(view.day.date), view) for view in site.days]
    themes = [Page(names.themes[view.theme.code], "theme.html", view.theme.name, view) for view in site.themes]
    coalitions = [
        Page(names.coalitions[view.coalition.id], "coalition.html", view.coalition.name, view)
        for view in site.coalitions
    ]
    return [
        Page("index", "home.html", site.instance.event.name),
        *days,
        Page("themes", "themes.html", "Themes"),
        *themes,
        Page("coalitions", "coalitions.html", "Dynamic Coalitions"),
        *coalitions,
        Page("newcomers", "newcomers.html", "For newcomers"),
    ]


def _environment(site: Site, names: Names) -> Environment:
    """The template environment with the globals and filters of the site."""
    environment = templates_of("scheduler.export.site", _safe)
    event, days, style = site.instance.event, site.instance.days, style_of(site)
    numbers = {theme.code: number for number, theme in enumerate(site.instance.themes)}
    environment.globals |= {
        "site": site,
        "event": event,
        "days": names.days,
        "themes": names.themes,
        "coalitions": names.coalitions,
        "sessions": names.sessions,
        "pages_of_days": [(names.days[view.day.id], view) for view in site.days],
        "theme_pages": {view.theme.code for view in site.themes},
        "coalition_pages": {view.coalition.id for view in site.coalitions},
        # Style rules refer to themes by number, because codes may contain any character.
        "theme_number": numbers.__getitem__,
        "subthemes": _subthemes(site),
        "moment": lambda day, minute: moment(event, day, minute),
        "zone": zone(event, days),
        "dates": dates_from_to(days),
        "coalition_meaning": COALITION,
        "service_words": SERVICES,
        "style": style,
        "policy": f"{POLICY}; style-src {digest(style)}",
    }
    environment.filters |= {
        "date": long_date,
        "language": language,
        "counted": counted,
        "merged": lambda rooms: [(room, len(list(same))) for room, same in groupby(rooms)],
    }
    return environment


def _safe(text: str) -> str:
    """Text without e-mail addresses, in which control characters are visible."""
    return visible(without_addresses(text))


def _subthemes(site: Site) -> list[tuple[str, list[Theme]]]:
    """The themes that have a page, grouped by subtheme."""
    found: dict[str, list[Theme]] = {}
    for view in site.themes:
        found.setdefault(view.theme.subtheme, []).append(view.theme)
    return list(found.items())
