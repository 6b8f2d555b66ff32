"""Questions about a programme in a file: dispatch to the answers, and read the instance again for changed settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.programme import Programme
from scheduler.explain.answers import Answer, Asking
from scheduler.explain.story import story
from scheduler.explain.what_if import what_if
from scheduler.explain.why import why
from scheduler.explain.why_not import why_not
from scheduler.intake import load_instance
from scheduler.intake.problems import InputProblems, Problem, Severity
from scheduler.intake.variation import read_values


@dataclass(frozen=True)
class Question:
    """One question; all but one of its fields are empty."""

    coalition: str = ""
    why_not: str = ""
    why: str = ""
    what_if: tuple[str, ...] = ()


def answer(instance: Instance, programme: Programme, folder: Path, question: Question, asking: Asking) -> Answer:
    """The answer to a question about a programme made from the instance in a folder.

    Raises NotUnderstoodError where something asked about is not known, and RejectedError.
    """
    if question.coalition:
        return story(instance, programme, question.coalition)
    if question.why_not:
        return why_not(instance, programme, question.why_not, asking)
    if question.why:
        return why(instance, programme, question.why, asking)

    def reload(settings: Sequence[str]) -> Instance:
        return _with_settings(folder, programme, settings)

    return what_if(instance, programme, question.what_if, asking, reload)


def _with_settings(folder: Path, programme: Programme, settings: Sequence[str]) -> Instance:
    """The instance of a folder with settings such as ``cap=9``, beside those varied in the programme."""
    changed: dict[str, str] = {}
    problems: list[str] = []
    for setting in settings:
        try:
            read = _read(setting, changed)
            load_instance(folder, {**programme.provenance.variation, **read})
            changed |= read
        except InputProblems as error:
            problems += [_said(setting, problem) for problem in error.problems if problem.severity is Severity.ERROR]
        except NotUnderstoodError as error:
            problems += error.sentences
    if problems:
        raise NotUnderstoodError(*dict.fromkeys(problems))
    return load_instance(folder, {**programme.provenance.variation, **changed})


def _read(text: str, before: dict[str, str]) -> dict[str, str]:
    """One setting with one value. Raises InputProblems and NotUnderstoodError."""
    ((setting, values),) = read_values([text]).items()
    if len(values) > 1:
        raise NotUnderstoodError(f"“{text}” gives several values. Ask of one at a time, or use “candidates --vary”.")
    if setting in before:
        raise NotUnderstoodError(f"“{setting}” is given twice. Give it once.")
    return {setting: values[0]}


def _said(setting: str, problem: Problem) -> str:
    """A problem of a setting as a sentence that begins with the setting as typed."""
    sentence = str(problem)
    return sentence if setting in sentence else f"“{setting}”: {sentence}"
