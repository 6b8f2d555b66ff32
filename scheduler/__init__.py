"""Programmes for the IGF's Dynamic Coalitions: from a survey to a verified schedule.

    from scheduler import load_instance, solve, verify

    instance = load_instance("instances/igf-2024")
    outcome = solve(instance, seconds=60)
    verdict = verify(instance, outcome.programme)

Names are imported when they are first used, so that a program which needs only one of them starts quickly. Not even
`typing` is imported here: an interrupt during these first imports cannot be caught.
"""

from __future__ import annotations

from scheduler.core.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scheduler import tables
    from scheduler.candidates.comparison import Comparison, ComparisonInput, compare
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.export import export
    from scheduler.intake import load_instance
    from scheduler.planning.service import Outcome
    from scheduler.planning.service import plan as solve
    from scheduler.storage.programme_files import load_programme, save_programme
    from scheduler.verify import Verdict
    from scheduler.verify import check as verify

__version__ = VERSION

__all__ = [
    "Comparison",
    "ComparisonInput",
    "Instance",
    "Outcome",
    "Programme",
    "Verdict",
    "__version__",
    "compare",
    "export",
    "load_instance",
    "load_programme",
    "save_programme",
    "solve",
    "tables",
    "verify",
]

# Where each name is found; `verify` is the package of that name, which can be called like its function `check`.
_HOME = {
    "Comparison": ("scheduler.candidates.comparison", "Comparison"),
    "ComparisonInput": ("scheduler.candidates.comparison", "ComparisonInput"),
    "Entry": ("scheduler.candidates.comparison", "ComparisonInput"),  # its name before
    "Instance": ("scheduler.core.instance", "Instance"),
    "Outcome": ("scheduler.planning.service", "Outcome"),
    "Programme": ("scheduler.core.programme", "Programme"),
    "Verdict": ("scheduler.verify", "Verdict"),
    "compare": ("scheduler.candidates.comparison", "compare"),
    "export": ("scheduler.export", "export"),
    "load_instance": ("scheduler.intake", "load_instance"),
    "load_programme": ("scheduler.storage.programme_files", "load_programme"),
    "save_programme": ("scheduler.storage.programme_files", "save_programme"),
    "solve": ("scheduler.planning.service", "plan"),
    "tables": ("scheduler.tables", ""),
    "verify": ("scheduler.verify", ""),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    home = import_module(module)
    found: object = getattr(home, attribute) if attribute else home
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
