"""A comparison as a workbook: the page's tables to sort and filter, one subject a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from scheduler.candidates.comparison import Comparison
from scheduler.candidates.comparison.fairness import ShareRow
from scheduler.candidates.comparison.goal_table import GoalResult
from scheduler.candidates.comparison.method import method
from scheduler.candidates.comparison.scenario_table import GainOrLoss
from scheduler.candidates.comparison.wish_table import Fate
from scheduler.core.clock import times_text
from scheduler.core.instance import Request
from scheduler.core.phrases import joined
from scheduler.core.programme import PlacedSession
from scheduler.core.safe_text import without_addresses
from scheduler.core.session_order import in_order, type_text
from scheduler.core.vocabulary import Kind
from scheduler.export.excel.book import HEAD, Book, Cell, Column, row_points, text_lines, write
from scheduler.export.xlsx_options import OPTIONS
from scheduler.storage.outputs import write_output

ACCENT, QUIET_TAB = "#B5473C", "#5A6470"


def write_comparison_workbook(comparison: Comparison, path: Path | str) -> None:
    """Write a comparison as an Excel workbook; the same input gives the same bytes. Raises OutputError."""
    content = BytesIO()
    first = comparison.candidates[0]
    with Workbook(content, OPTIONS) as file:
        foot = f"{len(comparison.candidates)} candidates compared"
        book = Book(file, comparison.instance, first.programme, first.verdict, foot=foot)
        event = comparison.instance.event
        file.set_properties(
            {
                "title": f"{event.name}: candidate programmes compared",
                "author": event.proposed_by,
                "comments": f"Written by igf-scheduler {first.programme.provenance.program_version}.",
                "created": datetime(event.year, 1, 1),
            }
        )
        _add_read_me(book, comparison)
        _add_goals(book, comparison)
        _add_wishes(book, comparison)
        _add_moves(book, comparison)
        _add_scenarios(book, comparison)
        _add_trade_offs(book, comparison)
        _add_fairness(book, comparison)
        _add_costs(book, comparison)
        _add_duplication(book, comparison)
        _add_sessions(book, comparison)
    write_output(path, content.getvalue())


def _table(
    book: Book,
    sheet: Worksheet,
    top: int,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    bands: Sequence[int] = (),
) -> int:
    """A table in which no text holds an e-mail address: see `Book.table`."""
    heads = [replace(column, title=without_addresses(column.title)) for column in columns]
    bare = [[without_addresses(value) if isinstance(value, str) else value for value in row] for row in rows]
    return book.table(sheet, top, heads, bare, bands)


def _heads(comparison: Comparison, width: float, style: str = "text") -> tuple[Column, ...]:
    """A column for each candidate."""
    return tuple(Column(f"{c.letter} · {c.name}", width, style) for c in comparison.candidates)


def _add_read_me(book: Book, comparison: Comparison) -> None:
    """The candidates, and how the figures come about."""
    sheet = book.sheet("Read me", "")
    title = without_addresses(f"{comparison.instance.event.name}: candidate programmes compared")
    top = book.headline(sheet, title, "Each candidate goes by its letter on every sheet.")
    columns = (
        Column("Letter", 8),
        Column("Candidate", 32),
        Column("What it stands for", 50),
        Column("Policy unlike the others", 34),
        Column("Principle", 16),
        Column("Goals proven", 14),
        Column("Programme", 16),
        Column("Instance", 16),
    )
    rows: list[list[Cell]] = [
        [
            c.letter,
            c.name,
            c.meaning,
            joined(varied),
            c.instance.policy.principle.value,
            f"{sum(score.proven for score in c.programme.scores)} of {len(c.programme.scores)}",
            c.programme.sha256[:12],
            c.instance.sha256[:12],
        ]
        for c, varied in zip(comparison.candidates, comparison.varied, strict=True)
    ]
    below = _table(book, sheet, top, columns, rows)
    for row, text in enumerate(("Method and limits", *method(comparison), *comparison.notes), start=below + 1):
        look = {"bold": True, "font_color": HEAD} if row == below + 1 else {"text_wrap": True}
        sheet.merge_range(row, 0, row, len(columns) - 1, "", book.style(**look))
        write(book, sheet, row, 0, without_addresses(text), **look)
        sheet.set_row(row, row_points(text_lines(text, 180)))
    sheet.print_area(0, 0, below + 1 + len(method(comparison)) + len(comparison.notes), len(columns) - 1)


def _add_goals(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Goals", "What each candidate reaches on every goal.", HEAD)
    top = book.headline(
        sheet, "Candidates and goals", "Smaller is better. “Aim 3” is the goal that the candidate pursues third."
    )
    columns: list[Column] = [Column("Goal", 50), Column("Unit", 12)]
    for candidate in comparison.candidates:
        columns += [
            Column(f"{candidate.letter} · {candidate.name}", 13, "number"),
            Column(f"{candidate.letter}: known", 24, "verdict"),
        ]
    rows: list[list[Cell]] = []
    for row in comparison.goals:
        cells: list[Cell] = [row.goal.sentence, row.goal.unit]
        for reached in row.reached:
            cells += [reached.value, _reached(reached)]
        rows.append(cells)
    _table(book, sheet, top, columns, rows)


def _reached(reached: GoalResult) -> str:
    """``best, proven, aim 2``."""
    words = (["best"] if reached.best else []) + [reached.proof]
    return ", ".join(words + ([f"aim {reached.place}"] if reached.place else []))


def _add_wishes(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Who gets what", "Every wish of every coalition, and what became of it in each.", HEAD)
    top = book.headline(sheet, "Who gets what", "Filter the column “Difference” to see what matters to a choice.")
    columns = (
        Column("Coalition", 20),
        Column("Wish", 24),
        Column("Choice", 10),
        Column("Difference", 26),
        *_heads(comparison, 34, "verdict"),
    )
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, row in enumerate(comparison.coalitions):
        for wish in row.wishes:
            about: list[Cell] = [row.coalition.id, wish.request.kind.value, _choice(wish.request)]
            fates = [_fate(fate, wish.request) for fate in wish.fates]
            rows.append([*about, wish.difference_text, *fates])
            bands.append(number)
    _table(book, sheet, top, columns, rows, bands)


def _choice(request: Request) -> str:
    return "by default" if request.by_default else str(request.rank)


def _fate(fate: Fate | None, request: Request) -> str:
    if fate is None:
        return "not asked for here"
    if fate.placed is None:
        return f"{fate.result}: {fate.reason}" if fate.reason else fate.result
    where = f"{fate.placed.day}, {times_text(fate.start, fate.end)}, {fate.placed.room}"
    if request.kind is Kind.JOINT:
        where = f"{joined(fate.placed.themes)}, {where}, with {', '.join(fate.partners) or 'nobody'}"
    return f"granted: {where}"


def _add_moves(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Between two", "What differs between every two candidates.", ACCENT)
    top = book.headline(sheet, "What moves between two candidates", "Choose a pair in the first two columns.")
    columns = (Column("From", 8), Column("To", 8), Column("What", 26), Column("Whom or which", 54), Column("How", 60))
    _table(book, sheet, top, columns, list(_moves(comparison)))


def _moves(comparison: Comparison) -> Iterator[list[Cell]]:
    for pair in (*comparison.between, *filter(None, comparison.alternatives)):
        ends: list[Cell] = [pair.first, pair.second]
        for letter, wishes in ((pair.second, pair.won), (pair.first, pair.lost)):
            for wish in wishes:
                yield [*ends, f"granted in {letter} only", wish.request.coalition, wish.request.kind.value]
        for group in pair.regrouped:
            how = f"{', '.join(group.before) or 'not held'} → {', '.join(group.after) or 'not held'}"
            yield [*ends, "other members", group.session, how]
        for move in sorted(pair.moves, key=lambda move: -move.kind.points):
            yield [*ends, move.kind.record.compared, move.name, move.words]


def _add_scenarios(book: Book, comparison: Comparison) -> None:
    if not comparison.scenarios:
        return
    sheet = book.sheet("Scenarios", "The same aims under other values of the policy.", ACCENT)
    top = book.headline(sheet, "Scenarios", "Who gains and who loses is told against the row marked “reference”.")
    columns = (
        Column("Candidate", 34),
        Column("Policy", 40),
        Column("Joint sessions held", 10, "number"),
        Column("Wishes met", 10, "number"),
        Column("Wishes", 10, "number"),
        Column("First choices met", 10, "number"),
        Column("Coalitions with nothing", 11, "number"),
        Column("Minutes", 10, "number"),
        Column("Who gains", 40),
        Column("Who loses", 40),
    )
    rows: list[list[Cell]] = []
    for table in comparison.scenarios:
        for number, row in enumerate(table.rows):
            reference = number == table.reference
            values = [f"{setting}: {value}" for setting, value in zip(table.settings, row.values, strict=True)]
            rows.append(
                [
                    f"{row.letter} · {row.name}" if row.letter else row.name,
                    joined(values),
                    row.joint_sessions,
                    row.wishes.met,
                    row.wishes.asked,
                    row.first_choices.met,
                    row.without_presence,
                    row.minutes,
                    "reference" if reference else _changes(row.gains),
                    "" if reference else _changes(row.loses),
                ]
            )
    _table(book, sheet, top, columns, rows)


def _changes(changes: Sequence[GainOrLoss]) -> str:
    return "\n".join(f"{change.coalition}: {change.words}" for change in changes) or "nobody"


def _add_trade_offs(book: Book, comparison: Comparison) -> None:
    if not comparison.trade_offs:
        return
    sheet = book.sheet("Trade-offs", "Where two aims pull apart.", ACCENT)
    top = book.headline(sheet, "Trade-offs", "Smaller is better on both.")
    columns = (
        Column("Trade-off", 40),
        Column("Candidates", 16),
        Column("First aim", 44),
        Column("GoalResult", 10, "number"),
        Column("Second aim", 44),
        Column("Reached there", 10, "number"),
        Column("Proven?", 14, "verdict"),
    )
    rows: list[list[Cell]] = [
        [t.title, p.label or "on the line", t.x, p.x, t.y, p.y, "proven" if p.proven else "not proven"]
        for t in comparison.trade_offs
        for p in sorted(t.every, key=lambda point: (point.x, point.y))
    ]
    _table(book, sheet, top, columns, rows)


def _add_fairness(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Fairness", "The share of wishes met, by group and by coalition.", ACCENT)
    top = book.headline(sheet, "Fairness", "Wishes met of those that coalitions made themselves.")
    columns: list[Column] = [Column("By", 20), Column("Group", 32), Column("Wishes", 9, "number")]
    for candidate in comparison.candidates:
        columns += [Column(f"{candidate.letter}: {what}", 9, "number") for what in ("met", "per cent")]
    rows = [_share_cells(row) for row in (*comparison.fairness.groups, *comparison.fairness.coalitions)]
    _table(book, sheet, top, columns, rows)


def _share_cells(row: ShareRow) -> list[Cell]:
    cells: list[Cell] = [row.basis, row.group, row.shares[0].asked]
    for share in row.shares:
        cells += [share.met, share.percent]
    return cells


def _add_costs(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Minutes", "Minutes used and saved.", ACCENT)
    saving = comparison.costs[0].saving
    against = f"Against one session of {saving.minutes_each} minutes for each of {saving.coalitions} active coalitions."
    top = book.headline(sheet, "Minutes used and saved", against)
    lines = (
        ("Joint sessions", [cost.joint_sessions for cost in comparison.costs]),
        ("Sessions that coalitions add to the programme", [cost.sessions for cost in comparison.costs]),
        ("Minutes used", [cost.saving.used for cost in comparison.costs]),
        ("Minutes saved", [cost.saving.saved for cost in comparison.costs]),
        ("Minutes kept for coalitions that stay free", [cost.free_minutes for cost in comparison.costs]),
    )
    rows: list[list[Cell]] = [[title, *numbers] for title, numbers in lines]
    _table(book, sheet, top, (Column("What", 46), *_heads(comparison, 16, "number")), rows)


def _add_duplication(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Duplication", "Sessions on the same themes with people or coalitions in common.", QUIET_TAB)
    top = book.headline(sheet, "Duplication found", "Exactly the same themes, and somebody or some coalition in each.")
    columns = (Column("Found in", 14), Column("Sentence", 110), Column("Session of coalitions", 14))
    rows: list[list[Cell]] = [
        [joined(found.letters), found.sentence, found.of_coalitions] for found in comparison.duplicates
    ]
    _table(book, sheet, top, columns, rows)


def _add_sessions(book: Book, comparison: Comparison) -> None:
    sheet = book.sheet("Sessions", "Where every session stands in each candidate.", QUIET_TAB)
    top = book.headline(sheet, "Sessions", "“Differs: yes”: not at the same place in every candidate.")
    columns = (
        Column("Session", 28),
        Column("Title", 44),
        Column("Type", 22),
        Column("Themes", 16, "theme"),
        Column("Differs", 9),
        *_heads(comparison, 30),
    )
    known: dict[str, PlacedSession] = {}
    for candidate in comparison.candidates:
        for placed in in_order(candidate.instance, candidate.programme.sessions):
            known.setdefault(placed.id, placed)
    rows: list[list[Cell]] = []
    for name, placed in known.items():
        there = [candidate.programme.session.get(name) for candidate in comparison.candidates]
        places = [f"{one.when}, {one.room}" if one else "not held" for one in there]
        about: list[Cell] = [name, placed.title, type_text(placed), joined(placed.themes)]
        rows.append([*about, len(set(places)) > 1, *places])
    _table(book, sheet, top, columns, rows)
