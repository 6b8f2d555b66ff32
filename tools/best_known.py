"""Searches for better best-known programmes: ``python -m tools.best_known SECONDS [NAME …]``, from those stored."""

from __future__ import annotations

import sys

from scheduler.core.example_folders import examples
from scheduler.intake import load_instance
from scheduler.planning.service import plan
from scheduler.storage.best_known import FOLDER, RelativeQuality, best_known, compare_with
from scheduler.storage.programme_files import save_programme


def main(seconds: float, names: list[str]) -> None:
    """Solve each instance for so many seconds at most, and store what is better than what is stored."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or list(examples()):
        instance = load_instance(examples()[name])
        known = best_known(instance)
        if known and known.proven:
            continue
        found = plan(instance, seconds=seconds, start=known).programme
        quality = compare_with(known, found) if known and found else RelativeQuality.BETTER
        better = found is not None and (quality is not RelativeQuality.WORSE)
        if found and better:
            save_programme(found, FOLDER / f"{name}.json")
        print(f"{name}: {'stored' if better else 'nothing better'}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
