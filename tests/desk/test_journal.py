"""The journal: no edit is lost, two writers see each other, and conflicts are refused with a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.desk.edits import EditError, MoveEdit, TakeOutEdit
from scheduler.desk.journal import ConflictingEditError, Journal, JournalError
from scheduler.desk.working_copy import WorkingCopy
from tests.conftest import ROOT
from tests.desk.opened import meeting


def open_copy(folder: Path, name: str = "tiny") -> WorkingCopy:
    instance, programme = meeting(name)
    return WorkingCopy(instance, programme, Journal(folder / "desk.sqlite", name))


def moved(copy: WorkingCopy, number: int, minutes: int = 15) -> MoveEdit:
    placed = copy.state.programme.sessions[number]
    return MoveEdit(session=placed.id, day=placed.day, start=placed.start + minutes, room=placed.room)


def test_edits_and_undo_outlast_a_restart(tmp_path: Path) -> None:
    copy = open_copy(tmp_path)
    first = copy.state.programme
    for number in (0, 1, 0):
        copy.apply(moved(copy, number), copy.revision, "Ana")
    copy.undo(copy.revision)
    expected = copy.state.programme
    copy.journal.close()

    again = open_copy(tmp_path)
    assert again.state.programme == expected
    assert again.state.can_redo
    again.redo(again.revision)
    for _ in range(3):
        again.undo(again.revision)
    assert again.state.programme == first
    with pytest.raises(EditError, match="nothing to undo"):
        again.undo(again.revision)


def test_a_second_window_sees_the_first_ones_edits(tmp_path: Path) -> None:
    one, other = open_copy(tmp_path), open_copy(tmp_path)
    seen = other.revision
    one.apply(moved(one, 0), one.revision, "Ana")
    entries = other.refresh()
    assert [entry.author for entry in entries] == ["Ana"]
    assert entries[0].touched == {one.state.programme.sessions[0].id}
    assert other.state.programme == one.state.programme
    assert other.revision == one.revision > seen


def test_edits_of_different_sessions_are_merged_and_of_the_same_refused(tmp_path: Path) -> None:
    one, other = open_copy(tmp_path), open_copy(tmp_path)
    seen = other.revision
    one.apply(moved(one, 0), seen, "Ana")
    other.apply(moved(other, 1), seen, "Ben")
    with pytest.raises(ConflictingEditError, match="Ben has changed “") as error:
        one.apply(TakeOutEdit(session=one.state.programme.sessions[1].id), seen)
    assert error.value.revision == other.revision
    one.refresh()
    assert one.state.programme == other.state.programme
    assert len(one.state.edits) == 2
    with pytest.raises(ConflictingEditError, match="another edit"):
        one.undo(seen)


def test_nothing_is_merged_into_a_programme_that_began_anew(tmp_path: Path) -> None:
    one, other = open_copy(tmp_path), open_copy(tmp_path)
    seen = other.revision
    one.apply(moved(one, 0), seen)
    one.begin_from(one.state.programme)
    assert not one.state.can_undo
    with pytest.raises(ConflictingEditError):
        other.apply(moved(other, 1), seen)
    assert other.state.programme == one.state.programme
    assert open_copy(tmp_path).state.base.programme == one.state.programme


def test_programmes_in_one_file_do_not_meet(tmp_path: Path) -> None:
    instance, programme = meeting("tiny")
    one, other = (WorkingCopy(instance, programme, Journal(tmp_path / "desk.sqlite", name)) for name in "ab")
    one.apply(moved(one, 0), one.revision)
    assert other.refresh() == ()
    assert other.state.programme == programme


WRITER = """
import sys
from pathlib import Path
from tests.desk.test_journal import moved, open_copy
copy = open_copy(Path(sys.argv[1]))
while True:
    copy.apply(moved(copy, 0, 1), copy.revision)
    print(copy.state.programme.sessions[0].start, flush=True)
"""


def test_a_killed_process_loses_no_edit(tmp_path: Path) -> None:
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(5)]
        process.kill()
        said += process.stdout.readlines()
        process.wait()
        whole = [int(line) for line in said if line.endswith("\n")]
        copy = open_copy(tmp_path)
        assert copy.state.programme.sessions[0].start >= whole[-1]
        assert len(copy.state.edits) >= len(whole)
        copy.journal.close()


def test_a_file_that_is_no_journal_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_text("no database " * 200)
    with pytest.raises(JournalError, match="Move it away"):
        open_copy(tmp_path)
    with pytest.raises(JournalError, match="missing"):
        open_copy(tmp_path / "nowhere")
