"""Values of the policy to be tried → scenarios, each with its instance; impossible values are all named beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from scheduler.candidates.manifest import Scenario, variation_text
from scheduler.instance import Instance
from scheduler.intake import InputProblems, Problem
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


Vary = Callable[[Mapping[str, str]], Instance]
"""Reads the instance with some settings of its policy varied. Raises InputProblems."""


def read_scenarios(base: Instance, texts: Sequence[str], vary: Vary) -> tuple[Varied, ...]:
    """Every combination of the values given, such as ``cap=5,7,10`` and ``minutes=75,90``; the base where none are.

    Raises InputProblems with every value that cannot be read, that the workbook could not hold, or under which no
    programme can exist while one could in `base`; and with combinations that do not go together.
    """
    values = read_values(texts)
    if not values:
        return (Varied(scenario_of({}), base),)
    set_by_principle = [setting for setting in _SET_BY_THE_PRINCIPLE if setting in values]
    if set_by_principle:
        what, remedy = "every candidate sets this itself", "leave it out"
        raise InputProblems(
            vary_problem(written({setting: values[setting][0]}), what, remedy) for setting in set_by_principle
        )
    single = [{setting: value} for setting, given in values.items() for value in given]
    _instances(vary, single, must_fit=not cannot_fit(base))
    combinations = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    instances = _instances(vary, combinations)
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


def _instances(vary: Vary, variations: Iterable[Mapping[str, str]], must_fit: bool = False) -> list[Instance]:
    """The instance under each variation. Raises InputProblems with everything that is wrong with any of them."""
    found: list[Instance] = []
    problems: list[Problem] = []
    for variation in variations:
        try:
            instance = vary(variation)
        except InputProblems as error:
            problems += [vary_problem(written(variation), wrong.what, wrong.remedy) for wrong in errors(error.problems)]
            continue
        found.append(instance)
        if must_fit:
            problems += [vary_problem(written(variation), sentence) for sentence in cannot_fit(instance)]
    if problems:
        raise InputProblems(problems)
    return found
