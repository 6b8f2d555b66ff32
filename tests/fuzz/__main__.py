"""``python -m tests.fuzz [CASES [FIRST]]``: the long run, in batches, each in a process of its own.

Files spoilt byte by byte and cell by cell first, then sloppy answers, which are read in two ways. A batch that aborts
or hangs is reported like any other failure. Exit code 1 where anything failed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict

from tests.conftest import ROOT
from tests.fuzz.judge import Judgement, judge
from tests.fuzz.run import Outcome, run

BATCH = 1_000
SECONDS_FOR_A_BATCH = 1_200
SURVEYS_FOR_CASES = 20
"""So many spoilt files for one survey of sloppy answers."""


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
    answers = _answers(first, max(1, cases // SURVEYS_FOR_CASES))
    return int(bool(whole.failures or answers))


def _answers(first: int, surveys: int) -> int:
    """Read that many surveys of sloppy answers in two ways, say what came of them; return the number of failures."""
    whole = Judgement()
    failures = 0
    for start in range(first, first + surveys, BATCH):
        count = min(BATCH, first + surveys - start)
        command = [sys.executable, "-m", "tests.fuzz", "--answers", str(start), str(count)]
        try:
            done = subprocess.run(
                command, cwd=ROOT, stdout=subprocess.PIPE, timeout=SECONDS_FOR_A_BATCH, encoding="utf-8", check=True
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            print(f"surveys {start} to {start + count - 1}: {error}", flush=True)
            failures += 1
            continue
        found = Judgement(**json.loads(done.stdout))
        whole.add(found)
        for failure in (*found.silent, *found.accused):
            print(failure, flush=True)
    failures += len(whole.silent) + len(whole.accused)
    print(
        f"{whole.cells:,} sloppy answers: {whole.right:,} read as a second reading has them, {whole.reported:,} "
        f"reported, {len(whole.silent)} read otherwise in silence, {len(whole.accused)} clear ones doubted",
        flush=True,
    )
    return failures


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
    if "--answers" in sys.argv:
        at = sys.argv.index("--answers")
        number, length = int(sys.argv[at + 1]), int(sys.argv[at + 2])
        print(json.dumps(asdict(judge(range(number, number + length)))))
    elif "--batch" in sys.argv:
        at = sys.argv.index("--batch")
        number, length = int(sys.argv[at + 1]), int(sys.argv[at + 2])
        print(json.dumps(asdict(run(range(number, number + length)))))
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
