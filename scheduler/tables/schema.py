"""Schemas of the tables: each column with its type and what it holds.

Moments are time-zone-aware timestamps in the event's time zone, times of day whole minutes after midnight, lengths
whole minutes, several values a list. Nothing is formatted here: see `scheduler.tables.text` for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ColumnType(Enum):
    """What the cells of a column hold; the value is the pandas dtype."""

    TEXT = "str"
    INTEGER = "int64"
    OPTIONAL_INTEGER = "Int64"
    NUMBER = "float64"
    FLAG = "bool"
    DATE = "datetime64[s]"
    TIME_OF_DAY = "int64 "
    OPTIONAL_TIME_OF_DAY = "Int64 "
    MOMENT = "datetime64[s, tz]"
    LIST = "object"

    @property
    def dtype(self) -> str:
        """The name by which pandas knows the type."""
        return self.value.strip()


@dataclass(frozen=True)
class ColumnSchema:
    """One column of a table."""

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
    ColumnSchema("day", _TEXT, "the event's name for the day"),
    ColumnSchema("date", ColumnType.DATE, "the date"),
    ColumnSchema("start", ColumnType.TIME_OF_DAY, "minutes after midnight, in the event's time zone"),
    ColumnSchema("end", ColumnType.TIME_OF_DAY, "minutes after midnight, in the event's time zone"),
    ColumnSchema("starts_at", ColumnType.MOMENT, "the moment of the start"),
    ColumnSchema("ends_at", ColumnType.MOMENT, "the moment of the end"),
    ColumnSchema("minutes", _INTEGER, "the length"),
    ColumnSchema("room", _TEXT, "the name of the room"),
)

_HELD: Schema = (
    ColumnSchema("session_title", _TEXT, "title of that session"),
    ColumnSchema("session_themes", _LIST, "codes of the themes of that session"),
    ColumnSchema("together_with", _LIST, "the other coalitions that take part in that session"),
    ColumnSchema("day", _TEXT, "the event's name for the day, empty where it was refused"),
    ColumnSchema("date", ColumnType.DATE, "the date"),
    ColumnSchema("start", ColumnType.OPTIONAL_TIME_OF_DAY, "start of its segment, or else of the session"),
    ColumnSchema("end", ColumnType.OPTIONAL_TIME_OF_DAY, "end of its segment, or else of the session"),
    ColumnSchema("starts_at", ColumnType.MOMENT, "the moment of the start"),
    ColumnSchema("ends_at", ColumnType.MOMENT, "the moment of the end"),
    ColumnSchema("room", _TEXT, "the name of the room, empty where it was refused"),
)
"""Where a request is held; missing, or empty, where it is not."""

_REASON: Schema = (
    ColumnSchema("reason", _TEXT, "why, in one sentence; empty where no reason was looked for"),
    ColumnSchema("rules", _LIST, "ids of the rules that stand against it"),
)

REQUESTS: Schema = (
    ColumnSchema("request", _TEXT, "id of the request, such as “DC3: day-zero event”"),
    ColumnSchema("coalition", _TEXT, "who asked"),
    ColumnSchema("kind", _TEXT, "the kind of presence asked for"),
    ColumnSchema("rank", _INTEGER, "1 is the first choice"),
    ColumnSchema("minutes", _INTEGER, "the length wished for"),
    ColumnSchema("themes", _LIST, "codes of themes, the closest first"),
    ColumnSchema("audience", _INTEGER, "people expected"),
    ColumnSchema("needs", _LIST, "services"),
    ColumnSchema("people", _LIST, "who must be in the room"),
    ColumnSchema("partners", _LIST, "coalitions wished for as partners"),
    ColumnSchema("required", _LIST, "coalitions insisted on"),
    ColumnSchema("vetoes", _LIST, "coalitions ruled out"),
    ColumnSchema("title", _TEXT, "title in the coalition's words"),
    ColumnSchema("output", _TEXT, "output in the coalition's words"),
    ColumnSchema("by_default", _FLAG, "asked by the policy on behalf of a coalition that did not answer"),
    ColumnSchema("source", _TEXT, "file, sheet and row in which it was read"),
)

DECISIONS: Schema = (
    ColumnSchema("decided", _FLAG, "whether the programme decides on the request"),
    ColumnSchema("granted", _FLAG, "whether the request was granted"),
    ColumnSchema("session", _TEXT, "id of the session that holds it, empty where it was refused"),
    *_REASON,
    ColumnSchema("waiting_list", _OPTIONAL, "place on the waiting list, counted from 1"),
    *_HELD,
)

SESSIONS: Schema = (
    ColumnSchema("session", _TEXT, "id of the session"),
    *_WHEN,
    ColumnSchema("seats", _INTEGER, "how many the room seats"),
    ColumnSchema("type", _TEXT, "the kind asked for, or the type of a session of the host programme"),
    ColumnSchema("title", _TEXT, "the title"),
    ColumnSchema("themes", _LIST, "codes of themes"),
    ColumnSchema("coalitions", _LIST, "coalitions that take part, with a segment too"),
    ColumnSchema("linked", _LIST, "coalitions that the host programme links to it"),
    ColumnSchema("requests", _LIST, "ids of the requests granted in it"),
    ColumnSchema("audience", _INTEGER, "people expected"),
    ColumnSchema("given", _FLAG, "whether the host programme fixed its place; otherwise this programme decided it"),
    ColumnSchema("kind", _TEXT, "the kind that coalitions asked for, empty for a session of the host programme"),
)

SEGMENTS: Schema = (
    ColumnSchema("session", _TEXT, "id of the session"),
    ColumnSchema("session_title", _TEXT, "title of the session"),
    ColumnSchema("order", _INTEGER, "place among the segments of the session, counted from 1"),
    ColumnSchema("coalition", _TEXT, "whose minutes"),
    ColumnSchema("request", _TEXT, "id of the request that it grants"),
    ColumnSchema("kind", _TEXT, "kind of the request"),
    *_WHEN,
    ColumnSchema("title", _TEXT, "what is presented, in the coalition's words"),
    ColumnSchema("output", _TEXT, "the output, in the coalition's words"),
)

REFUSALS: Schema = (
    *(column for column in REQUESTS if column.name in ("request", "coalition", "kind", "rank", "by_default")),
    ColumnSchema("waiting_list", _OPTIONAL, "place on the waiting list, counted from 1"),
    *_REASON,
)

LEFT_OUT: Schema = (
    ColumnSchema("session", _TEXT, "id of the session"),
    ColumnSchema("title", _TEXT, "the title"),
    ColumnSchema("type", _TEXT, "the type of the session"),
    ColumnSchema("minutes", _INTEGER, "the length"),
    ColumnSchema("themes", _LIST, "codes of themes"),
    ColumnSchema("linked", _LIST, "coalitions that the host programme links to it"),
    ColumnSchema("audience", _INTEGER, "people expected"),
    ColumnSchema("weight", _INTEGER, "weight in the goal on sessions left out"),
    *_REASON,
)

FREE: Schema = _WHEN
"""Minutes of rooms that are reserved for coalitions and stay free."""

SCORES: Schema = (
    ColumnSchema("goal", _TEXT, "id of the goal"),
    ColumnSchema("sentence", _TEXT, "what is counted"),
    ColumnSchema("unit", _TEXT, "unit of the value"),
    ColumnSchema("place", _OPTIONAL, "place in the policy's order of goals, counted from 1; missing where not pursued"),
    ColumnSchema("value", _INTEGER, "objective value, better when smaller"),
    ColumnSchema("bound", _OPTIONAL, "lower bound for programmes that keep the goals before it"),
    ColumnSchema("proven", _FLAG, "whether value and bound were proven to be equal"),
    ColumnSchema("seconds", ColumnType.NUMBER, "wall time spent on the goal"),
    ColumnSchema("stated", _FLAG, "whether the programme states the value; otherwise only the check counted it"),
    ColumnSchema("counted", _OPTIONAL, "value counted by the independent check; missing where it is not given"),
)

SHARES: Schema = (
    ColumnSchema("coalition", _TEXT, "who asked"),
    ColumnSchema("rank", _INTEGER, "rank of the wishes counted"),
    ColumnSchema("asked", _INTEGER, "wishes asked; those asked by default on behalf of silent coalitions do not count"),
    ColumnSchema("met", _INTEGER, "wishes granted"),
)

TABLES: dict[str, Schema] = {
    "requests": (*REQUESTS, *DECISIONS),
    "sessions": SESSIONS,
    "segments": SEGMENTS,
    "refusals": REFUSALS,
    "left_out": LEFT_OUT,
    "free": FREE,
    "scores": SCORES,
    "shares": SHARES,
}
"""Every table by the name of the function that makes it."""
