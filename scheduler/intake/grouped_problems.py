"""Group problems with one cause: rows of the template that were left in place, and people who are new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler.core.phrases import listed, number_of
from scheduler.intake.problems import Problem
from scheduler.intake.template.write_template import PLANNING, PLANNING_ROWS

LEAST = 3
"""Cells with names of the template from which they are one problem."""

_NAMED_AT_MOST = 8
_UNKNOWN = re.compile(r"“([^”]+)” is no [\w ]+ of sheet \w+")
_KEYS = {"Days": "Day", "Rooms": "Room", "Themes": "Code", "Coalitions": "Acronym", "People": "Person"}


def leftovers_grouped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems with one in place of all cells that name what only the template has."""
    found = list(problems)
    names = {str(row[column]) for sheet, column in _KEYS.items() for row in PLANNING_ROWS[sheet]}
    left = [problem for problem in found if problem.file == PLANNING and _unknown_name(problem) in names]
    if len(left) < LEAST:
        return found
    cells: dict[str, list[str]] = {}
    for problem in left:
        cells.setdefault(problem.sheet, []).append(problem.cell)
    written = list(dict.fromkeys(map(_unknown_name, left)))
    where = listed(f"{sheet} ({', '.join(dict.fromkeys(of))})" for sheet, of in cells.items())
    what = f"{number_of(len(left), 'cell')} still hold names of the example that “init” wrote: {_shortened(written)}"
    remedy = f"delete these rows or write your own names, in the sheets {where}"
    group = Problem(left[0].severity, what, remedy, PLANNING)
    return _in_place_of(left, group, found)


def new_people_grouped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems with one in place of all names in the survey that sheet People does not have."""
    found = list(problems)
    new = [problem for problem in found if problem.new_person]
    people = new_people(new)
    if not people:
        return found
    cells = dict.fromkeys(problem.cell for problem in new)
    are = "people are" if len(people) > 1 else "person is"
    what = f"{len(people)} {are} new, in cells {_shortened(list(cells))}: {_shortened(list(people))}"
    rows = "; ".join(f"{name} | {', '.join(coalitions)}" for name, coalitions in people.items())
    remedy = (
        f"add them to sheet People (Person | Represents: {rows}), or let “check --add-people” write a copy of "
        f"{PLANNING} with these rows, and look them through"
    )
    return _in_place_of(new, Problem(new[0].severity, what, remedy, new[0].file, new[0].sheet), found)


def new_people(problems: Iterable[Problem]) -> dict[str, tuple[str, ...]]:
    """The people whom sheet People does not have, each with the coalitions that named them."""
    people: dict[str, dict[str, None]] = {}
    for problem in problems:
        if problem.new_person:
            name, *coalitions = problem.new_person
            people.setdefault(name, {}).update(dict.fromkeys(coalitions))
    return {name: tuple(coalitions) for name, coalitions in people.items()}


def _unknown_name(problem: Problem) -> str:
    match = _UNKNOWN.match(problem.what)
    return match[1] if match else ""


def _in_place_of(members: Sequence[Problem], group: Problem, problems: Sequence[Problem]) -> list[Problem]:
    """The problems with a group where its first member was."""
    inside = set(members)
    first = problems.index(members[0])
    return [
        replace(group) if place == first else problem
        for place, problem in enumerate(problems)
        if place == first or problem not in inside
    ]


def _shortened(texts: Sequence[str]) -> str:
    more = len(texts) - _NAMED_AT_MOST
    return ", ".join(texts[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
