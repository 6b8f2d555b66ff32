"""A comparison measured: ``python -m bench.compared`` prints how large its page is and how soon Chromium shows it.

Five candidates of igf-2024, one for each way of weighing; three openings in a browser without a window.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.once import INSTANCES
from scheduler.candidates.comparison import compare
from scheduler.candidates.comparison.gather_candidates import gather
from scheduler.candidates.generate_candidates import RunLocation, generate
from scheduler.candidates.scenarios import read_scenarios
from scheduler.export.comparison.write_comparison import write_comparison
from scheduler.intake import load_instance

FOLDER = INSTANCES / "igf-2024"
OPENINGS = 3

TIMES = """
const [entry] = performance.getEntriesByType("navigation");
const paints = performance.getEntriesByType("paint").map(paint => paint.startTime);
return [Math.max(0, ...paints), entry.loadEventEnd];
"""


def measure() -> dict[str, Any]:
    """Bytes of the page and of the workbook, seconds to make each, and to the first paint and the end of loading."""
    instance = load_instance(FOLDER)
    scenarios = read_scenarios(instance, (), partial(load_instance, FOLDER))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(instance, scenarios, folder, RunLocation(2), with_curves=False)
        begun = time.monotonic()
        found = gather([name], str(FOLDER))
        comparison = compare(found.entries, found.curves, found.notes, found.policy)
        gathered = time.monotonic() - begun
        page, book = folder / "compared.html", folder / "compared.xlsx"
        seconds = [_timed(partial(write_comparison, comparison, file)) for file in (page, book)]
        return {
            "candidates": len(comparison.candidates),
            "seconds_to_compare": round(gathered, 2),
            "seconds_to_write_page": round(seconds[0], 2),
            "seconds_to_write_workbook": round(seconds[1], 2),
            "page_bytes": page.stat().st_size,
            "workbook_bytes": book.stat().st_size,
            **_opened(page),
        }


def _timed(run: partial[None]) -> float:
    begun = time.monotonic()
    run()
    return time.monotonic() - begun


def _opened(page: Path) -> dict[str, float | None]:
    """Medians of seconds from the request to the first paint and to the end of loading; None without Chromium."""
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
    if not (driver and browser):
        return {"seconds_to_paint": None, "seconds_to_load": None}
    from selenium import webdriver

    times = []
    for _ in range(OPENINGS):
        options = webdriver.ChromeOptions()
        options.binary_location = browser
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
            options.add_argument(argument)
        opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
        opened.get(page.as_uri())
        opened.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 100))")
        times.append(opened.execute_script(TIMES))
        opened.quit()
    paint, load = (round(median(values) / 1000, 2) for values in zip(*times, strict=True))
    return {"seconds_to_paint": paint, "seconds_to_load": load}


if __name__ == "__main__":
    print(json.dumps(measure()))
