"""The catalogue: every rule and every goal as one record, with its id, its sentence and its exact definition.

The model and the verifier are written apart from each other; what they share is said here. A rule's function
carries the rule's id as its name and the sentence as the first line of its docstring, in both places.

The terms of the definitions have records too (`terms`).
"""

from scheduler.catalogue.goals import GOAL, GOALS, NOTICEABLE_CHANGES, WISHES, Goal, goal_order
from scheduler.catalogue.inconvenience import INCONVENIENCE, InconveniencePart
from scheduler.catalogue.rule import Level, Rule, Scope
from scheduler.catalogue.rules import RULE, RULES
from scheduler.catalogue.terms import TERMS, Term

__all__ = [
    "GOAL",
    "GOALS",
    "INCONVENIENCE",
    "NOTICEABLE_CHANGES",
    "RULE",
    "RULES",
    "TERMS",
    "WISHES",
    "Goal",
    "InconveniencePart",
    "Level",
    "Rule",
    "Scope",
    "Term",
    "goal_order",
]
