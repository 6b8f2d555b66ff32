"""The sheets about coalitions: requests, refusals, selection committee and eligibility."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.catalogue import RULE
from scheduler.core.instance import Coalition, Request
from scheduler.core.phrases import joined
from scheduler.core.queries import held_where, others_in, result_text
from scheduler.export.excel.book import A3, Book, CellValue, TableColumn, clock_cell
from scheduler.tables import records, refusals
from scheduler.verify.eligibility_rules import missing_conditions

BY_COALITION = (
    TableColumn("Coalition", 14),
    TableColumn("Choice", 8, "number"),
    TableColumn("Asked for", 22),
    TableColumn("Working title", 28),
    TableColumn("Minutes", 8, "number"),
    TableColumn("Result", 13, "verdict"),
    TableColumn("Its session", 34),
    TableColumn("With", 20),
    TableColumn("Day", 8),
    TableColumn("Start", 7, "clock"),
    TableColumn("End", 7, "clock"),
    TableColumn("Room", 14),
    TableColumn("Why not, and notes", 44),
)

REFUSED = (
    TableColumn("Request", 28),
    TableColumn("Coalition", 14),
    TableColumn("Kind", 22),
    TableColumn("Choice", 8, "number"),
    TableColumn("Waiting list", 12, "verdict"),
    TableColumn("Reason", 60),
    TableColumn("Rules that prevent it", 50),
)

COMMITTEE = (
    TableColumn("Coalition", 16),
    TableColumn("Name of the coalition", 52),
    TableColumn("Seat", 30),
    TableColumn("Why it is eligible", 60),
)

ELIGIBILITY = (
    TableColumn("Coalition", 14),
    TableColumn("Name", 38),
    TableColumn("Active", 7),
    TableColumn("New this year", 9),
    TableColumn("Annual report", 9, "verdict"),
    TableColumn("Session report", 9, "verdict"),
    TableColumn("Light report", 9, "verdict"),
    TableColumn("Part in coordination", 12, "verdict"),
    TableColumn("Founding conditions", 11, "verdict"),
    TableColumn("Ready to present", 9, "verdict"),
    TableColumn("Merit", 7, "number"),
    TableColumn("Output named", 26),
    TableColumn("Plan of the year", 26),
    TableColumn("Received in earlier years", 24),
    TableColumn("Answered the survey", 10),
    TableColumn("Eligible", 9, "verdict"),
    TableColumn("Why not", 36),
)


def add_by_coalition(book: Book) -> None:
    """Write the requests of each coalition by rank with decision, placement and reason."""
    sheet = book.sheet(
        "By coalition", "Requests of each coalition: granted or not, where and when, and why not.", "#7A4FA3"
    )
    top = book.headline(
        sheet,
        "By coalition",
        "All requests in the order of the coalition's choices. “Why not, and notes” gives the reason for a refusal.",
    )
    rows: list[list[CellValue]] = []
    bands: list[int] = []
    for number, coalition in enumerate(book.instance.coalitions):
        asked = book.instance.requests_of(coalition.id)
        found = [_request_cells(book, request) for request in asked] or [_nothing_asked(coalition)]
        rows += found
        bands += [number] * len(found)
    book.table(sheet, top, BY_COALITION, rows, bands)


def _request_cells(book: Book, request: Request) -> list[CellValue]:
    decision = book.programme.decision.get(request.id)
    where = held_where(book.programme, request)
    note = "made by the policy, because the coalition did not answer" if request.by_default else ""
    if decision and decision.reason:
        note = joined(filter(None, (decision.reason.sentence, note)))
    about: list[CellValue] = [request.coalition, request.rank, request.kind.value, request.title, request.minutes]
    cells = [*about, result_text(decision)]
    if where is None:
        return [*cells, "", "", "", None, None, "", note]
    with_whom = joined(others_in(book.programme, where.placed, request.coalition))
    place: list[CellValue] = [where.placed.day, clock_cell(where.start), clock_cell(where.end), where.placed.room]
    return [*cells, where.placed.title, with_whom, *place, note]


def _nothing_asked(coalition: Coalition) -> list[CellValue]:
    why = "not active" if not coalition.active else "made no request" if coalition.answered else "did not answer"
    return [coalition.id, None, "nothing", "", None, "", "", "", "", None, None, "", why]


def add_refusals(book: Book) -> None:
    """Write the waiting lists in their order, then all other refusals, with reasons."""
    sheet = book.sheet(
        "Waiting list and refusals", "The waiting lists in order, and the reason for every refusal.", "#7A4FA3"
    )
    refused = records(refusals(book.instance, book.programme))
    top = book.headline(
        sheet,
        "Waiting list and refusals",
        f"{len(refused)} of {len(book.instance.requests)} requests were not granted. Waiting lists come first.",
    )
    rows: list[list[CellValue]] = []
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
    """Write the members of the selection committee and why they are eligible for it."""
    sheet = book.sheet("Selection committee", "The members of the committee, and why they are eligible.", "#7A4FA3")
    policy = book.instance.policy
    chairs = f"Named chairs: {', '.join(policy.chairs)}. " if policy.chairs else ""
    top = book.headline(
        sheet,
        "Selection committee",
        f"{chairs}The policy asks for at least {policy.committee_at_least}. None of its members competes for a place.",
    )
    why = "opted out of the competition and made no competing request"
    rows: list[list[CellValue]] = [
        [seat.coalition, book.instance.coalition[seat.coalition].name, seat.person, why]
        for seat in book.programme.committee
        if seat.coalition in book.instance.coalition
    ]
    book.table(sheet, top, COMMITTEE, rows)


def add_eligibility(book: Book) -> None:
    """Write the documents that each coalition filed or owes, and its eligibility."""
    sheet = book.sheet(
        "Standing",
        "Documents filed and owed by each coalition, and which coalitions are eligible.",
        "#7A4FA3",
        paper=A3,
    )
    policy = book.instance.policy
    conditions = ", ".join(condition.value for condition in policy.conditions) or "nothing else"
    top = book.headline(
        sheet,
        "Standing",
        f"Policy {policy.version}. To be eligible a coalition must be active, with: {conditions}. "
        "A coalition new this year files the light report instead of the two reports.",
    )
    book.table(sheet, top, ELIGIBILITY, [_eligibility_cells(book, coalition) for coalition in book.instance.coalitions])


def _eligibility_cells(book: Book, coalition: Coalition) -> list[CellValue]:
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
    """The presences of earlier years, latest first: ``2023: day-zero event (requested: joint session)``."""
    for entry in sorted(book.instance.history, key=lambda entry: -entry.year):
        if entry.coalition == coalition.id:
            received = entry.kind.value if entry.kind else "nothing"
            asked = f" (requested: {entry.asked.value})" if entry.asked and entry.asked is not entry.kind else ""
            yield f"{entry.year}: {received}{asked}"


def _filed(done: bool) -> str:
    return "filed" if done else "owed"
