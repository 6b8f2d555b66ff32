"""Calendars, read back with a library that did not write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import vobject

from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Kind, State
from scheduler.export.calendar.calendars import Calendars
from scheduler.export.calendar.revisions import EarlierProgramme
from scheduler.export.exchange.schedule import Schedule
from scheduler.export.public_view import public_part
from scheduler.export.published_sessions import sessions_of
from tests.publishing.meeting import HOSTILE, changed, meeting, programme, without
from tests.reports.example import instance as example_instance
from tests.reports.example import programme as example_programme

FIRST_SENT = datetime(2024, 11, 1, 12, tzinfo=UTC)


def events(calendar: bytes) -> list[vobject.base.Component]:
    """The events of a file that holds one calendar."""
    (read,) = vobject.readComponents(calendar.decode())
    return list(read.contents.get("vevent", []))


def titles(calendar: bytes) -> list[str]:
    return [event.summary.value for event in events(calendar)]


def hostile() -> Instance:
    return meeting(HOSTILE)


def test_every_session_is_one_event_whatever_its_title() -> None:
    of = hostile()
    found = events(Calendars(of, programme(of)).public())
    assert len(found) == len(HOSTILE)
    assert len({event.uid.value for event in found}) == len(HOSTILE)
    assert [len(event.contents["summary"]) for event in found] == [1] * len(HOSTILE)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_comes_back_on_one_line_and_without_addresses(title: str) -> None:
    of = meeting((title,))
    (found,) = titles(Calendars(of, programme(of)).public())
    visible = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe␀-␡]|⟨U\+[0-9A-F]{4}⟩", "", found)
    written = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe␀-␡]", "", title)
    if "@example.org" in title:
        assert "example.org" not in found
        assert "(address left out)" in found
    else:
        assert visible == (written or "S0")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", found)


def test_lines_are_folded_between_characters_and_end_as_the_standard_says() -> None:
    of = hostile()
    content = Calendars(of, programme(of)).public()
    assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == len(HOSTILE)
    assert unfolded.count("BEGIN:VCALENDAR") == 1
    assert not [line for line in unfolded if line.startswith("ATTENDEE")]


def test_only_what_is_open_is_public() -> None:
    of = meeting(closed=(1,))
    calendars = Calendars(of, programme(of))
    assert titles(calendars.public()) == ["One", "Three"]
    assert b"Two" not in calendars.public() + calendars.of_room("Room ½ / north") + calendars.of_room("Hall")
    assert b"bilateral" not in calendars.public()


def test_booth_shifts_are_in_the_calendars_for_all_as_they_are_on_the_pages_for_all() -> None:
    of = example_instance()
    calendars = Calendars(of, example_programme(of))
    shifts = [event for event in events(calendars.public()) if "booth shift" in event.summary.value]
    assert [(event.summary.value, event.location.value) for event in shifts] == [("DC3: booth shift", "Village booth")]
    assert "class" not in shifts[0].contents
    assert titles(calendars.of_room("Village booth")) == ["DC3: booth shift"]
    assert ("Village booth", True) in calendars.rooms
    on_pages = set(public_part(of, example_programme(of)).session)
    assert {event.uid.value for event in events(calendars.public())} == {
        str(session.guid) for session in sessions_of(of, example_programme(of)) if session.id in on_pages
    }
    in_schedules = {entry.session.id for entry in Schedule(of, example_programme(of)).entries}
    assert on_pages - in_schedules == {"DC3: booth shift"}


def test_a_booth_shift_that_is_dropped_is_cancelled_in_the_calendars_for_all() -> None:
    of = example_instance()
    before = example_programme(of)
    after = before.model_copy(update={"sessions": tuple(s for s in before.sessions if s.kind is not Kind.BOOTH)})
    earlier = EarlierProgramme(before, FIRST_SENT, sent_out=True)
    calendars = Calendars(of, after, (earlier,))
    for calendar in (calendars.public(), calendars.of_room("Village booth")):
        (shift,) = [event for event in events(calendar) if event.summary.value == "DC3: booth shift"]
        assert shift.status.value == "CANCELLED"


def test_a_coalition_has_its_own_meetings_and_what_it_is_linked_to() -> None:
    of = meeting(closed=(1,))
    calendars = Calendars(of, programme(of))
    assert titles(calendars.of_coalition("DC3")) == ["One", "DC3: bilateral meeting"]
    (two,) = events(calendars.of_coalition("DC/IoT"))
    assert (two.summary.value, two.contents["class"][0].value) == ("Two", "PRIVATE")
    assert titles(calendars.of_coalition("تحالف")) == []


def test_a_room_has_what_takes_place_there_and_a_person_where_to_be() -> None:
    of = meeting(tuple("ABCDEFGH"))
    calendars = Calendars(of, programme(of))
    assert titles(calendars.of_room("会議室")) == ["C", "G"]
    assert titles(calendars.of_person("DC/IoT coordinator")) == ["B", "F"]


def test_a_persons_calendar_holds_only_what_the_person_is_needed_for() -> None:
    """A session linked to the coalition, a segment and a meeting that name nobody: representatives are not needed."""
    of = meeting()
    nobody = tuple(session.model_copy(update={"people": ()}) for session in of.sessions)
    linked = of.model_copy(update={"sessions": nobody})
    calendars = Calendars(linked, programme(linked))
    assert titles(calendars.of_coalition("DC3")) == ["One", "DC3: bilateral meeting"]
    assert titles(calendars.of_person("DC3 coordinator")) == []
    needs = tuple(r.model_copy(update={"people": ("DC3 coordinator",)}) for r in of.requests)
    needed = linked.model_copy(update={"requests": needs})
    assert titles(Calendars(needed, programme(needed)).of_person("DC3 coordinator")) == [
        "One",
        "DC3: bilateral meeting",
    ]
    assert dict(calendars.people)["DC3 coordinator"] is False


def test_the_description_says_who_takes_part_and_when() -> None:
    of = example_instance()
    (main,) = [
        event
        for event in events(Calendars(of, example_programme(of)).public())
        if event.summary.value == "Artificial intelligence and the common good"
    ]
    assert main.description.value == (
        "Main session\nWith DC-IoT, DC-DAIG\nThemes: Harnessing artificial intelligence\n"
        "14:15–14:25 DC-IoT: Trustworthy things\n14:25–14:35 DC-DAIG: +Open data for all"
    )


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/London", date(2025, 3, 29)),
        ("Europe/London", date(2025, 10, 25)),
        ("Europe/Dublin", date(2025, 3, 29)),
        ("America/New_York", date(2025, 11, 1)),
        ("Australia/Lord_Howe", date(2025, 4, 5)),
        ("Pacific/Chatham", date(2025, 9, 27)),
        ("Africa/Casablanca", date(2025, 2, 22)),
        ("Asia/Riyadh", date(2024, 12, 31)),
        ("Asia/Kathmandu", date(2025, 6, 1)),
        ("America/St_Johns", date(2025, 3, 8)),
        ("Etc/GMT-3", date(2025, 6, 1)),
        ("UTC", date(2025, 6, 1)),
    ],
)
@pytest.mark.parametrize("start", [5 * 60, 9 * 60])
def test_moments_are_right_on_both_sides_of_a_change_of_the_clocks(zone: str, first: date, start: int) -> None:
    """The reader knows the zone from the file alone: its moments must be those of the list of zones."""
    of = meeting(tuple("ABCDEFGHIJKL"), zone, first, days=3, start=start)
    found = events(Calendars(of, programme(of)).public())
    assert len(found) == 12
    days = {day.id: day.date for day in of.days}
    for session, event in zip(sorted(of.sessions, key=lambda s: s.title), sorted(found, key=_summary), strict=True):
        assert session.place
        on = days[session.place.day]
        hour = session.place.start // 60
        meant = datetime(on.year, on.month, on.day, hour, tzinfo=ZoneInfo(zone))
        assert event.dtstart.value.utcoffset() == meant.utcoffset()
        assert event.dtstart.value.astimezone(UTC) == meant.astimezone(UTC)


def _summary(event: vobject.base.Component) -> str:
    return str(event.summary.value)


def test_the_half_hour_after_a_change_of_the_clocks() -> None:
    """The file says to the minute when the change comes."""
    of = meeting(("A",), "Europe/London", date(2025, 3, 30), start=2 * 60 + 30)
    (event,) = events(Calendars(of, programme(of)).public())
    assert event.dtstart.value.astimezone(UTC).hour == 1


def test_the_same_programme_gives_the_same_bytes_and_the_same_names_for_ever() -> None:
    of = meeting()
    assert Calendars(of, programme(of)).public() == Calendars(of, programme(of)).public()
    (first, *_) = events(Calendars(of, programme(of)).public())
    # Calendars that people have already know the session by this name.
    assert first.uid.value == "7be3dd49-0f40-5e4f-9193-70c6fa71d158"
    assert (first.sequence.value, first.dtstamp.value) == ("0", datetime(2024, 1, 1, tzinfo=UTC))


def test_what_changed_has_a_higher_sequence_and_a_later_date() -> None:
    of = meeting()
    first = programme(of)
    second = changed(first, "S0", start=600, end=660)
    third = changed(second, "S0", room="会議室")
    kept = [
        EarlierProgramme(first, FIRST_SENT),
        EarlierProgramme(second, FIRST_SENT.replace(day=5)),
        EarlierProgramme(third, FIRST_SENT.replace(day=9)),
    ]
    found = {event.summary.value: event for event in events(Calendars(of, third, kept).public())}
    assert {title: event.sequence.value for title, event in found.items()} == {"One": "2", "Two": "0", "Three": "0"}
    assert found["One"].last_modified.value == datetime(2024, 11, 9, 12, tzinfo=UTC)
    assert found["Two"].last_modified.value == FIRST_SENT
    unchanged = events(Calendars(of, first, kept[:1]).public())
    assert {event.uid.value for event in found.values()} == {event.uid.value for event in unchanged}


def test_whoever_leaves_a_session_finds_it_cancelled_while_it_goes_on_for_the_others() -> None:
    of, now = example_instance(), example_programme()
    joint = next(placed for placed in now.sessions if len(placed.coalitions) > 1)
    gone, *others = joint.coalitions
    before = now.model_copy(
        update={"sessions": tuple(p.model_copy(update={"state": State.ANNOUNCED}) for p in now.sessions)}
    )
    after = changed(before, joint.id, coalitions=tuple(others))
    held = next(d.request for d in now.decisions if d.session == joint.id and d.request.startswith(f"{gone}:"))
    after = after.model_copy(update={"decisions": tuple(d for d in after.decisions if d.request != held)})
    kept = [EarlierProgramme(before, FIRST_SENT), EarlierProgramme(after, FIRST_SENT.replace(day=5))]
    calendars = Calendars(of, after, kept)

    def event(calendar: bytes) -> tuple[str, str]:
        (one,) = (one for one in events(calendar) if one.summary.value == joint.title)
        return one.status.value, one.sequence.value

    assert event(calendars.of_coalition(gone)) == ("CANCELLED", "1")
    assert event(calendars.of_coalition(others[0])) == ("CONFIRMED", "1")
    (public,) = (one for one in events(calendars.public()) if one.summary.value == joint.title)
    assert gone not in public.description.value.splitlines()[1].removeprefix("With ").split(", ")


def test_a_change_and_back_is_two_changes() -> None:
    of = meeting()
    first = programme(of)
    second = changed(first, "S0", title="Other")
    kept = [EarlierProgramme(first, FIRST_SENT), EarlierProgramme(second, FIRST_SENT)]
    (one, *_) = events(Calendars(of, first, kept).public())
    assert one.sequence.value == "2"


def test_a_room_that_is_called_otherwise_now_is_a_change() -> None:
    before = meeting()
    first = programme(before)
    of = before.model_copy(
        update={"rooms": (*before.rooms[1:], before.rooms[0].model_copy(update={"id": "Great Hall"}))}
    )
    now = changed(changed(first, "S0", room="Great Hall"), "DC3: bilateral meeting", room="Great Hall")
    sequences = [
        event.sequence.value for event in events(Calendars(of, now, [EarlierProgramme(first, FIRST_SENT)]).public())
    ]
    assert sequences == ["0", "0", "1"]


@pytest.mark.parametrize("state", [State.ANNOUNCED, State.PUBLISHED])
def test_a_session_that_was_announced_and_is_gone_is_cancelled(state: State) -> None:
    of = meeting()
    first = changed(programme(of), "S1", state=state)
    now = without(first, "S1")
    calendars = Calendars(of, now, [EarlierProgramme(first, FIRST_SENT)])
    found = {event.summary.value: event for event in events(calendars.public())}
    assert found["Two"].status.value == "CANCELLED"
    assert found["Two"].sequence.value == "1"
    assert {found[title].status.value for title in ("One", "Three")} == {"TENTATIVE"}
    assert titles(calendars.of_coalition("DC/IoT")) == ["Two"]


def test_a_session_of_a_draft_that_nobody_saw_goes_without_a_word_unless_it_was_sent_out() -> None:
    of = meeting()
    first = programme(of)
    now = without(first, "S1")
    assert titles(Calendars(of, now, [EarlierProgramme(first, FIRST_SENT)]).public()) == ["One", "Three"]
    assert titles(Calendars(of, now, [EarlierProgramme(first, FIRST_SENT, True)]).public()) == ["One", "Three", "Two"]


def test_a_closed_session_that_is_cancelled_stays_closed() -> None:
    of = meeting(closed=(1,))
    first = programme(of, state=State.PUBLISHED)
    calendars = Calendars(of, without(first, "S1"), [EarlierProgramme(first, FIRST_SENT)])
    assert titles(calendars.public()) == ["One", "Three"]


def test_of_a_session_that_left_the_workbook_too_only_the_cancellation_is_said() -> None:
    before = meeting()
    first = programme(before, state=State.PUBLISHED)
    of = before.model_copy(update={"sessions": before.sessions[:1]})
    now = without(without(first, "S1"), "S2")
    found = events(Calendars(of, now, [EarlierProgramme(first, FIRST_SENT)]).public())
    assert [event.summary.value for event in found] == ["One", "Cancelled session", "Cancelled session"]
    assert "location" not in found[1].contents


def test_what_is_settled_is_confirmed() -> None:
    of = meeting()
    for state, status in ((State.DRAFT, "TENTATIVE"), (State.PROPOSED, "TENTATIVE"), (State.ACCEPTED, "CONFIRMED")):
        found = events(Calendars(of, programme(of, state=state)).public())
        assert {event.status.value for event in found} == {status}


def test_addresses_stand_where_they_are_asked_for_and_nowhere_else() -> None:
    of = meeting(closed=(1,))
    silent, telling = Calendars(of, programme(of)), Calendars(of, programme(of), with_addresses=True)
    own = (silent.of_coalition("DC3"), silent.of_person("DC3 coordinator"))
    public = (telling.public(), telling.of_room("Hall"))
    assert not [calendar for calendar in (*own, *public) if b"@" in calendar]
    (one, meeting_of_two) = events(telling.of_coalition("DC3"))
    assert one.contact.value == meeting_of_two.contact.value == "DC3 coordinator, 0@secret.example"
