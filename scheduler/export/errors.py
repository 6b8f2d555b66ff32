"""Errors of export that a caller can handle."""

from __future__ import annotations

from scheduler.core.atomic_files import OutputError


class UnknownFormatError(OutputError):
    """The file name names no format that this version writes, or does not suit the other options."""
