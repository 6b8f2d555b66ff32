"""Limits on the size of spreadsheets, and the environment variables that raise them."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

_PREFIX = "IGF_SCHEDULER_MOST_"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class SizeLimits:
    """Size limits: far above what surveys and planning workbooks need, low enough to protect a laptop.

    Each can be raised by an environment variable such as ``IGF_SCHEDULER_MOST_ROWS=200000``. `megabytes` is the size of
    the file, `unpacked_megabytes` that of its uncompressed content.
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
    """The limits in force. A variable that is not an integer above 0 is ignored."""
    given = {field.name: os.environ.get(setting(field.name), "") for field in fields(SizeLimits)}
    return SizeLimits(**{name: int(text) for name, text in given.items() if text.isdecimal() and int(text[:12]) > 0})


def setting(limit: str) -> str:
    """The environment variable that raises a limit."""
    return _PREFIX + limit.upper()
