"""Consistency checks across sheets: lengths against slots, sessions against rooms, limits against themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from scheduler.catalogue.settings import cap_setting, minutes_setting
from scheduler.core.clock import clock_text, times_text
from scheduler.core.instance import HostSession, Instance, Slot
from scheduler.core.phrases import number_of
from scheduler.core.vocabulary import KIND_USE, Kind, SessionType, Use, type_use
from scheduler.intake.planning.host_sessions import begins_during, days_open_to
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.problems import Severity


def check_sessions(instance: Instance, rows: Mapping[str, SheetRecord], grid_is_right: bool) -> None:
    """Check the host programme against itself, and against its rooms, days and slots if these are correct.

    `rows` has the row of each session by id; problems are added there.
    """
    for session in instance.sessions:
        if session.place is None and grid_is_right:
            _check_free(instance, session, rows[session.id])
        elif session.place is not None and grid_is_right:
            _check_given(instance, session, rows[session.id])
    given = [session for session in instance.sessions if session.place is not None]
    for first, second in combinations(given, 2):
        _check_pair(first, second, rows)
    _check_crowded_people(given, rows)


def _check_free(instance: Instance, session: HostSession, row: SheetRecord) -> None:
    """A session to be scheduled needs a slot that is long enough, in a room of its use."""
    use = type_use(session.type)
    longest = longest_slot(instance, use, session.type.value)
    if longest is None:
        what = f"{session.id} has no place, and no slot of a room that takes {use.value} is open to it"
        row.report("Type", what, "give it a place, or add a slot or a room")
    elif longest < session.minutes:
        what = f"{session.id} lasts {session.minutes} minutes, but the longest slot for {use.value} has {longest}"
        row.report("Minutes", what, "shorten it, or add a longer slot to sheet Slots")
    rooms = [room for room in instance.rooms if use in room.uses]
    if rooms and not any(set(session.needs) <= set(room.services) for room in rooms):
        what = f"{session.id} needs {' and '.join(need.value for need in session.needs)}, and no room that takes "
        together = " together" if len(session.needs) > 1 else ""
        remedy = "remove a need, or correct “Services” in sheet Rooms"
        row.report("Needs", f"{what}{use.value} offers that{together}", remedy)
    if session.forbidden_days and not days_open_to(instance, session):
        days = "day zero" if use is Use.DAY_ZERO else "the main days"
        what = f"{session.id} belongs to {days}, and every one of these is forbidden"
        row.report("Forbidden days", what, "leave it a day")


def longest_slot(instance: Instance, use: Use, label: str) -> int | None:
    """Minutes of the longest slot for a kind or session type in rooms of a use; None if there is no slot.

    Day-zero events take place on day zero, bilateral meetings and booth shifts on any day, all else on main days.
    """
    grids = {room.grid for room in instance.rooms if use in room.uses}
    fitting = [slot for slot in instance.slots if slot.grid in grids and _may_use(instance, slot, use, label)]
    return max((slot.end - slot.start for slot in fitting), default=None)


def _may_use(instance: Instance, slot: Slot, use: Use, label: str) -> bool:
    if label not in slot.only and (slot.only or label in instance.policy.only_in_own_slots):
        return False
    if use in (Use.BILATERAL, Use.BOOTH):
        return True
    return instance.day[slot.day].is_day_zero == (use is Use.DAY_ZERO)


def _check_given(instance: Instance, session: HostSession, row: SheetRecord) -> None:
    """Report what is unusual about a fixed place; the placement is unchanged."""
    assert session.place is not None
    place = session.place
    room, day = instance.room[place.room], instance.day[place.day]
    end = place.start + session.minutes
    if any(window.overlaps(place.day, place.start, end) for window in room.closed):
        what = f"{session.id} is placed in {room.id}, which is closed then"
        row.report("Room", what, "move it, or change “Closed” in sheet Rooms", Severity.WARNING)
    if place.start < day.opens or end > day.closes:
        what = f"{session.id} is placed outside the hours of {day.id} ({times_text(day.opens, day.closes)})"
        row.report("Start", what, "move it, or change the hours in sheet Days", Severity.WARNING)
    if session.audience > room.capacity > 0:  # 0 stands in where no number could be read
        what = f"{session.id} expects {session.audience} people, {room.id} seats {room.capacity}"
        row.report("Audience", what, "choose a larger room", Severity.WARNING)
    lacking = [service.value for service in session.needs if service not in room.services]
    if lacking:
        what = f"{session.id} needs {' and '.join(lacking)}, which {room.id} does not offer"
        row.report("Needs", what, "choose another room, or correct sheet Rooms", Severity.WARNING)


def _check_pair(first: HostSession, second: HostSession, rows: Mapping[str, SheetRecord]) -> None:
    """Check two fixed sessions: one room at a time; a shared person or an overlap with a ceremony is a warning."""
    one, two = first.place, second.place
    assert one is not None
    assert two is not None
    if one.day != two.day or one.start >= two.start + second.minutes or two.start >= one.start + first.minutes:
        return
    when = f"on {one.day} at {clock_text(max(one.start, two.start))}"
    if one.room == two.room:
        what = f"{first.id} and {second.id} are both placed in {one.room} {when}"
        rows[second.id].report("Room", what, "move one of them")
    for person in sorted(set(first.people) & set(second.people)):
        what = f"{person} is needed in {first.id} and in {second.id} {when}"
        rows[second.id].report("People", what, "move one of them, or name somebody else", Severity.WARNING)
    if first.blocks_everything or second.blocks_everything:
        blocking, other = (first, second) if first.blocks_everything else (second, first)
        what = f"{other.id} is placed at the time of {blocking.id}, which blocks everything"
        rows[other.id].report("Start", what, "move one of them", Severity.WARNING)


def _check_crowded_people(given: list[HostSession], rows: Mapping[str, SheetRecord]) -> None:
    """Report people needed in three or more overlapping fixed sessions; two are only a warning."""
    of_person: dict[str, list[HostSession]] = defaultdict(list)
    for session in given:
        for person in session.people:
            of_person[person].append(session)
    for person, sessions in of_person.items():
        crowds = [[other for other in sessions if begins_during(session, other)] for session in sessions]
        crowd = max(crowds, key=len)
        if len(crowd) > 2:
            last = max(crowd, key=lambda session: (session.place.start if session.place else 0, session.id))
            assert last.place is not None
            when = f"on {last.place.day} at {clock_text(last.place.start)}"
            what = f"{person} is needed in {len(crowd)} sessions {when}: {', '.join(session.id for session in crowd)}"
            rows[last.id].report("People", what, "move all but one or two, or name somebody else")


def check_policy(
    instance: Instance, settings: SheetRecord, grid_is_right: bool, sessions_are_right: bool = True
) -> None:
    """Check the policy against the themes and, for the kinds requested, against the slots or sessions if these are
    correct.
    """
    _check_joint_cap(instance, settings)
    asked = {request.kind for request in instance.requests}
    for kind in Kind:
        if kind in asked and (grid_is_right if kind in KIND_USE else sessions_are_right):
            _check_minutes(instance, kind, settings)


def _check_joint_cap(instance: Instance, settings: SheetRecord) -> None:
    cap = instance.policy.kinds[Kind.JOINT].at_most
    themes = [theme for theme in instance.themes if theme.joint]
    title = cap_setting(Kind.JOINT).title
    if cap is not None and cap > len(themes) and not settings.is_empty(title):
        what = f"the policy asks for {number_of(cap, 'joint session')}, but only {_allowing(len(themes))}, each once"
        remedy = f"write at most {len(themes)}, or add {cap - len(themes)} to sheet Themes"
        settings.report(title, what, remedy)


def _allowing(count: int) -> str:
    return f"{number_of(count, 'theme')} {'allows' if count == 1 else 'allow'} one"


def _check_minutes(instance: Instance, kind: Kind, settings: SheetRecord) -> None:
    """Check a kind's minutes against the slots, or for segments against the minutes reserved for coalitions."""
    policy = instance.policy.kinds[kind]
    if not policy.offered:
        return
    if kind in KIND_USE:
        use = KIND_USE[kind]
        longest, where = longest_slot(instance, use, kind.value), f"the longest slot for {use.value}"
        nowhere = f"somebody asks for “{kind.value}”, but no room that takes {use.value} has a slot for it"
    else:
        types = SessionType.MAIN if kind is Kind.MAIN_SLOT else SessionType.COALITIONS_MAIN
        reserved = [session.coalition_minutes for session in instance.sessions if session.type is types]
        longest, where = (
            max((m for m in reserved if m), default=None),
            f"the longest time for coalitions in a {types.value}",
        )
        nowhere = f"somebody asks for “{kind.value}”, but no {types.value} has coalition minutes"
    if longest is None:
        where = "sheets Slots and Rooms" if kind in KIND_USE else "sheet Sessions"
        remedy = f"change {where}, or these requests will be refused"
        settings.report(minutes_setting(kind).title, nowhere, remedy, Severity.WARNING)
    elif longest < policy.minutes:
        what = f"a {kind.value} lasts {policy.minutes} minutes, but {where} has {longest}"
        settings.report(minutes_setting(kind).title, what, f"write at most {longest}, or make room")
