"""Draw a seeded sample of mutants of the rules, run the tests against each, and show which survive.

    SEED=1 MUTANTS=200 python -m tests.mutation

Ends with 1 where fewer than 90 % are killed. WORKERS says how many run at a time (default 2).
"""

from __future__ import annotations

import os
import random
import sys

from tests.mutation.operators import Mutant, mutants
from tests.mutation.run import baseline, outcomes, preload
from tests.mutation.targets import EQUIVALENT, ROOT, files

KILLED_AT_LEAST = 0.9


def all_mutants() -> list[Mutant]:
    """Every mutant of every file, equivalent ones apart."""
    return [
        mutant
        for path in files()
        for mutant in mutants(path.read_text("utf-8"), str(path.relative_to(ROOT)))
        if not any(is_entry(mutant, *entry) for entry in EQUIVALENT)
    ]


def is_entry(mutant: Mutant, file: str, code: str, change: str) -> bool:
    """Whether an entry of the list of equivalent mutants is about this one."""
    return mutant.file.endswith(file) and mutant.code == code and mutant.change == change


def sample(number: int, seed: int) -> list[Mutant]:
    """This many mutants, the same ones for a seed as long as the files are the same, in order of file and line."""
    every = all_mutants()
    drawn = random.Random(seed).sample(range(len(every)), min(number, len(every)))
    return [every[index] for index in sorted(drawn)]


def main() -> int:
    number, seed = int(os.environ.get("MUTANTS", "200")), int(os.environ.get("SEED", "1"))
    drawn = sample(number, seed)
    preload()
    measured = baseline(files())
    print(f"{len(measured.seconds)} tests, {sum(measured.seconds.values()):.0f} s; {len(drawn)} mutants, seed {seed}")
    survivors, killed = [], 0
    tried = outcomes(drawn, measured, int(os.environ.get("WORKERS", "2")))
    for number, outcome in enumerate(tried, start=1):
        killed += outcome.killed
        if number % 10 == 0:
            print(f"{number} tried, {killed} killed", flush=True)
        if not outcome.killed:
            survivors.append(outcome)
            print(f"survives ({outcome.how}): {outcome.mutant.file}:{outcome.mutant.line}", flush=True)
    print()
    for outcome in sorted(survivors, key=lambda one: (one.mutant.file, one.mutant.line)):
        print(f"{outcome.mutant.file}:{outcome.mutant.line}\n    {outcome.mutant.change}    [{outcome.how}]")
    share = killed / len(drawn) if drawn else 0
    print(f"\n{killed} of {len(drawn)} mutants killed: {share:.1%}; at least {KILLED_AT_LEAST:.0%} are wanted")
    return 0 if share >= KILLED_AT_LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
