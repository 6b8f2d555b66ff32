"""Tables of scenarios: candidates with the same goals under different policies, and who gains or loses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.costs import number_joint, saving_of
from scheduler.candidates.comparison.fairness import Share, share
from scheduler.candidates.comparison.wish_table import CoalitionRow, WishRow, coalition_rows
from scheduler.catalogue.setting import SettingGroup
from scheduler.catalogue.settings import SETTINGS
from scheduler.core.policy import Policy

AIM = tuple(setting.title for setting in SETTINGS if setting.group is SettingGroup.AIM)
"""Settings that say what is aimed at; the others say what is allowed."""


@dataclass(frozen=True)
class GainOrLoss:
    """A coalition that does better or worse than in the reference: kinds of wishes granted here only, or there only."""

    coalition: str
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def words(self) -> str:
        return "; ".join((*(f"gets {kind}" for kind in self.won), *(f"without {kind}" for kind in self.lost)))


@dataclass(frozen=True)
class ScenarioRow:
    """A row: a candidate, the values of the varied settings in their order (`values`), and the results.

    `letter` is empty where the candidate is not shown otherwise.
    """

    letter: str
    name: str
    values: tuple[str, ...]
    joint_sessions: int
    wishes: Share
    first_choices: Share
    without_presence: int
    minutes: int
    gains: tuple[GainOrLoss, ...]
    loses: tuple[GainOrLoss, ...]


@dataclass(frozen=True)
class ScenarioTable:
    """Candidates with the same principle and goals; `settings` are those in which their policies differ.

    Gains and losses are relative to the row with the number `reference`.
    """

    settings: tuple[str, ...]
    reference: int
    rows: tuple[ScenarioRow, ...]


def scenario_tables(candidates: Sequence[Candidate], usual: dict[str, str]) -> tuple[ScenarioTable, ...]:
    """One table for each order of goals with several policies; the reference is the usual policy."""
    rows = coalition_rows(candidates)
    tables = []
    for group in _by_objective(candidates).values():
        policies = {number: settings(candidates[number].instance.policy) for number in group}
        varied = [title for title in usual if len({policy[title] for policy in policies.values()}) > 1]
        if varied:
            reference = next((number for number in group if policies[number] == usual), group[0])
            tables.append(_table(candidates, rows, group, varied, reference))
    return tuple(tables)


def settings(policy: Policy) -> dict[str, str]:
    """What a policy allows: settings of sheet Policy and their values in words."""
    return {
        setting.title: setting.text(setting.value(policy))
        for setting in SETTINGS
        if setting.group not in (SettingGroup.AIM, SettingGroup.RULES)
    }


def varying_settings(candidates: Sequence[Candidate]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The settings in which the policies of candidates differ, and the value of each candidate."""
    every = [settings(candidate.instance.policy) for candidate in candidates]
    return tuple(
        (title, values) for title in every[0] if len(set(values := tuple(found[title] for found in every))) > 1
    )


def usual_settings(candidates: Sequence[Candidate]) -> dict[str, str]:
    """The settings of the current policy: those that most of the least varied candidates have."""
    varied = [len(set(candidate.programme.provenance.variation).difference(AIM)) for candidate in candidates]
    least = [settings(c.instance.policy) for c, number in zip(candidates, varied, strict=True) if number == min(varied)]
    return dict(Counter(tuple(found.items()) for found in least).most_common(1)[0][0])


def unusual(candidate: Candidate, usual: dict[str, str]) -> tuple[str, ...]:
    """The settings in which a candidate's policy differs from what is usual among those compared."""
    own = settings(candidate.instance.policy)
    return tuple(f"{title}: {value}" for title, value in own.items() if usual.get(title) != value)


def _by_objective(candidates: Sequence[Candidate]) -> dict[tuple[object, ...], list[int]]:
    """Numbers of candidates that aim at the same; of those whose policies are equal, the first stands for all."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    known: set[tuple[object, ...]] = set()
    for number, candidate in enumerate(candidates):
        policy = candidate.instance.policy
        aim = (policy.principle, policy.order)
        whole = (*aim, tuple(settings(policy).items()))
        if whole not in known:
            known.add(whole)
            groups[aim].append(number)
    return groups


def _table(
    candidates: Sequence[Candidate],
    rows: Sequence[CoalitionRow],
    group: Sequence[int],
    varied: Sequence[str],
    reference: int,
) -> ScenarioTable:
    return ScenarioTable(
        tuple(varied),
        group.index(reference),
        tuple(_scenario(candidates[number], rows, number, reference, varied) for number in group),
    )


def _scenario(
    candidate: Candidate, rows: Sequence[CoalitionRow], number: int, reference: int, varied: Sequence[str]
) -> ScenarioRow:
    gains, loses = _gains_and_losses(rows, number, reference)
    own = settings(candidate.instance.policy)
    return ScenarioRow(
        letter=candidate.letter,
        name=candidate.name,
        values=tuple(own[title] for title in varied),
        joint_sessions=number_joint(candidate),
        wishes=share(candidate),
        first_choices=share(candidate, rank=1),
        without_presence=candidate.goals["coalitions_without_presence"]["counted"],
        minutes=saving_of(candidate).used,
        gains=tuple(gains),
        loses=tuple(loses),
    )


def _gains_and_losses(
    rows: Sequence[CoalitionRow], number: int, reference: int
) -> tuple[list[GainOrLoss], list[GainOrLoss]]:
    """Coalitions that gain and that lose against the reference; the first wish that differs decides which."""
    gains: list[GainOrLoss] = []
    loses: list[GainOrLoss] = []
    for row in rows:
        here = [wish for wish in row.wishes if _granted(wish, number) and not _granted(wish, reference)]
        there = [wish for wish in row.wishes if _granted(wish, reference) and not _granted(wish, number)]
        if here or there:
            one = GainOrLoss(row.coalition.id, _kinds(here), _kinds(there))
            first = min((*here, *there), key=lambda wish: wish.request.rank)
            (gains if first in here else loses).append(one)
    return gains, loses


def _granted(wish: WishRow, number: int) -> bool:
    fate = wish.fates[number]
    return fate is not None and fate.granted


def _kinds(wishes: Sequence[WishRow]) -> tuple[str, ...]:
    return tuple(wish.request.kind.value for wish in wishes)
