"""A second reading of answers, written apart from `scheduler.intake`: by key words, and nothing where in doubt.

It knows the questions of `sloppy` only, and is small because it may refuse: None says that a person must be asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from scheduler.core.vocabulary import Kind

Reading = tuple[object, ...] | None

_REFUSING = {"not", "no", "but", "except", "without", "anything", "everything", "all", "any", "anybody", "whoever"}
_REFUSING |= {"whatever", "whenever", "sauf", "pas", "sans", "salvo", "sin", "tous", "sure", "see", "maybe"}
_SAYING_NOTHING = {"", "-", "n/a", "tbc", "none", "none.", "unknown", "aucun", "ninguno", "—", "..."}

_KIND_WORDS: tuple[tuple[str, Kind], ...] = (
    ("main-session slot|main session slot|slot in a main", Kind.MAIN_SLOT),
    ("coalitions main", Kind.SEGMENT),
    ("joint|conjunta", Kind.JOINT),
    ("individu|own session", Kind.INDIVIDUAL),
    ("day-zero|day zero|day 0|dia cero", Kind.DAY_ZERO),
    ("bilateral", Kind.BILATERAL),
    ("booth", Kind.BOOTH),
)
_COALITION_WORDS = {
    "alpha|village net": "DC-Alpha",
    "beta|reading ro": "DC-Beta",
    "gamma|trusted da": "DC-Gamma",
    "delta|fair te": "DC-Delta",
    "epsilon|calm comp": "DC-Epsilon",
}
_THEME_WORDS = {"access": "ACCESS", "data": "DATA", "rights": "RIGHTS"}
_SERVICE_WORDS = {
    "caption|sous-titrage": "captioning",
    "hybrid|online|remota": "hybrid",
    "interpretation": "interpretation",
    "step-free|wheelchair": "step-free",
}
_DAY_WORDS = {
    r"day ?0|2027-06-07|monday": "Day 0",
    r"day ?1|2027-06-08|tuesday": "Day 1",
    r"day ?2|2027-06-09|wednesday": "Day 2",
}
_YES = {"yes", "y", "oui", "si", "✓", "1", "true"}
_NO = {"no", "n", "non", "0"}


def reading(field: str, value: object) -> Reading:
    """What an answer says; an empty tuple for nothing, None where it cannot be told."""
    text = _plain(value)
    if text in _SAYING_NOTHING:
        return ()
    return _READERS[field](text)


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFD", "" if value is None else str(value))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.replace("…", "...").replace("’", "'").replace("'", "").replace("‐", "-").replace("\u2011", "-")
    text = re.sub(r"</?(?:b|li)>", "\n", text)
    return re.sub(r"[^\S\n]+", " ", text).strip().lower()


def _names(words: Mapping[str, str], least_apart: str = r"[;|\n,]+") -> Callable[[str], Reading]:
    """A reader of several names: every part must hold the words of exactly one of them, and none that refuses."""

    def read(text: str) -> Reading:
        found: list[object] = []
        for part in filter(None, (part.strip() for part in re.split(least_apart, text))):
            if _REFUSING & set(re.findall(r"[a-z]+", part)):
                return None
            matches = {name for pattern, name in words.items() if re.search(pattern, part)}
            if len(matches) != 1:
                return None
            found += matches
        return tuple(found)

    return read


def _one_coalition(text: str) -> Reading:
    matches = {name for pattern, name in _COALITION_WORDS.items() if re.search(pattern, text)}
    return tuple(matches) if len(matches) == 1 else None


def _ranking(text: str) -> Reading:
    placed: list[tuple[int, object]] = []
    for number, part in enumerate(filter(None, (part.strip() for part in re.split(r"[;|\n]+", text))), start=1):
        if _REFUSING & set(re.findall(r"[a-z]+", part)):
            return None
        found = next((kind for pattern, kind in _KIND_WORDS if re.search(pattern, part)), None)
        if found is None:
            return None
        own = re.match(r"(\d)\. ", part)
        placed.append((int(own[1]) if own else number, found))
    return tuple(kind for _, kind in sorted(placed, key=lambda pair: pair[0]))


def _yes_or_no(text: str) -> Reading:
    word = text.rstrip(".")
    first = re.split(r"[ ,(-]", word, maxsplit=1)[0]
    if word in _YES | _NO:
        return (word in _YES,)
    if first in ("yes", "no") and " and " not in word:
        return (first == "yes",)
    return None


def _number(text: str) -> Reading:
    match = re.fullmatch(r"(?:about |~|up to )?(\d{1,3}(?: \d{3})+|\d+)(?:\+| people| participants| or so)?", text)
    return (int(match[1].replace(" ", "")),) if match else None


def _slot_minutes(text: str) -> Reading:
    match = re.fullmatch(r"(10|15|20)(?: or more|'| ?min(?:ute)?s?)?", text)
    return (int(match[1]),) if match else None


def _windows(text: str) -> Reading:
    """One day, or a half or hours of it."""
    if _REFUSING & set(re.findall(r"[a-z]+", text)):
        return None
    days = {name for pattern, name in _DAY_WORDS.items() if re.search(pattern, text)}
    rest = re.sub("|".join(_DAY_WORDS), "", text).strip(" ,()")
    hours = re.fullmatch(r"0?9(?::00| am) ?[-–] ?12(?::00| noon)", rest)
    spans = {"": (0, 1440), "morning": (0, 780), "afternoon": (780, 1440)}
    spans |= {f"in the {half}": spans[half] for half in ("morning", "afternoon")}
    span = (540, 720) if hours else spans.get(rest)
    return tuple((day, *span) for day in days) if len(days) == 1 and span else None


_READERS: dict[str, Callable[[str], Reading]] = {
    "coalition": _one_coalition,
    "ranking": _ranking,
    "themes": _names(_THEME_WORDS),
    "partners": _names(_COALITION_WORDS),
    "vetoes": _names(_COALITION_WORDS),
    "ready": _yes_or_no,
    "audience": _number,
    "slot_minutes": _slot_minutes,
    "needs": _names(_SERVICE_WORDS),
    "preferred_days": _names(_DAY_WORDS),
    "unavailable": _windows,
}
