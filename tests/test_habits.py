"""Habits of the tests, held by reading them: no sleeping, no judging by the clock, nothing that checks nothing."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
WAITS = TESTS / "waiting.py"
"""The one module that may sleep, between two looks for a sign of life."""

CLOCKS = {"time.monotonic", "time.perf_counter", "time.time", "time.process_time", "monotonic", "perf_counter"}
ASSERTING = {"pytest.raises", "pytest.fail", "pytest.warns"}


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(TESTS.rglob("*.py"))}


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def calls(node: ast.AST) -> set[str]:
    """What is called in a piece of code, as it is written."""
    return {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}


def place(path: Path, node: ast.stmt | ast.expr) -> str:
    return f"{path.relative_to(TESTS.parent)}:{node.lineno}"


def sleeping(tree: ast.Module) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "sleep"
    ]


def judged_by_the_clock(tree: ast.Module) -> list[ast.Assert]:
    """Asserts on a clock, or on a name of the same function that was worked out from one."""
    found: list[ast.Assert] = []
    for function in functions(tree):
        named: set[str] = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and calls(node.value) & CLOCKS:
                named |= {name.id for name in ast.walk(node) if isinstance(name, ast.Name)} - {"time"}
        for node in ast.walk(function):
            if isinstance(node, ast.Assert):
                names = {name.id for name in ast.walk(node.test) if isinstance(name, ast.Name)}
                if calls(node.test) & CLOCKS or names & named:
                    found.append(node)
    return found


def asserts(node: ast.AST, helpers: set[str]) -> bool:
    called = calls(node)
    return (
        any(isinstance(part, ast.Assert) for part in ast.walk(node))
        or bool(called & ASSERTING)
        or any(name.split(".")[-1] in helpers for name in called)
    )


@cache
def helpers() -> frozenset[str]:
    """The functions of the tests that assert something, themselves or through others."""
    every = [function for tree in modules().values() for function in functions(tree)]
    found: set[str] = set()
    while True:
        more = {f.name for f in every if f.name not in found and asserts(f, found)}
        if not more:
            return frozenset(found)
        found |= more


def without_assertion(tree: ast.Module, asserting: set[str]) -> list[ast.FunctionDef]:
    tests = (function for function in functions(tree) if function.name.startswith("test_"))
    return [test for test in tests if not asserts(test, asserting)]


def silent_properties(tree: ast.Module) -> list[ast.FunctionDef]:
    """Properties that end early or check within a condition, and do not count with `meets` that any case goes on."""
    found = []
    for function in functions(tree):
        decorators = {ast.unparse(one).split("(")[0] for one in function.decorator_list}
        if "given" not in decorators or "meets" in decorators:
            continue
        ends_early = any(isinstance(node, ast.Return) for node in ast.walk(function))
        if ends_early or not any(_checks(statement) for statement in function.body):
            found.append(function)
    return found


def _checks(statement: ast.stmt) -> bool:
    """Whether a statement checks something in each case."""
    if isinstance(statement, ast.With):
        return any(_checks(inner) for inner in statement.body) or bool(
            {call for item in statement.items for call in calls(item)} & ASSERTING
        )
    if isinstance(statement, (ast.If, ast.For, ast.While, ast.FunctionDef)):
        return False
    return asserts(statement, set(helpers()))


def test_nothing_sleeps_but_the_helper_that_waits() -> None:
    found = [place(p, call) for p, tree in modules().items() if p != WAITS for call in sleeping(tree)]
    assert found == [], "wait for a sign of life with tests/waiting.py"


def test_nothing_is_judged_by_the_clock() -> None:
    found = [place(p, node) for p, tree in modules().items() for node in judged_by_the_clock(tree)]
    assert found == []


def test_every_test_asserts_something() -> None:
    found = [place(p, test) for p, tree in modules().items() for test in without_assertion(tree, set(helpers()))]
    assert found == []


def test_no_property_passes_empty() -> None:
    found = [place(p, test) for p, tree in modules().items() for test in silent_properties(tree)]
    assert found == [], "count with tests/checked.py that some case comes to the point"


# The checks above find what they are for.

BAD = """
import time
def test_sleeps():
    time.sleep(1)
    assert True
def test_is_quick():
    begun = time.monotonic()
    took = time.monotonic() - begun
    assert took < 4
def test_is_quick_too():
    assert time.monotonic() - begun < 4
def test_nothing():
    work()
@given(numbers())
def test_property(number):
    if number:
        assert number
@given(numbers())
def test_other_property(number):
    if not number:
        return
    assert number
"""

GOOD = """
def test_raises():
    with pytest.raises(ValueError):
        work()
@given(numbers())
def test_property(number):
    assume(number)
    assert number
@meets("a number")
@given(numbers())
def test_other_property(number):
    if number:
        met("a number")
        assert number
def test_time_is_given():
    limit = Limit(time.monotonic(), 3)
    assert limit
"""


@pytest.mark.parametrize(("source", "expected"), [(BAD, [1, 2, 1, 2]), (GOOD, [0, 0, 0, 0])], ids=["bad", "good"])
def test_bad_habits_are_found_and_good_ones_are_not(source: str, expected: list[int]) -> None:
    tree = ast.parse(source)
    found = sleeping(tree), judged_by_the_clock(tree), without_assertion(tree, set()), silent_properties(tree)
    assert [len(one) for one in found] == expected
