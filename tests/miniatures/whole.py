"""The parts of inconvenience that matter to a whole programme, in small ones, with the value counted by hand."""

from __future__ import annotations

from typing import Any

from scheduler.core.clock import parse_clock
from scheduler.core.instance import HostSession, Instance, Placement, Slot
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, SessionType
from tests.miniatures.build import SLOTS, ask, at, host, programme, tiny
from tests.miniatures.case import (
    A_INDIVIDUAL,
    A_PERSON,
    A_ZERO,
    B_PERSON,
    INDIVIDUAL,
    MORNING,
    GoalCase,
    zero,
)
from tests.miniatures.inconvenience import weights

C_PERSON, D_PERSON = "DC-C coordinator 1", "DC-D coordinator 1"


def hosts(instance: Instance, **places: Placement) -> Programme:
    """The programme of free host sessions in these places."""
    return programme(instance, hosts=places)


SIMILAR = tiny(
    (),
    (
        host("W1", similar=("W2",)),
        host("W2", similar=("W1",)),
        host("W3", similar=("W2", "G1")),
        host("G1", at("Salle 3", 1, "09:00"), similar=("G2",)),
        host("G2", at("Salle 2", 1, "09:00")),
    ),
    policy=weights(duplicates=1),
)


def on_connect(*sessions: HostSession, **policy: Any) -> Instance:
    """Sessions on CONNECT whose pauses count two each."""
    on_theme = tuple(session.model_copy(update={"themes": ("CONNECT",)}) for session in sessions)
    return tiny((), (*on_theme, host("W9")), policy={**weights(theme_gaps=2), **policy})


ASIDE = at("Salle 2", 1, "14:00")
"""Where W9, which is on no theme, stands."""

ONE_RUN = on_connect(host("W1"), host("W2"), host("G1", at("Salle 3", 1, "09:00")))
PATIENT = on_connect(host("W1"), host("W2"), host("G1", at("Salle 3", 1, "09:00")), theme_break_minutes=110)
LONG = on_connect(host("W1"), host("G1", at("Salle 3", 1, "09:00"), minutes=360), host("W2"))
PAUSED = on_connect(host("W1"), host("G1", at("Salle 3", 1, "09:00")), host("G2", at("Salle 3", 1, "14:00")))


def with_people(given: HostSession, *requests: Any, **parts: int) -> Instance:
    """A is in W1 and W2, B in W2, W3 and a given session, C in all and remote, D in W3 alone."""
    return tiny(
        requests,
        (
            host("W1", people=(A_PERSON, C_PERSON)),
            host("W2", people=(A_PERSON, B_PERSON)),
            host("W3", people=(B_PERSON, C_PERSON, D_PERSON)),
            given,
        ),
        kinds=INDIVIDUAL,
        people={C_PERSON: {"remote": True}},
        policy=weights(**parts),
    )


WALKS = with_people(host("G", at("Hall", 1, "11:30"), people=(B_PERSON,)), walking=3)
DAYS_OUT = with_people(host("G", at("Hall", 1, "11:30"), people=(B_PERSON,)), zero(people=(A_PERSON,)), attendance=1)
WAITS = with_people(
    host("G", at("Salle 3", 1, "09:00"), people=(B_PERSON,)),
    ask("DC-A", Kind.INDIVIDUAL, people=(A_PERSON,)),
    waiting=1,
)


def waits_until(start: str) -> Instance:
    """A has two workshops, and there is a slot more on day 1 that starts then."""
    return tiny(
        (),
        (host("W1", people=(A_PERSON,)), host("W2", people=(A_PERSON,))),
        slots=(*SLOTS, Slot(grid="salles", day="Day 1", start=start, end="14:00")),
        policy=weights(waiting=1),
    )


def wait_beside(start: str, end: str) -> Instance:
    """A has a free workshop and a given one at this time."""
    minutes = parse_clock(end) - parse_clock(start)
    return tiny(
        (),
        (host("W1", people=(A_PERSON,)), host("G", at("Salle 3", 1, start), people=(A_PERSON,), minutes=minutes)),
        policy=weights(waiting=1),
    )


def in_london(start: str, end: str) -> Instance:
    """A takes part in W1 from London, where these hours are comfortable."""
    return tiny(
        (),
        (host("W1", people=(A_PERSON,)),),
        people={A_PERSON: {"remote": True, "time_zone": "Europe/London"}},
        policy={"comfortable_from": start, "comfortable_until": end, **weights(time_zones=1)},
    )


IN_BOTH = tiny(
    (),
    (
        host("G1", at("Salle 2", 1, "09:00"), people=(A_PERSON,)),
        host("G2", at("Salle 3", 1, "09:30"), people=(A_PERSON,)),
        host("W1", people=(A_PERSON,)),
    ),
    policy=weights(waiting=1),
)
CROWDED = tiny(
    (zero(themes=("CONNECT",)),),
    (
        host("W1", themes=("CONNECT",)),
        host("W2", themes=("CONNECT",)),
        host("F1", type=SessionType.OPEN_FORUM, themes=("CONNECT",)),
        host("W3", at("Salle 1", 1, "16:00")),
        host("Opening", at("Hall", 1, "09:30"), type=SessionType.CEREMONY),
    ),
    policy=weights(day_balance=1),
)


def organised(
    *sessions: HostSession, regions: bool = False, group_of_d: str = "", region_of: dict[str, str] | None = None
) -> Instance:
    """A and B are of one stakeholder group, C of another, D of none that is known unless told otherwise."""
    civil, public = {"stakeholder_group": "civil society"}, {"stakeholder_group": "government"}
    people = {A_PERSON: dict(civil), B_PERSON: dict(civil), C_PERSON: dict(public)}
    if regions:
        people[A_PERSON]["region"] = people[B_PERSON]["region"] = "Africa"
        people[D_PERSON] = {"region": "GRULAC", "stakeholder_group": group_of_d}
    for person, region in (region_of or {}).items():
        people[person]["region"] = region
    return tiny((), sessions, people=people, policy=weights(fair_slots=1))


FOUR = (
    host("W1", people=(A_PERSON,)),
    host("W2", people=(B_PERSON,)),
    host("W3", people=(C_PERSON,)),
    host("W4", people=(C_PERSON, A_PERSON)),
    host("W5", people=(D_PERSON,)),
    host("W6"),
)
SHARES = organised(*FOUR)
REGIONS = organised(*FOUR, regions=True)
GIVEN_SHARE = organised(
    host("W1", people=(A_PERSON,)),
    host("W2", people=(B_PERSON,)),
    host("W3", at("Hall", 1, "11:30"), people=(C_PERSON,)),
    host("W4", at("Salle 3", 1, "10:40"), people=(C_PERSON,)),
    host("Opening", at("Salle 2", 1, "11:00"), people=(B_PERSON,), type=SessionType.CEREMONY),
)
BOTH_MISS = organised(
    *(
        host(f"W{number}", people=(person,))
        for number, person in enumerate((A_PERSON, B_PERSON, D_PERSON, D_PERSON), 1)
    ),
    regions=True,
    group_of_d="government",
)
BY_REGION = organised(
    *(
        host(f"W{number}", people=(person,))
        for number, person in enumerate((A_PERSON, C_PERSON, B_PERSON, D_PERSON), 1)
    ),
    regions=True,
    region_of={A_PERSON: "Africa", C_PERSON: "Africa", B_PERSON: "GRULAC", D_PERSON: "GRULAC"},
    group_of_d="government",
)
GOOD_1, GOOD_2, GOOD_3 = at("Salle 1", 1, "10:40"), at("Salle 2", 1, "10:40"), at("Salle 3", 1, "10:40")
EARLY, LATE, LAST_DAY = at("Salle 1", 1, "09:00"), at("Salle 1", 1, "16:00"), at("Salle 1", 2, "10:40")
REST = {"W5": at("Salle 2", 1, "16:00"), "W6": at("Salle 3", 1, "16:00")}

WHOLE = (
    # W1 and W2 at once; W3 beside W2 and beside G1 on that day, at another time; G1 and G2 are both given.
    GoalCase(
        "inconvenience",
        "duplicates on one day and at one time",
        SIMILAR,
        hosts(SIMILAR, W1=at("Salle 1", 1, "10:40"), W2=at("Salle 2", 1, "10:40"), W3=at("Salle 2", 1, "14:00")),
        2 + 1 + 1,
    ),
    GoalCase(
        "inconvenience",
        "duplicates on two days",
        SIMILAR,
        hosts(SIMILAR, W1=at("Salle 1", 1, "10:40"), W2=at("Salle 2", 2, "10:40"), W3=at("Salle 3", 1, "14:00")),
        1,
    ),
    # G1 ends at 10:30, W1 goes on from 10:40, and the theme pauses until W2 at 16:00. W9 is on no theme.
    GoalCase(
        "inconvenience",
        "a theme pauses once",
        ONE_RUN,
        hosts(ONE_RUN, W1=at("Salle 1", 1, "10:40"), W2=at("Salle 1", 1, "16:00"), W9=ASIDE),
        2,
    ),
    GoalCase(
        "inconvenience",
        "a theme goes on the next day",
        ONE_RUN,
        hosts(ONE_RUN, W1=at("Salle 1", 1, "10:40"), W2=at("Salle 1", 2, "16:00"), W9=ASIDE),
        0,
    ),
    GoalCase(
        "inconvenience",
        "a pause of 110 minutes is no more than 110",
        PATIENT,
        hosts(PATIENT, W1=at("Salle 1", 1, "10:40"), W2=at("Salle 1", 1, "14:00"), W9=ASIDE),
        0,
    ),
    # G1 lasts until 15:00, so that W2 at 16:00 comes an hour later, though W1 ends at 10:30.
    GoalCase(
        "inconvenience",
        "a long session bridges a pause",
        LONG,
        hosts(LONG, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 1", 1, "16:00"), W9=ASIDE),
        2,
    ),
    GoalCase(
        "inconvenience",
        "a pause between given sessions counts",
        PAUSED,
        hosts(PAUSED, W1=at("Salle 1", 1, "10:40"), W9=ASIDE),
        2,
    ),
    GoalCase(
        "inconvenience",
        "two pauses",
        on := on_connect(host("W1"), host("W2"), host("W3"), theme_break_minutes=0),
        hosts(
            on,
            W1=at("Salle 1", 1, "09:00"),
            W2=at("Salle 2", 1, "10:40"),
            W3=at("Salle 3", 1, "14:00"),
            W9=ASIDE,
        ),
        4,
    ),
    # A goes from west to east; B is in the east already and comes to the west; C sits elsewhere.
    GoalCase(
        "inconvenience",
        "walks",
        WALKS,
        hosts(WALKS, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 3", 1, "14:00"), W3=at("Salle 1", 1, "16:00")),
        2 * 3,
    ),
    GoalCase(
        "inconvenience",
        "no walks on two days",
        WALKS,
        hosts(WALKS, W1=at("Salle 1", 2, "09:00"), W2=at("Salle 3", 1, "14:00"), W3=at("Salle 3", 2, "16:00")),
        0,
    ),
    # A comes on three days, B on the day after G too.
    GoalCase(
        "inconvenience",
        "days on which to come",
        DAYS_OUT,
        programme(
            DAYS_OUT,
            {A_ZERO: MORNING},
            hosts={"W1": at("Salle 1", 1, "09:00"), "W2": at("Salle 3", 2, "14:00"), "W3": at("Salle 1", 2, "09:00")},
        ),
        2 + 1,
    ),
    GoalCase(
        "inconvenience",
        "one day on which to come",
        DAYS_OUT,
        hosts(DAYS_OUT, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 3", 1, "14:00"), W3=at("Salle 1", 1, "16:00")),
        0,
    ),
    # A waits from 10:30 to 16:00, 5½ hours; B from 10:30 to 16:00, and W3 is the next day.
    GoalCase(
        "inconvenience",
        "hours of waiting",
        WAITS,
        hosts(WAITS, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 2", 1, "16:00"), W3=at("Salle 2", 2, "09:00")),
        5 + 5,
    ),
    # A has a session from 10:40 in between: four hours are left. B has W3 from 14:00: four hours as well.
    GoalCase(
        "inconvenience",
        "hours of waiting, with something between",
        WAITS,
        programme(
            WAITS,
            {A_INDIVIDUAL: at("Salle 1", 1, "10:40")},
            hosts={"W1": at("Salle 1", 1, "09:00"), "W2": at("Salle 2", 1, "16:00"), "W3": at("Salle 2", 1, "14:00")},
        ),
        4 + 4,
    ),
    # A waits from 10:30: a minute less than two hours, and two hours.
    GoalCase(
        "inconvenience",
        "a wait of 119 minutes",
        waits := waits_until("12:29"),
        hosts(waits, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 2", 1, "12:29")),
        1,
    ),
    GoalCase(
        "inconvenience",
        "a wait of 120 minutes",
        waits := waits_until("12:30"),
        hosts(waits, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 2", 1, "12:30")),
        2,
    ),
    # The same wait of 119 minutes before and after a given session.
    GoalCase(
        "inconvenience",
        "a wait of 119 minutes until a given session",
        until_given := wait_beside("12:29", "14:00"),
        hosts(until_given, W1=at("Salle 1", 1, "09:00")),
        1,
    ),
    GoalCase(
        "inconvenience",
        "a wait of 119 minutes after a given session",
        after_given := wait_beside("10:31", "12:01"),
        hosts(after_given, W1=at("Salle 1", 1, "14:00")),
        1,
    ),
    # W1 lasts from 13:00 to 14:30 in London.
    *(
        GoalCase(
            "inconvenience",
            f"comfortable in London from {start} to {end}",
            comfortable := in_london(start, end),
            hosts(comfortable, W1=at("Salle 1", 1, "14:00")),
            odd,
        )
        for start, end, odd in (("13:00", "14:30", 0), ("13:01", "14:30", 1), ("13:00", "14:29", 1))
    ),
    # Two given sessions overlap and end at 11:00: three hours until 14:00.
    GoalCase("inconvenience", "waiting after given sessions", IN_BOTH, hosts(IN_BOTH, W1=at("Salle 1", 1, "14:00")), 3),
    # Three workshops on day 1, where two would be the share; three sessions on CONNECT there, where two would be.
    GoalCase(
        "inconvenience",
        "a crowded day",
        CROWDED,
        programme(
            CROWDED,
            {A_ZERO: MORNING},
            hosts={"W1": at("Salle 1", 1, "09:00"), "W2": at("Salle 2", 1, "09:00"), "F1": at("Salle 3", 1, "09:00")},
        ),
        2,
    ),
    GoalCase(
        "inconvenience",
        "days in balance",
        CROWDED,
        hosts(CROWDED, W1=at("Salle 1", 1, "09:00"), W2=at("Salle 2", 2, "09:00"), F1=at("Salle 3", 2, "09:00")),
        0,
    ),
    # Both good slots for one of two groups that have two sessions each.
    GoalCase(
        "inconvenience",
        "good slots for one group",
        SHARES,
        hosts(SHARES, W1=GOOD_1, W2=GOOD_2, W3=EARLY, W4=LAST_DAY, **REST),
        1,
    ),
    GoalCase(
        "inconvenience",
        "good slots shared out",
        SHARES,
        hosts(SHARES, W1=GOOD_1, W2=LATE, W3=GOOD_2, W4=LAST_DAY, **REST),
        0,
    ),
    # Of three good slots one and a half are each group's share: one, rounded down.
    GoalCase(
        "inconvenience",
        "an odd good slot",
        SHARES,
        hosts(SHARES, W1=GOOD_1, W2=GOOD_2, W3=GOOD_3, W4=LAST_DAY, **REST),
        0,
    ),
    # W1 and W2 are of one region, W5 of the other: of two good slots none is its share. The groups miss one.
    GoalCase(
        "inconvenience",
        "good slots by region",
        REGIONS,
        hosts(REGIONS, W1=GOOD_1, W2=GOOD_2, W3=EARLY, W4=LAST_DAY, **REST),
        1,
    ),
    # W1 and W2 are of one group and of one region, W3 and W4 of the others: of two good slots each lacks one.
    GoalCase(
        "inconvenience",
        "good slots by group and by region",
        BOTH_MISS,
        hosts(BOTH_MISS, W1=GOOD_1, W2=GOOD_2, W3=EARLY, W4=LAST_DAY),
        2,
    ),
    # One good slot for each group, both for one region.
    GoalCase(
        "inconvenience",
        "good slots fair by group and not by region",
        BY_REGION,
        hosts(BY_REGION, W1=GOOD_1, W2=GOOD_2, W3=EARLY, W4=LAST_DAY),
        1,
    ),
    # Of one good slot that regions use, two thirds are the share of the other: none, rounded down.
    GoalCase(
        "inconvenience",
        "a good slot for one region",
        REGIONS,
        hosts(
            REGIONS,
            W1=EARLY,
            W2=LAST_DAY,
            W3=GOOD_2,
            W4=LATE,
            W5=GOOD_1,
            W6=at("Salle 2", 1, "16:00"),
        ),
        0,
    ),
    # The other group has two good slots already; that the ceremony falls into them does not count.
    GoalCase(
        "inconvenience",
        "given good slots count",
        GIVEN_SHARE,
        hosts(GIVEN_SHARE, W1=EARLY, W2=LATE),
        1,
    ),
)
