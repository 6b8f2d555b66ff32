"""The catalogue: every rule and every goal as one record, with its id, its sentence and its exact definition.

The model and the verifier are written apart from each other; what they share is said here. A rule's function
carries the rule's id as its name and the sentence as the first line of its docstring, in both places.

Words used in the definitions. A session is *given* when the host programme fixes its place, otherwise *decided*.
A coalition *takes part* in a session through a granted request: as a member of a joint session, in a session of its
own, or with a segment. A person is *present* in a host session that lists the person, and wherever a granted
request that lists the person is held; only the first of these in a given session is a *given presence*. The
*programme sessions* are all sessions but bilateral meetings, booth shifts and ceremonies.
"""

from scheduler.catalogue.goals import GOAL, GOALS, NOTICEABLE_CHANGES, WISHES, Goal, goal_order
from scheduler.catalogue.inconvenience import INCONVENIENCE, InconveniencePart
from scheduler.catalogue.rule import Level, Rule, Scope
from scheduler.catalogue.rules import RULE, RULES

__all__ = [
    "GOAL",
    "GOALS",
    "INCONVENIENCE",
    "NOTICEABLE_CHANGES",
    "RULE",
    "RULES",
    "WISHES",
    "Goal",
    "InconveniencePart",
    "Level",
    "Rule",
    "Scope",
    "goal_order",
]
