"""Read sheet Relations: temporal relations between sessions of the host programme, and their contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.core.clock import times_text
from scheduler.core.instance import HostSession, Instance, Relation
from scheduler.core.phrases import either, listed
from scheduler.core.vocabulary import RelationVerb
from scheduler.intake.planning.host_sessions import days_open_to, session_directory
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.planning.sheets import AFTER
from scheduler.intake.problems import Severity
from scheduler.intake.vocabulary_names import directory_of

Row = tuple[Relation, SheetRecord]


def read_relations(records: list[SheetRecord], sessions: tuple[HostSession, ...]) -> list[Row]:
    """Read the relations with their rows, names resolved; “after” is “before” reversed."""
    verbs = directory_of((*RelationVerb, AFTER), "relation")
    known = session_directory(sessions)
    relations: list[Row] = []
    for record in records:
        word, session = record.name("Stands", verbs), record.name("Session", known)
        others = record.names("Other sessions", known)
        minutes = record.minutes("Minutes")
        if not word or not session:
            continue
        verb = RelationVerb.BEFORE if word == AFTER else RelationVerb(word)
        if minutes and verb is not RelationVerb.BEFORE:
            what = "minutes count only for the relations “before” and “after”"
            record.report("Minutes", what, "delete them", Severity.WARNING)
            minutes = 0
        for name in others:
            if name == session:
                record.report("Other sessions", f"{name} is related to itself", "name another session")
                continue
            one, other = (name, session) if word == AFTER else (session, name)
            relation = Relation(verb=verb, one=one, other=other, minutes=minutes, source=record.source)
            relations.append((relation, record))
    return relations


def check_relations(instance: Instance, rows: Sequence[Row]) -> None:
    """Report duplicates, contradictions among relations, and contradictions with places and days in sheet Sessions."""
    _check_repeats(rows)
    _check_circles([row for row in rows if row[0].verb is RelationVerb.BEFORE])
    _check_days_of_pairs(rows)
    for relation, record in rows:
        one, other = instance.session[relation.one], instance.session[relation.other]
        if one.place and other.place:
            _check_given(instance, relation, one, other, record)
        else:
            _check_days(instance, relation, one, other, record)


def _check_repeats(rows: Sequence[Row]) -> None:
    seen: dict[tuple[str, ...], SheetRecord] = {}
    for relation, record in rows:
        pair = (relation.one, relation.other)
        key = (relation.verb.value, *(pair if relation.verb is RelationVerb.BEFORE else sorted(pair)))
        if key in seen:
            what = f"{relation.one} and {relation.other} have the same relation in row {seen[key].row} too"
            record.report("Other sessions", what, "keep one of them", Severity.WARNING)
        seen.setdefault(key, record)


def _check_circles(before: list[Row]) -> None:
    """Report each cycle of “before” once; removing the row that closes it may leave other cycles."""
    left = list(before)
    while circle := _circle(left):
        names = " before ".join([*(relation.one for relation, _ in circle), circle[0][0].one])
        last = max((row for _, row in circle), key=lambda row: row.row)
        what = f"this order is circular: {names} ({_row_numbers(row for _, row in circle)})"
        last.report("Stands", what, "reverse one of them, or delete its row")
        left = [row for row in left if row not in circle or row[1] is not last]


def _circle(rows: Sequence[Row]) -> list[Row]:
    """The rows of the shortest cycle through a session; empty if there is none."""
    ways = (_way(rows, relation.other, relation.one, row) for row in rows for relation in (row[0],))
    return min((way for way in ways if way), key=len, default=[])


def _way(rows: Sequence[Row], begin: str, end: str, first: Row) -> list[Row]:
    """The first row and the shortest chain of rows from `begin` to `end`; empty if there is none."""
    reached: dict[str, list[Row]] = {begin: [first]}
    todo = [begin]
    for name in todo:
        for row in rows:
            relation = row[0]
            if relation.one == name and relation.other not in reached:
                reached[relation.other] = [*reached[name], row]
                todo.append(relation.other)
    return reached.get(end, [])


def _check_days_of_pairs(rows: Sequence[Row]) -> None:
    """Report sessions that must be on different days and, through other rows, on one day."""
    same = [row for row in rows if row[0].verb is RelationVerb.SAME_DAY]
    turned = [(r.model_copy(update={"one": r.other, "other": r.one}), record) for r, record in same]
    for row in rows:
        relation, record = row
        if relation.verb is RelationVerb.OTHER_DAY:
            way = _way([*same, *turned], relation.one, relation.other, row)[1:]
            if way:
                pair = f"{relation.one} and {relation.other}"
                what = f"{pair} are on different days here and on one day by {_row_numbers(r for _, r in way)}"
                record.report("Stands", what, "delete one of these rows")


def _row_numbers(records: Iterator[SheetRecord]) -> str:
    """``row 2`` or ``rows 2, 3 and 5``."""
    numbers = [str(number) for number in sorted({record.row for record in records})]
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    return f"rows {listed(numbers)}"


def _check_given(
    instance: Instance, relation: Relation, one: HostSession, other: HostSession, record: SheetRecord
) -> None:
    """Check a relation between two fixed sessions."""
    first, second = _stretch(instance, one), _stretch(instance, other)
    holds = {
        RelationVerb.BEFORE: (
            first[0] < second[0] or (first[0] == second[0] and first[2] + relation.minutes <= second[1])
        ),
        RelationVerb.APART: first[0] != second[0] or first[2] <= second[1] or second[2] <= first[1],
        RelationVerb.SAME_DAY: first[0] == second[0],
        RelationVerb.OTHER_DAY: first[0] != second[0],
    }[relation.verb]
    if not holds:
        what = f"{_relation_text(relation)}, but {_where(one)} and {_where(other)} are fixed in sheet Sessions"
        record.report("Stands", what, "move one of them, or delete this row")


def _stretch(instance: Instance, session: HostSession) -> tuple[int, int, int]:
    """Date, start and end of a fixed session."""
    assert session.place is not None
    start = session.place.start
    return instance.day[session.place.day].date.toordinal(), start, start + session.minutes


def _where(session: HostSession) -> str:
    assert session.place is not None
    start = session.place.start
    return f"{session.id} on {session.place.day} {times_text(start, start + session.minutes)}"


def _relation_text(relation: Relation) -> str:
    words = {
        RelationVerb.BEFORE: "stands before",
        RelationVerb.APART: "is not at the time of",
        RelationVerb.SAME_DAY: "is on the day of",
        RelationVerb.OTHER_DAY: "is on another day than",
    }
    pause = f", by {relation.minutes} minutes at least" if relation.minutes else ""
    return f"{relation.one} {words[relation.verb]} {relation.other}{pause}"


def _check_days(
    instance: Instance, relation: Relation, one: HostSession, other: HostSession, record: SheetRecord
) -> None:
    """Check a relation against the days that the two sessions can have."""
    first, second = days_open_to(instance, one), days_open_to(instance, other)
    if not first or not second:
        return  # Reported at the session itself.
    dates = {name: instance.day[name].date for name in (*first, *second)}
    possible = {
        RelationVerb.BEFORE: min(dates[name] for name in first) <= max(dates[name] for name in second),
        RelationVerb.APART: True,
        RelationVerb.SAME_DAY: bool(set(first) & set(second)),
        RelationVerb.OTHER_DAY: len({*first, *second}) > 1,
    }[relation.verb]
    if not possible:
        days = f"{one.id} can only be on {either(first)} and {other.id} on {either(second)}"
        record.report("Stands", f"{_relation_text(relation)}, but {days}", "change their days, or delete this row")
