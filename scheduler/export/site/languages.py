"""Guess the language of a text from its script, for screen readers and fonts."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ru", re.compile("[\u0400-\u052f]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Letters by which a second language of the same script is recognised.
_OTHERS = {"ar": ("fa", re.compile("[پچژگکی]")), "ru": ("uk", re.compile("[іїєґІЇЄҐ]"))}


def language(text: str) -> str:
    """The language tag of text that is not mostly in Latin letters; otherwise an empty string.

    The script determines Arabic, Chinese and Russian; languages in Latin letters are not distinguished.
    """
    counts = {tag: len(letters.findall(text)) for tag, letters in _SCRIPTS}
    tag = max(counts, key=lambda one: counts[one])
    if not counts[tag] or counts[tag] * 2 < len(_LATIN.findall(text)):
        return ""
    if counts["ja"]:
        return "ja"
    other, letters = _OTHERS.get(tag, ("", None))
    return other if letters and letters.search(text) else tag
