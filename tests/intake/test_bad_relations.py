"""Every slip in what sessions ask of each other, of teams, rooms and days gets its sentence before any solve."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.vocabulary import RelationVerb, Service
from scheduler.intake import load_instance
from tests.intake.conftest import Change, all_of, append, change, problems_of, put, setting


def session(name: str, **values: object) -> Change:
    """One more session of the host programme: a workshop without a place."""
    return append("Sessions", **{"Id": name, "Title": name, "Type": "workshop", "Minutes": 60, **values})


def relation(one: str, stands: str, others: str, minutes: int | None = None) -> Change:
    """One more row in sheet Relations, the first of which is row 4."""
    return append("Relations", Session=one, Stands=stands, Other_sessions=others, Minutes=minutes)


def team(service: str, teams: object) -> Change:
    return append("Teams", Service=service, Teams=teams)


THREE = all_of(*(session(f"WS #{number}") for number in (2, 3, 4)))
GIVEN_9 = session("WS #9", Room="Room 1", Day="Day 1", Start="09:00", Needs="hybrid")
GIVEN_8 = session("WS #8", Room="Room 2", Day="Day 1", Start="09:30", Needs="hybrid")

SLIPS: dict[str, tuple[Change, tuple[str, ...]]] = {
    # Sheet Relations.
    "unknown session": (
        relation("WS #11", "before", "WS #1"),
        ("sheet Relations, cell A4: “WS #11” is no session of sheet Sessions; write “WS #1”, or add it",),
    ),
    "unknown other session": (
        relation("WS #1", "before", "MAIN"),
        ("sheet Relations, cell C4: “MAIN” is no session of sheet Sessions; write “DC MAIN” or “MAIN 1”",),
    ),
    "unknown word": (
        relation("WS #1", "beside", "MAIN 1"),
        ("sheet Relations, cell B4: “beside” is no relation; write “before” or “apart” or “same day”",),
    ),
    "no other session": (relation("WS #1", "before", ""), ("cell C4: “Other sessions” is empty; fill it in",)),
    "to itself": (
        relation("WS #1", "apart", "WS #1"),
        ("sheet Relations, cell C4: WS #1 is related to itself; name another session.",),
    ),
    "twice": (
        all_of(THREE, relation("WS #2", "apart", "WS #3"), relation("WS #3", "apart", "WS #2")),
        ("warning", "cell C5: WS #3 and WS #2 have the same relation in row 4 too; keep one of them."),
    ),
    "twice, once turned round": (
        all_of(THREE, relation("WS #2", "before", "WS #3"), relation("WS #3", "after", "WS #2")),
        ("warning", "cell C5: WS #2 and WS #3 have the same relation in row 4 too"),
    ),
    "minutes that mean nothing": (
        all_of(THREE, relation("WS #2", "apart", "WS #3", 30)),
        ("warning", "cell D4: minutes count only for the relations “before” and “after”"),
    ),
    "a circle of two": (
        all_of(THREE, relation("WS #2", "before", "WS #3"), relation("WS #2", "after", "WS #3")),
        ("cell B5: this order is circular: WS #2 before WS #3 before WS #2 (rows 4 and 5); reverse one of them",),
    ),
    "a circle of three": (
        all_of(
            THREE,
            relation("WS #2", "before", "WS #3"),
            relation("WS #4", "after", "WS #3"),
            relation("WS #4", "before", "WS #2"),
        ),
        ("cell B6: this order is circular: WS #2 before WS #3 before WS #4 before WS #2 (rows 4, 5 and 6)",),
    ),
    "on one day and on different days": (
        all_of(THREE, relation("WS #2", "same day", "WS #3"), relation("WS #3", "other day", "WS #2")),
        ("cell B5: WS #3 and WS #2 are on different days here and on one day by row 4; delete one of these rows.",),
    ),
    "on one day through a third": (
        all_of(
            THREE,
            relation("WS #2", "same day", "WS #3"),
            relation("WS #4", "same day", "WS #3"),
            relation("WS #2", "other day", "WS #4"),
        ),
        ("cell B6: WS #2 and WS #4 are on different days here and on one day by rows 4 and 5",),
    ),
    "before, against their places": (
        all_of(GIVEN_9, relation("MAIN 1", "before", "WS #9")),
        (
            "cell B4: MAIN 1 stands before WS #9, but MAIN 1 on Day 1 09:30–11:00 and WS #9 on Day 1 09:00–10:00 are "
            "fixed in sheet Sessions; move one of them, or delete this row.",
        ),
    ),
    "too short a pause between their places": (
        relation("MAIN 1", "before", "Opening", 45),
        ("cell B4: MAIN 1 stands before Opening, by 45 minutes at least, but MAIN 1 on Day 1 09:30–11:00 and Opening",),
    ),
    "apart, against their places": (
        all_of(GIVEN_9, relation("MAIN 1", "apart", "WS #9")),
        ("cell B4: MAIN 1 is not at the time of WS #9, but",),
    ),
    "on different days, against their places": (
        relation("MAIN 1", "other day", "Opening"),
        ("cell B4: MAIN 1 is on another day than Opening, but",),
    ),
    "on one day that they cannot share": (
        all_of(session("WS #2", Type="day-zero event"), relation("WS #1", "same day", "WS #2")),
        ("cell B4: WS #1 is on the day of WS #2, but WS #1 can only be on Day 1 or Day 2 and WS #2 on Day 0; change",),
    ),
    "before what is on an earlier day": (
        all_of(session("WS #2", Type="day-zero event"), relation("WS #1", "before", "WS #2")),
        ("cell B4: WS #1 stands before WS #2, but WS #1 can only be on Day 1 or Day 2 and WS #2 on Day 0",),
    ),
    "on different days with one day left": (
        all_of(
            session("WS #2", Forbidden_days="Day 2"),
            session("WS #3", Forbidden_days="Day 2"),
            relation("WS #2", "other day", "WS #3"),
        ),
        ("cell B4: WS #2 is on another day than WS #3, but WS #2 can only be on Day 1 and WS #3 on Day 1",),
    ),
    # Sheet Teams.
    "unknown service of a team": (team("interpreters", 2), ("question", "sheet Teams, cell A4", "“interpretation”")),
    "service twice": (team("captioning", 3), ("sheet Teams, cell A4: service “captioning” appears twice",)),
    "teams in words": (team("hybrid", "some"), ("sheet Teams, cell B4: “some” is no number",)),
    "teams left empty": (team("hybrid", None), ("sheet Teams, cell B4: “Teams” is empty; fill it in",)),
    "more given sessions at once than teams": (
        all_of(GIVEN_9, GIVEN_8, team("hybrid", 1)),
        (
            "sheet Teams, cell B4: 2 sessions with a place need hybrid on Day 1 at 09:30: WS #9, WS #8; find 2 teams, "
            "or move some of them in sheet Sessions.",
        ),
    ),
    # Sheet Sessions.
    "needs that no room has": (
        put("Sessions", "WS #1", "Needs", "webcast"),
        (
            "sheet Sessions, cell I5: WS #1 needs webcast, and no room that takes sessions offers that; remove a need, "
            "or correct “Services” in sheet Rooms.",
        ),
    ),
    "needs that no room has together": (
        all_of(
            put("Rooms", "Room 1", "Services", "captioning"), put("Sessions", "WS #1", "Needs", "captioning; hybrid")
        ),
        ("cell I5: WS #1 needs captioning and hybrid, and no room that takes sessions offers that together",),
    ),
    "every day forbidden": (
        put("Sessions", "WS #1", "Forbidden days", "Day 1; Day 2"),
        (
            "sheet Sessions, cell Q5: WS #1 belongs to the main days, and every one of these is forbidden; leave it a "
            "day.",
        ),
    ),
    "a person in three fixed sessions at once": (
        all_of(
            put("Sessions", "MAIN 1", "People", "Workshop 1 organiser"),
            session("WS #9", Room="Room 1", Day="Day 1", Start="09:00", People="Workshop 1 organiser"),
            session("WS #8", Room="Room 2", Day="Day 1", Start="09:45", People="Workshop 1 organiser"),
        ),
        (
            "sheet Sessions, cell F7: Workshop 1 organiser is needed in 3 sessions on Day 1 at 09:45: MAIN 1, WS #9, "
            "WS #8; move all but one or two, or name somebody else.",
        ),
    ),
    "no weight at all": (put("Sessions", "WS #1", "Weight", 0), ("sheet Sessions", "0 is too small")),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_its_sentence(folder: Path, slip: str) -> None:
    edit, fragments = SLIPS[slip]
    change(folder / "planning.xlsx", edit)
    sentences = [f"{problem.severity} {problem}" for problem in problems_of(folder)]
    expected = fragments[0] if fragments[0] in ("warning", "question") else "error"
    assert any(
        sentence.startswith(expected) and all(fragment in sentence for fragment in fragments) for sentence in sentences
    ), sentences


def test_rows_become_relations_and_teams(folder: Path) -> None:
    change(
        folder / "planning.xlsx",
        all_of(
            THREE,
            relation("WS #2", "After", "WS #3; WS #4", 20),
            setting("Policy", "Host sessions may be left out", "yes"),
        ),
    )
    instance = load_instance(folder)
    assert [(r.verb, r.one, r.other, r.minutes) for r in instance.relations] == [
        (RelationVerb.BEFORE, "MAIN 1", "DC MAIN", 30),
        (RelationVerb.APART, "WS #1", "MAIN 1", 0),
        (RelationVerb.APART, "WS #1", "DC MAIN", 0),
        (RelationVerb.BEFORE, "WS #3", "WS #2", 20),
        (RelationVerb.BEFORE, "WS #4", "WS #2", 20),
    ]
    assert {service: team.number for service, team in instance.team.items()} == {
        Service.INTERPRETATION: 1,
        Service.CAPTIONING: 2,
    }
    assert all(record.source and record.source.row > 1 for record in (*instance.relations, *instance.teams))
    assert instance.policy.host_sessions_may_be_left_out
    assert instance.policy.order[0] == "host_sessions_left_out"
    assert instance.session["WS #2"].weight == 1


def test_a_workbook_without_the_sheets_reads_as_before(folder: Path) -> None:
    def without(workbook: object) -> None:
        for title in ("Relations", "Teams"):
            workbook.remove(workbook[title])  # type: ignore[attr-defined, index]

    change(folder / "planning.xlsx", without)
    assert problems_of(folder) == ()
    instance = load_instance(folder)
    assert (instance.relations, instance.teams, instance.policy.host_sessions_may_be_left_out) == ((), (), False)
