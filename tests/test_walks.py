"""The walks through the code name files and functions that are there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.checked import some

ROOT = Path(__file__).resolve().parents[1]
STEPS = re.findall(r"^\d+\. (.+?)(?=^\d+\. |^## |\Z)", (ROOT / "docs" / "walks.md").read_text("utf-8"), re.M | re.S)


def test_each_walk_has_ten_steps() -> None:
    assert len(STEPS) == 20


def test_every_file_that_a_step_names_is_there_and_defines_what_the_step_names() -> None:
    for step in some(STEPS):
        pairs = re.findall(r"`(\w+)`(?: and `(\w+)`)? (?:of `\w+` )?in\s+`([\w/]+\.py)`", step)
        for first, second, path in pairs:
            text = (ROOT / path).read_text("utf-8")
            for name in filter(None, (first, second)):
                assert re.search(rf"^(?:def|class) {name}\b|^{name}\b", text, re.M) or f'"{name}"' in text, (name, path)
        for path in re.findall(r"`([\w/]+\.py)`", step):
            assert (ROOT / path).is_file(), path
