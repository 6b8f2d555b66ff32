"""Tiny random instances, small enough that every programme can be tried, rich enough that every rule bites.

Times are few and close together so that sessions clash, touch and miss one another by minutes: two grids that do not
align, walking between areas, remote people for whom the evening of the event is the night.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st

from scheduler.core.clock import Window
from scheduler.core.instance import (
    Coalition,
    Day,
    Event,
    Filings,
    HostSession,
    Instance,
    Person,
    Pin,
    Placement,
    Received,
    Relation,
    Request,
    Room,
    Slot,
    Team,
    Theme,
)
from scheduler.core.policy import DEFAULT_KINDS, InconvenienceWeights, KindPolicy, Policy
from scheduler.core.vocabulary import (
    SEGMENT_KINDS,
    Condition,
    Kind,
    PinVerb,
    Principle,
    RelationVerb,
    Service,
    SessionType,
    Use,
)
from tests.brute_force.enumerate import count, possible_steps

PROGRAMMES_AT_MOST = 5_000
"""Beyond this many programmes of ways that are possible, the last request is dropped until there are fewer."""

Thing = TypeVar("Thing")
Choose = Callable[[int], int]
"""Chooses a whole number from 0 up to, but not including, the number given."""

GRIDS = {
    "long": ((540, 630), (630, 720), (780, 870), (1140, 1230)),
    "short": ((570, 630), (635, 725), (690, 780), (870, 960)),
}
"""Minutes after midnight; no slot of one grid starts where one of the other does, and some of one grid touch."""

ZONES = ("Pacific/Auckland", "America/Los_Angeles", "Asia/Tokyo", "America/New_York")
THEMES = ("A", "B", "C")
COALITIONS = ("DC1", "DC2", "DC3", "DC4", "DC5")
PEOPLE = ("P1", "P2", "P3", "P4")


def seldom(choose: Choose, one_in: int = 8) -> bool:
    """True now and then."""
    return choose(one_in) == one_in - 1


def one_of(choose: Choose, *things: Thing) -> Thing:
    return things[choose(len(things))]


def some_of(choose: Choose, things: tuple[Thing, ...], most: int, least: int = 0) -> tuple[Thing, ...]:
    """A few of the things, in any order."""
    least, most = min(least, len(things)), min(most, len(things))
    return shuffled(choose, things)[: least + choose(most - least + 1)]


def shuffled(choose: Choose, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    left = list(things)
    return tuple(left.pop(choose(len(left))) for _ in things)


@st.composite
def instances(draw: Callable[..., int], crowded: bool = False) -> Instance:
    """Tiny instances that Hypothesis can make smaller still when a test fails; many are alike."""
    return made_up(lambda number: draw(st.integers(0, number - 1)), crowded)


def seeded(crowded: bool = False) -> st.SearchStrategy[Instance]:
    """Tiny instances, each from a seed, no two alike."""
    return st.integers(0, 2**32 - 1).map(lambda seed: made_up(random.Random(seed).randrange, crowded))


def made_up(choose: Choose, crowded: bool) -> Instance:
    """A tiny instance, complete and consistent, often but not always one that has a programme.

    Where it is crowded, there are coalitions enough for two joint sessions, and all of them ask for one.
    """
    days = _days(choose)
    slots = _slots(choose, days)
    rooms = _rooms(choose, days, slots)
    number = one_of(choose, 2, 3) if crowded else one_of(choose, 1, 2, 2, 3)
    themes = tuple(
        Theme(code=code, name=f"Theme {code}", joint=crowded or not seldom(choose, 10)) for code in THEMES[:number]
    )
    coalitions = _coalitions(choose, days, themes, crowded)
    people = _people(choose, days, coalitions)
    sessions = _host_sessions(choose, days, slots, rooms, themes, people, coalitions)
    requests = _requests(choose, days, coalitions, themes, people, sessions, crowded)
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
        relations=_relations(choose, sessions),
        teams=_teams(choose, sessions, requests, coalitions),
        requests=requests,
        policy=_policy(choose, crowded),
        history=_history(choose, coalitions),
    )
    while count(possible_steps(instance)) > PROGRAMMES_AT_MOST:
        instance = instance.model_copy(update={"requests": instance.requests[:-1]})
    if seldom(choose, 4):
        pins = _pins(choose, instance)
        instance = instance.model_copy(update={"pins": pins})
    return Instance.model_validate(instance.model_dump())


def _days(choose: Choose) -> tuple[Day, ...]:
    """One or two days; their names stand in another order than their dates."""
    main = Day(id="First", date=date(2024, 12, 17), closes=1230 if seldom(choose, 3) else 1200)
    if one_of(choose, True, False, False):
        return (main,)
    opens = 600 if seldom(choose, 4) else 0
    before = Day(id="Zero", date=date(2024, 12, 16), is_day_zero=not seldom(choose, 3), opens=opens)
    return (before, main)


def _slots(choose: Choose, days: tuple[Day, ...]) -> tuple[Slot, ...]:
    slots = []
    for grid in ("long", "short"):
        for day in days:
            for start, end in some_of(choose, GRIDS[grid], most=3, least=2):
                only: tuple[str, ...] = ()
                if seldom(choose, 20):
                    only = one_of(choose, ("joint session",), ("bilateral meeting", "workshop"), ("main session",))
                slots.append(Slot(grid=grid, day=day.id, start=start, end=end, only=only))
    return tuple(slots)


def _rooms(choose: Choose, days: tuple[Day, ...], slots: tuple[Slot, ...]) -> tuple[Room, ...]:
    rooms = []
    for number in range(one_of(choose, 1, 2, 2, 3, 3)):
        every = tuple(Use)
        uses = every if not seldom(choose, 2 + 2 * (number == 0)) else some_of(choose, every, most=4, least=1)
        day = one_of(choose, *days).id
        window = Window(day=day, start=600, end=780)
        rooms.append(
            Room(
                id=f"Room {number + 1}",
                capacity=one_of(choose, 250, 150, 350, 60),
                grid=one_of(choose, "long", "short"),
                uses=uses,
                services=some_of(choose, tuple(Service), most=3) if seldom(choose, 3) else tuple(Service),
                area=one_of(choose, "East", "West"),
                closed=(window,) if seldom(choose, 8) else (),
                reserved=(window,) if seldom(choose, 6) else (),
            )
        )
    return tuple(rooms)


def _coalitions(
    choose: Choose, days: tuple[Day, ...], themes: tuple[Theme, ...], crowded: bool
) -> tuple[Coalition, ...]:
    codes = tuple(theme.code for theme in themes)
    coalitions = []
    for identity in COALITIONS[: one_of(choose, 4, 5) if crowded else one_of(choose, 2, 3, 3, 4)]:
        standing = Filings(
            annual_report=not seldom(choose, 10),
            session_report=one_of(choose, None, True, True, False) if seldom(choose, 3) else None,
            coordination=not seldom(choose, 12),
            founding=not seldom(choose, 5),
            light_report=seldom(choose, 2),
        )
        away = Window(day=one_of(choose, *days).id, start=one_of(choose, 0, 600), end=one_of(choose, 700, 1440))
        coalitions.append(
            Coalition(
                id=identity,
                name=f"Coalition {identity}",
                themes=some_of(choose, codes, most=2),
                horizontal=seldom(choose, 4),
                active=not seldom(choose, 10),
                new=seldom(choose, 6),
                standing=standing,
                ready=not seldom(choose, 4),
                merit=one_of(choose, 0, 1, 3),
                captions=seldom(choose, 6),
                preferred_days=(one_of(choose, *days).id,) if seldom(choose, 3) else (),
                unavailable=(away,) if seldom(choose, 9) else (),
                answered=True,
                opts_out=seldom(choose, 3),
            )
        )
    return tuple(coalitions)


def _people(choose: Choose, days: tuple[Day, ...], coalitions: tuple[Coalition, ...]) -> tuple[Person, ...]:
    ids = tuple(coalition.id for coalition in coalitions)
    people = []
    for identity in PEOPLE[: one_of(choose, 0, 1, 2, 3, 4, 4)]:
        remote = seldom(choose, 3)
        away = Window(day=one_of(choose, *days).id, start=one_of(choose, 0, 600), end=one_of(choose, 700, 1440))
        people.append(
            Person(
                id=identity,
                coalitions=some_of(choose, ids, most=2),
                remote=remote,
                time_zone=one_of(choose, *ZONES) if remote or seldom(choose) else "",
                unavailable=(away,) if seldom(choose, 9) else (),
                step_free=seldom(choose, 4),
                stakeholder_group=one_of(choose, "civil society", "government", ""),
                region=one_of(choose, "Africa", "", "GRULAC"),
            )
        )
    return tuple(people)


def _host_sessions(
    choose: Choose,
    days: tuple[Day, ...],
    slots: tuple[Slot, ...],
    rooms: tuple[Room, ...],
    themes: tuple[Theme, ...],
    people: tuple[Person, ...],
    coalitions: tuple[Coalition, ...],
) -> tuple[HostSession, ...]:
    """None to two given sessions, as many free ones; given ones may stand off the grid, and beside each other."""
    given = one_of(choose, 0, 1, 1, 2, 2)
    free = one_of(choose, 0, 0, 1, 2)
    sessions = []
    for number in range(given + free):
        is_free = number >= given
        main = (SessionType.MAIN, SessionType.COALITIONS_MAIN)
        session_type = one_of(choose, *main, *main, SessionType.WORKSHOP, SessionType.OPEN_FORUM)
        if is_free and seldom(choose, 4):
            session_type = one_of(choose, SessionType.DAY_ZERO, SessionType.NRI)
        elif not is_free and seldom(choose, 4):
            session_type = SessionType.CEREMONY
        slot = one_of(choose, *slots)
        holds_segments = session_type in main
        sessions.append(
            HostSession(
                id=f"S{number + 1}",
                title=f"Session {number + 1}",
                type=session_type,
                minutes=one_of(choose, 90, 60),
                themes=some_of(choose, tuple(theme.code for theme in themes), most=2, least=one_of(choose, 1, 0)),
                people=some_of(choose, tuple(person.id for person in people), most=2),
                coalitions=some_of(choose, tuple(coalition.id for coalition in coalitions), most=2),
                audience=one_of(choose, 0, 60, 110),
                needs=some_of(choose, tuple(Service), most=1) if seldom(choose, 5) else (),
                place=None
                if is_free
                else Placement(
                    room=one_of(choose, *rooms).id, day=slot.day, start=slot.start + one_of(choose, 0, 0, 15)
                ),
                blocks_everything=session_type is SessionType.CEREMONY and not seldom(choose, 3),
                coalition_minutes=one_of(choose, 30, 20, 45, 60, 0) if holds_segments else 0,
                segments_after=one_of(choose, 0, 10, 30, 60) if holds_segments else 0,
                preferred_days=(one_of(choose, *days).id,) if seldom(choose, 3) else (),
                forbidden_days=(one_of(choose, *days).id,) if is_free and seldom(choose, 4) else (),
                weight=one_of(choose, 1, 1, 3),
                similar=("S1",) if number and seldom(choose, 3) else (),
            )
        )
    return tuple(sessions)


def _relations(choose: Choose, sessions: tuple[HostSession, ...]) -> tuple[Relation, ...]:
    """None, one or two, each between two sessions of which one is free."""
    both = [(one, other) for one in sessions for other in sessions if one is not other]
    pairs = [(one.id, other.id) for one, other in both if one.place is None or other.place is None]
    relations = []
    for _ in range(one_of(choose, 0, 1, 1, 2) if pairs else 0):
        verb = one_of(choose, RelationVerb.BEFORE, *RelationVerb)
        one, other = one_of(choose, *pairs)
        minutes = one_of(choose, 0, 5, 60) if verb is RelationVerb.BEFORE else 0
        relations.append(Relation(verb=verb, one=one, other=other, minutes=minutes))
    return tuple(relations)


def _teams(
    choose: Choose,
    sessions: tuple[HostSession, ...],
    requests: tuple[Request, ...],
    coalitions: tuple[Coalition, ...],
) -> tuple[Team, ...]:
    """Teams for services that somebody needs, most often fewer than would be liked."""
    wanted = [service for record in (*sessions, *requests) for service in record.needs]
    wanted += [Service.CAPTIONING for coalition in coalitions if coalition.captions]
    services = some_of(choose, tuple(dict.fromkeys((*wanted, Service.HYBRID))), most=2) if seldom(choose, 2) else ()
    return tuple(Team(service=service, number=one_of(choose, 1, 1, 1, 2, 0)) for service in services)


def _requests(
    choose: Choose,
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
    if any(day.is_day_zero for day in days) or seldom(choose):
        kinds = (*kinds, Kind.DAY_ZERO, Kind.DAY_ZERO)
    if SessionType.MAIN in types:
        kinds = (*kinds, *4 * (Kind.MAIN_SLOT,))
    if SessionType.COALITIONS_MAIN in types:
        kinds = (*kinds, *4 * (Kind.SEGMENT,))
    requests: list[Request] = []
    joint = coalitions
    if not crowded:
        joint = () if seldom(choose, 3) else some_of(choose, coalitions, most=4, least=one_of(choose, 2, 3))
    wishes = [(coalition, Kind.JOINT) for coalition in joint]
    if joint and seldom(choose):
        wishes.append((joint[0], Kind.JOINT))
    for _ in range(one_of(choose, 0, 1, 2) if crowded else one_of(choose, 1, 2, 3, 3, 4, 4, 5, 5)):
        wish = (one_of(choose, *coalitions), one_of(choose, *kinds))
        wishes.append(wish)
    for coalition, kind in wishes:
        number = 1 + sum(request.coalition == coalition.id and request.kind is kind for request in requests)
        requests.append(_request(choose, coalition, kind, number, coalitions, themes, people, crowded))
    return tuple(shuffled(choose, tuple(requests)))


def _request(
    choose: Choose,
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
    minutes = one_of(choose, 10, 15, 20) if kind in SEGMENT_KINDS else one_of(choose, 90, 60)
    return Request(
        id=f"{coalition.id}: {kind.value}" + (f" {number}" if number > 1 else ""),
        coalition=coalition.id,
        kind=kind,
        rank=1 + choose(4),
        minutes=minutes,
        themes=some_of(choose, codes, most=3, least=one_of(choose, 2, 1) if crowded else one_of(choose, 1, 2, 3, 0)),
        audience=one_of(choose, 0, 30, 60, 0, 130),
        needs=some_of(choose, tuple(Service), most=1) if seldom(choose, 5) else (),
        people=some_of(choose, tuple(person.id for person in people), most=2) if seldom(choose, 2) else (),
        partners=some_of(choose, others, most=2) if is_joint and seldom(choose, 2) else (),
        required=some_of(choose, others, most=1, least=1) if is_joint and seldom(choose, 12) else (),
        vetoes=some_of(choose, others, most=1, least=1) if is_joint and seldom(choose, 8) else (),
        output="A report" if seldom(choose, 2) else "",
        by_default=seldom(choose, 8),
    )


def _policy(choose: Choose, crowded: bool) -> Policy:
    kinds = {kind: _kind_policy(choose, kind) for kind in Kind}
    if crowded:
        kinds[Kind.JOINT] = KindPolicy(minutes=one_of(choose, 60, 90), at_most=one_of(choose, None, 1, 2), gated=False)
    smallest = 3 if not crowded and seldom(choose, 8) else 2
    order = Policy().goals
    changes: dict[str, Any] = {
        "principle": one_of(choose, *Principle),
        "goals": shuffled(choose, (*order, "changes_from_last_year")) if seldom(choose, 3) else order,
        "kinds": kinds,
        "joint_size_min": smallest,
        "joint_size_max": one_of(choose, 4, 3, smallest),
        "joint_audience": one_of(choose, 60, 0, 120),
        "guests_at_most": one_of(choose, 1, 0, 2),
        "presences_at_most": one_of(choose, 2, 1, 1, 3),
        "main_slot_replaces": some_of(choose, (Kind.INDIVIDUAL, Kind.JOINT, Kind.DAY_ZERO, Kind.BOOTH), most=3),
        "main_slots_per_session": one_of(choose, 3, 1, 2, 1, 0),
        "coalition_sessions_at_most": one_of(choose, 0, 1) if seldom(choose, 8) else None,
        "coalition_minutes_at_most": one_of(choose, 180, 60, 90, 150) if seldom(choose, 6) else None,
        "individual_is_entitlement": seldom(choose, 3),
        "only_in_own_slots": (SessionType.WORKSHOP, SessionType.MAIN) if seldom(choose, 15) else (),
        "host_sessions_may_be_left_out": seldom(choose, 3),
        "conditions": some_of(choose, tuple(Condition), most=4) if seldom(choose, 3) else (),
        "competitive": seldom(choose, 2),
        "committee_at_least": int(seldom(choose, 25)),
        "walking_minutes": one_of(choose, 10, 0, 5, 30),
        "pause_minutes": one_of(choose, 10, 5, 30, 45) if seldom(choose, 3) else 0,
        "off_afternoons": (SessionType.WORKSHOP, SessionType.MAIN) if seldom(choose, 8) else (),
        "off_first_morning": (SessionType.WORKSHOP,) if seldom(choose, 8) else (),
        "off_last_afternoon": tuple(SessionType) if seldom(choose, 8) else (),
        "remote_from": one_of(choose, 360, 0, 480),
        "remote_until": one_of(choose, 1440, 1320),
        "comfortable_from": one_of(choose, 480, 600),
        "comfortable_until": one_of(choose, 1200, 1020),
        "rank_weights": one_of(choose, (8, 4, 2, 1), (3, 1), (5,)),
        "link_weight": one_of(choose, 3, 0, 1),
        "subtheme_weight": one_of(choose, 0, 1),
        "partner_weight": one_of(choose, 2, 0, 5),
        "horizontal_claim": one_of(choose, 2, 0),
        "inconvenience": InconvenienceWeights(
            days=one_of(choose, 3, 0),
            room_fit=one_of(choose, 1, 2, 0),
            time_zones=one_of(choose, 2, 0),
            theme_rooms=one_of(choose, 1, 4, 0),
            room_changes=one_of(choose, 1, 3, 0),
            duplicates=one_of(choose, 0, 2),
            theme_gaps=one_of(choose, 0, 1, 3),
            walking=one_of(choose, 0, 1),
            waiting=one_of(choose, 0, 1, 2),
            attendance=one_of(choose, 0, 1),
            day_balance=one_of(choose, 0, 2),
            fair_slots=one_of(choose, 0, 3),
        ),
        "theme_break_minutes": one_of(choose, 30, 0, 90),
        "good_from": one_of(choose, 600, 540),
        "good_until": one_of(choose, 780, 720),
    }
    return Policy(**changes)


def _kind_policy(choose: Choose, kind: Kind) -> KindPolicy:
    given = DEFAULT_KINDS[kind]
    return KindPolicy(
        offered=not seldom(choose, 7),
        minutes=one_of(choose, 90, 60) if kind is Kind.JOINT else given.minutes,
        at_most=one_of(choose, 1, 2, 0) if seldom(choose, 2 if kind is Kind.DAY_ZERO else 4) else None,
        counted=given.counted != seldom(choose, 6),
        gated=given.gated != seldom(choose, 4),
        competed=given.competed != seldom(choose, 6),
        needs=one_of(choose, (Service.HYBRID,), (Service.WEBCAST,)) if seldom(choose, 6) else (),
    )


def _history(choose: Choose, coalitions: tuple[Coalition, ...]) -> tuple[Received, ...]:
    if seldom(choose, 2):
        return ()
    entries = []
    for _ in range(1 + choose(5)):
        entries.append(
            Received(
                year=one_of(choose, 2023, 2022, 2021, 2020, 2024),
                coalition=one_of(choose, *coalitions).id,
                kind=one_of(choose, None, None, Kind.JOINT, Kind.DAY_ZERO),
                asked=Kind.INDIVIDUAL,
            )
        )
    return tuple(entries)


def _pins(choose: Choose, instance: Instance) -> tuple[Pin, ...]:
    return tuple(_pin(choose, instance) for _ in range(one_of(choose, 1, 2)))


def _pin(choose: Choose, instance: Instance) -> Pin:
    coalitions = tuple(coalition.id for coalition in instance.coalitions)
    verbs = [PinVerb.TOGETHER, PinVerb.APART, PinVerb.THEME, PinVerb.PLACE, PinVerb.PLACE]
    if instance.requests:
        verbs = [PinVerb.GRANT, PinVerb.REFUSE, *verbs]
    verb = one_of(choose, *verbs)
    if verb in (PinVerb.GRANT, PinVerb.REFUSE):
        return Pin(verb=verb, subject=one_of(choose, *instance.requests).id)
    if verb is PinVerb.THEME:
        return Pin(verb=verb, coalition=one_of(choose, *coalitions), theme=one_of(choose, *instance.themes).code)
    if verb in (PinVerb.TOGETHER, PinVerb.APART):
        coalition = one_of(choose, *coalitions)
        other = one_of(choose, *(identity for identity in coalitions if identity != coalition))
        return Pin(verb=verb, coalition=coalition, other=other)
    return _place_pin(choose, instance)


def _place_pin(choose: Choose, instance: Instance) -> Pin:
    """A pin on a request, a host session or a joint session; on a segment it names the session alone."""
    subjects = [f"Joint: {theme.code}" for theme in instance.themes]
    subjects += [session.id for session in instance.sessions]
    subjects += [request.id for request in instance.requests] * 2
    subject = one_of(choose, *subjects)
    slot = one_of(choose, *instance.slots)
    room = one_of(choose, *instance.rooms).id if seldom(choose, 2) else ""
    day = slot.day if seldom(choose, 2) else ""
    start = slot.start if seldom(choose, 2) else None
    request = instance.request.get(subject)
    if request is not None and request.kind in SEGMENT_KINDS:
        session = one_of(choose, *instance.sessions).id if instance.sessions and seldom(choose, 2) else ""
        return Pin(verb=PinVerb.PLACE, subject=subject, session=session, room=room, day=day)
    return Pin(verb=PinVerb.PLACE, subject=subject, room=room, day=day, start=start)
