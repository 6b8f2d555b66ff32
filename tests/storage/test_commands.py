"""Versions, changes and merging as a user meets them on the command line."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from datetime import time
from pathlib import Path

from openpyxl import load_workbook

from scheduler.cli import main
from scheduler.storage.programme_files import load_programme, save_programme
from scheduler.storage.versions import versions_of
from tests.diff.altered import at, with_session
from tests.storage.conftest import Said

HEAD = Path("solutions/tiny.json")
MEETINGS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("DC-DT: bilateral meeting", {"day": "Day 0", **at("14:00", 90)}),
    ("DC-SIDS: bilateral meeting", {"day": "Day 1", **at("10:30", 90)}),
)
WORKSHOP = ("WS #2", at("16:00", 60))


def move(file: Path, *moves: tuple[str, Mapping[str, object]]) -> None:
    """Change a programme's file by hand."""
    programme = load_programme(file)
    for session, fields in moves:
        programme = with_session(programme, session, **fields)
    save_programme(programme, file)


def test_solving_keeps_a_version_and_the_same_again_none(say: Said) -> None:
    assert say("solve", "tiny", "--author", "Ana")[0] == 0
    code, out, _ = say("versions", "tiny")
    assert code == 0
    assert len(out.splitlines()) == 2
    assert re.search(r"^→ 1  \d{4}-\d\d-\d\d \d\d:\d\d  not said  draft", out, re.MULTILINE)


def test_versions_are_listed_with_author_state_note_and_changes(say: Said) -> None:
    say("versions", HEAD, "--state", "proposed", "--author", "Ana", "--note", "for the MAG a@example.org")
    say("versions", HEAD, "--state", "announced", "--session", "Joint", "--author", "Bo")
    move(HEAD, *MEETINGS)
    code, out, _ = say("versions", HEAD)
    assert code == 0
    assert "Ana       proposed  none             for the MAG (address left out)" in out
    assert "Bo        proposed  1 now announced" in out
    assert "→" not in out
    assert "changed by hand" in out.splitlines()[-1]
    say("versions", HEAD, "--state", "proposed")
    assert "2 moved in time" in say("versions", HEAD)[1]
    listed = json.loads(say("versions", HEAD, "--json")[1])
    assert [version["changes"] for version in listed["versions"]] == [0, 0, 0, 2]
    assert listed["current"] == listed["versions"][-1]["sha256"]


def test_a_programme_without_versions_is_said(say: Said) -> None:
    shutil.rmtree("solutions/tiny")
    assert "No versions of “solutions/tiny.json” are kept yet" in say("versions", HEAD)[1]


def test_announcing_takes_every_session_along_and_takes_nothing_back(say: Said) -> None:
    say("versions", HEAD, "--state", "published", "--session", "WS #1", "--session", "WS #2")
    code, _, err = say("versions", HEAD, "--state", "announced")
    assert (code, err) == (0, "“solutions/tiny.json” is stored as version 3. It is announced.\n")
    programme = load_programme(HEAD)
    assert programme.state == "announced"
    assert programme.state_since is not None
    states = {placed.id: placed.state for placed in programme.sessions}
    assert {states.pop(name) for name in ("WS #1", "WS #2")} == {"published"}
    assert set(states.values()) == {"announced"}
    assert "stays version 3" in say("versions", HEAD, "--state", "announced")[2]


def test_a_state_that_no_session_has_and_a_session_that_is_not_there(say: Said) -> None:
    code, _, err = say("versions", HEAD, "--state", "proposed", "--session", "WS #1")
    assert (code, len(versions_of(HEAD))) == (3, 1)
    assert "only a whole programme is proposed" in err
    code, _, err = say("versions", HEAD, "--state", "announced", "--session", "Plenary on nothing")
    assert (code, len(versions_of(HEAD))) == (3, 1)
    assert "Plenary on nothing" in err


def test_nothing_that_the_check_rejects_is_announced(say: Said) -> None:
    move(HEAD, ("WS #2", {"room": "Hall"}))
    code, _, err = say("versions", HEAD, "--state", "announced")
    assert (code, len(versions_of(HEAD))) == (6, 1)
    assert "Nothing was written." in err


def test_a_proposal_records_its_state_as_a_version(say: Said) -> None:
    assert say("proposal", HEAD, "-o", "p.md", "--state", "proposed", "--author", "Ana")[0] == 0
    assert [(version.state, version.author) for version in versions_of(HEAD)] == [("draft", ""), ("proposed", "Ana")]
    assert say("proposal", "tiny@1", "-o", "q.md", "--state", "accepted")[0] == 7
    assert not Path("q.md").exists()


def test_every_verb_reads_a_kept_version(say: Said) -> None:
    code, out, _ = say("verify", "tiny@1")
    assert code == 0
    assert "No rule is broken" in out
    code, _, err = say("verify", "tiny@7")
    assert (code, err) == (3, "There is no version 7 of “tiny”; the last is 1.\n")


def test_changes_between_two_versions_in_every_form(say: Said) -> None:
    move(HEAD, *MEETINGS)
    say("versions", HEAD, "--state", "proposed")
    code, out, _ = say("changes", "tiny@1", "tiny@2")
    assert code == 0
    assert "2 changes (2 moved in time)" in out
    assert "“DC-DT: bilateral meeting” moves to another day: from Day 1 (Tue 2 Jun), 10:30–12:00 to Day 0" in out
    found = json.loads(say("changes", "tiny@1", "tiny@2", "--json")[1])
    assert [change["kind"] for change in found["changes"]] == ["moved in time"] * 2
    for suffix in ("html", "xlsx", "md", "txt"):
        assert say("changes", "tiny@1", HEAD, "-o", f"c.{suffix}")[0] == 0
        assert Path(f"c.{suffix}").stat().st_size > 300
    code, _, err = say("changes", "tiny@1", HEAD, "--mails", "mails")
    assert code == 0
    assert "“mails” holds 2 mails" in err
    assert sorted(path.name for path in Path("mails").glob("[!.]*")) == ["DC-DT.txt", "DC-SIDS.txt"]


def test_changes_are_told_though_the_instance_has_changed_since(say: Said) -> None:
    move(HEAD, *MEETINGS)
    survey = Path("instances/tiny/survey.csv")
    survey.write_text("\n".join(survey.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    code, out, err = say("changes", "tiny@1", HEAD)
    assert code == 0
    assert "2 moved in time" in out
    assert "“instances/tiny” has changed since" in err


def test_wrong_names_and_formats_are_said_before_anything_is_written(say: Said) -> None:
    assert say("changes", "tiny@1", HEAD, "-o", "c.docx")[0] == 7
    assert say("changes", "tiny@1", "tiny@2")[0] == 3
    assert say("changes", "nowhere.json", HEAD)[0] == 3
    assert not list(Path().glob("c.*"))


def two_copies() -> Path:
    """Somebody else has a copy, and both have been changed: meetings here, the workshop there."""
    Path("copy").mkdir()
    other = Path("copy/tiny.json")
    shutil.copy(HEAD, other)
    main(["versions", str(other), "--state", "proposed", "--author", "Bo"])
    move(other, WORKSHOP)
    move(HEAD, *MEETINGS)
    return other


def test_two_copies_are_merged_where_they_do_not_touch(say: Said) -> None:
    other = two_copies()
    code, out, err = say("merge", HEAD, other, "--author", "Ana")
    assert code == 0, err
    assert "“DC-SIDS: bilateral meeting” moves to another day" in out
    assert "“Who may know what” (WS #2) moves in time" in out
    assert "the check finds no rule broken" in err
    programme = load_programme(HEAD)
    assert programme.session["DC-DT: bilateral meeting"].day == "Day 0"
    assert programme.session["WS #2"].start == 16 * 60
    assert programme.state == "proposed"
    assert say("verify", HEAD)[0] == 0
    versions = versions_of(HEAD)
    assert versions[-1].author == "Ana"
    assert set(versions[-1].parents) == {versions[-3].sha256, versions[-2].sha256}
    assert str(Path.cwd()) not in Path(f"solutions/tiny/{versions[-1].version:04d}.json").read_text(encoding="utf-8")


def test_where_both_changed_the_same_nothing_is_written_until_one_is_preferred(say: Said) -> None:
    other = two_copies()
    move(other, (WORKSHOP[0], at("14:00", 60)), ("Joint: CONNECT", {"title": "One"}))
    move(HEAD, ("Joint: CONNECT", {"title": "Another"}))
    before = HEAD.read_bytes()
    code, out, err = say("merge", HEAD, other)
    assert code == 3
    assert "“solutions/tiny.json” has it called “Another”; “copy/tiny.json” has it called “One”" in out
    assert "--prefer" in err
    assert HEAD.read_bytes() == before
    assert json.loads(say("merge", HEAD, other, "--json")[1])["written"] is None
    assert say("merge", HEAD, other, "--prefer", "theirs")[0] == 0
    assert load_programme(HEAD).session["Joint: CONNECT"].title == "One"


def test_what_breaks_a_rule_only_together_is_not_written(say: Said) -> None:
    other = two_copies()
    move(other, ("WS #2", {"room": "Room B", "day": "Day 1", **at("10:30", 60)}))
    before = HEAD.read_bytes()
    code, _, err = say("merge", HEAD, other)
    assert code == 6
    assert "room overlap" in err
    assert "Nothing was written." in err
    assert HEAD.read_bytes() == before
    assert len(versions_of(HEAD)) == 1


def test_merging_what_is_the_same_or_has_nothing_in_common(say: Said) -> None:
    code, _, err = say("merge", HEAD, "tiny@1")
    assert (code, "nothing to merge" in err) == (0, True)
    shutil.rmtree("solutions/tiny")
    Path("copy").mkdir()
    shutil.copy(HEAD, "copy/base.json")
    shutil.copy(HEAD, "copy/tiny.json")
    move(Path("copy/tiny.json"), WORKSHOP)
    move(HEAD, *MEETINGS)
    code, _, err = say("merge", HEAD, "copy/tiny.json")
    assert (code, "--base" in err) == (3, True)
    assert say("merge", HEAD, "copy/tiny.json", "--base", "copy/base.json", "-o", "both.json")[0] == 0
    assert load_programme("both.json").session["WS #2"].start == 16 * 60
    assert len(versions_of(Path("both.json"))) == 4


def test_an_edited_workbook_is_compared_and_merged_with_what_it_was_exported_from(say: Said) -> None:
    assert say("export", HEAD, "theirs.xlsx")[0] == 0
    book = load_workbook("theirs.xlsx")
    rows = list(book["Edit sessions"].iter_rows())
    titles = next([cell.value for cell in row] for row in rows if "Session" in [cell.value for cell in row])
    (row,) = (row for row in rows if row[titles.index("Session")].value == "WS #2")
    row[titles.index("Start")].value = time(16, 0)
    book.save("theirs.xlsx")
    assert "“Who may know what” (WS #2) moves in time" in say("changes", "tiny", "theirs.xlsx")[1]
    move(HEAD, *MEETINGS)
    code, _, err = say("merge", "tiny", "theirs.xlsx")
    assert code == 0, err
    assert load_programme(HEAD).session["WS #2"].start == 16 * 60
    assert load_programme(HEAD).session["DC-DT: bilateral meeting"].day == "Day 0"


def test_a_merge_of_kept_versions_needs_a_file_to_write_to(say: Said) -> None:
    move(HEAD, *MEETINGS)
    code, _, err = say("merge", "tiny@1", HEAD)
    assert (code, "give with -o" in err) == (7, True)
