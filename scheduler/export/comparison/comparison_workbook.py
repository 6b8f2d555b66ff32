"""The comparison as a workbook: a sheet for each table of the page, to sort and filter."""

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
from scheduler.candidates.comparison.key_figures import key_figures
from scheduler.candidates.comparison.matrix import MatrixCell
from scheduler.candidates.comparison.method import method
from scheduler.candidates.comparison.opening import opening, recommendations
from scheduler.candidates.comparison.scenario_table import GainOrLoss, varying_settings
from scheduler.candidates.comparison.wish_table import Fate
from scheduler.core.clock import times_text
from scheduler.core.instance import Request
from scheduler.core.phrases import joined
from scheduler.core.safe_text import without_addresses
from scheduler.core.vocabulary import Kind
from scheduler.export.excel.book import HEAD, Book, Cell, Column, row_points, text_lines, write
from scheduler.export.xlsx_options import OPTIONS
from scheduler.storage.outputs import write_output
from scheduler.tables import Record

ACCENT, QUIET_TAB = "#B5473C", "#5A6470"


def write_comparison_workbook(comparison: Comparison, path: Path | str) -> None:
    """Write a comparison as an Excel workbook; output is deterministic. Raises OutputError."""
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
        _add_in_short(book, comparison)
        _add_matrix(book, comparison)
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
    """Write a table without e-mail addresses; see `Book.table`."""
    heads = [replace(column, title=without_addresses(column.title)) for column in columns]
    bare = [[without_addresses(value) if isinstance(value, str) else value for value in row] for row in rows]
    return book.table(sheet, top, heads, bare, bands)


def _heads(comparison: Comparison, width: float, style: str = "text") -> tuple[Column, ...]:
    """A column for each candidate."""
    return tuple(Column(f"{c.letter} · {c.name}", width, style) for c in comparison.candidates)


def _add_in_short(book: Book, comparison: Comparison) -> None:
    """Write the opening paragraph, the key figures, what is best in what, and the candidates that are folded."""
    sheet = book.sheet("In short", "What differs, and what it costs.", ACCENT)
    title = without_addresses(f"{comparison.instance.event.name}: which candidate, and why?")
    top = book.headline(sheet, title, "A green figure is the best of these candidates.")
    columns = (Column("Figure", 30), *_heads(comparison, 22))
    base = comparison.candidates[comparison.base]
    rows: list[list[Cell]] = [
        [figure.title + (f", of {figure.of}" if figure.of is not None else ""), *figure.values]
        for figure in key_figures(comparison.candidates)
    ]
    rows.append(["Joint sessions", *(cost.joint_sessions for cost in comparison.costs)])
    rows += [[f"Policy: {name}", *values] for name, values in varying_settings(comparison.candidates)]
    against = ("the base" if n == comparison.base else s.words for n, s in enumerate(comparison.steps))
    rows.append([f"Against {base.letter}", *against])
    below = _table(book, sheet, top, columns, rows)
    for row, figure in enumerate(key_figures(comparison.candidates), start=top + 1):
        for column, value in enumerate(figure.values, start=1):
            if figure.differs and value == figure.best_value:
                write(book, sheet, row, column, value, bold=True, bg_color="#E4F2E8", align="left")
    rest = [f"“{one.candidate.name}” is not shown: it {one.sentence}." for one in comparison.folded]
    for row, text in enumerate((*opening(comparison), *recommendations(comparison), *rest), start=below + 1):
        sheet.merge_range(row, 0, row, len(columns) - 1, "", book.style(text_wrap=True))
        write(book, sheet, row, 0, without_addresses(text), text_wrap=True)
        sheet.set_row(row, row_points(text_lines(text, 30 + 22 * len(comparison.candidates))))
        below = row
    sheet.print_area(0, 0, below, len(columns) - 1)


def _add_matrix(book: Book, comparison: Comparison) -> None:
    """Write what each coalition gets in each candidate, on one page."""
    sheet = book.sheet("Matrix", "What each coalition gets in each candidate, on one page.", ACCENT)
    base = comparison.candidates[comparison.base]
    legend = (
        f"Against {base.letter}: + gained, − lost, ± one gained and another lost, ≠ other partners. ①: first choice."
    )
    top = book.headline(sheet, "What each coalition gets", legend)
    columns = (Column("Coalition", 22), Column("Differs", 9), *_heads(comparison, 26))
    rows: list[list[Cell]] = [
        [row.coalition.id, not row.alike, *(_matrix_text(cell, comparison.base) for cell in row.cells)]
        for row in comparison.matrix
    ]
    _table(book, sheet, top, columns, rows)
    sheet.fit_to_pages(1, 1)


def _matrix_text(cell: MatrixCell, base: int) -> str:
    """The sign against the base, and what is granted: ``① joint session with DC-A; bilateral meeting +``."""
    granted = []
    for one in cell.granted:
        first = "① " if one.request.rank == 1 and not one.request.by_default else ""
        partners = f" with {', '.join(one.fate.partners)}" if one.fate.partners else ""
        granted.append(f"{first}{one.request.kind.value}{partners}")
    # The sign stands behind, so that no cell could be taken for a formula.
    return " ".join(part for part in (joined(granted) or "nothing", cell.signs[base].mark) if part)


def _add_read_me(book: Book, comparison: Comparison) -> None:
    """Write the sheet of the candidates and the method."""
    sheet = book.sheet("Read me", "")
    title = without_addresses(f"{comparison.instance.event.name}: candidate programmes compared")
    top = book.headline(sheet, title, "All sheets refer to candidates by their letter.")
    columns = (
        Column("Letter", 8),
        Column("Candidate", 32),
        Column("Description", 50),
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
            f"{sum(row['proven'] for row in c.goals.values())} of {sum(row['stated'] for row in c.goals.values())}",
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
    """Write the value and proof of each goal in each candidate."""
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
    """A goal of a candidate as text: ``best, proven, aim 2``."""
    words = (["best"] if reached.best else []) + [reached.proof]
    return ", ".join(words + ([f"aim {reached.place}"] if reached.place else []))


def _add_wishes(book: Book, comparison: Comparison) -> None:
    """Write the result of each request in each candidate."""
    sheet = book.sheet("Who gets what", "Each request of each coalition, and its result in each candidate.", HEAD)
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
            details: list[Cell] = [row.coalition.id, wish.request.kind.value, _choice(wish.request)]
            results = [_result(fate, wish.request) for fate in wish.fates]
            rows.append([*details, wish.difference_text, *results])
            bands.append(number)
    _table(book, sheet, top, columns, rows, bands)


def _choice(request: Request) -> str:
    """The rank of a request, or ``by default``."""
    return "by default" if request.by_default else str(request.rank)


def _result(fate: Fate | None, request: Request) -> str:
    """The result of a request in a candidate: granted where and when, or why not."""
    if fate is None:
        return "not requested"
    if not fate.session:
        return f"{fate.result}: {fate.reason}" if fate.reason else fate.result
    where = f"{fate.day}, {times_text(fate.start, fate.end)}, {fate.room}"
    if request.kind is Kind.JOINT:
        where = f"{joined(fate.themes)}, {where}, with {', '.join(fate.partners) or 'nobody'}"
    return f"granted: {where}"


def _add_moves(book: Book, comparison: Comparison) -> None:
    """Write the differences between every two candidates."""
    sheet = book.sheet("Between two", "What differs between every two candidates.", ACCENT)
    top = book.headline(sheet, "What moves between two candidates", "Choose a pair in the first two columns.")
    columns = (
        Column("From", 8),
        Column("To", 8),
        Column("What", 26),
        Column("Coalition or session", 54),
        Column("How", 60),
    )
    _table(book, sheet, top, columns, list(_moves(comparison)))


def _moves(comparison: Comparison) -> Iterator[list[Cell]]:
    """The rows of differences: requests, members of joint sessions, then moved sessions."""
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
    """Write the candidates of each scenario with gains and losses against the reference."""
    if not comparison.scenarios:
        return
    sheet = book.sheet("Scenarios", "The same aims under other values of the policy.", ACCENT)
    top = book.headline(sheet, "Scenarios", "Gains and losses are relative to the row marked “reference”.")
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
    """Gains or losses by coalition, one a line."""
    return "\n".join(f"{change.coalition}: {change.words}" for change in changes) or "nobody"


def _add_trade_offs(book: Book, comparison: Comparison) -> None:
    """Write the candidates of each trade-off with their values on both goals."""
    if not comparison.trade_offs:
        return
    sheet = book.sheet("Trade-offs", "Trade-offs between two goals.", ACCENT)
    top = book.headline(sheet, "Trade-offs", "Smaller is better on both.")
    columns = (
        Column("Trade-off", 40),
        Column("Candidates", 16),
        Column("First aim", 44),
        Column("Reached", 10, "number"),
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
    """Write the share of wishes met by group and by coalition."""
    sheet = book.sheet("Fairness", "The share of wishes met, by group and by coalition.", ACCENT)
    top = book.headline(
        sheet, "Fairness", "Wishes that coalitions made themselves; wishes made by default are not counted."
    )
    columns: list[Column] = [Column("By", 20), Column("Group", 32), Column("Wishes", 9, "number")]
    for candidate in comparison.candidates:
        columns += [Column(f"{candidate.letter}: {what}", 9, "number") for what in ("met", "per cent")]
    rows = [_share_cells(row) for row in (*comparison.fairness.groups, *comparison.fairness.coalitions)]
    _table(book, sheet, top, columns, rows)


def _share_cells(row: ShareRow) -> list[Cell]:
    """The cells of a group: wishes made, then met and per cent in each candidate."""
    cells: list[Cell] = [row.basis, row.group, row.shares[0].asked]
    for share in row.shares:
        cells += [share.met, share.percent]
    return cells


def _add_costs(book: Book, comparison: Comparison) -> None:
    """Write the minutes used, saved and reserved in each candidate."""
    sheet = book.sheet("Minutes", "Minutes used and saved.", ACCENT)
    saving = comparison.costs[0].saving
    against = f"Against one session of {saving.minutes_each} minutes for each of {saving.coalitions} active coalitions."
    top = book.headline(sheet, "Minutes used and saved", against)
    lines = (
        ("Joint sessions", [cost.joint_sessions for cost in comparison.costs]),
        ("Sessions that coalitions add to the programme", [cost.sessions for cost in comparison.costs]),
        ("Minutes used", [cost.saving.used for cost in comparison.costs]),
        ("Minutes saved", [cost.saving.saved for cost in comparison.costs]),
        ("Minutes reserved for coalitions that stay free", [cost.free_minutes for cost in comparison.costs]),
    )
    rows: list[list[Cell]] = [[title, *numbers] for title, numbers in lines]
    _table(book, sheet, top, (Column("What", 46), *_heads(comparison, 16, "number")), rows)


def _add_duplication(book: Book, comparison: Comparison) -> None:
    """Write the sessions on equal themes with people or coalitions in common."""
    sheet = book.sheet("Duplication", "Sessions on the same themes with people or coalitions in common.", QUIET_TAB)
    top = book.headline(
        sheet, "Duplication found", "Sessions on exactly the same themes with a person or coalition in common."
    )
    columns = (Column("Found in", 14), Column("Sentence", 110), Column("Session of coalitions", 14))
    rows: list[list[Cell]] = [
        [joined(found.letters), found.sentence, found.of_coalitions] for found in comparison.duplicates
    ]
    _table(book, sheet, top, columns, rows)


def _add_sessions(book: Book, comparison: Comparison) -> None:
    """Write the placement of each session in each candidate."""
    sheet = book.sheet("Sessions", "Time and room of every session in each candidate.", QUIET_TAB)
    top = book.headline(sheet, "Sessions", "“Differs: yes”: not at the same time and room in every candidate.")
    columns = (
        Column("Session", 28),
        Column("Title", 44),
        Column("Type", 22),
        Column("Themes", 16, "theme"),
        Column("Differs", 9),
        *_heads(comparison, 30),
    )
    known: dict[str, Record] = {}
    for candidate in comparison.candidates:
        for name, row in candidate.sessions.items():
            known.setdefault(name, row)
    rows: list[list[Cell]] = []
    for name, row in known.items():
        places = [_placement_text(candidate.sessions.get(name)) for candidate in comparison.candidates]
        details: list[Cell] = [name, row["title"], row["type"], joined(row["themes"])]
        rows.append([*details, len(set(places)) > 1, *places])
    _table(book, sheet, top, columns, rows)


def _placement_text(row: Record | None) -> str:
    """``Day 1 09:00–10:00, Room 2``."""
    return f"{row['day']} {times_text(row['start'], row['end'])}, {row['room']}" if row else "not held"
