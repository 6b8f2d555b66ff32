"""Text on colours can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.instance import Theme
from scheduler.export.colours import PALETTE, contrast, dark, pale, readable_on, theme_colours
from tests.reports.example import instance

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(colours)
def test_text_stands_out_on_every_colour(colour: str) -> None:
    assert contrast(readable_on(colour), colour) >= 4.5
    assert contrast(dark(colour, pale(colour)), pale(colour)) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#FFFFFF", "#000000"), 2) == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


def test_themes_without_a_colour_take_one_of_the_palette() -> None:
    themes = (
        Theme(code="A", name="A"),
        Theme(code="B", name="B", colour="red"),
        Theme(code="C", name="C", colour="#abcdef"),
    )
    found = theme_colours(instance(themes=themes, coalitions=(), requests=(), sessions=(), people=()))
    assert found == {"A": PALETTE[0], "B": PALETTE[1], "C": "#abcdef"}
