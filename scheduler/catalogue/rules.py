"""Every rule, in the order in which constraints are built and violations reported."""

from __future__ import annotations

from scheduler.catalogue.coalition_records import ON_COALITIONS
from scheduler.catalogue.placement_records import ON_PLACEMENTS
from scheduler.catalogue.programme_records import ON_PROGRAMME
from scheduler.catalogue.rule import Rule, Scope

RULES: tuple[Rule, ...] = (*ON_PLACEMENTS, *ON_PROGRAMME, *ON_COALITIONS)

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}


def rules_in(*scopes: Scope) -> tuple[Rule, ...]:
    """The rules of these scopes, scope by scope; within one by `order`, then as the catalogue lists them."""
    return tuple(rule for scope in scopes for rule in sorted(RULES, key=lambda rule: rule.order) if rule.scope is scope)
