"""How texts are compared: Unicode forms, case, punctuation, and letters of other scripts that look like Latin ones."""

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
    """Unicode forms, quotes, dashes, spaces and invisible letters made alike; words and case stay as they are."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_ALIKE).split())


@lru_cache(_CACHED)
def normalise(text: str) -> str:
    """Tidied, and without regard to case: how names are compared."""
    return tidy(text).casefold()


@lru_cache(_CACHED)
def bare(text: str) -> str:
    """Only letters and digits of a normalised name: ``DC-3`` and ``DC 3`` are one."""
    return "".join(letter for letter in normalise(text).replace("&", " and ") if letter.isalnum())


@lru_cache(_CACHED)
def without_accents(text: str) -> str:
    """Normalised, and ``é`` as ``e``: how words of several languages are compared."""
    apart = unicodedata.normalize("NFKD", normalise(text))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def latin_letters(text: str) -> str:
    """Letters of other scripts that look like Latin ones, written as these."""
    return text.translate(_TO_LATIN)


def foreign_letters(text: str) -> str:
    """What is odd about a Latin name in which some letters are of another script: ““С” is Cyrillic”; else empty."""
    foreign = [letter for letter in text if letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")]
    mixed = any(unicodedata.name(letter, "").startswith("LATIN") for letter in text)
    if not mixed or not foreign or any(letter not in _LOOK_ALIKE for letter in foreign):
        return ""
    return _described(foreign)


def look_alikes(text: str) -> str:
    """The letters of a text that only look Latin, described; empty where there are none."""
    return _described([letter for letter in text if letter in _LOOK_ALIKE])


def _described(letters: list[str]) -> str:
    scripts: dict[str, list[str]] = {}
    for letter in dict.fromkeys(letters):
        scripts.setdefault(unicodedata.name(letter).split()[0].capitalize(), []).append(f"“{letter}”")
    described = [f"{', '.join(of)} {'is' if len(of) == 1 else 'are'} {script}" for script, of in scripts.items()]
    return " and ".join(described)
