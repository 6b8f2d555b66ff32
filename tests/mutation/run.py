"""Run tests against one mutant in a process of its own, forked from an interpreter that has all libraries loaded.

The child imports the program anew with one module changed, so that a mutant may stand anywhere: in a function, a
table, a class or a default. A first run of the tests on the original says which tests execute which line, and how
long each takes: a mutant meets only those that execute its line, the quickest first, until one fails.

Written by hand. mutmut 3 forks for each mutant too, but writes every mutant of every function of its source paths into
a copy of the whole tree before the first is tried, draws no seeded sample, and leaves tables and defaults at module
level alone, in which the rules are listed. cosmic-ray starts the test command anew for each mutant, and importing the
program and its libraries takes longer than most of the tests that kill one.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import coverage
import pytest

from tests.mutation.operators import Mutant, mutated_code
from tests.mutation.targets import LEFT_OUT, ROOT, TESTS, module_name

PRELOADED = (
    "hypothesis",
    "icalendar",
    "jinja2",
    "openpyxl",
    "ortools.sat.python.cp_model",
    "pandas",
    "pydantic",
    "rapidfuzz",
    "rich.console",
    "xlsxwriter",
)
"""Libraries that each child would import otherwise."""

_fork = multiprocessing.get_context("fork")


@dataclass
class Baseline:
    """What the tests do on the original: seconds that each takes, and which execute a line of a file."""

    seconds: dict[str, float] = field(default_factory=dict)
    executing: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that execute the mutant's line, the quickest first; all, where it runs on import."""
        tests = self.executing.get(mutant.file, {}).get(mutant.line, [])
        if "" in tests:
            tests = list(self.seconds)
        return sorted((t for t in tests if t in self.seconds), key=lambda test: self.seconds[test])


def preload() -> None:
    """Import what children share; nothing of the program, which each imports anew."""
    for name in PRELOADED:
        importlib.import_module(name)
    loaded = [name for name in sys.modules if name.split(".")[0] == "scheduler"]
    assert not loaded, f"loaded before any mutant: {loaded}"


def baseline(files: Sequence[Path]) -> Baseline:
    """Run all the tests on the original once; fails where one of them fails."""
    receiver, sender = _fork.Pipe(duplex=False)
    process = _fork.Process(target=_measure, args=(files, sender))
    process.start()
    try:
        measured: Baseline | str = receiver.recv()
    finally:
        process.join()
    if isinstance(measured, str):
        raise SystemExit(f"The tests fail without any mutant: {measured}")
    return measured


def _measure(files: Sequence[Path], sender: Connection) -> None:
    measured = coverage.Coverage(data_file=None, config_file=False, include=[str(path) for path in files])
    recorder = _Recorder(measured)
    measured.start()
    with _quiet():
        code = pytest.main([*_OPTIONS, *TESTS], plugins=[recorder])
    measured.stop()
    if code != 0:
        sender.send(", ".join(recorder.failed) or f"pytest ends with {code}")
        return
    data = measured.get_data()
    executing = {
        str(path.relative_to(ROOT)): {line: sorted(tests) for line, tests in data.contexts_by_lineno(str(path)).items()}
        for path in files
    }
    sender.send(Baseline(recorder.seconds, executing))


class _Recorder:
    """A pytest plugin: the context of coverage is the test that runs; how long each takes, and which fail."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.measured.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = report.duration


_OPTIONS = (
    "-q",
    "-x",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:cov",
    *(f"--deselect={test}" for test in LEFT_OUT),
)


@dataclass(frozen=True)
class Outcome:
    """Whether a mutant was killed, and how: by a failing test, by a time-out, or not for want of a test."""

    mutant: Mutant
    killed: bool
    how: str
    seconds: float


@dataclass
class _Running:
    mutant: Mutant
    process: Any
    begun: float
    limit: float


def outcomes(sample: Iterable[Mutant], measured: Baseline, processes: int) -> Iterator[Outcome]:
    """Run each mutant, this many at a time; a child that takes too long counts as killed (an endless loop)."""
    waiting = list(sample)
    running: list[_Running] = []
    while waiting or running:
        while waiting and len(running) < processes:
            mutant = waiting.pop(0)
            tests = measured.of(mutant)
            if not tests:
                yield Outcome(mutant, False, "no test executes the line", 0)
                continue
            process = _fork.Process(target=_try, args=(mutant, tests))
            process.start()
            limit = 30 + 5 * sum(measured.seconds[test] for test in tests)
            running.append(_Running(mutant, process, time.monotonic(), limit))
        wait([one.process.sentinel for one in running], timeout=1)
        for one in list(running):
            took = time.monotonic() - one.begun
            if one.process.is_alive() and took < one.limit:
                continue
            running.remove(one)
            if one.process.is_alive():
                one.process.kill()
                one.process.join()
                yield Outcome(one.mutant, True, "time-out", took)
                continue
            one.process.join()
            survived = one.process.exitcode == 0
            yield Outcome(one.mutant, not survived, "every test passes" if survived else "a test fails", took)


def _try(mutant: Mutant, tests: list[str]) -> None:
    path = ROOT / mutant.file
    code = mutated_code(path.read_text("utf-8"), mutant, str(path))
    sys.meta_path.insert(0, _MutatedFinder(module_name(path), path, code))
    files = sorted({test.split("::")[0] for test in tests})
    with _quiet():
        result = pytest.main([*_OPTIONS, *files], plugins=[_Chosen(tests)])
    # Threads of the tests do not keep the child alive.
    os._exit(int(result))


class _Chosen:
    """A pytest plugin: only these tests, in this order."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])


class _MutatedFinder(importlib.abc.MetaPathFinder):
    """Finds one module, with the code of the mutant."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        is_package = self.path.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            fullname,
            self.path,
            loader=_MutatedLoader(fullname, str(self.path), self.code),
            submodule_search_locations=[str(self.path.parent)] if is_package else None,
        )


class _MutatedLoader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        return self.code


class _quiet:
    """Standard output and errors of this process go nowhere."""

    def __enter__(self) -> None:
        self.before = os.dup(1), os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()
        for number, before in enumerate(self.before, start=1):
            os.dup2(before, number)
            os.close(before)
