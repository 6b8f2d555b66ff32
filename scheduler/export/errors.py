"""Errors of export that a caller can handle."""

from __future__ import annotations

from scheduler.core.atomic_files import OutputError


class UnknownFormatError(OutputError):
    """The file name has no known suffix, or its format does not match the options."""
