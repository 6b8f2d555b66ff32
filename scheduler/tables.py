"""Tables of an instance and a programme: as plain rows for the reports, and as pandas DataFrames for analysts.

Cells with several values separate them by ``; `` and nothing else. Times of day read ``09:30`` in the event's time
zone; `starts_at` and `ends_at` are the same moments as time-zone-aware timestamps. Lengths are whole minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.catalogue import GOAL
from scheduler.clock import clock_text
from scheduler.instance import Instance, Request
from scheduler.programme import Decision, Placed, Programme, Segment
from scheduler.vocabulary import Kind

if TYPE_CHECKING:
    import pandas

Row = dict[str, object]

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


def request_row(instance: Instance, request: Request, programme: Programme | None = None) -> Row:
    """One row of `requests`."""
    row: Row = {
        "request": request.id,
        "coalition": request.coalition,
        "kind": request.kind.value,
        "rank": request.rank,
        "minutes": request.minutes,
        "themes": joined(request.themes),
        "audience": request.audience,
        "needs": joined(service.value for service in request.needs),
        "people": joined(request.people),
        "partners": joined(request.partners),
        "required": joined(request.required),
        "vetoes": joined(request.vetoes),
        "title": request.title,
        "output": request.output,
        "by_default": request.by_default,
        "source": str(request.source or ""),
    }
    if programme is not None:
        row.update(_decision_part(programme.decision.get(request.id)))
    return row


def session_rows(instance: Instance, programme: Programme) -> list[Row]:
    """The rows of `sessions`."""
    granted = _granted_in(instance, programme)
    segments_in = segments_by_session(programme)
    return [_session_row(instance, placed, segments_in, granted) for placed in in_order(instance, programme.sessions)]


def segment_rows(instance: Instance, programme: Programme) -> list[Row]:
    """The rows of `segments`."""
    by_session = segments_by_session(programme)
    rows = []
    for placed in in_order(instance, programme.sessions):
        for segment in by_session.get(placed.id, ()):
            request = instance.request[segment.request]
            rows.append(
                {
                    "session": placed.id,
                    "session_title": placed.title,
                    "order": segment.order,
                    "coalition": segment.coalition,
                    "request": segment.request,
                    "kind": request.kind.value,
                    **_when(instance, placed.day, segment.start, segment.end),
                    "room": placed.room,
                    "title": request.title,
                    "output": request.output,
                }
            )
    return rows


def refusal_rows(instance: Instance, programme: Programme) -> list[Row]:
    """The rows of `refusals`."""
    kinds = list(Kind)
    refused = [
        (instance.request[decision.request], decision) for decision in programme.decisions if not decision.granted
    ]
    refused.sort(
        key=lambda pair: (
            pair[1].waiting_list is None,
            kinds.index(pair[0].kind),
            pair[1].waiting_list or 0,
            pair[0].rank,
            pair[0].id,
        )
    )
    rows = []
    for request, decision in refused:
        row = {**request_row(instance, request), **_decision_part(decision)}
        rows.append({column: row[column] for column in REFUSAL_COLUMNS})
    return rows


def left_out_rows(instance: Instance, programme: Programme) -> list[Row]:
    """The rows of `left_out`."""
    known = [
        (instance.session[one.session], one.reason) for one in programme.left_out if one.session in instance.session
    ]
    return [
        {
            "session": host.id,
            "title": host.title,
            "type": host.type.value,
            "minutes": host.minutes,
            "themes": joined(host.themes),
            "linked": joined(host.coalitions),
            "audience": host.audience,
            "weight": host.weight,
            "reason": reason.sentence if reason else "",
            "rules": joined(reason.rules) if reason else "",
        }
        for host, reason in sorted(known, key=lambda pair: -pair[0].weight)
    ]


def score_rows(programme: Programme) -> list[Row]:
    """The rows of `scores`."""
    return [
        {
            "goal": score.goal,
            "sentence": GOAL[score.goal].sentence if score.goal in GOAL else score.goal,
            "unit": GOAL[score.goal].unit if score.goal in GOAL else "",
            "value": score.value,
            "bound": score.bound,
            "proven": score.proven,
            "seconds": score.seconds,
        }
        for score in programme.scores
    ]


def in_order(instance: Instance, placed: Iterable[Placed]) -> list[Placed]:
    """Sessions in order of day, start, room (as the rooms are listed) and id."""
    days = {day.id: number for number, day in enumerate(instance.days)}
    rooms = {room.id: number for number, room in enumerate(instance.rooms)}
    return sorted(placed, key=lambda p: (days[p.day], p.start, rooms[p.room], p.id))


def segments_by_session(programme: Programme) -> dict[str, list[Segment]]:
    """The segments of each session that has any, in their order."""
    found: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(programme.segments, key=lambda s: (s.session, s.order)):
        found[segment.session].append(segment)
    return dict(found)


def joined(values: Iterable[str]) -> str:
    """Several values as one cell."""
    return "; ".join(values)


def _decision_part(decision: Decision | None) -> Row:
    reason = decision.reason if decision else None
    return {
        "granted": bool(decision and decision.granted),
        "session": decision.session if decision else "",
        "reason": reason.sentence if reason else "",
        "rules": joined(reason.rules) if reason else "",
        "waiting_list": decision.waiting_list if decision else None,
    }


def _session_row(
    instance: Instance, placed: Placed, segments_in: dict[str, list[Segment]], granted: dict[str, list[Request]]
) -> Row:
    host = instance.session.get(placed.id)
    taking_part = placed.coalitions or tuple(segment.coalition for segment in segments_in.get(placed.id, ()))
    return {
        "session": placed.id,
        **_when(instance, placed.day, placed.start, placed.end),
        "room": placed.room,
        "seats": instance.room[placed.room].capacity,
        "type": type_text(placed),
        "title": placed.title,
        "themes": joined(placed.themes),
        "coalitions": joined(taking_part),
        "linked": joined(host.coalitions) if host else "",
        "requests": joined(request.id for request in granted.get(placed.id, ())),
        "audience": audience_of(instance, placed, granted.get(placed.id, [])),
        "given": placed.given,
    }


def type_text(placed: Placed) -> str:
    """The kind or type of a session, in words."""
    return placed.kind.value if placed.kind else placed.type.value if placed.type else ""


def audience_of(instance: Instance, placed: Placed, held: list[Request]) -> int:
    """How many people are expected in a session in which these requests are granted."""
    if placed.id in instance.session:
        return instance.session[placed.id].audience
    if placed.kind is Kind.JOINT:
        return instance.policy.joint_audience
    return max((request.audience for request in held), default=0)


def _granted_in(instance: Instance, programme: Programme) -> dict[str, list[Request]]:
    held: dict[str, list[Request]] = defaultdict(list)
    for decision in sorted(programme.decisions, key=lambda d: d.request):
        if decision.granted:
            held[decision.session].append(instance.request[decision.request])
    return held


def _when(instance: Instance, day: str, start: int, end: int) -> Row:
    on = instance.day[day].date
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(instance.event.time_zone))
    return {
        "day": day,
        "date": on,
        "start": clock_text(start),
        "end": clock_text(end),
        "starts_at": midnight + timedelta(minutes=start),
        "ends_at": midnight + timedelta(minutes=end),
        "minutes": end - start,
    }


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
