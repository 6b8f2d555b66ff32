"""Tables of an instance and a programme as typed pandas DataFrames; `schema` documents every column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scheduler.catalogue import GOAL, goal_order
from scheduler.core.instance import Instance, Request
from scheduler.core.programme import Decision, PlacedSession, Programme, Reason, Segment
from scheduler.core.queries import free_stretches, granted_placement, others_in
from scheduler.core.session_order import audience_of, in_order, segments_by_session, type_text
from scheduler.core.vocabulary import Kind
from scheduler.tables.schema import (
    DECISIONS,
    FREE,
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
    """What was asked, one row a request in the order of the survey; with a programme also what was decided.

    The moments of a granted request are its own: those of its segment, where it has one.
    """
    rows = [_request(request) for request in instance.requests]
    if programme is None:
        return _frame(rows, REQUESTS)
    for row, request in zip(rows, instance.requests, strict=True):
        row.update(_decision(programme.decision.get(request.id)))
        row.update(_held(instance, programme, request))
    return _frame(rows, (*REQUESTS, *DECISIONS), instance)


def sessions(instance: Instance, programme: Programme) -> pd.DataFrame:
    """Everything that takes place in a room at a time, one row a session, in order of time and room."""
    granted = _granted_in(instance, programme)
    segments_in = segments_by_session(programme)
    placed = in_order(instance, programme.sessions)
    return _frame([_session(instance, one, segments_in, granted) for one in placed], SESSIONS, instance)


def segments(instance: Instance, programme: Programme) -> pd.DataFrame:
    """Coalitions' minutes inside sessions, one row a segment, in order of time."""
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
    """What was refused, one row a request: waiting lists first, in their order, then by kind and rank."""
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
    """The sessions of the host programme that have no place, one row each, the largest weight first."""
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


def free(instance: Instance, programme: Programme) -> pd.DataFrame:
    """The time that rooms are reserved for coalitions and that stays free, one row a window, in order of time."""
    rows = [
        {**_when(instance, window.day, window.start, window.end), "room": room}
        for room, window in free_stretches(instance, programme)
    ]
    return _frame(rows, FREE, instance)


def scores(instance: Instance, programme: Programme, counted: Mapping[str, int] | None = None) -> pd.DataFrame:
    """The goals, one row each, in the order in which they were optimised.

    `counted` are the values that the independent check found (`Verdict.scores`). With them, the other goals that it
    counted follow, those of the policy first.
    """
    order = goal_order(instance.policy.order, instance.policy.principle)
    places = {goal.id: place for place, goal in enumerate(order, start=1)}
    rows = [{**score.model_dump(), "stated": True} for score in programme.scores]
    stated = {score.goal for score in programme.scores}
    rows += [
        {"goal": goal, "value": counted[goal], "proven": False, "seconds": 0.0, "stated": False}
        for goal in dict.fromkeys((*places, *(counted or ())))
        if counted and goal in counted and goal not in stated
    ]
    for row in rows:
        goal = GOAL.get(row["goal"])
        row["sentence"], row["unit"] = (goal.sentence, goal.unit) if goal else (row["goal"], "")
        row["place"] = places.get(row["goal"])
        row["counted"] = counted.get(row["goal"]) if counted else None
    return _frame(rows, SCORES)


def shares(instance: Instance, programme: Programme) -> pd.DataFrame:
    """Wishes asked and met, one row a coalition and rank; wishes made by default do not count."""
    made = requests(instance, programme)
    made = made[~made["by_default"]]
    grouped = made.groupby(["coalition", "rank"], sort=True)["granted"].agg(asked="size", met="sum").reset_index()
    return _frame(records(grouped), SHARES)


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a table as Python values; missing ones are None."""
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
        "decided": decision is not None,
        "granted": bool(decision and decision.granted),
        "session": decision.session if decision else "",
        **_reason(decision.reason if decision else None),
        "waiting_list": decision.waiting_list if decision else None,
    }


def _held(instance: Instance, programme: Programme, request: Request) -> Record:
    """Where a request is held; empty where it is not."""
    held = granted_placement(programme, request)
    if held is None:
        return {"session_title": "", "session_themes": [], "together_with": [], "day": "", "room": ""}
    when = _when(instance, held.placed.day, held.start, held.end)
    when.pop("minutes")  # the length wished for stands under this name
    return {
        "session_title": held.placed.title,
        "session_themes": list(held.placed.themes),
        "together_with": others_in(programme, held.placed, request.coalition),
        **when,
        "room": held.placed.room,
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
        "kind": placed.kind.value if placed.kind else "",
    }


def _granted_in(instance: Instance, programme: Programme) -> dict[str, list[Request]]:
    """The requests that each session holds."""
    found: dict[str, list[Request]] = defaultdict(list)
    for decision in sorted(programme.decisions, key=lambda d: d.request):
        if decision.granted:
            found[decision.session].append(instance.request[decision.request])
    return found


def _when(instance: Instance, day: str, start: int, end: int) -> Record:
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
    """The rows as a frame whose columns have the types of the schema, also where there is no row."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[column.name for column in schema])
    for column in schema:
        if column.type is ColumnType.MOMENT:
            assert instance is not None
            moments = pd.to_datetime(frame[column.name], utc=True)
            frame[column.name] = moments.dt.tz_convert(instance.event.time_zone).dt.as_unit("s")
        else:
            frame[column.name] = frame[column.name].astype(pd.api.types.pandas_dtype(column.type.dtype))
    return frame
