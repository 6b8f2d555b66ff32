"""Sweep principles and scenarios for an instance, and write the folder of candidates."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from scheduler.candidates import executors
from scheduler.candidates.changed_files import check_files
from scheduler.candidates.manifest import CandidateRecord, CurveRecord, Manifest, MissingCandidate
from scheduler.candidates.principles import CANDIDATE_PRINCIPLES, without_effect
from scheduler.candidates.run_store import other_instance, prepare_folder, store_run, stored_run, write_manifest
from scheduler.candidates.runs import CandidateResult, CandidateRun, CurveRun, Run, RunOptions
from scheduler.candidates.scenarios import ScenarioInstance
from scheduler.candidates.selection import select
from scheduler.candidates.sweep import sweep
from scheduler.core.instance import Instance
from scheduler.core.version import VERSION
from scheduler.planning.service import Ending
from scheduler.storage.programme_files import OutputError
from scheduler.verify import check

CURVES = (
    ("programme_minutes", "refused_weight"),
    ("programme_minutes", "refused_first_choices"),
    ("incoherence", "refused_first_choices"),
)
"""Pairs of conflicting goals for trade-off curves: wishes against minutes of the programme, and against coherence."""


def processors() -> int:
    """Number of processors available to this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class RunLocation:
    """Where runs are executed: a number of processes of this machine, or the cluster at an address."""

    processes: int = field(default_factory=processors)
    cluster: str = ""

    @property
    def threads(self) -> int:
        """Solver threads for each run: the processors divided by the processes."""
        return 1 if self.cluster else max(1, processors() // self.processes)

    def opened(self, stop: threading.Event) -> executors.Open:
        if self.cluster:
            return partial(executors.cluster, self.cluster)
        return partial(executors.processes, self.processes, stop)


@dataclass(frozen=True)
class SweepProgress:
    """Progress of a sweep: runs done and planned, runs found done from an earlier sweep, and the last finished run."""

    done: int
    planned: int
    found_done: int
    last: Run | None = None
    result: CandidateResult | CurveRecord | None = None


@dataclass(frozen=True)
class SweepResult:
    """The result of a sweep. `undone` are runs stopped or lost, `rejected` those whose programme the check rejects."""

    manifest: Manifest
    undone: tuple[Run, ...]
    rejected: tuple[tuple[CandidateRun, CandidateResult], ...]


def generate(
    base: Instance,
    scenarios: Sequence[ScenarioInstance],
    output: Path,
    where: RunLocation,
    seconds: float | None = None,
    with_curves: bool = True,
    stop: threading.Event | None = None,
    on_progress: Callable[[SweepProgress], None] = lambda progress: None,
) -> SweepResult:
    """Run every principle under every scenario, and trade-off curves under the first; write results as they are found.

    What the folder holds of an earlier sweep is not done again. `seconds` bounds each search of a run. Raises
    OutputError, also where somebody changed a file that would be replaced, and ClusterError where the cluster cannot be
    used.
    """
    stop = stop or threading.Event()
    other = other_instance(output, base.name)
    if other is not None:
        raise OutputError(f"“{output}” holds the candidates of “{other}”. Choose another folder with -o.")
    runs = tuple(_runs(base, scenarios, RunOptions(seconds, where.threads), with_curves))
    results = {run.id: result for run in runs if (result := stored_run(output, run)) is not None}
    check_files(output, [run for run in runs if run.id not in results])
    prepare_folder(output)
    found_done = len(results)
    on_progress(SweepProgress(found_done, len(runs), found_done))

    def store(run: Run, result: CandidateResult | CurveRecord) -> None:
        if stop.is_set() and _is_cut_short(result):
            return
        store_run(output, run, result)
        results[run.id] = result
        on_progress(SweepProgress(len(results), len(runs), found_done, run, result))

    sweep([run for run in runs if run.id not in results], where.opened(stop), store, stop)
    manifest = _manifest(base, scenarios, runs, results)
    write_manifest(output, manifest)
    return SweepResult(
        manifest,
        undone=tuple(run for run in runs if run.id not in results),
        rejected=tuple(pair for pair in _candidate_results(runs, results) if pair[1].ending is Ending.REJECTED),
    )


def _runs(
    base: Instance, scenarios: Sequence[ScenarioInstance], effort: RunOptions, with_curves: bool
) -> Iterator[Run]:
    """The runs in the order of the manifest: the principles under each scenario, then the curves."""
    for varied in scenarios:
        for principle in CANDIDATE_PRINCIPLES:
            if not without_effect(principle, varied.instance):
                name = "_".join(filter(None, (principle.id, varied.scenario.id)))
                yield CandidateRun(name, principle, varied.scenario, varied.instance, base.sha256, effort)
    if with_curves:
        first = next((v for v in scenarios if v.instance.sha256 == base.sha256), scenarios[0])
        for x_goal, y_goal in CURVES:
            name = f"curve_{x_goal}_{y_goal}"
            yield CurveRun(name, x_goal, y_goal, first.scenario, first.instance, effort)


def _manifest(
    base: Instance,
    scenarios: Sequence[ScenarioInstance],
    runs: Sequence[Run],
    results: dict[str, CandidateResult | CurveRecord],
) -> Manifest:
    selection = select(_candidate_results(runs, results))
    curves = [result for run in runs if isinstance(result := results.get(run.id), CurveRecord)]
    return Manifest(
        instance=base.name,
        base_sha256=base.sha256,
        program_version=VERSION,
        runs_planned=len(runs),
        runs_done=len(results),
        scenarios=tuple(varied.scenario for varied in scenarios),
        candidates=selection.candidates,
        dropped=selection.dropped,
        missing=(*_without_effect(scenarios), *selection.missing),
        curves=tuple(_with_candidates(curve, runs, results, selection.candidates) for curve in curves),
    )


def _without_effect(scenarios: Sequence[ScenarioInstance]) -> Iterator[MissingCandidate]:
    """Principles that have no effect on this instance, as missing candidates, once for all scenarios."""
    for principle in CANDIDATE_PRINCIPLES:
        sentence = without_effect(principle, scenarios[0].instance)
        if sentence:
            yield MissingCandidate(
                id=principle.id,
                name=principle.name,
                principle=principle.id,
                scenario=scenarios[0].scenario.id,
                ending="nothing to go by",
                sentences=(sentence,),
            )


def _with_candidates(
    curve: CurveRecord,
    runs: Sequence[Run],
    results: dict[str, CandidateResult | CurveRecord],
    candidates: Sequence[CandidateRecord],
) -> CurveRecord:
    """The curve, each point with the candidates of its scenario that lie on it."""
    shown = {candidate.id for candidate in candidates if candidate.scenario == curve.scenario}
    ids_at: dict[tuple[int, int], list[str]] = {}
    for run, result in _candidate_results(runs, results):
        if run.id in shown and result.programme is not None:
            scores = check(run.instance, result.programme).scores
            ids_at.setdefault((scores[curve.x_goal], scores[curve.y_goal]), []).append(run.id)
    points = (p.model_copy(update={"candidates": tuple(ids_at.get((p.x, p.y), ()))}) for p in curve.points)
    return curve.model_copy(update={"points": tuple(points)})


def _candidate_results(
    runs: Sequence[Run], results: dict[str, CandidateResult | CurveRecord]
) -> list[tuple[CandidateRun, CandidateResult]]:
    """The finished candidate runs with their results."""
    pairs = ((run, results.get(run.id)) for run in runs)
    return [
        (run, found) for run, found in pairs if isinstance(run, CandidateRun) and isinstance(found, CandidateResult)
    ]


def _is_cut_short(result: CandidateResult | CurveRecord) -> bool:
    """Whether a run was stopped by the user."""
    return not result.complete if isinstance(result, CurveRecord) else result.ending is Ending.STOPPED
