"""A sweep measured: ``python -m bench.candidates PROCESSES`` prints what it took as JSON.

Five principles under caps of 5, 7 and 10 joint sessions of igf-2024, each with its most different programme of equal
value: 15 runs, in a fresh folder.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench.once import INSTANCES
from scheduler.candidates.generate_candidates import RunLocation, generate
from scheduler.candidates.manifest import CandidateRecord, DroppedCandidate
from scheduler.candidates.scenarios import read_scenarios
from scheduler.intake import load_instance
from scheduler.storage.programme_files import load_programme

FOLDER = INSTANCES / "igf-2024"
VARY = ("cap=5,7,10",)


def measure(processes: int) -> dict[str, Any]:
    """Seconds of the whole sweep, starting the processes included, and what was proven."""
    instance = load_instance(FOLDER)
    scenarios = read_scenarios(instance, VARY, partial(load_instance, FOLDER))
    where = RunLocation(processes)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        manifest = generate(instance, scenarios, Path(folder), where, with_curves=False).manifest
        seconds = time.monotonic() - begun
        entries: list[CandidateRecord | DroppedCandidate] = [
            *(c for c in manifest.candidates if not c.alternative_of),
            *manifest.dropped,
        ]
        programmes = [load_programme(Path(folder) / entry.file) for entry in entries]
    tiers = [score for programme in programmes for score in programme.scores]
    others = [candidate for candidate in manifest.candidates if candidate.alternative_of]
    return {
        "processes": processes,
        "threads": where.threads,
        "seconds": round(seconds, 1),
        "runs": manifest.runs_planned,
        "done": manifest.runs_done,
        "tiers": len(tiers),
        "tiers_proven": sum(score.proven for score in tiers),
        "alternatives": len(others),
        "alternatives_proven": sum(candidate.most_different for candidate in others),
        "shown": len(manifest.candidates) - len(others),
        "dropped": len(manifest.dropped),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
