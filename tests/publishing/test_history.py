"""What was before a programme: the versions kept of it, up to itself, and what was sent out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.core.programme import Programme
from scheduler.core.vocabulary import State
from scheduler.export.calendar.calendars import Calendars
from scheduler.export.calendar.history import earlier_programmes
from scheduler.storage.programme_files import ProgrammeFileError, save_programme
from scheduler.storage.versions import store_version
from tests.publishing.meeting import changed, meeting, programme, without
from tests.publishing.test_calendar import events

INSTANCE = meeting()
FIRST = programme(INSTANCE, state=State.PUBLISHED)
SECOND = changed(FIRST, "S0", start=600, end=660)
THIRD = without(SECOND, "S1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A programme's file with three versions."""
    path = tmp_path / "meeting.json"
    for version in (FIRST, SECOND, THIRD):
        store_version(version, path)
    return path


def told(file: Path, of: Programme) -> dict[str, tuple[str, str]]:
    """Sequence and status of each session in the calendar of a programme from a file."""
    earlier = earlier_programmes(INSTANCE, of, file)
    return {
        event.summary.value: (event.sequence.value, event.status.value)
        for event in events(Calendars(INSTANCE, of, earlier).public())
    }


def test_the_last_version_knows_all_before_it(file: Path) -> None:
    assert told(file, THIRD) == {"One": ("1", "CONFIRMED"), "Two": ("1", "CANCELLED"), "Three": ("0", "CONFIRMED")}


def test_an_earlier_version_knows_nothing_of_what_came_after(file: Path) -> None:
    assert told(file.with_name("meeting@1"), FIRST) == dict.fromkeys(("One", "Two", "Three"), ("0", "CONFIRMED"))
    assert told(file.with_name("meeting@2"), SECOND)["One"] == ("1", "CONFIRMED")


def test_a_programme_that_was_not_kept_comes_after_all_versions(file: Path) -> None:
    assert told(file, changed(THIRD, "S2", room="Hall", start=900, end=960))["Three"] == ("1", "CONFIRMED")


def test_a_file_without_versions_has_no_history(tmp_path: Path) -> None:
    save_programme(FIRST, tmp_path / "alone.json")
    assert earlier_programmes(INSTANCE, FIRST, tmp_path / "alone.json") == ()


def test_what_was_sent_out_counts_once(file: Path, tmp_path: Path) -> None:
    save_programme(FIRST, tmp_path / "sent.json")
    stranger = changed(FIRST, "S2", title="As it was called then").model_copy(update={"state_since": date(2024, 10, 1)})
    save_programme(stranger, tmp_path / "stranger.json")
    sent = (tmp_path / "sent.json", tmp_path / "stranger.json")
    earlier = earlier_programmes(INSTANCE, THIRD, file, sent)
    assert [one.programme for one in earlier] == [stranger, FIRST, SECOND, THIRD]
    assert [one.sent_out for one in earlier] == [True, True, False, False]


def test_a_file_of_another_event_was_not_sent_out_for_this_one(tmp_path: Path) -> None:
    of = INSTANCE.model_copy(update={"name": "another"})
    save_programme(programme(of), tmp_path / "other.json")
    with pytest.raises(ProgrammeFileError, match="is a programme of “another”, not of “meeting”"):
        earlier_programmes(INSTANCE, FIRST, tmp_path / "meeting.json", [tmp_path / "other.json"])
