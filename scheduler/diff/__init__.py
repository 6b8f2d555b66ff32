"""What is different between two programmes for the same meeting, said so that those concerned can be told.

`noticed` counts the same by wish, for choosing among candidates.
"""

from scheduler.diff.change import Change, ChangeKind
from scheduler.diff.find import changes_between

__all__ = ["Change", "ChangeKind", "changes_between"]
