"""Make user-supplied text safe to display: control characters, bidirectional overrides, formulas, addresses.

Text from a survey may begin like a formula, contain control codes for a terminal, or reverse the direction of what
follows it. Each output keeps such text where it is harmless and makes it visible where it is not.
"""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Characters at which spreadsheet programs begin a formula when they open a CSV file."""

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Bidirectional control characters, as a range of a regular expression."""

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Bounded, so that a text of nothing but letters costs no more than its length.
_ADDRESS = re.compile(r"[^\s@<>()\[\]{},;:“”\"'|]{1,64}@[^\s@<>()\[\]{},;:“”\"'|]{1,255}\.[^\W\d_]{2,63}")
_NUMBER_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_LEFT_OUT = "(address left out)"


def visible(text: str) -> str:
    """Replace every control and bidirectional character by a visible sign; except line breaks and tabs.

    The result can be displayed anywhere.
    """
    return _STEERING.sub(_sign, text)


def on_one_line(text: str) -> str:
    """Visible text without line breaks, so that it cannot be mistaken for a line of the program's own output."""
    return visible(text).replace("\n", "␤").replace("\t", " ")


def _sign(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(0x2400 + number)
    return "␡" if number == 0x7F else f"⟨U+{number:04X}⟩"


def could_be_formula(value: object) -> bool:
    """Whether a spreadsheet program would read the bare text in a CSV file as a formula; numbers are not formulas."""
    return isinstance(value, str) and value.startswith(FORMULA_STARTS)


def without_addresses(text: str) -> str:
    """Remove e-mail and IP addresses, which no output contains."""
    if "@" in text:
        text = _ADDRESS.sub(_LEFT_OUT, text)
    return _NUMBER_ADDRESS.sub(_LEFT_OUT, text) if text.count(".") >= 3 else text
