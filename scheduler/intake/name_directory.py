"""A directory of names: exact look-up, then fuzzy matching.

A fuzzy match counts only if it is both close (`CLOSE`) and well ahead of the second best (`LEAD`), compared without the
words that all names share: a plain ratio with a threshold of 85 got 6 of 24 realistic names wrong, these two thresholds
none. Digits must agree: Room 1 is not Room 2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from scheduler.intake.spelling import bare, latin_letters, normalise, without_accents

CLOSE = 88
LEAD = 8

COMPARISONS_AT_MOST = 1_000_000
"""Comparisons of two names in one directory: for 1,000 names, 500 texts that are none of them."""

_MOST_ALIKE = 20
_CANDIDATE = 60
_SHORTEST = 4
_SEPARATORS = re.compile(r"([;|\n\r,]+)")
_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_SAY_NOTHING = frozenset(
    (
        *("a", "an", "and", "at", "for", "in", "of", "on", "the", "to"),
        *("d", "de", "des", "du", "et", "l", "la", "le", "les", "pour", "sur"),
        *("del", "el", "las", "los", "para", "sobre", "y"),
    )
)
_SHARED_BY = 0.5
_SHARED_AMONG = 4


@dataclass(frozen=True)
class Likeness:
    """A name and its similarity to a text, from 0 to 100."""

    name: str
    score: float


class NameDirectory:
    """The names of the entries of one kind, each with its alternative spellings.

    `what` names one such thing (“room”), `where` says where they are listed (“sheet Rooms”). With `loose`, hyphens and
    spaces are ignored. A thing's own name takes precedence; an alternative name shared by two things finds neither.
    """

    def __init__(self, what: str, where: str = "", loose: bool = False):
        self.what = what
        self.where = where
        self._loose = loose
        self._own: dict[str, str] = {}
        self._others: dict[str, set[str]] = {}
        self._written: dict[str, set[str]] = {}
        self._in_latin: dict[str, set[str]] = {}
        self._likenesses: dict[str, tuple[Likeness, ...]] = {}
        self._compared: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._shared: frozenset[str] = frozenset()
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
            self._compared = {written: _distinctive(written, self._shared) for written in self._written}
        scores: dict[str, float] = {}
        hits = process.extract(_distinctive(text, self._shared), self._compared, scorer=fuzz.ratio, limit=None)
        for _, score, written in hits:
            for name in self._written[written]:
                scores[name] = max(score, scores.get(name, 0))
        order = sorted(scores, key=lambda name: (-scores[name], self._position[name]))
        return tuple(Likeness(name, scores[name]) for name in order)

    def _shared_words(self) -> frozenset[str]:
        """Words that occur in the names of at least half of the entries."""
        words: dict[str, set[str]] = {}
        for written, owners in self._written.items():
            for name in owners:
                words.setdefault(name, set()).update(_words(written))
        counts = Counter(word for of in words.values() for word in of)
        least = max(_SHARED_AMONG, len(self.names) * _SHARED_BY)
        return _SAY_NOTHING | {word for word, count in counts.items() if count >= least}

    def close(self, text: str) -> str | None:
        """The entry meant by a text, if one name is close to the text and well ahead of the second best."""
        if len(bare(text)) < _SHORTEST or not self.names:
            return None
        best, *others = self.likenesses(text)
        lead = best.score - (others[0].score if others else 0)
        if best.score < CLOSE or lead < LEAD:
            return None
        return best.name if self.has_number_of(best.name, text) else None

    def has_number_of(self, name: str, text: str) -> bool:
        """Whether one of an entry's names has the same numbers as a text."""
        digits = _numbers(text)
        return any(_numbers(written) == digits for written, owners in self._written.items() if name in owners)

    def nearest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """The entries with the most similar names, the most similar first: candidates to show to a person."""
        if self.is_ambiguous(text):
            return self.owners(text)[:most]
        if self._comparisons >= COMPARISONS_AT_MOST:
            return ()
        self._comparisons += len(self._written)
        ranked = {one.name: one.score for one in self.likenesses(text) if one.score >= _CANDIDATE}
        loosely = process.extract(
            normalise(text), {written: normalise(written) for written in self._written}, scorer=fuzz.WRatio, limit=8
        )
        for _, score, written in loosely:
            for name in sorted(self._written[written]):
                if score >= _CANDIDATE:
                    # Loose likeness (a part of a long name) counts, but comes after the strict one.
                    ranked[name] = max(ranked.get(name, 0), score * 0.9)
        return tuple(sorted(ranked, key=lambda name: (-ranked[name], self.names.index(name))))[:most]

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


def _numbers(text: str) -> list[int]:
    return sorted(int(digits) for digits in _DIGITS.findall(normalise(text)) if len(digits) < 20)


def _words(text: str) -> list[str]:
    return _WORDS.findall(without_accents(text.replace("&", " and ")))


def _distinctive(text: str, shared: frozenset[str]) -> str:
    """The words that distinguish names, in alphabetical order; all words if none is left."""
    words = _words(text)
    return " ".join(sorted([word for word in words if word not in shared] or words))
