"""One measured run, in a process of its own: ``python -m bench.once NAME [SECONDS]`` prints what it measured as JSON.

NAME is a folder under instances/, or ``growth-N`` for a made-up event with N coalitions.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from bench.growth import grown_instance
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.intake import load_instance
from scheduler.search import SearchOptions, solve
from scheduler.verify import check

INSTANCES = Path(__file__).resolve().parent.parent / "instances"


def measure(name: str, seconds: float | None) -> dict[str, Any]:
    """Seconds to the first verified programme and to the end, what was proven, and the peak of memory in MB."""
    begun = time.monotonic()
    instance = read(name)
    read_in = time.monotonic() - begun
    first: list[float] = []
    begun = time.monotonic()

    def on_programme(programme: Programme) -> None:
        if not first and not check(instance, programme).violations:
            first.append(time.monotonic() - begun)

    result = solve(instance, SearchOptions(seconds=seconds, on_programme=on_programme))
    solved_in = time.monotonic() - begun
    scores = result.programme.scores if result.programme else ()
    verdict = check(instance, result.programme) if result.programme else None
    return {
        "instance": name,
        "size": sizes(instance),
        "status": result.status.value,
        "accepted": verdict is not None and not verdict.violations,
        "seconds_to_read": round(read_in, 2),
        "seconds_to_first": round(first[0], 2) if first else None,
        "seconds": round(solved_in, 2),
        "proven": bool(result.programme and result.programme.proven),
        "tiers": [score.model_dump() for score in scores],
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def read(name: str) -> Instance:
    if name.startswith("growth-"):
        return grown_instance(int(name.removeprefix("growth-")))
    return load_instance(INSTANCES / name)


def sizes(instance: Instance) -> dict[str, int]:
    """How large an instance is."""
    return {
        "coalitions": len(instance.coalitions),
        "requests": len(instance.requests),
        "sessions": len(instance.sessions),
        "rooms": len(instance.rooms),
        "themes": len(instance.themes),
    }


if __name__ == "__main__":
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else None
    print(json.dumps(measure(sys.argv[1], limit)))
