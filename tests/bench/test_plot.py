"""The plot of whole programmes: what is measured is in it, and the same results give the same file."""

from __future__ import annotations

import json
from itertools import pairwise
from xml.etree import ElementTree

from bench.contest import ENGINE
from bench.plot import LABEL_PITCH, STYLES, drawing, label_heights
from tests.conftest import ROOT

WHOLE = json.loads((ROOT / "bench" / "results.json").read_text(encoding="utf-8"))["whole"]


def test_every_instance_and_contestant_is_named() -> None:
    text = drawing(WHOLE, "same_theme_in_parallel", "Parallels")
    assert ElementTree.fromstring(text).tag.endswith("svg")
    contestants = {who for found in WHOLE.values() for who in found["runs"]}
    assert contestants <= set(STYLES)
    for name in ("Parallels", *WHOLE, *(("this program" if who == ENGINE else who) for who in contestants)):
        assert f">{name}" in text


def test_the_same_results_give_the_same_file() -> None:
    assert drawing(WHOLE, "inconvenience", "Points") == drawing(WHOLE, "inconvenience", "Points")


def test_names_at_the_ends_of_lines_stand_apart() -> None:
    heights = label_heights({"a": [(1.0, 5)], "b": [(1.0, 5)], "c": [], "d": [(1.0, 90)]}, most=100)
    assert heights["c"] == 0
    assert heights["d"] == 0.9
    ordered = sorted(heights.values())
    assert all(above - below >= LABEL_PITCH - 1e-9 for below, above in pairwise(ordered))
