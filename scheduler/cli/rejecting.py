"""Refuse a programme that the independent check rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.cli.terminal import say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme


def is_rejected(instance: Instance, programme: Programme, consequence: str = "Nothing was written.") -> bool:
    """Whether the check rejects a programme; then its objections and the consequence go to stderr."""
    from scheduler.verify import check
    from scheduler.verify.objections import objections

    objections_found = objections(programme, check(instance, programme))
    if objections_found:
        say(*objections_found, consequence)
    return bool(objections_found)
