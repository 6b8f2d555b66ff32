"""What becomes of a coalition's wishes, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.phrases import listed
from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.diff.change_log import ChangeLog
from scheduler.diff.wish_changes import wish_name


def wishes_text(log: ChangeLog, coalition: str) -> str:
    """``You lose your first choice (joint session); you keep your second choice (day-zero event).``

    “You lose” and “you gain” are said only where a wish is lost or gained.
    """
    text = "; ".join(_clauses(log, coalition))
    return without_addresses(on_one_line(f"{text[0].upper()}{text[1:]}."))


def _clauses(log: ChangeLog, coalition: str) -> Iterator[str]:
    balance = log.balance(coalition)
    for verb, requests in (("lose", balance.lost), ("gain", balance.gained), ("keep", balance.kept)):
        if requests:
            yield f"you {verb} {listed(f'your {wish_name(log.instance, request)}' for request in requests)}"
    if not balance.lost and not balance.gained:
        yield "no wish of yours is gained or lost"
