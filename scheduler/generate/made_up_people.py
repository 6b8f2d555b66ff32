"""Draw people, named by role, with random groups, regions, genders and ages from a fixed seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from scheduler.generate.planning_rows import Row

GROUPS = ("civil society", "technical community", "private sector", "government", "intergovernmental organisation")
REGIONS = ("African Group", "Asia-Pacific Group", "Eastern European Group", "GRULAC", "WEOG")
GENDERS = ("woman", "man")
AGES = ("adult", "adult", "adult", "youth", "senior")


def coordinator(acronym: str, number: int = 1) -> str:
    """The name of a coordinator: ``DC3 coordinator 1``."""
    return f"{acronym} coordinator {number}"


def coordinator_rows(
    acronyms: Sequence[str],
    rng: Random,
    shared: Mapping[str, str],
    more: Mapping[str, Row],
) -> list[Row]:
    """Two coordinators for each coalition.

    `shared` maps a coalition to the one whose coordinator 1 it shares; `more` has further columns by person.
    """
    rows: list[Row] = []
    for acronym in acronyms:
        if acronym not in shared:
            represents = (acronym, *(other for other in acronyms if shared.get(other) == acronym))
            rows.append(_person(coordinator(acronym, 1), represents, rng))
        rows.append(_person(coordinator(acronym, 2), (acronym,), rng))
    return [row | more.get(str(row["Person"]), {}) for row in rows]


def others(names: Iterable[str], rng: Random) -> list[Row]:
    """People who represent no coalition: organisers and speakers of the host programme."""
    return [_person(name, (), rng) for name in names]


def _person(name: str, represents: tuple[str, ...], rng: Random) -> Row:
    return {
        "Person": name,
        "Represents": represents,
        "Stakeholder group": rng.choice(GROUPS),
        "Region": rng.choice(REGIONS),
        "Gender": rng.choice(GENDERS),
        "Age group": rng.choice(AGES),
    }
