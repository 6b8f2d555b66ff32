"""Sentences of the command line on a sweep and its candidates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scheduler.candidates.generate_candidates import SweepProgress, SweepResult
from scheduler.candidates.manifest import CurveRecord, Manifest
from scheduler.candidates.runs import CandidateRun, Run
from scheduler.catalogue import GOAL
from scheduler.core.phrases import number_of


def manifest_lines(manifest: Manifest) -> Iterator[str]:
    """Every candidate with its principle, the dropped ones with the reason, and the trade-off curves."""
    for candidate in manifest.candidates:
        proof = "proven" if candidate.proven else "not all proven"
        yield f"{candidate.name}: {candidate.file}, {proof}"
        yield f"  {candidate.sentence}"
        if candidate.only_one:
            yield "  Every other programme of equal value is the same in everything that people notice."
        yield from (f"  {note}" for note in candidate.notes)
    yield from (f"Dropped: {dropped.name}. {dropped.sentence}" for dropped in manifest.dropped)
    for missing in manifest.missing:
        yield " ".join((f"No programme for “{missing.name}”: {missing.ending}.", *missing.sentences))
    yield from (line for curve in manifest.curves for line in _curve_lines(curve))


def _curve_lines(curve: CurveRecord) -> Iterator[str]:
    proof = "proven, and there are no others" if curve.complete else "those with ? are not proven"
    points = ", ".join(f"{point.y:,} at {point.x:,}{'' if point.proven else '?'}" for point in curve.points)
    yield f"Trade-off: {curve.sentence} Points ({proof}):"
    yield f"  {points} {GOAL[curve.x_goal].unit}"


def how_the_sweep_ended(sweep: SweepResult, folder: Path, found_done: int) -> list[str]:
    """Sentences on the result of the sweep."""
    manifest = sweep.manifest
    earlier = f", {found_done} of them by an earlier sweep" if found_done else ""
    sentences = [
        f"{manifest.runs_done} of {number_of(manifest.runs_planned, 'run')} "
        f"{'is' if manifest.runs_planned == 1 else 'are'} done{earlier}; “{folder}” holds "
        f"{number_of(len(manifest.candidates), 'candidate')}."
    ]
    if sweep.undone:
        names = "; ".join(run_name(run) for run in sweep.undone)
        sentences.append(f"Not done: {names}. The same command continues from here.")
    for run, found in sweep.rejected:
        sentences.append(
            f"The independent check rejected “{run_name(run)}”; it was not saved. {' '.join(found.sentences)}"
        )
    return sentences


def run_name(run: Run) -> str:
    """The name of a run for people."""
    what = run.principle.name if isinstance(run, CandidateRun) else f"trade-off {run.x_goal} and {run.y_goal}"
    return f"{what} ({run.scenario.name})" if run.scenario.varied else what


def run_line(progress: SweepProgress) -> str:
    """One line on the run that ended last."""
    start = f"{progress.done} of {progress.planned}"
    if progress.last is None or progress.result is None:
        return f"{start} runs are done."
    return f"{start}: {run_name(progress.last)}, {progress.result.seconds:.1f} s"
