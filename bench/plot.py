"""Objective value against time: a panel for each instance, a line for each contestant with its name at its end.

Drawn with matplotlib as SVG; the same results give the same file.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.contest import ENGINE

COLUMNS = 2
PANEL_INCHES = (5.6, 3.1)
LABEL_PITCH = 0.075
"""Distance of two names at the ends of lines, as a share of the panel's height."""

SECONDS = (1, 3, 10, 30, 60, 120, 300)

STYLES: dict[str, tuple[str, Any, float]] = {
    ENGINE: ("#0077BB", "-", 2.4),
    "naive CP-SAT": ("#CC3311", (0, (5, 2)), 1.4),
    "naive HiGHS": ("#AA3377", (0, (1.5, 2)), 1.4),
    "by hand": ("#117733", (0, (7, 2, 1.5, 2)), 1.4),
}
"""Colour, dashes and width, so that lines differ in print as well."""

_SETTINGS: Any = {
    "svg.hashsalt": "igf-scheduler",  # ids in the file would be random else
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["Helvetica", "Arial", "DejaVu Sans"],
    "font.size": 9,
}

Line = list[tuple[float, int]]


def drawing(whole: dict[str, Any], goal: str, title: str) -> str:
    """An SVG of all instances, in `goal`."""
    rows = -(-len(whole) // COLUMNS)
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(COLUMNS * PANEL_INCHES[0], rows * PANEL_INCHES[1] + 0.4), layout="constrained")
        figure.suptitle(title, x=0.01, horizontalalignment="left", fontweight="bold")
        panels = figure.subplots(rows, COLUMNS, squeeze=False).flat
        for axes, (name, found) in zip(panels, whole.items(), strict=False):
            _panel(axes, name, found, goal)
        for axes in list(figure.axes)[len(whole) :]:
            axes.set_visible(False)
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    return text.getvalue()


def _panel(axes: Axes, name: str, found: dict[str, Any], goal: str) -> None:
    place = found["goals"].index(goal)
    until = max(int(at) for run in found["runs"].values() for at in run["readings"])
    lines = {
        who: [(max(1.0, point["seconds"]), point["values"][place]) for point in run["line"]]
        for who, run in found["runs"].items()
    }
    most = _top([value for line in lines.values() for _, value in line])
    axes.set_title(name, loc="left", fontweight="bold")
    axes.set_xscale("log")
    axes.set_xlim(1, until)
    axes.set_ylim(0, most)
    ticks = [seconds for seconds in SECONDS if seconds <= until]
    axes.set_xticks(ticks, [str(seconds) for seconds in ticks])
    axes.minorticks_off()
    axes.set_xlabel("seconds", loc="right")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="y", color="#D0D7DE")
    axes.spines[["top", "right", "left"]].set_visible(False)
    for who, line in lines.items():
        if line:
            colour, dashes, width = STYLES[who]
            # A value holds until the next better one.
            times, values = zip(*line, (until, line[-1][1]), strict=True)
            axes.plot(times, values, drawstyle="steps-post", color=colour, linestyle=dashes, linewidth=width)
    for who, height in label_heights(lines, most).items():
        text = ("this program" if who == ENGINE else who) + ("" if lines[who] else ": none")
        axes.text(1.02, height, text, color=STYLES[who][0], transform=axes.transAxes, verticalalignment="center")


def label_heights(lines: dict[str, Line], most: int) -> dict[str, float]:
    """Where the name of each line is written, from 0 (bottom) to 1: at its end, moved apart; those without at 0."""
    wanted = {who: line[-1][1] / most if line else 0.0 for who, line in lines.items()}
    order = sorted(wanted, key=lambda who: (bool(lines[who]), wanted[who]))
    heights = {who: max(wanted[who], number * LABEL_PITCH) for number, who in enumerate(order)}
    for below, above in pairwise(order):
        heights[above] = max(heights[above], heights[below] + LABEL_PITCH)
    return heights


def _top(values: list[int]) -> int:
    """A round number somewhat above the largest value."""
    most = max(values, default=1)
    step: int = 5 * 10 ** max(0, len(str(most)) - 2)
    return (most // step + 1) * step
