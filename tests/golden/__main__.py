"""Solves every instance with a golden file, or those that are named, and writes their golden files."""

from __future__ import annotations

import sys

from scheduler.intake import load_instance
from scheduler.search import solve
from tests.golden import FOLDER, INSTANCES, ROOT, as_text, evaluate


def main(names: list[str]) -> None:
    for name in names or INSTANCES:
        result = solve(load_instance(ROOT / "instances" / name))
        path, text = FOLDER / f"{name}.json", as_text(evaluate(result))
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(text, encoding="utf-8")
        print(f"{name}: {'as before' if text == old else 'changed'}, {result.status}, {result.seconds:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
