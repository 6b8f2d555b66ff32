"""The process of one job: it reads the job from its input, writes progress as lines of JSON, and then the result.

Started as ``python -m scheduler.desk.job_process``. It stops at the line ``stop``, and when its input ends, which it
does when the process that started it is gone.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from scheduler.catalogue import GOAL
from scheduler.core.instance import Instance, Pin
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import PinVerb, State
from scheduler.desk.edits import PinnedPart
from scheduler.desk.state import Snapshot
from scheduler.explain.answers import Asking
from scheduler.explain.errors import RejectedError
from scheduler.explain.why import why
from scheduler.explain.why_not import why_not
from scheduler.planning.service import plan
from scheduler.replan.holding_pins import with_published_pinned
from scheduler.replan.open_replan import replan_input_of
from scheduler.replan.replanning import ReplanOptions, replan
from scheduler.search import Progress
from scheduler.verify import check

STOP = b"stop\n"

MADE_AT_DESK = "searched at the desk"
"""The status in the provenance of a programme that a job found."""


class JobKind(StrEnum):
    """What the machine is asked to do."""

    FINISH = "finish"
    REPAIR = "repair"
    IMPROVE = "improve"
    WHY = "why"
    WHY_NOT = "why_not"


@dataclass(frozen=True)
class JobOrder:
    """A job: what to do with a programme. `subject` is the session or request that a question is about."""

    kind: JobKind
    snapshot: Snapshot
    seconds: float | None = None
    subject: str = ""


@dataclass(frozen=True)
class JobResult:
    """What a job found: a programme, or sentences: an answer, or why there is no programme."""

    programme: Programme | None
    sentences: tuple[str, ...] = ()


def carry_out_job(order: JobOrder, stop: threading.Event, report: Callable[[Progress], None]) -> JobResult:
    """Carry out a job in this process. A question that cannot be answered is answered by a sentence on why."""
    now = order.snapshot
    if order.kind in (JobKind.WHY, JobKind.WHY_NOT):
        return _answered(order, Asking(order.seconds, report, stop))
    if order.kind is JobKind.REPAIR:
        pinned = with_desk_pins(now)
        inputs = replan_input_of(pinned, now.scored)
        found = replan(inputs, ReplanOptions(order.seconds, on_progress=report, stop=stop))
        return _result(now, found.programme, found.sentences)
    instance = with_all_pinned(now) if order.kind is JobKind.FINISH else with_desk_pins(now)
    outcome = plan(instance, seconds=order.seconds, on_progress=report, stop=stop, start=now.programme)
    return _result(now, outcome.programme, outcome.sentences)


def with_desk_pins(now: Snapshot) -> Instance:
    """The instance with what is pinned at the desk, where it is now."""
    pins = tuple(_pin(now.programme, session, part) for session, part in now.pins.items())
    return now.instance.model_copy(update={"pins": (*now.instance.pins, *pins)})


def with_all_pinned(now: Snapshot) -> Instance:
    """The instance with every session pinned where it is, and every granted request in its session."""
    published = tuple(one.model_copy(update={"state": State.PUBLISHED}) for one in now.programme.sessions)
    return with_published_pinned(now.instance, now.programme.model_copy(update={"sessions": published}), ())


def _pin(programme: Programme, session: str, part: PinnedPart) -> Pin:
    placed = programme.session[session]
    room = placed.room if part is not PinnedPart.TIME else ""
    if part is PinnedPart.ROOM:
        return Pin(verb=PinVerb.PLACE, subject=session, room=room)
    return Pin(verb=PinVerb.PLACE, subject=session, room=room, day=placed.day, start=placed.start)


def _result(now: Snapshot, found: Programme | None, sentences: tuple[str, ...]) -> JobResult:
    """The programme found, as one for the instance of the desk, if the independent check accepts it there."""
    if found is None:
        return JobResult(None, sentences or ("Nothing was found in the time given.",))
    verdict = check(now.instance, found)
    if not verdict.accepted:
        return JobResult(None, (*sentences, *(one.sentence for one in verdict.violations)))
    states = {placed.id: placed.state for placed in now.programme.sessions}
    sessions = tuple(one.model_copy(update={"state": states.get(one.id, State.DRAFT)}) for one in found.sessions)
    made = now.programme.provenance.model_copy(update={"status": MADE_AT_DESK})
    return JobResult(
        found.model_copy(
            update={
                "sessions": sessions,
                "provenance": made,
                "state": now.programme.state,
                "state_since": now.programme.state_since,
            }
        ).counted_anew(verdict.scores),
        sentences,
    )


def _answered(order: JobOrder, asking: Asking) -> JobResult:
    question = why if order.kind is JobKind.WHY else why_not
    try:
        answer = question(order.snapshot.instance, order.snapshot.scored, order.subject, asking)
    except NotUnderstoodError as error:
        return JobResult(None, tuple(error.sentences))
    except RejectedError as error:
        return JobResult(None, (str(error),))
    return JobResult(None, answer.sentences)


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Read an order, carry it out, and write progress and the result."""
    try:
        order: JobOrder = pickle.load(source)
    except (EOFError, pickle.UnpicklingError):
        return  # dropped before it had begun
    stop, writing = threading.Event(), threading.Lock()

    def listen() -> None:
        if source.readline() != STOP:
            os._exit(1)
        stop.set()
        source.read()
        os._exit(1)

    def write(kind: str, fields: dict[str, object]) -> None:
        with writing:
            target.write(json.dumps({"kind": kind, **fields}).encode() + b"\n")
            target.flush()

    def report(progress: Progress) -> None:
        known = GOAL.get(progress.goal)
        goal = known.sentence.rstrip(".") if known else progress.goal
        fields: dict[str, object] = {
            "goal": goal,
            "value": progress.value,
            "bound": progress.bound,
            "seconds": progress.seconds,
        }
        write("progress", fields)

    threading.Thread(target=listen, daemon=True).start()
    result = carry_out_job(order, stop, report)
    found = result.programme.model_dump(mode="json") if result.programme else None
    write("result", {"programme": found, "sentences": result.sentences, "stopped": stop.is_set()})


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)
