"""File names for coalitions, rooms and people that are valid on every operating system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from scheduler.core.safe_text import without_addresses

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_REFUSED = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]')
_LONGEST = 150
"""Maximum bytes of a name without suffix: systems allow 255, and temporary names are longer."""


def file_names(names: Iterable[str]) -> dict[str, str]:
    """The file name, without suffix, of each name; file names are unique, ignoring case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in found:
            continue
        plain = _plain(name)
        unique, number = plain, 1
        while _folded(unique) in taken:
            number += 1
            unique = f"{plain} ({number})"
        taken.add(_folded(unique))
        found[name] = unique
    return found


def _plain(name: str) -> str:
    """A name without characters that operating systems reject, at most _LONGEST bytes long."""
    text = unicodedata.normalize("NFC", without_addresses(name))
    text = " ".join(_REFUSED.sub("-", text).split()).strip(" .")
    text = text.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(" .") or "unnamed"
    # Windows reserves these device names, with any suffix.
    return f"_{text}" if _RESERVED.fullmatch(text.split(".")[0].strip()) else text


def _folded(name: str) -> str:
    """The form of a file name that is compared."""
    return unicodedata.normalize("NFC", name.casefold())
