"""Match the text of a header to a question: by its text or a synonym with certainty, by similarity as a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from scheduler.intake.spelling import normalise, without_accents
from scheduler.intake.survey.survey_questions import MARKS, QUESTIONS
from scheduler.intake.word_likeness import NEGATIONS, restrictions_of

GUESSED_FROM = 62
"""Similarity, from 0 to 100, from which a header is guessed to be a question."""

_SAY_NOTHING = frozenset(
    (
        *("a", "an", "and", "are", "at", "do", "does", "for", "in", "is", "of", "on", "or", "the", "to", "you", "your"),
        *("what", "which", "would", "will", "with", "please", "this", "that", "be", "like", "have"),
        *("au", "aux", "d", "de", "des", "du", "en", "est", "et", "l", "la", "le", "les", "pour", "quel", "quelle"),
        *("quelles", "quels", "qui", "que", "souhaitez", "sur", "un", "une", "votre", "vos", "vous", "avez", "avec"),
        *("con", "cual", "cuales", "del", "desea", "el", "es", "los", "las", "para", "por", "que", "se", "su", "sus"),
        *("una", "y", "quien", "tiene"),
    )
)
_ORDINALS = {
    **dict.fromkeys(("first", "1st", "premier", "premiere", "1er", "1ere", "primer", "primera", "1a", "1o"), "1"),
    **dict.fromkeys(("second", "2nd", "deuxieme", "2e", "2eme", "segundo", "segunda", "2a", "2o"), "2"),
    **dict.fromkeys(("third", "3rd", "troisieme", "3e", "3eme", "tercer", "tercera", "3a", "3o"), "3"),
    **dict.fromkeys(("fourth", "4th", "quatrieme", "4e", "4eme", "cuarto", "cuarta", "4a", "4o"), "4"),
    **dict.fromkeys(("fifth", "5th", "cinquieme", "5e", "5eme", "quinto", "quinta", "5a", "5o"), "5"),
    **dict.fromkeys(("sixth", "6th", "sixieme", "6e", "6eme", "sexto", "sexta", "6a", "6o"), "6"),
    **dict.fromkeys(("seventh", "7th", "septieme", "7e", "7eme", "septimo", "septima", "7a", "7o"), "7"),
}
_CHOICE = r"(?:choice|preference|priority|rank|ranking|place|position|choix|rang|priorite|eleccion|opcion|prioridad)"
_NUMBERED = re.compile(
    rf"(?:{_CHOICE}|no|n°)?\.?\s*#?(\d{{1,2}})(?:\s*(?:st|nd|rd|th|er|ere|e|eme|a|o|º|ª))?(?:\s*{_CHOICE})?"
)
_NUMBER_AT_END = re.compile(r"(?<!\d)([1-9]\d?)\)?\Z")
_NAMES_OF_DAYS = frozenset(("day", "days", "jour", "jours", "día", "días"))
"""Questions that a number makes the name of a day: “Day 1”."""


@dataclass(frozen=True)
class HeaderMeaning:
    """The field of a question; `item` is the place in a ranking that the column is for.

    `number` is that of a column among several for one question: ``Theme 1``, ``Theme 2``; 0 without a number.
    """

    field: str
    item: str = ""
    number: int = 0


@lru_cache(5000)
def meaning(header: str) -> HeaderMeaning | None:
    """The question of a header, if it is certain; else None.

    Microsoft Forms writes ``Question2`` if a question is repeated, for instance in branches of a form; other forms have
    a column for each of several answers, ``Theme 1`` and ``Theme 2``.
    """
    key = _key(header)
    if field := _BY_HEADER.get(key):
        return HeaderMeaning(field)
    stem, number = numbered(header)
    if number and stem not in _NAMES_OF_DAYS and (field := _BY_HEADER.get(stem) or _BY_HEADER.get(f"{stem}s")):
        return HeaderMeaning(field, number=number)
    words = key.split()
    # “First choice” is a place in the ranking; a number alone is nothing.
    if len(words) > 1 and re.search(_CHOICE, without_accents(key)) and (place := place_in_ranking(key)):
        return HeaderMeaning("ranking", str(place))
    return None


@lru_cache(5000)
def numbered(header: str) -> tuple[str, int]:
    """The normalised words of a header before its number, and the number; 0 if it does not end in one."""
    key = _key(header)
    match = _NUMBER_AT_END.search(key)
    if match is None or match.start() == 0:
        return key, 0
    return _key(_without_number_signs(key[: match.start()])), int(match[1])


def _without_number_signs(stem: str) -> str:
    """The words before a number without what announces it, such as “#” or “no.”; unchanged if nothing is left."""
    shorter = stem.rstrip(" \t#(").removesuffix("no.").removesuffix("n°")
    return stem if not shorter else shorter if shorter == stem else _without_number_signs(shorter)


def is_known(header: str) -> bool:
    """Whether the question of a header is certain."""
    return meaning(header) is not None


def place_in_ranking(text: str) -> int | None:
    """Parse ``2``, ``2nd choice``, ``Second choice``, ``deuxième choix`` or ``Rank 2`` as 2; None otherwise."""
    plain = without_accents(text).rstrip(" .:")
    if re.fullmatch(r"\d{1,2}\.0+", plain):
        plain = plain.split(".")[0]
    if match := _NUMBERED.fullmatch(plain):
        return int(match[1]) or None
    words = plain.split()
    found = _ORDINALS.get(words[0]) if words else None
    rest = " ".join(words[1:])
    return int(found) if found and (not rest or re.fullmatch(_CHOICE, rest)) else None


_COMPARED = 500
"""The number of letters of a header that are compared; longer texts would take seconds and no question has more."""


def likeness(header: str, field: str) -> float:
    """Similarity of a header to a question's text or its best synonym, from 0 to 100.

    It is 0 for a header with a negation, “with whom would you rather not …”, if the question has none.
    """
    if restrictions_of(header) & NEGATIONS and field not in _NEGATED:
        return 0.0
    words = _content(header)
    return max((_alike(words, _content(other)) for other in _HEADERS[field]), default=0.0)


@lru_cache(5000)
def guess_field(header: str) -> str:
    """The most similar question to a header; empty if none is close."""
    if found := meaning(header):
        return found.field
    best = max(_HEADERS, key=lambda field: likeness(header, field))
    return best if likeness(header, best) >= GUESSED_FROM else ""


def _alike(one: str, other: str) -> float:
    """Similarity by words in common, reduced by the words left over."""
    if not one or not other:
        return 0.0
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2


@lru_cache(5000)
def _content(header: str) -> str:
    words = re.findall(r"\w+", without_accents(header[:_COMPARED]))
    return " ".join([word for word in words if word not in _SAY_NOTHING])


def _key(header: str) -> str:
    return normalise(header.replace("_", " ")).strip(" ?.:*¿")


_HEADERS = {
    question.field: (question.field.replace("_", " "), question.text, *question.synonyms)
    for question in (*QUESTIONS, *MARKS)
}
_NEGATED = {field for field, forms in _HEADERS.items() if any(restrictions_of(form) & NEGATIONS for form in forms)}
_BY_HEADER = {
    _key(header): question.field
    for question in (*QUESTIONS, *MARKS)
    for header in (question.field, question.text, *question.synonyms)
}
