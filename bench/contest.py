"""One contestant on one instance: ``python -m bench.contest NAME WHO SECONDS SEED SETTLED FILE``.

Every programme goes to FILE as it comes, a line each, with the seconds since the start; reading the instance does not
count, building a model does. Nothing here judges them. HiGHS and OR-Tools carry different copies of one library, so
that a process can load only one of the two.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TextIO

from bench.peers.programme import programme_of
from bench.peers.task import task_of
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.storage.programme_files import load_programme

INSTANCES = Path(__file__).resolve().parent.parent / "instances"

ENGINE, PEERS = "engine", {"naive CP-SAT": "cp_sat", "naive HiGHS": "highs", "by hand": "by_hand"}

GIGABYTES_AT_MOST = 12
"""Of memory for a peer; what needs more has no programme."""


def engine(instance: Instance, seconds: float, seed: int, tell: Callable[..., None]) -> None:
    """This program, the wishes included, told as its user would have them."""
    from scheduler.planning.service import plan

    bounds: dict[str, int] = {}
    began = time.monotonic()

    def on_progress(progress: object) -> None:
        bound, goal = getattr(progress, "bound", None), str(getattr(progress, "goal", ""))
        if bound is not None and bounds.get(goal) != bound:
            bounds[goal] = bound
            tell(bounds=dict(bounds), seconds=time.monotonic() - began)

    outcome = plan(
        instance,
        seconds=seconds,
        seed=seed,
        on_progress=on_progress,
        save=lambda programme: tell(programme=programme, seconds=time.monotonic() - began),
    )
    if outcome.programme:
        proven = [score.goal for score in outcome.programme.scores if score.proven]
        tell(programme=outcome.programme, seconds=time.monotonic() - began, proven=proven)


def peer(
    who: str, instance: Instance, settled: Programme, seconds: float, seed: int, tell: Callable[..., None]
) -> None:
    """A peer, with the wishes settled."""
    most = GIGABYTES_AT_MOST * 1024**3
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    run = import_module(f"bench.peers.{PEERS[who]}").run
    began = time.monotonic()
    task = task_of(instance, settled)
    left = seconds - (time.monotonic() - began)

    def chosen(choice: list[int]) -> None:
        tell(programme=programme_of(task, choice, who), seconds=time.monotonic() - began)

    run(task, left, seed, chosen)


def _tell(
    file: TextIO,
    seconds: float,
    programme: Programme | None = None,
    bounds: dict[str, int] | None = None,
    proven: list[str] | None = None,
) -> None:
    said = programme.model_dump(mode="json") if programme else None
    line = {"seconds": round(seconds, 2), "programme": said, "bounds": bounds, "proven": proven}
    file.write(json.dumps(line) + "\n")
    file.flush()


def main(name: str, who: str, seconds: float, seed: int, settled: Path, file: Path) -> None:
    instance = load_instance(INSTANCES / name)
    with file.open("w", encoding="utf-8") as lines:
        tell = partial(_tell, lines)
        if who == ENGINE:
            engine(instance, seconds, seed, tell)
        else:
            peer(who, instance, load_programme(settled), seconds, seed, tell)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        lines.write(json.dumps({"megabytes": peak}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]), Path(sys.argv[6]))
