"""Programmes for the IGF's Dynamic Coalitions: from a survey to a verified schedule.

    from scheduler import load_instance, solve, verify

    instance = load_instance("instances/igf-2024")
    outcome = solve(instance, seconds=60)
    verdict = verify(instance, outcome.programme)

Names are imported when they are first used, so that a program which needs only one of them starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from scheduler.version import VERSION

if TYPE_CHECKING:
    from scheduler.comparison import Comparison, Entry, compare
    from scheduler.files import load_programme, save_programme
    from scheduler.instance import Instance
    from scheduler.intake import load_instance
    from scheduler.planning import Outcome
    from scheduler.planning import plan as solve
    from scheduler.programme import Programme
    from scheduler.reports import export
    from scheduler.verify import Verdict
    from scheduler.verify import check as verify

__version__ = VERSION

__all__ = [
    "Comparison",
    "Entry",
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
    "verify",
]

# Where each name is found; `verify` is the package of that name, which can be called like its function `check`.
_HOME = {
    "Comparison": ("scheduler.comparison", "Comparison"),
    "Entry": ("scheduler.comparison", "Entry"),
    "Instance": ("scheduler.instance", "Instance"),
    "Outcome": ("scheduler.planning", "Outcome"),
    "Programme": ("scheduler.programme", "Programme"),
    "Verdict": ("scheduler.verify", "Verdict"),
    "compare": ("scheduler.comparison", "compare"),
    "export": ("scheduler.reports", "export"),
    "load_instance": ("scheduler.intake", "load_instance"),
    "load_programme": ("scheduler.files", "load_programme"),
    "save_programme": ("scheduler.files", "save_programme"),
    "solve": ("scheduler.planning", "plan"),
    "verify": ("scheduler.verify", ""),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    home = import_module(module)
    found: object = getattr(home, attribute) if attribute else home
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
