"""Colours of themes and readable text colours on them (contrast ratio of WCAG 2.2)."""

from __future__ import annotations

import re

from scheduler.core.instance import Instance

INK, PAPER, BLACK = "#1A1A1A", "#FFFFFF", "#000000"
PALETTE = (
    "#1F77B4",
    "#D62728",
    "#2CA02C",
    "#9467BD",
    "#FF7F0E",
    "#17BECF",
    "#8C564B",
    "#E377C2",
    "#BCBD22",
    "#5B6C8F",
)
"""Colours assigned in turn to themes without a valid colour."""


def theme_colours(instance: Instance) -> dict[str, str]:
    """The colour of each theme by its code, as ``#1F77B4``; invalid colours are replaced from the palette."""
    return {
        theme.code: theme.colour if re.fullmatch(r"#[0-9A-Fa-f]{6}", theme.colour) else PALETTE[number % len(PALETTE)]
        for number, theme in enumerate(instance.themes)
    }


def pale(colour: str, share: float = 0.22) -> str:
    """Mix a colour with white; `share` is the weight of the colour."""
    return mixed(colour, PAPER, share)


def mixed(colour: str, ground: str, share: float) -> str:
    """Mix a colour with a background colour; `share` is the weight of the colour."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(under - (under - over) * share):02X}" for over, under in pairs)


def readable_on(colour: str) -> str:
    """The text colour (dark or white) of higher contrast on a background; the ratio is at least 4.5."""
    best = max((INK, PAPER), key=lambda text: contrast(text, colour))
    return best if contrast(best, colour) >= 4.5 else BLACK


def dark(colour: str, on: str = PAPER) -> str:
    """Darken a colour until its contrast on `on` is at least 4.5."""
    share = 1.0
    while contrast(colour, on) < 4.5 and share > 0:
        share -= 0.1
        colour = "#" + "".join(f"{round(part * 0.88):02X}" for part in _parts(colour))
    return colour


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _parts(colour: str) -> tuple[int, int, int]:
    """The red, green and blue components, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """The relative luminance, 0 to 1 (WCAG 2.2)."""
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
