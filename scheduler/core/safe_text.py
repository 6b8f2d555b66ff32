"""Text that somebody wrote into a form, and the places where it must stay nothing but text.

A name in a survey may begin like a formula, hold the codes that steer a terminal, or turn the direction of what
follows it. Each output keeps such text as it is where that does no harm, and makes it visible where it would.
"""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Spreadsheets take text that begins so for a formula when they open a CSV file."""

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of text, as a range of a regular expression."""

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Bounded, so that a text of nothing but letters costs no more than its length.
_ADDRESS = re.compile(r"[^\s@<>()\[\]{},;:“”\"'|]{1,64}@[^\s@<>()\[\]{},;:“”\"'|]{1,255}\.[^\W\d_]{2,63}")
_NUMBER_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_LEFT_OUT = "(address left out)"


def visible(text: str) -> str:
    """The text with every character that steers a terminal or turns its direction as a visible sign.

    Line breaks and tabs stay. What `visible` returns can be shown anywhere.
    """
    return _STEERING.sub(_sign, text)


def on_one_line(text: str) -> str:
    """Visible text without line breaks, so that it cannot pass for a line of the program's own."""
    return visible(text).replace("\n", "␤").replace("\t", " ")


def _sign(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(0x2400 + number)
    return "␡" if number == 0x7F else f"⟨U+{number:04X}⟩"


def could_be_formula(value: object) -> bool:
    """Whether a spreadsheet would take this for a formula if it stood bare in a CSV file; numbers are numbers."""
    return isinstance(value, str) and value.startswith(FORMULA_STARTS)


def without_addresses(text: str) -> str:
    """The text without e-mail and IP addresses, which stay out of every output."""
    if "@" in text:
        text = _ADDRESS.sub(_LEFT_OUT, text)
    return _NUMBER_ADDRESS.sub(_LEFT_OUT, text) if text.count(".") >= 3 else text
