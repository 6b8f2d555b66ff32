"""The geometry of a trade-off chart: positions of axes, points and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, log10, pi, sin

from scheduler.candidates.comparison.trade_off_points import TradeOff, TradeOffPoint

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 28, 24, 62
LABEL_DISTANCE, LABEL_RADIUS = 27, 13


@dataclass(frozen=True)
class Tick:
    """A tick of an axis: its position and label."""

    at: float
    text: str


@dataclass(frozen=True)
class Mark:
    """A candidate's point: the dot and its label. `width` is half the width of the label."""

    point: TradeOffPoint
    x: float
    y: float
    label_x: float
    label_y: float
    width: float


@dataclass(frozen=True)
class Chart:
    """A trade-off chart; `steps` is the SVG path of the Pareto front, `dots` are its points."""

    trade: TradeOff
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    dots: tuple[tuple[float, float, TradeOffPoint], ...]
    steps: str

    @property
    def words(self) -> str:
        """The text alternative of the chart."""
        points = [f"{p.label}: {p.x:,} and {p.y:,}{'' if p.proven else ' (not proven)'}" for p in self.trade.points]
        line = (
            f" The line joins {len(self.trade.line)} points, the best possible trade-offs." if self.trade.line else ""
        )
        return (
            f"Each candidate by two figures, better when smaller: first {_lower(self.trade.x)}, then "
            f"{_lower(self.trade.y)}. {'; '.join(points)}.{line}"
        )


def chart(trade: TradeOff) -> Chart:
    """Compute the chart of a trade-off; both axes start at a round number not above the smallest value."""
    xs, x_ticks = _axis([point.x for point in trade.every], LEFT, WIDTH - RIGHT)
    ys, y_ticks = _axis([point.y for point in trade.every], HEIGHT - BOTTOM, TOP)

    def place(point: TradeOffPoint) -> tuple[float, float]:
        """The position of a point in the drawing."""
        return xs[point.x], ys[point.y]

    dots = tuple((*place(point), point) for point in trade.line)
    marks = _marks([(*place(point), point) for point in trade.points])
    return Chart(trade, x_ticks, y_ticks, marks, dots, _steps([(x, y) for x, y, _ in dots]))


def _axis(values: Sequence[int], first: float, last: float) -> tuple[dict[int, float], tuple[Tick, ...]]:
    """The scale from `first` to `last`, and its ticks."""
    low, high = min(values), max(values)
    step = _round_step(max(high - low, 1) / 4)
    start = low // step * step
    if low < 2 * step:
        start = 0
    end = max(-(-high // step) * step, start + step)
    scale = (last - first) / (end - start)
    ticks = tuple(Tick(first + (n - start) * scale, f"{n:,}") for n in range(start, end + 1, step))
    return {value: first + (value - start) * scale for value in values}, ticks


def _round_step(rough: float) -> int:
    """The smallest of 1, 2 or 5 times a power of ten that is not below a value."""
    power = 10 ** int(log10(rough)) if rough >= 1 else 1
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough)


def _marks(points: Sequence[tuple[float, float, TradeOffPoint]]) -> tuple[Mark, ...]:
    """Place labels in the direction farthest from other dots and labels, within the chart."""
    marks: list[Mark] = []
    for x, y, point in points:
        width = max(LABEL_RADIUS, 4.6 * len(point.label) + 5)
        others = [(a, b) for a, b, other in points if other != point] + [(m.label_x, m.label_y) for m in marks]

        def clearance(
            place: tuple[float, float], width: float = width, others: Sequence[tuple[float, float]] = ()
        ) -> float:
            """The distance of a label from the nearest other label or dot; strongly negative outside the chart."""
            inside = LEFT + width <= place[0] <= WIDTH - width and LABEL_RADIUS <= place[1] <= HEIGHT - BOTTOM - 10
            return min((hypot(place[0] - a, place[1] - b) for a, b in others), default=99.0) - (0 if inside else 999)

        distance = LABEL_DISTANCE + width - LABEL_RADIUS
        eighths = [n * pi / 4 for n in (1, 0, 2, 3, 7, 4, 5, 6)]
        positions = [(x + distance * cos(angle), y - LABEL_DISTANCE * sin(angle)) for angle in eighths]
        # Beyond this distance a label needs no more room: the first such direction is chosen.
        best = max(positions, key=lambda position: min(clearance(position, others=others), 30.0))
        marks.append(Mark(point, x, y, *best, width))
    return tuple(marks)


def _steps(places: Sequence[tuple[float, float]]) -> str:
    """The staircase of the Pareto front: from each point across, then down to the next."""
    if not places:
        return ""
    path = f"M{places[0][0]:.1f},{places[0][1]:.1f}"
    return path + "".join(f"H{x:.1f}V{y:.1f}" for x, y in places[1:])


def _lower(text: str) -> str:
    """Text with a small initial letter."""
    return text[:1].lower() + text[1:]
