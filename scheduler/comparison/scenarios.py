"""Scenarios: candidates that weigh alike and differ in what the policy allows, and who gains or loses by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.clock import clock_text
from scheduler.comparison.candidate import Candidate
from scheduler.comparison.fairness import Share, share
from scheduler.comparison.wishes import CoalitionRow, WishRow
from scheduler.outcome import joint_sessions, saving
from scheduler.policy import Policy

STANCE = ("version", "principle", "goals")
"""Fields of a policy that say what is aimed at, or only name it; the others say what is allowed."""

TIMES = ("remote_from", "remote_until", "comfortable_from", "comfortable_until")


@dataclass(frozen=True)
class Change:
    """A coalition that does better or worse than in the scenario of reference: wishes granted here or there alone."""

    coalition: str
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def words(self) -> str:
        return "; ".join((*(f"gets {kind}" for kind in self.won), *(f"without {kind}" for kind in self.lost)))


@dataclass(frozen=True)
class Scenario:
    """One row: a candidate, the values in which its policy differs, and what follows. `values` go by setting."""

    letter: str
    values: tuple[str, ...]
    joint_sessions: int
    wishes: Share
    first_choices: Share
    without_presence: int
    minutes: int
    gains: tuple[Change, ...]
    loses: tuple[Change, ...]


@dataclass(frozen=True)
class ScenarioTable:
    """Candidates with the same principle and goals; `settings` are those in which their policies differ.

    Who gains and who loses is told against the candidate with the letter `reference`.
    """

    settings: tuple[str, ...]
    reference: str
    rows: tuple[Scenario, ...]


def scenario_tables(candidates: Sequence[Candidate], rows: Sequence[CoalitionRow]) -> tuple[ScenarioTable, ...]:
    """One table for each way of weighing under which the policy allows different things."""
    usual = usual_settings(candidates)
    tables = []
    for group in _by_stance(candidates):
        policies = [settings(candidates[number].instance.policy) for number in group]
        varied = [title for title in policies[0] if len({policy[title] for policy in policies}) > 1]
        if varied:
            same = (number for number, policy in zip(group, policies, strict=True) if policy == usual)
            tables.append(_table(candidates, rows, group, varied, next(same, group[0])))
    return tuple(tables)


def settings(policy: Policy) -> dict[str, str]:
    """What a policy allows, as titles and values in words."""
    found: dict[str, str] = {}
    for kind, allowed in policy.kinds.items():
        found[f"{kind.value}: at most"] = "no limit" if allowed.at_most is None else str(allowed.at_most)
        found[f"{kind.value}: minutes"] = str(allowed.minutes)
        found[f"{kind.value}: offered"] = "yes" if allowed.offered and allowed.at_most != 0 else "no"
        found[f"{kind.value}: counted, gated, competed"] = _words((allowed.counted, allowed.gated, allowed.competed))
        found[f"{kind.value}: services"] = _words(allowed.needs)
    for field in Policy.model_fields:
        if field not in (*STANCE, "kinds"):
            value = getattr(policy, field)
            found[field.replace("_", " ")] = clock_text(value) if field in TIMES else _words(value)
    return found


def usual_settings(candidates: Sequence[Candidate]) -> dict[str, str]:
    """What most candidates' policies allow; of several equally frequent, the first."""
    every = [settings(candidate.instance.policy) for candidate in candidates]
    frequent = Counter(tuple(found.items()) for found in every).most_common(1)[0][0]
    return dict(frequent)


def unusual(candidate: Candidate, usual: dict[str, str]) -> tuple[str, ...]:
    """The settings in which a candidate's policy differs from what is usual among those compared."""
    own = settings(candidate.instance.policy)
    return tuple(f"{title} {value}" for title, value in own.items() if usual.get(title) != value)


def _words(value: object) -> str:
    if value is None:
        return "no limit"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(_words(item) for item in value) or "none"
    return str(value)


def _by_stance(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, candidate in enumerate(candidates):
        policy = candidate.instance.policy
        groups.setdefault((policy.principle, policy.goals), []).append(number)
    yield from groups.values()


def _table(
    candidates: Sequence[Candidate],
    rows: Sequence[CoalitionRow],
    group: Sequence[int],
    varied: Sequence[str],
    reference: int,
) -> ScenarioTable:
    return ScenarioTable(
        tuple(varied),
        candidates[reference].letter,
        tuple(_scenario(candidates[number], rows, number, reference, varied) for number in group),
    )


def _scenario(
    candidate: Candidate, rows: Sequence[CoalitionRow], number: int, reference: int, varied: Sequence[str]
) -> Scenario:
    gains, loses = _changes(rows, number, reference)
    instance, programme = candidate.instance, candidate.programme
    own = settings(instance.policy)
    return Scenario(
        letter=candidate.letter,
        values=tuple(own[title] for title in varied),
        joint_sessions=len(joint_sessions(instance, programme)),
        wishes=share(candidate),
        first_choices=share(candidate, rank=1),
        without_presence=candidate.verdict.scores["coalitions_without_presence"],
        minutes=saving(instance, programme).used,
        gains=tuple(gains),
        loses=tuple(loses),
    )


def _changes(rows: Sequence[CoalitionRow], number: int, reference: int) -> tuple[list[Change], list[Change]]:
    """Who does better and who worse than in the reference: the first wish on which the two differ decides."""
    gains: list[Change] = []
    loses: list[Change] = []
    for row in rows:
        here = [wish for wish in row.wishes if _granted(wish, number) and not _granted(wish, reference)]
        there = [wish for wish in row.wishes if _granted(wish, reference) and not _granted(wish, number)]
        if here or there:
            change = Change(row.coalition.id, _kinds(here), _kinds(there))
            first = min((*here, *there), key=lambda wish: wish.request.rank)
            (gains if first in here else loses).append(change)
    return gains, loses


def _granted(wish: WishRow, number: int) -> bool:
    fate = wish.fates[number]
    return fate is not None and fate.granted


def _kinds(wishes: Sequence[WishRow]) -> tuple[str, ...]:
    return tuple(wish.request.kind.value for wish in wishes)
