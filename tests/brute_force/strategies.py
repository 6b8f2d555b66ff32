"""Tiny random instances, small enough that every programme can be tried, rich enough that every rule bites.

Times are few and close together so that sessions clash, touch and miss one another by minutes: two grids that do not
align, walking between areas, remote people for whom the evening of the event is the night.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st

from scheduler.clock import Window
from scheduler.instance import (
    Coalition,
    Day,
    Event,
    HostSession,
    Instance,
    Person,
    Pin,
    Place,
    Received,
    Request,
    Room,
    Slot,
    Standing,
    Theme,
)
from scheduler.policy import DEFAULT_KINDS, ComfortWeights, KindPolicy, Policy
from scheduler.verify import check
from scheduler.vocabulary import SEGMENT_KINDS, Condition, Kind, PinVerb, Principle, Service, SessionType, Use
from tests.brute_force.enumerate import count, possible_steps

PROGRAMMES_AT_MOST = 10_000
"""Beyond this many programmes of ways that are possible, the last request is dropped until there are fewer."""

Thing = TypeVar("Thing")
Draw = Any

GRIDS = {
    "long": ((540, 630), (630, 720), (780, 870), (1140, 1230)),
    "short": ((570, 630), (635, 725), (690, 780), (870, 960)),
}
"""Minutes after midnight; no slot of one grid starts where one of the other does, and some of one grid touch."""

ZONES = ("Pacific/Auckland", "America/Los_Angeles", "Asia/Tokyo", "America/New_York")
THEMES = ("A", "B", "C")
COALITIONS = ("DC1", "DC2", "DC3", "DC4", "DC5")
PEOPLE = ("P1", "P2", "P3", "P4")


def seldom(draw: Draw, one_in: int = 8) -> bool:
    """True now and then."""
    return bool(draw(st.integers(0, one_in - 1)) == one_in - 1)


def some_of(draw: Draw, things: tuple[Thing, ...], most: int, least: int = 0) -> tuple[Thing, ...]:
    """A few of the things, in any order."""
    most = min(most, len(things))
    if not most:
        return ()
    return tuple(draw(st.lists(st.sampled_from(things), min_size=min(least, most), max_size=most, unique=True)))


def one_of(draw: Draw, *things: Thing) -> Thing:
    return draw(st.sampled_from(things))  # type: ignore[no-any-return]


@st.composite
def instances(draw: Draw, crowded: bool = False) -> Instance:
    """A tiny instance, complete and consistent, often but not always one that has a programme.

    Where it is crowded, there are coalitions enough for two joint sessions, and all of them ask for one.
    """
    days = draw(_days())
    slots = draw(_slots(days))
    rooms = draw(_rooms(days, slots))
    number = one_of(draw, 2, 3) if crowded else one_of(draw, 1, 2, 2, 3)
    themes = tuple(
        Theme(code=code, name=f"Theme {code}", joint=crowded or not seldom(draw, 10)) for code in THEMES[:number]
    )
    coalitions = draw(_coalitions(days, themes, crowded))
    people = draw(_people(days, coalitions))
    sessions = draw(_host_sessions(days, slots, rooms, themes, people, coalitions))
    requests = draw(_requests(days, coalitions, themes, people, sessions, crowded))
    instance = Instance(
        name="tiny",
        event=Event(name="A meeting", year=2024, time_zone="Europe/Zurich"),
        days=days,
        slots=slots,
        rooms=rooms,
        themes=themes,
        coalitions=coalitions,
        people=people,
        sessions=sessions,
        requests=requests,
        policy=draw(_policy(crowded)),
        history=draw(_history(coalitions)),
    )
    while count(possible_steps(instance, check)) > PROGRAMMES_AT_MOST:
        instance = instance.model_copy(update={"requests": instance.requests[:-1]})
    if seldom(draw, 4):
        pins = draw(_pins(instance))
        instance = instance.model_copy(update={"pins": pins})
    return Instance.model_validate(instance.model_dump())


@st.composite
def _days(draw: Draw) -> tuple[Day, ...]:
    """One or two days; their names stand in another order than their dates."""
    main = Day(id="First", date=date(2024, 12, 17), closes=1230 if seldom(draw, 3) else 1200)
    if one_of(draw, True, False, False):
        return (main,)
    opens = 600 if seldom(draw, 4) else 0
    before = Day(id="Zero", date=date(2024, 12, 16), is_day_zero=not seldom(draw, 3), opens=opens)
    return (before, main)


@st.composite
def _slots(draw: Draw, days: tuple[Day, ...]) -> tuple[Slot, ...]:
    slots = []
    for grid in ("long", "short"):
        for day in days:
            for start, end in some_of(draw, GRIDS[grid], most=3, least=2):
                only: tuple[str, ...] = ()
                if seldom(draw, 20):
                    only = one_of(draw, ("joint session",), ("bilateral meeting", "workshop"), ("main session",))
                slots.append(Slot(grid=grid, day=day.id, start=start, end=end, only=only))
    return tuple(slots)


@st.composite
def _rooms(draw: Draw, days: tuple[Day, ...], slots: tuple[Slot, ...]) -> tuple[Room, ...]:
    rooms = []
    for number in range(one_of(draw, 1, 2, 2, 3, 3)):
        every = tuple(Use)
        uses = every if not seldom(draw, 2 + 2 * (number == 0)) else some_of(draw, every, most=4, least=1)
        day = one_of(draw, *days).id
        window = Window(day=day, start=600, end=780)
        rooms.append(
            Room(
                id=f"Room {number + 1}",
                capacity=one_of(draw, 250, 150, 350, 60),
                grid=one_of(draw, "long", "short"),
                uses=uses,
                services=some_of(draw, tuple(Service), most=3) if seldom(draw, 3) else tuple(Service),
                area=one_of(draw, "East", "West"),
                closed=(window,) if seldom(draw, 8) else (),
                reserved=(window,) if seldom(draw, 6) else (),
            )
        )
    return tuple(rooms)


@st.composite
def _coalitions(draw: Draw, days: tuple[Day, ...], themes: tuple[Theme, ...], crowded: bool) -> tuple[Coalition, ...]:
    codes = tuple(theme.code for theme in themes)
    coalitions = []
    for identity in COALITIONS[: one_of(draw, 4, 5) if crowded else one_of(draw, 2, 3, 3, 4)]:
        standing = Standing(
            annual_report=not seldom(draw, 10),
            session_report=one_of(draw, None, True, True, False) if seldom(draw, 3) else None,
            coordination=not seldom(draw, 12),
            founding=not seldom(draw, 5),
            light_report=draw(st.booleans()),
        )
        away = Window(day=one_of(draw, *days).id, start=one_of(draw, 0, 600), end=one_of(draw, 700, 1440))
        coalitions.append(
            Coalition(
                id=identity,
                name=f"Coalition {identity}",
                themes=some_of(draw, codes, most=2),
                horizontal=seldom(draw, 4),
                active=not seldom(draw, 10),
                new=seldom(draw, 6),
                standing=standing,
                ready=not seldom(draw, 4),
                merit=one_of(draw, 0, 1, 3),
                captions=seldom(draw, 6),
                preferred_days=(one_of(draw, *days).id,) if seldom(draw, 3) else (),
                unavailable=(away,) if seldom(draw, 9) else (),
                answered=True,
                opts_out=seldom(draw, 3),
            )
        )
    return tuple(coalitions)


@st.composite
def _people(draw: Draw, days: tuple[Day, ...], coalitions: tuple[Coalition, ...]) -> tuple[Person, ...]:
    ids = tuple(coalition.id for coalition in coalitions)
    people = []
    for identity in PEOPLE[: one_of(draw, 0, 1, 2, 3, 4, 4)]:
        remote = seldom(draw, 3)
        away = Window(day=one_of(draw, *days).id, start=one_of(draw, 0, 600), end=one_of(draw, 700, 1440))
        people.append(
            Person(
                id=identity,
                coalitions=some_of(draw, ids, most=2),
                remote=remote,
                time_zone=one_of(draw, *ZONES) if remote or seldom(draw) else "",
                unavailable=(away,) if seldom(draw, 9) else (),
                step_free=seldom(draw, 4),
            )
        )
    return tuple(people)


@st.composite
def _host_sessions(
    draw: Draw,
    days: tuple[Day, ...],
    slots: tuple[Slot, ...],
    rooms: tuple[Room, ...],
    themes: tuple[Theme, ...],
    people: tuple[Person, ...],
    coalitions: tuple[Coalition, ...],
) -> tuple[HostSession, ...]:
    """None to two given sessions, none or one free one; given ones may stand off the grid, and beside each other."""
    given = one_of(draw, 0, 1, 1, 2, 2)
    free = 1 if seldom(draw, 3) else 0
    sessions = []
    for number in range(given + free):
        is_free = number >= given
        main = (SessionType.MAIN, SessionType.COALITIONS_MAIN)
        session_type = one_of(draw, *main, *main, SessionType.WORKSHOP, SessionType.OPEN_FORUM)
        if is_free and seldom(draw, 4):
            session_type = one_of(draw, SessionType.DAY_ZERO, SessionType.NRI)
        elif not is_free and seldom(draw, 5):
            session_type = SessionType.CEREMONY
        slot = one_of(draw, *slots)
        holds_segments = session_type in main
        sessions.append(
            HostSession(
                id=f"S{number + 1}",
                title=f"Session {number + 1}",
                type=session_type,
                minutes=one_of(draw, 90, 60),
                themes=some_of(draw, tuple(theme.code for theme in themes), most=2, least=one_of(draw, 1, 0)),
                people=some_of(draw, tuple(person.id for person in people), most=2),
                coalitions=some_of(draw, tuple(coalition.id for coalition in coalitions), most=2),
                audience=one_of(draw, 0, 60, 110),
                needs=some_of(draw, tuple(Service), most=1) if seldom(draw, 5) else (),
                place=None
                if is_free
                else Place(room=one_of(draw, *rooms).id, day=slot.day, start=slot.start + one_of(draw, 0, 0, 15)),
                blocks_everything=session_type is SessionType.CEREMONY and draw(st.booleans()),
                coalition_minutes=one_of(draw, 30, 20, 45, 60, 0) if holds_segments else 0,
                segments_after=one_of(draw, 0, 10, 30, 60) if holds_segments else 0,
                preferred_days=(one_of(draw, *days).id,) if seldom(draw, 3) else (),
                forbidden_days=(one_of(draw, *days).id,) if is_free and seldom(draw, 4) else (),
            )
        )
    return tuple(sessions)


@st.composite
def _requests(
    draw: Draw,
    days: tuple[Day, ...],
    coalitions: tuple[Coalition, ...],
    themes: tuple[Theme, ...],
    people: tuple[Person, ...],
    sessions: tuple[HostSession, ...],
    crowded: bool,
) -> tuple[Request, ...]:
    """One to ten requests. Joint sessions come often, for they take two; segments where some session holds them."""
    types = {session.type for session in sessions}
    kinds: tuple[Kind, ...] = (Kind.INDIVIDUAL, Kind.BILATERAL, Kind.BOOTH)
    if any(day.is_day_zero for day in days) or seldom(draw):
        kinds = (*kinds, Kind.DAY_ZERO, Kind.DAY_ZERO)
    if SessionType.MAIN in types:
        kinds = (*kinds, *4 * (Kind.MAIN_SLOT,))
    if SessionType.COALITIONS_MAIN in types:
        kinds = (*kinds, *4 * (Kind.SEGMENT,))
    requests: list[Request] = []
    joint = coalitions
    if not crowded:
        joint = () if seldom(draw, 3) else some_of(draw, coalitions, most=4, least=one_of(draw, 2, 3))
    wishes = [(coalition, Kind.JOINT) for coalition in joint]
    if joint and seldom(draw):
        wishes.append((joint[0], Kind.JOINT))
    for _ in range(one_of(draw, 0, 1, 2) if crowded else one_of(draw, 1, 2, 3, 3, 4, 4, 5, 5)):
        wish = (one_of(draw, *coalitions), one_of(draw, *kinds))
        wishes.append(wish)
    for coalition, kind in wishes:
        number = 1 + sum(request.coalition == coalition.id and request.kind is kind for request in requests)
        requests.append(draw(_request(coalition, kind, number, coalitions, themes, people, crowded)))
    return tuple(draw(st.permutations(requests)))


@st.composite
def _request(
    draw: Draw,
    coalition: Coalition,
    kind: Kind,
    number: int,
    coalitions: tuple[Coalition, ...],
    themes: tuple[Theme, ...],
    people: tuple[Person, ...],
    crowded: bool,
) -> Request:
    others = tuple(other.id for other in coalitions if other.id != coalition.id)
    codes = tuple(theme.code for theme in themes)
    is_joint = kind is Kind.JOINT
    minutes = one_of(draw, 10, 15, 20) if kind in SEGMENT_KINDS else one_of(draw, 90, 60)
    return Request(
        id=f"{coalition.id}: {kind.value}" + (f" {number}" if number > 1 else ""),
        coalition=coalition.id,
        kind=kind,
        rank=draw(st.integers(1, 4)),
        minutes=minutes,
        themes=some_of(draw, codes, most=3, least=one_of(draw, 2, 1) if crowded else one_of(draw, 1, 2, 3, 0)),
        audience=one_of(draw, 0, 30, 60, 0, 130),
        needs=some_of(draw, tuple(Service), most=1) if seldom(draw, 5) else (),
        people=some_of(draw, tuple(person.id for person in people), most=2) if draw(st.booleans()) else (),
        partners=some_of(draw, others, most=2) if is_joint and draw(st.booleans()) else (),
        required=some_of(draw, others, most=1, least=1) if is_joint and seldom(draw, 12) else (),
        vetoes=some_of(draw, others, most=1, least=1) if is_joint and seldom(draw, 8) else (),
        output="A report" if draw(st.booleans()) else "",
        by_default=seldom(draw, 8),
    )


@st.composite
def _policy(draw: Draw, crowded: bool) -> Policy:
    kinds = {kind: draw(_kind_policy(kind)) for kind in Kind}
    if crowded:
        kinds[Kind.JOINT] = KindPolicy(minutes=one_of(draw, 60, 90), at_most=one_of(draw, None, 1, 2), gated=False)
    smallest = 3 if not crowded and seldom(draw, 8) else 2
    order = Policy().goals
    changes: dict[str, Any] = {
        "principle": one_of(draw, *Principle),
        "goals": tuple(draw(st.permutations((*order, "changes_from_last_year")))) if seldom(draw, 3) else order,
        "kinds": kinds,
        "joint_size_min": smallest,
        "joint_size_max": one_of(draw, 4, 3, smallest),
        "joint_audience": one_of(draw, 60, 0, 120),
        "guests_at_most": one_of(draw, 1, 0, 2),
        "presences_at_most": one_of(draw, 2, 1, 3),
        "main_slot_replaces": some_of(draw, (Kind.INDIVIDUAL, Kind.JOINT, Kind.DAY_ZERO), most=2),
        "main_slots_per_session": one_of(draw, 3, 1, 2) if not seldom(draw) else 0,
        "coalition_sessions_at_most": one_of(draw, 0, 1) if seldom(draw, 8) else None,
        "coalition_minutes_at_most": one_of(draw, 180, 60, 90, 150) if seldom(draw, 6) else None,
        "individual_is_entitlement": seldom(draw, 3),
        "conditions": some_of(draw, tuple(Condition), most=4) if seldom(draw, 3) else (),
        "competitive": seldom(draw, 3),
        "committee_at_least": int(seldom(draw, 25)),
        "walking_minutes": one_of(draw, 10, 0, 5, 30),
        "remote_from": one_of(draw, 360, 0, 480),
        "remote_until": one_of(draw, 1440, 1320),
        "comfortable_from": one_of(draw, 480, 600),
        "comfortable_until": one_of(draw, 1200, 1020),
        "rank_weights": one_of(draw, (8, 4, 2, 1), (3, 1), (5,)),
        "link_weight": one_of(draw, 3, 0, 1),
        "partner_weight": one_of(draw, 2, 0, 5),
        "horizontal_claim": one_of(draw, 2, 0),
        "comfort": ComfortWeights(
            days=one_of(draw, 3, 0),
            room_fit=one_of(draw, 1, 2, 0),
            time_zones=one_of(draw, 2, 0),
            theme_rooms=one_of(draw, 1, 4, 0),
            room_changes=one_of(draw, 1, 3, 0),
        ),
    }
    return Policy(**changes)


@st.composite
def _kind_policy(draw: Draw, kind: Kind) -> KindPolicy:
    given = DEFAULT_KINDS[kind]
    return KindPolicy(
        offered=not seldom(draw, 14),
        minutes=one_of(draw, 90, 60) if kind is Kind.JOINT else given.minutes,
        at_most=one_of(draw, 1, 2, 0) if seldom(draw, 2 if kind is Kind.DAY_ZERO else 4) else None,
        counted=given.counted != seldom(draw, 6),
        gated=given.gated != seldom(draw, 4),
        competed=given.competed != seldom(draw, 6),
        needs=one_of(draw, (Service.HYBRID,), (Service.WEBCAST,)) if seldom(draw, 6) else (),
    )


@st.composite
def _history(draw: Draw, coalitions: tuple[Coalition, ...]) -> tuple[Received, ...]:
    if draw(st.booleans()):
        return ()
    entries = []
    for _ in range(draw(st.integers(1, 5))):
        entries.append(
            Received(
                year=one_of(draw, 2023, 2022, 2021, 2020, 2024),
                coalition=one_of(draw, *coalitions).id,
                kind=one_of(draw, None, None, Kind.JOINT, Kind.DAY_ZERO),
                asked=Kind.INDIVIDUAL,
            )
        )
    return tuple(entries)


@st.composite
def _pins(draw: Draw, instance: Instance) -> tuple[Pin, ...]:
    return tuple(draw(_pin(instance)) for _ in range(one_of(draw, 1, 2)))


@st.composite
def _pin(draw: Draw, instance: Instance) -> Pin:
    coalitions = tuple(coalition.id for coalition in instance.coalitions)
    verbs = [PinVerb.TOGETHER, PinVerb.APART, PinVerb.THEME, PinVerb.PLACE, PinVerb.PLACE]
    if instance.requests:
        verbs = [PinVerb.GRANT, PinVerb.REFUSE, *verbs]
    verb = one_of(draw, *verbs)
    if verb in (PinVerb.GRANT, PinVerb.REFUSE):
        return Pin(verb=verb, subject=one_of(draw, *instance.requests).id)
    if verb is PinVerb.THEME:
        return Pin(verb=verb, coalition=one_of(draw, *coalitions), theme=one_of(draw, *instance.themes).code)
    if verb in (PinVerb.TOGETHER, PinVerb.APART):
        coalition = one_of(draw, *coalitions)
        other = one_of(draw, *(identity for identity in coalitions if identity != coalition))
        return Pin(verb=verb, coalition=coalition, other=other)
    return draw(_place_pin(instance))  # type: ignore[no-any-return]


@st.composite
def _place_pin(draw: Draw, instance: Instance) -> Pin:
    """A pin on a request, a host session or a joint session; on a segment it names the session alone."""
    subjects = [f"Joint: {theme.code}" for theme in instance.themes]
    subjects += [session.id for session in instance.sessions]
    subjects += [request.id for request in instance.requests] * 2
    subject = one_of(draw, *subjects)
    slot = one_of(draw, *instance.slots)
    room = one_of(draw, *instance.rooms).id if draw(st.booleans()) else ""
    day = slot.day if draw(st.booleans()) else ""
    start = slot.start if draw(st.booleans()) else None
    request = instance.request.get(subject)
    if request is not None and request.kind in SEGMENT_KINDS:
        session = one_of(draw, *instance.sessions).id if instance.sessions and draw(st.booleans()) else ""
        return Pin(verb=PinVerb.PLACE, subject=subject, session=session, room=room, day=day)
    return Pin(verb=PinVerb.PLACE, subject=subject, room=room, day=day, start=start)
