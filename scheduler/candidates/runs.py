"""The runs of a sweep: find a candidate and its alternative, or trace a trade-off curve."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from scheduler.candidates.manifest import CurveRecord, PointRecord, ScenarioRecord
from scheduler.candidates.principles import CandidatePrinciple
from scheduler.catalogue import GOAL
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.diff import deciding_changes
from scheduler.explain import with_reasons
from scheduler.planning.service import Ending, plan, rejections
from scheduler.search import SearchOptions
from scheduler.search.alternatives import most_different
from scheduler.search.trade_offs import TradeOffPair, front
from scheduler.verify import check


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
    0 where every programme of equal value is proven to have no deciding change.
    """

    ending: Ending
    programme: Programme | None = None
    alternative: Programme | None = None
    changes: int = 0
    changes_at_most: int | None = None
    sentences: tuple[str, ...] = ()
    seconds: float = 0.0


def find_candidate(run: CandidateRun, stop: threading.Event) -> CandidateResult:
    """Find the best programme for a principle, and the most different one of equal value."""
    started_at = time.monotonic()
    instance = run.principle.applied(run.instance)
    outcome = plan(instance, seconds=run.effort.seconds, workers=run.effort.workers, stop=stop)
    if outcome.programme is None or outcome.ending in (Ending.REJECTED, Ending.STOPPED):
        return CandidateResult(outcome.ending, sentences=outcome.sentences, seconds=time.monotonic() - started_at)
    programme = _marked(outcome.programme, run)
    other = most_different(instance, programme, run.effort.search_options(stop))
    if stop.is_set() or other is None:
        return CandidateResult(
            Ending.STOPPED if stop.is_set() else outcome.ending, programme, seconds=time.monotonic() - started_at
        )
    alternative = _marked(with_reasons(instance, other.programme), run)
    noticed = len(deciding_changes(programme, alternative))
    against = rejections(instance, alternative, check(instance, alternative))
    if against or (noticed != other.changes if other.changes == other.changes_at_most else noticed < other.changes):
        against = against or (f"The search counts {other.changes} changes, the check {noticed}.",)
        return CandidateResult(Ending.REJECTED, sentences=against, seconds=time.monotonic() - started_at)
    return CandidateResult(
        outcome.ending,
        programme,
        alternative if noticed else None,
        noticed,
        max(noticed, other.changes_at_most),
        seconds=time.monotonic() - started_at,
    )


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
