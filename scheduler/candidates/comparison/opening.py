"""The opening paragraph of a comparison: what differs between the candidates and what it costs, from the data."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.candidates.comparison.comparison import Comparison
from scheduler.candidates.comparison.key_figures import beaten, key_figures
from scheduler.candidates.comparison.matrix import MatrixRow, Sign
from scheduler.core.phrases import listed, number_of


def opening(comparison: Comparison) -> tuple[str, ...]:
    """The sentences of the paragraph: for whom the choice matters, what each step gives and costs, which is best."""
    return (*_matters(comparison), *_steps(comparison))


def recommendations(comparison: Comparison) -> tuple[str, ...]:
    """Which candidate is best in what, which one is better in nothing, and what is proven."""
    return (*_best(comparison), *_beaten(comparison), *_proofs(comparison))


def _matters(comparison: Comparison) -> Iterator[str]:
    rows = [row for row in comparison.coalitions if row.wishes]
    differ = {row.coalition.id for row in rows if row.differs}
    if not differ:
        yield f"All {len(rows)} coalitions get the same in all {len(comparison.candidates)} candidates."
        return
    unequal = sum(row.coalition.id in differ and _unequal(row) for row in comparison.matrix)
    text = f"The choice matters for {len(differ)} of {number_of(len(rows), 'coalition')}"
    if unequal == len(differ):
        yield f"{text}: each gets a wish in some candidates only."
    elif unequal:
        others = len(differ) - unequal
        yield (
            f"{text}: {unequal} {'get' if unequal > 1 else 'gets'} a wish in some candidates only, {others} "
            f"{'differ' if others > 1 else 'differs'} in partners or day alone."
        )
    else:
        yield f"{text}, in partners or day alone: every candidate grants the same wishes."


def _unequal(row: MatrixRow) -> bool:
    """Whether a coalition's wishes are granted in some candidates only."""
    return any(sign not in (Sign.SAME, Sign.PARTNERS) for cell in row.cells for sign in cell.signs)


def _steps(comparison: Comparison) -> Iterator[str]:
    several = len(comparison.policy_steps) > 1
    for found in comparison.policy_steps:
        yield f"{listed(f'“{aim}”' for aim in found.aims)}, {found.sentence}" if several else found.sentence
    if not comparison.policy_steps:
        base = comparison.candidates[comparison.base]
        for candidate, step in zip(comparison.candidates, comparison.steps, strict=True):
            if candidate is not base:
                yield f"{candidate.letter} ({candidate.name}) instead of {base.letter} ({base.name}): {step.words}."


def _best(comparison: Comparison) -> Iterator[str]:
    for figure in key_figures(comparison.candidates):
        if figure.differs:
            letters = [
                c.letter for c, v in zip(comparison.candidates, figure.values, strict=True) if v == figure.best_value
            ]
            of = f" of {figure.of}" if figure.of is not None else ""
            yield f"{figure.best}: {listed(letters)} ({figure.best_value:,}{of})."


def _beaten(comparison: Comparison) -> Iterator[str]:
    letters = [candidate.letter for candidate in comparison.candidates]
    for worse, better in beaten(key_figures(comparison.candidates)):
        yield f"{letters[worse]} is better than {letters[better]} in none of these figures, and worse in some."


def _proofs(comparison: Comparison) -> Iterator[str]:
    unproven = [c.letter for c in comparison.candidates if not c.programme.proven]
    if not unproven:
        yield "Every goal of every candidate is proven."
    else:
        yield f"Not every goal is proven in {listed(unproven)}; a longer search could find better ones."
