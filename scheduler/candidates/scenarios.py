"""Build scenarios from settings to vary, each with its instance; all impossible values are reported at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from scheduler.candidates.manifest import ScenarioRecord, variation_text
from scheduler.catalogue.setting import NO_LIMIT, SettingGroup
from scheduler.catalogue.settings import SETTINGS
from scheduler.core.instance import Instance
from scheduler.intake import InputProblems, Problem
from scheduler.intake.problems import errors
from scheduler.intake.variation import SHORT_NAMES, read_values, vary_problem, written
from scheduler.model.counting_checks import cannot_fit

AS_IT_STANDS = "as it stands"
"""The name of the scenario with the current policy."""

_SET_BY_THE_PRINCIPLE = tuple(setting.title for setting in SETTINGS if setting.group is SettingGroup.AIM)


@dataclass(frozen=True)
class ScenarioInstance:
    """A scenario and its instance."""

    scenario: ScenarioRecord
    instance: Instance


Vary = Callable[[Mapping[str, str]], Instance]
"""Reads the instance with some settings of its policy varied. Raises InputProblems."""


def read_scenarios(base: Instance, texts: Sequence[str], vary: Vary) -> tuple[ScenarioInstance, ...]:
    """Every combination of the values given, such as ``cap=5,7,10`` and ``minutes=75,90``; only the base without any.

    Raises InputProblems with every value that cannot be read, that the workbook could not hold, or under which no
    programme can exist while one could in `base`; and with combinations that do not go together.
    """
    values = read_values(texts)
    if not values:
        return (ScenarioInstance(scenario_of({}), base),)
    set_by_principle = [setting for setting in _SET_BY_THE_PRINCIPLE if setting in values]
    if set_by_principle:
        what, remedy = "every candidate sets this itself", "leave it out"
        raise InputProblems(
            vary_problem(written({setting: values[setting][0]}), what, remedy) for setting in set_by_principle
        )
    combinations = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    instances = _instances(combinations, vary, not cannot_fit(base))
    scenarios = [scenario_of(varied) for varied in combinations]
    return tuple(ScenarioInstance(*pair) for pair in zip(_with_distinct_names(scenarios), instances, strict=True))


def scenario_of(varied: Mapping[str, str]) -> ScenarioRecord:
    """The scenario with these settings, with its name for files and its name for people."""
    short = {setting: name for name, setting in SHORT_NAMES.items()}
    parts = [f"{short[setting]}-{value or NO_LIMIT}" for setting, value in varied.items()]
    name = variation_text(varied) or f"Policy {AS_IT_STANDS}"
    return ScenarioRecord(id=_file_name("_".join(parts)), name=name, varied=dict(varied))


def _file_name(text: str) -> str:
    """The text as a part of a file name: letters, digits and dashes, shortened."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in text)[:80]


def _with_distinct_names(scenarios: Sequence[ScenarioRecord]) -> Iterator[ScenarioRecord]:
    """Number the scenarios that would have the same file name."""
    seen: Counter[str] = Counter()
    for scenario in scenarios:
        seen[scenario.id] += 1
        again = f"-{seen[scenario.id]}" if seen[scenario.id] > 1 else ""
        yield scenario.model_copy(update={"id": scenario.id + again})


def _instances(combinations: Sequence[Mapping[str, str]], vary: Vary, base_fits: bool) -> list[Instance]:
    """The instance under each combination. Raises InputProblems with the problems of all combinations.

    A value is blamed where it is impossible alone, the combination where none of its values is. A combination that
    nothing can fit, though each value alone can be had, is left to its runs to report.
    """
    found: list[Instance] = []
    problems: list[Problem] = []
    alone: dict[tuple[str, str], list[Problem]] = {}
    for combination in combinations:
        instance, wrong = _read_variation(vary, combination, base_fits)
        if wrong and len(combination) > 1:
            for choice in combination.items():
                if choice not in alone:
                    alone[choice] = _read_variation(vary, dict([choice]), base_fits)[1]
            single = [problem for choice in combination.items() for problem in alone[choice]]
            wrong = single or (wrong if instance is None else [])
        problems += wrong
        if instance is not None:
            found.append(instance)
    if problems:
        raise InputProblems(problems)
    return found


def _read_variation(vary: Vary, variation: Mapping[str, str], base_fits: bool) -> tuple[Instance | None, list[Problem]]:
    """The varied instance, or None where it cannot be read, and the problems of the variation."""
    try:
        instance = vary(variation)
    except InputProblems as error:
        return None, [vary_problem(written(variation), wrong.what, wrong.remedy) for wrong in errors(error.problems)]
    problems = cannot_fit(instance) if base_fits else ()
    return instance, [vary_problem(written(variation), sentence) for sentence in problems]
