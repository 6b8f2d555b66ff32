"""The timetable as plain data for the page: days, rooms, times, sessions, and what has no place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scheduler.core.clock import Window
from scheduler.core.instance import Instance, Request, Room
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.safe_text import without_addresses
from scheduler.core.session_order import in_order, segments_by_session, type_text
from scheduler.core.vocabulary import OWN_KINDS, SEGMENT_KINDS, Kind
from scheduler.desk.state import DeskState, Snapshot
from scheduler.export.colours import readable_on, theme_colours
from scheduler.verify.segment_rules import SEGMENT_TYPE

Fields = dict[str, object]


def timetable(state: DeskState) -> Fields:
    """Everything that the page draws, without any e-mail address; times are minutes after midnight.

    - `meeting`: `name`, `city`, `year`, `time_zone`; `state`: of the programme
    - `days`: `id`, `date`, `is_day_zero`, `opens`, `closes`
    - `rooms`: `id`, `capacity`, `services`, `uses`, `area`, `closed` and `reserved` windows (`day`, `start`, `end`)
    - `slots`: `room`, `day`, `start`, `end`
    - `themes`: `code`, `name`, `subtheme`, `colour` (#RRGGBB), `ink` (the text colour on it)
    - `sessions`: see `session_fields`
    - `requests`: those without a place: `id`, `coalition`, `kind`, `rank`, `by_default`, `minutes`, `themes`, `people`,
      `reason`, `rules`, `waiting` (place on the waiting list or None), `joins` (ids of sessions that may hold it),
      `own` (whether it becomes a session of its own)
    - `left_out`: host sessions without a place: `id`, `title`, `type`, `minutes`, `themes`, `people`, `reason`
    - `edits`: how many lead from the base to here; `can_undo`, `can_redo`
    """
    instance, now = state.instance, state.now
    event = instance.event
    return {
        "meeting": {"name": event.name, "city": event.city, "year": event.year, "time_zone": event.time_zone},
        "state": now.programme.state.value,
        "days": [
            {
                "id": day.id,
                "date": day.date.isoformat(),
                "is_day_zero": day.is_day_zero,
                "opens": day.opens,
                "closes": day.closes,
            }
            for day in instance.days
        ],
        "rooms": [_room(room) for room in instance.rooms],
        "slots": list(_slots(instance)),
        "themes": list(_themes(instance)),
        "sessions": session_fields(now),
        "requests": [_request(now.programme, request) for request in _without_place(instance, now.programme)],
        "left_out": list(_left_out(instance, now.programme)),
        "edits": len(state.edits),
        "can_undo": state.can_undo,
        "can_redo": state.can_redo,
    }


def session_fields(now: Snapshot) -> list[Fields]:
    """The placed sessions in order of time.

    `id`, `title`, `day`, `start`, `end`, `room`, `type`, `of_coalitions`, `themes`, `state`, `is_open`,
    `blocks_everything`, `given`, `pinned` ("", time, room or both), `people`, `coalitions` (those that take part),
    `linked` (coalitions of a host session), `members` and `segments` (the requests held in it), `missing_people` (who
    is away then), `broken` (ids of the rules that it breaks).
    """
    broken: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, list[str]] = defaultdict(list)
    for violation in now.verdict.violations:
        for session in violation.sessions:
            broken[session].append(violation.rule)
            if violation.rule == "availability":
                missing[session] += violation.who
    held: dict[str, list[Request]] = defaultdict(list)
    for decision in now.programme.decisions:
        if decision.granted and decision.request in now.instance.request:
            held[decision.session].append(now.instance.request[decision.request])
    segments = segments_by_session(now.programme)
    return [
        {
            **_placed(now, placed, held[placed.id]),
            "segments": [
                {
                    "request": one.request,
                    "coalition": one.coalition,
                    "order": one.order,
                    "start": one.start,
                    "end": one.end,
                }
                for one in segments.get(placed.id, ())
            ],
            "missing_people": _bare(dict.fromkeys(missing[placed.id])),
            "broken": list(dict.fromkeys(broken[placed.id])),
        }
        for placed in in_order(now.instance, now.programme.sessions)
    ]


def _placed(now: Snapshot, placed: PlacedSession, requests: list[Request]) -> Fields:
    host = now.instance.session.get(placed.id)
    people = [*(host.people if host else ()), *(name for request in requests for name in request.people)]
    pin = now.pins.get(placed.id)
    return {
        "id": placed.id,
        "title": without_addresses(placed.title),
        "day": placed.day,
        "start": placed.start,
        "end": placed.end,
        "room": placed.room,
        "type": type_text(placed),
        "of_coalitions": placed.kind is not None,
        "themes": list(placed.themes),
        "state": placed.state.value,
        "is_open": host.is_open if host else True,
        "blocks_everything": bool(host and host.blocks_everything),
        "given": placed.given,
        "pinned": pin.value if pin else "",
        "people": _bare(dict.fromkeys(people)),
        "coalitions": list(placed.coalitions or dict.fromkeys(request.coalition for request in requests)),
        "linked": list(host.coalitions) if host else [],
        "members": [{"request": request.id, "coalition": request.coalition} for request in requests],
    }


def _room(room: Room) -> Fields:
    return {
        "id": room.id,
        "capacity": room.capacity,
        "services": [service.value for service in room.services],
        "uses": [use.value for use in room.uses],
        "area": room.area,
        "closed": list(map(_window, room.closed)),
        "reserved": list(map(_window, room.reserved)),
    }


def _window(window: Window) -> Fields:
    return {"day": window.day, "start": window.start, "end": window.end}


def _slots(instance: Instance) -> Iterator[Fields]:
    """The slots of each room's grid, each once."""
    for room in instance.rooms:
        own = ((slot.day, slot.start, slot.end) for slot in instance.slots if slot.grid == room.grid)
        for day, start, end in dict.fromkeys(own):
            yield {"room": room.id, "day": day, "start": start, "end": end}


def _themes(instance: Instance) -> Iterator[Fields]:
    colours = theme_colours(instance)
    for theme in instance.themes:
        yield {
            "code": theme.code,
            "name": theme.name,
            "subtheme": theme.subtheme,
            "colour": colours[theme.code],
            "ink": readable_on(colours[theme.code]),
        }


def _without_place(instance: Instance, programme: Programme) -> Iterator[Request]:
    return (request for request in instance.requests if request.id not in programme.granted)


def _request(programme: Programme, request: Request) -> Fields:
    decision = programme.decision.get(request.id)
    reason = decision.reason if decision else None
    return {
        "id": request.id,
        "coalition": request.coalition,
        "kind": request.kind.value,
        "rank": request.rank,
        "by_default": request.by_default,
        "minutes": request.minutes,
        "themes": list(request.themes),
        "people": _bare(request.people),
        "reason": without_addresses(reason.sentence) if reason else "",
        "rules": list(reason.rules) if reason else [],
        "waiting": decision.waiting_list if decision else None,
        "joins": [placed.id for placed in programme.sessions if _may_hold(placed, request.kind)],
        "own": request.kind in OWN_KINDS,
    }


def _may_hold(placed: PlacedSession, kind: Kind) -> bool:
    """Whether a session is of the kind that requests of this kind are held in."""
    if kind in SEGMENT_KINDS:
        return placed.type is SEGMENT_TYPE[kind]
    return kind is Kind.JOINT and placed.kind is Kind.JOINT


def _left_out(instance: Instance, programme: Programme) -> Iterator[Fields]:
    reasons = {one.session: one.reason for one in programme.left_out}
    for host in instance.sessions:
        if host.id not in programme.session:
            reason = reasons.get(host.id)
            yield {
                "id": host.id,
                "title": without_addresses(host.title),
                "type": host.type.value,
                "minutes": host.minutes,
                "themes": list(host.themes),
                "people": _bare(host.people),
                "reason": without_addresses(reason.sentence) if reason else "",
            }


def _bare(names: Iterable[str]) -> list[str]:
    return [without_addresses(name) for name in names]
