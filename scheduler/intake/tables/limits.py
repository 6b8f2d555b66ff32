"""How large a spreadsheet may be, and how a user raises these limits."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

_PREFIX = "IGF_SCHEDULER_MOST_"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class SizeLimits:
    """Far above what surveys and planning workbooks need, and low enough that no file exhausts a laptop.

    Each can be raised by an environment variable such as ``IGF_SCHEDULER_MOST_ROWS=200000``. `megabytes` counts the
    file as it lies on the disk, `unpacked_megabytes` what it unfolds to.
    """

    rows: int = 50_000
    columns: int = 500
    cells: int = 1_000_000
    megabytes: int = 20
    unpacked_megabytes: int = 200

    @property
    def file_bytes(self) -> int:
        return self.megabytes * _MEGABYTE

    @property
    def unpacked_bytes(self) -> int:
        return self.unpacked_megabytes * _MEGABYTE


def current_limits() -> SizeLimits:
    """The limits that hold now. A setting that is no whole number above 0 is left aside."""
    given = {field.name: os.environ.get(setting(field.name), "") for field in fields(SizeLimits)}
    return SizeLimits(**{name: int(text) for name, text in given.items() if text.isdecimal() and int(text[:12]) > 0})


def setting(limit: str) -> str:
    """The environment variable that raises a limit."""
    return _PREFIX + limit.upper()
