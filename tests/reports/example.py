"""A meeting of two days and a day zero, made by hand: large enough to look at, small enough to follow."""

from __future__ import annotations

from datetime import date

from scheduler.core.clock import Window, parse_clock
from scheduler.core.instance import (
    Coalition,
    Day,
    Event,
    Filings,
    HostSession,
    Instance,
    Person,
    Placement,
    Request,
    Room,
    Slot,
    Theme,
    request_id,
)
from scheduler.core.policy import Policy
from scheduler.core.programme import (
    Decision,
    PlacedSession,
    Programme,
    Provenance,
    Reason,
    Score,
    Seat,
    Segment,
    joint_session_id,
)
from scheduler.core.vocabulary import Kind, Service, SessionType, Use
from tests.miniatures.build import placed_host

HOSTILE_TITLE = '=HYPERLINK("http://example.org","press me")'

DAYS = (
    Day(id="Day 0", date=date(2024, 12, 15), is_day_zero=True, opens=parse_clock("09:00"), closes=parse_clock("18:00")),
    Day(id="Day 1", date=date(2024, 12, 16), opens=parse_clock("09:00"), closes=parse_clock("19:00")),
    Day(id="Day 2", date=date(2024, 12, 17), opens=parse_clock("09:00"), closes=parse_clock("18:30")),
)

THEMES = (
    Theme(code="CONNECT", name="Bridging digital divides", colour="#1F77B4"),
    Theme(code="RIGHTS", name="Human rights in the digital age", colour="#D62728"),
    Theme(code="AI", name="Harnessing artificial intelligence", colour="#9467BD"),
    Theme(code="SAFETY", name="Peace, security and trust", colour="#2CA02C"),
    Theme(code="GOVERN", name="Improving digital governance", colour="#FFBF00"),
    Theme(code="ENVIRON", name="Environment and sustainability", colour="#17BECF"),
)

HALL, BILATERAL = "Plenary Hall", "Salle 18"
ROOMS = (
    Room(
        id=HALL,
        capacity=496,
        grid="plenary",
        uses=(Use.MAIN,),
        services=(Service.CAPTIONING, Service.INTERPRETATION, Service.WEBCAST, Service.HYBRID, Service.STEP_FREE),
        area="East",
    ),
    *(
        Room(
            id=name,
            capacity=seats,
            grid="workshops",
            uses=(Use.SESSIONS, Use.DAY_ZERO),
            services=(Service.CAPTIONING, Service.HYBRID),
            area="West",
            closed=(Window(day="Day 2", start=parse_clock("16:00"), end=parse_clock("18:30")),) if seats == 80 else (),
            reserved=(
                Window(day="Day 1", start=parse_clock("16:15"), end=parse_clock("17:45")),
                Window(day="Day 2", start=parse_clock("11:00"), end=parse_clock("12:30")),
            )
            if name == "Salle 3"
            else (),
        )
        for name, seats in (("Salle 3", 108), ("Salle 4", 108), ("Salle 15", 80), ("Salle 14", 70), ("Salle 5", 60))
    ),
    Room(id=BILATERAL, capacity=50, grid="workshops", uses=(Use.BILATERAL,), services=(Service.HYBRID,), area="West"),
    Room(id="Village booth", capacity=10, grid="workshops", uses=(Use.BOOTH,), area="West"),
)

COALITIONS = (
    Coalition(id="DC3", name="Dynamic Coalition on Community Connectivity", themes=("CONNECT",), answered=True),
    Coalition(id="DC-IoT", name="Dynamic Coalition on the Internet of Things", themes=("CONNECT", "AI"), answered=True),
    Coalition(id="DC-PAL", name="Dynamic Coalition on Public Access in Libraries", themes=("CONNECT",), answered=True),
    Coalition(id="IRPC", name="Internet Rights and Principles Coalition", themes=("RIGHTS",), answered=True),
    Coalition(
        id="DCAD",
        name="Dynamic Coalition on Accessibility and Disability",
        themes=("RIGHTS",),
        horizontal=True,
        captions=True,
        answered=True,
    ),
    Coalition(
        id="IS3C",
        name="Internet Standards, Security and Safety Coalition",
        themes=("SAFETY",),
        answered=True,
        standing=Filings(session_report=False),
    ),
    Coalition(
        id="DC-DAIG",
        name="Dynamic Coalition on Data and Artificial Intelligence Governance",
        themes=("AI", "GOVERN"),
        new=True,
        answered=True,
        standing=Filings(annual_report=False, light_report=True),
    ),
    Coalition(
        id="YCIG", name="Youth Coalition on Internet Governance", themes=("RIGHTS",), opts_out=True, answered=True
    ),
    Coalition(id="DC-Gender", name="Dynamic Coalition on Gender and Internet Governance", themes=("RIGHTS",)),
    Coalition(id="DC-Jobs", name="Dynamic Coalition on Internet and Jobs", active=False, ready=False),
)

PEOPLE = tuple(
    Person(
        id=f"{coalition.id} coordinator {number}", coalitions=(coalition.id,), email=f"{number}@{coalition.id}.example"
    )
    for coalition in COALITIONS
    for number in (1, 2)
)

GIVEN_ROOMS = ("Salle 3", "Salle 4", "Salle 15", "Salle 14", "Salle 5")
GIVEN_STARTS = {
    "Day 0": ("09:30", "11:00", "14:00"),
    "Day 1": ("09:30", "11:45", "13:30", "14:45"),
    "Day 2": ("09:30", "13:30", "14:45"),
}
TITLES = (
    "Community networks and the last mile: lessons from ten years",
    "Who decides what stays up? Appeals, transparency and the rights of users",
    "Auditing automated decisions in public services",
    "DNSSEC, routing security and what is left to do",
    "National and regional initiatives: what they feed into global processes",
    "The footprint of data centres",
)


def _ask(coalition: str, kind: Kind, rank: int, minutes: int = 90, **more: object) -> Request:
    return Request(id=request_id(coalition, kind), coalition=coalition, kind=kind, rank=rank, minutes=minutes, **more)


REQUESTS = (
    _ask("DC3", Kind.JOINT, 1, themes=("CONNECT",), partners=("DC-PAL",), audience=70, title="Beyond the last mile"),
    _ask("DC3", Kind.DAY_ZERO, 2, themes=("CONNECT",), audience=40, title="Hands-on: plan a community network"),
    _ask("DC3", Kind.BOOTH, 3, minutes=120),
    _ask("DC-IoT", Kind.JOINT, 1, themes=("CONNECT",), audience=50),
    _ask(
        "DC-IoT",
        Kind.MAIN_SLOT,
        2,
        minutes=10,
        themes=("AI",),
        output="Good practice paper",
        title="Trustworthy things",
    ),
    _ask("DC-PAL", Kind.JOINT, 1, themes=("CONNECT",), partners=("DC3",)),
    _ask("IRPC", Kind.JOINT, 1, themes=("RIGHTS",)),
    _ask("IRPC", Kind.DAY_ZERO, 2, themes=("RIGHTS",), title=HOSTILE_TITLE),
    _ask("IRPC", Kind.SEGMENT, 3, minutes=10, output="Charter, new edition"),
    _ask("DCAD", Kind.JOINT, 1, themes=("RIGHTS",)),
    _ask("DCAD", Kind.BILATERAL, 2),
    _ask("IS3C", Kind.MAIN_SLOT, 1, minutes=10, themes=("SAFETY",), output="Procurement guide"),
    _ask("IS3C", Kind.BILATERAL, 2),
    _ask(
        "DC-DAIG", Kind.MAIN_SLOT, 1, minutes=10, themes=("AI",), output="@report on data", title="+Open data for all"
    ),
    _ask("DC-DAIG", Kind.DAY_ZERO, 2, themes=("AI",)),
    _ask("DC-DAIG", Kind.SEGMENT, 3, minutes=10),
    _ask("DC-Gender", Kind.BILATERAL, 1, by_default=True),
)


def _host(number: int, title: str, kind: SessionType, minutes: int, place: Placement, **more: object) -> HostSession:
    return HostSession(id=f"S{number:02d}", title=title, type=kind, minutes=minutes, place=place, **more)


def _hall_sessions() -> list[HostSession]:
    def hall(day: str, start: str) -> Placement:
        return Placement(room=HALL, day=day, start=parse_clock(start))

    main, minutes = SessionType.MAIN, 75
    return [
        _host(1, "Opening ceremony", SessionType.CEREMONY, 60, hall("Day 1", "10:40"), blocks_everything=True),
        _host(
            2,
            "Artificial intelligence and the common good",
            main,
            minutes,
            hall("Day 1", "13:30"),
            themes=("AI",),
            coalition_minutes=30,
            segments_after=45,
            audience=300,
            coalitions=("DC-IoT",),
        ),
        _host(
            3,
            "Messages of the Dynamic Coalitions",
            SessionType.COALITIONS_MAIN,
            minutes,
            hall("Day 1", "16:20"),
            themes=("GOVERN",),
            coalition_minutes=60,
            segments_after=10,
            audience=200,
        ),
        _host(
            4,
            "A safer Internet: trust and standards",
            main,
            minutes,
            hall("Day 2", "09:00"),
            themes=("SAFETY",),
            coalition_minutes=20,
            segments_after=50,
            audience=250,
        ),
        _host(
            5,
            "Policy network on meaningful access",
            SessionType.PN,
            minutes,
            hall("Day 2", "13:45"),
            themes=("CONNECT",),
            audience=150,
        ),
        _host(6, "Closing ceremony", SessionType.CEREMONY, 45, hall("Day 2", "17:30"), blocks_everything=True),
    ]


def _other_sessions() -> list[HostSession]:
    """Workshops, open forums and lightning talks in every room but the hall; every seventh place stays empty."""
    places = [
        Placement(room=room, day=day, start=parse_clock(start))
        for day, starts in GIVEN_STARTS.items()
        for start in starts
        for room in GIVEN_ROOMS
    ]
    types = (SessionType.WORKSHOP, SessionType.OPEN_FORUM, SessionType.LIGHTNING_TALK)
    found = []
    for number, place in enumerate(places, start=10):
        kind = SessionType.DAY_ZERO if place.day == "Day 0" else types[number % 3]
        if number % 7 == 3:
            continue
        found.append(
            _host(
                number,
                TITLES[number % len(TITLES)],
                kind,
                30 if kind is SessionType.LIGHTNING_TALK else 60,
                place,
                themes=(THEMES[number % len(THEMES)].code,),
                audience=30 + number % 30,
            )
        )
    return found


def _slots() -> tuple[Slot, ...]:
    starts = {
        "plenary": ("09:00", "10:40", "13:30", "16:20", "17:30"),
        "workshops": ("09:30", "11:00", "14:00", "16:15"),
    }
    return tuple(
        Slot(grid=grid, day=day.id, start=parse_clock(start), end=parse_clock(start) + 90)
        for grid, times in starts.items()
        for day in DAYS
        for start in times
    )


def instance(**changes: object) -> Instance:
    """The example's input."""
    fields: dict[str, object] = {
        "name": "example",
        "event": Event(
            name="IGF example", city="Riyadh", year=2024, time_zone="Asia/Riyadh", proposed_by="DCCG", decided_by="MAG"
        ),
        "days": DAYS,
        "slots": _slots(),
        "rooms": ROOMS,
        "themes": THEMES,
        "coalitions": COALITIONS,
        "people": PEOPLE,
        "sessions": (*_hall_sessions(), *_other_sessions()),
        "requests": REQUESTS,
        "policy": Policy(version="2024-1", committee_at_least=1),
    }
    return Instance.model_validate({**fields, **changes})


def _held(
    session: str, title: str, kind: Kind, where: str, minutes: int, *coalitions: str, themes: tuple[str, ...] = ()
) -> PlacedSession:
    """A session that arises from requests; `where` reads ``Day 1 09:30 Salle 3``."""
    day, start, room = where[:5], parse_clock(where[6:11]), where[12:]
    return PlacedSession(
        id=session,
        title=title,
        kind=kind,
        day=day,
        start=start,
        end=start + minutes,
        room=room,
        themes=themes,
        coalitions=coalitions,
    )


DECIDED = (
    _held(
        joint_session_id("CONNECT"),
        "Joint session: Bridging digital divides",
        Kind.JOINT,
        "Day 1 16:15 Salle 3",
        90,
        "DC3",
        "DC-IoT",
        "DC-PAL",
        themes=("CONNECT",),
    ),
    _held(
        joint_session_id("RIGHTS"),
        "Joint session: Human rights in the digital age",
        Kind.JOINT,
        "Day 2 11:00 Salle 4",
        90,
        "IRPC",
        "DCAD",
        themes=("RIGHTS",),
    ),
    _held("IRPC: day-zero event", HOSTILE_TITLE, Kind.DAY_ZERO, "Day 0 15:45 Salle 3", 90, "IRPC", themes=("RIGHTS",)),
    _held("DCAD: bilateral meeting", "DCAD: bilateral meeting", Kind.BILATERAL, "Day 1 14:00 Salle 18", 90, "DCAD"),
    _held("IS3C: bilateral meeting", "IS3C: bilateral meeting", Kind.BILATERAL, "Day 2 09:30 Salle 18", 90, "IS3C"),
    _held(
        "DC-Gender: bilateral meeting",
        "DC-Gender: bilateral meeting",
        Kind.BILATERAL,
        "Day 2 14:00 Salle 18",
        90,
        "DC-Gender",
    ),
    _held("DC3: booth shift", "DC3: booth shift", Kind.BOOTH, "Day 2 14:00 Village booth", 120, "DC3"),
)

GRANTS = {
    "DC3: joint session": "Joint: CONNECT",
    "DC-IoT: joint session": "Joint: CONNECT",
    "DC-PAL: joint session": "Joint: CONNECT",
    "IRPC: joint session": "Joint: RIGHTS",
    "DCAD: joint session": "Joint: RIGHTS",
    "DC-IoT: main-session slot": "S02",
    "DC-DAIG: main-session slot": "S02",
    "IRPC: coalitions' main session": "S03",
    "DC-DAIG: coalitions' main session": "S03",
    **{placed.id: placed.id for placed in DECIDED if not placed.id.startswith("Joint")},
}

REFUSALS = {
    "DC3: day-zero event": (("day_zero_places",), "1 of 3 day-zero requests fits; IRPC took the last place.", 1),
    "DC-DAIG: day-zero event": (("day_zero_places",), "1 of 3 day-zero requests fits; IRPC took the last place.", 2),
    "IS3C: main-session slot": (("eligibility",), "IS3C has not filed the report of its last session.", None),
}


def _segment(request: str, order: int, session: str, start: str) -> Segment:
    begins = parse_clock(start)
    coalition = request.split(":")[0]
    return Segment(request=request, coalition=coalition, session=session, order=order, start=begins, end=begins + 10)


def programme(of: Instance | None = None) -> Programme:
    """What was decided for the example."""
    of = of or instance()
    return Programme(
        provenance=Provenance(
            instance=of.name,
            instance_sha256=of.sha256,
            program_version="0.1.0",
            ortools_version="9.15",
            status="optimal",
            seconds=4.2,
        ),
        sessions=(*(placed_host(session, session.place) for session in of.sessions if session.place), *DECIDED),
        segments=(
            _segment("DC-IoT: main-session slot", 1, "S02", "14:15"),
            _segment("DC-DAIG: main-session slot", 2, "S02", "14:25"),
            _segment("IRPC: coalitions' main session", 1, "S03", "16:30"),
            _segment("DC-DAIG: coalitions' main session", 2, "S03", "16:40"),
        ),
        decisions=tuple(
            Decision(request=request.id, granted=True, session=GRANTS[request.id])
            if request.id in GRANTS
            else Decision(
                request=request.id,
                granted=False,
                reason=Reason(rules=REFUSALS[request.id][0], sentence=REFUSALS[request.id][1]),
                waiting_list=REFUSALS[request.id][2],
            )
            for request in of.requests
        ),
        committee=(Seat(coalition="YCIG", person="YCIG coordinator 1"),),
        scores=(
            Score(goal="coalitions_without_presence", value=0, bound=0, proven=True, seconds=0.4),
            Score(goal="refused_first_choices", value=1, bound=1, proven=True, seconds=1.4),
            Score(goal="same_theme_in_parallel", value=14, bound=12, proven=False, seconds=10.0),
            Score(goal="inconvenience", value=3, bound=3, proven=True, seconds=1.0),
            Score(goal="programme_minutes", value=270, bound=None, proven=False, seconds=2.0),
        ),
    )
