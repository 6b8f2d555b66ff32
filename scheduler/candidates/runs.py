"""The runs of a sweep: find a candidate and its alternative, or trace a trade-off curve."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.candidates.manifest import CurveRecord, PointRecord, ScenarioRecord
from scheduler.candidates.principles import CandidatePrinciple
from scheduler.catalogue import GOAL
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Score
from scheduler.diff import deciding_changes
from scheduler.explain import with_reasons
from scheduler.planning.service import Ending, plan, rejections
from scheduler.search import SearchOptions
from scheduler.search.alternatives import Alternative, most_different
from scheduler.search.trade_offs import TradeOffPair, front
from scheduler.verify import Verdict, check

ALTERNATIVE_SEARCHES = 2
"""How often another programme of equal value is searched for: again whenever a better one was found."""

OBJECTIONS_SHOWN = 3
"""How many objections to a rejected alternative a note names."""


@dataclass(frozen=True)
class RunOptions:
    """Options of a run: seconds for each of its searches (None: until proven) and solver threads."""

    seconds: float | None = None
    workers: int = 1

    def search_options(self, stop: threading.Event) -> SearchOptions:
        """The options of one search; the stop event is an argument, since it cannot be sent to another process."""
        return SearchOptions(seconds=self.seconds, workers=self.workers, stop=stop)


@dataclass(frozen=True)
class CandidateRun:
    """A principle under a scenario; `instance` is the scenario's, `base_sha256` that of the unvaried instance."""

    id: str
    principle: CandidatePrinciple
    scenario: ScenarioRecord
    instance: Instance
    base_sha256: str
    effort: RunOptions

    @property
    def variation(self) -> dict[str, str]:
        return {**self.scenario.varied, **self.principle.settings}


@dataclass(frozen=True)
class CurveRun:
    """A trade-off curve of two goals under a scenario."""

    id: str
    x_goal: str
    y_goal: str
    scenario: ScenarioRecord
    instance: Instance
    effort: RunOptions


Run = CandidateRun | CurveRun


@dataclass(frozen=True)
class CandidateResult:
    """The result of a candidate run: verified programmes with reasons, or sentences on why none was found.

    `changes` is the number of deciding changes to the alternative, `changes_at_most` its proven upper bound; both are
    0 where every programme of equal value is proven to have no deciding change. `notes` are sentences on what was
    rejected beside the programme, and on why there is no alternative.
    """

    ending: Ending
    programme: Programme | None = None
    alternative: Programme | None = None
    changes: int = 0
    changes_at_most: int | None = None
    sentences: tuple[str, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()


def find_candidate(run: CandidateRun, stop: threading.Event) -> CandidateResult:
    """Find the best programme for a principle, and the most different one of equal value.

    Where the values of the first are not proven, the search for another may find a better one, which becomes the
    candidate. A programme that the check accepted stays, whatever becomes of others.
    """
    started_at = time.monotonic()
    instance = run.principle.applied(run.instance)
    outcome = plan(instance, seconds=run.effort.seconds, workers=run.effort.workers, stop=stop)
    if outcome.programme is None or outcome.ending in (Ending.REJECTED, Ending.STOPPED):
        return CandidateResult(outcome.ending, sentences=outcome.sentences, seconds=time.monotonic() - started_at)
    first = CandidateResult(outcome.ending, _marked(outcome.programme, run), notes=outcome.sentences)
    found = _with_alternative(first, instance, run, stop)
    ending = Ending.STOPPED if stop.is_set() else found.ending
    return replace(found, ending=ending, seconds=time.monotonic() - started_at)


def _with_alternative(
    found: CandidateResult, instance: Instance, run: CandidateRun, stop: threading.Event
) -> CandidateResult:
    """Add the most different programme of equal value; one that is better takes the place of the candidate."""
    for _ in range(ALTERNATIVE_SEARCHES):
        programme = found.programme
        assert programme is not None
        search = most_different(instance, programme, run.effort.search_options(stop))
        if search.objections:
            found = replace(found, notes=(*found.notes, alternative_rejected(search.objections)))
        if search.alternative is None or stop.is_set():
            return found
        other = _marked(with_reasons(instance, search.alternative.programme), run)
        verdict = check(instance, other)
        against = rejections(instance, other, verdict)
        is_better = not against and _is_better(other, programme)
        if not is_better:
            return _beside(found, programme, other, search.alternative, against)
        found = replace(found, programme=_complete(other, programme, verdict), ending=Ending.BEST_FOUND)
    note = "Every search for another programme of equal value found a better one; the last of them is shown."
    return replace(found, notes=(*found.notes, note))


def _beside(
    found: CandidateResult, programme: Programme, other: Programme, how: Alternative, against: tuple[str, ...]
) -> CandidateResult:
    """The candidate with another programme of equal value, or with a note on why that one is rejected."""
    noticed = len(deciding_changes(programme, other))
    if not against and (noticed < how.changes or (noticed > how.changes == how.changes_at_most)):
        against = (f"The search counts {how.changes} changes, the check {noticed}.",)
    if against:
        return replace(found, notes=(*found.notes, alternative_rejected(against)))
    at_most = max(noticed, how.changes_at_most)
    return replace(found, alternative=other if noticed else None, changes=noticed, changes_at_most=at_most)


def alternative_rejected(objections: Sequence[str]) -> str:
    """The note that the independent check rejected an alternative, and why."""
    more = len(objections) - OBJECTIONS_SHOWN
    shown = " ".join(objections[:OBJECTIONS_SHOWN]) + (f" (And {more} more.)" if more > 0 else "")
    return (
        "The independent check rejected another programme of equal value that the search found; it was not saved. This "
        f"is an error in the program: please report it. {shown}"
    )


def _is_better(other: Programme, programme: Programme) -> bool:
    """Whether a programme that is worse in no goal is better in one."""
    values = {score.goal: score.value for score in programme.scores}
    return any(score.value < values[score.goal] for score in other.scores)


def _complete(better: Programme, before: Programme, verdict: Verdict) -> Programme:
    """A better programme with a score for the tie-break too, in the order of the one before."""
    scores = {score.goal: score for score in better.scores}
    counted = (scores.get(score.goal) or _counted(score.goal, verdict) for score in before.scores)
    return better.model_copy(update={"scores": tuple(counted)})


def _counted(goal: str, verdict: Verdict) -> Score:
    """The value of a goal that was not searched for, as the check counts it; 0 is proven."""
    value = verdict.scores[goal]
    return Score(goal=goal, value=value, bound=None if value else 0, proven=not value)


def trace_curve(run: CurveRun, stop: threading.Event) -> CurveRecord:
    """Trace the Pareto front of two goals; the check recomputes every point."""
    started_at = time.monotonic()
    found = front(run.instance, run.x_goal, run.y_goal, run.effort.search_options(stop))
    points = [_point(run, pair) for pair in reversed(found.pairs)]
    return CurveRecord(
        id=run.id,
        scenario=run.scenario.id,
        x_goal=run.x_goal,
        y_goal=run.y_goal,
        sentence=_curve_sentence(run.x_goal, run.y_goal),
        points=tuple(points),
        complete=found.complete and all(point.proven for point in points),
        seconds=round(time.monotonic() - started_at, 2),
    )


def _marked(programme: Programme, run: CandidateRun) -> Programme:
    """The programme with its variation recorded."""
    changes = {"variation": run.variation, "base_sha256": run.base_sha256}
    return programme.model_copy(update={"provenance": programme.provenance.model_copy(update=changes)})


def _point(run: CurveRun, pair: TradeOffPair) -> PointRecord:
    """A point with the recomputed values; proven only if they equal those of the search."""
    verdict = check(run.instance, pair.programme)
    x, y = verdict.scores[run.x_goal], verdict.scores[run.y_goal]
    proven = pair.proven and verdict.accepted and (x, y) == (pair.x, pair.y)
    return PointRecord(x=x, y=y, y_at_best=min(y, pair.y_at_best), proven=proven)


def _curve_sentence(x_goal: str, y_goal: str) -> str:
    one, other = (GOAL[goal].sentence.rstrip(".") for goal in (x_goal, y_goal))
    return f"{other}, against: {one[0].lower()}{one[1:]}."
