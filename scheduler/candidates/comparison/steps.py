"""Steps from one programme to another: which coalitions gain and lose which wishes, and the minutes it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.costs import saving_of
from scheduler.candidates.comparison.scenario_table import ScenarioTable, settings
from scheduler.core.phrases import listed, number_of

JOINT_CAP = "Joint sessions, at most"
_NAMED = 4


@dataclass(frozen=True)
class Step:
    """What changes from one programme to another. `wishes` of a coalition: kinds gained or lost.

    `minutes`: how many more the coalitions' sessions take. `label` says how the two differ, such as ``7 instead of 5
    joint sessions``.
    """

    label: str
    gains: tuple[tuple[str, tuple[str, ...]], ...]
    losses: tuple[tuple[str, tuple[str, ...]], ...]
    minutes: int

    @property
    def nothing(self) -> bool:
        return not (self.gains or self.losses or self.minutes)

    @property
    def words(self) -> str:
        """Gains, losses and minutes in words: ``DC-A gets its joint session, 90 minutes more``."""
        gains = [_phrase(names, kinds, "gets its", "get their") for kinds, names in _by_kinds(self.gains)]
        losses = [_phrase(names, kinds, "loses its", "lose their") for kinds, names in _by_kinds(self.losses)]
        parts = [*gains, *losses] or ["no wish is gained or lost"]
        minutes = "no minute more"
        if self.minutes:
            minutes = f"{number_of(abs(self.minutes), 'minute')} {'more' if self.minutes > 0 else 'fewer'}"
        return f"{'; '.join(parts)}, {minutes}"


@dataclass(frozen=True)
class PolicySteps:
    """The steps through the values of one setting, the aims being the same: smallest value first."""

    aims: tuple[str, ...]
    setting: str
    steps: tuple[Step, ...]

    @property
    def sentence(self) -> str:
        """``7 instead of 5 joint sessions: DC-A gets its joint session, 180 minutes more. 10: nothing more.``"""
        parts = []
        for number, step in enumerate(self.steps):
            label = step.label if number == 0 else step.label.split(" instead of ")[0]
            parts.append(f"{label}: {'nothing more' if step.nothing else step.words}.")
        return " ".join(parts)


def step(label: str, before: Candidate, after: Candidate) -> Step:
    """The step from one programme to another."""
    return Step(
        label,
        tuple(_wishes(after, before)),
        tuple(_wishes(before, after)),
        saving_of(after).used - saving_of(before).used,
    )


def policy_steps(everyone: Sequence[Candidate], tables: Sequence[ScenarioTable]) -> tuple[PolicySteps, ...]:
    """The steps of every table of scenarios in which one setting varies; tables with equal steps are one."""
    found: dict[tuple[str, tuple[Step, ...]], list[str]] = {}
    for table in tables:
        if len(table.settings) == 1:
            setting = table.settings[0]
            rows = [
                next(c for c in everyone if c.name == row.name and _value(c, setting) == row.values[0])
                for row in table.rows
            ]
            ordered = sorted(rows, key=lambda candidate: _size(_value(candidate, setting)))
            steps = tuple(_steps(setting, ordered))
            found.setdefault((setting, steps), []).append(_aim(table.rows[table.reference].name))
    return tuple(PolicySteps(tuple(aims), setting, steps) for (setting, steps), aims in found.items())


def _aim(name: str) -> str:
    """The name of a candidate without the values of its scenario."""
    return name.split(" · ")[0]


def _steps(setting: str, ordered: Sequence[Candidate]) -> Iterator[Step]:
    for before, after in pairwise(ordered):
        old, new = _value(before, setting), _value(after, setting)
        label = (
            f"{new} instead of {old} joint sessions" if setting == JOINT_CAP else f"{setting}, {new} instead of {old}"
        )
        yield step(label, before, after)


def _value(candidate: Candidate, setting: str) -> str:
    return settings(candidate.instance.policy)[setting]


def _size(value: str) -> tuple[int, str]:
    """The place of a value of a setting in the order of sizes; no number, no limit: last."""
    number = re.match(r"\d+", value)
    return (int(number.group()) if number else 10**9), value


def _wishes(here: Candidate, there: Candidate) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Coalitions with the kinds of wishes that only one of two programmes grants, best-ranked first."""
    only = here.programme.granted - there.programme.granted
    requests = sorted((r for r in here.instance.requests if r.id in only), key=lambda request: request.rank)
    for coalition in here.instance.coalitions:
        kinds = tuple(request.kind.value for request in requests if request.coalition == coalition.id)
        if kinds:
            yield coalition.id, kinds


def _by_kinds(wishes: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[tuple[str, ...], list[str]]]:
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name, kinds in wishes:
        grouped.setdefault(kinds, []).append(name)
    return list(grouped.items())


def _phrase(names: Sequence[str], kinds: tuple[str, ...], one: str, many: str) -> str:
    shown = list(names) if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} others"]
    return f"{listed(shown)} {one if len(names) == 1 else many} {listed(kinds)}"
