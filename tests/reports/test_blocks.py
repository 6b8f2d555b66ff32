"""The text of a block: times and the first code are whole, and no more lines are taken than there are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.programme import PlacedSession, Segment
from scheduler.core.vocabulary import Kind, SessionType
from scheduler.export.excel.blocks import SessionBlock, block_lines


def block(
    *, width: float = 110, height: float = 60, segments: int = 0, columns: int = 1, minutes: int = 90, **session: object
) -> SessionBlock:
    fields = {"id": "S", "title": "A title", "type": SessionType.WORKSHOP, "themes": ("CONNECT",), **session}
    placed = PlacedSession(day="Day 1", start=570, end=570 + minutes, room="Hall", **fields)
    parts = tuple(
        Segment(request=f"DC{n}", coalition=f"DC{n}", session="S", order=n, start=560 + 10 * n, end=570 + 10 * n)
        for n in range(1, segments + 1)
    )
    return SessionBlock(placed, parts, 0, 3, 1, columns, width * columns, height, 8)


def text(of: SessionBlock) -> str:
    return "\n".join(part for _, part in block_lines(of))


def test_the_parts_stand_in_order() -> None:
    parts = block_lines(block(kind=Kind.JOINT, type=None, coalitions=("DC3", "IRPC"), width=160, height=80))
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
        ({"width": 90}, ("CONNECT", "AI"), "CONNECT+AI\n09:30–11:00"),
        ({"width": 90}, ("CONNECT", "ENVIRONMENT", "AI"), "CONNECT+…\n09:30–11:00"),
        ({"width": 110, "height": 35}, ("CONNECT", "ENVIRONMENT"), "CONNECT · 09:30–11:00"),
        ({"width": 80, "height": 35}, ("CONNECT", "AI"), "CONNECT"),
        ({"width": 110}, (), "09:30–11:00"),
    ],
)
def test_the_head_keeps_what_matters_most(size: dict[str, float], themes: tuple[str, ...], head: str) -> None:
    assert block_lines(block(themes=themes, **size))[0] == ("head", head)


def test_every_segment_is_shown_before_the_whole_title() -> None:
    shown = text(block(height=95, segments=5, title="A long title " * 12, type=SessionType.MAIN))
    assert all(f"DC{number}" in shown for number in range(1, 6))
    assert "A long title" in shown


def test_a_ceremony_across_all_rooms_names_its_room() -> None:
    assert text(block(columns=4, type=SessionType.CEREMONY, themes=(), title="Opening")).startswith(
        "09:30–11:00 · Hall"
    )
    assert text(block(columns=4, height=14, themes=(), title="Opening")) == "09:30–11:00 · Hall  Opening"


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=300),
    codes=st.lists(st.sampled_from(["AI", "CONNECT", "X" * 40]), max_size=4),
    width=st.floats(60, 300),
    height=st.floats(34, 300),
    segments=st.integers(0, 12),
)
def test_no_block_takes_more_lines_than_it_has(
    title: str, codes: list[str], width: float, height: float, segments: int
) -> None:
    of = block(title=title, themes=tuple(codes), width=width, height=height, segments=segments)
    rows = [row for line in text(of).split("\n") for row in (textwrap.wrap(line, of.letters) or [""])]
    assert len(rows) <= max(of.lines, 2)
