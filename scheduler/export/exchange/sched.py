"""The CSV for Sched; a file that the user can change defines its columns.

``sched.toml`` says for each column its head and what stands in it: text, with the fields of a session in braces.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import Formatter

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.run_files import note_read
from scheduler.export.delimited_text import delimited
from scheduler.export.published_sessions import Session, one_line, sessions_of
from scheduler.intake import InputProblems, Problem, Severity

MAPPING = "sched.toml"
_LARGEST_FILE = 1_000_000
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")

FIELDS = {
    "id": "the session's name in the programme file",
    "guid": "what identifies it, the same in every version",
    "title": "its title",
    "type": "its type or kind, such as workshop or joint session",
    "date": "its date",
    "start": "when it starts",
    "end": "when it ends",
    "minutes": "how long it lasts",
    "day": "the event's name for the day",
    "room": "its room",
    "seats": "how many the room seats",
    "theme": "its first theme",
    "themes": "all its themes",
    "coalitions": "the coalitions that take part",
    "abstract": "who takes part, its themes, and whose minutes come when, in lines",
}

_HEAD = """\
# The columns of sched.csv, in this order: the head of the column = what stands in it.
# Text stands as it is written here; what stands in braces is filled in for each session:
{fields}
# Change heads, contents and order as your Sched event wants them, and export again.

date = "%Y-%m-%d"  # %d day, %m month, %Y year
time = "%H:%M"     # %H hour, %M minute; %I and %p for hours up to 12 with AM and PM

[columns]
session_key = "{{guid}}"
name = "{{title}}"
active = "Y"
session_start = "{{date}} {{start}}"
session_end = "{{date}} {{end}}"
session_type = "{{type}}"
session_subtype = "{{theme}}"
venue = "{{room}}"
seats = "{{seats}}"
tags = "{{themes}}"
description = "{{abstract}}"
"""

DEFAULT = _HEAD.format(fields="\n".join(f"#   {{{name}}}: {what}" for name, what in FIELDS.items()))
"""The mapping that is used, and written for the user to change, where there is none."""


@dataclass(frozen=True)
class Mapping:
    """Headings and contents of the columns, and the formats of dates and times."""

    date: str
    time: str
    columns: tuple[tuple[str, str], ...]


def sched_csv(instance: Instance, programme: Programme, mapping: Mapping | None = None) -> str:
    """The public sessions in order of time, under the heads of the mapping, or of DEFAULT where none is given."""
    mapping = mapping or mapping_of(DEFAULT)
    rows = [
        [content.format(**_fields(session, mapping)) for _, content in mapping.columns]
        for session in sessions_of(instance, programme)
        if session.is_public
    ]
    return delimited([[head for head, _ in mapping.columns], *rows])


def read_mapping(path: Path) -> Mapping:
    """A mapping from a file. Raises InputProblems, each with its line, where the file is missing or wrong."""
    note_read(path)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError("it is too large")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problem = _wrong(path, f"the file cannot be read ({what})", f"give a file such as {MAPPING}")
        raise InputProblems([problem]) from error
    return mapping_of(text, path)


def mapping_of(text: str, path: Path = Path(MAPPING)) -> Mapping:
    """A mapping from the text of a file; `path` is named in what is wrong with it. Raises InputProblems."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        what = _AT_LINE.sub("", str(error))
        remedy = "correct it, or delete the file and export again to have a fresh one"
        raise InputProblems([_wrong(path, f"this is no TOML ({what})", remedy, int(at[1]) if at else 0)]) from error
    problems = [*_problems_of_formats(data, text, path), *_problems_of_columns(data, text, path)]
    problems += [
        _wrong(path, f"“{name}” is no setting", "write date, time or [columns]", _line(text, name))
        for name in data.keys() - {"date", "time", "columns"}
    ]
    if problems:
        raise InputProblems(sorted(problems, key=lambda problem: (problem.row, problem.what)))
    return Mapping(data.get("date", "%Y-%m-%d"), data.get("time", "%H:%M"), tuple(data["columns"].items()))


def _problems_of_formats(data: dict[str, object], text: str, path: Path) -> list[Problem]:
    problems = []
    for name, example in (("date", "%Y-%m-%d"), ("time", "%H:%M")):
        given = data.get(name, example)
        if not isinstance(given, str) or not re.fullmatch("(?=.*%)([^%]|%[aAbBdmyYHIMSpj%])+", given):
            what = f"“{given}” is no way to write a {name}"
            problems.append(_wrong(path, what, f"write it such as “{example}”", _line(text, name)))
    return problems


def _problems_of_columns(data: dict[str, object], text: str, path: Path) -> list[Problem]:
    columns = data.get("columns")
    if not isinstance(columns, dict) or not columns:
        remedy = 'write [columns] and under it lines such as name = "{title}"'
        return [_wrong(path, "no columns are given", remedy, _line(text, "columns"))]
    problems = []
    for head, content in columns.items():
        if what := _why_not(content):
            remedy = f"write text in quotes, with any of {', '.join(f'{{{name}}}' for name in FIELDS)}"
            problems.append(_wrong(path, f"column “{head}”: {what}", remedy, _line(text, head)))
    return problems


def _why_not(content: object) -> str:
    """What is wrong with the content of a column, if anything."""
    if not isinstance(content, str):
        return "what stands in it is no text"
    try:
        fields = [(name, form, turned) for _, name, form, turned in Formatter().parse(content) if name is not None]
    except ValueError:
        return f"the braces in “{content}” do not match; a brace that is meant as such is written twice"
    for name, form, turned in fields:
        if name not in FIELDS or form or turned:
            return f"“{{{name}}}” is no field of a session"
    return ""


def _wrong(path: Path, what: str, remedy: str, line: int = 0) -> Problem:
    return Problem(Severity.ERROR, f"line {line}: {what}" if line else what, remedy, path.name)


def _line(text: str, name: str) -> int:
    """In which line a setting stands, counted from 1; 0 where it cannot be found."""
    for number, line in enumerate(text.splitlines(), start=1):
        key = line.strip().removeprefix("[").partition("=")[0].partition("]")[0].strip()
        if key.strip("\"'") == name:
            return number
    return 0


def _fields(session: Session, mapping: Mapping) -> dict[str, object]:
    return {
        "id": one_line(session.id),
        "guid": session.guid,
        "title": session.title,
        "type": session.type,
        "date": _written(session.starts, mapping.date),
        "start": _written(session.starts, mapping.time),
        "end": _written(session.ends, mapping.time),
        "minutes": session.minutes,
        "day": one_line(session.day),
        "room": session.room,
        "seats": session.seats,
        "theme": session.themes[0].name if session.themes else "",
        "themes": ", ".join(theme.name for theme in session.themes),
        "coalitions": ", ".join(session.coalitions),
        "abstract": session.abstract,
    }


def _written(moment: date | datetime, how: str) -> str:
    return moment.strftime(how)
