"""The method of a comparison in ten sentences: how figures are computed, and their limits."""

from __future__ import annotations

from scheduler.candidates.comparison.comparison import Comparison


def method(comparison: Comparison) -> tuple[str, ...]:
    """Ten sentences."""
    first = comparison.candidates[0].programme.provenance
    minutes = comparison.costs[0].saving
    return (
        f"Each candidate was searched for by igf-scheduler {first.program_version} with the solver OR-Tools "
        f"{first.ortools_version or '(none named)'}, and checked by code written apart from the search; one that "
        "breaks a rule, or whose figures differ from those of the check, is not shown.",
        "Goals are pursued one after the other: a later goal never costs an earlier one anything. Candidates differ in "
        "the order of goals, in how wishes are weighed, or in what the policy allows.",
        "“Proven” means that no programme under the same policy does better on this goal without doing worse on one "
        "before it. “Not proven: within 3” means that 3 less could not be ruled out.",
        "“Best” compares the candidates on this page only, and smaller is better for every goal.",
        "Programmes of equal value are common. A candidate is one example for its name; it is seldom the only one.",
        "A difference counts where people notice it: granted or not, with whom, on which day. Another time on the same "
        "day, or another room, is listed separately.",
        "Wishes met are those that coalitions made themselves; what the policy asks on behalf of a silent coalition is "
        "left out of shares. A coalition counts in the group of everybody who represents it.",
        f"Minutes saved are counted against one session of {minutes.minutes_each} minutes for each of "
        f"{minutes.coalitions} active coalitions.",
        "Duplication is found by themes, people and links as the sheets name them; nobody has read what the sessions "
        "are about.",
        "The figures are as good as the answers and the host programme behind them; what nobody wrote down, such as "
        "goodwill, promises and quality, is not in them.",
    )
