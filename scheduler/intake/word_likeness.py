"""Likeness of names by the words that tell them apart: which of them a person may have meant.

Words that many names share (“Dynamic Coalition on …”, “hall”) do not count. A word matches the same word, or with four
letters and more one that is misspelt; shorter words are codes and must be equal. Numbers, single letters, negations and
words such as “any” are never a slip: a text that differs from a name in one of them does not mean it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from scheduler.intake.spelling import normalise, tidy, without_accents

SAY_NOTHING = frozenset(
    (
        *("a", "an", "and", "at", "for", "in", "of", "on", "the", "to"),
        *("d", "de", "des", "du", "et", "l", "la", "le", "les", "pour", "sur"),
        *("del", "el", "las", "los", "para", "sobre", "y"),
    )
)
"""Words that never tell names apart."""

GENERIC = frozenset(
    (
        *("dc", "dynamic", "coalition", "coalitions", "igf", "session", "sessions", "event", "events", "meeting"),
        *("meetings", "workshop", "workshops", "room", "rooms", "hall", "conference", "building", "floor", "day"),
        *("dynamique", "dynamiques", "salle", "salles", "reunion", "jour", "seance", "atelier", "evenement"),
        *("dinamica", "coalicion", "sala", "salas", "dia", "sesion", "taller", "evento"),
    )
)
"""Words of names of many things: alike in them alone, two names are not alike."""

OTHER_MEANING = frozenset(
    (
        *("lunch", "dinner", "breakfast", "coffee", "break", "reception", "panel", "talk", "keynote", "tutorial"),
        *(
            "bof",
            "lightning",
            "poster",
            "other",
            "social",
            "party",
            "participation",
            "online",
            "remote",
            "presentation",
        ),
    )
)
"""Words that mean something of their own, so that they are no misspelling of another word: lunch is no launch."""

NEGATIONS = frozenset(
    (
        *("not", "no", "none", "but", "except", "without", "never", "neither", "nor", "excluding", "don't", "cannot"),
        *("sauf", "pas", "sans", "aucun", "aucune", "jamais", "ni", "hormis", "excepte"),
        *("salvo", "sin", "nunca", "tampoco", "excepto", "menos", "ningun", "ninguna"),
    )
)
WHOEVER = frozenset(
    (
        *("any", "anyone", "anybody", "anything", "anywhere", "whoever", "whichever", "whatever", "everyone"),
        *("everybody", "everything", "all", "whole", "n'importe", "tous", "toutes", "tout", "peu", "quiconque"),
        *("cualquiera", "cualquier", "todos", "todas", "todo"),
    )
)
"""Words that name nobody in particular."""

NO_ANSWER = frozenset(
    (
        *("test", "testing", "tests", "teste", "prueba", "essai", "total", "totals", "sum", "subtotal", "totaux"),
        *("asdf", "qwerty", "lorem", "dummy", "spam", "example", "exemple", "ejemplo"),
    )
)
"""Words of rows that are no answer: tests, totals, spam."""

MISSPELT = 0.75
"""Share of letters, from 0 to 1, that a misspelt word leaves right: one slip in four letters, two in eight."""

_SHORTEST = 4
_LONGEST = 300
_WORDS = re.compile(r"\w+(?:'\w+)?")
_WRITTEN_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_LETTER_AND_NUMBER = re.compile(r"([a-z]?)(\d+)([a-z]?)")
_ROMAN = re.compile(r"i{1,3}|iv|vi{0,3}|ix|x")
_NUMBER_SIGN = re.compile(r"\bn[or]?(?:[.°º]\s*(?=\w)|\s*(?=\d))")
_ARTICLES = frozenset("adelosuày")


def words_of(text: str) -> list[str]:
    """The words of a text in comparable form."""
    return _WRITTEN_WORDS.findall(without_accents(text[:_LONGEST].replace("&", " and ")))


def numbers_of(text: str) -> list[int]:
    """The numbers in a text, in order of size."""
    return sorted(int(digits) for digits in _DIGITS.findall(normalise(text)) if len(digits) < 20)


def letters_of(text: str) -> list[str]:
    """Single letters and Roman numerals that tell things apart, ``Hall B`` or ``Room 1b``; articles are none."""
    found: list[str] = []
    words = _WRITTEN_WORDS.findall(tidy(text[:_LONGEST]))
    for place, word in enumerate(words):
        plain = without_accents(word)
        if match := _LETTER_AND_NUMBER.fullmatch(plain):
            found += [letter for letter in (match[1], match[3]) if letter]
        elif len(plain) == 1 and plain.isalpha():
            as_name = (word.isupper() and len(words) > 1) or 0 < place == len(words) - 1
            if as_name or plain not in _ARTICLES:
                found.append(plain)
        elif _ROMAN.fullmatch(plain):
            found.append(plain)
    return sorted(found)


def _without_number_sign(text: str) -> list[str]:
    return _WORDS.findall(_NUMBER_SIGN.sub("", without_accents(text[:_LONGEST])))


def restrictions_of(text: str) -> frozenset[str]:
    """Negations and words such as “any” in a text."""
    return frozenset(_without_number_sign(text)) & (NEGATIONS | WHOEVER)


def other_meanings(text: str) -> frozenset[str]:
    """The words in a text that mean something of their own, in the singular."""
    return frozenset(word.removesuffix("s") for word in words_of(text)) & OTHER_MEANING


def is_no_answer(text: str) -> bool:
    """Whether a text is that of a test, a total or spam."""
    words = _without_number_sign(text)
    return bool(words) and len(words) <= 3 and bool(NO_ANSWER & set(words))


def distinctive(text: str, shared: frozenset[str]) -> list[str]:
    """The words that tell names apart; all words if none is left."""
    words = words_of(text)
    return [word for word in words if word not in shared] or words


class WordIndex:
    """The words of many written names, to find the names that have words in common with a text."""

    def __init__(self, names: Mapping[str, frozenset[str]]):
        """`names`: each written form with the words that do not count in it."""
        self._words: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        for written, ignored in names.items():
            self._words[written] = [word for word in dict.fromkeys(words_of(written)) if word not in ignored]
            for word in self._words[written]:
                self._names.setdefault(word, []).append(written)
        self._vocabulary = [word for word in self._names if len(word) >= _SHORTEST and word.isalpha()]

    def scores(self, text: str, ignored: frozenset[str]) -> dict[str, float]:
        """Likeness of each written name that has a word in common with a text, from 0 to 100.

        It is the mean of two shares of letters: those of the text that the name has, and those of the name that the
        text has.
        """
        words = [word for word in dict.fromkeys(words_of(text)) if word not in ignored]
        total = sum(map(len, words))
        of_text: dict[str, float] = defaultdict(float)
        of_name: dict[str, float] = defaultdict(float)
        for word in words:
            best: dict[str, tuple[float, int]] = {}
            for other, score in self._alike(word).items():
                for written in self._names[other]:
                    best[written] = max(best.get(written, (0.0, 0)), (score, len(other)))
            for written, (score, letters) in best.items():
                of_text[written] += len(word) * score / 100
                of_name[written] += letters * score / 100
        return {
            written: 50 * (min(1.0, of_text[written] / total) + min(1.0, of_name[written] / self._letters(written)))
            for written in of_text
        }

    def _letters(self, written: str) -> int:
        return sum(map(len, self._words[written]))

    def _alike(self, word: str) -> dict[str, float]:
        """The words of names that are this word, or this word misspelt, with their similarity."""
        found = {word: 100.0} if word in self._names else {}
        if len(word) < _SHORTEST or not word.isalpha():
            return found
        close = process.extract(
            word, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=MISSPELT, limit=None
        )
        return found | {
            other: 100 * share for other, share, _ in close if other_meanings(other) == other_meanings(word)
        }
