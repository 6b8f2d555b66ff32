"""“What if?”: solve again with changed settings, closed rooms, absences or withdrawn coalitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.programme import Programme
from scheduler.explain.answers import Answer, AnswerKind, Asking, difference, part_sentences, unanswered
from scheduler.explain.demand_texts import infeasibility_sentences
from scheduler.intake.amendments import KNOWN, amend, split
from scheduler.model.counting_checks import cannot_fit

Reload = Callable[[Sequence[str]], Instance]
"""Reads the instance again with settings such as ``cap=9``."""

CHANGES_UNDERSTOOD = f"a setting such as “cap=9”, {KNOWN}"


def what_if(
    instance: Instance, programme: Programme, texts: Sequence[str], asking: Asking, reload: Reload | None = None
) -> Answer:
    """Solve the instance with these changes and compare the result with the programme.

    `reload` reads the instance again with settings of its policy; without it only other changes are understood.
    Raises NotUnderstoodError with a sentence for each change that is not understood, and RejectedError.
    """
    changed, change_sentences = apply(instance, texts, reload)
    question = f"What if {'; '.join(split(texts))}?"
    impossible = cannot_fit(changed)
    result = asking.solve(changed, near=programme)
    if result.programme is None and result.infeasibility is None:
        return unanswered(question, result)
    if result.infeasibility:
        reasons = infeasibility_sentences(changed, result.infeasibility)
        proven = all(conflict.proven for conflict in result.infeasibility.conflicts)
        sure = "proven" if proven else "not confirmed by a second solve"
        sentences = (*change_sentences, f"Then there is no programme at all ({sure}).", *impossible, *reasons)
        return Answer(question, AnswerKind.IMPOSSIBLE, sentences, proven, {"changed": list(change_sentences)})
    assert result.programme is not None
    differences, fields = difference(changed, programme, result.programme)
    proven = programme.proven and result.programme.proven
    stopped = result.status == "stopped"
    proof = "Every goal of both programmes is proven." if proven else "Not every goal is proven; see the marks."
    searched_sessions = part_sentences(result)
    return Answer(
        question,
        AnswerKind.STOPPED if stopped else AnswerKind.POSSIBLE,
        (*change_sentences, *differences, *(["The search was stopped."] if stopped else []), proof, *searched_sessions),
        proven,
        {"changed": list(change_sentences), **fields},
    )


def apply(instance: Instance, texts: Sequence[str], reload: Reload | None) -> tuple[Instance, tuple[str, ...]]:
    """Apply all changes to the instance; also return a sentence on each."""
    parts = split(texts)
    settings = [part for part in parts if "=" in part]
    problems: list[str] = [] if parts else [f"The question is empty. Write {CHANGES_UNDERSTOOD}."]
    change_sentences: list[str] = []
    if settings and reload is None:
        problems += [f"“{part}” cannot be tried here: the instance's folder is not known." for part in settings]
    elif settings and reload is not None:
        try:
            instance = reload(settings)
            change_sentences += [f"Changed: {part}." for part in settings]
        except NotUnderstoodError as error:
            problems += error.sentences
    for part in parts:
        if part not in settings:
            try:
                changed = amend(instance, part)
            except NotUnderstoodError as error:
                problems += error.sentences
            else:
                instance = changed.instance
                change_sentences.append(f"Changed: {changed.in_full}")
    if problems:
        raise NotUnderstoodError(*problems)
    return instance, tuple(change_sentences)
