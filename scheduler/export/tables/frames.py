"""Tables of an instance and a programme as pandas DataFrames, for analysts; `rows` holds what stands in them.

Cells with several values separate them by ``; `` and nothing else. Times of day read ``09:30`` in the event's time
zone; `starts_at` and `ends_at` are the same moments as time-zone-aware timestamps. Lengths are whole minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.tables.rows import (
    Row,
    left_out_rows,
    refusal_rows,
    request_row,
    score_rows,
    segment_rows,
    session_rows,
)

if TYPE_CHECKING:
    import pandas

_MOMENT = "moment"
_STRETCH = {"start": "str", "end": "str", "starts_at": _MOMENT, "ends_at": _MOMENT, "minutes": "int64"}

REQUEST_COLUMNS = {
    "request": "str",
    "coalition": "str",
    "kind": "str",
    "rank": "int64",
    "minutes": "int64",
    "themes": "str",
    "audience": "int64",
    "needs": "str",
    "people": "str",
    "partners": "str",
    "required": "str",
    "vetoes": "str",
    "title": "str",
    "output": "str",
    "by_default": "bool",
    "source": "str",
}
DECISION_COLUMNS = {"granted": "bool", "session": "str", "reason": "str", "rules": "str", "waiting_list": "Int64"}
SESSION_COLUMNS = {
    "session": "str",
    "day": "str",
    "date": "datetime64[s]",
    **_STRETCH,
    "room": "str",
    "seats": "int64",
    "type": "str",
    "title": "str",
    "themes": "str",
    "coalitions": "str",
    "linked": "str",
    "requests": "str",
    "audience": "int64",
    "given": "bool",
}
SEGMENT_COLUMNS = {
    "session": "str",
    "session_title": "str",
    "order": "int64",
    "coalition": "str",
    "request": "str",
    "kind": "str",
    "day": "str",
    "date": "datetime64[s]",
    **_STRETCH,
    "room": "str",
    "title": "str",
    "output": "str",
}
REFUSAL_COLUMNS = {
    "request": "str",
    "coalition": "str",
    "kind": "str",
    "rank": "int64",
    "by_default": "bool",
    "waiting_list": "Int64",
    "reason": "str",
    "rules": "str",
}
LEFT_OUT_COLUMNS = {
    "session": "str",
    "title": "str",
    "type": "str",
    "minutes": "int64",
    "themes": "str",
    "linked": "str",
    "audience": "int64",
    "weight": "int64",
    "reason": "str",
    "rules": "str",
}
SCORE_COLUMNS = {
    "goal": "str",
    "sentence": "str",
    "unit": "str",
    "value": "int64",
    "bound": "Int64",
    "proven": "bool",
    "seconds": "float64",
}


def requests(instance: Instance, programme: Programme | None = None) -> pandas.DataFrame:
    """What was asked, one row a request; with a programme also what became of it.

    - `request`: its id, such as ``DC3: day-zero event``; `coalition`: who asked; `kind`: for what.
    - `rank`: 1 is the first choice; `minutes`: the length wished for; `themes`: codes, the closest first.
    - `audience`: people expected; `needs`: services; `people`: who must be in the room.
    - `partners`, `required`, `vetoes`: coalitions wished for, insisted on, ruled out.
    - `title`, `output`: in the coalition's words; `by_default`: asked by the policy on behalf of a silent coalition.
    - `source`: file, sheet and row in which it was read.

    With a programme:

    - `granted`: whether it was; `session`: id of the session that holds it, empty where refused.
    - `reason`: the sentence why it was refused; `rules`: ids of the rules that stand against it.
    - `waiting_list`: its place on the waiting list, counted from 1, missing where it has none.
    """
    rows = [request_row(instance, request, programme) for request in instance.requests]
    return _frame(rows, REQUEST_COLUMNS if programme is None else {**REQUEST_COLUMNS, **DECISION_COLUMNS})


def sessions(instance: Instance, programme: Programme) -> pandas.DataFrame:
    """Everything that takes place in a room at a time, one row a session, in order of time and room.

    - `session`: its id; `day`: the event's name for the day; `date`: the date.
    - `start`, `end`, `starts_at`, `ends_at`, `minutes`: when, in the event's time zone.
    - `room`: its name; `seats`: how many it seats.
    - `type`: the kind asked for, or the type of a session of the host programme; `title`; `themes`: codes.
    - `coalitions`: those that take part, with a segment too; `linked`: those that the host programme links to it.
    - `requests`: ids of the requests granted in it; `audience`: people expected.
    - `given`: whether the host programme fixed its place; otherwise this programme decided it.
    """
    return _frame(session_rows(instance, programme), SESSION_COLUMNS, instance.event.time_zone)


def segments(instance: Instance, programme: Programme) -> pandas.DataFrame:
    """Coalitions' minutes inside sessions, one row a segment, in order of time.

    - `session`, `session_title`: where; `order`: its place among the session's segments, from 1.
    - `coalition`: whose minutes; `request`: the request it grants; `kind`: of the request.
    - `day`, `date`, `start`, `end`, `starts_at`, `ends_at`, `minutes`: when; `room`: its name.
    - `title`, `output`: what is presented, in the coalition's words.
    """
    return _frame(segment_rows(instance, programme), SEGMENT_COLUMNS, instance.event.time_zone)


def refusals(instance: Instance, programme: Programme) -> pandas.DataFrame:
    """What was refused, one row a request: waiting lists first, in their order, then by kind and rank.

    - `request`, `coalition`, `kind`, `rank`, `by_default`: as in `requests`.
    - `waiting_list`: its place, from 1, missing where it has none.
    - `reason`: one true sentence; `rules`: ids of the rules that stand against it.
    """
    return _frame(refusal_rows(instance, programme), REFUSAL_COLUMNS)


def left_out(instance: Instance, programme: Programme) -> pandas.DataFrame:
    """The sessions of the host programme that have no place, one row each, the weightiest first.

    - `session`: its id; `title`; `type`; `minutes`: its length; `themes`: codes; `audience`: people expected.
    - `linked`: coalitions that the host programme links to it; `weight`: what leaving it out counts.
    - `reason`: one true sentence, empty where none was looked for; `rules`: ids of the rules that stand against it.
    """
    return _frame(left_out_rows(instance, programme), LEFT_OUT_COLUMNS)


def scores(programme: Programme) -> pandas.DataFrame:
    """The goals, one row each, in the order in which they were optimised.

    - `goal`: its id; `sentence`: what is counted; `unit`: of the value.
    - `value`: what the programme reaches, better when smaller; `bound`: no programme that keeps the goals before
      it reaches less, missing where nothing is known; `proven`: whether value and bound were proven to be one.
    - `seconds`: spent on it.
    """
    return _frame(score_rows(programme), SCORE_COLUMNS)


def _frame(rows: list[Row], columns: Mapping[str, str], zone: str = "UTC") -> pandas.DataFrame:
    """The rows as a frame whose columns have their type even where there is no row."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns))
    for column, dtype in columns.items():
        if dtype == _MOMENT:
            frame[column] = pd.to_datetime(frame[column], utc=True).dt.tz_convert(zone).dt.as_unit("s")
        else:
            frame[column] = frame[column].astype(pd.api.types.pandas_dtype(dtype))
    return frame
