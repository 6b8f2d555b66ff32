"""What keeps a question from being answered; the messages are sentences for the user."""

from __future__ import annotations


class NotUnderstoodError(Exception):
    """Something asked about is not known; each sentence says what, and what could be written instead."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class RejectedError(Exception):
    """The independent check rejects a programme that was found for an answer."""
