"""Errors of explanations; the messages are sentences for the user."""

from __future__ import annotations


class RejectedError(Exception):
    """The independent check rejects a programme that was found for an answer."""
