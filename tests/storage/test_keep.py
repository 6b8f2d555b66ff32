"""Every programme that stood in a file is kept under a number of its own, and nothing is overwritten."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from scheduler.core.programme import Programme, Score
from scheduler.core.run_files import run_files
from scheduler.core.vocabulary import State
from scheduler.storage.outputs import write_output
from scheduler.storage.programme_files import OutputError, ProgrammeFileError, load_programme, save_programme
from scheduler.storage.versions import VersionedFile, fingerprint, store_version, versions_of
from scheduler.storage.versions.version import load_version
from tests.diff.altered import with_session
from tests.reports.example import programme

FIRST = programme()
SECOND = with_session(FIRST, "Joint: CONNECT", room="Salle 4")
THIRD = with_session(FIRST, "Joint: CONNECT", room="Salle 5")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "igf.json"


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_each_version_has_number_author_date_note_state_and_what_it_came_from(file: Path) -> None:
    store_version(FIRST, file, author="Ana", note="first")
    store_version(SECOND.model_copy(update={"state": State.PROPOSED}), file, author="Bo")
    first, second = versions_of(file)
    assert (first.version, first.author, first.note, first.state, first.parents) == (1, "Ana", "first", "draft", ())
    assert (second.version, second.author, second.note, second.state) == (2, "Bo", "", "proposed")
    assert second.parents == (first.sha256,) == (fingerprint(FIRST),)
    assert first.date <= second.date
    assert first.date.utcoffset() is not None
    assert (first.programme, load_programme(file)) == (FIRST, second.programme)
    assert names_in(file.parent) == ["igf", "igf.json", "igf/0001.json", "igf/0002.json"]


def test_the_author_is_said_or_set_and_never_guessed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.delenv("IGF_SCHEDULER_AUTHOR", raising=False)
    store_version(FIRST, file)
    monkeypatch.setenv("IGF_SCHEDULER_AUTHOR", "Chair")
    store_version(SECOND, file)
    store_version(THIRD, file, author="Ana")
    assert [version.author for version in versions_of(file)] == ["", "Chair", "Ana"]


def test_the_same_programme_gets_no_second_number_unless_something_new_is_said(file: Path) -> None:
    assert store_version(FIRST, file, note="a").is_new
    slower = FIRST.model_copy(update={"provenance": FIRST.provenance.model_copy(update={"seconds": 9.0})})
    assert not store_version(slower, file).is_new
    assert not store_version(FIRST, file, note="a").is_new
    assert store_version(FIRST, file, note="b").number == 2
    assert store_version(FIRST.model_copy(update={"state": State.ACCEPTED}), file).number == 3
    proven = FIRST.model_copy(update={"scores": (Score(goal="inconvenience", value=3, bound=3, proven=True),)})
    assert store_version(proven, file).number == 4


def test_what_stood_in_the_file_before_there_were_versions_is_kept_first(file: Path) -> None:
    save_programme(FIRST, file)
    store_version(SECOND, file)
    first, second = versions_of(file)
    assert (first.programme, second.programme) == (FIRST, SECOND)
    assert "before versions were kept" in first.note


def test_what_was_changed_by_hand_is_kept_first(file: Path) -> None:
    store_version(FIRST, file)
    save_programme(SECOND, file)
    store_version(THIRD, file)
    assert [version.programme for version in versions_of(file)] == [FIRST, SECOND, THIRD]
    assert versions_of(file)[1].parents == (fingerprint(FIRST),)


def test_going_back_to_an_older_version_is_a_version(file: Path) -> None:
    for one in (FIRST, SECOND, FIRST):
        store_version(one, file)
    assert [version.programme for version in versions_of(file)] == [FIRST, SECOND, FIRST]


def test_steps_of_a_search_replace_each_other_but_nothing_else(file: Path) -> None:
    store_version(FIRST, file)
    head = VersionedFile(file)
    head.save_interim(SECOND)
    head.save_interim(THIRD)
    assert load_programme(file) == THIRD
    head.store(SECOND)
    assert [version.programme for version in versions_of(file)] == [FIRST, SECOND]
    assert versions_of(file)[1].parents == (fingerprint(FIRST),)


def test_a_step_left_by_a_search_that_was_killed_is_kept(file: Path) -> None:
    VersionedFile(file).save_interim(FIRST)
    VersionedFile(file).store(SECOND)
    assert [version.programme for version in versions_of(file)] == [FIRST, SECOND]


def test_what_somebody_else_saves_meanwhile_is_not_lost(file: Path) -> None:
    store_version(FIRST, file)
    mine = load_programme(file)
    store_version(SECOND, file, author="somebody else")
    with pytest.raises(OutputError, match="saved by somebody else since it was read"):
        store_version(THIRD, file, read=mine)
    assert load_programme(file) == SECOND
    assert len(versions_of(file)) == 2


def test_a_kept_version_is_never_written_to(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_version(FIRST, file)
    before = (file.parent / "igf" / "0001.json").read_bytes()
    monkeypatch.chdir(file.parent)
    for name in ("igf/0001.json", "igf.json@1", "igf@1"):
        with pytest.raises(OutputError, match="never changed"):
            store_version(SECOND, name)
    assert (file.parent / "igf" / "0001.json").read_bytes() == before
    assert names_in(file.parent) == ["igf", "igf.json", "igf/0001.json"]


@pytest.mark.parametrize("content", [b"", b"notes", b'{"schema_version": 1}', b"[]"])
def test_a_file_that_is_no_programme_is_not_replaced(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(OutputError, match="It would be lost"):
        store_version(FIRST, file)
    assert names_in(file.parent) == ["igf.json"]
    assert file.read_bytes() == content


def test_versions_lie_apart_where_a_folder_of_that_name_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "igf").mkdir()
    (tmp_path / "igf" / "planning.xlsx").write_text("")
    for one in (FIRST, SECOND):
        store_version(one, tmp_path / "igf.json")
    assert len(versions_of(tmp_path / "igf.json")) == 2
    assert names_in(tmp_path / "igf") == ["planning.xlsx"]
    store_version(FIRST, tmp_path / "bare")
    assert (tmp_path / "bare.versions" / "0001.json").is_file()


def test_a_version_is_called_by_its_number(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "solutions").mkdir()
    monkeypatch.chdir(file.parent)
    for one in (FIRST, SECOND):
        store_version(one, "solutions/igf.json")
    for name in ("igf@1", "solutions/igf@1", "solutions/igf.json@1", "solutions/igf/0001.json"):
        assert load_programme(name) == FIRST
    with pytest.raises(ProgrammeFileError, match="no version 3 of “igf”; the last is 2"):
        load_programme("igf@3")
    with pytest.raises(ProgrammeFileError, match="no versions of “other”"):
        load_programme("other@1")


def test_a_version_that_is_none_is_told(file: Path) -> None:
    store_version(FIRST, file)
    version = file.parent / "igf" / "0001.json"
    data = json.loads(version.read_text(encoding="utf-8"))
    version.write_text(json.dumps({**data, "state": "lost"}), encoding="utf-8")
    with pytest.raises(ProgrammeFileError, match="no valid version: field “state”"):
        load_version(version)
    with run_files() as run:
        assert versions_of(file) == ()
    assert [re.sub("“.*?”", "FILE", one) for one in run.warnings] == [
        "FILE is no valid version: field FILE: Input should be 'draft', 'proposed', 'accepted', 'amended', 'announced' "
        "or 'published'. It is passed over; the other versions are not affected."
    ]


@pytest.mark.parametrize("damage", ["empty", "list", "cut", "pipe"])
def test_a_damaged_version_is_named_and_passed_over(file: Path, damage: str) -> None:
    store_version(FIRST, file)
    store_version(SECOND, file)
    version = file.parent / "igf" / "0001.json"
    text = version.read_text(encoding="utf-8")
    version.unlink()
    if damage == "pipe":
        os.mkfifo(version)
    else:
        version.write_text({"empty": "", "list": "[]", "cut": text[:500]}[damage], encoding="utf-8")
    with run_files() as run:
        assert [one.version for one in versions_of(file)] == [2]
        assert store_version(FIRST, file).number == 3
    assert len(run.warnings) in (1, 2)  # the list and the store may say it in two ways
    assert all("0001.json” " in one and "It is passed over" in one for one in run.warnings)
    assert load_programme(file) == FIRST
    assert load_programme(file.parent / "igf@2") == SECOND
    with pytest.raises(ProgrammeFileError, match=r"0001\.json"):
        load_programme(file.parent / "igf@1")
    if damage != "pipe":
        assert version.read_text(encoding="utf-8") != text


def test_a_stored_version_is_never_replaced(file: Path) -> None:
    store_version(FIRST, file)
    version = file.parent / "igf" / "0001.json"
    before = version.read_bytes()
    with pytest.raises(OutputError, match="is a stored version"):
        save_programme(SECOND, version)
    with run_files(overwrite=True), pytest.raises(OutputError, match="is a stored version"):
        write_output(version, "{}")
    assert version.read_bytes() == before


def test_fields_that_come_into_the_format_later_leave_fingerprints_as_they_are() -> None:
    older = json.loads(FIRST.model_dump_json(exclude_defaults=True))
    assert "left_out" not in older
    assert fingerprint(Programme.model_validate(older)) == fingerprint(FIRST)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_drive_without_links(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    for one in (FIRST, SECOND):
        store_version(one, file)
    assert [version.programme for version in versions_of(file)] == [FIRST, SECOND]
    assert names_in(file.parent) == ["igf", "igf.json", "igf/0001.json", "igf/0002.json"]
