"""Questions on whole programmes: true answers from a part, and marks that say how far they hold."""

from __future__ import annotations

import pytest

from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.explain import answers
from scheduler.explain.answers import Answer, AnswerKind, Asking
from scheduler.explain.what_if import what_if
from scheduler.explain.why import why
from scheduler.explain.why_not import why_not
from scheduler.planning.service import plan
from tests.miniatures.build import ask, host, tiny

REQUESTS = (ask("DC-A", Kind.DAY_ZERO), ask("DC-B", Kind.DAY_ZERO, rank=2))
SESSIONS = (host("W1"), host("W2", people=("DC-A coordinator 1",)))
ONE = {Kind.DAY_ZERO: {"at_most": 1}}
LOOKED_AT = "sessions were free to move, the others were fixed"


@pytest.fixture(autouse=True)
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every programme counts as a whole one."""
    monkeypatch.setattr(answers, "is_large", lambda instance: True)


def planned(instance: Instance) -> Programme:
    found = plan(instance).programme
    assert found is not None
    return found


def refused_of(programme: Programme) -> str:
    return next(decision.request for decision in programme.decisions if not decision.granted)


def changes_of(answer: Answer) -> dict[str, tuple[int, int, bool]]:
    changes = answer.fields["changes"]
    assert isinstance(changes, list)
    return {change["goal"]: (change["now"], change["then"], change["proven"]) for change in changes}


def test_the_price_in_what_coalitions_get_is_proven() -> None:
    instance = tiny(REQUESTS, SESSIONS, kinds=ONE)
    answer = why_not(instance, planned(instance), "DC-B: day-zero event", Asking())
    assert answer.verdict is AnswerKind.POSSIBLE
    changes = changes_of(answer)
    assert changes["refused_first_choices"] == (0, 1, True)
    assert changes["refused_second_choices"] == (1, 0, True)
    assert any(LOOKED_AT in sentence for sentence in answer.sentences)


def test_what_coalitions_cannot_have_even_alone_is_impossible_and_rows_are_named() -> None:
    elsewhere = Pin(verb=PinVerb.PLACE, subject="W1", room="Salle 1")
    instance = tiny(REQUESTS, SESSIONS, kinds=ONE, pins=(elsewhere, Pin(verb=PinVerb.GRANT, subject=REQUESTS[0].id)))
    programme = planned(instance)
    answer = why_not(instance, programme, refused_of(programme), Asking())
    assert answer.verdict is AnswerKind.IMPOSSIBLE
    assert answer.proven
    assert f"the pin that grants {REQUESTS[0].id}" in " ".join(answer.sentences)


def test_the_next_best_time_and_room_of_a_session() -> None:
    instance = tiny(REQUESTS, SESSIONS, kinds=ONE)
    programme = planned(instance)
    answer = why(instance, programme, "W1", Asking())
    stood = programme.session["W1"]
    for what, same in (("time", False), ("room", True)):
        found = answer.fields[what]
        assert isinstance(found, dict)
        assert found["possible"]
        there = found["next_best"]
        assert (there["day"] == stood.day and f"{stood.start // 60:02}:{stood.start % 60:02}" == there["start"]) is same
    assert any(LOOKED_AT in sentence for sentence in answer.sentences)


def test_what_if_says_what_moves_and_how_much_was_looked_at() -> None:
    instance = tiny(REQUESTS, SESSIONS, kinds=ONE)
    programme = planned(instance)
    stood = programme.session["W1"]
    answer = what_if(instance, programme, [f"{stood.room} closed {stood.day}"], Asking())
    assert answer.verdict is AnswerKind.POSSIBLE
    assert "W1" in str(answer.fields["moves"])


def test_a_stop_is_a_stop() -> None:
    instance = tiny(REQUESTS, SESSIONS, kinds=ONE)
    asking = Asking()
    asking.stop.set()
    answer = why_not(instance, planned(instance), "DC-B: day-zero event", asking)
    assert answer.verdict is AnswerKind.STOPPED
