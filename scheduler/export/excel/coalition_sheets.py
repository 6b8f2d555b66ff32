"""The sheets about coalitions: requests and decisions, waiting lists, selection committee, eligibility."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.catalogue import RULE
from scheduler.core.instance import Coalition, Request
from scheduler.core.phrases import joined, number_of
from scheduler.core.queries import held_where, others_in, result_text
from scheduler.export.excel.book import A3, Book, Cell, Column, clock_cell
from scheduler.tables import records, refusals
from scheduler.verify.eligibility_rules import missing_conditions

BY_COALITION = (
    Column("Coalition", 14),
    Column("Choice", 8, "number"),
    Column("Asked for", 22),
    Column("Working title", 28),
    Column("Minutes", 8, "number"),
    Column("Result", 13, "verdict"),
    Column("Its session", 34),
    Column("With", 20),
    Column("Day", 8),
    Column("Start", 7, "clock"),
    Column("End", 7, "clock"),
    Column("Room", 14),
    Column("Why not, and notes", 44),
)

REFUSED = (
    Column("Request", 28),
    Column("Coalition", 14),
    Column("Kind", 22),
    Column("Choice", 8, "number"),
    Column("Waiting list", 12, "verdict"),
    Column("Reason", 60),
    Column("Rules that stand against it", 50),
)

COMMITTEE = (
    Column("Coalition", 16),
    Column("Name of the coalition", 52),
    Column("Seat", 30),
    Column("Why it may judge", 60),
)

STANDING = (
    Column("Coalition", 14),
    Column("Name", 38),
    Column("Active", 7),
    Column("New this year", 9),
    Column("Annual report", 9, "verdict"),
    Column("Session report", 9, "verdict"),
    Column("Light report", 9, "verdict"),
    Column("Part in coordination", 12, "verdict"),
    Column("Founding conditions", 11, "verdict"),
    Column("Ready to present", 9, "verdict"),
    Column("Merit", 7, "number"),
    Column("Output named", 26),
    Column("Plan of the year", 26),
    Column("Received in earlier years", 24),
    Column("Answered the survey", 10),
    Column("Eligible", 9, "verdict"),
    Column("Why not", 36),
)


def add_by_coalition(book: Book) -> None:
    """What each coalition asked for by rank, what it got, where and when, and why not."""
    sheet = book.sheet(
        "By coalition", "What each coalition asked for, what it got, where and when, and why not.", "#7A4FA3"
    )
    top = book.headline(
        sheet,
        "By coalition",
        "Every wish, in the coalition's own order of choice; “Why not” says in one sentence what stood against it.",
    )
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, coalition in enumerate(book.instance.coalitions):
        asked = book.instance.requests_of(coalition.id)
        found = [_request_cells(book, request) for request in asked] or [_nothing_asked(coalition)]
        rows += found
        bands += [number] * len(found)
    book.table(sheet, top, BY_COALITION, rows, bands)


def _request_cells(book: Book, request: Request) -> list[Cell]:
    decision = book.programme.decision.get(request.id)
    where = held_where(book.programme, request)
    note = "asked by the policy, since it did not answer" if request.by_default else ""
    if decision and decision.reason:
        note = joined(filter(None, (decision.reason.sentence, note)))
    about: list[Cell] = [request.coalition, request.rank, request.kind.value, request.title, request.minutes]
    cells = [*about, result_text(decision)]
    if where is None:
        return [*cells, "", "", "", None, None, "", note]
    with_whom = joined(others_in(book.programme, where.placed, request.coalition))
    place: list[Cell] = [where.placed.day, clock_cell(where.start), clock_cell(where.end), where.placed.room]
    return [*cells, where.placed.title, with_whom, *place, note]


def _nothing_asked(coalition: Coalition) -> list[Cell]:
    why = "not active" if not coalition.active else "asked for nothing" if coalition.answered else "did not answer"
    return [coalition.id, None, "nothing", "", None, "", "", "", "", None, None, "", why]


def add_refusals(book: Book) -> None:
    """Waiting lists first, in their order; then every other refusal; each with its reason."""
    sheet = book.sheet(
        "Waiting list and refusals", "Who waits, in which order, and why every other wish was refused.", "#7A4FA3"
    )
    refused = records(refusals(book.instance, book.programme))
    top = book.headline(
        sheet,
        "Waiting list and refusals",
        f"{len(refused)} of {number_of(len(book.instance.requests), 'request')} "
        f"{'was' if len(refused) == 1 else 'were'} not granted. Waiting lists come first.",
    )
    rows: list[list[Cell]] = []
    for row in refused:
        place = row["waiting_list"]
        rules = [RULE[rule].sentence if rule in RULE else rule for rule in row["rules"]]
        rows.append(
            [
                row["request"],
                row["coalition"],
                row["kind"],
                row["rank"],
                f"waiting, {place}" if place else "",
                row["reason"],
                " ".join(rules),
            ]
        )
    book.table(sheet, top, REFUSED, rows)


def add_committee(book: Book) -> None:
    """Who sits on the selection committee, and why they may judge."""
    sheet = book.sheet(
        "Selection committee", "Who judges, and why they have no interest of their own in it.", "#7A4FA3"
    )
    policy = book.instance.policy
    chairs = f"Named chairs: {', '.join(policy.chairs)}. " if policy.chairs else ""
    top = book.headline(
        sheet,
        "Selection committee",
        f"{chairs}The policy asks for at least {policy.committee_at_least}. All of them compete for nothing.",
    )
    why = "took itself out of the competition and asked for nothing that is competed"
    rows: list[list[Cell]] = [
        [seat.coalition, book.instance.coalition[seat.coalition].name, seat.person, why]
        for seat in book.programme.committee
        if seat.coalition in book.instance.coalition
    ]
    book.table(sheet, top, COMMITTEE, rows)


def add_standing(book: Book) -> None:
    """What each coalition has filed and owes, and whether it is eligible."""
    sheet = book.sheet("Standing", "What each coalition has filed and owes, and who is eligible.", "#7A4FA3", paper=A3)
    policy = book.instance.policy
    conditions = ", ".join(condition.value for condition in policy.conditions) or "nothing else"
    top = book.headline(
        sheet,
        "Standing",
        f"Policy {policy.version}. To be eligible a coalition must be active, with: {conditions}. "
        "A coalition new this year files the light report instead of the two reports.",
    )
    book.table(sheet, top, STANDING, [_standing_cells(book, coalition) for coalition in book.instance.coalitions])


def _standing_cells(book: Book, coalition: Coalition) -> list[Cell]:
    standing, new = coalition.standing, coalition.new
    missing = missing_conditions(book.instance, coalition)
    outputs = dict.fromkeys(request.output for request in book.instance.requests_of(coalition.id) if request.output)
    session_report = "none due" if new or standing.session_report is None else _filed(standing.session_report)
    return [
        coalition.id,
        coalition.name,
        coalition.active,
        new,
        "none due" if new else _filed(standing.annual_report),
        session_report,
        _filed(standing.light_report) if new else "none due",
        "yes" if standing.coordination else "no",
        "yes" if standing.founding else "no",
        "yes" if coalition.ready else "no",
        coalition.merit,
        joined(outputs),
        coalition.plan,
        joined(_received(book, coalition)),
        coalition.answered,
        "no" if missing else "yes",
        joined(missing),
    ]


def _received(book: Book, coalition: Coalition) -> Iterator[str]:
    """What it received in earlier years, the latest first: ``2023: day-zero event (asked for joint session)``."""
    for entry in sorted(book.instance.history, key=lambda entry: -entry.year):
        if entry.coalition == coalition.id:
            received = entry.kind.value if entry.kind else "nothing"
            asked = f" (asked for {entry.asked.value})" if entry.asked and entry.asked is not entry.kind else ""
            yield f"{entry.year}: {received}{asked}"


def _filed(done: bool) -> str:
    return "filed" if done else "owed"
