"""Writes docs/model.md from the catalogue, the code and the tests, so that the page cannot drift from them.

``python -m tools.model_page`` writes it again; a test says when it is out of date.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scheduler.catalogue import GOALS, INCONVENIENCE, NOTICEABLE_CHANGES, RULES, WISHES, Goal, Rule
from scheduler.catalogue.change_kinds import CHANGES, KNOWN, VIEWS, ChangeSubject
from scheduler.core.atomic_files import write_file

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "model.md"

_OPENING = """\
# Rules and goals

<!-- Written by `make docs` from scheduler/catalogue; change it there. -->

A **rule** must hold. A **goal** is a number, better when smaller. Each stands in the code twice: in `scheduler/model`,
where the solver obeys it, and in `scheduler/verify`, which is written apart and checks what came out. Both functions
carry the rule's or the goal's id as their name. The numbers in brackets are rows of [systems.md](systems.md).

Each is tested by **miniatures**, events so small that one sees what is right: `tests/verify` and `tests/model` hold the
check and the model against the same ones. `tests/brute_force` compares both with every programme that a tiny random
event has.

## Words

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
    parts = [_OPENING, _words(), "\n\n## Rules\n\n", _contents(RULES)]
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


def _words() -> str:
    """The catalogue's own paragraph on the words it uses."""
    import scheduler.catalogue

    paragraphs = (scheduler.catalogue.__doc__ or "").split("\n\n")
    (words,) = (paragraph for paragraph in paragraphs if paragraph.startswith("Words used in the definitions"))
    return words.split(". ", 1)[1].strip()


def _contents(entries: tuple[Rule, ...] | tuple[Goal, ...]) -> str:
    return "".join(f"- [{entry.sentence}](#{entry.id})\n" for entry in entries) + "\n"


def _entry(entry: Rule | Goal) -> str:
    systems = f" ({', '.join(map(str, entry.systems))})" if entry.systems else ""
    lines = [f"### {entry.id}\n", f"**{entry.sentence}**{systems}\n", f"{entry.definition}\n"]
    if entry.id == "inconvenience":
        lines += [f"- `{part.id}`: **{part.sentence}** {part.definition}" for part in INCONVENIENCE] + [""]
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
