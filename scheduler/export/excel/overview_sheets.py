"""The sheets “Read me”, “Scores” and “Warnings”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from xlsxwriter.worksheet import Worksheet

from scheduler.catalogue import GOAL, INCONVENIENCE, RULE
from scheduler.catalogue.goal_texts import definition_for_readers, goal_text, proof_text, proof_words
from scheduler.core.phrases import joined
from scheduler.core.queries import grants, joint_sessions, left_out_text, saving
from scheduler.export.excel.book import HEAD, QUIET, Book, Cell, Column, plain, row_points, text_lines, write
from scheduler.export.excel.edit_sheets import HOW_TO_EDIT
from scheduler.tables import records, scores
from scheduler.verify import Notice

SCORES = (
    Column("Order", 7, "number"),
    Column("Goal", 44),
    Column("Value", 9, "number"),
    Column("Unit", 11),
    Column("Best possible, at least", 12, "number"),
    Column("Proven?", 18, "verdict"),
    Column("Recomputed by the check", 12, "number"),
    Column("Definition", 80),
)

WARNINGS = (
    Column("What", 24, "verdict"),
    Column("Sentence", 84),
    Column("Whom it concerns", 26),
    Column("Sessions", 40),
)

MOST_ALIKE = 10
"""The most warnings of one topic that are listed among the others."""

TEXT_WIDTH = 90
"""Width of the text on the sheet “Read me”, in characters."""

HOW_TO_PRINT = (
    (
        "Print set",
        "The sheets with orange tabs: “At a glance”, the coalitions' week, the days, “By coalition”, “Joint sessions”. "
        "“igf-scheduler export PROGRAMME programme.pdf” writes them as one PDF, where LibreOffice is installed.",
    ),
    ("Paper", "The days and the week: A3 (10 points), or A4 in small type (7 points). All else: A4, landscape."),
    (
        "Doors",
        "“Doors, all days” has one page for each room, “Doors, day by day” one for each room and day. On them, "
        "sessions that are not public are called “Closed session”.",
    ),
    ("Not for publication", "The sheets with red tabs are for planners; each page says so."),
)

PARTS = {part.id: part.sentence.rstrip(".") for part in INCONVENIENCE}


def add_read_me(book: Book) -> Worksheet:
    """Add the sheet “Read me”; `fill_read_me` fills it when all sheets are known."""
    sheet = book.sheet("Read me", "")
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 27)
    sheet.set_column(1, 1, TEXT_WIDTH)
    event = book.instance.event
    book.headline(sheet, f"{event.name}: programme of the Dynamic Coalitions")
    return sheet


def fill_read_me(book: Book, sheet: Worksheet) -> None:
    """Write the sheet “Read me” below its title."""
    row = _facts(book, sheet, 1, "What this is", _identification(book))
    row = _facts(book, sheet, row, "Results", _results(book))
    row = _facts(book, sheet, row, "To change something", HOW_TO_EDIT)
    row = _facts(book, sheet, row, "To print", HOW_TO_PRINT)
    row = _sheets(book, sheet, row)
    row = _legend(book, sheet, row)
    row = _facts(book, sheet, row, "What is proven", _proven(book))
    row = _facts(book, sheet, row, "How to read it", _how_to_read(book))
    sheet.print_area(0, 0, row, 1)


def _heading(book: Book, sheet: Worksheet, row: int, text: str) -> int:
    """Write a section heading; return the row below it."""
    sheet.set_row(row, 22)
    for column in (0, 1):
        look = {
            "bold": True,
            "font_size": 12,
            "font_color": HEAD,
            "bottom": 2,
            "bottom_color": HEAD,
            "valign": "bottom",
        }
        write(book, sheet, row, column, text if column == 0 else "", **look)
    return row + 1


def _facts(book: Book, sheet: Worksheet, row: int, title: str, facts: Iterable[tuple[str, str]]) -> int:
    """Write a section of names and texts; return the row below it."""
    row = _heading(book, sheet, row, title)
    for name, text in facts:
        write(book, sheet, row, 0, name, font_color=QUIET, text_wrap=True, valign="vcenter")
        write(book, sheet, row, 1, text, text_wrap=True, valign="vcenter")
        sheet.set_row(row, row_points(text_lines(text, TEXT_WIDTH)))
        row += 1
    return row + 1


def _identification(book: Book) -> list[tuple[str, str]]:
    """What identifies the programme: event, state, policy, versions and hashes."""
    event, made = book.instance.event, book.programme.provenance
    days = book.instance.days
    where = f"{event.name}, {event.city}" if event.city else event.name
    return [
        ("Event", f"{where}, {_date(days[0].date)} to {_date(days[-1].date)}"),
        ("Time zone", f"{event.time_zone}; all times in this workbook are in this zone"),
        ("State", f"{book.programme.state}; proposed by {event.proposed_by}, decided by {event.decided_by}"),
        *([("Origin", book.mark)] if book.mark else []),
        ("Policy", f"version {book.instance.policy.version}, principle “{book.instance.policy.principle.value}”"),
        ("Program", f"igf-scheduler {made.program_version}, file format {book.programme.schema_version}"),
        ("Instance", f"{made.instance}, SHA-256 {made.instance_sha256}"),
        ("Programme", f"SHA-256 {book.programme.sha256}"),
    ]


def _date(day: date) -> str:
    """A date in words."""
    return f"{day.day} {day:%B %Y}"


def _results(book: Book) -> list[tuple[str, str]]:
    """The main numbers of the programme."""
    found = saving(book.instance, book.programme)
    joint = joint_sessions(book.instance, book.programme)
    counts = grants(book.instance, book.programme).values()
    granted, requested = sum(part for part, _ in counts), sum(whole for _, whole in counts)
    left_out = f"{left_out_text(book.instance, book.programme)}; reasons: sheet “Left out”"
    return [
        ("Joint sessions held", f"{len(joint)}, with {sum(len(s.coalitions) for s in joint)} coalitions"),
        ("Requests granted", f"{granted} of {requested}; by kind and by choice: sheet “At a glance”"),
        *([("Sessions left out", left_out)] if book.programme.left_out else []),
        ("Minutes saved", f"{found.saved:,} of {found.full:,}, compared with one session for each active coalition"),
        ("Rules", _rules_text(book)),
    ]


def _rules_text(book: Book) -> str:
    """The result of the independent check in words."""
    broken = len(book.verdict.violations)
    return "the independent check found no broken rule" if not broken else f"BROKEN: {broken}; see the sheet “Warnings”"


def _sheets(book: Book, sheet: Worksheet, row: int) -> int:
    """Write the list of sheets with links; return the row below it."""
    row = _heading(book, sheet, row, "The sheets")
    link = book.style(font_color="#1A4F8B", underline=1, valign="vcenter")
    for name, note in book.sheets.items():
        if not note:
            continue
        target = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{target}'!A1", link, plain(name))
        write(book, sheet, row, 1, note, text_wrap=True, valign="vcenter")
        sheet.set_row(row, row_points(1))
        row += 1
    return row + 1


def _legend(book: Book, sheet: Worksheet, row: int) -> int:
    """Write the legend of themes; return the row below it."""
    row = _heading(book, sheet, row, "Themes: colour, code and name")
    for theme in book.instance.themes:
        write(book, sheet, row, 0, theme.code, bold=True, valign="vcenter", **book.theme_look(theme.code))
        text = f"{theme.name} ({theme.subtheme})" if theme.subtheme else theme.name
        write(book, sheet, row, 1, text, text_wrap=True, valign="vcenter")
        sheet.set_row(row, row_points(text_lines(text, TEXT_WIDTH)))
        row += 1
    return row + 1


def _proven(book: Book) -> list[tuple[str, str]]:
    """The goals in words, in their order, with their proofs."""
    found = [
        (f"{number}. {proof_text(score)}", f"{goal_text(score)}.")
        for number, score in enumerate(book.programme.scores, start=1)
    ]
    if not found:
        return [("Nothing", "The solver did not make this programme, so nothing is proven about it.")]
    meaning = "“proven”: no programme is better on this goal without being worse on a goal before it."
    return [*found, ("", meaning)]


def _how_to_read(book: Book) -> list[tuple[str, str]]:
    """Explanations of colours, marks and terms."""
    return [
        ("Colour", "The code of the theme is always printed beside its colour."),
        ("★", "A coalition's session, or minutes of coalitions inside a session of the host programme."),
        ("Given or decided", "Given: the host programme fixed the place. Decided: this programme did."),
        ("Granted, waiting, refused", "“waiting, 2” is the second place on the waiting list of its kind."),
        ("Choice", "1 is the coalition's first choice."),
        ("Day sheets", "Made for printing. To sort or filter, use “All sessions”."),
    ]


def add_scores(book: Book) -> None:
    """Write each goal in order: value, lower bound and proof."""
    sheet = book.sheet(
        "Scores", "Each goal: its value, its lower bound, and whether the value is proven to be optimal.", "#5A6470"
    )
    top = book.headline(
        sheet,
        "Scores",
        "Goals in their order; smaller is better. Each value is the best possible given the goals before it.",
    )
    stated = [row for row in records(scores(book.instance, book.programme, book.verdict.scores)) if row["stated"]]
    rows: list[list[Cell]] = []
    for number, row in enumerate(stated, start=1):
        details: list[Cell] = [number, row["sentence"], row["value"], row["unit"]]
        proof = proof_words(row["value"], row["bound"], row["proven"])
        definition = definition_for_readers(GOAL[row["goal"]].definition) if row["goal"] in GOAL else ""
        rows.append([*details, row["bound"], proof, row["counted"], definition])
    below = book.table(sheet, top, SCORES, rows)
    if any(row["goal"] == "inconvenience" for row in stated):
        _inconvenience(book, sheet, below + 1)


def _inconvenience(book: Book, sheet: Worksheet, row: int) -> None:
    """Write the weighted parts of the goal on inconvenience."""
    weights = book.instance.policy.inconvenience
    columns = (
        Column("", 7),
        Column("Behind inconvenience", 44),
        Column("Count", 9, "number"),
        Column("Weight", 11, "number"),
    )
    rows: list[list[Cell]] = [
        ["", PARTS.get(part, part), count, getattr(weights, part, None)]
        for part, count in book.verdict.inconvenience_parts.items()
    ]
    below = book.table(sheet, row, columns, rows, main=False)
    sheet.print_area(0, 0, below, len(SCORES) - 1)


def add_warnings(book: Book) -> None:
    """Write the findings of the independent check: broken rules, rare warnings, then frequent ones, summarised."""
    sheet = book.sheet("Warnings", "Broken rules and warnings of the independent check.", "#5A6470")
    top = book.headline(sheet, "Warnings", f"Rules: {_rules_text(book)}. Warnings: allowed, but worth knowing.")
    rows: list[list[Cell]] = [
        [
            f"broken: {violation.topic}",
            _broken(violation.rule, violation.sentence),
            joined(violation.who),
            joined(violation.sessions),
        ]
        for violation in book.verdict.violations
    ]
    counts = Counter(notice.topic for notice in book.verdict.notices)
    notices = sorted(book.verdict.notices, key=lambda notice: counts[notice.topic])
    frequent = [topic for topic, count in counts.items() if count > MOST_ALIKE]
    rows += [_notice_cells(notice) for notice in notices if notice.topic not in frequent]
    rows += [
        [topic, f"{counts[topic]} warnings of this kind; all are listed below this table.", "", ""]
        for topic in frequent
    ]
    below = book.table(sheet, top, WARNINGS, rows)
    if frequent:
        details = [_notice_cells(notice) for notice in notices if notice.topic in frequent]
        last = book.table(sheet, below + 1, WARNINGS, details, main=False)
        sheet.print_area(0, 0, last, len(WARNINGS) - 1)


def _notice_cells(notice: Notice) -> list[Cell]:
    """The row of a warning."""
    return [notice.topic, notice.sentence, joined(notice.who), joined(notice.sessions)]


def _broken(rule: str, sentence: str) -> str:
    """A violation with the sentence of its rule."""
    return f"{sentence} (Rule: {RULE[rule].sentence})" if rule in RULE else sentence
