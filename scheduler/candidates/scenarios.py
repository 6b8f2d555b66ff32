"""Values of the policy to be tried → scenarios, each with its instance; impossible values are all named beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from scheduler.candidates.manifest import Scenario, variation_text
from scheduler.instance import Instance
from scheduler.intake import InputProblems, Problem, load_instance
from scheduler.intake.problems import errors
from scheduler.intake.variation import NO_LIMIT, SHORT_NAMES, read_values, vary_problem, written
from scheduler.model.arithmetic import cannot_fit

AS_IT_STANDS = "as it stands"
"""What the policy is called where nothing of it is varied."""

_SET_BY_THE_PRINCIPLE = ("Principle", "Goals")


@dataclass(frozen=True)
class Varied:
    """A scenario and the instance as it is under it."""

    scenario: Scenario
    instance: Instance


def read_scenarios(folder: Path, base: Instance, texts: Sequence[str]) -> tuple[Varied, ...]:
    """Every combination of the values given, such as ``cap=5,7,10`` and ``minutes=75,90``; the base where none are.

    Raises InputProblems with every value that cannot be read, that the workbook could not hold, or under which no
    programme can exist while one could in `base`; and with combinations that do not go together.
    """
    values = read_values(texts)
    problems = [
        vary_problem(written({setting: given[0]}), "every candidate sets this itself", "leave it out")
        for setting, given in values.items()
        if setting in _SET_BY_THE_PRINCIPLE
    ]
    if problems:
        raise InputProblems(problems)
    single = [{setting: value} for setting, given in values.items() for value in given]
    fits = not cannot_fit(base)
    _instances(folder, single, fits)
    combinations = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    instances = _instances(folder, combinations, False) if values else [base]
    scenarios = [scenario_of(varied) for varied in combinations]
    return tuple(Varied(*pair) for pair in zip(_told_apart(scenarios), instances, strict=True))


def scenario_of(varied: Mapping[str, str]) -> Scenario:
    """The scenario of some settings, with its name for files and its name for people."""
    short = {setting: name for name, setting in SHORT_NAMES.items()}
    parts = [f"{short[setting]}-{value or NO_LIMIT}" for setting, value in varied.items()]
    name = variation_text(varied) or f"Policy {AS_IT_STANDS}"
    return Scenario(id=_file_name("_".join(parts)), name=name, varied=dict(varied))


def _file_name(text: str) -> str:
    """The text as a part of a file's name: letters, digits and dashes, not too many."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in text)[:80]


def _told_apart(scenarios: Sequence[Scenario]) -> Iterator[Scenario]:
    """The scenarios, numbered where one's name for files is another's."""
    seen: Counter[str] = Counter()
    for scenario in scenarios:
        seen[scenario.id] += 1
        again = f"-{seen[scenario.id]}" if seen[scenario.id] > 1 else ""
        yield scenario.model_copy(update={"id": scenario.id + again})


def _instances(folder: Path, variations: Iterable[Mapping[str, str]], must_fit: bool) -> list[Instance]:
    """The instance under each variation. Raises InputProblems with everything that is wrong with any of them."""
    found: list[Instance] = []
    problems: list[Problem] = []
    for variation in variations:
        try:
            instance = load_instance(folder, variation)
        except InputProblems as error:
            problems += [vary_problem(written(variation), wrong.what, wrong.remedy) for wrong in errors(error.problems)]
            continue
        found.append(instance)
        if must_fit:
            problems += [vary_problem(written(variation), sentence) for sentence in cannot_fit(instance)]
    if problems:
        raise InputProblems(problems)
    return found
