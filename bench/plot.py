"""Value against time as a drawing: a panel for each instance, a line for each contestant with its name at its end."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape
from typing import Any

from bench.contest import ENGINE

WIDTH, HEIGHT = 450, 250
LEFT, RIGHT, TOP, BOTTOM = 48, 128, 34, 38
COLUMNS = 2
LABEL_PITCH = 14

STYLES = {
    ENGINE: ("#0077BB", "", 3.0),
    "naive CP-SAT": ("#CC3311", "7 3", 1.8),
    "naive HiGHS": ("#AA3377", "2 3", 1.8),
    "by hand": ("#117733", "10 3 2 3", 1.8),
}
"""Colour, dashes and width, so that lines differ in print as well."""


def drawing(whole: dict[str, Any], goal: str, title: str) -> str:
    """An SVG of all instances."""
    rows = -(-len(whole) // COLUMNS)
    width, height = COLUMNS * WIDTH, rows * HEIGHT + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="12" role="img">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="12" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for number, (name, found) in enumerate(whole.items()):
        x, y = number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT + 36
        parts += [f'<g transform="translate({x} {y})">', *_panel(name, found, goal), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(name: str, found: dict[str, Any], goal: str) -> Iterator[str]:
    place = found["goals"].index(goal)
    lines = {
        who: [(max(1.0, point["seconds"]), point["values"][place]) for point in run["line"]]
        for who, run in found["runs"].items()
    }
    until = max(int(at) for run in found["runs"].values() for at in run["readings"])
    most = _top([value for line in lines.values() for _, value in line])
    scale = _Scale(until, most)
    yield f'<text x="{LEFT}" y="20" font-weight="bold">{escape(name)}</text>'
    yield from _axes(scale)
    for who, line in lines.items():
        colour, dashes, width = STYLES[who]
        if line:
            points = " ".join(f"{scale.x(t):.1f},{scale.y(v):.1f}" for t, v in _steps(line, until))
            yield (
                f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" '
                f'stroke-dasharray="{dashes}"/>'
            )
    yield from _labels(scale, lines)


class _Scale:
    """Seconds on a logarithmic axis, values on a plain one."""

    def __init__(self, until: int, most: int) -> None:
        self.until, self.most = until, most

    def x(self, seconds: float) -> float:
        share = math.log10(seconds) / math.log10(self.until)
        return LEFT + min(1.0, share) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - min(value, self.most) / self.most * (HEIGHT - BOTTOM - TOP)


def _top(values: list[int]) -> int:
    """A round number somewhat above the largest value."""
    most = max(values, default=1)
    step: int = 5 * 10 ** max(0, len(str(most)) - 2)
    return (most // step + 1) * step


def _steps(line: list[tuple[float, int]], until: int) -> Iterator[tuple[float, int]]:
    """A value holds until the next better one."""
    for (begins, value), (ends, _) in zip(line, [*line[1:], (float(until), 0)], strict=True):
        yield begins, value
        yield min(ends, until), value


def _axes(scale: _Scale) -> Iterator[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    for share in range(5):
        value = scale.most * share // 4
        y = scale.y(value)
        yield f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#D0D7DE"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#57606A">{value:,}</text>'
    for seconds in [s for s in (1, 3, 10, 30, 60, 120, 300) if s <= scale.until]:
        x = scale.x(seconds)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{bottom}" y2="{bottom + 4}" stroke="#57606A"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle" fill="#57606A">{seconds}</text>'
    yield f'<text x="{right + 20}" y="{bottom + 18}" fill="#57606A">seconds</text>'


def _labels(scale: _Scale, lines: dict[str, list[tuple[float, int]]]) -> Iterator[str]:
    """Names at the ends of lines, moved apart; those without a programme below."""
    ends = sorted((scale.y(line[-1][1]), who) for who, line in lines.items() if line)
    ends += [(float(HEIGHT), who) for who, line in lines.items() if not line]
    lowest = HEIGHT - BOTTOM - LABEL_PITCH * (len(ends) - 1)
    before = -math.inf
    for number, (wanted, who) in enumerate(ends):
        y = max(min(wanted, lowest + number * LABEL_PITCH), before + LABEL_PITCH)
        before = y
        name = ("this program" if who == ENGINE else who) + ("" if lines[who] else ": none")
        yield f'<text x="{WIDTH - RIGHT + 6}" y="{y + 4:.1f}" fill="{STYLES[who][0]}">{escape(name)}</text>'
