"""One table of goals: for every goal small programmes with the value that one counts by hand."""

from __future__ import annotations

from scheduler.core.instance import Placement, Received, Slot
from scheduler.core.vocabulary import Kind, SessionType, Use
from tests.miniatures.build import ask, at, host, main, programme, tiny
from tests.miniatures.case import (
    A_BILATERAL,
    A_INDIVIDUAL,
    A_SLOT,
    A_ZERO,
    AFTERNOON,
    B_ZERO,
    HALL,
    INDIVIDUAL,
    MORNING,
    ON_DAY_1,
    GoalCase,
    everyone,
    zero,
)
from tests.miniatures.inconvenience import INCONVENIENCE_CASES
from tests.miniatures.whole import WHOLE

RANKED = tiny(
    (
        ask("DC-A", Kind.DAY_ZERO, 1),
        ask("DC-A", Kind.BILATERAL, 2),
        ask("DC-B", Kind.DAY_ZERO, 1),
        ask("DC-B", Kind.BILATERAL, 2),
        ask("DC-B", Kind.BOOTH, 3),
        ask("DC-C", Kind.BILATERAL, 4),
        ask("DC-D", Kind.BILATERAL, 1, by_default=True),
    ),
    coalitions={"DC-B": {"horizontal": True}},
    policy={"rank_weights": (8, 4, 2, 1)},
    history=(
        Received(year=2022, coalition="DC-C"),
        Received(year=2023, coalition="DC-C"),
        Received(year=2023, coalition="DC-D", kind=Kind.DAY_ZERO),
    ),
)
NOTHING = programme(RANKED)
A_WINS = programme(RANKED, {A_ZERO: MORNING, A_BILATERAL: at("Box", 1, "09:00")})
B_SECOND = programme(RANKED, {"DC-B: bilateral meeting": at("Box", 1, "09:00")})

WEIGHED = tiny(
    sessions=(host("W1", weight=3), host("W2", weight=5), host("W3", ON_DAY_1)),
    policy={"host_sessions_may_be_left_out": True},
)

LEFT_OUT = (
    GoalCase("host_sessions_left_out", "both free ones", WEIGHED, programme(WEIGHED), 8),
    GoalCase(
        "host_sessions_left_out",
        "one of two",
        WEIGHED,
        programme(WEIGHED, hosts={"W2": at("Salle 2", 1, "09:00")}),
        3,
    ),
    GoalCase("host_sessions_left_out", "none that is free", RANKED, NOTHING, 0),
)

WISHES = (
    GoalCase("coalitions_without_presence", "four asked, none granted", RANKED, NOTHING, 4),
    GoalCase("coalitions_without_presence", "one of four granted", RANKED, A_WINS, 3),
    GoalCase(
        "coalitions_without_presence",
        "an inactive one does not count",
        inactive := tiny(everyone(Kind.DAY_ZERO, "DC-A", "DC-B"), coalitions={"DC-A": {"active": False}}),
        programme(inactive),
        1,
    ),
    GoalCase("refused_first_choices", "of two, not made by default", RANKED, NOTHING, 2),
    GoalCase("refused_first_choices", "one granted", RANKED, A_WINS, 1),
    GoalCase("refused_second_choices", "of two", RANKED, NOTHING, 2),
    GoalCase("refused_second_choices", "one granted", RANKED, B_SECOND, 1),
    GoalCase("refused_third_choices", "of one", RANKED, A_WINS, 1),
    GoalCase(
        "refused_weight",
        "a rank past the last weight",
        far := tiny((ask("DC-A", Kind.BILATERAL, 3),), policy={"rank_weights": (5, 2)}),
        programme(far),
        2 * 10,
    ),
    GoalCase(
        "refused_weight",
        "without weights",
        unweighed := tiny((ask("DC-A", Kind.BILATERAL, 1),), policy={"rank_weights": ()}),
        programme(unweighed),
        0,
    ),
    GoalCase("refused_later_choices", "a fourth choice and one by default", RANKED, A_WINS, 2),
    GoalCase("without_a_top_three_choice", "A and B; C has only a fourth choice", RANKED, NOTHING, 2),
    GoalCase("without_a_top_three_choice", "A alone", RANKED, B_SECOND, 1),
    GoalCase("without_a_top_two_choice", "A alone", RANKED, B_SECOND, 1),
    GoalCase("without_the_first_choice", "A and B", RANKED, B_SECOND, 2),
    GoalCase("without_the_first_choice", "B alone", RANKED, A_WINS, 1),
    # Claims: B 2 (horizontal), C 2 (two years without anything), D 0. Refused: B 8, 4, 2; C 1; D 1 (by default).
    GoalCase("refused_weight", "with claims", RANKED, A_WINS, (8 + 4 + 2) * 12 + 1 * 12 + 1 * 10),
    GoalCase("claims_passed_over", "three of B, one of C", RANKED, A_WINS, 3 * 2 + 2),
    GoalCase(
        "claims_passed_over",
        "merit counts in a competition",
        merit := tiny((zero(),), coalitions={"DC-A": {"merit": 5}}, policy={"competitive": True}),
        programme(merit),
        5,
    ),
    GoalCase(
        "claims_passed_over",
        "four years count as three, one with something not at all",
        waited := tiny(
            (zero(),),
            history=(
                *(Received(year=year, coalition="DC-A") for year in (2018, 2019, 2020, 2021)),
                Received(year=2022, coalition="DC-A"),
                Received(year=2022, coalition="DC-A", kind=Kind.BILATERAL),
            ),
        ),
        programme(waited),
        3,
    ),
)

WISHED = tiny(
    (
        ask("DC-A", Kind.JOINT, partners=("DC-C", "DC-E")),
        ask("DC-B", Kind.JOINT),
        ask("DC-C", Kind.JOINT),
        ask("DC-D", Kind.JOINT, themes=("HOUSE",)),
    ),
    coalitions={"DC-D": {"horizontal": True}},
    policy={"partner_weight": 2},
)
A_AND_B = (("DC-A", "DC-B"), ON_DAY_1)
LINKED = tiny(
    (ask("DC-A", Kind.INDIVIDUAL, themes=("CONNECT",), audience=60),),
    (
        host("W1", at("Salle 2", 1, "09:00"), themes=("CONNECT",), audience=120),
        host("W2", at("Salle 3", 1, "09:00"), themes=("RIGHTS",), coalitions=("DC-A",)),
        host("W3", at("Salle 2", 1, "10:40"), themes=("CONNECT",), audience=40, coalitions=("DC-A",)),
    ),
    kinds=INDIVIDUAL,
    policy={"link_weight": 3},
)

CANNOT_MEET = tiny(
    (
        ask("DC-A", Kind.JOINT, themes=("CONNECT", "RIGHTS"), partners=("DC-C",)),
        ask("DC-B", Kind.JOINT, themes=("CONNECT",)),
        ask("DC-C", Kind.JOINT, themes=("RIGHTS",)),
    ),
    policy={"partner_weight": 2},
)
"""A wished for C, which cannot be in the session on CONNECT."""

STAGGERED_SLOTS = {1: ("09:00", "10:00"), 2: ("09:30", "11:00"), 3: ("09:30", "11:00"), 4: ("10:30", "12:00")}
STAGGERED = tiny(
    sessions=tuple(
        host(f"W{number}", themes=("CONNECT",), minutes=60 if number == 1 else 90) for number in STAGGERED_SLOTS
    ),
    slots=tuple(
        Slot(grid=f"of Salle {room}", day=day, start=start, end=end)
        for room, (start, end) in STAGGERED_SLOTS.items()
        for day in ("Day 1", "Day 2")
    ),
    rooms={
        f"Salle {room}": {"grid": f"of Salle {room}", "capacity": 60, "uses": (Use.SESSIONS,)}
        for room in STAGGERED_SLOTS
    },
)
"""Four rooms, each with one slot a day that overlaps the next room's, and workshops on one theme, the first an hour."""


def staggered(room: int, day: int) -> Placement:
    return at(f"Salle {room}", day, STAGGERED_SLOTS[room][0])


def last_year(coalition: str, kind: Kind | None) -> Received:
    return Received(year=2023, coalition=coalition, kind=kind)


AS_BEFORE = tiny(
    everyone(Kind.DAY_ZERO, "DC-A", "DC-B"),
    history=(
        last_year("DC-A", Kind.DAY_ZERO),
        last_year("DC-B", None),
        Received(year=2022, coalition="DC-B", kind=Kind.DAY_ZERO),
        Received(year=2022, coalition="DC-C", kind=Kind.JOINT),
    ),
)
BOTH_ZERO = programme(AS_BEFORE, {A_ZERO: MORNING, B_ZERO: AFTERNOON})
THIS_YEAR = tiny((zero(),), history=(Received(year=2024, coalition="DC-A", kind=Kind.DAY_ZERO),))

PROGRAMME = (
    # CONNECT is A's and B's first theme. A wished for C, which asked too, and for E, which did not.
    GoalCase("incoherence", "a partner missed", WISHED, programme(WISHED, joint={"CONNECT": A_AND_B}), 2),
    GoalCase(
        "incoherence",
        "everybody there, the theme second for one, a horizontal guest",
        WISHED,
        programme(WISHED, joint={"CONNECT": (("DC-A", "DC-B", "DC-C", "DC-D"), ON_DAY_1)}),
        1,
    ),
    GoalCase(
        "incoherence",
        "a partner that cannot be in the session",
        CANNOT_MEET,
        programme(CANNOT_MEET, joint={"CONNECT": A_AND_B}),
        2,
    ),
    GoalCase("incoherence", "nothing held", WISHED, programme(WISHED), 0),
    # Beside W1: 1 + 60 // 50. Beside W2, which is linked: 3.
    GoalCase("same_theme_in_parallel", "theme and link", LINKED, programme(LINKED, {A_INDIVIDUAL: ON_DAY_1}), 5),
    # Beside W3: 1 + 40 // 50, and linked: 3.
    GoalCase(
        "same_theme_in_parallel",
        "both with one session",
        LINKED,
        programme(LINKED, {A_INDIVIDUAL: at("Salle 1", 1, "10:40")}),
        4,
    ),
    GoalCase("same_theme_in_parallel", "given sessions alone", LINKED, programme(LINKED), 0),
    GoalCase(
        "same_theme_in_parallel",
        "a ceremony is linked to nobody",
        ceremony := tiny(
            (ask("DC-A", Kind.INDIVIDUAL),),
            (host("Opening", HALL, type=SessionType.CEREMONY, coalitions=("DC-A",)),),
            kinds=INDIVIDUAL,
        ),
        programme(ceremony, {A_INDIVIDUAL: ON_DAY_1}),
        0,
    ),
    GoalCase(
        "same_theme_in_parallel",
        "a bilateral meeting beside a linked session does not count",
        meets := tiny((ask("DC-A", Kind.BILATERAL),), (host("W1", ON_DAY_1, coalitions=("DC-A",)),)),
        programme(meets, {A_BILATERAL: at("Box", 1, "09:00")}),
        0,
    ),
    GoalCase(
        "same_theme_in_parallel",
        "a slot in a linked session does not count",
        inside := tiny((ask("DC-A", Kind.MAIN_SLOT),), (main("Main 1", HALL, coalitions=("DC-A",)),)),
        programme(inside, segments={"Main 1": (A_SLOT,)}),
        0,
    ),
    # A, which is linked to both free workshops, is beside the first; the second comes right after.
    GoalCase(
        "same_theme_in_parallel",
        "beside a linked session that is free",
        free := tiny(
            (ask("DC-A", Kind.INDIVIDUAL),),
            (host("W1", coalitions=("DC-A",)), host("W2", coalitions=("DC-A",))),
            kinds=INDIVIDUAL,
            policy={"link_weight": 3},
        ),
        programme(
            free,
            {A_INDIVIDUAL: ON_DAY_1},
            hosts={"W1": at("Salle 2", 1, "09:00"), "W2": at("Salle 2", 1, "10:40")},
        ),
        3,
    ),
    *(
        GoalCase(
            "same_theme_in_parallel",
            f"a linked session that is free, right {when}",
            touching := tiny(
                (ask("DC-A", Kind.INDIVIDUAL),),
                (host("W1", coalitions=("DC-A",)),),
                kinds=INDIVIDUAL,
                slots=(*tiny().slots, Slot(grid="salles", day="Day 1", start="10:30", end="12:00")),
            ),
            programme(touching, {A_INDIVIDUAL: at("Salle 1", 1, own)}, hosts={"W1": at("Salle 2", 1, linked)}),
            0,
        )
        for when, own, linked in (("afterwards", "09:00", "10:30"), ("before", "10:30", "09:00"))
    ),
    # Three on CONNECT at once are three pairs; the fourth is on the next day.
    GoalCase(
        "same_theme_in_parallel",
        "three free sessions at once",
        crowd := tiny(sessions=tuple(host(f"W{number}", themes=("CONNECT",)) for number in range(1, 5))),
        programme(
            crowd,
            hosts={
                "W1": ON_DAY_1,
                "W2": at("Salle 2", 1, "09:00"),
                "W3": at("Salle 3", 1, "09:00"),
                "W4": at("Salle 3", 2, "09:00"),
            },
        ),
        3,
    ),
    # W3 begins as the other two end.
    GoalCase(
        "same_theme_in_parallel",
        "sessions that touch do not overlap",
        in_a_row := tiny(
            sessions=tuple(host(f"W{number}", themes=("CONNECT",)) for number in range(1, 4)),
            slots=tuple(
                Slot(grid="salles", day="Day 1", start=start, end=end)
                for start, end in (("09:00", "10:30"), ("10:30", "12:00"))
            ),
        ),
        programme(in_a_row, hosts={"W1": ON_DAY_1, "W2": at("Salle 2", 1, "09:00"), "W3": at("Salle 1", 1, "10:30")}),
        1,
    ),
    # Both of 100 people, of whom two fifties could want both.
    GoalCase(
        "same_theme_in_parallel",
        "two free sessions of 100 and of 149 people",
        large := tiny(
            sessions=(host("W1", themes=("CONNECT",), audience=100), host("W2", themes=("CONNECT",), audience=149)),
            rooms={"Salle 2": {"capacity": 200}},
        ),
        programme(large, hosts={"W1": ON_DAY_1, "W2": at("Salle 2", 1, "09:00")}),
        3,
    ),
    GoalCase(
        "same_theme_in_parallel",
        "subthemes in common",
        subthemes := tiny(
            sessions=(
                host("W1", themes=("CONNECT",)),
                host("W2", themes=("RIGHTS",)),
                host("W3", themes=("HOUSE",)),
            ),
            themes=tuple(
                theme.model_copy(update={"subtheme": "" if theme.code == "HOUSE" else "Access"})
                for theme in tiny().themes
            ),
            policy={"subtheme_weight": 4},
        ),
        programme(
            subthemes,
            hosts={"W1": ON_DAY_1, "W2": at("Salle 2", 1, "09:00"), "W3": at("Salle 3", 1, "09:00")},
        ),
        4,
    ),
    *(
        GoalCase(
            "same_theme_in_parallel",
            f"an audience of {audience} in common",
            common := tiny(
                sessions=tuple(host(name, themes=("CONNECT",), audience=audience) for name in ("W1", "W2")),
            ),
            programme(common, hosts={"W1": ON_DAY_1, "W2": at("Salle 2", 1, "09:00")}),
            points,
        )
        for audience, points in ((49, 1), (50, 2))
    ),
    GoalCase(
        "same_theme_in_parallel",
        "no subtheme in common",
        unlike := tiny(
            sessions=(host("W1", themes=("CONNECT",)), host("W2", themes=("RIGHTS",))),
            themes=tuple(theme.model_copy(update={"subtheme": f"About {theme.code}"}) for theme in tiny().themes),
            policy={"subtheme_weight": 4},
        ),
        programme(unlike, hosts={"W1": ON_DAY_1, "W2": at("Salle 2", 1, "09:00")}),
        0,
    ),
    GoalCase(
        "same_theme_in_parallel",
        "joint sessions count with the policy's audience",
        beside := tiny(
            everyone(Kind.JOINT, "DC-A", "DC-B"),
            (host("W1", at("Salle 2", 1, "09:00"), themes=("CONNECT",), audience=300),),
            policy={"joint_audience": 100},
        ),
        programme(beside, joint={"CONNECT": A_AND_B}),
        3,
    ),
    *(
        GoalCase(
            "same_theme_in_parallel",
            f"staggered slots, {what}",
            STAGGERED,
            programme(STAGGERED, hosts={name: staggered(*place) for name, place in places.items()}),
            pairs,
        )
        for what, places, pairs in (
            ("one pair", {"W1": (1, 2), "W2": (2, 1), "W3": (4, 2), "W4": (4, 1)}, 1),
            ("three pairs", {"W1": (1, 2), "W2": (2, 1), "W3": (3, 1), "W4": (4, 1)}, 3),
            ("all but one pair", {"W1": (1, 1), "W2": (2, 1), "W3": (3, 1), "W4": (4, 1)}, 5),
        )
    ),
    GoalCase("outside_the_programme", "a bilateral meeting does not show", RANKED, B_SECOND, 4),
    GoalCase("outside_the_programme", "a day-zero event does", RANKED, A_WINS, 3),
    # In 2023 C received nothing and D a day-zero event; A and B are not recorded.
    GoalCase("changes_from_last_year", "D is left out", RANKED, A_WINS, 1),
    GoalCase(
        "changes_from_last_year",
        "what C gets does not stand in the programme",
        RANKED,
        programme(RANKED, {"DC-C: bilateral meeting": at("Box", 1, "09:00")}),
        1,
    ),
    GoalCase("changes_from_last_year", "as it was for A, more for B", AS_BEFORE, BOTH_ZERO, 1),
    GoalCase("changes_from_last_year", "as it was for B, less for A", AS_BEFORE, programme(AS_BEFORE), 1),
    GoalCase(
        "changes_from_last_year",
        "one of two kinds",
        two_kinds := tiny((zero(),), history=(last_year("DC-A", Kind.DAY_ZERO), last_year("DC-A", Kind.JOINT))),
        programme(two_kinds, {A_ZERO: MORNING}),
        1,
    ),
    GoalCase("changes_from_last_year", "nothing recorded before this year", THIS_YEAR, programme(THIS_YEAR), 0),
    GoalCase("programme_minutes", "a day-zero event, not a bilateral meeting", RANKED, A_WINS, 90),
    GoalCase(
        "programme_minutes", "one joint session of two", WISHED, programme(WISHED, joint={"CONNECT": A_AND_B}), 90
    ),
    # Starts before 10:40 on day 0: 08:00, 09:00, 09:30, 10:30. Salle 2 is the third room.
    GoalCase(
        "later_than_needed",
        "the fifth start, the third room",
        late := tiny((zero(),)),
        programme(late, {A_ZERO: at("Salle 2", 0, "10:40")}),
        4 * 32 + 2,
    ),
    # Day 0 has nine starts: 08:00, 09:00, 09:30, 10:30, 10:40, 11:30, 14:00, 14:30,
    # 16:00; and day 1 has two before 09:30.
    GoalCase(
        "later_than_needed",
        "given sessions do not count, free ones do",
        mixed := tiny(sessions=(host("W1", AFTERNOON), main("Main 1"))),
        programme(mixed, hosts={"Main 1": HALL}),
        (9 + 2) * 32,
    ),
)

GOAL_CASES: tuple[GoalCase, ...] = (*LEFT_OUT, *WISHES, *PROGRAMME, *INCONVENIENCE_CASES, *WHOLE)
