"""The record of a rule, and registries of the functions that implement records of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, Generic, Protocol, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class CatalogueEntry(Protocol):
    """A record of the catalogue."""

    @property
    def id(self) -> str: ...


class Level(IntEnum):
    """The origin of a rule; lower levels are reported in a conflict, and given up in a repair, first."""

    PIN = 0
    """A decision taken beforehand."""
    WISH = 1
    """It follows from what coalitions, people and hosts of sessions asked for."""
    TERM = 2
    """It is under negotiation."""
    LAW = 3
    """Nobody can give it up."""


class Scope(StrEnum):
    """The data on which a rule depends; explanations check the rules of a scope together.

    SITE, ROOM and TIME are the rules on a single placement: they see a profile of the session or the requirements of
    those who take part, and a room at a time, a room at any time, a time in any room.
    """

    GRID = "where sessions may start"
    SITE = "a session in a room at a time"
    ROOM = "those who take part in a room, at any time"
    TIME = "those who take part at a time, in any room"
    GROUP = "the members of a joint session"
    SEGMENT = "segments inside a session"
    OCCUPANCY = "two sessions in one room"
    CLASH = "two sessions at a time, in any rooms"
    COUNT = "what is granted, wherever it is held"
    PROGRAMME = "the programme as a whole"


ON_PLACEMENTS = (Scope.SITE, Scope.ROOM, Scope.TIME)
"""The scopes of rules on a single placement."""


@dataclass(frozen=True)
class Rule:
    """A hard constraint, with every text about it. `systems` are the rows of docs/systems.md that it serves.

    Texts may be left empty: then `says`, `counted_as` and `clauses` fall back on the rule's name. They are templates:
    - `demand`: what the rule demands of one row, with `{name}`, `{row}` (its record), `{policy}` and their fields;
    - `remedy`: what giving that up means for those who plan, with `{name}` and `{kinds}` (the kind in the plural);
    - `counted`: what a count calls placements, or groups, that break it: ``3 too small``;
    - `fails`: what is said of one placement, session or group that breaks it, and of several; the values are those of
      `scheduler.explain.counted_reasons`.

    `order` sorts the rules of one scope: the first that is broken is the one that a count names. `refuses_anyway`: a
    request that it refuses would be refused whatever others asked for. `frees_up`: it stops to refuse a request as
    soon as another one is withdrawn.
    """

    id: str
    sentence: str
    definition: str
    systems: tuple[int, ...] = ()
    _: KW_ONLY
    scope: Scope
    level: Level = Level.TERM
    order: int = 0
    demand: str = ""
    remedy: str = ""
    counted: str = ""
    fails: tuple[str, str] | None = None
    refuses_anyway: bool = False
    frees_up: bool = False

    @property
    def name(self) -> str:
        """The rule's name for people: ``room overlap``."""
        return self.id.replace("_", " ")

    @property
    def counted_as(self) -> str:
        """The words for placements or groups that break the rule, after their number."""
        return self.counted or f"against the rule “{self.name}”"

    @property
    def clauses(self) -> tuple[str, str]:
        """The clauses for one placement that breaks the rule, and for several."""
        return self.fails or (f"breaks the rule “{self.name}”", f"break the rule “{self.name}”")


@dataclass(frozen=True)
class Registry(Generic[Function]):
    """Functions by the id of a rule or part: a function registers under its own name.

    Used as a decorator. Raises KeyError for a name that is not among `known`, and for a second function of one name.
    """

    known: frozenset[str]
    functions: dict[str, Function] = field(default_factory=dict)

    def __call__(self, function: Function) -> Function:
        name = function.__name__
        if name not in self.known or name in self.functions:
            raise KeyError(f"{name} is not in the catalogue, or has a function already")
        self.functions[name] = function
        return function

    def __contains__(self, name: object) -> bool:
        return name in self.functions

    def __getitem__(self, name: str) -> Function:
        return self.functions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.functions)

    def of(self, entries: Iterable[CatalogueEntry]) -> tuple[Function, ...]:
        """The functions of these records, in their order. Raises KeyError for a record without a function."""
        return tuple(self.functions[entry.id] for entry in entries)
