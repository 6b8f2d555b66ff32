"""``export`` as a user meets it: a folder, calendars that know what was before, and the columns for Sched."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from scheduler.core.vocabulary import State
from scheduler.storage.programme_files import load_programme, save_programme
from tests.conftest import Command
from tests.publishing.test_calendar import events

PROGRAMME = "solutions/tiny.json"


@pytest.fixture
def workspace(solved: Path, tmp_path: Path) -> Path:
    """A folder of its own in which `tiny` is solved."""
    return shutil.copytree(solved, tmp_path / "workspace")


def test_a_folder_with_everything_and_the_instance_as_it_was(run: Command, workspace: Path) -> None:
    done = run("export", PROGRAMME, "out/", cwd=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert "“out/” is written." in done.stderr
    count = len(events((workspace / "out/public/calendar.ics").read_bytes()))
    with (workspace / "out/public/indico.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == count > 3
    assert not (workspace / "instances/tiny/sched.toml").exists()
    assert run("verify", PROGRAMME, cwd=workspace).returncode == 0


def test_the_columns_for_sched_are_written_on_request_and_read_from_there(run: Command, workspace: Path) -> None:
    mapping = workspace / "instances/tiny/sched.toml"
    done = run("export", PROGRAMME, "sched.csv", cwd=workspace)
    assert done.returncode == 0
    assert not mapping.exists()
    plain = (workspace / "sched.csv").read_bytes()
    assert run("export", PROGRAMME, mapping, cwd=workspace).returncode == 0
    assert run("export", PROGRAMME, "sched.csv", cwd=workspace).returncode == 0
    assert (workspace / "sched.csv").read_bytes() == plain
    mapping.write_text('[columns]\nTitle = "{name}"\n')
    done = run("export", PROGRAMME, "other.csv", "--format", "sched", cwd=workspace)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: sched.toml: line 2: column “Title”: “{name}” is not a field of a session;")
    assert not (workspace / "other.csv").exists()
    (workspace / "mine.toml").write_text('[columns]\nMine = "{room}"\n')
    assert run("export", PROGRAMME, "sched.csv", "--mapping", "mine.toml", cwd=workspace).returncode == 0
    assert (workspace / "sched.csv").read_text(encoding="utf-8-sig").startswith("Mine\n")


def test_calendars_know_the_versions_that_were_kept_and_what_was_sent_out(run: Command, workspace: Path) -> None:
    now = load_programme(workspace / PROGRAMME)
    joint = next(placed for placed in now.sessions if placed.id.startswith("Joint"))
    was = joint.model_copy(update={"title": "Another title"})
    gone = joint.model_copy(update={"id": "Joint: GONE", "title": "What is no more"})
    others = tuple(placed for placed in now.sessions if placed != joint)
    before = now.model_copy(update={"sessions": (*others, was, gone), "state": State.PUBLISHED})
    save_programme(before, workspace / "before.json")
    assert run("export", PROGRAMME, "new.ics", "--since", "before.json", cwd=workspace).returncode == 0
    found = {event.summary.value: event for event in events((workspace / "new.ics").read_bytes())}
    assert found[joint.title].sequence.value == "1"
    assert found["What is no more"].status.value == "CANCELLED"
    assert run("export", PROGRAMME, "plain.ics", cwd=workspace).returncode == 0
    plain = {event.summary.value: event for event in events((workspace / "plain.ics").read_bytes())}
    assert plain[joint.title].uid.value == found[joint.title].uid.value
    assert "What is no more" not in plain


def test_a_programme_of_another_event_was_not_sent_out_before(run: Command, workspace: Path) -> None:
    now = load_programme(workspace / PROGRAMME)
    other = now.model_copy(update={"provenance": now.provenance.model_copy(update={"instance": "igf-1999"})})
    save_programme(other, workspace / "other.json")
    done = run("export", PROGRAMME, "new.ics", "--since", "other.json", cwd=workspace)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("“other.json” is a programme of “igf-1999”, not of “tiny”")
    assert not (workspace / "new.ics").exists()


def test_whose_calendar_is_asked_for_must_be_known_and_one(run: Command, workspace: Path) -> None:
    done = run("export", PROGRAMME, "x.ics", "--coalition", "DCNobody", cwd=workspace)
    assert done.returncode == 3
    assert done.stderr.startswith("There is no coalition “DCNobody”. ")
    assert run("export", PROGRAMME, "x.ics", "--coalition", "a", "--room", "b", cwd=workspace).returncode == 2
