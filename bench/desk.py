"""``python -m bench.desk [INSTANCE …]`` measures the desk: moves with all consequences, and marks of all places."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.once import read
from scheduler.desk.consequences import consequences
from scheduler.desk.edits import MoveEdit
from scheduler.desk.marks import placements_of
from scheduler.desk.state import DeskState
from scheduler.desk.view import timetable
from scheduler.storage.programme_files import load_programme

ROOT = Path(__file__).resolve().parent.parent
INSTANCES = ("igf-2024", "whole-350", "whole-1000")
MOVES, SESSIONS = 40, 20


def measure(name: str) -> dict[str, Any]:
    """Milliseconds of moves, of marks, and of the data of the page, and the memory of the process in MB."""
    instance = read(name)
    state = DeskState(instance, load_programme(ROOT / "solutions" / "best-known" / f"{name}.json"))
    rng = random.Random(1)
    free = [placed.id for placed in state.programme.sessions if not placed.given]
    _ = state.base.verdict
    marks = [timed(partial(placements_of, state.now, session)) for session in rng.sample(free, SESSIONS)]
    moves = [timed(lambda: moved(state, rng)) for _ in range(MOVES)]
    view = [timed(lambda: timetable(state)) for _ in range(5)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"instance": name, "move": spread(moves), "marks": spread(marks), "timetable": spread(view), "MB": peak}


def moved(state: DeskState, rng: random.Random) -> object:
    """Exchange the place of a session with that of another one's, and compute all consequences."""
    one, other = rng.sample([placed for placed in state.programme.sessions if not placed.given], 2)
    state.apply(MoveEdit(session=one.id, day=other.day, start=other.start, room=other.room))
    return consequences(state).fields


def timed(function: Callable[[], object]) -> float:
    """Milliseconds of wall time."""
    started = time.perf_counter()
    function()
    return 1000 * (time.perf_counter() - started)


def spread(values: list[float]) -> dict[str, int]:
    """The median and the 95th percentile."""
    return {"median": round(median(values)), "p95": round(quantiles(values, n=20)[-1])}


if __name__ == "__main__":
    print(json.dumps([measure(name) for name in sys.argv[1:] or INSTANCES]))
