"""Sheets for a large programme: themes, people, coalitions, clashes, duplicates, use, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.candidates.comparison import ComparisonInput, compare
from scheduler.core.instance import Instance
from scheduler.core.programme import LeftOut, Programme
from scheduler.export import export
from scheduler.export.comparison import comparison_page
from scheduler.export.comparison.comparison_workbook import write_comparison_workbook
from scheduler.export.proposal.proposal_content import paper
from scheduler.export.proposal.proposal_text import as_markdown
from scheduler.export.summary import summary
from scheduler.generate.drawn_meeting import MeetingOrder, drawn_meeting
from scheduler.generate.write_meeting import write_meeting
from scheduler.intake import Loaded, load
from scheduler.roundtrip import read_edited
from scheduler.verify import check
from tests.checked import some
from tests.generate.planned import planned_programme
from tests.reports import example
from tests.reports.over_subscribed import BUSY, GONE, REMOTE, TITLES, UNEXPLAINED, WHY, over_subscribed
from tests.reports.test_workbook import table, write
from tests.roundtrip.books import scored

INSTANCE, PROGRAMME = over_subscribed()
FOR_PLANNERS = ("Left out", "By person", "Linked coalitions", "Clash map", "Duplicates", "Rooms and teams")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("views") / "programme.xlsx", INSTANCE, PROGRAMME)


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    return load_workbook(file)


def texts(book: Workbook, sheet: str) -> str:
    return "\n".join(str(value) for row in book[sheet].iter_rows(values_only=True) for value in row if value)


def test_what_planners_alone_may_see_says_so_on_screen_on_paper_and_in_the_list_of_sheets(book: Workbook) -> None:
    listed = {row[0]: row[1] for row in book["Read me"].iter_rows(values_only=True)}
    for name in some(book.sheetnames[:-2]):
        is_marked = book[name]["A2"].value == "For planners, not for publication."
        assert is_marked is (name in FOR_PLANNERS), name
        assert is_marked is ("not for publication" in (book[name].oddFooter.center.text or "")), name
        assert is_marked is ("not for publication" in str(listed.get(name))), name


def test_sheets_with_nothing_to_show_are_not_there(tmp_path: Path) -> None:
    instance = example.instance()
    instance = instance.model_copy(
        update={"sessions": tuple(one.model_copy(update={"coalitions": ()}) for one in instance.sessions)}
    )
    plain = load_workbook(write(tmp_path / "plain.xlsx", instance, example.programme(instance)))
    assert not {"Left out", "By person", "Linked coalitions", "Duplicates"} & set(plain.sheetnames)
    empty = example.programme(instance).model_copy(update={"sessions": (), "segments": (), "decisions": ()})
    nothing = load_workbook(write(tmp_path / "nothing.xlsx", instance, empty))
    assert not {"Themes by day", "Clash map", "Rooms and teams"} & set(nothing.sheetnames)


def test_what_is_left_out_stands_with_its_weight_and_reason_the_weightiest_first(book: Workbook) -> None:
    rows = table(book["Left out"])
    found = [(row["Id"], row["Session"], row["Weight"], row["Why it has no place"]) for row in rows]
    assert found == [
        (UNEXPLAINED, TITLES[UNEXPLAINED], 5, "No reason was computed."),
        (GONE, TITLES[GONE], 2, WHY),
    ]
    assert rows[1]["Rules that prevent it"] == "No two sessions share a room at the same time."
    for sheet in ("At a glance", "Left out", "Read me"):
        assert "2 of 2 that are free, with a weight of 7 of 7" in texts(book, sheet)
    assert TITLES[GONE] in texts(book, "At a glance")


def test_what_is_left_out_has_no_row_among_the_sessions(book: Workbook) -> None:
    for sheet in ("All sessions", "Edit sessions", "By theme", "Themes by day", *(day.id for day in INSTANCE.days)):
        assert not [title for title in TITLES.values() if title in texts(book, sheet)], sheet


def test_a_person_has_a_row_for_each_session_with_what_overlaps(book: Workbook) -> None:
    rows = table(book["By person"])
    assert [(row["Person"], row["Session"]) for row in rows] == [
        (BUSY, INSTANCE.session["S13"].title),
        (BUSY, INSTANCE.session["S14"].title),
        (REMOTE, INSTANCE.session["S14"].title),
        (REMOTE, INSTANCE.session["S02"].title),
    ]
    assert rows[0]["To look at"] == f"overlaps: {INSTANCE.session['S14'].title}"
    assert [row["To look at"] for row in rows[2:]] == [None, None]
    assert [row["Area"] for row in rows] == ["West", "West", "West", "East"]


def test_a_linked_coalition_finds_what_it_holds_what_is_linked_to_it_and_what_is_left_out(book: Workbook) -> None:
    rows = [row for row in table(book["Linked coalitions"]) if row["Coalition"] == "DC3"]
    assert [(row["Its part"], row["Session"], row["To look at"]) for row in rows] == [
        ("linked to it", INSTANCE.session["S13"].title, f"overlaps: {INSTANCE.session['S14'].title}"),
        ("linked to it", INSTANCE.session["S14"].title, f"overlaps: {INSTANCE.session['S13'].title}"),
        ("holds it", "Joint session: Bridging digital divides", None),
        ("holds it", "DC3: booth shift", None),
        ("linked to it", TITLES[GONE], "left out: no place"),
    ]
    minutes = [row for row in table(book["Linked coalitions"]) if row["Its part"] == "has minutes in it"]
    assert ("DC-IoT", "14:15:00", "14:25:00") in [(r["Coalition"], str(r["Start"]), str(r["End"])) for r in minutes]


def test_duplicates_stand_once_and_the_worst_first(book: Workbook) -> None:
    assert [row["Distance in time"] for row in table(book["Duplicates"])] == [
        "overlaps: at the same time",
        "on one day",
        "on different days",
        "left out, one or both",
    ]


def test_rooms_are_used_in_per_cent_of_the_time_for_which_they_are_open(book: Workbook) -> None:
    rows = {row["Room"]: row for row in table(book["Rooms and teams"])}
    minutes = sum(p.end - p.start for p in PROGRAMME.sessions if p.room == "Salle 15" and p.day == "Day 2")
    # On day 2 it closes at 16:00 and is open since 09:00.
    assert rows["Salle 15"]["Day 2"] == pytest.approx(minutes / (7 * 60))
    assert rows["Village booth"]["Sessions"] == 1


def test_teams_stand_beside_the_most_that_are_needed_at_once(book: Workbook) -> None:
    (captioning,) = [row for row in book["Rooms and teams"].iter_rows(values_only=True) if row[0] == "Captioning"]
    start = PROGRAMME.session["S13"].start
    assert captioning[1:5] == ("too few", 1, 2, 4)
    assert captioning[5] == f"2 of 1, {start // 60:02}:{start % 60:02}"


def test_the_clash_map_counts_in_every_hour_the_sessions_at_one_time(book: Workbook) -> None:
    sheet = book["Clash map"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    for theme in some(INSTANCE.themes):
        own = [one for one in PROGRAMME.sessions if theme.code in one.themes]
        most = max(sum(o.day == p.day and o.start <= p.start < o.end for o in own) for p in own)
        *counts, highest, clashes = (value for value in rows[theme.code][2:] if value is not None)
        assert highest == max(int(count) for count in counts if count != "·") == most
        assert clashes == (sum(count != "·" and int(count) > 1 for count in counts) or "·")


def test_themes_by_day_holds_every_session_under_each_of_its_themes(book: Workbook) -> None:
    text = texts(book, "Themes by day")
    for theme in some(INSTANCE.themes):
        own = some(one for one in PROGRAMME.sessions if theme.code in one.themes)
        assert f"{theme.name}: {len(own)} session" in text
        for one in own:
            assert f"{one.start // 60:02}:{one.start % 60:02}–{one.end // 60:02}:{one.end % 60:02}  {one.room}" in text


def test_hostile_titles_stay_text(book: Workbook) -> None:
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_workbook_is_read_back_as_the_very_programme_with_what_is_left_out(file: Path) -> None:
    edited = read_edited(file, loaded=Loaded(INSTANCE, (), ()))
    assert edited.programme is edited.original
    assert edited.programme == PROGRAMME
    assert edited.programme.sha256 == PROGRAMME.sha256


def test_equal_programmes_give_equal_bytes(file: Path, tmp_path: Path) -> None:
    assert write(tmp_path / "again.xlsx", INSTANCE, PROGRAMME).read_bytes() == file.read_bytes()


def test_the_summary_names_what_is_left_out() -> None:
    text = summary(INSTANCE, PROGRAMME)
    assert "Sessions left out: 2 of 2 that are free, with a weight of 7 of 7" in text
    assert f"“{TITLES[GONE]}” ({GONE}): {WHY}" in text
    assert WHY in text


def test_public_files_do_not_name_what_is_left_out_and_planners_pages_do(tmp_path: Path) -> None:
    export(INSTANCE, PROGRAMME, f"{tmp_path}/all/")
    public = [path for path in (tmp_path / "all" / "public").rglob("*") if path.is_file()]
    assert len(public) > 5
    for path in public:
        text = path.read_text(encoding="utf-8")
        assert not [title for title in TITLES.values() if title.removeprefix("=") in text], path.name
    planners = (tmp_path / "all" / "planners" / "left-out.html").read_text(encoding="utf-8")
    assert WHY in planners
    assert all(title in planners for title in TITLES.values())


def whole(folder: Path) -> tuple[Instance, Programme]:
    """A made-up meeting of 120 sessions, three of which are left out."""
    order = MeetingOrder(sessions=120, rooms=8, days=4, starts=5, coalitions=12, themes=12, seed=3)
    write_meeting(folder, order)
    loaded = load(folder).instance
    policy = loaded.policy.model_copy(update={"host_sessions_may_be_left_out": True})
    instance = loaded.model_copy(update={"policy": policy})
    programme = planned_programme(instance, drawn_meeting(order).sessions)
    return instance, without(instance, programme, *[h.id for h in instance.sessions if h.place is None][::40])


def without(instance: Instance, programme: Programme, *gone: str) -> Programme:
    """The programme with further sessions left out."""
    left_out = (*programme.left_out, *(LeftOut(session=name) for name in gone))
    standing = tuple(placed for placed in programme.sessions if placed.id not in gone)
    return scored(instance, programme.model_copy(update={"sessions": standing, "left_out": left_out}))


def test_a_whole_meeting_has_everything_in_its_workbook_and_is_compared_and_proposed(tmp_path: Path) -> None:
    instance, programme = whole(tmp_path / "meeting")
    assert not check(instance, programme).violations
    book = load_workbook(write(tmp_path / "whole.xlsx", instance, programme))
    standing = [instance.session[placed.id] for placed in programme.sessions]
    people = {(str(row["Person"]).removesuffix(" (remote)"), row["Session"]) for row in table(book["By person"])}
    assert people == {(name, host.title) for host in standing for name in host.people}
    linked = {row["Coalition"] for row in table(book["Linked coalitions"])}
    assert linked == {name for host in instance.sessions for name in host.coalitions}
    assert {row["Session"] for row in table(book["By theme"])} == {host.title for host in standing if host.themes}
    assert len(table(book["Left out"])) == len(programme.left_out) == 3

    other = without(instance, programme, next(h.id for h in reversed(instance.sessions) if h.place is None))
    comparison = compare([ComparisonInput("first", instance, programme), ComparisonInput("second", instance, other)])
    write_comparison_workbook(comparison, tmp_path / "comparison.xlsx")
    assert "Sessions" in load_workbook(tmp_path / "comparison.xlsx", read_only=True).sheetnames
    assert "first" in comparison_page(comparison)
    assert as_markdown(paper(instance, programme)).startswith("# ")
