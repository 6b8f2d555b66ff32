"""Records as all of them behave: frozen, and copied without what was worked out from the original."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scheduler.core.vocabulary import State
from tests.reports.example import instance, programme


def test_a_changed_copy_works_everything_out_anew() -> None:
    original = programme()
    assert original.session
    assert original.granted
    print_before = original.sha256
    changed = original.model_copy(update={"sessions": original.sessions[1:], "decisions": original.decisions[1:]})
    assert len(changed.session) == len(original.session) - 1
    assert len(changed.granted) == len(original.granted) - 1
    assert changed.sha256 != print_before == original.sha256


def test_a_changed_instance_has_another_fingerprint() -> None:
    original = instance()
    assert original.model_copy().sha256 == original.sha256
    assert original.model_copy(update={"rooms": original.rooms[1:]}).sha256 != original.sha256
    without_addresses = tuple(person.model_copy(update={"email": ""}) for person in original.people)
    assert original.model_copy(update={"people": without_addresses}).sha256 == original.sha256


def test_records_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        programme().state = State.PUBLISHED  # type: ignore[misc]
