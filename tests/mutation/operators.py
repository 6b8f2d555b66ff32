"""Mutation operators: the small mistakes that could be made in a module, each as a changed syntax tree.

Comparisons (boundary and negated), boolean operators, arithmetic, integer and boolean constants (one more, one less),
negated conditions, removed statements, removed elements of tables. What makes only texts for people is left alone,
and so are annotations, decorators, docstrings and imports.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
REMOVABLE = (ast.Return, ast.Continue, ast.Break, ast.Raise, ast.AugAssign, ast.Delete)

Site = tuple[ast.AST, str, int | None]
"""The field of a node, and the place in it where that is a list, that holds what is changed."""


@dataclass(frozen=True)
class Mutant:
    """One change in one file: the line and its code, the text before and after, and the change's number in the file."""

    file: str
    line: int
    code: str
    before: str
    after: str
    number: int

    @property
    def change(self) -> str:
        """The change in one line, as tables of survivors show it."""
        return f"{_short(self.before)}  →  {_short(self.after)}"


def mutants(source: str, file: str) -> Iterator[Mutant]:
    """Every mutant of a file, in order of its lines."""
    lines = source.splitlines()
    for number, (node, new) in enumerate(_changes(ast.parse(source))):
        after = "(removed)" if new is None else ast.unparse(new)
        line = getattr(node, "lineno", 0)
        code = lines[line - 1].strip() if line else ""
        yield Mutant(file, line, code, ast.unparse(node), after, number)


def mutated_code(source: str, mutant: Mutant, path: str) -> CodeType:
    """The compiled module with this one change."""
    tree = ast.parse(source)
    applied = _Apply(mutant.number)
    for _ in _changes(tree, applied):
        pass
    assert applied.done
    return compile(ast.fix_missing_locations(tree), path, "exec")


class _Apply:
    """Puts the change with this number into the tree, once the walk is over."""

    def __init__(self, number: int) -> None:
        self.number, self.done = number, False

    def put(self, site: Site, node: ast.AST, new: ast.AST | None) -> None:
        self.done = True
        parent, field, place = site
        if new is None and isinstance(node, ast.stmt):
            # A generator stays one where its only yield is removed.
            new = ast.If(test=ast.Constant(False), body=[copy.deepcopy(node)], orelse=[])
            ast.copy_location(new, node)
        if place is None:
            setattr(parent, field, new)
        elif new is None:
            del getattr(parent, field)[place]
        else:
            getattr(parent, field)[place] = new


def _changes(tree: ast.Module, apply: _Apply | None = None) -> Iterator[tuple[ast.AST, ast.AST | None]]:
    """Each change of a tree as a node and what stands in its place, None where it is removed."""
    found = [(site, node, new) for site, node in _sites(tree) for new in _variants(node, site)]
    if apply is not None:
        apply.put(*found[apply.number])
    yield from ((node, new) for _, node, new in found)


def _sites(node: ast.AST) -> Iterator[tuple[Site, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for place, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST) and not _is_text(child):
                yield (node, field, place), child
                yield from _sites(child)


def _is_text(node: ast.AST) -> bool:
    """Whether a node is none of a module's behaviour or makes only text: docstrings, f-strings, imports, types."""
    if isinstance(node, ast.FunctionDef):
        return isinstance(node.returns, ast.Name) and node.returns.id == "str"
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
    if isinstance(node, ast.IfExp):
        return _is_string(node.body) or _is_string(node.orelse)
    if isinstance(node, ast.BinOp):
        return _is_string(node.left) or _is_string(node.right)
    return isinstance(node, (ast.JoinedStr, ast.Import, ast.ImportFrom, ast.Assert))


def _is_string(node: ast.AST) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_string(node.body)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _variants(node: ast.AST, site: Site) -> Iterator[ast.AST | None]:
    for kind, variants in VARIANTS.items():
        if isinstance(node, kind):
            yield from variants(node)
    parent, field, _ = site
    is_condition = (field == "test" and isinstance(parent, (ast.If, ast.IfExp, ast.While))) or (
        field == "ifs" and isinstance(parent, ast.comprehension)
    )
    if is_condition and not isinstance(node, (ast.Compare, ast.UnaryOp)):
        yield ast.UnaryOp(ast.Not(), copy.deepcopy(node))  # type: ignore[arg-type]
    if isinstance(parent, ast.Tuple) and isinstance(node, (ast.Name, ast.Call)) and _is_table(parent):
        yield None
    if isinstance(node, REMOVABLE) or (
        isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.Yield, ast.YieldFrom))
    ):
        yield None


def _is_table(node: ast.Tuple) -> bool:
    """Whether a tuple lists records or functions, one a line."""
    return node.end_lineno is not None and node.end_lineno > node.lineno + 2


def _comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            changed = copy.deepcopy(node)
            changed.ops[place] = other()
            yield changed


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    changed = copy.deepcopy(node)
    changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield changed


def _arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    other = ARITHMETIC.get(type(node.op))
    if other:
        changed = copy.deepcopy(node)
        changed.op = other()
        yield changed


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def _not(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)


def _assignment(node: ast.AugAssign) -> Iterator[ast.AST]:
    other = ARITHMETIC.get(type(node.op))
    if other:
        changed = copy.deepcopy(node)
        changed.op = other()
        yield changed


VARIANTS: dict[type[ast.AST], Callable[..., Iterator[ast.AST]]] = {
    ast.Compare: _comparison,
    ast.BoolOp: _boolean,
    ast.BinOp: _arithmetic,
    ast.Constant: _constant,
    ast.UnaryOp: _not,
    ast.AugAssign: _assignment,
}


def _short(text: str, most: int = 100) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
