"""The change log as people get it: sentences, a sheet, a page and a mail for each coalition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.core.programme import Programme
from scheduler.diff import ChangeHeading
from scheduler.diff.change_log import ChangeLog, ComparedProgramme
from scheduler.export.changes import change_lines, mail_files, mail_text, write_changes, write_mails
from scheduler.export.errors import UnknownFormatError
from tests.diff.altered import at, refused, with_session, without_session
from tests.reports.example import instance, programme

INSTANCE = instance()
BEFORE = programme(INSTANCE)


def altered() -> Programme:
    after = with_session(BEFORE, "Joint: CONNECT", room="Salle 4", **at("17:00", 90))
    after = with_session(after, "S12", room="Salle 14")
    after = without_session(after, "DC3: booth shift")
    return refused(after, "DC-DAIG: coalitions' main session")


def log(after: Programme | None = None) -> ChangeLog:
    return ChangeLog(
        INSTANCE,
        ComparedProgramme("igf@1", BEFORE, "version 1, announced"),
        ComparedProgramme("igf@2", after or altered(), "version 2, draft"),
    )


def test_lines_count_and_say_every_change() -> None:
    lines = list(change_lines(log()))
    assert lines[0] == (
        "From igf@1 (version 1, announced) to igf@2 (version 2, draft): 7 changes (2 wishes lost, 2 cancelled, "
        "1 moved in time, 2 moved in room)."
    )
    for change in log().changes:
        assert f"  {change.sentence}" in lines
    assert lines[-1] == "Times are local time in Riyadh (Asia/Riyadh, UTC+03:00)."
    assert list(change_lines(log(BEFORE))) == [
        "From igf@1 (version 1, announced) to igf@2 (version 2, draft): no change."
    ]


def test_a_mail_says_what_changes_for_its_coalition_and_nothing_else() -> None:
    text = mail_text(log(), "DC3")
    assert text.startswith("Subject: IGF example: what changes for DC3\n")
    assert "Dear colleagues of the Dynamic Coalition on Community Connectivity,\n" in text
    words = " ".join(text.split())
    assert (
        "Connectivity, You lose your third choice (booth shift); you keep your first choice (joint session)." in words
    )
    assert "Third choice (booth shift): No reason is recorded.\n" in text
    assert "second choice (day-zero event): You are number 1 on the waiting list." in text
    assert "Questions: please ask DCCG, from whom the programme comes. MAG decides on it." in words
    assert "Moved in time:\n     Day 1 (Mon 16 Dec), 16:15–17:45\n     → Day 1 (Mon 16 Dec), 17:00–18:30" in text
    assert "Moved in room:\n     Salle 3\n     → Salle 4" in text
    assert "Cancelled; it was to be: Day 2 (Tue 17 Dec), 14:00–16:00, Village booth" in text
    assert "All times are local time in Riyadh (Asia/Riyadh, UTC+03:00)." in text
    assert "You hold it with: DC-IoT, DC-PAL\n" in text
    assert "Please tell: DC3 coordinator 1, DC3 coordinator 2." in text
    assert "S12" not in text
    assert "DC-DAIG" not in text
    assert "@" not in text.replace("igf@", "")
    assert max(map(len, text.splitlines())) <= 76


def test_a_coalition_whose_session_moves_is_told_its_own_minutes() -> None:
    after = with_session(BEFORE, "S02", room="Salle 4")
    text = mail_text(log(after), "DC-IoT")
    assert "The session is now: Day 1 (Mon 16 Dec), 13:30–14:45, Salle 4" in text
    assert "Your minutes in it: 14:15–14:25" in text


def test_one_mail_for_each_coalition_concerned(tmp_path: Path) -> None:
    assert write_mails(log(), tmp_path / "mails") == 6
    assert {path.name for path in (tmp_path / "mails").glob("[!.]*")} == {
        "DC3.txt",
        "DC-IoT.txt",
        "DC-PAL.txt",
        "DC-DAIG.txt",
        "organisers-of-S12.txt",
        "organisers-of-S03.txt",
    }


@pytest.mark.parametrize("name", ["../up", "a/b", "CON", "…", "x@example.org", "A" * 300])
def test_a_mail_has_a_file_name_that_every_system_takes(name: str) -> None:
    after = with_session(BEFORE, "Joint: CONNECT", coalitions=("DC3", "DC-IoT", "DC-PAL", name, name.lower()))
    files = mail_files(log(after))
    assert len({file.casefold() for file in files}) == len(files) == len(log(after).by_coalition)
    assert log(after).by_host_session == {}
    for file in files:
        assert re.fullmatch(r"[\w-][\w.-]{0,63}\.txt", file)
        assert not file.casefold().startswith("con.")
        assert "@" not in file


def test_the_sheet_holds_every_change_and_each_by_coalition(tmp_path: Path) -> None:
    write_changes(log(), tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Changes", "By coalition"]
    rows = [row for row in book["Changes"].iter_rows(values_only=True) if row[-1] and row[0] != "What"]
    assert sorted(str(row[-1]) for row in rows) == sorted(change.sentence for change in log().changes)
    whom = {row[0] for row in book["By coalition"].iter_rows(min_row=5, values_only=True) if row[1]}
    assert whom >= {"DC3", "DC-IoT", "DC-PAL", "DC-DAIG"}
    write_changes(log(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()


def test_the_page_needs_nothing_and_says_every_change(tmp_path: Path) -> None:
    write_changes(log(), tmp_path / "c.html")
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "script-src" not in page
    assert re.findall(r'(?:src|href)="(?!#|data:)', page) == []
    for kind in (ChangeHeading.CANCELLED, ChangeHeading.TIME, ChangeHeading.ROOM):
        assert f"{kind.value.capitalize()} <span" in page
    for coalition in log().by_coalition:
        assert f"<h3><bdi>{coalition}</bdi></h3>" in page
    assert "Nothing: every session" not in page
    write_changes(log(BEFORE), tmp_path / "none.html")
    assert "Nothing: every session" in (tmp_path / "none.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".xlsx"])
def test_what_people_wrote_stays_text_and_addresses_stay_out(tmp_path: Path, suffix: str) -> None:
    title = "<script>alert(1)</script>\n=1+1 ‮ somebody@example.org"
    file = tmp_path / f"c{suffix}"
    write_changes(log(with_session(altered(), "S12", title=title)), file)
    if suffix == ".xlsx":
        book = load_workbook(file)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
        text = " ".join(str(cell.value) for cell in cells)
    else:
        text = file.read_text(encoding="utf-8")
        assert suffix in (".txt",) or "<script>" not in text
        assert suffix == ".html" or "‮" not in text
    assert "somebody@" not in text.replace("\\", "")
    assert "address left out" in text.replace("\\", "")


def test_a_suffix_that_is_no_format(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"must end in \.html, \.xlsx, \.md or \.txt"):
        write_changes(log(), tmp_path / "c.docx")
