"""A rule's violation planted in a good programme is found, in a small meeting and in a solved programme."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scheduler import catalogue
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.explain import with_reasons
from scheduler.intake import load_instance
from scheduler.search import solve
from scheduler.verify import check, instance_mismatch
from tests.miniatures.breaks import BREAKS, Break, with_policy
from tests.miniatures.build import altered
from tests.miniatures.meeting import meeting

ROOT = Path(__file__).parents[2]


def rules_broken(instance: Instance, programme: Programme) -> set[str]:
    return {violation.rule for violation in check(instance, programme).violations}


def test_there_is_a_break_for_every_rule() -> None:
    assert [seeded.__name__ for seeded in BREAKS] == [rule.id for rule in catalogue.RULES]


def test_the_meeting_is_good() -> None:
    assert check(*meeting()).violations == ()


@pytest.mark.parametrize("seeded", BREAKS, ids=lambda seeded: seeded.__name__)
def test_break_is_found_in_the_meeting(seeded: Break) -> None:
    broken = seeded(*meeting())
    assert broken is not None
    assert seeded.__name__ in rules_broken(*broken)


def test_breaks_are_found_in_a_solved_programme() -> None:
    instance = load_instance(ROOT / "instances" / "igf-2024")
    programme = solve(instance).programme
    assert programme is not None
    assert rules_broken(instance, programme) == set()
    for seeded in BREAKS:
        try:
            broken = seeded(instance, programme)
        except StopIteration:
            continue  # Nothing of the kind was granted there.
        if broken is not None:
            assert seeded.__name__ in rules_broken(*broken), seeded.__name__


def test_another_instance_is_noticed() -> None:
    instance, programme = meeting()
    assert instance_mismatch(instance, programme) is None
    mismatch = instance_mismatch(with_policy(instance, walking_minutes=11), programme)
    assert mismatch is not None
    assert "fingerprint" in mismatch.sentence


def test_a_malformed_programme_is_reported_and_breaks_nothing_else() -> None:
    """Whole records swapped, dropped, doubled and renamed at random: violations, never a failure."""
    instance, programme = meeting()
    chance = random.Random(7)
    names = ["", "nowhere", "DC-A", "Salle 1", "Day 0", "Main 1", "Joint: RIGHTS", "DC-A: day-zero event"]
    for _ in range(300):
        field = chance.choice(["sessions", "segments", "decisions", "committee"])
        records = list(getattr(programme, field))
        victim = chance.randrange(len(records))
        record = records[victim]
        texts = [name for name in type(record).model_fields if isinstance(getattr(record, name), str)]
        texts = [name for name in texts if name not in ("kind", "type")]
        spoilt = record.model_copy(update={chance.choice(texts): chance.choice(names)})
        records[victim : victim + chance.choice([0, 1])] = [spoilt] * chance.choice([0, 1, 2])
        bad = altered(programme, **{field: tuple(records)})
        verdict = check(instance, bad)
        assert all(violation.rule in catalogue.RULE for violation in verdict.violations)
        with_reasons(instance, bad)
