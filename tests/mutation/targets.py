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

BOUND = "only the bound of a variable whose value another constraint fixes, or that the goal presses to it"
REDUNDANT = "redundant: exact counts keep the constraint anyway, and only the relaxation is stronger with it"
SHORT_CUT = "a short cut: what follows comes to the same"

EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "model/relation_constraints.py",
        'decisions.require("same_day", other_on_day <= one_on_day + 1 - _takes_place(decisions, one), subject)',
        "one_on_day + 1 - _takes_place(decisions, one)  →  one_on_day + 1 + _takes_place(decisions, one)",
    ): "redundant: each sum is one on exactly one day, so the constraint the other way round is enough",
    (
        "model/relation_constraints.py",
        'decisions.require("same_day", one_on_day <= other_on_day + 1 - _takes_place(decisions, other), subject)',
        "other_on_day + 1 - _takes_place(decisions, other)  →  other_on_day + 1 + _takes_place(decisions, other)",
    ): "redundant: each sum is one on exactly one day, so the constraint the other way round is enough",
    **{
        (
            "model/inconvenience/people_terms.py",
            "if len(sessions) > 1:",
            change,
        ): "nobody walks or waits within one session"
        for change in ("len(sessions) > 1  →  len(sessions) >= 1", "1  →  0")
    },
    **{
        ("model/inconvenience/room_terms.py", code, change): "a request alone, or a room alone, makes no change of room"
        for code, change in (
            ("if len(requests) > 1:", "len(requests) > 1  →  len(requests) >= 1"),
            ("if len(requests) > 1:", "1  →  0"),
            ("if len(concerned) < 2 or len(by_room) < 2:", "2  →  1"),
            (
                "if len(concerned) < 2 or len(by_room) < 2:",
                "len(concerned) < 2 or len(by_room) < 2  →  len(concerned) < 2 and len(by_room) < 2",
            ),
        )
    },
    **{
        ("model/inconvenience/spread_terms.py", "if len(members) > 1:", change): "one session is no more than its share"
        for change in ("len(members) > 1  →  len(members) >= 1", "1  →  0")
    },
    (
        "model/inconvenience/spread_terms.py",
        "decisions.model.add(on_one_day >= literal + others.get(day, 0) - 1)",
        "0  →  -1",
    ): "on a day that is impossible for the other session nothing is asked either way",
    **{
        ("model/inconvenience/theme_terms.py", "if len(run_starts) > 1:", change): "one beginning makes no pause"
        for change in ("len(run_starts) > 1  →  len(run_starts) >= 1", "1  →  0")
    },
    ("model/inconvenience/theme_terms.py", "return 1", "return 1  →  (removed)"): SHORT_CUT,
    (
        "model/inconvenience/people_terms.py",
        'hours = model.new_int_var(0, (latest - earliest) // 60, f"hours of waiting of {name}")',
        "latest - earliest  →  latest + earliest",
    ): BOUND,
    (
        "model/inconvenience/people_terms.py",
        "sooner = [max(0, start_by - interval.start) for interval in intervals]",
        "0  →  -1",
    ): "the variable's own bound says as much where nothing starts sooner",
    (
        "model/inconvenience/people_terms.py",
        "later = [max(0, interval.end - end_from) for interval in intervals]",
        "0  →  -1",
    ): "the variable's own bound says as much where nothing ends later",
    (
        "model/inconvenience/spread_terms.py",
        """total = model.new_int_var(0, number, f"good slots of {' and '.join(groups)}")""",
        "0  →  -1",
    ): BOUND,
    (
        "model/inconvenience/spread_terms.py",
        'good_slots[group] = model.new_int_var(0, len(sessions), f"good slots of {group}")',
        "0  →  -1",
    ): BOUND,
    ("model/objectives.py", "return 0", "return 0  →  (removed)"): (
        "without a partner the clause below leaves the literal no other value than 0"
    ),
    (
        "model/parallel_sessions.py",
        'seen = _count(decisions, [one for one in waiting if one.start <= moment], f"seen {name} at {moment}")',
        "one.start <= moment  →  one.start < moment",
    ): REDUNDANT,
    **{
        ("model/parallel_sessions.py", "if seen.most > 1:", change): REDUNDANT
        for change in ("seen.most > 1  →  seen.most >= 1", "1  →  0", "1  →  2")
    },
    **{
        ("model/parallel_sessions.py", "if len(pairs) > 1 and least:", change): REDUNDANT
        for change in (
            "len(pairs) > 1 and least  →  len(pairs) > 1 or least",
            "len(pairs) > 1 and least  →  not (len(pairs) > 1 and least)",
            "len(pairs) > 1  →  len(pairs) >= 1",
            "len(pairs) > 1  →  len(pairs) <= 1",
            "1  →  2",
            "1  →  0",
        )
    },
    (
        "model/parallel_sessions.py",
        "for start, later in zip(starts, [*starts[1:], None], strict=True):",
        "True  →  False",
    ): "both are of one length",
    **{
        (
            "model/parallel_sessions.py",
            'pairs = decisions.model.new_int_var(0, count.most * (count.most - 1) // 2, f"pairs {name}")',
            change,
        ): BOUND
        for change in (
            "count.most * (count.most - 1) // 2  →  count.most * (count.most - 1) * 2",
            "count.most - 1  →  count.most + 1",
            "1  →  0",
            "2  →  1",
        )
    },
    ("model/placement_rules.py", "return True", "return True  →  (removed)"): SHORT_CUT,
    **{
        ("model/presence_constraints.py", "if len({presence.session for presence in presences}) > 1:", change): (
            "a session has one place, so nothing is asked of presences in it alone"
        )
        for change in (
            "len({presence.session for presence in presences}) > 1  →  "
            "len({presence.session for presence in presences}) >= 1",
            "1  →  0",
        )
    },
    **{
        (
            "model/presence_constraints.py",
            "if len(routes) > 1:",
            change,
        ): "of the stays of one list at most one comes true"
        for change in ("len(routes) > 1  →  len(routes) >= 1", "1  →  0")
    },
    (
        "model/presence_constraints.py",
        "session, *_ = literals[0]",
        "0  →  -1",
    ): "all of them are in this session",
    **{
        (
            "model/presence_constraints.py",
            "if sum(request.kind is other.kind for other in requests) > 1 and request.kind in SEGMENT_KINDS:",
            change,
        ): "a request that is alone of its kind: lists of one stay each, of which its route lets one come true anyway"
        for change in (
            "1  →  0",
            "sum((request.kind is other.kind for other in requests)) > 1  →  "
            "sum((request.kind is other.kind for other in requests)) >= 1",
        )
    },
    (
        "verify/inconvenience/room_counts.py",
        "max(session.room.capacity - session.audience, 0) // SEATS_PER_POINT",
        "0  →  1",
    ): "one empty seat rounds down to nothing",
    (
        "model/inconvenience/room_terms.py",
        "return max(option.room.capacity - session.audience, 0) // 100",
        "0  →  1",
    ): "one empty seat rounds down to nothing",
    (
        "verify/notices.py",
        "for one, other in close_pairs(given) if len(given) > 1 else ():",
        "len(given) > 1  →  len(given) >= 1",
    ): "there are no pairs among one",
    (
        "verify/people_rules.py",
        "if len(presences) < 2 or all(presence.given for presence in presences):",
        "len(presences) < 2 or all((presence.given for presence in presences))  →  "
        "len(presences) < 2 and all((presence.given for presence in presences))",
    ): "a short cut: pairs of given presences are passed over below, and one presence makes no pair",
}
"""Mutants that behave as the original: end of the file's path, code of the line and the change, with the reason.

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
