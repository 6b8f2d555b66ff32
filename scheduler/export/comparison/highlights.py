"""The main findings of a comparison in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.candidates.comparison import Comparison
from scheduler.candidates.comparison.fairness import Share
from scheduler.core.phrases import listed, number_of


def highlights(comparison: Comparison) -> tuple[str, ...]:
    """Summarise how many coalitions are affected, the largest differences, and what is proven."""
    return tuple(_sentences(comparison))


def _sentences(comparison: Comparison) -> Iterator[str]:
    """The findings in order: coalitions affected, wishes met, minutes, proofs."""
    rows = [row for row in comparison.coalitions if row.wishes]
    differ = [row for row in rows if row.differs]
    yield (
        f"The choice of candidate matters for {len(differ)} of {number_of(len(rows), 'coalition')}: what they get, "
        f"with whom or on which day. {_the_others(len(rows) - len(differ))}"
    )
    shares = next((row.shares for row in comparison.fairness.groups if row.basis == "all"), ())
    if shares:
        yield _most_and_least(comparison, shares)
    minutes = [cost.saving.used for cost in comparison.costs]
    if min(minutes) < max(minutes):
        fewest, most = _with(comparison, minutes, min(minutes)), _with(comparison, minutes, max(minutes))
        few, many = f"{min(minutes):,} minutes of the programme in {fewest}", f"{max(minutes):,} in {most}"
        yield f"Coalitions' sessions take {few}, {many}."
    proven = [c.letter for c in comparison.candidates if c.programme.proven]
    if len(proven) == len(comparison.candidates):
        yield "Every goal of every candidate is proven."
    else:
        others = [c.letter for c in comparison.candidates if not c.programme.proven]
        yield f"Not every goal is proven in {listed(others)}; the table of goals says which."


def _the_others(count: int) -> str:
    """How many coalitions get the same in all candidates."""
    if count == 0:
        return "No coalition gets the same in all."
    return "One coalition gets the same in all." if count == 1 else f"{count} get the same in all."


def _most_and_least(comparison: Comparison, shares: Sequence[Share]) -> str:
    """The candidates that meet most and fewest wishes."""
    met = [share.met for share in shares]
    if min(met) == max(met):
        return f"All candidates meet the same number of wishes: {met[0]} of {shares[0].asked}."
    most, least = (_with(comparison, met, value) for value in (max(met), min(met)))
    return f"Most wishes are met in {most} ({max(met)} of {shares[0].asked}), fewest in {least} ({min(met)})."


def _with(comparison: Comparison, values: Sequence[int], value: int) -> str:
    """The letters of the candidates that have a value."""
    return listed(c.letter for c, found in zip(comparison.candidates, values, strict=True) if found == value)
