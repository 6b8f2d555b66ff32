"""Write docs/formats.md from the declarations of sheets, settings, questions and models.

``python -m tools.formats_page docs/formats.md``
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scheduler.catalogue.setting import SettingGroup
from scheduler.catalogue.settings import GOAL_NAMES, SETTINGS
from scheduler.core.atomic_files import write_file
from scheduler.core.phrases import either
from scheduler.core.programme import (
    SCHEMA_VERSION,
    Decision,
    LeftOut,
    PlacedSession,
    Programme,
    Provenance,
    Reason,
    Score,
    Seat,
    Segment,
    Settings,
)
from scheduler.core.vocabulary import Kind
from scheduler.intake.amendments import FORMS, AmendmentForm
from scheduler.intake.form_words import NOBODY, NOT_SAID
from scheduler.intake.name_directory import CLOSE, LEAD
from scheduler.intake.planning.sheets import POLICY, SHEETS, Sheet, SheetColumn
from scheduler.intake.survey.layouts import LAYOUTS
from scheduler.intake.survey.requests import SLOT_MINUTES
from scheduler.intake.survey.survey_questions import QUESTIONS, SurveyQuestion
from scheduler.intake.times import ALL_DAYS, HALF_DAYS, MAIN_DAYS
from scheduler.intake.vocabulary_names import KIND_NAMES, SERVICE_NAMES
from scheduler.roundtrip import sheet_layout as edited
from scheduler.storage.versions import Version


def _quoted(words: Iterable[str]) -> str:
    """Words in alphabetical order, each in backticks."""
    return ", ".join(f"`{word}`" for word in sorted(words))


_OPENING = """\
# Files

<!-- Written by `python -m tools.formats_page docs/formats.md`; change the code it is written from. -->

What goes in, a folder for each instance:

| file | what it holds |
|---|---|
| `planning.xlsx` | the planning workbook: the meeting, the register, the host programme, the policy |
| `survey.xlsx` or `survey.csv` | the coalitions' answers, as a form tool exports them; without it all are silent |
| `mapping.toml` | which column of the survey answers which question, and what options in the form's own words mean |
| `README.md` | for people: which facts are real and which are made up |

`igf-scheduler init DIR` writes all but the mapping, with a small example that works. What comes out is
[a programme](#the-programme).

"""

_WORKBOOK = f"""\
## The planning workbook

The first row of a sheet holds the titles. Columns may be in any order; columns and sheets of your own are not read and
do no harm. Empty rows are skipped. Hidden rows and columns are read and reported; hidden sheets and struck-through rows
are ignored and reported.

| form | how it is written |
|---|---|
| text | as it is; `NA` is Namibia |
| list | several values, separated by `;` |
| number | a whole number: `80`, `1 200` or `80 people`, not `about 80`; lengths of time in minutes also as `1h30`, \
`1:30`, `90 min` or an Excel time |
| clock | a time of day such as `09:30` or `2:30 pm`, or an Excel time; `24:00` is the end of the day |
| date | `2024-12-15`, `15 December 2024`, or an Excel date of either calendar; `15/12/2024` if unambiguous |
| yes/no | `yes` or `no`, in English, French or Spanish; `maybe` is a question |
| windows | parts of days, separated by `;`: `Day 1`, `Day 1 09:00-12:00`, `Day 1 morning`, `{ALL_DAYS} 13:00-14:00` |

`{ALL_DAYS}` are all days, `{MAIN_DAYS}` all but day zero.

**Names** are compared without regard to case, spaces, hyphens and the form of quotation marks. A coalition is known by
its acronym, its name, its aliases and former names, and its name without “Dynamic Coalition on”. Any other name is read
as the known name that is both close ({CLOSE} of 100) and well ahead of the second best ({LEAD}), compared without the
words that all names share; this is reported. Digits must agree. Every other name is a question that lists the nearest
names. Letters of other scripts that look like Latin ones, and names that Excel turned into dates or numbers, are read
and reported. Two people with one name are told apart by their e-mail addresses; two spellings with one address are one
person; both cases are reported.

A **time zone** is a name such as `Africa/Nairobi`. An abbreviation such as `EST` is a question: it names an offset and
no place. A slot or a session at a time that is skipped when the clocks change is an error.

The value of a **formula** is the one saved with it. An **empty cell** takes the default; only an empty “Joint sessions,
at most” means that there is no limit.

On sheet Policy `none` and `nothing` **empty a list** whose default has entries. In every other list of the workbook and
of the survey, and in every cell that need not be filled in, these words say that there is nothing, without regard to
case, accents and a final stop: {_quoted(NOBODY - {""})}. These say that the answer is open; the cell counts as if it
were empty: {_quoted(NOT_SAID)}. `NA` is Namibia.

"""

_SURVEY = """\
## The survey

One row is one answer. Columns are matched by the words of their header, never by their position: a header is compared
with the question and its other names without regard to case, spaces and a closing question mark. A header that only
comes close is a question, and `igf-scheduler check` writes its guess into `mapping.toml` beside the survey: check the
file, correct it, write `confirmed = true`, and it is used from then on. Columns that match no question are reported.

"""

_READING = f"""\
- **Several answers** are in one cell, separated by `;`, `|` or line breaks (by commas only between known names, so that
  a name with a comma stays whole), or in one column for each option.
- **A ranking** is one cell with the kinds in order (`{Kind.JOINT.value};{Kind.BILATERAL.value};`), one column for each
  kind, `Question [Kind]`, with `1` or `1st choice` in it, or one column for each place, `First choice`, with a kind in
  it. A kind that is not ranked is not requested. Ties are questions; gaps and duplicates are warnings.
- **Half-days**: {"; ".join(f"`Day 1 {half}` is {start}–{end}" for half, (start, end) in HALF_DAYS.items())}. Whole days
  and windows as in the planning workbook are read too.
- **Repeated answers** of one coalition: the latest counts, by time if the times can be compared, otherwise by row; what
  it leaves empty is taken from the one before. The differences are reported. If different people contradict each other,
  or both answers came at the same time, it is a question.
- **Withdrawn answers**: write `yes` into a column `Withdrawn`; a comment such as “We withdraw our answer” works too.
- **Options in the form's own words** are asked about once each: `igf-scheduler check` writes them as parts `[[option]]`
  of `mapping.toml`, with its guess of what they mean; correct it and write `confirmed = true`. Numbers, letters, HTML
  tags and lengths of time around an option (`1. Joint session (90 min)`) are passed over; a numbered ranking has the
  order of its numbers.
- **No answer**: `none` and `nobody` empty a list; `n/a`, `-`, `TBC` and `unknown` count as if the cell were empty. Yes
  and no may be `1` and `0` or check marks; `maybe`, `not sure` and `TBC` are then questions. Days may be weekdays or
  dates, with `(afternoon)` or `9 am - 12 noon`.
- **One answer for several coalitions**, as `DC3; DC-CIV`, counts for each.
- **Answers that were not submitted** count only if there is no other, and then are a question.
- **Minutes in a main session** count if they are {either(map(str, SLOT_MINUTES))}.
- **Captioning** among the needs means that the coalition needs it wherever it takes part.
- **Readiness** recorded in sheet Coalitions takes precedence over the coalition's own answer.
- **Silence**: for an active coalition without an answer, the setting “A silent coalition asks for” of sheet Policy
  counts.
- **Who must be in the room**: the people named, for every request of the answer. Where it names nobody, the setting
  “Representatives needed where nobody is named” of sheet Policy counts: `all` representatives of the coalition (the
  default) or `nobody`; that holds for silent coalitions and late requests too. The booth always needs one, the first
  volunteer among the representatives. Whoever is needed cannot be elsewhere, or away, at that time.
- **An e-mail address** that is in sheet People names that person, whether under “E-mail” or in the place of the name.
  No output shows it.
- E-mail addresses and names of respondents are used only to tell people apart; IP addresses are not read.

CSV files may be in UTF-8 or UTF-16, separated by comma, semicolon or tab.

"""

_PROBLEMS = """\
## Problems

All problems are reported at once: first errors, which stop everything, then warnings, then questions. A question stops
everything too, until it is answered in the file, or `--accept-questions` accepts every best guess and reports it. Each
problem names the file, the sheet, the cell, what is wrong and the remedy:

> planning.xlsx, sheet Rooms, cell B7: “about 80” is no number; write 80.

"""

_PROGRAMME = f"""\
## The programme

A programme is a JSON file in UTF-8, schema version {SCHEMA_VERSION}. It stands on its own beside the instance whose
fingerprint it carries. Times of day are text such as `"09:30"` in the event's time zone, lengths are minutes; lists
keep their order. Files of earlier versions are brought up to date as they are read, and ids that were renamed since are
read as those of today.

The fingerprint of an instance is the SHA-256 of its contents as JSON, without e-mail addresses and without where each
thing was read. A field that the program learned after fingerprints were first taken counts only where it does not have
its default: programmes saved before are still made for the same instance. The fingerprints of programmes and of their
versions are taken in the same way.

"""

_VERSIONS = """\
## The versions of a programme

Beside `solutions/NAME.json`, which holds the current programme, the folder `solutions/NAME/` keeps every version:
`0001.json`, `0002.json` and so on. Each is written once and never again. Wherever a programme is read, a version can be
given by its file or as `NAME@2`.

"""

_AMENDMENTS = """\
## Amendments

What changes after the workbook and the survey were read is written in words, one amendment a line, or several with `;`
between them: to `replan` by its options, to `explain --what-if`, and in the `amendments` of a programme's provenance.
They are applied in order. WHEN is a day by its name, weekday or date, with hours or `morning` (until 13:00) or
`afternoon` (from 13:00), such as `day 2 09:00-12:00`; without a day it is every day, without hours the whole day. Names
are compared as above; case does not matter.

"""

_MODELS: tuple[type[BaseModel], ...] = (
    Programme,
    Provenance,
    Settings,
    PlacedSession,
    Segment,
    Decision,
    LeftOut,
    Reason,
    Seat,
    Score,
)


_EDITED = f"""\
## The workbook that comes back

A workbook from `export` can be edited and given wherever a programme is asked for. Two sheets are read, in the columns
below; rows and columns may be moved and others added, but every row keeps the id in its hidden last column. Rows sorted
without that column are read by the name in the first one. All other sheets only show: their cells are compared with
what was exported, and a change is named with its cell. Times are read as in the planning workbook.

The hidden sheet {edited.ORIGINAL} holds the programme that was exported, by name and value in columns A and B: its JSON
in UTF-8, compressed (zlib) and in Base64, in parts of {edited.PART_LENGTH:,} characters, each behind a
`{edited.PART_STARTS}`; its SHA-256; the version of the workbook ({edited.WORKBOOK_FORMAT}), of the file format and of
the program; the fingerprints of instance and programme. Older file formats are brought up to date, newer ones refused.
Rows {edited.CELLS_ROW} hold, packed in the same way, the texts of the cells of all sheets that only show.
The hidden sheet {edited.LISTS} holds what the drop-downs offer.

"""

_EDITED_COLUMNS = {
    edited.TITLE: "any text",
    edited.DAY: "a day of the event, by name or date",
    edited.START: "a time of day; the end and segments follow",
    edited.ROOM: "a room of the event",
    edited.MEMBERS: "of a joint session: its members, apart at `;`",
    edited.STATE: " / ".join(f"`{state}`" for state in edited.STATES),
    edited.CANCEL: f"`{edited.CANCELLED}` or nothing",
    edited.PIN: " / ".join(f"`{word}`" for word in edited.PINS)
    + " or nothing: what must stay when the rest is planned anew",
    edited.COMMENT: "any text, which the next workbook keeps; notes attached to cells count as comments too",
    edited.WHERE: "a session in which minutes are kept for coalitions, by name or title",
    edited.ORDER: "a number of its own within the session",
}


def _edited_sheet(title: str, columns: Iterable[str], edits: Iterable[str]) -> str:
    """The columns of a sheet of an edited workbook."""
    rows = ((f"{name}", _EDITED_COLUMNS[name] if name in edits else "not for editing") for name in columns)
    return f"### Sheet {title}\n\n" + _table(("column", "holds"), rows)


def formats_page() -> str:
    """The content of docs/formats.md."""
    parts = [_OPENING, _WORKBOOK, *(_sheet(sheet) for sheet in SHEETS)]
    parts += [_SURVEY, _questions(), _READING, _kinds(), _services(), _layouts(), _PROBLEMS]
    parts += [_AMENDMENTS, _amendment_forms()]
    parts += [_PROGRAMME, *(_model(model) for model in _MODELS), _VERSIONS, _model(Version), _EDITED]
    parts += [_edited_sheet(edited.SESSIONS, edited.SESSION_COLUMNS, edited.SESSION_EDITS)]
    parts += [_edited_sheet(edited.MINUTES, edited.MINUTES_COLUMNS, edited.MINUTES_EDITS)]
    return "".join(parts).rstrip() + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return _row(header) + "|" + "---|" * len(header) + "\n" + "".join(_row(row) for row in rows) + "\n"


def _sheet(sheet: Sheet) -> str:
    """The columns of a sheet, or its settings."""
    optional = "" if sheet.required else " The sheet may be missing."
    heading = f"### Sheet {sheet.title}\n\n{sheet.note}{optional}\n\n"
    if sheet is POLICY:
        return heading + _policy_settings()
    what = "setting" if sheet.settings else "column"
    rows = (_column(column) for column in sheet.settings or sheet.columns)
    return heading + _table((what, "form", "default", "meaning"), rows)


def _policy_settings() -> str:
    """The settings of sheet Policy by what they are about, with their names on the command line."""
    columns = {column.title: column for column in POLICY.settings}
    text = "A setting has a short name too, for `--vary cap=5,7,10`, unless no programme depends on it.\n\n"
    for group in SettingGroup:
        rows = []
        for setting in SETTINGS:
            if setting.group is group:
                title, form, default, meaning = _column(columns[setting.title])
                rows.append((title, f"`{setting.short}`" if setting.short else "", form, default, meaning))
        text += f"**{group}**\n\n" + _table(("setting", "short name", "form", "default", "meaning"), rows)
    goals = ", ".join(f"`{name}`" for name in GOAL_NAMES)
    return text + f"The goals that “Goals” may name, explained in [model.md](model.md): {goals}.\n\n"


def _column(column: SheetColumn) -> tuple[str, ...]:
    name = f"**{column.title}**" if column.required else column.title
    default = f"`{column.default}`" if column.default else ("must be given" if column.required else "")
    return name, column.form, default, f"{column.note}{_choices(column)}"


def _choices(column: SheetColumn) -> str:
    if not column.choices or column.form == "yes/no":
        return ""
    if isinstance(column.choices, str):
        sheet, _, title = column.choices.partition("/")
        return f" From sheet {sheet}, column {title}."
    return " One of: " + ", ".join(f"`{choice}`" for choice in column.choices) + "."


def _questions() -> str:
    return _table(("question", "form", "other names of the column"), (_question(question) for question in QUESTIONS))


def _question(question: SurveyQuestion) -> tuple[str, ...]:
    text = f"**{question.text}**" if question.required else question.text
    form = f"{question.form} of {question.options}" if question.options else question.form
    return text, form, ", ".join(dict.fromkeys((question.field, *question.synonyms)))


def _kinds() -> str:
    """The kinds of presence, and other words for them."""
    rows = ((f"`{kind.value}`", ", ".join(others)) for kind, others in KIND_NAMES.items())
    return "### Kinds of presence\n\n" + _table(("kind", "also written"), rows)


def _services() -> str:
    """The services, and other words for them."""
    rows = ((f"`{service.value}`", ", ".join(others)) for service, others in SERVICE_NAMES.items())
    return "### Services\n\n" + _table(("service", "also written"), rows)


def _layouts() -> str:
    """The layouts of form tools, described by the docstrings of their functions."""
    lines = [f"- `{name}`: {' '.join((inspect.getdoc(layout) or '').split())}\n" for name, layout in LAYOUTS.items()]
    opening = "The program recognises the layout and reports which; `--layout NAME` chooses another. It is one of:"
    return f"### Layouts\n\n{opening}\n\n" + "".join(lines) + "\n"


def _amendment_forms() -> str:
    """The forms of amendments and what each changes."""
    return _table(
        ("written", "what it changes"),
        ((", ".join(f"`{one}`" for one in _written(form)), form.meaning) for form in FORMS),
    )


def _written(form: AmendmentForm) -> tuple[str, ...]:
    """The ways in which a form is written; the details of a request are one way."""
    return (form.written,) if ":" in form.written else tuple(form.written.split(", "))


def _model(model: type[BaseModel]) -> str:
    """The fields of a model, below its docstring."""
    rows = [
        (f"`{name}`", _type(field), "must be given" if field.is_required() else f"`{_default(field)}`")
        for name, field in model.model_fields.items()
    ]
    return f"### {model.__name__}\n\n{inspect.getdoc(model)}\n\n" + _table(("field", "type", "default"), rows)


def _default(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    if isinstance(default, BaseModel):
        return "{…}"
    return {"None": "null", "True": "true", "False": "false", "()": "[]", "''": '""'}.get(repr(default), str(default))


def _type(field: FieldInfo) -> str:
    is_clock = any(type(part).__name__ == "BeforeValidator" for part in field.metadata)
    return "time of day" if is_clock else _type_name(field.annotation)


def _type_name(annotation: object) -> str:
    """A type in words: “list of Placed”, “text or null”."""
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return f"list of {_type_name(arguments[0])}"
    if get_origin(annotation) is dict:
        return " by ".join(_type_name(argument) for argument in reversed(arguments))
    if get_origin(annotation) in (Union, UnionType):
        return " or ".join(_type_name(argument) for argument in arguments)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return " / ".join(f"`{member.value}`" for member in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    words = {str: "text", int: "whole number", float: "number", bool: "true or false", NoneType: "null"}
    words |= {date: "date", datetime: "date and time"}
    return words[annotation]  # type: ignore[index]


if __name__ == "__main__":
    write_file(Path(sys.argv[1]), formats_page())
