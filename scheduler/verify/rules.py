"""Every rule's function in the order of the catalogue, collected from the modules in which they register."""

from __future__ import annotations

from scheduler import catalogue
from scheduler.catalogue.rule import Scope
from scheduler.catalogue.rules import rules_in
from scheduler.verify import (  # noqa: F401 - their functions register
    cap_rules,
    completeness_rules,
    eligibility_rules,
    joint_rules,
    people_rules,
    place_rules,
    relation_rules,
    segment_rules,
    site_rules,
    team_rules,
)
from scheduler.verify.registry import RuleFunction, SiteRule, of_every_session, rule, site_rule

FUNCTION: dict[str, RuleFunction] = {
    entry.id: of_every_session(site_rule[entry.id]) if entry.id in site_rule else rule[entry.id]
    for entry in catalogue.RULES
}

RULES: tuple[RuleFunction, ...] = tuple(FUNCTION.values())

SITE_RULES: tuple[SiteRule, ...] = site_rule.of(rules_in(Scope.SITE))
"""The rules on a session in a room at a time, as functions of one session."""


def functions_of(*scopes: Scope) -> tuple[RuleFunction, ...]:
    """The functions of the rules of these scopes, in the order in which explanations try them."""
    return tuple(FUNCTION[entry.id] for entry in rules_in(*scopes))
