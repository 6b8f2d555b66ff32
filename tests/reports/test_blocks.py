"""The text of a block and the layout of a timetable: titles are whole, and nothing is taller or wider than the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.vocabulary import Kind, SessionType
from scheduler.export.excel.blocks import SheetBlock, block_lines, shows_everything
from scheduler.export.excel.timetable_layout import AXIS_POINTS, PAGE_POINTS, timetable_pages
from scheduler.export.lanes import Lane, side_by_side


def block(
    *, width: float = 110, height: float = 60, segments: int = 0, columns: int = 1, minutes: int = 90, **session: object
) -> SheetBlock:
    fields = {"id": "S", "title": "A title", "type": SessionType.WORKSHOP, "themes": ("CONNECT",), **session}
    placed = PlacedSession(day="Day 1", start=570, end=570 + minutes, room="Hall", **fields)
    parts = tuple(
        Segment(request=f"DC{n}", coalition=f"DC{n}", session="S", order=n, start=560 + 10 * n, end=570 + 10 * n)
        for n in range(1, segments + 1)
    )
    return SheetBlock(placed, parts, 0, 3, 1, columns, width * columns, height, 8)


def text(of: SheetBlock) -> str:
    return "\n".join(part for _, part in block_lines(of))


def test_the_parts_stand_in_order() -> None:
    parts = block_lines(block(kind=Kind.JOINT, type=None, coalitions=("DC3", "IRPC"), width=170, height=80))
    assert parts == [
        ("head", "★ CONNECT · 09:30–11:00"),
        ("title", "A title"),
        ("coalitions", "DC3 · IRPC"),
        ("type", "joint session"),
    ]


@pytest.mark.parametrize(
    ("size", "themes", "head"),
    [
        ({"width": 200}, ("CONNECT", "AI"), "CONNECT+AI · 09:30–11:00"),
        ({"width": 100}, ("CONNECT", "AI"), "CONNECT+AI\n09:30–11:00"),
        ({"width": 100}, ("CONNECT", "ENVIRONMENT", "AI"), "09:30 CONNECT…"),
        ({"width": 110, "height": 24}, ("CONNECT", "ENVIRONMENT"), "09:30 CONNECT…"),
        ({"width": 70}, ("CONNECT", "AI"), "09:30\nCONNECT…"),
        ({"width": 110}, (), "09:30–11:00"),
    ],
)
def test_the_head_has_as_much_as_fits(size: dict[str, float], themes: tuple[str, ...], head: str) -> None:
    assert block_lines(block(themes=themes, **size))[0] == ("head", head)


def test_every_segment_is_shown_before_the_type() -> None:
    shown = text(block(height=150, segments=5, title="A long title " * 3, type=SessionType.MAIN))
    assert all(f"DC{number}" in shown for number in range(1, 6))
    assert "A long title A long title" in shown


def test_a_ceremony_across_all_rooms_names_its_room() -> None:
    assert text(block(columns=4, type=SessionType.CEREMONY, themes=(), title="Opening")).startswith(
        "09:30–11:00 · Hall"
    )
    assert text(block(columns=4, height=14, themes=(), title="Opening")) == "09:30–11:00  Opening"


TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=300)


@given(
    title=TITLES,
    codes=st.lists(st.sampled_from(["AI", "CONNECT", "X" * 40]), max_size=4),
    width=st.floats(44, 300),
    height=st.floats(12, 300),
    segments=st.integers(0, 12),
)
def test_a_block_has_its_whole_title_or_says_that_it_has_not(
    title: str, codes: list[str], width: float, height: float, segments: int
) -> None:
    of = block(title=title, themes=tuple(codes), width=width, height=height, segments=segments)
    parts = block_lines(of)
    assert sum(len(of.wrap(part, line)) for part, line in parts) <= of.lines + (not shows_everything(of))
    if shows_everything(of):
        assert title in text(of)
        assert all(f"DC{number}" in text(of) for number in range(1, segments + 1))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 110), st.integers(1, 24), TITLES), min_size=1, max_size=25))
def test_a_timetable_has_each_session_once_within_the_width_of_its_pages(
    drawn: list[tuple[int, int, int, str]],
) -> None:
    sessions = [
        PlacedSession(
            id=f"S{n}",
            title=title,
            type=SessionType.WORKSHOP,
            day="Day 1",
            start=480 + 5 * at,
            end=480 + 5 * (at + length),
            room=f"R{r}",
        )
        for n, (r, at, length, title) in enumerate(drawn)
    ]
    rooms = sorted({session.room for session in sessions})
    lanes = [Lane(room, lane) for room in rooms for lane in side_by_side([one for one in sessions if one.room == room])]
    pages = timetable_pages(lanes, (), {})
    shown = [session.id for page in pages for lane in page.lanes for session in lane.sessions]
    assert sorted(shown) == sorted(session.id for session in sessions)
    for page in pages:
        assert sum(page.widths) + AXIS_POINTS <= PAGE_POINTS[0] + 1e-6
        heights = [page.height(start, end) for start, end in pairwise(page.times)]
        assert sum(heights) <= PAGE_POINTS[1] + 1e-6
        for lane in page.lanes:
            for session in lane.sessions:
                assert page.rows(session.start, session.end)
