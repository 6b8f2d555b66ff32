"""Pages from what they show: templates in which whatever somebody wrote is text, never markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from itertools import groupby
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scheduler.clock import clock_text
from scheduler.instance import Day, Event, Theme
from scheduler.publishing.site.addresses import addresses
from scheduler.publishing.site.content import Site
from scheduler.publishing.site.glossary import COALITION, SERVICES
from scheduler.publishing.site.languages import language
from scheduler.publishing.site.planners import Planning
from scheduler.reports.colours import contrast, dark, mixed, pale, theme_colours
from scheduler.reports.html.page import digest
from scheduler.safe_text import visible, without_addresses

NIGHT, NIGHT_INK = "#1B222B", "#E9EDF2"
"""Cards and text where the reader's system asks for dark pages."""

POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
"""What a page forbids itself: scripts, and whatever would have to be fetched."""

DAY_HEIGHT, WEEK_HEIGHT = 156, 124
"""Millimetres of a page that a grid takes; the rest is for what stands above it."""


@dataclass(frozen=True)
class Page:
    """A page, or a section where all are one: its name, its template, its title, and what it is about."""

    name: str
    template: str
    title: str
    about: object = None


PLANNERS_PAGES = (
    Page("people", "people.html", "People"),
    Page("rooms", "rooms.html", "Rooms"),
    Page("clashes", "clashes.html", "Clash map"),
    Page("use", "use.html", "Use of rooms and teams"),
)


class Rendering:
    """The pages of a site, and how they refer to each other."""

    def __init__(self, site: Site, planning: Planning | None = None, calendar: str = "") -> None:
        self.site = site
        self.planning = planning
        self.calendar = calendar
        instance = site.instance
        self.days = addresses("day", (day.id for day in instance.days))
        self.themes = addresses("theme", (theme.code for theme in instance.themes))
        self.coalitions = addresses("coalition", (coalition.id for coalition in instance.coalitions))
        self.sessions = addresses("session", (name for name in site.entries))
        self.style = Markup(_without_margins(_asset("site.css") + _theme_rules(site) + _length_rules(site)))
        self.environment = _environment(self)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order in which one would read them."""
        site = self.site
        found = [
            Page("index", "home.html", site.instance.event.name),
            *(Page(self.days[view.day.id], "day.html", day_title(view.day), view) for view in site.days),
            Page("themes", "themes.html", "Themes"),
            *(Page(self.themes[view.theme.code], "theme.html", view.theme.name, view) for view in site.themes),
            Page("coalitions", "coalitions.html", "Dynamic Coalitions"),
            *(
                Page(self.coalitions[view.coalition.id], "coalition.html", view.coalition.name, view)
                for view in site.coalitions
            ),
            Page("newcomers", "newcomers.html", "For newcomers"),
            *(PLANNERS_PAGES if self.planning else ()),
        ]
        return tuple(found)

    def document(self, pages: Sequence[Page], whole: bool) -> str:
        """An HTML document: one of the pages, or as a whole all of them, each a section."""
        template = self.environment.get_template("document.html")
        text = template.render(
            pages=pages,
            whole=whole,
            level=2 if whole else 1,
            current="" if whole else pages[0].name,
            at=_within(pages) if whole else _beside(pages[0].name),
            planners_pages=PLANNERS_PAGES if self.planning else (),
            calendar=self.calendar,
            style=self.style,
            policy=f"{POLICY}; style-src {digest(self.style)}",
        )
        return _without_margins(text)


def day_title(day: Day) -> str:
    """A day by its date: ``Monday 16 December 2024``."""
    return f"{long_date(day.date)}"


def long_date(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"


def _beside(current: str) -> Callable[..., str]:
    """Links among files that lie in one folder."""

    def at(name: str, anchor: str = "") -> str:
        return f"#{anchor}" if anchor and name == current else f"{name}.html" + (f"#{anchor}" if anchor else "")

    return at


def _within(pages: Sequence[Page]) -> Callable[..., str]:
    """Links among the sections of one page."""

    def at(name: str, anchor: str = "") -> str:
        return f"#{anchor or name}"

    return at


def _environment(rendering: Rendering) -> Environment:
    environment = Environment(
        loader=PackageLoader("scheduler.publishing.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_safe,
    )
    site = rendering.site
    event = site.instance.event
    numbers = {theme.code: number for number, theme in enumerate(site.instance.themes)}
    environment.globals |= {
        "site": site,
        "instance": site.instance,
        "event": event,
        "days": rendering.days,
        "themes": rendering.themes,
        "coalitions": rendering.coalitions,
        "sessions": rendering.sessions,
        "pages_of_days": [(rendering.days[view.day.id], view) for view in site.days],
        "theme_number": numbers.__getitem__,
        "theme_pages": {view.theme.code for view in site.themes},
        "coalition_pages": {view.coalition.id for view in site.coalitions},
        "subthemes": _subthemes(site),
        "moment": lambda day, minute: _moment(event, day, minute),
        "zone": _zone(event, site.instance.days),
        "whole_stretch": _stretch(site.instance.days),
        "coalition_meaning": COALITION,
        "service_words": SERVICES,
        "planning": rendering.planning,
    }
    environment.filters |= {
        "clock": clock_text,
        "date": long_date,
        "language": lambda text: language(text),
        "capital": lambda text: text[:1].upper() + text[1:],
        "counted": _counted,
        "merged": lambda rooms: [(room, len(list(same))) for room, same in groupby(rooms)],
    }
    return environment


def _safe(value: object) -> object:
    """What is filled in: without e-mail addresses, and with signs in place of what would steer or turn it."""
    return visible(without_addresses(value)) if type(value) is str else value


def _counted(number: int, what: str, many: str = "") -> str:
    """``1 session``, ``2 sessions``, ``no session``."""
    return f"{number or 'no'} {what}" if number < 2 else f"{number} {many or what + 's'}"


def _moment(event: Event, day: Day, minute: int) -> str:
    midnight = datetime(day.date.year, day.date.month, day.date.day, tzinfo=ZoneInfo(event.time_zone))
    return (midnight + timedelta(minutes=minute)).isoformat(timespec="minutes")


def _zone(event: Event, days: Sequence[Day]) -> str:
    """The event's time zone, with its distance from UTC where that is the same on all days."""
    distances = {_moment(event, day, 12 * 60)[16:] for day in days}
    place = event.time_zone.replace("_", " ")
    return f"{place}, UTC{distances.pop().replace('-', '−')}" if len(distances) == 1 else place


def _stretch(days: Sequence[Day]) -> str:
    """From the first date to the last: ``15–19 December 2024``."""
    dates = sorted(day.date for day in days)
    if not dates:
        return ""
    first, last = dates[0], dates[-1]
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%B} – {end}" if first.year == last.year else f"{first.day} {first:%B %Y} – {end}"


def _subthemes(site: Site) -> list[tuple[str, list[Theme]]]:
    """The themes that have a page, by subtheme, in their order."""
    found: dict[str, list[Theme]] = {}
    for view in site.themes:
        found.setdefault(view.theme.subtheme, []).append(view.theme)
    return list(found.items())


def _theme_rules(site: Site) -> str:
    """The colours of themes by number, on light and on dark pages."""
    colours = list(enumerate(theme_colours(site.instance).values()))
    light = "".join(f".t{number}{{--tint:{pale(colour)};--edge:{dark(colour)}}}\n" for number, colour in colours)
    night = "".join(f".t{number}{{--tint:{_at_night(colour)};--edge:{colour}}}\n" for number, colour in colours)
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{night}}}\n"


def _length_rules(site: Site) -> str:
    """How high a minute is on paper, so that a day fills its page and no more."""
    rules = {f".length-{view.minutes}{{--paper-minute:{DAY_HEIGHT / view.minutes:.3f}mm}}" for view in site.days}
    rules |= {f".week-{view.minutes}{{--paper-minute:{WEEK_HEIGHT / view.minutes:.3f}mm}}" for view in site.themes}
    return "\n".join(sorted(rules))


def _at_night(colour: str) -> str:
    """The colour mixed with a dark page, as much of it as leaves light text readable."""
    share = 0.4
    while contrast(mixed(colour, NIGHT, share), NIGHT_INK) < 6:
        share -= 0.05
    return mixed(colour, NIGHT, share)


def _without_margins(text: str) -> str:
    """The text without empty lines and what is left and right of lines, which browsers do not show."""
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line) + "\n"


def _asset(name: str) -> str:
    return files("scheduler.publishing.site").joinpath("templates", name).read_text(encoding="utf-8")
