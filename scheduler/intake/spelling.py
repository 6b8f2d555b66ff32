"""Normalise texts for comparison: Unicode forms, case, punctuation, and look-alike letters of other scripts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_ALIKE = str.maketrans("‘’ʼ`´“”„‐‑‒–—−", "'''''\"\"\"------")
_CACHED = 50_000

_CYRILLIC = ("АВЕЅІЈКМНОРСТУХԜаеѕіјорсухԁһԛԝѵ", "ABESIJKMHOPCTYXWaesijopcyxdhqwv")
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp")
_ARMENIAN = ("ՕՏԼսօոհցզ", "OSLuonhgq")
_LOOK_ALIKE = {
    foreign: latin
    for letters, twins in (_CYRILLIC, _GREEK, _ARMENIAN)
    for foreign, latin in zip(letters, twins, strict=True)
}
_TO_LATIN = str.maketrans(_LOOK_ALIKE)


@lru_cache(_CACHED)
def tidy(text: str) -> str:
    """Unify Unicode forms, quotes, dashes, spaces and invisible letters; words and case are unchanged."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_ALIKE).split())


@lru_cache(_CACHED)
def normalise(text: str) -> str:
    """Tidy text in lower case: the form in which names are compared."""
    return tidy(text).casefold()


@lru_cache(_CACHED)
def bare(text: str) -> str:
    """Only the letters and digits of a normalised name: ``DC-3`` equals ``DC 3``."""
    return "".join(letter for letter in normalise(text).replace("&", " and ") if letter.isalnum())


@lru_cache(_CACHED)
def without_accents(text: str) -> str:
    """Normalised text with ``é`` as ``e``: the form in which words of several languages are compared."""
    apart = unicodedata.normalize("NFKD", normalise(text))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def latin_letters(text: str) -> str:
    """Replace look-alike letters of other scripts by Latin ones."""
    return text.translate(_TO_LATIN)


def foreign_letters(text: str) -> str:
    """A description of the look-alike letters in a Latin name, ““С” is Cyrillic”; empty if there are none."""
    foreign = [letter for letter in text if letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")]
    mixed = any(unicodedata.name(letter, "").startswith("LATIN") for letter in text)
    if not mixed or not foreign or any(letter not in _LOOK_ALIKE for letter in foreign):
        return ""
    return _described(foreign)


def look_alikes(text: str) -> str:
    """A description of letters that only look Latin; empty if there are none."""
    return _described([letter for letter in text if letter in _LOOK_ALIKE])


def _described(letters: list[str]) -> str:
    scripts: dict[str, list[str]] = {}
    for letter in dict.fromkeys(letters):
        scripts.setdefault(unicodedata.name(letter).split()[0].capitalize(), []).append(f"“{letter}”")
    described = [f"{', '.join(of)} {'is' if len(of) == 1 else 'are'} {script}" for script, of in scripts.items()]
    return " and ".join(described)
