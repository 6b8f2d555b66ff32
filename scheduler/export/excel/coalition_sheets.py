"""The sheets about coalitions: requests and decisions, waiting lists, selection committee, eligibility."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.catalogue import RULE
from scheduler.core.instance import Coalition
from scheduler.core.phrases import joined, number_of
from scheduler.export.excel.book import A3, PRINT_TAB, Book, Cell, Column, clock_cell
from scheduler.tables import Record, decision_text, records, refusals, requests
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
    Column("Rules that prevent it", 50),
)

COMMITTEE = (
    Column("Coalition", 16),
    Column("Name of the coalition", 52),
    Column("Seat", 30),
    Column("Why it is eligible", 60),
)

ELIGIBILITY = (
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
    """Write the requests of each coalition by rank with decision, placement and reason."""
    sheet = book.sheet(
        "By coalition", "Requests of each coalition: granted or not, where and when, and why not.", PRINT_TAB, A3
    )
    top = book.headline(
        sheet,
        "By coalition",
        "All requests in the order of the coalition's choices. “Why not, and notes” gives the reason for a refusal.",
    )
    made = {row["request"]: row for row in records(requests(book.instance, book.programme))}
    rows: list[list[Cell]] = []
    bands: list[int] = []
    for number, coalition in enumerate(book.instance.coalitions):
        found_rows = [made[request.id] for request in book.instance.requests_of(coalition.id)]
        found = [_request_cells(row) for row in found_rows] or [_without_requests(coalition)]
        rows += found
        bands += [number] * len(found)
    book.table(sheet, top, BY_COALITION, rows, bands)


def _request_cells(row: Record) -> list[Cell]:
    """The row of a request: decision, placement, partners and reason."""
    by_default = "made by the policy, because the coalition did not answer" if row["by_default"] else ""
    note = joined(filter(None, (row["reason"], by_default)))
    details: list[Cell] = [row["coalition"], row["rank"], row["kind"], row["title"], row["minutes"]]
    times = [None if row[name] is None else clock_cell(row[name]) for name in ("start", "end")]
    place: list[Cell] = [row["day"], *times, row["room"]]
    return [*details, decision_text(row), row["session_title"], joined(row["together_with"]), *place, note]


def _without_requests(coalition: Coalition) -> list[Cell]:
    """The row of a coalition without requests, with the cause."""
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
    rows: list[list[Cell]] = [
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


def _eligibility_cells(book: Book, coalition: Coalition) -> list[Cell]:
    """The row of a coalition: documents, conditions and requested outputs."""
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
            requested = f" (requested: {entry.asked.value})" if entry.asked and entry.asked is not entry.kind else ""
            yield f"{entry.year}: {received}{requested}"


def _filed(done: bool) -> str:
    """The state of a document in words."""
    return "filed" if done else "owed"
