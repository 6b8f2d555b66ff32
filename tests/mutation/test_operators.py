"""The mutation operators make the mistakes that they say, and the lists of the mutation run fit the files."""

from __future__ import annotations

import random

import pytest

from tests.mutation.__main__ import is_entry, sample
from tests.mutation.operators import mutants, mutated_code
from tests.mutation.targets import EQUIVALENT, LEFT_OUT, ROOT, TESTS, files


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants(source, "m.py")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = b < c", ["b < c  →  b <= c", "b < c  →  b >= c"]),
        ("a = b == c", ["b == c  →  b != c"]),
        ("a = b and c", ["b and c  →  b or c"]),
        ("a = b + c", ["b + c  →  b - c"]),
        ("a = not b", ["not b  →  b"]),
        ("a = 3", ["3  →  4", "3  →  2"]),
        ("a = True", ["True  →  False"]),
        ("a = b if c else d", ["c  →  not c"]),
        ("if a:\n    pass", ["a  →  not a"]),
        ("f(a)", ["f(a)  →  (removed)"]),
        ("a += b", ["a += b  →  a -= b", "a += b  →  (removed)"]),
        ("RULES = (\n    one,\n    two,\n)", ["one  →  (removed)", "two  →  (removed)"]),
        ("def f():\n    yield a", ["yield a  →  (removed)"]),
        ("for a in b:\n    continue", ["continue  →  (removed)"]),
    ],
)
def test_each_operator_makes_its_mistakes(source: str, expected: list[str]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is, 1."""',
        "import a",
        "a: int | None",
        "def f(a: int | None) -> int | None: ...",
        "def f() -> str:\n    return g(1)",
        "@decorated(1)\ndef f(): ...",
        'a = f"{b + 1}"',
        'a = "b" if c else "d"',
    ],
)
def test_what_is_no_behaviour_or_text_alone_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_a_mutant_is_the_module_with_one_change() -> None:
    source = "def least(a, b):\n    return a if a < b else b\n\n\ndef numbers():\n    yield 1\n"
    found = {mutant.change: mutant for mutant in mutants(source, "m.py")}
    assert len(found) == 6

    def run(change: str) -> dict[str, object]:
        names: dict[str, object] = {}
        exec(mutated_code(source, found[change], "m.py"), names)
        return names

    assert run("a < b  →  a >= b")["least"](1, 2) == 2  # type: ignore[operator]
    assert list(run("1  →  2")["numbers"]()) == [2]  # type: ignore[operator]
    assert list(run("yield 1  →  (removed)")["numbers"]()) == []  # type: ignore[operator]


def test_every_mutant_of_the_sample_compiles() -> None:
    drawn = sample(40, seed=3)
    assert len(drawn) == 40
    for mutant in random.Random(1).sample(drawn, 10):
        path = ROOT / mutant.file
        assert mutated_code(path.read_text("utf-8"), mutant, str(path))


def test_a_seed_draws_the_same_mutants_again() -> None:
    assert sample(20, seed=5) == sample(20, seed=5)
    assert sample(20, seed=5) != sample(20, seed=6)


def test_every_equivalent_mutant_is_one() -> None:
    every = [m for path in files() for m in mutants(path.read_text("utf-8"), str(path.relative_to(ROOT)))]
    stale = [entry for entry in EQUIVALENT if not any(is_entry(mutant, *entry) for mutant in every)]
    assert stale == [], "these entries of EQUIVALENT fit no mutant any more"
    assert all(EQUIVALENT.values()), "each has its reason"


def test_the_tests_that_are_run_are_there() -> None:
    for test in (*TESTS, *LEFT_OUT):
        file, _, name = test.partition("::")
        assert (ROOT / file).exists(), test
        assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8"), test
