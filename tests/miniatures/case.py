"""What a case is, and the names that cases share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from scheduler.core.instance import Instance, Placement
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from tests.miniatures.build import ask, at, programme


class Case(NamedTuple):
    """`bad` breaks this rule and no other; `good` breaks none."""

    rule: str
    what: str
    instance: Instance
    good: Programme
    bad: Programme

    @property
    def id(self) -> str:
        return f"{self.rule}: {self.what}"


class GoalCase(NamedTuple):
    """A good programme and what a goal counts in it."""

    goal: str
    what: str
    instance: Instance
    programme: Programme
    value: int

    @property
    def id(self) -> str:
        return f"{self.goal}: {self.what}"


def own(rule: str, what: str, instance: Instance, good: Mapping[str, Placement], bad: Mapping[str, Placement]) -> Case:
    """Sessions of requests, in good places and in bad ones."""
    return Case(rule, what, instance, programme(instance, good), programme(instance, bad))


def hosts(
    rule: str, what: str, instance: Instance, good: Mapping[str, Placement], bad: Mapping[str, Placement]
) -> Case:
    """Free sessions of the host programme, in good places and in bad ones."""
    return Case(rule, what, instance, programme(instance, hosts=good), programme(instance, hosts=bad))


def joint(
    rule: str,
    what: str,
    instance: Instance,
    good: Mapping[str, tuple[tuple[str, ...], Placement]],
    bad: Mapping[str, tuple[tuple[str, ...], Placement]],
) -> Case:
    """Joint sessions, with good members and with bad ones."""
    return Case(rule, what, instance, programme(instance, joint=good), programme(instance, joint=bad))


def slots(
    rule: str, what: str, instance: Instance, good: Mapping[str, tuple[str, ...]], bad: Mapping[str, tuple[str, ...]]
) -> Case:
    """Segments in host sessions, good and bad."""
    return Case(rule, what, instance, programme(instance, segments=good), programme(instance, segments=bad))


A_ZERO, B_ZERO = "DC-A: day-zero event", "DC-B: day-zero event"
A_BILATERAL = "DC-A: bilateral meeting"
A_INDIVIDUAL, B_INDIVIDUAL = "DC-A: individual session", "DC-B: individual session"
A_SLOT, B_SLOT, E_SLOT = "DC-A: main-session slot", "DC-B: main-session slot", "DC-E: main-session slot"
A_SEGMENT = "DC-A: coalitions' main session"
A_PERSON, B_PERSON = "DC-A coordinator 1", "DC-B coordinator 1"

MORNING, LATE_MORNING, AFTERNOON = at("Salle 1", 0, "09:00"), at("Salle 1", 0, "10:40"), at("Salle 1", 0, "14:00")
ON_DAY_1 = at("Salle 1", 1, "09:00")
HALL = at("Hall", 1, "09:30")
INDIVIDUAL: dict[Kind, dict[str, Any]] = {Kind.INDIVIDUAL: {"offered": True}}


def zero(**fields: Any) -> Any:
    return ask("DC-A", Kind.DAY_ZERO, **fields)


def everyone(kind: Kind, *coalitions: str, **fields: Any) -> Any:
    """The same request from several coalitions."""
    return tuple(ask(coalition, kind, **fields) for coalition in coalitions)
