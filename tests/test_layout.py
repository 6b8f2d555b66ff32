"""The layout of the package: one subject an entry, names that are found once, imports at the top of modules."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tools.architecture_page import layers

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scheduler"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAZY = {
    "scheduler/__init__.py": "names are imported when they are first used",
    "scheduler/export/formats.py": "one format loads only what it needs",
    "scheduler/export/changes/write_changes.py": "one format loads only what it needs",
    "scheduler/export/comparison/write_comparison.py": "one format loads only what it needs",
    "scheduler/export/proposal/__init__.py": "one format loads only what it needs",
}
"""Where imports inside functions save time at the start; the command line loads each verb when it is called."""


def test_every_entry_is_a_layer() -> None:
    entries = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert entries - {"__init__", "__main__"} == {name for layer in layers() for name in layer}


def test_no_file_name_is_used_three_times() -> None:
    names = Counter(path.name for path in MODULES if path.name != "__init__.py")
    assert [name for name, number in names.items() if number > 2] == []


def test_no_two_classes_share_a_name() -> None:
    names = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        path for path in MODULES if len(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") < 20
    ]
    assert [path.relative_to(ROOT).as_posix() for path in silent] == []


def test_modules_import_each_other_at_the_top() -> None:
    inside = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scheduler")
    }
    assert {path for path in inside if not path.startswith("scheduler/cli/")} <= set(LAZY)
