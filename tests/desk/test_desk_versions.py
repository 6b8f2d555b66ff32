"""Versions saved at the desk are those of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.core.atomic_files import OutputError
from scheduler.core.vocabulary import State
from scheduler.desk.desk_versions import NotAllowedError, restoring, save_version
from scheduler.desk.edits import EditError, MoveEdit
from scheduler.desk.state import DeskState
from scheduler.storage.programme_files import load_programme
from scheduler.storage.versions import store_version, versions_of
from scheduler.verify import check, score_differences
from tests.desk.opened import meeting


def saved(tmp_path: Path) -> tuple[DeskState, Path]:
    instance, programme = meeting("tiny")
    file = tmp_path / "tiny.json"
    store_version(programme, file, "Ana")
    return DeskState(instance, programme), file


def broken(state: DeskState) -> MoveEdit:
    one, other = [placed for placed in state.programme.sessions if not placed.given][:2]
    return MoveEdit(session=one.id, day=other.day, start=other.start, room=other.room)


def test_a_version_is_saved_with_its_goals_counted_anew(tmp_path: Path) -> None:
    state, file = saved(tmp_path)
    state.apply(broken(state))
    stored, programme = save_version(state, file, author="Ben", note="moved one")
    assert stored.number == 2
    assert load_programme(file) == programme
    assert score_differences(programme, check(state.instance, programme)) == ()
    newest = versions_of(file)[-1]
    assert (newest.author, newest.note, newest.parents) == ("Ben", "moved one", (versions_of(file)[0].sha256,))


def test_a_programme_that_breaks_rules_is_not_announced(tmp_path: Path) -> None:
    state, file = saved(tmp_path)
    save_version(state, file, to_state=State.ANNOUNCED)
    state, file = DeskState(state.instance, load_programme(file)), file
    assert state.programme.state is State.ANNOUNCED
    state.apply(broken(state))
    with pytest.raises(NotAllowedError, match="cannot be announced"):
        save_version(state, file)
    save_version(state, file, to_state=State.DRAFT)


def test_one_goes_back_to_any_version_and_forth_again(tmp_path: Path) -> None:
    state, file = saved(tmp_path)
    first = state.programme
    state.apply(broken(state))
    later = state.programme
    save_version(state, file)
    state.apply(restoring(file, 1))
    assert state.programme == first
    state.undo()
    assert state.programme == later
    with pytest.raises(EditError, match="no version 9"):
        restoring(file, 9)


def test_what_somebody_else_saved_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    state, file = saved(tmp_path)
    other = DeskState(state.instance, state.programme)
    other.apply(broken(other))
    save_version(other, file)
    state.apply(broken(state))
    state.apply(
        MoveEdit(
            session=state.programme.sessions[-1].id,
            day=state.instance.days[0].id,
            start=0,
            room=state.instance.rooms[0].id,
        )
    )
    with pytest.raises(OutputError, match="saved by somebody else"):
        save_version(state, file)
