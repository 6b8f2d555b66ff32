"""Programmes of the instance “tiny” under several policies, each solved once; and their names made hostile."""

from __future__ import annotations

from functools import cache
from typing import Any

from scheduler.candidates.comparison import Comparison, ComparisonInput, compare
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.planning.service import plan
from tests.conftest import ROOT

TINY = ROOT / "instances" / "tiny"
POLICIES: dict[str, dict[str, str]] = {
    "most first choices": {},
    "leanest": {"Goals": "programme_minutes; wishes; incoherence; later_than_needed"},
    "no joint session": {"Joint sessions, at most": "0"},
}


@cache
def solved(name: str) -> ComparisonInput:
    """The programme of one of the policies."""
    variation = POLICIES[name]
    instance = load_instance(TINY, variation)
    programme = plan(instance, seconds=60).programme
    assert programme is not None
    provenance = programme.provenance.model_copy(update={"variation": variation})
    return ComparisonInput(
        name, instance, programme.model_copy(update={"provenance": provenance}), f"What {name} stands for."
    )


def entries() -> list[ComparisonInput]:
    return [solved(name) for name in POLICIES]


@cache
def comparison() -> Comparison:
    return compare(entries())


def renamed(entry: ComparisonInput, before: str) -> ComparisonInput:
    """The same programme where every name, title and sentence that people wrote begins with `before`."""
    instance = entry.instance
    names = {
        *(day.id for day in instance.days),
        *(room.id for room in instance.rooms),
        *(person.id for person in instance.people),
        *(text for theme in instance.themes for text in (theme.code, theme.name)),
        *(text for c in instance.coalitions for text in (c.id, c.name)),
        *(text for s in instance.sessions for text in (s.id, s.title)),
        *(placed.title for placed in entry.programme.sessions),
        *(person.stakeholder_group for person in instance.people),
        *(person.region for person in instance.people),
        *(request.title for request in instance.requests),
        instance.event.name,
        instance.event.city,
        instance.policy.version,
        instance.name,
    }
    new = {name: before + name for name in names if name}
    new |= {r.id: r.id.replace(r.coalition, before + r.coalition, 1) for r in instance.requests}
    new |= {f"Joint: {theme.code}": f"Joint: {before}{theme.code}" for theme in instance.themes}
    hostile = Instance.model_validate(_replaced(instance.model_dump(mode="json"), new))
    programme = Programme.model_validate(_replaced(entry.programme.model_dump(mode="json"), new))
    decisions = tuple(
        decision.model_copy(
            update={"reason": decision.reason.model_copy(update={"sentence": before + decision.reason.sentence})}
        )
        if decision.reason
        else decision
        for decision in programme.decisions
    )
    provenance = programme.provenance.model_copy(update={"instance_sha256": hostile.sha256})
    programme = programme.model_copy(update={"provenance": provenance, "decisions": decisions})
    return ComparisonInput(before + entry.name, hostile, programme, before + entry.meaning)


def _replaced(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, new) for item in value]
    return new.get(value, value) if isinstance(value, str) else value
