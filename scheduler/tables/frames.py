"""Build the tables of an instance and a programme as typed pandas DataFrames; `schema` documents the columns."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scheduler.catalogue import GOAL, goal_order
from scheduler.core.instance import Instance, Request
from scheduler.core.programme import Decision, PlacedSession, Programme, Reason, Segment
from scheduler.core.session_order import audience_of, in_order, segments_by_session, type_text
from scheduler.core.vocabulary import Kind
from scheduler.tables.schema import (
    DECISIONS,
    LEFT_OUT,
    REFUSALS,
    REQUESTS,
    SCORES,
    SEGMENTS,
    SESSIONS,
    SHARES,
    ColumnType,
    Schema,
)

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
"""One row: a value for each column."""


def requests(instance: Instance, programme: Programme | None = None) -> pd.DataFrame:
    """The requests, one row each in the order of the survey; with a programme also the decisions on them."""
    rows = [_request(request) for request in instance.requests]
    if programme is None:
        return _frame(rows, REQUESTS)
    for row in rows:
        row.update(_decision(programme.decision.get(row["request"])))
    return _frame(rows, (*REQUESTS, *DECISIONS))


def sessions(instance: Instance, programme: Programme) -> pd.DataFrame:
    """The placed sessions, one row each, ordered by time and room."""
    granted = _granted_in(instance, programme)
    segments_in = segments_by_session(programme)
    placed = in_order(instance, programme.sessions)
    return _frame([_session(instance, one, segments_in, granted) for one in placed], SESSIONS, instance)


def segments(instance: Instance, programme: Programme) -> pd.DataFrame:
    """The segments (minutes of coalitions inside sessions), one row each, ordered by time."""
    by_session = segments_by_session(programme)
    rows = [
        {
            "session": placed.id,
            "session_title": placed.title,
            "order": segment.order,
            "coalition": segment.coalition,
            "request": segment.request,
            "kind": instance.request[segment.request].kind.value,
            **_when(instance, placed.day, segment.start, segment.end),
            "room": placed.room,
            "title": instance.request[segment.request].title,
            "output": instance.request[segment.request].output,
        }
        for placed in in_order(instance, programme.sessions)
        for segment in by_session.get(placed.id, ())
    ]
    return _frame(rows, SEGMENTS, instance)


def refusals(instance: Instance, programme: Programme) -> pd.DataFrame:
    """The refused requests, one row each: waiting lists first, in their order, then by kind and rank."""
    kinds = list(Kind)
    refused = [(instance.request[d.request], d) for d in programme.decisions if not d.granted]
    refused.sort(
        key=lambda pair: (
            pair[1].waiting_list is None,
            kinds.index(pair[0].kind),
            pair[1].waiting_list or 0,
            pair[0].rank,
            pair[0].id,
        )
    )
    return _frame([{**_request(request), **_decision(decision)} for request, decision in refused], REFUSALS)


def left_out(instance: Instance, programme: Programme) -> pd.DataFrame:
    """The sessions of the host programme without a placement, one row each, largest weight first."""
    here = instance.session
    known = [(here[one.session], one.reason) for one in programme.left_out if one.session in here]
    rows = [
        {
            "session": host.id,
            "title": host.title,
            "type": host.type.value,
            "minutes": host.minutes,
            "themes": list(host.themes),
            "linked": list(host.coalitions),
            "audience": host.audience,
            "weight": host.weight,
            **_reason(reason),
        }
        for host, reason in sorted(known, key=lambda pair: -pair[0].weight)
    ]
    return _frame(rows, LEFT_OUT)


def scores(instance: Instance, programme: Programme) -> pd.DataFrame:
    """The objective values, one row for each goal in the order of optimisation."""
    places = {goal.id: n for n, goal in enumerate(goal_order(instance.policy.order, instance.policy.principle), 1)}
    rows = [
        {
            **score.model_dump(),
            "sentence": GOAL[score.goal].sentence if score.goal in GOAL else score.goal,
            "unit": GOAL[score.goal].unit if score.goal in GOAL else "",
            "place": places.get(score.goal),
        }
        for score in programme.scores
    ]
    return _frame(rows, SCORES)


def shares(instance: Instance, programme: Programme) -> pd.DataFrame:
    """Requests made and granted, one row for each coalition and rank; requests by default are not counted."""
    made = requests(instance, programme)
    made = made[~made["by_default"]]
    grouped = made.groupby(["coalition", "rank"], sort=True)["granted"].agg(asked="size", met="sum").reset_index()
    return _frame(records(grouped), SHARES)


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a table as dictionaries of Python values; missing values are None."""
    import pandas as pd

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return value
        if pd.isna(value):
            return None
        if isinstance(value, pd.Timestamp):
            return value.to_pydatetime() if value.tzinfo else value.date()
        return value.item() if hasattr(value, "item") else value

    return [{str(name): plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _request(request: Request) -> Record:
    return {
        "request": request.id,
        "coalition": request.coalition,
        "kind": request.kind.value,
        "rank": request.rank,
        "minutes": request.minutes,
        "themes": list(request.themes),
        "audience": request.audience,
        "needs": [service.value for service in request.needs],
        "people": list(request.people),
        "partners": list(request.partners),
        "required": list(request.required),
        "vetoes": list(request.vetoes),
        "title": request.title,
        "output": request.output,
        "by_default": request.by_default,
        "source": str(request.source or ""),
    }


def _decision(decision: Decision | None) -> Record:
    return {
        "granted": bool(decision and decision.granted),
        "session": decision.session if decision else "",
        **_reason(decision.reason if decision else None),
        "waiting_list": decision.waiting_list if decision else None,
    }


def _reason(reason: Reason | None) -> Record:
    return {"reason": reason.sentence if reason else "", "rules": list(reason.rules) if reason else []}


def _session(
    instance: Instance, placed: PlacedSession, segments_in: dict[str, list[Segment]], granted: dict[str, list[Request]]
) -> Record:
    host = instance.session.get(placed.id)
    return {
        "session": placed.id,
        **_when(instance, placed.day, placed.start, placed.end),
        "room": placed.room,
        "seats": instance.room[placed.room].capacity,
        "type": type_text(placed),
        "title": placed.title,
        "themes": list(placed.themes),
        "coalitions": list(placed.coalitions) or [segment.coalition for segment in segments_in.get(placed.id, ())],
        "linked": list(host.coalitions) if host else [],
        "requests": [request.id for request in granted.get(placed.id, ())],
        "audience": audience_of(instance, placed, granted.get(placed.id, [])),
        "given": placed.given,
    }


def _granted_in(instance: Instance, programme: Programme) -> dict[str, list[Request]]:
    """The granted requests by id of the session that grants them, ordered by id."""
    found: dict[str, list[Request]] = defaultdict(list)
    for decision in sorted(programme.decisions, key=lambda d: d.request):
        if decision.granted:
            found[decision.session].append(instance.request[decision.request])
    return found


def _when(instance: Instance, day: str, start: int, end: int) -> Record:
    """The columns of day, interval and duration."""
    on = instance.day[day].date
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(instance.event.time_zone))
    return {
        "day": day,
        "date": on,
        "start": start,
        "end": end,
        "starts_at": midnight + timedelta(minutes=start),
        "ends_at": midnight + timedelta(minutes=end),
        "minutes": end - start,
    }


def _frame(rows: list[Record], schema: Schema, instance: Instance | None = None) -> pd.DataFrame:
    """Build a frame with the dtypes of the schema, also for zero rows."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[column.name for column in schema])
    for column in schema:
        if column.type is ColumnType.TIMESTAMP:
            assert instance is not None
            timestamps = pd.to_datetime(frame[column.name], utc=True)
            frame[column.name] = timestamps.dt.tz_convert(instance.event.time_zone).dt.as_unit("s")
        else:
            frame[column.name] = frame[column.name].astype(pd.api.types.pandas_dtype(column.type.dtype))
    return frame
