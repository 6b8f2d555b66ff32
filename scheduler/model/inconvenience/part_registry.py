"""The model's functions by part of inconvenience: a function registers under its name, which is the part's id."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.catalogue import INCONVENIENCE
from scheduler.catalogue.rule import Registry
from scheduler.model.variables import DecisionVariables, Expression

part: Registry[Callable[[DecisionVariables], Iterator[Expression]]] = Registry(frozenset(p.id for p in INCONVENIENCE))
"""The expressions that add up to a part."""
