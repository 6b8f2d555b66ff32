"""What is mutated, which tests are run against it, and which mutants no test can tell from the original."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MUTATED = (
    "scheduler/verify/**/*.py",
    "scheduler/model/constraints.py",
    "scheduler/model/presence_constraints.py",
    "scheduler/model/relation_constraints.py",
    "scheduler/model/team_constraints.py",
    "scheduler/model/placement_rules.py",
    "scheduler/model/parallel_sessions.py",
    "scheduler/model/objectives.py",
    "scheduler/model/inconvenience/*.py",
)
"""Globs of the files from whose mutants the sample is drawn, from the root of the repository."""

TESTS = (
    "tests/verify",
    "tests/model/test_rules.py",
    "tests/model/test_goals.py",
    "tests/model/test_teams.py",
    "tests/model/test_consolidated_session.py",
    "tests/replan/test_counting.py",
    "tests/test_library.py",
    "tests/brute_force/test_whole.py",
    "tests/brute_force/test_brute_force.py::test_the_model_admits_what_the_verifier_accepts",
    "tests/brute_force/test_brute_force.py::test_the_solver_finds_the_best_of_simpler_instances",
)
"""The fast tests of rules and goals. Of these, each mutant meets those that execute its line."""

LEFT_OUT = ("tests/verify/test_seeded_breaks.py::test_breaks_are_found_in_a_solved_programme",)
"""Tests among them that take long and tell mutants apart no better than the others."""

EQUIVALENT: dict[tuple[str, str], str] = {
    ("model/relation_constraints.py", "there + 1 - _held(decisions, other)  →  there + 1 + _held(decisions, other)"): (
        "redundant: each sum is one on exactly one day, so the constraint the other way round is enough"
    ),
    ("model/relation_constraints.py", "here + 1 - _held(decisions, one)  →  here + 1 + _held(decisions, one)"): (
        "redundant: each sum is one on exactly one day, so the constraint the other way round is enough"
    ),
    (
        "model/inconvenience/people_terms.py",
        "len(sessions) > 1  →  len(sessions) >= 1",
    ): "nobody waits within one session",
    ("model/inconvenience/people_terms.py", "latest - earliest  →  latest + earliest"): (
        "only the upper bound of a variable that the goal presses down"
    ),
    (
        "model/parallel_sessions.py",
        "seen.most > 1  →  seen.most >= 1",
    ): "there are no pairs among one, which count as 0",
    ("verify/notices.py", "len(given) > 1  →  len(given) >= 1"): "there are no pairs among one",
    (
        "verify/people_rules.py",
        "len(presences) < 2 or all((presence.given for presence in presences))  →  "
        "len(presences) < 2 and all((presence.given for presence in presences))",
    ): "a short cut: pairs of given presences are passed over below, and one presence makes no pair",
}
"""Mutants that behave as the original: end of the file's path and the change, with the reason.

Each takes a mutant out of the sample; a test fails where an entry fits no mutant any more.
"""


def files() -> list[Path]:
    """The files that are mutated, in order of their paths."""
    found = sorted({path for pattern in MUTATED for path in ROOT.glob(pattern)})
    missing = [pattern for pattern in MUTATED if not any(True for _ in ROOT.glob(pattern))]
    if missing:
        raise SystemExit(f"No file fits these patterns of tests/mutation/targets.py: {', '.join(missing)}")
    return found


def module_name(path: Path) -> str:
    """The dotted name under which a file is imported."""
    parts = list(_without_init(path.relative_to(ROOT).with_suffix("").parts))
    return ".".join(parts)


def _without_init(parts: tuple[str, ...]) -> Iterator[str]:
    yield from parts[:-1]
    if parts[-1] != "__init__":
        yield parts[-1]
