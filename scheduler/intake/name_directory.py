"""A directory of names: exact look-up, then fuzzy matching.

A fuzzy match counts only if it is both close (`CLOSE`) and well ahead of the second best (`LEAD`), compared without the
words that all names share: a plain ratio with a threshold of 85 got 6 of 24 realistic names wrong, these two thresholds
none. What tells things apart must agree: Room 1 is not Room 2, Hall A is not Hall B, “not DC3” is not DC3.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from scheduler.intake.spelling import bare, latin_letters, normalise
from scheduler.intake.word_likeness import (
    GENERIC,
    SAY_NOTHING,
    WordIndex,
    distinctive,
    is_no_answer,
    letters_of,
    numbers_of,
    other_meanings,
    restrictions_of,
    words_of,
)

CLOSE = 88
LEAD = 8

COMPARISONS_AT_MOST = 1_000_000
"""Comparisons of two names in one directory: for 1,000 names, 500 texts that are none of them."""

_MOST_ALIKE = 20
_CANDIDATE = 65
_LIKELY = 60
_AHEAD = 12
_SHORTEST = 4
_SEPARATORS = re.compile(r"([;|\n\r,]+)")
_SHARED_BY = 0.5
_SHARED_AMONG = 4


@dataclass(frozen=True)
class Likeness:
    """A name and its similarity to a text, from 0 to 100."""

    name: str
    score: float


_NOTHING = Likeness("", 0)


class NameDirectory:
    """The names of the entries of one kind, each with its alternative spellings.

    `what` names one such thing (“room”), `where` says where they are listed (“sheet Rooms”), `hint` what else can be
    done about an unknown name. With `loose`, hyphens and spaces are ignored. A thing's own name takes precedence; an
    alternative name shared by two things finds neither.
    """

    likely_from: float = _LIKELY
    """Likeness, from 0 to 100, from which a name is the best guess."""

    letters_tell_apart = True
    """Whether single letters tell things apart, as in ``Hall A``; among people they are initials."""

    def __init__(self, what: str, where: str = "", loose: bool = False):
        self.what = what
        self.where = where
        self.hint = ""
        self._loose = loose
        self._own: dict[str, str] = {}
        self._others: dict[str, set[str]] = {}
        self._written: dict[str, set[str]] = {}
        self._in_latin: dict[str, set[str]] = {}
        self._likenesses: dict[str, tuple[Likeness, ...]] = {}
        self._compared: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._shared: frozenset[str] = frozenset()
        self._generic: frozenset[str] = frozenset()
        self._index: WordIndex | None = None
        self._most_separators = 0
        self._comparisons = 0
        self._position: dict[str, int] = {}
        self.names: list[str] = []

    def _key(self, text: str) -> str:
        return (bare(text) if self._loose else "") or normalise(text)

    def add(self, name: str, others: Iterable[str] = ()) -> str | None:
        """Add an entry. If one of this name exists, return it and add nothing."""
        earlier = self._own.get(self._key(name))
        if earlier is not None:
            return earlier
        self._position[name] = len(self.names)
        self.names.append(name)
        self._own[self._key(name)] = name
        self._note(name, name)
        for other in others:
            self.also(name, other)
        return None

    def also(self, name: str, other: str) -> str | None:
        """Add an alternative name; return another entry that already has it, if any."""
        key = self._key(other)
        if not key or self._own.get(key) == name:
            return None
        owners = self._others.setdefault(key, set())
        clash = self._own.get(key) or next((owner for owner in sorted(owners) if owner != name), None)
        owners.add(name)
        self._note(name, other)
        return clash

    def _note(self, name: str, written: str) -> None:
        self._written.setdefault(written, set()).add(name)
        self._in_latin.setdefault(self._key(latin_letters(written)), set()).add(name)
        self._most_separators = max(self._most_separators, len(_SEPARATORS.findall(written)))
        for remembered in (self._likenesses, self._compared, self._parts):
            remembered.clear()
        self._index = None

    def find(self, text: str) -> str | None:
        """The entry with this name or alternative name; None if there is none or more than one."""
        key = self._key(text)
        owners = self._others.get(key, set())
        return self._own.get(key) or (next(iter(owners)) if len(owners) == 1 else None)

    def find_exactly(self, text: str) -> str | None:
        """The entry with exactly this name, hyphens and spaces included."""
        found = self.find(text)
        plain = normalise(text)
        return found if any(normalise(written) == plain for written in self._written) else None

    def find_in_latin(self, text: str) -> str | None:
        """The only entry whose name is equal when look-alike letters of other scripts are read as Latin."""
        owners = self._in_latin.get(self._key(latin_letters(text)), set())
        return next(iter(owners)) if len(owners) == 1 else None

    def owners(self, text: str) -> tuple[str, ...]:
        """All entries with this name or alternative name."""
        key = self._key(text)
        owners = ({self._own[key]} if key in self._own else set()) | self._others.get(key, set())
        return tuple(owners) if len(owners) < 2 else tuple(name for name in self.names if name in owners)

    def is_ambiguous(self, text: str) -> bool:
        """Whether more than one entry has this name."""
        return self.find(text) is None and self._key(text) in self._others

    def likenesses(self, text: str) -> tuple[Likeness, ...]:
        """All entries by similarity to a text, the most similar first; words that all names share are ignored.

        Where most names in a long sheet are unknown, no more are compared after `COMPARISONS_AT_MOST`: nothing is then
        similar.
        """
        found = self._likenesses.get(text)
        if found is None and self._comparisons >= COMPARISONS_AT_MOST:
            return (Likeness("", 0),)
        if found is None:
            self._comparisons += len(self._written)
            found = self._likenesses[text] = self._compare(text)[:_MOST_ALIKE]
        return found

    def _compare(self, text: str) -> tuple[Likeness, ...]:
        if not self._compared:
            self._shared = self._shared_words()
            self._compared = {written: _joined(written, self._shared) for written in self._written}
        scores: dict[str, float] = {}
        hits = process.extract(_joined(text, self._shared), self._compared, scorer=fuzz.ratio, limit=None)
        for _, score, written in hits:
            for name in self._written[written]:
                scores[name] = max(score, scores.get(name, 0))
        return self._in_order(scores)

    def _in_order(self, scores: Mapping[str, float]) -> tuple[Likeness, ...]:
        order = sorted(scores, key=lambda name: (-scores[name], self._position[name]))
        return tuple(Likeness(name, scores[name]) for name in order)

    def _shared_words(self) -> frozenset[str]:
        """Words that occur in the names of at least half of the entries."""
        words: dict[str, set[str]] = {}
        for written, owners in self._written.items():
            for name in owners:
                words.setdefault(name, set()).update(words_of(written))
        counts = Counter(word for of in words.values() for word in of)
        least = max(_SHARED_AMONG, len(self.names) * _SHARED_BY)
        return SAY_NOTHING | {word for word, count in counts.items() if count >= least}

    def close(self, text: str) -> str | None:
        """The entry meant by a text, if one name is close to the text and well ahead of the second best."""
        if len(bare(text)) < _SHORTEST or not self.names:
            return None
        best, *others = self.likenesses(text)
        lead = best.score - (others[0].score if others else 0)
        if best.score < CLOSE or lead < LEAD:
            return None
        return best.name if self.may_mean(best.name, text) and self._is_of_one_meaning(best.name, text) else None

    def _is_of_one_meaning(self, name: str, text: str) -> bool:
        meaning = other_meanings(text)
        return any(other_meanings(written) == meaning for written, owners in self._written.items() if name in owners)

    def may_mean(self, name: str, text: str) -> bool:
        """Whether one of a thing's names agrees with a text in all that is never a slip.

        These are numbers, single letters, negations and words such as “any” or “test”.
        """
        return any(
            numbers_of(written) == numbers_of(text)
            and restrictions_of(written) == restrictions_of(text)
            and is_no_answer(written) == is_no_answer(text)
            and (not self.letters_tell_apart or letters_of(written) == letters_of(text))
            for written, owners in self._written.items()
            if name in owners
        )

    def _words_in_common(self, text: str) -> tuple[Likeness, ...]:
        """All things whose names have a word in common with a text that tells names apart, the most similar first."""
        if self._index is None:
            self._generic = self._shared_words() | GENERIC
            self._index = WordIndex(dict.fromkeys(self._written, self._generic))
        scores: dict[str, float] = {}
        for written, score in self._index.scores(text, self._generic).items():
            for name in self._written[written]:
                scores[name] = max(score, scores.get(name, 0))
        return self._in_order(scores)

    def guess(self, text: str) -> str | None:
        """The thing that a text most likely means, for a person to confirm; None without real likeness.

        It is None too if another thing is about as likely, or if text and name differ in what is never a slip.
        """
        if self.is_ambiguous(text):
            return self.owners(text)[0]
        best, second, *_ = (*self._words_in_common(text), _NOTHING, _NOTHING)
        likely = best.name if best.score >= max(self.likely_from, second.score + _AHEAD) else ""
        if not likely and best.score < self.likely_from:
            likely = self._one_word_alike(text)
        return likely if likely and self.may_mean(likely, text) else None

    def _one_word_alike(self, text: str) -> str:
        """The thing whose name is a word that begins like the text and resembles it: ``Alfa`` is ``Alpha``."""
        best, second, *_ = (*self.likenesses(text), _NOTHING, _NOTHING)
        if best.score < max(_CANDIDATE, second.score + LEAD):
            return ""
        words = distinctive(text, self._shared | GENERIC)
        if len(words) != 1 or not self._is_of_one_meaning(best.name, text):
            return ""
        (word,) = words
        names = [distinctive(name, self._shared | GENERIC) for name, of in self._written.items() if best.name in of]
        # Three letters are a code, unless they are a longer name with one letter left out.
        least = _SHORTEST if text.isupper() else _SHORTEST - 1
        alike = (
            len(name) == 1
            and name[0][0] == word[0]
            and least <= len(word)
            and max(len(word), len(name[0])) >= _SHORTEST
            for name in names
        )
        return best.name if any(alike) else ""

    def nearest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """The entries with the most similar names, the most similar first: candidates to show to a person."""
        if self.is_ambiguous(text):
            return self.owners(text)[:most]
        if self._comparisons >= COMPARISONS_AT_MOST or (restrictions_of(text) and self.guess(text) is None):
            return ()
        self._comparisons += len(self._written)
        ranked = {one.name: one.score for one in self._words_in_common(text) if one.score >= _LIKELY}
        for one in self.likenesses(text):
            # Alike as a whole counts, but comes after words in common.
            if one.score >= _CANDIDATE and self._is_of_one_meaning(one.name, text):
                ranked[one.name] = max(ranked.get(one.name, 0), one.score * 0.9)
        return tuple(one.name for one in self._in_order(ranked))[:most]

    def split(self, text: str) -> tuple[str, ...]:
        """Split a cell with several values at ``;``, ``|``, line breaks and commas, keeping known names whole.

        The longest known name from the left is taken. Unknown words between commas stay together if together they are
        close to a name with commas.
        """
        found = self._parts.get(text)
        if found is None:
            found = self._parts[text] = self._split(text)
        return found

    def _split(self, text: str) -> tuple[str, ...]:
        if not _SEPARATORS.search(text) or self.find(text):
            return (text.strip(),) if text.strip() else ()
        pieces = _SEPARATORS.split(text)
        parts: list[str] = []
        unknown: list[str] = []
        at = 0
        while at < len(pieces):
            end = self._known_until(pieces, at)
            word = "".join(pieces[at : end or at + 1]).strip()
            if end is not None:
                parts += [*self._run(unknown), word]
                unknown = []
            elif word:
                unknown.append(word)
            at = (end or at + 1) + 1
            if pieces[at - 1 : at] != [","]:
                parts += self._run(unknown)
                unknown = []
        return (*parts, *self._run(unknown))

    def _known_until(self, pieces: list[str], at: int) -> int | None:
        """The end of the longest known name that begins at a piece; every second piece is a separator."""
        for separators in range(self._most_separators, -1, -1):
            end = at + 1 + 2 * separators
            if end <= len(pieces) and self.find("".join(pieces[at:end]).strip()):
                return end
        return None

    def _run(self, unknown: list[str]) -> list[str]:
        whole = ", ".join(unknown)
        return [whole] if len(unknown) > 1 and self.close(whole) else list(unknown)


def _joined(text: str, shared: frozenset[str]) -> str:
    """The words that tell names apart, in alphabetical order, to be compared as a whole."""
    return " ".join(sorted(distinctive(text, shared)))
