"""The same answers in the layouts of several form tools, as workbooks and as CSV files.

An answer maps the field of a question to text, a number, or a tuple of several answers; a ranking is a tuple of
kinds, first choice first.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from scheduler.intake.questions import QUESTIONS
from scheduler.vocabulary import Kind

Answer = dict[str, object]
Table = list[list[object]]

FIRST = datetime(2027, 2, 1, 9, 0)
ORDINALS = ("1st choice", "2nd choice", "3rd choice", "4th choice")


def microsoft(answers: Sequence[Answer]) -> Table:
    """Five columns of its own; several answers as ``A;B;``, rankings in one cell."""
    table: Table = [["ID", "Start time", "Completion time", "Email", "Name", *(q.text for q in QUESTIONS)]]
    for number, answer in enumerate(answers, start=1):
        moment = answer.get("at", FIRST + timedelta(minutes=number))
        cells = [_joined(answer.get(q.field), "{};") for q in QUESTIONS]
        table.append([number, moment, moment, "anonymous", None, *cells])
    return table


def google(answers: Sequence[Answer], ordinals: Sequence[object] = ORDINALS) -> Table:
    """A timestamp; several answers joined by ``, ``; a column for each kind of a ranking."""
    header: list[object] = ["Timestamp"]
    for question in QUESTIONS:
        if question.form == "ranking":
            header += [f"{question.text} [{kind.value.capitalize()}]" for kind in Kind]
        else:
            header.append(question.text)
    table: Table = [header]
    for number, answer in enumerate(answers, start=1):
        row: list[object] = [answer.get("at", FIRST + timedelta(minutes=number))]
        for question in QUESTIONS:
            if question.form == "ranking":
                ranking = list(answer.get("ranking", ()))  # type: ignore[call-overload]
                row += [ordinals[ranking.index(kind)] if kind in ranking else None for kind in Kind]
            else:
                row.append(_joined(answer.get(question.field), "{}, "))
        table.append(row)
    return table


def by_hand(answers: Sequence[Answer]) -> Table:
    """Only the questions, in the short words that people type into a header, with a title above."""
    fields = [q for q in QUESTIONS if q.field != "unavailable" or any("unavailable" in a for a in answers)]
    table: Table = [["Answers so far"], [q.synonyms[0] if q.synonyms else q.text for q in fields]]
    table += [[_joined(answer.get(q.field), "{}\n") for q in fields] for answer in answers]
    return table


def _joined(value: object, each: str) -> object:
    if not isinstance(value, tuple):
        return value
    return "".join(each.format(item) for item in value).removesuffix(", ")


def save_workbook(table: Table, path: Path, title: str = "Sheet1") -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in table:
        sheet.append(row)
    workbook.save(path)


def save_csv(table: Table, path: Path, separator: str = ",", encoding: str = "utf-8") -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([["" if cell is None else cell for cell in row] for row in table])
    path.write_bytes(text.getvalue().encode(encoding))
