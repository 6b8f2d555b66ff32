"""Match survey columns to questions: by mapping.toml, else by the words of the header, else by a guess.

A guess is a question to a person. ``igf-scheduler check`` writes the guesses to mapping.toml; once somebody confirms
the file, it is used and nothing is asked again.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.core.phrases import listed
from scheduler.core.run_files import note_read
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.spelling import normalise
from scheduler.intake.survey.headers import GUESSED_FROM, likeness, meaning, numbered
from scheduler.intake.survey.layouts import LAYOUTS, AnswerColumn, AnswerTable
from scheduler.intake.survey.survey_questions import QUESTION, QUESTIONS, SurveyQuestion

MAPPING = "mapping.toml"
PROPOSED = "mapping.proposed.toml"
"""Stands beside a mapping that the user has changed."""
_LARGEST_FILE = 1_000_000

_UNREAD_NAMED = 5

NAMED_FROM = 45
"""Similarity, from 0 to 100, from which a message names a column as a candidate."""

_Complaint = Callable[[str, str], None]

_HEAD = """\
# Which column of the survey answers which question. Written by “igf-scheduler check”, to be looked through by a person.
#
# “answers” is the name of a question, or empty for a column that is not read:
#   {fields}.
# “item” is what a column alone is about, in a question that has several: an option, or the place in a ranking.
# An option in the form's own words has a part [[option]] below; “means” is the name that it stands for.
# When all of it is right, write: confirmed = true
"""


@dataclass(frozen=True)
class MappedColumn:
    """A column by its header, and the field of its question; the field is empty if the column is not read.

    `header` includes the option, ``Question [Option]``; `item` is the meaning of the option.
    """

    header: str
    answers: str
    item: str = ""
    guessed: bool = False


@dataclass(frozen=True)
class MappedOption:
    """An option of a question in the form's own wording, and the name that it means; empty if nobody has said."""

    question: str
    written: str
    means: str
    guessed: bool = False


@dataclass(frozen=True)
class ColumnMapping:
    """The content of mapping.toml; empty if there is none. `layout` is a name of `LAYOUTS`."""

    confirmed: bool = False
    layout: str = ""
    columns: tuple[MappedColumn, ...] = ()
    options: tuple[MappedOption, ...] = ()


def read_mapping(folder: Path, problems: list[Problem]) -> ColumnMapping:
    """Read the mapping of an instance's folder; mistakes in it are errors."""
    path = folder / MAPPING
    if not path.is_file():
        return ColumnMapping()

    def wrong(what: str, remedy: str) -> None:
        problems.append(Problem(Severity.ERROR, what, remedy, file=MAPPING))

    note_read(path)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError("it is too large")
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        wrong(f"the file cannot be read ({error})", "correct it, or delete it and let “igf-scheduler check” write it")
        return ColumnMapping()
    layout = data.get("layout", "")
    if layout not in ("", *LAYOUTS):
        wrong(f"“{layout}” is no layout", f"write one of: {', '.join(LAYOUTS)}")
        layout = ""
    columns = data.get("column", [])
    found = [column for column in columns if isinstance(column, dict)] if isinstance(columns, list) else []
    read = tuple(_column(column, wrong) for column in found)
    options = data.get("option", [])
    explained = [_option(one, wrong) for one in options if isinstance(one, dict)] if isinstance(options, list) else []
    return ColumnMapping(
        data.get("confirmed") is True,
        layout,
        tuple(column for column in read if column),
        tuple(option for option in explained if option),
    )


def _column(data: dict[str, object], wrong: _Complaint) -> MappedColumn | None:
    header, field, item = data.get("header"), data.get("answers", ""), data.get("item", "")
    if not isinstance(header, str) or not isinstance(field, str) or not isinstance(item, str):
        wrong("a column has no header, or one that is no text", 'write header = "…" with the words of the column')
        return None
    if field and field not in QUESTION:
        wrong(f"“{field}” is no question", f"write one of: {', '.join(QUESTION)}; or nothing")
        return None
    return MappedColumn(header, field, item)


def _option(data: dict[str, object], wrong: _Complaint) -> MappedOption | None:
    question, written, means = data.get("question"), data.get("written"), data.get("means", "")
    if not isinstance(question, str) or not isinstance(written, str) or not isinstance(means, str):
        wrong("an option lacks its question or its words", 'write question = "ranking" and written = "…"')
        return None
    return MappedOption(question, written, means)


def mapping_text(mapping: ColumnMapping) -> str:
    """Format the content of mapping.toml."""
    lines = [_HEAD.format(fields=", ".join(QUESTION)), f"confirmed = {'true' if mapping.confirmed else 'false'}"]
    if mapping.layout:
        lines.append(f"layout = {_quoted(mapping.layout)}")
    for column in mapping.columns:
        lines += ["", "[[column]]", f"header = {_quoted(column.header)}"]
        lines.append(f"answers = {_quoted(column.answers)}" + ("  # a guess" if column.guessed else ""))
        if column.item:
            lines.append(f"item = {_quoted(column.item)}")
    for option in mapping.options:
        lines += ["", "[[option]]", f"question = {_quoted(option.question)}", f"written = {_quoted(option.written)}"]
        doubt = "  # a guess" if option.guessed else "" if option.means else "  # to be filled in"
        lines.append(f"means = {_quoted(option.means)}{doubt}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Format a basic string of TOML; it is that of JSON but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass(frozen=True)
class QuestionColumns:
    """The columns of each question by field. `proposed` is the mapping that a person should confirm, if any."""

    by_field: dict[str, tuple[AnswerColumn, ...]]
    proposed: ColumnMapping | None


def columns_by_field(answers: AnswerTable, mapping: ColumnMapping, problems: list[Problem]) -> QuestionColumns:
    """Match each question to its columns: one, or one for each item. Unmatched columns and questions are reported."""
    known, gone = _matched(answers, mapping)
    _report_gone(gone, problems)
    guesses = _guesses(answers, known)
    for column, guess in guesses.items():
        cell = answers.table.cell(answers.header, column.column)
        what = f"column “{_shortened(column.header)}” asks no known question"
        remedy = f"confirm or correct it in {MAPPING}, which “igf-scheduler check” writes into the folder"
        problems.append(cell.question(what, remedy, f"it asks “{QUESTION[guess].text}”"))
    found: dict[str, list[AnswerColumn]] = {}
    for column in answers.columns:
        field, item = known.get(column) or (guesses.get(column, ""), column.item)
        if field:
            found.setdefault(field, []).append(replace(column, item=item))
    found = {field: _numbered(field, of) for field, of in found.items()}
    unread = [column for column in answers.columns if column not in known and column not in guesses]
    for question in QUESTIONS:
        if question.required and question.field not in found:
            problems.append(_missing(answers, question, unread))
    _report_unread(answers, unread, problems)
    if (mapping.columns or mapping.options) and not mapping.confirmed:
        what = "nobody has confirmed which column answers which question, and what its options mean"
        if not mapping.options:
            what = "nobody has confirmed which column answers which question"
        remedy = "look through it, correct what is wrong and write confirmed = true"
        problems.append(Problem(Severity.QUESTION, what, remedy, MAPPING, guess="as it stands there"))
    columns = {field: tuple(of) for field, of in found.items()}
    return QuestionColumns(columns, _proposed(answers, known, guesses) if guesses else None)


def _numbered(field: str, columns: list[AnswerColumn]) -> list[AnswerColumn]:
    """Columns such as “Theme 1” and “Theme 2” as items of their question, so that all of them count.

    Without a first one, as in ``Question`` and ``Question2``, they are the same question in branches of a form.
    """
    numbers = {column: numbered(column.header)[1] for column in columns if not column.item}
    if QUESTION[field].form not in ("several", "ranking") or 1 not in numbers.values() or len(numbers) < 2:
        return columns
    return [replace(column, item=str(numbers.get(column) or "") or column.item) for column in columns]


_Known = dict[AnswerColumn, tuple[str, str]]


def _matched(answers: AnswerTable, mapping: ColumnMapping) -> tuple[_Known, list[MappedColumn]]:
    """Columns whose question is certain, those of the mapping first; of equal headers the first is matched first.

    Also the columns of the mapping that the survey does not have.
    """
    left = list(mapping.columns)
    found: _Known = {}
    for column in answers.columns:
        whole = answers.table.cell(answers.header, column.column).text
        labels = (normalise(_label(column)), normalise(whole))
        hit = next((one for one in left if normalise(one.header) in labels), None)
        if hit is not None:
            left.remove(hit)
            found[column] = hit.answers, hit.item
        elif meant := meaning(column.header):
            found[column] = meant.field, column.item or meant.item
    return found, left


def _report_gone(gone: Sequence[MappedColumn], problems: list[Problem]) -> None:
    """Report columns of the mapping that answer a question and that the survey no longer has."""
    for column in gone:
        if column.answers:
            what = f"the survey has no column “{_shortened(column.header)}”, which answers “{column.answers}”"
            remedy = "write the column's title of today, or delete the entry"
            problems.append(Problem(Severity.ERROR, what, remedy, MAPPING))


def _label(column: AnswerColumn) -> str:
    """The words that identify a column in the mapping."""
    return f"{column.header} [{column.item}]" if column.item else column.header


def _guesses(answers: AnswerTable, known: _Known) -> dict[AnswerColumn, str]:
    """Guess the questions of unmatched columns by similarity, the most similar first, each question once."""
    asked = {field for field, _ in known.values()}
    missing = [question.field for question in QUESTIONS if question.field not in asked]
    headers = dict.fromkeys(column.header for column in answers.columns if column not in known)
    ranked = sorted(
        ((likeness(header, field), header, field) for header in headers for field in missing), key=lambda one: -one[0]
    )
    chosen: dict[str, str] = {}
    for score, header, field in ranked:
        stem = numbered(header)[0]
        if score >= GUESSED_FROM and stem not in chosen and field not in chosen.values():
            chosen[stem] = field
    stems = {column: numbered(column.header)[0] for column in answers.columns if column not in known}
    return {column: chosen[stem] for column, stem in stems.items() if stem in chosen}


def _proposed(answers: AnswerTable, known: _Known, guesses: dict[AnswerColumn, str]) -> ColumnMapping:
    """The mapping of every column, for a person to check."""
    columns = []
    for column in answers.columns:
        field, item = known.get(column, (guesses.get(column, ""), column.item))
        columns.append(MappedColumn(_label(column), field, item, column in guesses))
    return ColumnMapping(False, answers.tool.key, tuple(columns))


def _missing(answers: AnswerTable, question: SurveyQuestion, unread: Sequence[AnswerColumn]) -> Problem:
    headers = list(dict.fromkeys(column.header for column in unread))
    closest = max(headers, key=lambda header: likeness(header, question.field), default="")
    near = closest if closest and likeness(closest, question.field) > NAMED_FROM else ""
    remedy = f"rename “{_shortened(near)}” if that is meant" if near else "add it"
    remedy += f", or say in {MAPPING} which column it is"
    return answers.table.problem(f"no column asks “{question.text}”", remedy)


def _report_unread(answers: AnswerTable, unread: Sequence[AnswerColumn], problems: list[Problem]) -> None:
    """Report columns that match no question; columns of one group are named once."""
    counts = Counter(column.header for column in unread)
    if len(counts) > _UNREAD_NAMED:
        cell = answers.table.cell(answers.header, unread[0].column)
        named = [f"“{_shortened(header)}”" for header in list(counts)[:_UNREAD_NAMED]]
        shown = listed([*named, f"{len(counts) - len(named)} more"])
        what = f"{len(counts)} columns ask no question of the survey and were not read: {shown}"
        remedy = "nothing needs to be done if they are your own"
        problems.append(cell.problem(what, remedy, Severity.WARNING, treatment=Treatment.IGNORED))
        return
    for header in counts:
        column = next(column for column in unread if column.header == header)
        cell = answers.table.cell(answers.header, column.column)
        what = f"column “{_shortened(header)}” asks no question of the survey and was not read"
        remedy = "nothing needs to be done if it is your own"
        problems.append(cell.problem(what, remedy, Severity.WARNING, treatment=Treatment.IGNORED))


def _shortened(text: str, most: int = 80) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
