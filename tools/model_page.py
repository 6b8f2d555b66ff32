"""Writes docs/model.md from the catalogue, the code and the tests, so that the page cannot drift from them.

``python -m tools.model_page`` writes it again; a test says when it is out of date.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scheduler.catalogue import (
    GOAL,
    GOALS,
    INCONVENIENCE,
    NOTICEABLE_CHANGES,
    RULES,
    TERMS,
    WISHES,
    Goal,
    InconveniencePart,
    Rule,
    Term,
)
from scheduler.catalogue.change_kinds import CHANGES, KNOWN, VIEWS, ChangeSubject
from scheduler.catalogue.settings import SETTINGS
from scheduler.catalogue.terms import linked_terms, terms_in
from scheduler.core.atomic_files import write_file
from scheduler.core.vocabulary import Condition, Service

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "model.md"

_COLUMNS = {"coalition_minutes": "Coalition minutes", "segments_after": "Segments after", "similar": "Similar to"}
"""The columns of sheet Sessions that definitions name by their fields."""

_OPENING = """\
# Rules and goals

<!-- Written by `make docs` from scheduler/catalogue; change it there. -->

A **rule** must hold. A **goal** is a number, better when smaller. Each stands in the code twice: in `scheduler/model`,
where the solver obeys it, and in `scheduler/verify`, which is written apart and checks what came out. Both functions
carry the rule's or the goal's id as their name. The numbers in brackets are rows of [systems.md](systems.md).

Each is tested by **miniatures**, events so small that one sees what is right: `tests/verify` and `tests/model` hold the
check and the model against the same ones. `tests/brute_force` compares both with every programme that a tiny random
event has.

## Terms

What the definitions below say by these terms, with the columns and settings of [formats.md](formats.md). Rooms, days,
slots, themes, coalitions and people are rows of the sheets of these names; times are minutes of the event's time zone.

"""

_NAMES = """\
## Names of settings and columns

"""

_WISHES = """\
The goals are optimised one after another, in the order that the sheet Policy sets: the value that one reaches is kept
while the next is made small. In that order `wishes` stands for what the policy's principle counts:

"""


_CHANGES = """\
Two programmes are compared by one list of kinds of change. Each view counts some of them.

"""

_PLANNING_ANEW = """\
When something has changed, one goal goes before all others: the fewest changes that people notice. The usual goals are
optimised within that number, or with as many further changes as are allowed; then, among programmes of equal value, one
with the fewest. Each change counts these points, times 1 for a session that is a draft or proposed:

"""


@dataclass(frozen=True)
class Function:
    """A function of the code: its full name and the first line of its docstring."""

    name: str
    sentence: str


def model_page() -> str:
    """The whole of docs/model.md."""
    parts = [_OPENING, _terms(), _names(), "## Rules\n\n", _contents(RULES)]
    parts += [_entry(rule) for rule in RULES]
    parts += ["## Goals\n\n", _WISHES]
    parts += [f"- {principle}: {', '.join(f'`{goal}`' for goal in goals)}\n" for principle, goals in WISHES.items()]
    parts += ["\n", _contents(GOALS)]
    parts += [_entry(goal) for goal in GOALS]
    parts += ["## Planning anew\n\n", _PLANNING_ANEW, _points(), "\n", _entry(NOTICEABLE_CHANGES)]
    parts += ["## Changes\n\n", _CHANGES, _change_kinds()]
    return "".join(parts).rstrip() + "\n"


@cache
def functions(package: str) -> dict[str, Function]:
    """The public functions that the modules of `scheduler/PACKAGE` define, by their name without the module."""
    found = {}
    for file in sorted((ROOT / "scheduler" / package).rglob("*.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                sentence = (ast.get_docstring(node) or "").split("\n", 1)[0]
                found[node.name] = Function(f"{module}.{node.name}", sentence)
    return found


def miniatures_of(name: str) -> list[str]:
    """The files under tests/miniatures that hold cases of a rule or goal, relative to the project."""
    return [file for file, text in _miniatures().items() if f'"{name}"' in text]


@cache
def _miniatures() -> dict[str, str]:
    files = sorted((ROOT / "tests" / "miniatures").glob("*.py"))
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _points() -> str:
    """What each change counts, and how many times as much by how far a session was known."""
    kinds = "".join(f"- {change.sentence}: {change.points}\n" for change in CHANGES if change.points)
    states = ", ".join(f"{number} for {state.value}" for state, number in KNOWN.items() if number > 1)
    return f"{kinds}\nThe factor is {states}.\n"


def _change_kinds() -> str:
    """The table of all kinds of change, whom they concern, and what each view of them counts."""
    lines = ["| change | of a | in lists of changes | points | decides between candidates |", "|---|---|---|---|---|"]
    for change in CHANGES:
        about, heading = ", ".join(change.about), change.heading.value
        points, decides = change.points or "-", "yes" if change.decides else "-"
        lines.append(f"| {change.sentence} | {about} | {heading} | {points} | {decides} |")
    concerned = [f"- A change of a {subject} concerns {subject.concerns}." for subject in ChangeSubject]
    return "\n".join([*lines, "", *concerned, "", *(f"- {view}" for view in VIEWS.values())]) + "\n"


def _terms() -> str:
    """The definition of each term, linked to the terms that it uses."""
    return "".join(f"### {term.name}\n\n{linked_terms(term.definition, term)}\n\n" for term in TERMS)


def definitions() -> tuple[str, ...]:
    """Every definition of a rule, a goal, a part of inconvenience and a term."""
    entries: tuple[Rule | Goal | InconveniencePart | Term, ...] = (*RULES, *GOALS, *INCONVENIENCE, *TERMS)
    return tuple(entry.definition for entry in entries)


def names_used() -> tuple[str, ...]:
    """The names in backticks that definitions use for settings and columns, in alphabetical order."""
    written = {name for text in definitions() for name in re.findall("`([a-z_]+)`", text)}
    return tuple(sorted(name for name in written if not terms_in(name) and name not in (*Service, *Condition)))


def meaning_of(name: str) -> str:
    """Where the value of a name is written: a setting, the settings of several kinds, a column, or another goal.

    Raises KeyError for an unknown name.
    """
    if name in GOAL:
        return GOAL[name].sentence
    titles = [setting.title for setting in SETTINGS if name in (setting.field, setting.field.rpartition(".")[2])]
    if titles:
        return f"sheet Policy: {', '.join(f'“{title}”' for title in titles)}"
    return f"sheet Sessions: “{_COLUMNS[name]}”"


def _names() -> str:
    """The table of names in backticks."""
    rows = "".join(f"| `{name}` | {meaning_of(name)} |\n" for name in names_used())
    return f"{_NAMES}| name | where it is written |\n|---|---|\n{rows}\n"


def _contents(entries: tuple[Rule, ...] | tuple[Goal, ...]) -> str:
    return "".join(f"- [{entry.sentence}](#{entry.id})\n" for entry in entries) + "\n"


def _entry(entry: Rule | Goal) -> str:
    systems = f" ({', '.join(map(str, entry.systems))})" if entry.systems else ""
    # Changes are counted by other terms than programmes.
    definition = entry.definition if entry is NOTICEABLE_CHANGES else linked_terms(entry.definition)
    lines = [f"### {entry.id}\n", f"**{entry.sentence}**{systems}\n", f"{definition}\n"]
    if entry.id == "inconvenience":
        lines += [f"- `{part.id}`: **{part.sentence}** {linked_terms(part.definition)}" for part in INCONVENIENCE] + [
            ""
        ]
    if isinstance(entry, Goal) and entry.unit:
        lines.append(f"- counted in: {entry.unit}")
    lines.append(f"- in the model: {_function(entry.id, 'model')}")
    lines.append(f"- in the check: {_function(entry.id, 'verify')}")
    files = ", ".join(f"`{file}`" for file in miniatures_of(entry.id))
    lines.append(f"- miniatures: {files or 'none'}\n\n")
    return "\n".join(lines)


def _function(name: str, package: str) -> str:
    found = functions(package).get(name)
    return f"`{found.name}`" if found else "none"


if __name__ == "__main__":
    write_file(PAGE, model_page())
