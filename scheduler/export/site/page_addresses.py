"""File names and anchors of pages: unique, in ASCII, valid on every operating system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from scheduler.core.safe_text import without_addresses

LONGEST = 48
"""Maximum length of a name in an address."""


def addresses(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """An address ``prefix-name`` for each name, in lower-case ASCII letters, digits and hyphens; all are unique.

    The prefix avoids reserved device names and is not repeated in names that begin with it. A name without Latin
    letters is replaced by its position, from 1.
    """
    found: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        plain = _plain(name) or str(number)
        whole = plain if plain.startswith(f"{prefix}-") else f"{prefix}-{plain}"
        unique, copy = whole, 2
        while unique in found.values():
            unique, copy = f"{whole}-{copy}", copy + 1
        found[name] = unique
    return found


def _plain(name: str) -> str:
    """A name reduced to small ASCII letters, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", without_addresses(name)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")
