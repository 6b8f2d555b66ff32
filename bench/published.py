"""Everything published at once: ``python -m bench.published`` prints as JSON how long a folder with every format takes.

The programme of igf-2024, checked and then written three times, each time into a new folder.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.once import INSTANCES
from scheduler.export import export
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.intake import load
from scheduler.search import SearchOptions, solve

FOLDER = INSTANCES / "igf-2024"
SECONDS_TO_SOLVE = 60
TIMES = 3


def measure() -> dict[str, Any]:
    """The median of the seconds, the number of files and their bytes."""
    loaded = load(FOLDER)
    programme = solve(loaded.instance, SearchOptions(seconds=SECONDS_TO_SOLVE)).programme
    if programme is None:
        raise SystemExit("There is no programme to publish.")
    notes = DataNotes.of(loaded.instance.name, loaded)
    seconds = []
    with tempfile.TemporaryDirectory() as place:
        for number in range(TIMES):
            begun = time.monotonic()
            export(loaded.instance, programme, f"{place}/{number}/", notes)
            seconds.append(time.monotonic() - begun)
        files = [path for path in (Path(place) / "0").rglob("*") if path.is_file()]
        return {
            "sessions": len(programme.sessions),
            "times": TIMES,
            "seconds": round(median(seconds), 2),
            "files": len(files),
            "calendars": sum(path.suffix == ".ics" for path in files),
            "bytes": sum(path.stat().st_size for path in files),
        }


if __name__ == "__main__":
    print(json.dumps(measure()))
