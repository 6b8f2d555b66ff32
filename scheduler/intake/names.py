"""Names as people write them: normalised, with aliases and former names; nothing is guessed.

A name is known when it equals, after normalising, the name or one of the other names of exactly one thing. For
everything else the nearest names are offered in the message, and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from scheduler.intake.problems import Problem, Severity
from scheduler.intake.table import Cell
from scheduler.vocabulary import Kind

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_ALIKE = str.maketrans("‘’ʼ`´“”„‐‑‒–—−", "'''''\"\"\"------")
_SEVERAL = re.compile(r"[;|\n\r]+")
_NEAR_ENOUGH = 60

KIND_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.JOINT: ("joint sessions", "joint coalition session", "joint dc session"),
    Kind.INDIVIDUAL: ("individual sessions", "own session", "individual dc session"),
    Kind.MAIN_SLOT: ("main session slot", "slot in a main session", "slot in a thematic main session"),
    Kind.SEGMENT: ("coalition main session", "dc main session", "segment", "consolidated session"),
    Kind.DAY_ZERO: ("day zero", "day 0", "day 0 event", "day zero session"),
    Kind.BILATERAL: ("bilateral", "bilateral room", "bilateral meeting room", "bilateral meetings"),
    Kind.BOOTH: ("booth", "booth in the village", "booth or meeting point", "booth shifts"),
}
"""Other ways in which forms name the kinds of presence."""


def tidy(text: str) -> str:
    """Unicode forms, quotes, dashes, spaces and invisible letters made alike; words and case stay as they are."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_ALIKE).split())


def normalise(text: str) -> str:
    """Tidied, and without regard to case: how names are compared."""
    return tidy(text).casefold()


def bare(text: str) -> str:
    """Only letters and digits of a normalised name: ``DC-3`` and ``DC 3`` are one."""
    return "".join(letter for letter in normalise(text).replace("&", " and ") if letter.isalnum())


class Directory:
    """The names of one sort of thing and the ways in which each may be written.

    `what` names one such thing (“room”), `where` says where they are listed (“sheet Rooms”). With `loose`, hyphens
    and spaces do not count. A thing's own name comes first; where two things share another name, it finds neither.
    """

    def __init__(self, what: str, where: str = "", loose: bool = False):
        self.what = what
        self.where = where
        self._loose = loose
        self._own: dict[str, str] = {}
        self._others: dict[str, set[str]] = {}
        self._written: dict[str, str] = {}
        self.names: list[str] = []

    def _key(self, text: str) -> str:
        return (bare(text) if self._loose else "") or normalise(text)

    def add(self, name: str, others: Iterable[str] = ()) -> str | None:
        """Add a thing; returns the earlier thing of the same name if there is one, and then adds nothing."""
        earlier = self._own.get(self._key(name))
        if earlier is not None:
            return earlier
        self.names.append(name)
        self._own[self._key(name)] = name
        self._written[name] = name
        for other in others:
            self.also(name, other)
        return None

    def also(self, name: str, other: str) -> str | None:
        """Let `name` answer to `other` too; returns another thing that answers to it already, if there is one."""
        key = self._key(other)
        if not key or self._own.get(key) == name:
            return None
        owners = self._others.setdefault(key, set())
        clash = self._own.get(key) or next((owner for owner in sorted(owners) if owner != name), None)
        owners.add(name)
        self._written.setdefault(other, name)
        return clash

    def find(self, text: str) -> str | None:
        """The thing that answers to this name, None where there is none or more than one."""
        key = self._key(text)
        owners = self._others.get(key, set())
        return self._own.get(key) or (next(iter(owners)) if len(owners) == 1 else None)

    def is_ambiguous(self, text: str) -> bool:
        """Whether more than one thing answers to this name."""
        return self.find(text) is None and self._key(text) in self._others

    def nearest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """The things whose names come closest, the closest first; for messages only."""
        hits = process.extract(
            normalise(text), {written: normalise(written) for written in self._written}, scorer=fuzz.WRatio, limit=8
        )
        near = [self._written[written] for _, score, written in hits if score >= _NEAR_ENOUGH]
        return tuple(dict.fromkeys(near))[:most]

    def split(self, text: str) -> tuple[str, ...]:
        """Several values of one cell: apart at ``;``, ``|`` and line breaks, at commas only between known names."""
        parts: list[str] = []
        for piece in _SEVERAL.split(text):
            parts.extend(self._at_commas(piece.strip()))
        return tuple(parts)

    def _at_commas(self, piece: str) -> list[str]:
        """The longest known names from the left; what stands between them stays as one unknown piece."""
        if not piece or "," not in piece or self.find(piece):
            return [piece] if piece else []
        words = piece.split(",")
        parts: list[str] = []
        at = 0
        while at < len(words):
            end = next((e for e in range(len(words), at, -1) if self.find(",".join(words[at:e]))), at + 1)
            part = ",".join(words[at:end]).strip()
            if part:
                parts.append(part)
            at = end
        return parts


def directory_of(words: Iterable[str], what: str) -> Directory:
    """A directory of a fixed list of words."""
    directory = Directory(what, loose=True)
    for word in words:
        directory.add(str(word))
    return directory


def kind_directory() -> Directory:
    """The kinds of presence, with other ways to write them."""
    directory = directory_of(Kind, "kind of presence")
    for kind, names in KIND_NAMES.items():
        for name in names:
            directory.also(kind.value, name)
    return directory


def resolve(cell: Cell, directory: Directory, problems: list[Problem], severity: Severity = Severity.ERROR) -> str:
    """The thing that a cell names; after a problem, or for an empty cell, the empty text."""
    if cell.fault:
        problems.append(fault_problem(cell))
        return ""
    if not cell.text:
        return ""
    found = directory.find(cell.text)
    if found is None:
        problems.append(unknown(cell, directory, severity))
    return found or ""


def resolve_all(cell: Cell, directory: Directory, problems: list[Problem]) -> tuple[str, ...]:
    """The things that a cell names, in its order, each once; a repeated name is a warning."""
    if cell.fault:
        problems.append(fault_problem(cell))
        return ()
    found: list[str] = []
    for part in directory.split(cell.text):
        name = resolve(cell.with_text(part), directory, problems)
        if name in found:
            problems.append(cell.problem(f"“{name}” is listed twice", "list it once", Severity.WARNING))
        elif name:
            found.append(name)
    return tuple(found)


def unknown(cell: Cell, directory: Directory, severity: Severity = Severity.ERROR) -> Problem:
    """“Salle 55” is no room of sheet Rooms; did you mean Salle 5?"""
    listed = f" of {directory.where}" if directory.where else ""
    near = directory.nearest(cell.text)
    article = "an" if directory.what[0] in "aeiou" else "a"
    if near:
        remedy = "write " + " or ".join(f"“{name}”" for name in near)
    elif directory.names and not directory.where:
        remedy = "write " + " or ".join(f"“{name}”" for name in directory.names)
    else:
        remedy = f"add it to {directory.where}" if directory.where else f"write {article} {directory.what}"
    if near and directory.where:
        remedy += f", or add it to {directory.where}"
    return cell.problem(f"“{cell.text}” is no {directory.what}{listed}", remedy, severity)


def fault_problem(cell: Cell) -> Problem:
    """What to say of a cell whose value cannot be known."""
    return cell.problem(cell.fault, "write the value itself into the cell")
