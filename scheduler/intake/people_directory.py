"""Tell people apart: one name with two e-mail addresses is two people, two names with one address are one person.

Both cases are reported. Addresses are used for nothing else, and no message contains one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.intake.form_words import says_nothing
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import each_once, fault_problem, resolve
from scheduler.intake.problems import Problem, Severity, Treatment
from scheduler.intake.spelling import normalise
from scheduler.intake.tables.table import Cell

_ADDRESS = re.compile(
    r"(?:mailto:)?([^\s<>()\[\];,|@]{1,64}@[^\s<>()\[\];,|@]{1,255}\.[^\s<>()\[\];,|@]{1,63})(?=$|[\s;,|>)\]])"
)

_ADD_IT = "add it to sheet People"
"""The remedy for a name that resembles none of the sheet."""


@dataclass(frozen=True)
class PersonIdentity:
    """Name, address and coalitions in one row of sheet People."""

    name: str
    address: str
    coalitions: tuple[str, ...]
    cell: Cell


def address_of(text: str) -> str:
    """An e-mail address in comparable form; empty if the text holds none."""
    match = _ADDRESS.search(text.strip())
    return normalise(match[1]) if match else ""


def name_beside_address(text: str) -> str:
    """The name in a text with an address: ``Ana`` of ``Ana <ana@example.org>``; empty if there is none."""
    return _ADDRESS.sub("", text).strip(" <>()[],-")


def name_without_address(text: str) -> str:
    """A name that shows no address: the text, without its address; of an address alone, what is before the @."""
    match = _ADDRESS.search(text.strip())
    return (name_beside_address(text) or match[1].partition("@")[0]) if match else text


class PeopleDirectory(NameDirectory):
    """A directory of people by name, alternative spelling and e-mail address."""

    likely_from = 75  # a first name or a family name in common is not enough
    letters_tell_apart = False

    def __init__(self) -> None:
        super().__init__("person", "sheet People")
        self.by_address: dict[str, str] = {}
        self.coalitions: dict[str, tuple[str, ...]] = {}


def identities(rows: Sequence[PersonIdentity], problems: list[Problem]) -> dict[int, str]:
    """The person in each row, by the row's index; several rows may be about one person."""
    found: dict[int, str] = {}
    by_address: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        same = by_address.get(row.address) if row.address else None
        if same is not None:
            found[place] = found[same]
            _report_one_address(rows[same], row, problems)
            continue
        if row.address:
            by_address[row.address] = place
        twins = by_name.setdefault(normalise(row.name), [])
        if twins and not (row.address and all(rows[twin].address for twin in twins)):
            found[place] = found[twins[0]]
            what = f"person “{row.name}” appears twice"
            remedy = "keep one row, or give both their e-mail addresses if they are two people"
            problems.append(row.cell.problem(what, remedy))
            continue
        twins.append(place)
        found[place] = row.name
    for twins in by_name.values():
        if len(twins) > 1:
            _name_apart(rows, twins, found, problems)
    return found


def _report_one_address(first: PersonIdentity, second: PersonIdentity, problems: list[Problem]) -> None:
    if normalise(first.name) == normalise(second.name):
        what = f"“{second.name}” appears here and in row {first.cell.row} with one address"
    else:
        what = f"“{second.name}” and “{first.name}” in row {first.cell.row} have one address"
    remedy = "they are taken as one person; keep one row"
    problems.append(second.cell.problem(what, remedy, Severity.WARNING, treatment=Treatment.CORRECTED))


def _name_apart(
    rows: Sequence[PersonIdentity], twins: list[int], found: dict[int, str], problems: list[Problem]
) -> None:
    """Give distinct names to people of one name: by what they represent, otherwise numbered."""
    represented = [", ".join(rows[twin].coalitions) for twin in twins]
    apart = all(represented) and len(set(represented)) == len(twins)
    for number, twin in enumerate(twins, start=1):
        name = f"{rows[twin].name} ({represented[number - 1] if apart else number})"
        for place in [
            place for place, one in found.items() if place == twin or rows[place].address == rows[twin].address
        ]:
            found[place] = name
    first = rows[twins[0]]
    for twin in twins[1:]:
        what = f"“{rows[twin].name}” appears here and in row {first.cell.row} with a different address"
        remedy = f"they are taken as two people, here “{found[twin]}”; give them names that differ"
        problems.append(rows[twin].cell.problem(what, remedy, Severity.WARNING))


def resolve_people(
    cell: Cell, people: PeopleDirectory, coalitions: Sequence[str], problems: list[Problem]
) -> tuple[str, ...]:
    """Resolve the people in a cell, each given as a name, an address or both, without duplicates.

    Among people of one name, the one who represents the answering coalition is meant.
    """
    if cell.fault:
        problems.append(fault_problem(cell))
        return ()
    parts = [part for part in people.split(cell.text) if not says_nothing(part) or people.find(part)]
    names = (_person(cell, part, people, coalitions, problems) for part in parts)
    return each_once(cell, names, problems)


def _person(cell: Cell, part: str, people: PeopleDirectory, coalitions: Sequence[str], problems: list[Problem]) -> str:
    address = address_of(part)
    written = name_beside_address(part) if address else part
    known = people.by_address.get(address, "") if address else ""
    if known:
        if written and people.find(written) != known and known not in people.owners(written):
            what = f"“{written}” has the address of “{known}”"
            problems.append(cell.problem(what, f"read as “{known}”", Severity.WARNING, treatment=Treatment.CORRECTED))
        return known
    if not written:
        what = "the cell holds an address that nobody in sheet People has"
        problems.append(cell.problem(what, "write the name as in sheet People, or add the person there"))
        return ""
    owners = people.owners(written)
    if len(owners) == 1 and address and owners[0] in people.by_address.values():
        what = f"“{written}” has a different address here than in sheet People"
        remedy = "add a second person of this name to sheet People, or correct the address"
        problems.append(cell.question(what, remedy, f"“{owners[0]}” of sheet People"))
        return owners[0]
    own = [name for name in owners if set(people.coalitions.get(name, ())) & set(coalitions)]
    if len(owners) > 1 and len(own) == 1:
        what = f"{len(owners)} people are called “{written}”"
        remedy = f"“{own[0]}” is meant, who represents {coalitions[0]}"
        problems.append(cell.problem(what, remedy, Severity.WARNING, treatment=Treatment.CORRECTED))
        return own[0]
    found = resolve(cell.with_text(written), people, problems)
    if not found and problems and problems[-1].remedy == _ADD_IT and problems[-1].cell == cell.coordinate:
        problems[-1] = replace(problems[-1], new_person=(written, *coalitions))
    return found
