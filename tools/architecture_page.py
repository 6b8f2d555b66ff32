"""Writes docs/architecture.md and its drawing from the code: packages, what each is, and which imports which.

``python -m tools.architecture_page`` writes both; a test says when they are out of date.
"""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import grimp

from scheduler.core.atomic_files import write_file

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
DRAWING = ROOT / "docs" / "architecture.svg"
WALKS = ROOT / "docs" / "walks.md"

_OPENING = """\
# Architecture

<!-- Written by `make docs` from the code; the walks stand in docs/walks.md. -->

Data flows one way: spreadsheets → `intake` → `Instance` → `model` and `search` → `verify` → `Programme` → `export`.
Each package is one subject. Imports go downwards only; [import-linter](https://import-linter.readthedocs.io) holds that
in `make lint`, and also that `model` and `verify` do not know each other and that nobody but `model` and `search`
imports the solver.

![Packages from top to bottom; an arrow goes from a package to one that it imports](architecture.svg)

An arrow that follows from others is not drawn: where A imports B and B imports C, A may import C too.
"""

_BOX_WIDTH, _BOX_HEIGHT, _ROW, _MARGIN, _GAP, _LANE = 132, 40, 76, 24, 60, 12


def layers() -> list[list[str]]:
    """Packages from top to bottom, side by side where they may not import each other, as .importlinter lists them."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    lines = parser["importlinter:contract:layers"]["layers"].split("\n")
    return [[name.strip() for name in line.split("|")] for line in lines if line.strip()]


@cache
def imports() -> dict[str, frozenset[str]]:
    """Each package of `scheduler` and the packages that it imports directly."""
    graph = grimp.build_graph("scheduler", cache_dir=None)
    packages = {name for layer in layers() for name in layer}
    found = {}
    for package in packages:
        own = {f"scheduler.{package}", *graph.find_descendants(f"scheduler.{package}")}
        targets = {target for module in own for target in graph.find_modules_directly_imported_by(module)}
        names = {target.split(".")[1] for target in targets if target.startswith("scheduler.")}
        found[package] = frozenset((names & packages) - {package})
    return found


def architecture_page() -> str:
    """The page as Markdown."""
    rows = ["| package | what it is | modules | imports |", "|---|---|---|---|"]
    for layer in layers():
        for name in layer:
            folder = ROOT / "scheduler" / name
            modules = sum(path.name != "__init__.py" for path in folder.rglob("*.py"))
            below = ", ".join(f"`{other}`" for other in _downwards(imports()[name])) or "–"
            rows.append(f"| `{name}` | {_first_line(folder / '__init__.py')} | {modules} | {below} |")
    parts = [_OPENING, "\n## Packages\n", "\n".join(rows), "\n## Folders\n", *_folders(), ""]
    return "\n".join(parts) + "\n" + WALKS.read_text(encoding="utf-8")


def _downwards(names: frozenset[str]) -> list[str]:
    return [name for layer in layers() for name in layer if name in names]


def _folders() -> list[str]:
    """Every folder and module of each package with the first line of its docstring."""
    lines = []
    for name in sorted(name for layer in layers() for name in layer):
        lines.append(f"\n### scheduler/{name}\n")
        folder = ROOT / "scheduler" / name
        paths = [path for path in folder.rglob("*.py") if path.name != "__init__.py" or path.parent != folder]
        for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix().replace("__init__.py", "")):
            short = path.relative_to(folder).as_posix().removesuffix("__init__.py")
            lines.append(f"- `{short}`: {_first_line(path)}")
    return lines


def _first_line(path: Path) -> str:
    """The first sentence of a module's docstring, which may run over several lines."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return re.sub(r"\s+", " ", docstring.split("\n\n")[0]).replace("|", "\\|")


def drawing() -> str:
    """The packages as boxes, a row for each layer, with an arrow for each import that follows from no others."""
    rows = layers()
    aside = _LANE * sum(map(len, _drawn().values())) / 2
    width = max(map(len, rows)) * (_BOX_WIDTH + _GAP) - _GAP + 2 * (_MARGIN + aside)
    height = len(rows) * _ROW + 2 * _MARGIN - (_ROW - _BOX_HEIGHT)
    at = {
        name: (width / 2 + (column - (len(row) - 1) / 2) * (_BOX_WIDTH + _GAP), float(_MARGIN + number * _ROW))
        for number, row in enumerate(rows)
        for column, name in enumerate(row)
    }
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="14" role="img">',
        "<title>Packages of igf-scheduler and their imports, from the command line down to the records</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>',
        '<rect width="100%" height="100%" fill="white"/>',
        *_arrows(rows, at, width / 2),
    ]
    for name, (x, y) in at.items():
        parts.append(
            f'<g><rect x="{x - _BOX_WIDTH / 2}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" '
            f'fill="#EAF2FB" stroke="#2B5C8A"/>'
            f'<text x="{x}" y="{y + 25}" text-anchor="middle">{escape(name)}</text></g>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _arrows(rows: list[list[str]], at: dict[str, tuple[float, float]], middle: float) -> Iterator[str]:
    """Straight lines to the next row; further down, lines in lanes of their own beside the boxes."""
    level = {name: number for number, row in enumerate(rows) for name in row}
    edges = [(name, other) for name, below in sorted(_drawn().items()) for other in sorted(below)]
    lanes = {-1: 0, 1: 0}
    for name, other in sorted(edges, key=lambda edge: (level[edge[1]] - level[edge[0]], edge)):
        (x, y), (to_x, to_y) = at[name], at[other]
        if level[other] - level[name] == 1:
            path = f"M{x} {y + _BOX_HEIGHT}L{to_x} {to_y - 2}"
        else:
            side = -1 if min(x, to_x) < middle else 1
            lanes[side] += 1
            lane = middle + side * (_BOX_WIDTH + _GAP / 2 + 8 + _LANE * lanes[side])
            out, back = x + side * _BOX_WIDTH / 2, to_x + side * (_BOX_WIDTH / 2 + 2)
            path = f"M{out} {y + 26}H{lane}V{to_y + 12}H{back}"
        yield f'<path d="{path}" fill="none" stroke="#555" marker-end="url(#tip)"/>'


def _drawn() -> dict[str, set[str]]:
    """Imports less those that follow from others (the transitive reduction)."""
    direct = imports()
    return {
        name: {one for one in below if not any(one in _reachable(direct, other) for other in below - {one})}
        for name, below in direct.items()
    }


def _reachable(direct: dict[str, frozenset[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = direct[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def main() -> None:
    """Write the page and its drawing."""
    write_file(PAGE, architecture_page())
    write_file(DRAWING, drawing())


if __name__ == "__main__":
    main()
