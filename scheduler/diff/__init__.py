"""Differences between two programmes for one meeting.

`changes_between` lists changes of sessions and segments, `request_changes` changes of what became of requests,
`deciding_changes` those that matter to a choice between candidates, `goal_changes` the goals whose values differ. The
kinds of change are those of `scheduler.catalogue.change_kinds`, which also says what each view counts.
"""

from scheduler.catalogue.change_kinds import ChangeHeading, ChangeKind
from scheduler.diff.change import Change
from scheduler.diff.goal_changes import GoalChange, goal_changes
from scheduler.diff.request_changes import RequestChange, deciding_changes, request_changes
from scheduler.diff.session_changes import changes_between

__all__ = [
    "Change",
    "ChangeHeading",
    "ChangeKind",
    "GoalChange",
    "RequestChange",
    "changes_between",
    "deciding_changes",
    "goal_changes",
    "request_changes",
]
