"""Style sheet of the pages, with the parts that depend on the programme: colours of themes, lengths of days."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from scheduler.export.colours import contrast, dark, mixed, pale, theme_colours
from scheduler.export.site.site_content import Site

NIGHT, NIGHT_INK = "#1B222B", "#E9EDF2"
"""Colours of cards and text in dark mode; equal to those in `site.css`."""

DAY_HEIGHT, WEEK_HEIGHT = 156, 124
"""Height of a grid on a printed page, in millimetres; the rest is for the heading."""


def style_of(site: Site) -> Markup:
    """The style sheet of all pages of a site."""
    common = files("scheduler.export.site").joinpath("templates", "site.css").read_text(encoding="utf-8")
    return Markup(without_margins(common + _theme_rules(site) + _length_rules(site)))


def without_margins(text: str) -> str:
    """Text without empty lines and without indentation."""
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line) + "\n"


def _theme_rules(site: Site) -> str:
    """The rules for the colours of themes, by number, on light and dark pages."""
    colours = list(enumerate(theme_colours(site.instance).values()))
    light = "".join(f".t{number}{{--tint:{pale(colour)};--edge:{dark(colour)}}}\n" for number, colour in colours)
    night = "".join(f".t{number}{{--tint:{_at_night(colour)};--edge:{colour}}}\n" for number, colour in colours)
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{night}}}\n"


def _length_rules(site: Site) -> str:
    """The rules for the height of grid rows on paper: a day fits one page."""
    rules = {f".length-{view.minutes}{{--paper-minute:{DAY_HEIGHT / view.minutes:.3f}mm}}" for view in site.days}
    rules |= {f".week-{view.minutes}{{--paper-minute:{WEEK_HEIGHT / view.minutes:.3f}mm}}" for view in site.themes}
    return "\n".join(sorted(rules))


def _at_night(colour: str) -> str:
    """The colour mixed with the dark background so that light text on it is readable."""
    share = 0.4
    while contrast(mixed(colour, NIGHT, share), NIGHT_INK) < 6:
        share -= 0.05
    return mixed(colour, NIGHT, share)
