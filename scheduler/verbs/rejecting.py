"""What verbs do with a programme that the independent check rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.terminal import say
from scheduler.verify.objections import objections

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme


def is_rejected(instance: Instance, programme: Programme, so: str = "Nothing was written.") -> bool:
    """Whether the check rejects a programme; what it holds against it is said then, and what follows."""
    from scheduler.verify import check

    against = objections(programme, check(instance, programme))
    if against:
        say(*against, so)
    return bool(against)
