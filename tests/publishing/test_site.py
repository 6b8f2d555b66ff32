"""The pages of a programme: what stands on them, how they lead to each other, and what stays away from them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from scheduler.core.programme import Programme
from scheduler.core.vocabulary import IN_PROGRAMME, Kind, State
from scheduler.export.site import page, write_site
from scheduler.storage.programme_files import OutputError
from tests.checked import some
from tests.publishing.site_reading import Read, changed, read_folder
from tests.reports import example

INSTANCE = example.instance()
PROGRAMME = example.programme(INSTANCE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site") / "pages"
    write_site(INSTANCE, PROGRAMME, place)
    return place


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Read]:
    return read_folder(folder)


def days_of(pages: dict[str, Read]) -> dict[str, Read]:
    return {name: read for name, read in pages.items() if name.startswith("day-")}


def test_there_is_a_page_for_each_day_theme_and_coalition_and_for_newcomers(pages: dict[str, Read]) -> None:
    assert set(pages) == {
        *("index.html", "themes.html", "coalitions.html", "newcomers.html"),
        *("day-0.html", "day-1.html", "day-2.html"),
        *(f"theme-{theme.code.lower()}.html" for theme in INSTANCE.themes),
        *(f"coalition-{one.id.lower()}.html" for one in INSTANCE.coalitions if one.active),
    }


def test_each_public_session_stands_once_in_full_on_the_page_of_its_day_and_on_no_other(
    pages: dict[str, Read],
) -> None:
    public = [placed for placed in PROGRAMME.sessions if placed.kind is None or placed.kind in IN_PROGRAMME]
    anchors = {name: [one for one in read.ids if one.startswith("session-")] for name, read in pages.items()}
    counts = Counter(name for name, found in anchors.items() for _ in found)
    assert counts == Counter(f"{placed.day.lower().replace(' ', '-')}.html" for placed in public)
    everywhere = [anchor for found in anchors.values() for anchor in found]
    assert len(set(everywhere)) == len(everywhere) == len(public)


def test_each_public_session_has_one_cell_in_the_grid_of_its_day(pages: dict[str, Read]) -> None:
    for read in some(days_of(pages).values()):
        cells = [element for element in read.all("td") if element.attributes.get("class", "").split()[0] == "s"]
        assert len(cells) == len([one for one in read.ids if one.startswith("session-")])


def test_all_links_lead_to_a_place_that_is_there(pages: dict[str, Read]) -> None:
    for name, read in some(pages.items()):
        assert len(read.ids) == len(set(read.ids))
        for link in read.links:
            file, _, anchor = link.partition("#")
            assert file in pages or not file, (name, link)
            assert not anchor or anchor in pages[file or name].ids, (name, link)


def test_one_page_holds_everything_and_leads_nowhere_else(pages: dict[str, Read]) -> None:
    whole = Read(page(INSTANCE, PROGRAMME))
    assert len(whole.ids) == len(set(whole.ids))
    assert {link for link in whole.links if link[1:] not in whole.ids} == set()
    assert {name.removesuffix(".html") for name in pages} - {"index"} <= set(whole.ids)
    sessions = [one for read in pages.values() for one in read.ids if one.startswith("session-")]
    assert [one for one in whole.ids if one.startswith("session-")] == sessions


def test_pages_hold_no_script_and_ask_the_network_for_nothing(pages: dict[str, Read]) -> None:
    for read in (*pages.values(), Read(page(INSTANCE, PROGRAMME))):
        assert not read.all("script")
        assert not [e for e in read.elements if any(name.startswith("on") or name == "style" for name in e.attributes)]
        assert not [e for e in read.elements if "src" in e.attributes]
        assert [e.attributes["href"] for e in read.all("link")] == ["data:,"]
        assert "://" not in read.page.replace(example.HOSTILE_TITLE.replace('"', "&#34;"), "")
        assert "url(" not in read.page
        policy = next(e.attributes["content"] for e in read.all("meta") if "http-equiv" in e.attributes)
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_headings_follow_each_other_without_a_gap(pages: dict[str, Read]) -> None:
    for read in (*pages.values(), Read(page(INSTANCE, PROGRAMME))):
        levels = [int(e.tag[1]) for e in read.elements if re.fullmatch("h[1-6]", e.tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headers_of_tables_say_what_they_head(pages: dict[str, Read]) -> None:
    assert all("scope" in element.attributes for read in pages.values() for element in read.all("th"))


def test_times_are_those_of_the_event_and_can_be_read_by_machines(pages: dict[str, Read]) -> None:
    moments = {e.attributes["datetime"]: e.text for e in pages["day-1.html"].all("time")}
    assert moments["2024-12-16T16:15+03:00"] == "16:15"
    assert "Asia/Riyadh, UTC+03:00" in pages["day-1.html"].text


def test_the_distance_from_utc_is_left_out_where_the_clocks_change_between_the_days(tmp_path: Path) -> None:
    days = [day.model_copy(update={"date": date(2024, 10, 26 + n)}) for n, day in enumerate(example.DAYS)]
    event = INSTANCE.event.model_copy(update={"time_zone": "Europe/Oslo"})
    write_site(example.instance(event=event, days=tuple(days)), PROGRAMME, tmp_path)
    read = read_folder(tmp_path)
    assert "Europe/Oslo." in read["day-0.html"].text
    assert "2024-10-26T09:30+02:00" in read["day-0.html"].page
    assert "2024-10-27T09:30+01:00" in read["day-1.html"].page


def test_a_closed_session_stands_nowhere(tmp_path: Path) -> None:
    closed = changed("S02", is_open=False, title="A closed thing")
    write_site(*closed, tmp_path)
    whole = "".join(read.page for read in read_folder(tmp_path).values())
    assert "A closed thing" not in whole
    assert "Trustworthy things" not in whole
    assert "A closed thing" not in page(*closed)


def test_meetings_stand_nowhere_and_booth_shifts_with_their_coalition_only(pages: dict[str, Read]) -> None:
    assert not [name for name, read in pages.items() if "bilateral" in read.page.lower()]
    assert [name for name, read in pages.items() if "Booth shift" in read.text] == ["coalition-dc3.html"]
    assert "14:00–16:00" in pages["coalition-dc3.html"].text


def test_a_coalition_finds_its_minutes_to_the_minute(pages: dict[str, Read]) -> None:
    text = " ".join(pages["coalition-dc-iot.html"].text.split())
    assert "Day 1, Mon 16 Dec 14:15–14:25 Plenary Hall Trustworthy things" in text
    assert "10 minutes within Artificial intelligence and the common good, 13:30–14:45" in text
    assert "14:15–14:25 DC-IoT: Trustworthy things" in " ".join(pages["day-1.html"].text.split())


def test_a_theme_says_what_takes_place_at_the_same_time(pages: dict[str, Read]) -> None:
    text = " ".join(pages["theme-connect.html"].text.split())
    on_it = [placed for placed in PROGRAMME.sessions if "CONNECT" in placed.themes]
    clashing = [one for one in on_it if any(one is not other and one.overlaps(other) for other in on_it)]
    assert f"{len(on_it)} sessions on 3 days" in text
    assert clashing
    assert f"{len(clashing)} of them take place at the same time as another" in text
    assert text.count("At the same time on this theme:") == len(clashing)


def test_newcomers_find_what_is_marked_for_them(tmp_path: Path) -> None:
    write_site(*changed("S05", for_newcomers=True), tmp_path)
    read = read_folder(tmp_path)
    assert "Policy network on meaningful access" in read["newcomers.html"].text
    assert "Policy network on meaningful access" in read["index.html"].text
    assert "For newcomers" in read["day-2.html"].text
    assert "No session of this programme is marked for newcomers" not in read["newcomers.html"].text


def test_without_a_session_for_newcomers_they_are_told_so(pages: dict[str, Read]) -> None:
    assert "No session of this programme is marked for newcomers" in pages["newcomers.html"].text
    for name in ("Workshop", "Joint session", "Dynamic Coalition"):
        assert name in [element.text for element in pages["newcomers.html"].all("dt")]


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_pages_say_how_far_the_programme_is_settled(state: State) -> None:
    text = Read(page(INSTANCE, PROGRAMME.model_copy(update={"state": state}))).text
    assert ("times and rooms may still change" in text) == (state is not State.PUBLISHED)


def test_equal_programmes_give_equal_pages(folder: Path, tmp_path: Path) -> None:
    write_site(example.instance(), example.programme(), tmp_path / "again")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()
    }
    assert page(INSTANCE, PROGRAMME) == page(example.instance(), example.programme())


def test_a_page_that_is_not_written_again_is_taken_away_and_other_files_stay(tmp_path: Path) -> None:
    write_site(INSTANCE, PROGRAMME, tmp_path)
    for name in ("mine.html", "mine.txt"):
        (tmp_path / name).write_text("<title>mine</title>")
    without = [placed for placed in PROGRAMME.sessions if placed.day != "Day 0"]
    write_site(INSTANCE, PROGRAMME.model_copy(update={"sessions": tuple(without)}), tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert "day-0.html" not in names
    assert {"mine.html", "mine.txt", "day-1.html"} <= names


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="is a file"):
        write_site(INSTANCE, PROGRAMME, tmp_path / "file")
    with pytest.raises(OutputError, match="does not exist"):
        write_site(INSTANCE, PROGRAMME, tmp_path / "none" / "pages")


def test_a_programme_without_a_public_session_still_has_its_pages(tmp_path: Path) -> None:
    meetings = tuple(placed for placed in PROGRAMME.sessions if placed.kind is Kind.BILATERAL)
    empty: Programme = PROGRAMME.model_copy(update={"sessions": meetings, "segments": ()})
    write_site(INSTANCE, empty, tmp_path)
    read = read_folder(tmp_path)
    assert not days_of(read)
    assert "No session of this programme has a theme." in read["themes.html"].text
    assert "It holds no session in this programme." in read["coalition-dc3.html"].text
    assert "bilateral" not in page(INSTANCE, empty)


@pytest.fixture(scope="module")
def planners(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """The planners' pages of a programme in which a session is closed and two duplicate each other."""
    place = tmp_path_factory.mktemp("planners")
    write_site(*changed("S02", is_open=False, similar=("S11",), people=("DC3 coordinator 1",)), place, True)
    return read_folder(place)


def test_planners_find_every_session_on_the_page_of_its_day(planners: dict[str, Read]) -> None:
    anchors = [one for read in days_of(planners).values() for one in read.ids if one.startswith("session-")]
    assert len(anchors) == len(PROGRAMME.sessions)
    assert "Not public" in planners["day-1.html"].text
    for read in planners.values():
        assert "contains what is not public" in read.text
        assert {link.split("#")[0] for link in read.links} <= {*planners, ""}


def test_nothing_of_the_planners_is_on_the_pages_of_participants(pages: dict[str, Read]) -> None:
    for read in (*pages.values(), Read(page(INSTANCE, PROGRAMME))):
        assert not {"people", "rooms", "clashes", "use"} & {
            link.lstrip("#").removesuffix(".html") for link in read.links
        }
        assert not [person.id for person in INSTANCE.people if person.id in read.page]


def test_planners_find_everybody_and_what_overlaps(planners: dict[str, Read]) -> None:
    (row,) = [e.text for e in planners["people.html"].all("tr") if "DC3 coordinator 1" in e.text]
    assert "13:30–14:45 Plenary Hall Artificial intelligence and the common good" in " ".join(row.split())
    assert "overlaps" not in row


def test_the_clash_map_counts_sessions_on_a_theme_at_one_time(planners: dict[str, Read]) -> None:
    read = planners["clashes.html"]
    numbers = [e.text for e in read.all("td") if e.attributes.get("class", "").startswith("c")]
    assert set(numbers) >= {"·", "1"}
    most = max(
        sum(
            theme.code in other.themes and other.day == one.day and other.start <= one.start < other.end
            for other in PROGRAMME.sessions
        )
        for theme in INSTANCE.themes
        for one in PROGRAMME.sessions
    )
    assert max(int(number) for number in numbers if number != "·") == most
    assert "Artificial intelligence and the common good" in read.text[read.text.index("Duplicates") :]


def test_the_use_of_a_room_is_what_it_is_open_for(planners: dict[str, Read]) -> None:
    (row,) = [e for e in planners["use.html"].all("tr") if e.text.startswith("Salle 15")]
    # On day 2 it closes at 16:00 and is open since 09:00.
    minutes = sum(p.end - p.start for p in PROGRAMME.sessions if p.room == "Salle 15" and p.day == "Day 2")
    assert f"{round(minutes * 100 / (7 * 60))} %" in row.text


def test_a_calendar_beside_the_pages_is_offered_to_take_along(tmp_path: Path, pages: dict[str, Read]) -> None:
    write_site(INSTANCE, PROGRAMME, tmp_path, calendar="calendar.ics")
    read = read_folder(tmp_path)
    assert [name for name, one in read.items() if "calendar.ics" in one.links] == ["index.html"]
    assert "calendar.ics" not in pages["index.html"].page
