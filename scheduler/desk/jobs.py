"""Searches and questions started at the desk, each in a process of its own, while one goes on looking."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import scheduler
from scheduler.core.programme import Programme
from scheduler.desk.job_process import STOP, JobKind, JobOrder
from scheduler.desk.proposals import Proposal, proposal_of
from scheduler.desk.state import Snapshot

__all__ = ["JobKind", "JobProgress", "JobStatus", "JobView", "Jobs"]

END_SECONDS = 5.0
"""Seconds that a process has to end after it was told to, before it is killed."""


class JobStatus(StrEnum):
    """How a job stands. `STOPPED`: it was stopped, and what it had found by then is its proposal."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class JobProgress:
    """How far a job is: the goal being minimised, its value and lower bound, seconds since the start."""

    goal: str = ""
    value: int | None = None
    bound: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class JobView:
    """A job now. `sentences` are an answer, or why there is no proposal; `subject` is what a question is about."""

    id: int
    kind: JobKind
    status: JobStatus
    subject: str = ""
    progress: JobProgress = JobProgress()
    sentences: tuple[str, ...] = ()
    proposal: Proposal | None = None

    @property
    def fields(self) -> dict[str, object]:
        """The job for JSON, without the programme of its proposal."""
        proposal = self.proposal and {
            "groups": [
                {"number": one.number, "sentences": list(one.sentences), "names": list(one.names)}
                for one in self.proposal.groups
            ],
            "goals": list(self.proposal.goals),
        }
        return {
            "id": self.id,
            "kind": self.kind.value,
            "status": self.status.value,
            "subject": self.subject,
            "goal": self.progress.goal,
            "value": self.progress.value,
            "bound": self.progress.bound,
            "seconds": self.progress.seconds,
            "sentences": list(self.sentences),
            "proposal": proposal,
        }


@dataclass
class _Running:
    """A job with its process.

    `has_order`: the process has received its order. A stop that is wanted before is sent after it.
    """

    view: JobView
    order: JobOrder
    process: subprocess.Popen[bytes]
    changed: threading.Condition = field(default_factory=threading.Condition)
    has_order: bool = False
    stop_wanted: bool = False

    def send_order(self) -> None:
        """Hand the process its order, which takes until it has started."""
        _send(self.process, pickle.dumps(self.order))
        with self.changed:
            self.has_order = True
            if self.stop_wanted:
                _send(self.process, STOP)

    def stop(self) -> None:
        """Tell the process to stop, now or when it has its order."""
        with self.changed:
            if self.has_order and not self.stop_wanted:
                _send(self.process, STOP)
            self.stop_wanted = True

    def update(self, **changes: Any) -> None:
        with self.changed:
            if self.view.status is JobStatus.RUNNING:
                self.view = replace(self.view, **changes)
            self.changed.notify_all()


class Jobs:
    """The jobs of one programme. Their processes end with `close`, and when this process ends."""

    def __init__(self) -> None:
        self._jobs: dict[int, _Running] = {}
        self._lock = threading.Lock()

    def start(self, kind: JobKind, snapshot: Snapshot, *, seconds: float | None = None, subject: str = "") -> int:
        """Start a job from a snapshot, and return its number.

        `seconds` bounds the search; a search without a bound goes on until its result is proven, or it is stopped.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "scheduler.desk.job_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": _with_package(os.environ.get("PYTHONPATH", ""))},
        )
        order = JobOrder(kind, Snapshot(snapshot.instance, snapshot.programme, snapshot.pins), seconds, subject)
        with self._lock:
            number = len(self._jobs) + 1
            job = _Running(JobView(number, kind, JobStatus.RUNNING, subject), order, process)
            self._jobs[number] = job
        threading.Thread(target=_follow, args=(job,), daemon=True).start()
        return number

    def view(self, number: int) -> JobView:
        """A job now. Raises KeyError."""
        return self._jobs[number].view

    def all(self) -> tuple[JobView, ...]:
        """All jobs now, oldest first."""
        return tuple(job.view for job in list(self._jobs.values()))

    def stop(self, number: int) -> None:
        """Stop a job; what it has found so far becomes its proposal. Raises KeyError."""
        self._jobs[number].stop()

    def drop(self, number: int) -> None:
        """End a job and throw its result away. Raises KeyError."""
        job = self._jobs[number]
        with job.changed:
            job.view = replace(job.view, status=JobStatus.DROPPED, proposal=None, sentences=())
            job.changed.notify_all()
        _end(job.process)

    def wait(self, number: int, seconds: float | None = None) -> JobView:
        """A job when it is no longer running, or after so many seconds. Raises KeyError."""
        job = self._jobs[number]
        with job.changed:
            job.changed.wait_for(lambda: job.view.status is not JobStatus.RUNNING, seconds)
            return job.view

    def close(self) -> None:
        """End all jobs."""
        for job in self._jobs.values():
            _end(job.process)


def _follow(job: _Running) -> None:
    """Hand a process its order, and read what it writes until it ends."""
    process = job.process
    assert process.stdout is not None
    job.send_order()
    try:
        for line in process.stdout:
            message = json.loads(line)
            if message.pop("kind") == "progress":
                job.update(progress=JobProgress(**message))
            else:
                job.update(**_outcome(job, message))
    except (ValueError, KeyError, TypeError):
        _end(process)
    job.update(status=JobStatus.FAILED, sentences=("The search ended before it had a result. Start it again.",))
    _end(process)


def _outcome(job: _Running, message: dict[str, Any]) -> dict[str, object]:
    programme = message["programme"] and Programme.model_validate(message["programme"])
    return {
        "status": JobStatus.STOPPED if message["stopped"] else JobStatus.DONE,
        "sentences": tuple(message["sentences"]),
        "proposal": proposal_of(job.order.snapshot, programme) if programme else None,
    }


def _send(process: subprocess.Popen[bytes], text: bytes) -> None:
    """Write to a process, if it is still there."""
    assert process.stdin is not None
    with suppress(OSError, ValueError):
        process.stdin.write(text)
        process.stdin.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process: it ends by itself when its input does."""
    assert process.stdin is not None
    with suppress(OSError, ValueError):
        process.stdin.close()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _with_package(path: str) -> str:
    """The search path of modules with this package on it."""
    return os.pathsep.join(filter(None, (str(Path(scheduler.__file__).parent.parent), path)))
