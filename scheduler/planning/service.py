"""Plan a meeting: check by counting, search, add reasons, verify.

A programme is returned only if the independent check accepts it and finds the same scores.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.instance import Instance
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Programme
from scheduler.explain import with_reasons
from scheduler.explain.demand_texts import infeasibility_sentences
from scheduler.model.counting_checks import cannot_fit
from scheduler.model.prepare import prepare
from scheduler.search import Progress, Result, SearchOptions, Status, solve
from scheduler.search.infeasibility import find_infeasibility
from scheduler.search.large import is_large
from scheduler.verify import Verdict, check, instance_mismatch
from scheduler.verify.objections import objections


class Ending(StrEnum):
    """The outcome of planning in a word. `BEST_FOUND`: a programme was found, but not every goal is proven."""

    PROVEN = "proven"
    BEST_FOUND = "best found"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    NO_ANSWER = "no answer"
    REJECTED = "rejected"


TITLES_SHOWN = 8


@dataclass(frozen=True)
class Outcome:
    """The result of planning: a verified programme with its verdict, or sentences on why none was found."""

    ending: Ending
    programme: Programme | None
    verdict: Verdict | None
    sentences: tuple[str, ...] = ()
    seconds: float = 0.0


def plan(
    instance: Instance,
    *,
    seconds: float | None = None,
    reproducible: bool = False,
    seed: int = 0,
    workers: int = 2,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    save: Callable[[Programme], None] | None = None,
    start: Programme | None = None,
) -> Outcome:
    """Find the best programme of an instance, with a reason for every refusal, and verify it.

    `seconds` bounds the wall time, `workers` are the solver's threads; `stop` ends the search early and keeps the best
    so far. `save` receives every better programme on the way, checked but without reasons, so that nothing is lost
    whatever happens. The search goes on from `start`.
    """
    started_at = time.monotonic()
    impossible = cannot_fit(instance)
    if impossible:
        report = _step_report(on_progress, started_at)
        # Of a whole programme the count alone is reported: looking for all other conflicts would take minutes.
        wall_time = is_large(instance)
        why = None if wall_time else find_infeasibility(prepare(instance), stop or threading.Event(), on_step=report)
        sentences = (*impossible, *(infeasibility_sentences(instance, why) if why else ()))
        return Outcome(Ending.INFEASIBLE, None, None, sentences, time.monotonic() - started_at)

    result = solve(
        instance,
        SearchOptions(
            seconds=seconds,
            workers=workers,
            seed=seed,
            reproducible=reproducible,
            stop=stop or threading.Event(),
            on_progress=on_progress,
            on_programme=save,
            warm_start=start,
        ),
    )
    if result.programme is None:
        return Outcome(
            Ending(result.status.value), None, None, _failure_sentences(instance, result), time.monotonic() - started_at
        )
    return _with_reasons_and_verdict(instance, result.programme, result, started_at)


def _with_reasons_and_verdict(instance: Instance, programme: Programme, result: Result, started_at: float) -> Outcome:
    """Add reasons and verify; a rejected solution of the search is reported beside the programme accepted before it."""
    programme = with_reasons(instance, programme)
    verdict = check(instance, programme)
    rejected = rejections(instance, programme, verdict)
    ending = Ending.REJECTED if rejected else Ending(result.status.value)
    return Outcome(
        ending, programme, verdict, rejected or model_faults(result.objections), time.monotonic() - started_at
    )


def model_faults(objections: Sequence[str]) -> tuple[str, ...]:
    """Report a solution that the independent check rejected while another was accepted; empty if none."""
    if not objections:
        return ()
    return (
        "The independent check rejected a solution that the search found. The programme is the best one that the check "
        "accepted. This is an error in the program: please report it.",
        *objections,
    )


def rejections(instance: Instance, programme: Programme, verdict: Verdict) -> tuple[str, ...]:
    """Objections to a programme: rules broken, scores that differ, another instance; empty if it may be published."""
    mismatch = instance_mismatch(instance, programme)
    return (*([mismatch.sentence] if mismatch else []), *objections(programme, verdict))


def _step_report(on_progress: Callable[[Progress], None] | None, started_at: float) -> Callable[[str], None]:
    """Return a callback that reports a step without a goal to the progress display."""

    def report(sentence: str) -> None:
        if on_progress:
            on_progress(Progress(0, 1, sentence, None, None, time.monotonic() - started_at))

    return report


def _failure_sentences(instance: Instance, result: Result) -> tuple[str, ...]:
    if result.status is Status.REJECTED:
        left_out = (_unplaced_sessions(instance, result),) if result.left_out else ()
        return (*result.objections, *left_out)
    if result.status is Status.STOPPED:
        return ("No programme had been found when the search was stopped.",)
    sentences = [_unplaced_sessions(instance, result)] if result.left_out else []
    if result.infeasibility:
        sentences += infeasibility_sentences(instance, result.infeasibility)
    elif result.conflicting:
        sentences.append(_not_together(instance, result.conflicting))
    return tuple(sentences) or ("No programme was found in the time given.",)


def _not_together(instance: Instance, names: Sequence[str]) -> str:
    """The sessions that no programme can hold together, where the rules in conflict were not found."""
    titles = [f"“{instance.session[name].title}” ({name})" for name in names]
    shown = listed(titles) if len(titles) <= TITLES_SHOWN else f"{', '.join(titles[:TITLES_SHOWN])} and others"
    return (
        f"There is no programme: {number_of(len(titles), 'session')} of the host programme cannot all be held, "
        f"whatever is decided about the rest: {shown}. Two solves with different settings prove it. "
        "Take sessions out, release pins, or add rooms or slots."
    )


def _unplaced_sessions(instance: Instance, result: Result) -> str:
    """The host sessions left without a placement, though the policy requires all of them."""
    titles = [f"“{instance.session[name].title}”" for name in result.left_out]
    shown = ", ".join(titles[:5]) + (f" and {len(titles) - 5} more" if len(titles) > 5 else "")
    proven = " This is proven." if result.status is Status.INFEASIBLE else " That they cannot is not proven."
    number = number_of(len(titles), "session")
    return (
        f"Not all sessions of the host programme found a place; the best search was left with {number}: {shown}."
        f"{proven} Take sessions out, add rooms or slots, or set “Host sessions may be left out” to yes on sheet "
        "Policy: then the best that fits is kept, with a reason for each that does not."
    )
