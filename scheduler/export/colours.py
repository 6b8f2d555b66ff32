"""Colours of themes, and text on them that can be read: contrast as WCAG 2.2 defines it."""

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
"""Given in turn to themes without a colour of their own."""


def theme_colours(instance: Instance) -> dict[str, str]:
    """The colour of each theme, as ``#1F77B4``."""
    return {
        theme.code: theme.colour if re.fullmatch(r"#[0-9A-Fa-f]{6}", theme.colour) else PALETTE[number % len(PALETTE)]
        for number, theme in enumerate(instance.themes)
    }


def pale(colour: str, share: float = 0.22) -> str:
    """The colour mixed with white; `share` of it remains."""
    return mixed(colour, PAPER, share)


def mixed(colour: str, ground: str, share: float) -> str:
    """The colour mixed with `ground`; `share` of it remains."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(under - (under - over) * share):02X}" for over, under in pairs)


def readable_on(colour: str) -> str:
    """Dark or white text, whichever stands out more; always at least 4.5 to 1."""
    best = max((INK, PAPER), key=lambda text: contrast(text, colour))
    return best if contrast(best, colour) >= 4.5 else BLACK


def dark(colour: str, on: str = PAPER) -> str:
    """The colour, darkened until it can be read as text on `on`."""
    share = 1.0
    while contrast(colour, on) < 4.5 and share > 0:
        share -= 0.1
        colour = "#" + "".join(f"{round(part * 0.88):02X}" for part in _parts(colour))
    return colour


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
