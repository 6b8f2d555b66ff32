"""Every slip in the planning workbook gets its sentence, with the cell and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.intake import InputProblems, Severity, load
from tests.intake.conftest import Change, all_of, append, change, problems_of, put, setting


def without_sheet(title: str) -> Change:
    return lambda workbook: workbook.remove(workbook[title])


def rename_sheet(title: str, new: str) -> Change:
    def edit(workbook: Workbook) -> None:
        workbook[title].title = new

    return edit


def rename_column(sheet: str, title: str, new: str) -> Change:
    def edit(workbook: Workbook) -> None:
        next(cell for cell in workbook[sheet][1] if cell.value == title).value = new

    return edit


def place_pin(subject: str, room: str, day: str, start: str) -> Change:
    return append("Pins", Pin="place", Subject=subject, Room=room, Day=day, Start=start)


def pin(verb: str, **values: object) -> Change:
    return append("Pins", Pin=verb, **values)


def given(name: str, room: str, day: str, start: str, **values: object) -> Change:
    first = {"Id": name, "Title": "Another one", "Type": "workshop", "Minutes": 60}
    return append("Sessions", **{**first, "Room": room, "Day": day, "Start": start, **values})


SLIPS: dict[str, tuple[Change, tuple[str, ...]]] = {
    # Sheets and columns.
    "sheet missing": (without_sheet("Themes"), ("planning.xlsx: sheet “Themes” is missing; add it",)),
    "sheet misnamed": (rename_sheet("Themes", "Theme"), ("sheet “Themes” is missing; rename sheet “Theme”",)),
    "column missing": (
        rename_column("Rooms", "Seats", "Seating"),
        ("planning.xlsx, sheet Rooms: column “Seats” is missing; rename “Seating”",),
    ),
    "column unknown": (
        rename_column("Rooms", "Area", "Areas"),
        ("sheet Rooms, cell F1: column “Areas” is not known and was not read; rename it “Area”",),
    ),
    "column of one's own": (
        rename_column("Rooms", "Area", "Colour of the carpet"),
        ("warning", "sheet Rooms, cell F1: column “Colour of the carpet” is not known and was not read"),
    ),
    "column twice": (rename_column("Rooms", "Area", "Seats"), ("cell F1: column “Seats” appears twice",)),
    "no header": (
        lambda workbook: workbook["Rooms"].delete_rows(1, 100),
        ("sheet Rooms: no row with column titles was found", "“Room”, “Seats”, “Grid”, “Takes”"),
    ),
    "required cell empty": (put("Rooms", "Room 2", "Seats", None), ("cell B4: “Seats” is empty; fill it in",)),
    # Numbers, times, dates.
    "capacity in words": (
        put("Rooms", "Room 2", "Seats", "about 80"),
        ("planning.xlsx, sheet Rooms, cell B4: “about 80” is no number; write 80.",),
    ),
    "negative": (put("Rooms", "Room 2", "Seats", -5), ("cell B4: -5 is too small",)),
    "fraction": (put("Rooms", "Room 2", "Seats", 80.5), ("cell B4: “80.5” is no number",)),
    "impossible date": (
        put("Days", "Day 1", "Date", "2027-02-30"),
        ("sheet Days, cell B3: “2027-02-30” is no date of the calendar",),
    ),
    "date in words": (put("Days", "Day 1", "Date", "8 June"), ("“8 June” is no date; write it as 2024-12-15",)),
    "two days on one date": (put("Days", "Day 2", "Date", "2027-06-08"), ("Day 2 has the date of Day 1",)),
    "days out of order": (
        put("Days", "Day 2", "Date", "2027-06-06"),
        ("warning", "cell B4: Day 2 is below Day 1, but its date is earlier; put the days in order"),
    ),
    "day closes before it opens": (
        put("Days", "Day 1", "Closes", "08:00"),
        ("cell E3: Day 1 closes at 08:00, before it opens at 09:00",),
    ),
    "slot ends before it starts": (
        append("Slots", Grid="Rooms", Day="Day 1", Start="12:00", End="11:00"),
        ("sheet Slots, cell D10: the slot ends at 11:00, before it starts at 12:00",),
    ),
    "closed stretch ends before it starts": (
        put("Rooms", "Room 2", "Closed", "Day 2 14:00-13:00"),
        ("cell G4: “Day 2 14:00-13:00” ends at 13:00, before it starts",),
    ),
    "no time of day": (
        put("Days", "Day 1", "Opens", "25:00"),
        ("cell D3: “25:00” is no time of day; the clock runs from 00:00 to 24:00",),
    ),
    "year of another meeting": (
        setting("Event", "Year", 2026),
        ("warning", "the year is 2026, the days are in 2027; write 2027"),
    ),
    "neither yes nor no": (put("Days", "Day 1", "Day zero", "80"), ("“80” is neither yes nor no",)),
    "maybe": (put("Days", "Day 1", "Day zero", "maybe"), ("question", "“maybe” is neither yes nor no")),
    "colour": (put("Themes", "DATA", "Colour", "blue"), ("sheet Themes, cell D3: “blue” is no colour",)),
    # Names.
    "unknown coalition": (
        put("People", "DC-Alpha coordinator 1", "Represents", "DC-Alfa"),
        ("question", "sheet People, cell B2: “DC-Alfa” is no coalition of sheet Coalitions; write “DC-Alpha”"),
    ),
    "unknown room": (
        put("Sessions", "MAIN 1", "Room", "Main hal"),
        ("warning", "cell J3: “Main hal” is no room of sheet Rooms; read as “Main hall”"),
    ),
    "unknown theme": (
        put("Coalitions", "DC-Beta", "Themes", "ACCES; DATA"),
        ("warning", "cell D3: “ACCES” is no theme of sheet Themes; read as “ACCESS”"),
    ),
    "unknown person": (
        put("Sessions", "WS #1", "People", "Workshop 2 organiser"),
        ("“Workshop 2 organiser” is no person of sheet People; write “Workshop 1 organiser”",),
    ),
    "unknown day": (
        put("Sessions", "MAIN 1", "Day", "Day 5"),
        ("“Day 5” is no day of sheet Days", "“Day 1”"),
    ),
    "unknown day of a slot": (
        append("Slots", Grid="Rooms", Day="Saturday", Start="18:00", End="19:00"),
        ("sheet Slots, cell B10: “Saturday” is no day of sheet Days", "“all days” or “main days”"),
    ),
    "unknown grid": (
        put("Rooms", "Room 2", "Grid", "Room"),
        ("warning", "cell C4: “Room” is no grid of sheet Slots; read as “Rooms”"),
    ),
    "unknown kind": (
        put("Earlier years", 2026, "Received", "joint sesion"),
        ("warning", "sheet Earlier years, cell D2: “joint sesion” is no kind of presence; read as “joint session”"),
    ),
    "unknown type": (
        put("Sessions", "WS #1", "Type", "worksop"),
        ("warning", "“worksop” is no session type; read as “workshop”"),
    ),
    "unknown service": (
        put("Rooms", "Room 1", "Services", "captioning desk"),
        ("question", "“captioning desk” is no service; write “captioning”"),
    ),
    "unknown time zone": (
        setting("Event", "Time zone", "Europe/Zuerich"),
        ("sheet Event, cell B5: “Europe/Zuerich” is no time zone of the IANA list; write “Europe/Zurich”",),
    ),
    "remote without time zone": (
        put("People", "DC-Beta coordinator 1", "Time zone", None),
        ("warning", "DC-Beta coordinator 1 takes part remotely, but no time zone is given"),
    ),
    "unknown setting": (
        append("Policy", Setting="Joint session, at most", Value=3),
        ("is no setting of sheet Policy; write “Joint sessions, at most”",),
    ),
    "setting missing": (
        lambda workbook: workbook["Event"].delete_rows(5),
        ("sheet Event: setting “Time zone” is missing; fill it in (IANA name",),
    ),
    "setting without a value": (setting("Event", "Name", None), ("cell B2: setting “Name” has no value",)),
    "setting twice": (
        append("Policy", Setting="Walking minutes", Value=5),
        ("setting “Walking minutes” appears here and in row",),
    ),
    "unknown goal": (
        setting("Policy", "Goals", "wishes; programme_minute"),
        ("warning", "“programme_minute” is no goal of the catalogue; read as “programme_minutes”"),
    ),
    # Things that stand twice.
    "coalition twice": (
        append("Coalitions", Acronym="DC-Alpha", Name="Another"),
        ("sheet Coalitions, cell A7: coalition “DC-Alpha” appears here and in row 2; keep one row",),
    ),
    "coalition twice after normalising": (
        append("Coalitions", Acronym="dc alpha", Name="Another"),
        ("coalition “dc alpha” appears here and in row 2, as “DC-Alpha”",),
    ),
    "coalition under its alias": (
        append("Coalitions", Acronym="DC-Villages", Name="Another"),
        ("“DC-Villages” of DC-Alpha is also a name of DC-Villages in row 7",),
    ),
    "coalition under its name": (
        append("Coalitions", Acronym="DC-X", Name="Dynamic coalition on Trusted Data"),
        ("“Dynamic coalition on Trusted Data” of DC-X is also a name of DC-Gamma in row 4",),
    ),
    "room twice": (
        append("Rooms", Room="room  1", Seats=10, Grid="Rooms", Takes="sessions"),
        ("sheet Rooms, cell A7: room “room  1” appears twice, as “Room 1”",),
    ),
    "session twice": (given("WS #1", "Room 1", "Day 1", "14:00"), ("session “WS #1” appears twice",)),
    "slot twice": (
        append("Slots", Grid="Rooms", Day="Day 1", Start="09:00", End="10:30"),
        ("warning", "the slot of grid Rooms on Day 1 at 09:00 appears twice"),
    ),
    "theme listed twice": (put("Coalitions", "DC-Beta", "Themes", "DATA; DATA"), ("warning", "“DATA” is listed twice")),
    # Sessions.
    "half a place": (
        put("Sessions", "MAIN 1", "Start", None),
        ("cell L3: a place needs room, day and start, but “Start” is empty; fill it in, or leave all three empty",),
    ),
    "two sessions in one room": (
        given("WS #9", "Main hall", "Day 1", "10:30"),
        ("sheet Sessions, cell J6: MAIN 1 and WS #9 are both placed in Main hall on Day 1 at 10:30; move one of them",),
    ),
    "a person in two sessions": (
        all_of(
            put("Sessions", "MAIN 1", "People", "Workshop 1 organiser"),
            given("WS #9", "Room 1", "Day 1", "10:30", People="Workshop 1 organiser"),
        ),
        ("warning", "Workshop 1 organiser is needed in MAIN 1 and in WS #9 on Day 1 at 10:30"),
    ),
    "beside a ceremony": (
        given("WS #9", "Room 1", "Day 1", "12:00"),
        ("warning", "WS #9 is placed at the time of Opening, which blocks everything"),
    ),
    "in a closed room": (
        given("WS #9", "Room 2", "Day 2", "14:00"),
        ("warning", "WS #9 is placed in Room 2, which is closed then"),
    ),
    "outside the day's hours": (
        given("WS #9", "Room 2", "Day 2", "08:00"),
        ("warning", "WS #9 is placed outside the hours of Day 2 (09:00–18:30)"),
    ),
    "too small a room": (
        given("WS #9", "Room 2", "Day 2", "09:00", Audience=70),
        ("warning", "WS #9 expects 70 people, Room 2 seats 60"),
    ),
    "room without a service": (
        given("WS #9", "Room 2", "Day 2", "09:00", Needs="captioning"),
        ("warning", "WS #9 needs captioning, which Room 2 does not offer"),
    ),
    "longer than any slot": (
        put("Sessions", "WS #1", "Minutes", 120),
        ("cell D5: WS #1 lasts 120 minutes, but the longest slot for sessions has 90; shorten it",),
    ),
    "no room for a type": (
        put("Rooms", "Main hall", "Takes", "booth shifts"),
        ("DC MAIN has no place, and no slot of a room that takes main sessions is open to it",),
    ),
    "past midnight": (
        put("Sessions", "MAIN 1", "Start", "23:00"),
        ("MAIN 1 would last past midnight",),
    ),
    "blocking without a place": (
        put("Sessions", "WS #1", "Blocks everything", "yes"),
        ("cell M5: WS #1 blocks everything but has no place",),
    ),
    "segments longer than the session": (
        put("Sessions", "MAIN 1", "Coalition minutes", 60),
        ("segments take until minute 105 of MAIN 1, which lasts 90 minutes; write at most 45",),
    ),
    "segments in a workshop": (
        put("Sessions", "WS #1", "Coalition minutes", 20),
        ("warning", "WS #1 has coalition minutes, but is a workshop"),
    ),
    "preferred and forbidden": (
        put("Sessions", "WS #1", "Forbidden days", "Day 2"),
        ("Day 2 is both preferred and forbidden",),
    ),
    # Policy.
    "more joint sessions than themes": (
        setting("Policy", "Joint sessions, at most", 12),
        ("the policy asks for 12 joint sessions, but only 3 themes allow one", "write at most 3"),
    ),
    "smallest group above the largest": (
        setting("Policy", "Joint session, fewest coalitions", 6),
        ("the smallest joint session has 6 coalitions, the largest 5; write at least 6",),
    ),
    "joint session longer than any slot": (
        setting("Policy", "Joint session, minutes", 120),
        ("a joint session lasts 120 minutes, but the longest slot for sessions has 90; write at most 90",),
    ),
    "slot longer than what main sessions keep": (
        setting("Policy", "Main-session slot, minutes", 45),
        ("a main-session slot lasts 45 minutes, but the longest time for coalitions in a main session has 30",),
    ),
    "nowhere for a kind": (
        put("Rooms", "Meeting point", "Takes", "sessions"),
        ("warning", "somebody asks for “booth shift”, but no room that takes booth shifts has a slot for it"),
    ),
    "hours the wrong way round": (
        setting("Policy", "Remote hours until", "05:00"),
        ("“Remote hours until” is 05:00, not after “Remote hours from”, 06:00",),
    ),
    "good slots the wrong way round": (
        setting("Policy", "Good slots until", "09:00"),
        ("“Good slots until” is 09:00, not after “Good slots from”, 10:00; write the later time here",),
    ),
    "inconvenience weights missing": (
        setting("Policy", "Inconvenience weights", "1; 2"),
        ("there are 2 inconvenience weights; write five",),
    ),
    "weights in words": (setting("Policy", "Rank weights", "8; four"), ("“four” is no number",)),
    "a right that is not offered": (
        setting("Policy", "Individual sessions are a right", "yes"),
        ("individual sessions are a right, but are not offered",),
    ),
    # Pins.
    "unknown pin": (pin("put", Subject="WS #1"), ("sheet Pins, cell A3: “put” is no kind of pin",)),
    "pin without a subject": (pin("grant"), ("a pin “grant” needs “Subject”",)),
    "pin without a place": (
        pin("place", Subject="WS #1"),
        ("a pin “place” needs a room, a day, a start or a session",),
    ),
    "pin on nothing known": (
        pin("grant", Subject="WS #2"),
        ("“WS #2” is no request, session or joint session; write “WS #1”",),
    ),
    "pin on what is not asked": (
        pin("grant", Subject="DC-Beta: booth shift"),
        ("DC-Beta does not ask for “booth shift”; it asks for joint session, coalitions' main session",),
    ),
    "a session granted": (pin("grant", Subject="WS #1"), ("“WS #1” is no request",)),
    "two pins in one place": (
        place_pin("DC-Alpha: joint session", "Room 1", "Day 2", "09:30"),
        ("cell A3: “WS #1” and “DC-Alpha: joint session” are both in Room 1 on Day 2 at 09:30, against the pin",),
    ),
    "two places for one": (
        place_pin("WS #1", "Room 1", "Day 2", "11:00"),
        ("“WS #1” has two places: 09:00 and 11:00",),
    ),
    "placed and refused": (
        all_of(
            pin("refuse", Subject="DC-Alpha: day-zero event"),
            place_pin("DC-Villages: day zero", "Room 1", "Day 0", "11:00"),
        ),
        ("“DC-Alpha: day-zero event” is pinned to be refused and not to be refused",),
    ),
    "together and apart": (
        all_of(
            pin("together", Coalition="DC-Alpha", Other_coalition="DC-Beta"),
            pin("apart", Coalition="DC-Beta", Other_coalition="DC-Alpha"),
        ),
        ("DC-Alpha and DC-Beta are pinned together and apart",),
    ),
    "two themes": (
        all_of(
            pin("theme", Coalition="DC-Beta", Theme="ACCESS"),
            pin("theme", Coalition="DC-Beta", Theme="DATA"),
        ),
        ("DC-Beta joins one joint session, but is pinned to themes ACCESS and DATA",),
    ),
    "theme without joint sessions": (
        pin("theme", Coalition="DC-Gamma", Theme="SAFETY"),
        ("theme SAFETY allows no joint session",),
    ),
    "against a given place": (
        pin("place", Subject="MAIN 1", Room="Room 1"),
        ("MAIN 1 has another place in sheet Sessions",),
    ),
    "on top of a given session": (
        place_pin("DC-Beta: joint session", "Main hall", "Day 1", "10:00"),
        ("MAIN 1 is placed in Main hall at that time",),
    ),
    "together against a veto": (
        pin("together", Coalition="DC-Gamma", Other_coalition="DC-Delta"),
        ("DC-Gamma and DC-Delta are pinned together, but DC-Gamma rules DC-Delta out; delete the pin or the veto",),
    ),
    "paired with itself": (
        pin("together", Coalition="DC-Beta", Other_coalition="DC-Beta"),
        ("DC-Beta is paired with itself",),
    ),
    # Cells whose value cannot be known.
    "formula without a value": (
        put("Rooms", "Room 2", "Seats", "=B2/2"),
        ("cell B4: the cell holds a formula whose value was not saved; write the value itself",),
    ),
    "error cell": (put("Rooms", "Room 2", "Seats", "#REF!"), ("cell B4: the cell shows the error #REF!",)),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_its_sentence(folder: Path, slip: str) -> None:
    edit, fragments = SLIPS[slip]
    change(folder / "planning.xlsx", edit)
    found = problems_of(folder)
    sentences = [f"{problem.severity} {problem}" for problem in found]
    expected = fragments[0] if fragments[0] in ("warning", "question") else "error"
    assert any(
        sentence.startswith(expected) and all(fragment in sentence for fragment in fragments) for sentence in sentences
    ), sentences
    for sentence in sentences:
        assert sentence.endswith(".")
        assert "None" not in sentence


@pytest.mark.parametrize(
    "slip",
    [put("Rooms", "Room 2", "Seats", "about 80"), put("Rooms", "Room 1", "Seats", "many"), without_sheet("Rooms")],
    ids=["seats of a room not in use", "seats of a room in use", "sheet missing"],
)
def test_one_slip_brings_no_list_of_others(folder: Path, slip: Change) -> None:
    change(folder / "planning.xlsx", slip)
    found = problems_of(folder)
    assert len(found) == 1, found


def test_all_slips_are_found_at_once(folder: Path) -> None:
    change(
        folder / "planning.xlsx",
        all_of(
            put("Rooms", "Room 2", "Seats", "about 80"),
            put("Days", "Day 1", "Date", "2027-02-30"),
            setting("Policy", "Joint sessions, at most", 12),
            setting("Event", "Year", 2026),
            place_pin("WS #1", "Room 1", "Day 2", "11:00"),
        ),
    )
    with pytest.raises(InputProblems) as raised:
        load(folder)
    found = raised.value.problems
    assert {problem.sheet for problem in found} == {"Rooms", "Days", "Policy", "Event", "Pins"}
    severities = [problem.severity for problem in found]
    assert severities == sorted(severities, key=list(Severity).index)
    assert str(found[0]) in str(raised.value)


def test_another_sheet_is_left_alone_and_noted(folder: Path) -> None:
    change(folder / "planning.xlsx", lambda workbook: workbook.create_sheet("My notes").append(["=1+1"]))
    loaded = load(folder)
    assert not loaded.problems
    assert "planning.xlsx: sheet My notes is not part of the planning workbook and was not read." in loaded.notes


def test_a_hidden_sheet_is_said_to_be_unread(folder: Path) -> None:
    def hide(workbook: Workbook) -> None:
        workbook["Pins"].sheet_state = "hidden"

    change(folder / "planning.xlsx", hide)
    assert [str(problem) for problem in problems_of(folder)] == [
        "planning.xlsx, sheet Pins: the sheet is hidden and was not read; unhide it if it should be read."
    ]
