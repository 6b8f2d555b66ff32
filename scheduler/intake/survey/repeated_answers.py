"""Merge several answers of one coalition: corrections, repetitions and withdrawals.

The latest answer counts; what it leaves empty is taken from the one before. If one person sent both, or senders are
unknown, that is a correction. It is a question for a person if different people contradict each other, or if the order
in time is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime

from scheduler.core.phrases import listed
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.spelling import normalise
from scheduler.intake.survey.answers import SurveyAnswer
from scheduler.intake.survey.layouts import AnswerTable
from scheduler.intake.survey.moments import Moment, moments_of

_UNKNOWN = Moment(datetime.min)
_WITHDRAWN = re.compile(
    r"(?:we (?:hereby )?withdraw(?: (?:our|this) (?:answer|request|wishes))?|withdrawn|(?:please )?(?:disregard|"
    r"ignore) (?:our|this|my) (?:answer|response)|(?:nous )?retirons notre réponse|retiramos nuestra respuesta)"
)


def settle(
    answers: AnswerTable, found: Iterable[SurveyAnswer], problems: list[Problem], notes: list[str]
) -> tuple[SurveyAnswer, ...]:
    """The one answer that counts for each coalition, in survey order; none after a withdrawal."""
    by_coalition: dict[str, list[SurveyAnswer]] = {}
    for answer in found:
        by_coalition.setdefault(answer.coalition, []).append(answer)
    moments = moments_of(answers) if any(len(given) > 1 for given in by_coalition.values()) else {}
    if not moments and any(len(given) > 1 for given in by_coalition.values()):
        file = answers.table.file
        notes.append(f"{file}: the times of the answers could not be compared, so the order of rows counts.")
    chosen: list[SurveyAnswer] = []
    for given in by_coalition.values():
        ordered = sorted(given, key=lambda one: (moments.get(one.source.row, _UNKNOWN).at, one.source.row))
        counted = _without_unfinished(ordered, answers, problems)
        merged = _merged(counted, moments, problems)
        if merged is not None:
            chosen.append(merged)
    _note_senders(chosen, notes)
    return tuple(chosen)


def _without_unfinished(
    given: Sequence[SurveyAnswer], answers: AnswerTable, problems: list[Problem]
) -> list[SurveyAnswer]:
    """The submitted answers; an unsubmitted one counts only if there is no other."""
    sent = [answer for answer in given if answer.source.row not in answers.unfinished]
    for answer in given:
        if answer in sent:
            continue
        cell = answer.cells["coalition"]
        what = f"this answer of {answer.coalition} was started, but not submitted"
        if sent:
            problems.append(cell.problem(what, "another counts", Severity.WARNING, treatment=Treatment.IGNORED))
        else:
            problems.append(cell.question(what, "ask the coalition, or delete the row", "what it holds counts"))
    return sent or list(given[-1:])


def _merged(given: Sequence[SurveyAnswer], moments: dict[int, Moment], problems: list[Problem]) -> SurveyAnswer | None:
    """Overlay the earlier answers with the later ones; None if the latest withdraws."""
    merged: SurveyAnswer | None = None
    for answer in given:
        if withdraws(answer):
            merged = None
            cell = answer.cells["withdrawn" if answer.withdrawn else "comment"]
            what = f"{answer.coalition} withdraws its answer"
            remedy = "it counts as silent unless it answers again later"
            problems.append(cell.problem(what, remedy, Severity.WARNING))
        elif merged is None:
            merged = answer
        else:
            problems.append(_repeated(merged, answer, moments))
            merged = _overlaid(merged, answer)
    return merged


def withdraws(answer: SurveyAnswer) -> bool:
    """Whether an answer only withdraws an earlier one, by its own column or by its comment."""
    return answer.withdrawn or bool(_WITHDRAWN.fullmatch(normalise(answer.comment).rstrip(" .!")))


_MERGED = [one.name for one in fields(SurveyAnswer) if one.compare and one.name not in ("coalition", "withdrawn")]
_EMPTY = ((), "", None, 0, False)


def _overlaid(earlier: SurveyAnswer, latest: SurveyAnswer) -> SurveyAnswer:
    """The latest answer, with empty fields taken from the earlier one."""
    unchanged = {name: getattr(earlier, name) for name in _MERGED if latest.says_nothing_on(name)}
    its_cells = {
        name: earlier.cells[field] for name in unchanged if (field := SurveyAnswer.question_of(name)) in earlier.cells
    }
    cells = {**latest.cells, **{SurveyAnswer.question_of(name): cell for name, cell in its_cells.items()}}
    return replace(latest, **unchanged, cells=cells)


def _repeated(earlier: SurveyAnswer, latest: SurveyAnswer, moments: dict[int, Moment]) -> Problem:
    """The problem of two answers of one coalition: a question if they contradict each other, else a warning."""
    differing = [
        name for name in _MERGED if getattr(earlier, name) != getattr(latest, name) and not latest.says_nothing_on(name)
    ]
    carried_over = [
        name
        for name in _MERGED
        if latest.says_nothing_on(name) and getattr(earlier, name) not in _EMPTY and getattr(latest, name) in _EMPTY
    ]
    cell = earlier.cells["coalition"]
    what = f"{earlier.coalition} answered again in row {latest.source.row}"
    if not differing and not carried_over:
        remedy = "nothing needs to be done"
        return cell.problem(f"{what}, which counts instead of this row (it says the same)", remedy, Severity.WARNING)
    details = [f"it differs in {_in_words(differing)}"] if differing else []
    details += [f"what that row leaves empty is taken from this one: {_in_words(carried_over)}"] if carried_over else []
    doubt = _doubt(earlier, latest, moments) if differing else ""
    if doubt:
        what = f"{what} ({'; '.join(details)}), and {doubt}"
        return cell.question(
            what, "ask the coalition, and delete the row that does not count", f"row {latest.source.row}"
        )
    what = f"{what}, which counts instead of this row ({'; '.join(details)})"
    return cell.problem(what, "ask the coalition if the change is not meant", Severity.WARNING)


def _in_words(fields: Iterable[str]) -> str:
    return ", ".join(field.replace("_", " ") for field in fields)


def _doubt(earlier: SurveyAnswer, latest: SurveyAnswer, moments: dict[int, Moment]) -> str:
    """Why it is unclear which answer counts; empty if the later one plainly corrects the earlier."""
    first, second = moments.get(earlier.source.row), moments.get(latest.source.row)
    if moments and first == second:
        return "both were sent at the same time"
    if first and second and not first.is_comparable(second):
        return "only one of the two times has an offset from UTC, so the order is unknown"
    if earlier.sender and latest.sender and earlier.sender != latest.sender:
        return "somebody else sent it"
    return ""


def _note_senders(chosen: Sequence[SurveyAnswer], notes: list[str]) -> None:
    """Note a person who answers for several coalitions: that person cannot be in two places."""
    by_sender: dict[str, list[str]] = {}
    for answer in chosen:
        if answer.sender:
            by_sender.setdefault(answer.sender, []).append(answer.coalition)
    for names in by_sender.values():
        if len(names) > 1:
            notes.append(f"One person answered for {listed(names)}; each answer counts.")
