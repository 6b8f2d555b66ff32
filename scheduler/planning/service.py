"""From an instance to a programme that may leave the house: count, search, state reasons, check.

Nothing is handed on that the independent check rejects, or whose scores it does not find itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.instance import Instance
from scheduler.core.phrases import number_of
from scheduler.core.programme import Programme
from scheduler.explain import with_reasons
from scheduler.explain.demand_texts import infeasibility_sentences
from scheduler.model.counting_checks import cannot_fit
from scheduler.model.prepare import prepare
from scheduler.search import Progress, Result, SearchOptions, Status, solve
from scheduler.search.infeasibility import find_infeasibility
from scheduler.search.large import is_large
from scheduler.verify import Verdict, check, instance_mismatch, score_differences
from scheduler.verify.objections import objections


class Ending(StrEnum):
    """How planning ended. `BEST_FOUND` has a programme, though not every goal is proven."""

    PROVEN = "proven"
    BEST_FOUND = "best found"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    NO_ANSWER = "no answer"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Outcome:
    """What planning brought: a checked programme with its verdict, or sentences that say why there is none."""

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
    """The best programme for an instance, with reasons for every refusal, and checked.

    `seconds` bounds the wall time, `workers` are the solver's threads; `stop` ends the search early and keeps the best
    so far. `save` receives every better programme on the way, checked but without reasons, so that nothing is lost
    whatever happens. The search goes on from `start`.
    """
    begun = time.monotonic()
    impossible = cannot_fit(instance)
    if impossible:
        tell = _telling(on_progress, begun)
        # Of a whole programme the count is told at once: looking for all other conflicts would take minutes.
        whole = is_large(instance)
        why = None if whole else find_infeasibility(prepare(instance), stop or threading.Event(), on_step=tell)
        sentences = (*impossible, *(infeasibility_sentences(instance, why) if why else ()))
        return Outcome(Ending.INFEASIBLE, None, None, sentences, time.monotonic() - begun)

    def checkpoint(programme: Programme) -> None:
        verdict = check(instance, programme)
        if save and verdict.accepted:
            # A goal that is not proven may stand better than its tier has noticed.
            wrong = {difference.goal for difference in score_differences(programme, verdict)}
            sound = tuple(score for score in programme.scores if score.goal not in wrong)
            save(programme.model_copy(update={"scores": sound}))

    result = solve(
        instance,
        SearchOptions(
            seconds,
            workers,
            seed,
            reproducible,
            stop or threading.Event(),
            on_progress,
            checkpoint,
            start,
        ),
    )
    if result.programme is None:
        return Outcome(Ending(result.status.value), None, None, _why_none(instance, result), time.monotonic() - begun)
    return _checked(instance, result.programme, Ending(result.status.value), begun)


def _checked(instance: Instance, programme: Programme, ending: Ending, begun: float) -> Outcome:
    programme = with_reasons(instance, programme)
    verdict = check(instance, programme)
    sentences = rejections(instance, programme, verdict)
    return Outcome(Ending.REJECTED if sentences else ending, programme, verdict, sentences, time.monotonic() - begun)


def rejections(instance: Instance, programme: Programme, verdict: Verdict) -> tuple[str, ...]:
    """Why a programme may not leave the house: rules broken, scores that differ, another instance; empty if it may."""
    mismatch = instance_mismatch(instance, programme)
    return (*([mismatch.sentence] if mismatch else []), *objections(programme, verdict))


def _telling(on_progress: Callable[[Progress], None] | None, begun: float) -> Callable[[str], None]:
    """What tells the progress display of a step that has no goal."""

    def tell(sentence: str) -> None:
        if on_progress:
            on_progress(Progress(0, 1, sentence, None, None, time.monotonic() - begun))

    return tell


def _why_none(instance: Instance, result: Result) -> tuple[str, ...]:
    if result.status is Status.REJECTED:
        return result.objections
    if result.status is Status.STOPPED:
        return ("No programme had been found when the search was stopped.",)
    if result.left_out:
        return (_without_places(instance, result),)
    if result.infeasibility is None:
        return ("No programme was found in the time given.",)
    return infeasibility_sentences(instance, result.infeasibility)


def _without_places(instance: Instance, result: Result) -> str:
    """What found no place where all host sessions must have one."""
    titles = [f"“{instance.session[name].title}”" for name in result.left_out]
    shown = ", ".join(titles[:5]) + (f" and {len(titles) - 5} more" if len(titles) > 5 else "")
    proven = " This is proven." if result.status is Status.INFEASIBLE else " That they cannot is not proven."
    number = number_of(len(titles), "session")
    return (
        f"Not all sessions of the host programme found a place; the best search was left with {number}: {shown}."
        f"{proven} Take sessions out, add rooms or slots, or set “Host sessions may be left out” to yes on sheet "
        "Policy: then the best that fits is kept, with a reason for each that does not."
    )
