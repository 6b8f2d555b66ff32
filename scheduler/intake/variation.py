"""Parse varied settings, ``cap=5,7,10``: a short name or a title of sheet Policy, and the values to try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scheduler.catalogue.setting import NO_LIMIT
from scheduler.catalogue.settings import SETTINGS
from scheduler.core.renamed import RENAMED_SHORT_NAMES, earlier_settings
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.problems import InputProblems, Problem, Severity

SHORT_NAMES = {setting.short: setting.title for setting in SETTINGS if setting.short}
"""Short name → title of a setting. A setting without a short name does not affect programmes."""


def read_values(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Parse texts such as ``cap=5,7,10`` into title of a setting → values.

    Whether the values are valid is for `load` to check. Raises InputProblems with everything that cannot be parsed.
    """
    problems: list[Problem] = []
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, equals, listed = (part.strip() for part in text.partition("="))
        setting = _setting(text, name, problems) if equals else None
        values = tuple(value.strip() for value in listed.split(","))
        if not equals or not all(values):
            problems.append(vary_problem(text, "it gives no value", "write it as cap=5,7,10"))
        elif setting in found:
            what = f"the values of “{setting}” are given twice"
            problems.append(vary_problem(text, what, "write all of them after one name"))
        elif setting is not None:
            found[setting] = tuple("" if value.casefold() == NO_LIMIT else value for value in dict.fromkeys(values))
    if problems:
        raise InputProblems(problems)
    return found


def vary_problem(text: str, what: str, remedy: str = "") -> Problem:
    """A problem of a varied value, such as ``cap=999``."""
    return Problem(Severity.ERROR, what, remedy, f"“{text}”")


def written(variation: Mapping[str, str]) -> str:
    """Format settings and values as they are typed: ``cap=5 minutes=75``."""
    short = {setting: name for name, setting in SHORT_NAMES.items()}
    return " ".join(f"{short.get(setting, setting)}={value or NO_LIMIT}" for setting, value in variation.items())


def _setting(text: str, name: str, problems: list[Problem]) -> str | None:
    """Find the title of a setting by a name; None after a problem."""
    directory = _directory()
    setting = directory.find(name)
    if setting is None:
        near = [_both_names(near) for near in directory.nearest(name)]
        known = "write one of " + ", ".join(SHORT_NAMES)
        remedy = "write " + " or ".join(near) if near else known
        problems.append(vary_problem(text, f"“{name}” is no setting of sheet Policy", remedy))
    elif setting not in SHORT_NAMES.values():
        problems.append(vary_problem(text, f"no programme depends on “{setting}”", "leave it out"))
        return None
    return setting


def _directory() -> NameDirectory:
    directory = NameDirectory("setting", "sheet Policy", loose=True)
    for setting in SETTINGS:
        directory.add(setting.title, earlier_settings(setting.title))
    for name, title in SHORT_NAMES.items():
        directory.also(title, name)
    for then, now in RENAMED_SHORT_NAMES.items():
        directory.also(SHORT_NAMES[now], then)
    return directory


def _both_names(setting: str) -> str:
    return " or ".join(_names(setting))


def _names(setting: str) -> Iterator[str]:
    yield from (f"“{name}”" for name, of in SHORT_NAMES.items() if of == setting)
    yield f"“{setting}”"
