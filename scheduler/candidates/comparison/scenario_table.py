"""Tables of scenarios: candidates with the same goals under different policies, and who gains or loses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.candidates.comparison.compared import Candidate
from scheduler.candidates.comparison.fairness import Share, share
from scheduler.candidates.comparison.wish_table import CoalitionRow, WishRow, coalition_rows
from scheduler.core.clock import clock_text
from scheduler.core.policy import Policy
from scheduler.core.queries import joint_sessions, saving
from scheduler.intake.planning.policy_rows import CAP_SETTING, MINUTES_SETTING, WEIGHT_SETTING

AIM = ("Principle", "Goals")
"""Settings of the objective; the others are constraints."""

TITLES = {
    "joint_size_min": "Joint session, fewest coalitions",
    "joint_size_max": "Joint session, most coalitions",
    "joint_audience": "Joint session, audience",
    "guests_at_most": "Joint session, guests",
    "presences_at_most": "Presences, at most",
    "main_slot_replaces": "A main-session slot replaces",
    "main_slots_per_session": "Main-session slots in one session",
    "coalition_sessions_at_most": "Coalition sessions, at most",
    "coalition_minutes_at_most": "Coalition minutes, at most",
    "individual_is_entitlement": "Individual sessions are a right",
    "only_in_own_slots": "Only in their own slots",
    "host_sessions_may_be_left_out": "Host sessions may be left out",
    "layers": "Layers",
    "conditions": "Conditions",
    "competitive": "Competitive",
    "committee_at_least": "Selection committee, at least",
    "chairs": "Chairs",
    "silent_ask_for": "A silent coalition asks for",
    "walking_minutes": "Walking minutes",
    "remote_from": "Remote hours from",
    "remote_until": "Remote hours until",
    "comfortable_from": "Comfortable from",
    "comfortable_until": "Comfortable until",
    "rank_weights": "Rank weights",
    "link_weight": "Link weight",
    "subtheme_weight": "Subtheme weight",
    "partner_weight": "Partner weight",
    "horizontal_claim": "Horizontal claim",
    "theme_break_minutes": "Theme break, minutes",
    "good_from": "Good slots from",
    "good_until": "Good slots until",
}
"""The titles of a policy's fields on sheet Policy; those of the kinds of session are named there."""

TIMES = ("remote_from", "remote_until", "comfortable_from", "comfortable_until", "good_from", "good_until")


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
    """The constraints of a policy: settings of sheet Policy and their values in words."""
    found: dict[str, str] = {}
    for kind, allowed in policy.kinds.items():
        cap = 0 if not allowed.offered else allowed.at_most
        found[CAP_SETTING[kind]] = "no limit" if cap is None else str(cap)
        found[MINUTES_SETTING[kind]] = str(allowed.minutes)
    for field, title in TITLES.items():
        value = getattr(policy, field)
        found[title] = clock_text(value) if field in TIMES else _words(value)
    weights = policy.comfort.model_dump()
    found |= {setting: str(weights.pop(part)) for part, setting in WEIGHT_SETTING.items()}
    found["Comfort weights"] = _words(tuple(weights.values()))
    return found


def usual_settings(candidates: Sequence[Candidate]) -> dict[str, str]:
    """The settings of the current policy: those that most of the least varied candidates have."""
    varied = [len(set(candidate.programme.provenance.variation).difference(AIM)) for candidate in candidates]
    least = [settings(c.instance.policy) for c, number in zip(candidates, varied, strict=True) if number == min(varied)]
    return dict(Counter(tuple(found.items()) for found in least).most_common(1)[0][0])


def unusual(candidate: Candidate, usual: dict[str, str]) -> tuple[str, ...]:
    """The settings in which a candidate's policy differs from what is usual among those compared."""
    own = settings(candidate.instance.policy)
    return tuple(f"{title}: {value}" for title, value in own.items() if usual.get(title) != value)


def _words(value: object) -> str:
    if value is None:
        return "no limit"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(_words(item) for item in value) or "none"
    return str(value)


def _by_objective(candidates: Sequence[Candidate]) -> dict[tuple[object, ...], list[int]]:
    """Numbers of candidates by principle and goals; of candidates with equal policies, only the first."""
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
    instance, programme = candidate.instance, candidate.programme
    own = settings(instance.policy)
    return ScenarioRow(
        letter=candidate.letter,
        name=candidate.name,
        values=tuple(own[title] for title in varied),
        joint_sessions=len(joint_sessions(instance, programme)),
        wishes=share(candidate),
        first_choices=share(candidate, rank=1),
        without_presence=candidate.verdict.scores["coalitions_without_presence"],
        minutes=saving(instance, programme).used,
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
