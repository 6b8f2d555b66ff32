"""Values beyond what systems and formats take: each ends in a sentence or works, none in an unforeseen error."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from scheduler.cli import main
from scheduler.export.proposal import proposal_file
from scheduler.model.solver import new_solver
from scheduler.storage.programme_files import load_programme
from scheduler.storage.versions import versions_of
from scheduler.storage.versions.stored import NOT_STORED, is_stored
from tests.conftest import Command
from tests.miniatures.meeting import meeting

LONG = "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", LONG),
        ("solve", LONG),
        ("verify", LONG),
        ("versions", LONG),
        ("changes", LONG, LONG),
        ("export", f"{LONG}.json", "made.md"),
        ("init", LONG),
        ("generate", LONG),
    ],
)
def test_names_that_the_system_does_not_take(arguments: tuple[str, ...], run: Command) -> None:
    done = run(*arguments)
    assert done.returncode in (3, 7)
    assert "Unforeseen" not in done.stderr
    assert done.stderr


@pytest.mark.parametrize("seed", [2**31, 10**30, -(10**30), -1])
def test_any_seed_is_taken(seed: int) -> None:
    assert new_solver(seed=seed).parameters.random_seed in range(-(2**31), 2**31)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_beyond_all_calendars_are_wrong_usage(day: str, run: Command, tmp_path: Path) -> None:
    done = run("proposal", "made.json", "-o", tmp_path / "made.md", "--on", day)
    assert done.returncode == 2
    assert f"{day} is no date between 1900 and 2200" in done.stderr


def test_a_meeting_of_a_long_name_has_a_paper(tmp_path: Path) -> None:
    instance, programme = meeting()
    event = instance.event.model_copy(update={"name": LONG})
    content = proposal_file(instance.model_copy(update={"event": event}), programme, tmp_path / "made.docx")
    assert isinstance(content, bytes)
    (tmp_path / "made.docx").write_bytes(content)
    made = docx.Document(str(tmp_path / "made.docx"))
    assert made.core_properties.title == LONG[:255]
    assert LONG in made.paragraphs[0].text


def test_versions_without_a_zone_or_of_year_1(solved: Path) -> None:
    file = solved / "solutions" / "tiny.json"
    (version,) = versions_of(file)
    stored = json.loads(version.model_dump_json())
    without = type(version).model_validate({**stored, "date": "2026-06-01T10:00:00"})
    assert without.date.isoformat() == "2026-06-01T10:00:00+00:00"
    with pytest.raises(ValueError, match="between 1900 and 2200"):
        type(version).model_validate({**stored, "date": "0001-01-01T00:00:00Z"})


def test_a_paper_and_its_state_are_written_together_or_not_at_all(
    solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(solved)
    file = tmp_path / "tiny.json"
    file.write_bytes((solved / "solutions" / "tiny.json").read_bytes())
    before = load_programme(file)
    for wrong in (tmp_path / "made.pdf", tmp_path / "missing" / "made.md"):
        assert main(["proposal", str(file), "-o", str(wrong), "--state", "proposed"]) == 7
        assert load_programme(file) == before
        assert not wrong.exists()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patched:
        patched.setattr("scheduler.storage.versions.version_store.save_programme", full)
        assert main(["proposal", str(file), "-o", str(tmp_path / "made.md"), "--state", "proposed"]) != 0
    assert not list(tmp_path.glob("*made*"))
    assert not list(tmp_path.glob(".*"))
    assert main(["proposal", str(file), "-o", str(tmp_path / "made.md"), "--state", "proposed"]) == 0
    assert load_programme(file).state == "proposed"
    assert (tmp_path / "made.md").exists()


def test_what_is_made_from_a_file_that_is_no_stored_version_is_marked(
    solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(solved)
    stored = solved / "solutions" / "tiny.json"
    copy = tmp_path / "elsewhere.json"
    copy.write_bytes(stored.read_bytes())
    assert is_stored(load_programme(stored), stored)
    assert not is_stored(load_programme(copy), copy)
    for file, marked in ((stored, False), (copy, True)):
        for name in ("made.md", "made.html"):
            assert main(["export", str(file), str(tmp_path / name)]) == 0
            text = (tmp_path / name).read_text()
            assert (NOT_STORED[:40] in text) == marked
        assert main(["proposal", str(file), "-o", str(tmp_path / "paper.md")]) == 0
        assert (NOT_STORED[:40] in (tmp_path / "paper.md").read_text()) == marked
