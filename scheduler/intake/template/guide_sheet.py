"""The sheet “Read me” of the planning workbook: in which order to fill it in, and what its words mean."""

from __future__ import annotations

from textwrap import wrap

from xlsxwriter.workbook import Workbook

from scheduler.intake.planning.sheets import GUIDE, NEGOTIATED, SHEETS, Sheet

_NAME_WIDTH, _TEXT_WIDTH, _LINE_POINTS = 26, 100, 15.0

FIRST = (
    "Fill in the sheets from left to right. Each one uses only names of the sheets before it, except where the list "
    "below says so. Replace the made-up rows with real ones; delete rows that you do not need.",
    "Dark column titles must be filled in, pale ones can stay empty. Several values in one cell are separated by “;”. "
    "Cells with a fixed choice offer a list. The note on a column title says what belongs there.",
    "Then run “igf-scheduler check FOLDER”. It lists every problem with its sheet and cell. After each sheet that you "
    "have replaced, check again: it is easier to mend one sheet at a time.",
)

STEPS = {
    "Event": "Name, year and time zone of the meeting. Everything else uses this time zone.",
    "Days": "The days and their opening hours. Short names such as Day 1 are used on all other sheets.",
    "Slots": "When sessions can start. A set of slots is a grid; rooms with the same hours share one grid.",
    "Rooms": "Rooms with seats, grid and services. If you rename a room, rename it on Sessions and Pins too.",
    "Themes": "The themes of the year. Coalitions and sessions refer to their codes.",
    "Coalitions": "The register: who is active, which reports are filed, on which themes each one works.",
    "People": "Who represents which coalition, and when they are away. Nobody is in two places at once.",
    "Sessions": "The host programme. With room, day and start a session is fixed; without them it is placed for you.",
    "Relations": "Which sessions come before others, or must not overlap. Can stay empty.",
    "Teams": "Interpreters and captioners, if there are only so many. Can stay empty.",
    "Policy": f"The rules. The group “{NEGOTIATED}” comes first; the others rarely change. Empty means the default. "
    "Do not allow more joint sessions than there are themes, or longer sessions than slots.",
    "Pins": "What is decided already and must stay. Can stay empty.",
    "Earlier years": "What coalitions asked for and received before. Can stay empty.",
}
"""What each sheet is for, in the order in which they are filled in."""

GLOSSARY = (
    ("coalition", "A Dynamic Coalition of the IGF."),
    ("host programme", "All sessions that are not the coalitions' own: ceremonies, main sessions, workshops."),
    ("kind of presence", "What a coalition can ask for, such as a joint session, a day-zero event or a booth shift."),
    ("joint session", "A session that several coalitions hold together on one theme."),
    ("guests", "Horizontal coalitions that join a joint session outside their own themes."),
    ("horizontal", "A coalition whose subject belongs to every theme, such as accessibility."),
    ("main-session slot", "Some minutes in a main session, for one coalition."),
    ("segment", "The minutes of one coalition inside a session of others."),
    ("grid", "A list of the times at which sessions can start; every room follows one."),
    ("slot", "One line of a grid: a session starts at its start and is over at its end."),
    ("theme, subtheme", "What a session is about. Two sessions on one theme should not overlap."),
    ("pin", "A decision taken before, which the program must keep."),
    ("principle", "How the wishes of coalitions are weighed against each other. The next three are principles."),
    ("rank-maximal", "As many first choices as possible; then as many second choices as possible; and so on."),
    ("leximin", "The coalition that fares worst fares as well as possible; then the next one; and so on."),
    ("weighted", "Each choice has points, and the sum of points counts."),
    ("claim", "What makes a wish weigh more where places are scarce: a horizontal subject, years without, merit."),
    ("merit", "Points that the coalitions' coordination gives for work in the past year; 0 if it gives none."),
    ("eligible", "Allowed to ask: the conditions on sheet Policy are met, such as a filed annual report."),
    ("waiting list", "Wishes that were not granted, in the order in which free places are offered."),
    (
        "inconvenience",
        "What suits people less: late hours, rooms of the wrong size, long walks. Kept small at the end.",
    ),
)
"""Words of the workbook with their meaning in plain words."""


def write_guide(workbook: Workbook) -> None:
    """Write the sheet, first in the workbook."""
    page = workbook.add_worksheet(GUIDE)
    page.hide_gridlines(2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, _NAME_WIDTH)
    page.set_column(1, 1, _TEXT_WIDTH)
    title = workbook.add_format({"bold": True, "font_size": 15, "font_color": "#1F4E79"})
    head = workbook.add_format({"bold": True, "font_size": 12, "font_color": "#1F4E79", "bottom": 2})
    name = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = workbook.add_format({"valign": "top", "text_wrap": True})
    page.write_string(0, 0, "How to fill in this workbook", title)
    row = 2
    steps = [(f"{number}. {sheet.title}", _step(sheet)) for number, sheet in enumerate(SHEETS, start=1)]
    start = [(f"Step {letter}", line) for letter, line in zip("ABC", FIRST, strict=True)]
    for heading, lines in (("To begin with", start), ("The sheets, in order", steps), ("Words", list(GLOSSARY))):
        page.write_string(row, 0, heading, head)
        page.write_blank(row, 1, None, head)
        for first, second in lines:
            row += 1
            page.write_string(row, 0, first, name)
            page.write_string(row, 1, second, text)
            page.set_row(row, len(wrap(second, _TEXT_WIDTH - 5)) * _LINE_POINTS + 2)
        row += 2
    page.print_area(0, 0, row - 2, 1)


def _step(sheet: Sheet) -> str:
    return STEPS[sheet.title] + ("" if sheet.required else " The sheet may be missing.")
