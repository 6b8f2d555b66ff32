"""Notes on the input, sorted by what the reader has to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.core.instance import Coalition
from scheduler.core.safe_text import without_addresses
from scheduler.intake import InputProblems, Loaded
from scheduler.intake.problems import Problem, Severity, Treatment


@dataclass(frozen=True)
class NotesSection:
    """A group of problems with a title and an explanation for the reader."""

    title: str
    meaning: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class DataNotes:
    """The answers and problems of an instance. E-mail and IP addresses are removed from all texts."""

    instance: str
    coalitions: tuple[Coalition, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, instance: str, found: Loaded | InputProblems) -> DataNotes:
        """The notes of a loaded instance, or of the problems that prevented loading."""
        coalitions = found.coalitions if isinstance(found, InputProblems) else found.instance.coalitions
        problems = tuple(
            replace(
                one,
                what=without_addresses(one.what),
                remedy=without_addresses(one.remedy),
                guess=without_addresses(one.guess),
            )
            for one in found.problems
        )
        return cls(instance, coalitions, problems, tuple(map(without_addresses, found.notes)))

    @property
    def answered(self) -> tuple[Coalition, ...]:
        """The coalitions that answered the survey."""
        return tuple(coalition for coalition in self.coalitions if coalition.answered)

    @property
    def missing(self) -> tuple[Coalition, ...]:
        """Active coalitions without an answer."""
        return tuple(coalition for coalition in self.coalitions if coalition.active and not coalition.answered)

    @property
    def stops(self) -> int:
        """The number of problems that prevent a programme."""
        return sum(one.severity is Severity.ERROR or _is_open(one) for one in self.problems)

    @property
    def sections(self) -> tuple[NotesSection, ...]:
        """The non-empty groups of problems, most urgent first."""
        return tuple(one for one in self._sections() if one.problems)

    def _sections(self) -> Iterator[NotesSection]:
        """All groups of problems, also empty ones."""

        def section(title: str, meaning: str, severity: Severity, *treatments: Treatment | None) -> NotesSection:
            """The group of problems of a severity and treatment."""
            fitting = (one for one in self.problems if one.severity is severity)
            return NotesSection(title, meaning, tuple(one for one in fitting if one.treatment in treatments))

        yield section("To correct", "These errors prevent a programme. Correct them first.", Severity.ERROR, None)
        questions = [one for one in self.problems if one.severity is Severity.QUESTION]
        yield NotesSection(
            "To decide",
            "A person must decide. “--accept-questions” accepts the best guess for each.",
            tuple(one for one in questions if not one.accepted),
        )
        yield NotesSection("Guessed", "The best guess was taken.", tuple(one for one in questions if one.accepted))
        yield section(
            "Corrected", "The value was read differently from how it is written.", Severity.WARNING, Treatment.CORRECTED
        )
        yield section("Left out", "These values were not read or not counted.", Severity.WARNING, Treatment.IGNORED)
        yield section("Worth a look", "The value was read as written, but may be a mistake.", Severity.WARNING, None)


def _is_open(problem: Problem) -> bool:
    """Whether a problem is a question without an accepted answer."""
    return problem.severity is Severity.QUESTION and not problem.accepted


def as_sentence(text: str) -> str:
    """Text with an initial capital letter and a final full stop; names keep their first letter."""
    first = text[:1].upper() + text[1:] if text[:1].isalpha() and text[:2].islower() else text
    return first if not first or first.endswith((".", "?", "!", "…")) else f"{first}."
