"""``python -m bench [PART …]`` measures what is named, or all of PARTS, and writes docs/benchmarks.md.

``python -m bench page`` measures nothing and writes the page again.

Every run is a process of its own. What was measured is kept in bench/results.json; parts can be measured again.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.contest import ENGINE, PEERS
from bench.plot import drawing
from bench.report import report
from bench.whole import CONTESTANTS, Field, measure
from bench.whole_page import PARALLELS, PLOT

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "benchmarks.md"

INSTANCES = ("igf-2024", "igf-32")
RUNS = 3
SIZES = (16, 29, 58, 116)
GROWTH_SECONDS = 120
NAIVE_INSTANCES = ("igf-2024", "igf-32", "growth-29")
NAIVE_SECONDS = 60
PROCESSES = (1, 2)
READING_ROWS = 20_000


def measured(module: str, *arguments: object) -> dict[str, Any]:
    """What a module of this package prints, run in a process of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    print(
        " ".join(command[2:]), "·", {key: value for key, value in found.items() if not isinstance(value, list | dict)}
    )
    return found


def speed() -> dict[str, Any]:
    """The instances that stand for the main job, three times each."""
    return {name: [measured("bench.once", name) for _ in range(RUNS)] for name in INSTANCES}


def growth() -> list[dict[str, Any]]:
    """Made-up events of growing size, once each."""
    return [measured("bench.once", f"growth-{size}", GROWTH_SECONDS) for size in SIZES]


def naive() -> list[dict[str, Any]]:
    """Ours beside the model that one would write first."""
    return [measured("bench.naive", name, NAIVE_SECONDS) for name in NAIVE_INSTANCES]


def candidates() -> list[dict[str, Any]]:
    """A sweep of fifteen runs, in one process and in two."""
    return [measured("bench.candidates", processes) for processes in PROCESSES]


def compared() -> dict[str, Any]:
    """Five candidates on one page."""
    return measured("bench.compared")


def explained() -> dict[str, Any]:
    """Questions about a programme, and contradictions among pins."""
    return measured("bench.explain")


def replanned() -> dict[str, Any]:
    """New plans after one thing has happened."""
    return measured("bench.replan")


def reading() -> list[dict[str, Any]]:
    """A survey of twenty thousand rows, as a workbook and as a text file."""
    return [measured("bench.reading", READING_ROWS, suffix) for suffix in (".xlsx", ".csv")]


def published() -> dict[str, Any]:
    """A folder with every format."""
    return measured("bench.published")


def whole(contestants: tuple[str, ...]) -> None:
    """Whole programmes of growing size. What was measured of other contestants stays; each instance is kept at once."""
    for name, found in measure(Field(contestants=contestants)):
        results = kept()
        known = results.setdefault("whole", {}).setdefault(name, {"runs": {}})
        known["runs"] |= found.pop("runs")
        known |= found
        keep(results)


WHOLE = {"whole": CONTESTANTS, "whole-ours": (ENGINE,), "whole-peers": tuple(PEERS)}
"""Parts that take too long to be measured with everything: an hour and a half, half an hour, an hour."""

PARTS = {
    "speed": speed,
    "growth": growth,
    "naive": naive,
    "candidates": candidates,
    "compared": compared,
    "explained": explained,
    "replan": replanned,
    "reading": reading,
    "published": published,
}


def kept() -> dict[str, Any]:
    """What was measured so far."""
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    return results


def keep(results: dict[str, Any]) -> None:
    """Keep it, and where it was measured."""
    results["setting"] = {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "python": platform.python_version(),
        "ortools": version("ortools"),
    }
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(wanted: list[str]) -> None:
    names = [*PARTS, *WHOLE]
    unknown = set(wanted) - {*names, "page"}
    if unknown:
        raise SystemExit(f"Nothing is measured under {', '.join(sorted(unknown))}; there are {', '.join(names)}.")
    for name in wanted or PARTS:
        if name in WHOLE:
            whole(WHOLE[name])
        elif name in PARTS:
            keep(kept() | {name: PARTS[name]()})
    results = kept()
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(report(results), encoding="utf-8")
    if "whole" in results:
        title = "Sessions on one theme in parallel (points, fewer are better)"
        (PAGE.parent / PLOT).write_text(drawing(results["whole"], PARALLELS, title), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
