"""Select candidates: drop duplicates and dominated ones, with a reason for each.

Candidates are compared in every goal but the tie-break, each recomputed by the check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from scheduler.candidates.manifest import CandidateRecord, DroppedCandidate, MissingCandidate
from scheduler.candidates.principles import USUAL_ORDER
from scheduler.candidates.run_store import alternative_file, programme_file
from scheduler.candidates.runs import CandidateResult, CandidateRun
from scheduler.catalogue import GOAL
from scheduler.core.phrases import number_of
from scheduler.core.programme import Programme
from scheduler.verify import check

WISHES = 5
"""The number of goals at the start of the usual order that count coalitions and wishes, whatever the policy."""

DUPLICATE = "duplicate"
DOMINATED = "dominated"


@dataclass(frozen=True)
class FinishedRun:
    """A run that found a programme."""

    run: CandidateRun
    found: CandidateResult
    programme: Programme

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The goals' values, in the usual order."""
        scores = check(self.run.instance, self.programme).scores
        return tuple(scores[goal] for goal in USUAL_ORDER)

    @property
    def name(self) -> str:
        scenario = f" ({self.run.scenario.name})" if self.run.scenario.varied else ""
        return self.run.principle.name + scenario


@dataclass(frozen=True)
class CandidateSelection:
    """Candidates shown, dropped, and missing, each in the order of the runs."""

    candidates: tuple[CandidateRecord, ...]
    dropped: tuple[DroppedCandidate, ...]
    missing: tuple[MissingCandidate, ...]


def select(results: Sequence[tuple[CandidateRun, CandidateResult]]) -> CandidateSelection:
    """Select candidates among the results, in their order."""
    entries = [FinishedRun(run, found, found.programme) for run, found in results if found.programme is not None]
    best = [entry for entry in entries if not any(_dominates(other, entry) for other in entries)]
    selected: list[FinishedRun] = []
    dropped: list[DroppedCandidate] = []
    for entry in entries:
        reason = next(chain(_dominating(entry, best), _equal_runs(entry, selected)), None)
        if reason is None:
            selected.append(entry)
        else:
            dropped.append(reason)
    equal: dict[str, list[str]] = {}
    for out in dropped:
        if out.why == DUPLICATE:
            equal.setdefault(out.by, []).append(out.id)
    return CandidateSelection(
        candidates=tuple(c for entry in selected for c in _candidates(entry, tuple(equal.get(entry.run.id, ())))),
        dropped=tuple(dropped),
        missing=tuple(_missing(run, found) for run, found in results if found.programme is None),
    )


def _equal_runs(entry: FinishedRun, selected: Sequence[FinishedRun]) -> Iterator[DroppedCandidate]:
    """Runs selected already that are as good in every goal: in the same scenario, or for the same principle."""
    for other in selected:
        if other.run.scenario.id == entry.run.scenario.id:
            if other.values == entry.values:
                sentence = f"It has the same value in every goal as “{other.name}”."
                yield _dropped(entry, other, DUPLICATE, sentence)
        elif other.run.principle.id == entry.run.principle.id and _equally_good_in_scenario(other, entry):
            sentence = f"“{other.name}” keeps every rule here too, and has the same value in every goal."
            yield _dropped(entry, other, DUPLICATE, sentence)


def _dominating(entry: FinishedRun, best: Sequence[FinishedRun]) -> Iterator[DroppedCandidate]:
    """Runs of the same scenario that dominate this one: better in a goal and worse in none."""
    for other in best:
        if _dominates(other, entry):
            goals = [
                GOAL[goal].sentence.rstrip(".")
                for goal, theirs, own in zip(USUAL_ORDER, other.values, entry.values, strict=True)
                if theirs < own
            ]
            sentence = f"“{other.name}” is worse in no goal, and better in: {'; '.join(goals)}."
            yield _dropped(entry, other, DOMINATED, sentence)


def _dominates(one: FinishedRun, other: FinishedRun) -> bool:
    """Whether one dominates the other in the same scenario."""
    if one.run.scenario.id != other.run.scenario.id or one.values == other.values:
        return False
    return all(own <= theirs for own, theirs in zip(one.values, other.values, strict=True))


def _equally_good_in_scenario(other: FinishedRun, entry: FinishedRun) -> bool:
    """Whether the programme of the same principle under another scenario is as good under this one."""
    # Most scenarios are told apart by how many wishes are refused, which counts alike under every policy.
    if other.values[:WISHES] != entry.values[:WISHES]:
        return False
    verdict = check(entry.run.instance, other.programme)
    return verdict.accepted and tuple(verdict.scores[goal] for goal in USUAL_ORDER) == entry.values


def _candidates(entry: FinishedRun, equal_to: tuple[str, ...]) -> Iterator[CandidateRecord]:
    """A candidate and, if there is one, its most different programme of equal value."""
    found, run = entry.found, entry.run
    base = CandidateRecord(
        id=run.id,
        name=entry.name,
        sentence=run.principle.sentence,
        principle=run.principle.id,
        scenario=run.scenario.id,
        variation=run.variation,
        file=programme_file(run),
        proven=entry.programme.proven,
        seconds=round(found.seconds, 2),
        only_one=found.changes_at_most == 0,
        equal_to=equal_to,
        notes=found.notes,
    )
    yield base
    if found.alternative is not None:
        yield base.model_copy(
            update={
                "id": f"{run.id}_other",
                "name": f"{entry.name}, otherwise",
                "sentence": _alternative_sentence(entry),
                "file": alternative_file(run),
                "proven": found.alternative.proven,
                "alternative_of": run.id,
                "changes": found.changes,
                "changes_at_most": found.changes_at_most or found.changes,
                "equal_to": (),
                "notes": (),
            }
        )


def _alternative_sentence(entry: FinishedRun) -> str:
    """A sentence on the alternative, and on the proven bound of its changes."""
    found = entry.found
    if found.changes == found.changes_at_most:
        degree = "no other differs more"
    else:
        degree = f"the most different one found; {found.changes_at_most} changes are not ruled out"
    noticed = number_of(found.changes, "change")
    return f"As good as “{entry.name}” in every goal, with {noticed} that people notice: {degree}."


def _dropped(entry: FinishedRun, by: FinishedRun, why: str, sentence: str) -> DroppedCandidate:
    return DroppedCandidate(
        id=entry.run.id,
        name=entry.name,
        principle=entry.run.principle.id,
        scenario=entry.run.scenario.id,
        variation=entry.run.variation,
        file=programme_file(entry.run),
        proven=entry.programme.proven,
        why=why,
        by=by.run.id,
        sentence=sentence,
    )


def _missing(run: CandidateRun, result: CandidateResult) -> MissingCandidate:
    scenario = f" ({run.scenario.name})" if run.scenario.varied else ""
    return MissingCandidate(
        id=run.id,
        name=run.principle.name + scenario,
        principle=run.principle.id,
        scenario=run.scenario.id,
        ending=result.ending.value,
        sentences=result.sentences,
    )
