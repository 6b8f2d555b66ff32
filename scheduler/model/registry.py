"""The model's functions by rule: a function registers under its name, which is the rule's id."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.catalogue import RULE
from scheduler.catalogue.rule import Registry
from scheduler.model.variables import DecisionVariables

RuleFunction = Callable[[DecisionVariables], None]

rule: Registry[RuleFunction] = Registry(frozenset(RULE))
"""Rules that add constraints on the programme as a whole."""
