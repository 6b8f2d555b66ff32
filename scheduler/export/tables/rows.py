"""An instance and a programme as plain rows, for the reports and for `tables`, which says what is in each column.

Cells with several values separate them by ``; `` and nothing else. Times of day read ``09:30`` in the event's time
zone; `starts_at` and `ends_at` are the same moments as time-zone-aware timestamps. Lengths are whole minutes.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.catalogue import GOAL
from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance, Request
from scheduler.core.phrases import joined
from scheduler.core.programme import Decision, PlacedSession, Programme, Reason, Segment
from scheduler.core.session_order import audience_of, in_order, segments_by_session, type_text
from scheduler.core.vocabulary import Kind

Row = dict[str, object]


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
    return [
        {
            "request": request.id,
            "coalition": request.coalition,
            "kind": request.kind.value,
            "rank": request.rank,
            "by_default": request.by_default,
            "waiting_list": decision.waiting_list,
            **_reason_part(decision.reason),
        }
        for request, decision in refused
    ]


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
            **_reason_part(reason),
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


def _decision_part(decision: Decision | None) -> Row:
    return {
        "granted": bool(decision and decision.granted),
        "session": decision.session if decision else "",
        **_reason_part(decision.reason if decision else None),
        "waiting_list": decision.waiting_list if decision else None,
    }


def _reason_part(reason: Reason | None) -> Row:
    return {"reason": reason.sentence if reason else "", "rules": joined(reason.rules) if reason else ""}


def _session_row(
    instance: Instance, placed: PlacedSession, segments_in: dict[str, list[Segment]], granted: dict[str, list[Request]]
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
