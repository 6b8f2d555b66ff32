"""Draw a made-up meeting: rows of a planning workbook, survey answers, and a hidden feasible schedule."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from random import Random

from scheduler.core.vocabulary import Service, SessionType
from scheduler.generate.drawn_people import DrawnPeople, draw_people
from scheduler.generate.given_sessions import given_sessions
from scheduler.generate.made_up_coalitions import (
    coalition_rows,
    drawn_answers,
    drawn_coalitions,
    first_coordinators,
    link,
    representative_rows,
    shared_coordinators,
)
from scheduler.generate.made_up_sessions import DrawnSession, FreeRoomSlots, drawn_sessions
from scheduler.generate.made_up_survey import MadeUpAnswer
from scheduler.generate.mix import BY_POPULARITY, subtheme_of, theme_name, themes_of_meeting
from scheduler.generate.planning_rows import Row, setting_rows
from scheduler.generate.terms import draw_day_preferences, relation_rows, team_rows, weigh
from scheduler.generate.venue import made_up_venue

TIME_ZONE = "Europe/Zurich"

GOALS = ("coalitions_without_presence", "wishes", "incoherence", "same_theme_in_parallel", "inconvenience")
"""The order of goals: the coalitions' few requests first, then the quality of the whole programme."""

FEWEST_ROOMS, COMFORTABLE = 4, 0.82
"""The fewest rooms for sessions, and the share of slots above which a venue counts as tight."""

FULL = 0.92
"""Share of the slots that the host programme may use, so that the coalitions find room too."""


@dataclass(frozen=True)
class MeetingOrder:
    """The parameters of the generator. `rooms` are those for sessions, the main hall included."""

    sessions: int = 350
    rooms: int = 11
    days: int = 5
    starts: int = 8
    coalitions: int = 30
    themes: int = 15
    seed: int = 1
    over_subscribed: bool = False


@dataclass(frozen=True)
class DrawnMeeting:
    """The content of the files (rows by sheet, answers), and the sessions with their hidden placements."""

    rows: dict[str, list[Row]]
    answers: tuple[MadeUpAnswer, ...]
    sessions: tuple[DrawnSession, ...]


def usual_themes(sessions: int) -> int:
    """The number of themes for a meeting of this size: 12 to 20."""
    return max(12, min(len(BY_POPULARITY), 8 + sessions // 50))


def sufficient_rooms(order: MeetingOrder) -> int:
    """The smallest number of rooms of which the sessions fill no more than a comfortable share."""
    return next(rooms for rooms in count(FEWEST_ROOMS) if order.sessions <= COMFORTABLE * _places(order, rooms))


class TooManyError(Exception):
    """There are more sessions than slots; the message names the remedy."""


def drawn_meeting(order: MeetingOrder) -> DrawnMeeting:
    """Draw the meeting of an order; the same order gives the same meeting. Raises TooManyError."""
    _refuse_too_many(order)
    rng = Random(order.seed)
    venue = made_up_venue(order.rooms, order.days, order.starts)
    codes = themes_of_meeting(order.themes)
    members = drawn_coalitions(rng, order.coalitions, codes)
    coordinators = representative_rows(rng, members)
    given = given_sessions(venue)
    sessions = drawn_sessions(rng, venue, codes, given, order.sessions)
    crowd = DrawnPeople(rng, venue, TIME_ZONE, {str(row["Person"]): row for row in coordinators})
    draw_people(crowd, sessions)
    first = first_coordinators(members, shared_coordinators(members))
    link(crowd, sessions, members, first)
    crowd.send_away()
    draw_day_preferences(rng, venue, sessions)
    if order.over_subscribed:
        weigh(rng, sessions)
    rows: dict[str, list[Row]] = {
        "Event": setting_rows(_event(order)),
        "Days": list(venue.days),
        "Slots": venue.slot_rows(),
        "Rooms": [room.row() for room in venue.rooms],
        "Themes": [{"Code": code, "Theme": theme_name(code), "Subtheme": subtheme_of(code)} for code in codes],
        "Coalitions": coalition_rows(rng, members),
        "People": coordinators + crowd.rows(),
        "Sessions": [session.row() for session in sessions],
        "Relations": relation_rows(rng, venue, sessions),
        "Teams": team_rows(sessions, (Service.INTERPRETATION, Service.CAPTIONING)),
        "Policy": setting_rows(_policy(order)),
    }
    return DrawnMeeting(rows, tuple(drawn_answers(rng, members, first)), tuple(sessions))


def _places(order: MeetingOrder, rooms: int) -> int:
    """The capacity of such a venue: number of sessions beside its ceremonies."""
    venue = made_up_venue(rooms, order.days, order.starts)
    given = given_sessions(venue)
    return FreeRoomSlots(venue, given).total + len(given)


def _refuse_too_many(order: MeetingOrder) -> None:
    places = _places(order, order.rooms)
    if order.sessions > places * FULL and not order.over_subscribed:
        raise TooManyError(
            f"{order.sessions} sessions are too many for {places} places ({order.rooms} rooms, {order.days} days, "
            f"{order.starts} starts a day): at most {int(places * FULL)} leave room for the coalitions. Take more "
            "rooms, days or starts, or --over-subscribed."
        )


def _event(order: MeetingOrder) -> dict[str, object]:
    return {"Name": f"Forum of {order.sessions} sessions", "City": "Geneva", "Year": 2027, "Time zone": TIME_ZONE}


def _policy(order: MeetingOrder) -> dict[str, object]:
    # A theme has at most one joint session.
    joint = min(max(2, order.coalitions // 3), order.themes)
    return {
        "Version": "whole programme",
        "Goals": GOALS,
        "Joint sessions, at most": joint,
        "Joint session, minutes": 60,
        "Joint session, audience": 60,
        "A main-session slot replaces": "individual session; joint session",
        "Main-session slots in one session": 2,
        "Segments of the coalitions' main session, at most": 6,
        "Day-zero events, at most": max(1, order.coalitions // 5),
        "Day-zero event, minutes": 60,
        "Host sessions may be left out": order.over_subscribed,
        "Only in their own slots": (SessionType.LIGHTNING_TALK,),
    }
