"""The CSV for Sched; a file that the user can change defines its columns.

``sched.toml`` maps the header of each column to a format string with fields of a session in braces.
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
from scheduler.export.published_sessions import PublishedSession, one_line, sessions_of
from scheduler.intake import InputProblems, Problem, Severity

MAPPING = "sched.toml"
_LARGEST_FILE = 1_000_000
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")

FIELDS = {
    "id": "id of the session in the programme file",
    "guid": "identifier, the same in every version",
    "title": "title",
    "type": "type or kind, such as workshop or joint session",
    "date": "date",
    "start": "start",
    "end": "end",
    "minutes": "duration in minutes",
    "day": "name of the day",
    "room": "room",
    "seats": "seats in the room",
    "theme": "first theme",
    "themes": "all themes",
    "coalitions": "coalitions that take part",
    "abstract": "description: coalitions, themes, and segments with their times",
}

_HEAD = """\
# The columns of sched.csv, in this order: header = content.
# Text is copied; a field in braces is replaced for each session:
{fields}
# Change headers, contents and order as your Sched event needs them, and export again.

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
"""The default mapping, written to a file that the user can edit."""


@dataclass(frozen=True)
class SchedMapping:
    """Headers and format strings of the columns, and the strftime formats of date and time."""

    date: str
    time: str
    columns: tuple[tuple[str, str], ...]


def sched_csv(instance: Instance, programme: Programme, mapping: SchedMapping | None = None) -> str:
    """The public sessions in order of time, with the columns of the mapping; DEFAULT is the default mapping."""
    mapping = mapping or mapping_of(DEFAULT)
    rows = [
        [content.format(**_fields(session, mapping)) for _, content in mapping.columns]
        for session in sessions_of(instance, programme)
        if session.is_public
    ]
    return delimited([[header for header, _ in mapping.columns], *rows])


def read_mapping(path: Path) -> SchedMapping:
    """Read a mapping from a file. Raises InputProblems, each with its line, for a missing or invalid file."""
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


def mapping_of(text: str, path: Path = Path(MAPPING)) -> SchedMapping:
    """Parse a mapping; `path` is named in problems. Raises InputProblems."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        what = _AT_LINE.sub("", str(error))
        remedy = "correct it, or delete the file and export again to get a new one"
        raise InputProblems([_wrong(path, f"this is not TOML ({what})", remedy, int(at[1]) if at else 0)]) from error
    problems = [*_problems_of_formats(data, text, path), *_problems_of_columns(data, text, path)]
    problems += [
        _wrong(path, f"“{name}” is not a setting", "write date, time or [columns]", _line(text, name))
        for name in data.keys() - {"date", "time", "columns"}
    ]
    if problems:
        raise InputProblems(sorted(problems, key=lambda problem: (problem.row, problem.what)))
    return SchedMapping(data.get("date", "%Y-%m-%d"), data.get("time", "%H:%M"), tuple(data["columns"].items()))


def _problems_of_formats(data: dict[str, object], text: str, path: Path) -> list[Problem]:
    """The problems of the formats of date and time."""
    problems = []
    for name, example in (("date", "%Y-%m-%d"), ("time", "%H:%M")):
        given = data.get(name, example)
        if not isinstance(given, str) or not re.fullmatch("(?=.*%)([^%]|%[aAbBdmyYHIMSpj%])+", given):
            what = f"“{given}” is not a format of a {name}"
            problems.append(_wrong(path, what, f"write it such as “{example}”", _line(text, name)))
    return problems


def _problems_of_columns(data: dict[str, object], text: str, path: Path) -> list[Problem]:
    """The problems of the columns."""
    columns = data.get("columns")
    if not isinstance(columns, dict) or not columns:
        remedy = 'write [columns] and under it lines such as name = "{title}"'
        return [_wrong(path, "no columns are given", remedy, _line(text, "columns"))]
    problems = []
    for header, content in columns.items():
        if what := _why_not(content):
            remedy = f"write text in quotes, with any of {', '.join(f'{{{name}}}' for name in FIELDS)}"
            problems.append(_wrong(path, f"column “{header}”: {what}", remedy, _line(text, header)))
    return problems


def _why_not(content: object) -> str:
    """The error in the format string of a column; empty if it is valid."""
    if not isinstance(content, str):
        return "its content is not text"
    try:
        fields = [
            (name, format_spec, conversion)
            for _, name, format_spec, conversion in Formatter().parse(content)
            if name is not None
        ]
    except ValueError:
        return f"the braces in “{content}” do not match; write a literal brace twice"
    for name, format_spec, conversion in fields:
        if name not in FIELDS or format_spec or conversion:
            return f"“{{{name}}}” is not a field of a session"
    return ""


def _wrong(path: Path, what: str, remedy: str, line: int = 0) -> Problem:
    """An error of the mapping file in a line; 0: line unknown."""
    return Problem(Severity.ERROR, f"line {line}: {what}" if line else what, remedy, path.name)


def _line(text: str, name: str) -> int:
    """The line of a setting, from 1; 0 if it is not found."""
    for number, line in enumerate(text.splitlines(), start=1):
        key = line.strip().removeprefix("[").partition("=")[0].partition("]")[0].strip()
        if key.strip("\"'") == name:
            return number
    return 0


def _fields(session: PublishedSession, mapping: SchedMapping) -> dict[str, object]:
    """The values of FIELDS for a session."""
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
    """Format a date or time by a strftime format."""
    return moment.strftime(how)
