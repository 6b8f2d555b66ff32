"""``python -m tests.fuzz [CASES [FIRST]]``: the long run, in batches, each in a process of its own.

A batch that aborts or hangs is reported like any other failure. Exit code 1 where anything failed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict

from tests.conftest import ROOT
from tests.fuzz.run import Outcome, run

BATCH = 1_000
SECONDS_FOR_A_BATCH = 1_200


def main(cases: int = 100_000, first: int = 0) -> int:
    """Run that many cases, and say what came of them."""
    whole, begun = Outcome(), time.monotonic()
    for start in range(first, first + cases, BATCH):
        done = _batch(start, min(BATCH, first + cases - start))
        whole.cases += done.cases
        whole.accepted += done.accepted
        whole.slowest = max(whole.slowest, done.slowest)
        whole.failures += done.failures
        for failure in done.failures:
            print(failure, flush=True)
        print(
            f"{whole.cases:,} files, {whole.accepted:,} of them still readable; slowest {whole.slowest:.2f} s; "
            f"{len(whole.failures)} failures; {time.monotonic() - begun:,.0f} s",
            flush=True,
        )
    return int(bool(whole.failures))


def _batch(start: int, count: int) -> Outcome:
    command = [sys.executable, "-m", "tests.fuzz", "--batch", str(start), str(count)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, timeout=SECONDS_FOR_A_BATCH, encoding="utf-8", check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        return Outcome(failures=[f"cases {start} to {start + count - 1}: {error}"])
    return Outcome(**json.loads(done.stdout))


if __name__ == "__main__":
    if "--batch" in sys.argv:
        at = sys.argv.index("--batch")
        number, length = int(sys.argv[at + 1]), int(sys.argv[at + 2])
        print(json.dumps(asdict(run(range(number, number + length)))))
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
