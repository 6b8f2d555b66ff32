"""File names and anchors of pages: plain, unique, valid on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from scheduler.core.safe_text import without_addresses

LONGEST = 48
"""Letters of a name that are kept."""


def addresses(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """For each name ``prefix-name`` in small Latin letters, figures and hyphens; no two are the same.

    The prefix keeps off the names that a system reserves for its devices. A name that begins with the prefix does not
    get it twice; one without Latin letters goes by its number in the order given.
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
    letters = unicodedata.normalize("NFKD", without_addresses(name)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")
