"""The verifier's counts by part of inconvenience: a function registers under its name, which is the part's id."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.catalogue import INCONVENIENCE
from scheduler.catalogue.rule import Registry
from scheduler.verify.facts import Facts

part: Registry[Callable[[Facts], int]] = Registry(frozenset(entry.id for entry in INCONVENIENCE))
"""The count of a part, before it is weighed."""
