"""The page of a comparison as a file: one, self-contained, the same each time, and nothing but text from names."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from scheduler.candidates.comparison import ComparisonInput, compare
from scheduler.candidates.comparison.trade_off_points import TradeOff, TradeOffPoint
from scheduler.catalogue import GOALS
from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Kind
from scheduler.export.comparison import comparison_page
from scheduler.export.comparison.chart import HEIGHT, WIDTH, chart
from scheduler.export.comparison.coalitions_week import coalitions_week
from scheduler.export.comparison.sharing_picture import sharing_picture
from scheduler.export.day_grid import day_grids
from tests.candidates.comparison.programmes import comparison, entries, renamed
from tests.checked import some

HOSTILE = "</style></title></script><script>hacked=1</script>\"'><img src=x onerror=hacked=1>{{7*7}}{%x%}&lt;\u202e"
PAGE = comparison_page(comparison())


class Tags(HTMLParser):
    """The tags of a page with their attributes' names, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        self.links += [value or "" for name, value in attributes if name in ("href", "src", "action", "data", "srcset")]

    def handle_data(self, text: str) -> None:
        self.text.append(text)


def test_equal_comparisons_give_equal_pages() -> None:
    assert comparison_page(compare(entries())) == PAGE


def test_nothing_in_the_page_leads_out_of_it() -> None:
    assert {link for link in Tags(PAGE).links if not link.startswith("#")} == {"data:,"}
    assert "http" not in PAGE.replace("http-equiv", "")
    assert "@import" not in PAGE
    assert "url(" not in PAGE


def test_every_section_is_there() -> None:
    ids = set(re.findall(r'<section id="([a-z-]+)"', PAGE))
    assert ids == {
        "answer", "candidates", "matrix", "sharing", "trade-offs", "timetables", "goals", "coalitions", "between",
        "scenarios", "fairness", "minutes", "duplication", "method",
    }  # fmt: skip
    links = set(re.findall(r'<a href="#([a-z-]+)"', PAGE))
    assert ids <= links


def test_every_goal_is_explained_and_every_coalition_named() -> None:
    text = " ".join(Tags(PAGE).text)
    for goal in GOALS:
        assert goal.sentence.removesuffix(".") in text
    for coalition in some(comparison().instance.coalitions):
        assert coalition.id in text


def test_headers_of_tables_say_what_they_head() -> None:
    assert not [names for tag, names in Tags(PAGE).tags if tag == "th" and "scope" not in names]


def test_no_style_stands_in_an_attribute_which_the_page_forbids_itself() -> None:
    assert not [tag for tag, names in Tags(PAGE).tags if "style" in names or any(n.startswith("on") for n in names)]


def test_hostile_names_stay_text_in_every_field() -> None:
    plain = Tags(comparison_page(compare([renamed(entry, "x ") for entry in entries()])))
    hostile = Tags(comparison_page(compare([renamed(entry, HOSTILE) for entry in entries()])))
    assert hostile.tags == plain.tags
    assert hostile.links == plain.links
    assert sum(HOSTILE in text for text in hostile.text) > 100


def test_no_emblem_and_no_address() -> None:
    addressed = [renamed(entry, "someone@example.org ") for entry in entries()]
    assert "someone@example.org" not in comparison_page(compare(addressed))
    assert "United Nations" not in PAGE


@pytest.mark.parametrize("number", range(3))
def test_a_grid_is_full_and_holds_every_session_once(number: int) -> None:
    candidate = comparison().candidates[number]
    shown = []
    for grid in day_grids(candidate.instance, candidate.programme):
        cells = sum(block.rows * block.columns for row in grid.rows for block in row.blocks)
        assert cells == len(grid.rows) * len(grid.rooms)
        shown += [block.session.id for row in grid.rows for block in row.blocks if block.session]
    assert sorted(shown) == sorted(candidate.programme.session)


def test_every_session_of_coalitions_stands_in_the_week_once() -> None:
    for candidate in comparison().candidates:
        week = coalitions_week(candidate)
        shown = [entry.row["session"] for _, days in week.rows for entries in days for entry in entries]
        shown += [entry.row["session"] for entry in week.beside]
        own = {placed.id for placed in candidate.programme.sessions if placed.coalitions}
        assert sorted(shown) == sorted(own | {segment.session for segment in candidate.programme.segments})


def test_the_picture_joins_those_that_share_a_session() -> None:
    whole = comparison()
    picture = sharing_picture(whole.candidates, whole.base)
    rows = dict(picture.coalitions)
    joint = 0
    for panel in some(picture.panels):
        sessions = {s.id: s for s in panel.candidate.programme.sessions if s.kind is Kind.JOINT}
        assert {column.session for column in panel.columns} == set(sessions)
        for column in panel.columns:
            assert set(column.members) == set(sessions[column.session].coalitions)
            assert column.dots == tuple(sorted(rows[name] for name in column.members))
            assert max(column.dots) < picture.height
            joint += 1
    assert joint


def test_the_page_of_forty_candidates_shows_six_and_folds_the_others() -> None:
    first, second, third = entries()
    many = [_versioned(one, number) for number in range(14) for one in (first, second, third)]
    whole = compare(many[:40])
    page = comparison_page(whole)
    assert (len(whole.candidates), len(whole.folded)) == (6, 34)
    assert "34 more candidates not shown" in page
    assert all(one.candidate.name[1:] in page for one in whole.folded)
    assert len(page.encode()) < 1_000_000


def _versioned(entry: ComparisonInput, number: int) -> ComparisonInput:
    """The same programme under another version of the policy."""
    dumped = entry.instance.model_dump(mode="json")
    dumped["policy"]["version"] = f"version {number}"
    instance = Instance.model_validate(dumped)
    provenance = entry.programme.provenance.model_copy(update={"instance_sha256": instance.sha256})
    programme = entry.programme.model_copy(update={"provenance": provenance})
    return replace(entry, name=f"{entry.name} {number}", instance=instance, programme=programme)


def _trade(*places: tuple[int, int]) -> TradeOff:
    return TradeOff("t", "x", "y", tuple(TradeOffPoint((chr(65 + n),), x, y, n > 0) for n, (x, y) in enumerate(places)))


@pytest.mark.parametrize(
    "places",
    [((0, 0), (1, 1)), ((5, 5), (5, 6)), ((0, 7), (3, 7)), ((990, 18), (1080, 18)), ((1, 10**9), (10**9, 1))],
)
def test_points_and_labels_stand_within_the_drawing_and_apart(places: tuple[tuple[int, int], ...]) -> None:
    drawn = chart(_trade(*places))
    for mark in drawn.marks:
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= HEIGHT
        assert mark.width <= mark.label_x <= WIDTH - mark.width
    one, other = drawn.marks
    assert abs(one.label_x - other.label_x) + abs(one.label_y - other.label_y) > 20
    assert "A: " in drawn.words
    assert "(not proven)" in drawn.words
    assert 2 <= len(drawn.x_ticks) <= 7
    assert 2 <= len(drawn.y_ticks) <= 7


def test_the_line_of_best_points_is_drawn_in_steps() -> None:
    line = (TradeOffPoint((), 0, 9, True), TradeOffPoint((), 4, 2, False))
    trade = TradeOff("t", "x", "y", _trade((0, 9)).points, line)
    drawn = chart(trade)
    assert re.fullmatch(r"M[\d.]+,[\d.]+H[\d.]+V[\d.]+", drawn.steps)
    assert "The line joins 2 points" in drawn.words
