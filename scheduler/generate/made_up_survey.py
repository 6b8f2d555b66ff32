"""Survey answers as records, and their export in the layouts of form tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scheduler.core.atomic_files import write_file
from scheduler.core.vocabulary import Kind
from scheduler.generate.topics import THEMES
from scheduler.intake.survey.survey_questions import QUESTIONS, SurveyQuestion
from scheduler.intake.template.sheet_writer import write_survey_workbook

KIND = {
    "J": Kind.JOINT,
    "I": Kind.INDIVIDUAL,
    "M": Kind.MAIN_SLOT,
    "S": Kind.SEGMENT,
    "Z": Kind.DAY_ZERO,
    "B": Kind.BILATERAL,
    "V": Kind.BOOTH,
}
"""One letter for each kind, so that a table of answers stays narrow; V is the booth in the village."""

ORDINALS = ("1st choice", "2nd choice", "3rd choice", "4th choice", "5th choice", "6th choice", "7th choice")


@dataclass(frozen=True)
class MadeUpAnswer:
    """One answer. `ranking` has a letter of KIND for each request, first choice first; themes are codes."""

    coalition: str
    ranking: str
    themes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    ready: bool = True
    output: str = ""
    title: str = ""
    slot_minutes: int | None = None
    audience: int | None = None
    needs: tuple[str, ...] = ()
    preferred_days: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    opts_out: bool = False
    comment: str = ""
    at: datetime | None = None


def write_microsoft_workbook(path: Path, answers: Sequence[MadeUpAnswer], first: datetime) -> None:
    """Write a Microsoft Forms export: five columns of its own, several answers as ``A;B;``, rankings in one cell."""
    headers = ["ID", "Start time", "Completion time", "Email", "Name", *(question.text for question in QUESTIONS)]
    rows: list[list[object]] = []
    for number, (answer, moment) in enumerate(_in_order(answers, first), start=1):
        started = moment - timedelta(minutes=7 + number % 5)
        cells = [_microsoft_cell(question, answer) for question in QUESTIONS]
        rows.append([number, started, moment, "anonymous", "", *cells])
    write_survey_workbook(path, headers, rows, "Sheet1")


def write_google_workbook(path: Path, answers: Sequence[MadeUpAnswer], first: datetime) -> None:
    """Write a Google Forms export as a workbook."""
    headers, rows = _google_table(answers, first)
    write_survey_workbook(path, headers, rows, "Form Responses 1")


def write_google_csv(path: Path, answers: Sequence[MadeUpAnswer], first: datetime) -> None:
    """Write a Google Forms export as a CSV file."""
    headers, rows = _google_table(answers, first)
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(rows)
    write_file(path, text.getvalue())


def _google_table(answers: Sequence[MadeUpAnswer], first: datetime) -> tuple[list[str], list[list[object]]]:
    """A timestamp, then the questions; several answers joined by a comma, one column for each kind in rankings."""
    headers = ["Timestamp"]
    for question in QUESTIONS:
        if question.form == "ranking":
            headers += [f"{question.text} [{kind}]" for kind in KIND.values()]
        else:
            headers.append(question.text)
    rows: list[list[object]] = []
    for answer, moment in _in_order(answers, first):
        row: list[object] = [f"{moment:%Y/%m/%d %H:%M:%S}"]
        for question in QUESTIONS:
            row += _google_ranks(answer) if question.form == "ranking" else [_google_cell(question, answer)]
        rows.append(row)
    return headers, rows


def _in_order(answers: Sequence[MadeUpAnswer], first: datetime) -> list[tuple[MadeUpAnswer, datetime]]:
    """Answers with the time of sending: their own, or about five hours after the one before."""
    moments = [answer.at or first + timedelta(minutes=317 * place) for place, answer in enumerate(answers)]
    return sorted(zip(answers, moments, strict=True), key=lambda pair: pair[1])


def _values(question: SurveyQuestion, answer: MadeUpAnswer) -> list[str]:
    """The options chosen in a question, in the words of the form."""
    value = getattr(answer, question.field)
    if question.field == "ranking":
        return [str(KIND[letter]) for letter in answer.ranking]
    if question.field == "themes":
        return [THEMES.get(code, code) for code in answer.themes]
    if question.form == "yes/no":
        return ["Yes" if value else "No"]
    if isinstance(value, tuple):
        return list(value)
    return [] if value in (None, "") else [str(value)]


def _microsoft_cell(question: SurveyQuestion, answer: MadeUpAnswer) -> object:
    values = _values(question, answer)
    if question.form in ("several", "ranking"):
        return "".join(f"{value};" for value in values)
    number = _number(question, answer)
    return number if number is not None else "".join(values)


def _google_cell(question: SurveyQuestion, answer: MadeUpAnswer) -> object:
    number = _number(question, answer)
    return number if number is not None else ", ".join(_values(question, answer))


def _number(question: SurveyQuestion, answer: MadeUpAnswer) -> int | None:
    return getattr(answer, question.field) if question.form == "number" else None


def _google_ranks(answer: MadeUpAnswer) -> list[object]:
    rank = {letter: place for place, letter in enumerate(answer.ranking)}
    return [ORDINALS[rank[letter]] if letter in rank else "" for letter in KIND]
