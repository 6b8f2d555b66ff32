"""Schemas of the tables: the name, type and meaning of each column.

Units: timestamps are time-zone-aware, in the event's time zone; times of day are whole minutes after midnight;
durations are whole minutes; several values are a list. `scheduler.tables.text` formats them. ``make docs`` writes the
schemas into docs/tables.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ColumnType(Enum):
    """The type of a column: its pandas dtype and a description."""

    TEXT = ("str", "text")
    INTEGER = ("int64", "integer")
    OPTIONAL_INTEGER = ("Int64", "integer or missing")
    NUMBER = ("float64", "number")
    FLAG = ("bool", "true or false")
    DATE = ("datetime64[s]", "date")
    TIME_OF_DAY = ("int64", "minutes after midnight")
    TIMESTAMP = ("datetime64[s, tz]", "timestamp in the event's time zone")
    LIST = ("object", "list of text")

    @property
    def dtype(self) -> str:
        """The pandas dtype."""
        return self.value[0]

    @property
    def description(self) -> str:
        """The type in words."""
        return self.value[1]


@dataclass(frozen=True)
class ColumnSchema:
    """A column of a table. `meaning` describes its values."""

    name: str
    type: ColumnType
    meaning: str


Schema = tuple[ColumnSchema, ...]

_TEXT, _INTEGER, _OPTIONAL, _FLAG = (
    ColumnType.TEXT,
    ColumnType.INTEGER,
    ColumnType.OPTIONAL_INTEGER,
    ColumnType.FLAG,
)
_LIST = ColumnType.LIST

_WHEN: Schema = (
    ColumnSchema("day", _TEXT, "id of the day, such as “Day 1”"),
    ColumnSchema("date", ColumnType.DATE, "date of the day"),
    ColumnSchema("start", ColumnType.TIME_OF_DAY, "start, in the event's time zone"),
    ColumnSchema("end", ColumnType.TIME_OF_DAY, "end, in the event's time zone"),
    ColumnSchema("starts_at", ColumnType.TIMESTAMP, "date and time of the start"),
    ColumnSchema("ends_at", ColumnType.TIMESTAMP, "date and time of the end"),
    ColumnSchema("minutes", _INTEGER, "duration in minutes"),
    ColumnSchema("room", _TEXT, "id of the room"),
)

_REASON: Schema = (
    ColumnSchema("reason", _TEXT, "the reason in one sentence; empty where none was computed"),
    ColumnSchema("rules", _LIST, "ids of the rules that prevent it"),
)

REQUESTS: Schema = (
    ColumnSchema("request", _TEXT, "id of the request, such as “DC3: day-zero event”"),
    ColumnSchema("coalition", _TEXT, "acronym of the coalition that made the request"),
    ColumnSchema("kind", _TEXT, "kind of presence requested"),
    ColumnSchema("rank", _INTEGER, "1 is the first choice"),
    ColumnSchema("minutes", _INTEGER, "requested duration in minutes"),
    ColumnSchema("themes", _LIST, "codes of themes, most relevant first"),
    ColumnSchema("audience", _INTEGER, "expected audience"),
    ColumnSchema("needs", _LIST, "required services"),
    ColumnSchema("people", _LIST, "names of people who must be present"),
    ColumnSchema("partners", _LIST, "preferred partner coalitions"),
    ColumnSchema("required", _LIST, "required partner coalitions"),
    ColumnSchema("vetoes", _LIST, "coalitions excluded as partners"),
    ColumnSchema("title", _TEXT, "title given by the coalition"),
    ColumnSchema("output", _TEXT, "output given by the coalition"),
    ColumnSchema("by_default", _FLAG, "made by the policy for a coalition that did not answer the survey"),
    ColumnSchema("source", _TEXT, "file, sheet and row of the request in the input"),
)

DECISIONS: Schema = (
    ColumnSchema("granted", _FLAG, "whether the request was granted"),
    ColumnSchema("session", _TEXT, "id of the session that grants it; empty if it was refused"),
    *_REASON,
    ColumnSchema("waiting_list", _OPTIONAL, "position on the waiting list, from 1"),
)

SESSIONS: Schema = (
    ColumnSchema("session", _TEXT, "id of the session"),
    *_WHEN,
    ColumnSchema("seats", _INTEGER, "seats in the room"),
    ColumnSchema("type", _TEXT, "kind of the request, or type of a session of the host programme"),
    ColumnSchema("title", _TEXT, "title of the session"),
    ColumnSchema("themes", _LIST, "codes of themes"),
    ColumnSchema("coalitions", _LIST, "coalitions that hold the session or have a segment in it"),
    ColumnSchema("linked", _LIST, "coalitions that the host programme links to the session"),
    ColumnSchema("requests", _LIST, "ids of the requests granted in the session"),
    ColumnSchema("audience", _INTEGER, "expected audience"),
    ColumnSchema("given", _FLAG, "true if the host programme fixed the placement, false if the search decided it"),
)

SEGMENTS: Schema = (
    ColumnSchema("session", _TEXT, "id of the session"),
    ColumnSchema("session_title", _TEXT, "title of the session"),
    ColumnSchema("order", _INTEGER, "position among the segments of the session, from 1"),
    ColumnSchema("coalition", _TEXT, "acronym of the coalition"),
    ColumnSchema("request", _TEXT, "id of the request granted by the segment"),
    ColumnSchema("kind", _TEXT, "kind of the request"),
    *_WHEN,
    ColumnSchema("title", _TEXT, "title given by the coalition"),
    ColumnSchema("output", _TEXT, "output given by the coalition"),
)

REFUSALS: Schema = (
    *(column for column in REQUESTS if column.name in ("request", "coalition", "kind", "rank", "by_default")),
    ColumnSchema("waiting_list", _OPTIONAL, "position on the waiting list, from 1"),
    *_REASON,
)

LEFT_OUT: Schema = (
    ColumnSchema("session", _TEXT, "id of the session"),
    ColumnSchema("title", _TEXT, "title of the session"),
    ColumnSchema("type", _TEXT, "type of the session"),
    ColumnSchema("minutes", _INTEGER, "duration in minutes"),
    ColumnSchema("themes", _LIST, "codes of themes"),
    ColumnSchema("linked", _LIST, "coalitions that the host programme links to the session"),
    ColumnSchema("audience", _INTEGER, "expected audience"),
    ColumnSchema("weight", _INTEGER, "weight in the goal on sessions left out"),
    *_REASON,
)

SCORES: Schema = (
    ColumnSchema("goal", _TEXT, "id of the goal"),
    ColumnSchema("sentence", _TEXT, "definition of the goal in one sentence"),
    ColumnSchema("unit", _TEXT, "unit of the value"),
    ColumnSchema(
        "place", _OPTIONAL, "position in the policy's order of goals, from 1; missing if the goal is not pursued"
    ),
    ColumnSchema("value", _INTEGER, "objective value, better when smaller"),
    ColumnSchema("bound", _OPTIONAL, "lower bound, given the values of the goals before it"),
    ColumnSchema("proven", _FLAG, "whether the value is proven optimal (value = bound)"),
    ColumnSchema("seconds", ColumnType.NUMBER, "wall time of the optimisation of the goal, in seconds"),
)

SHARES: Schema = (
    ColumnSchema("coalition", _TEXT, "acronym of the coalition that made the request"),
    ColumnSchema("rank", _INTEGER, "rank of the requests counted; 1 is the first choice"),
    ColumnSchema("asked", _INTEGER, "number of requests; requests by default are not counted"),
    ColumnSchema("met", _INTEGER, "number of these requests granted"),
)

TABLES: dict[str, Schema] = {
    "requests": (*REQUESTS, *DECISIONS),
    "sessions": SESSIONS,
    "segments": SEGMENTS,
    "refusals": REFUSALS,
    "left_out": LEFT_OUT,
    "scores": SCORES,
    "shares": SHARES,
}
"""Schema of each table, by the name of the function in `scheduler.tables` that builds it."""
