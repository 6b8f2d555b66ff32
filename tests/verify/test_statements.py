"""What a programme states of itself is judged: proofs, scores, reasons, the waiting list; titles are noted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scheduler.catalogue import goal_order
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Reason, Score
from scheduler.core.vocabulary import Kind
from scheduler.explain import with_reasons
from scheduler.explain.stated_reasons import reason_notes
from scheduler.storage.programme_files import ProgrammeFileError, load_programme, programme_json
from scheduler.verify import check
from scheduler.verify.objections import SHOWN, objections
from tests.miniatures.build import altered, ask, at, programme, tiny, with_decision, with_session
from tests.miniatures.case import A_ZERO

B_ZERO, C_ZERO = "DC-B: day-zero event", "DC-C: day-zero event"
REFUSED = Reason(rules=("day_zero_places",), sentence="No.")


def stated() -> tuple[Instance, Programme]:
    """One day-zero event granted, two on the waiting list; every goal has its value, and the first is proven."""
    instance = tiny(
        tuple(ask(coalition, Kind.DAY_ZERO) for coalition in ("DC-A", "DC-B", "DC-C")),
        kinds={Kind.DAY_ZERO: {"at_most": 1}},
    )
    made = programme(instance, {A_ZERO: at("Salle 1", 0, "09:00")})
    values = check(instance, made).scores
    scores = tuple(
        Score(goal=goal.id, value=values[goal.id], bound=0)
        for goal in goal_order(instance.policy.order, instance.policy.principle)
    )
    first = scores[0]
    proven = first.model_copy(update={"bound": first.value, "proven": True})
    return instance, with_reasons(instance, altered(made, scores=(proven, *scores[1:])))


def found(instance: Instance, made: Programme) -> list[str]:
    return objections(made, check(instance, made))


def test_true_statements_meet_no_objection() -> None:
    instance, made = stated()
    assert found(instance, made) == []
    assert reason_notes(instance, made) == []
    without_tie_break = altered(made, scores=tuple(s for s in made.scores if s.goal != "later_than_needed"))
    assert found(instance, without_tie_break) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"bound": 7}, "proof: {goal} is called proven at {value}, but the bound is 7."),
        ({"bound": None}, "proof: {goal} is called proven at {value}, but there is no bound."),
        ({"proven": False, "bound": 7}, "proof: {goal} is {value}, which is better than its bound of 7."),
    ],
)
def test_proofs_that_contradict_themselves(fields: dict[str, Any], sentence: str) -> None:
    instance, made = stated()
    first = made.scores[0]
    wrong = altered(made, scores=(first.model_copy(update=fields), *made.scores[1:]))
    assert found(instance, wrong) == [sentence.format(goal=first.goal, value=first.value)]


def test_goals_without_a_score_and_with_two() -> None:
    instance, made = stated()
    first, second, *others = made.scores
    assert found(instance, altered(made, scores=(first, *others))) == [
        f"scores: the programme has no value for {second.goal}."
    ]
    assert found(instance, altered(made, scores=(*made.scores, second))) == [
        f"scores: the goal {second.goal} has 2 scores instead of one."
    ]
    assert len(found(instance, altered(made, scores=()))) == 1


def test_reasons_that_name_no_rule_or_stand_at_a_grant() -> None:
    instance, made = stated()
    unknown = with_decision(made, B_ZERO, reason=Reason(rules=("nope",), sentence="No."))
    assert found(instance, unknown) == [f"reasons: the reason for {B_ZERO} names “nope”, which is no rule."]
    granted = with_decision(made, A_ZERO, reason=REFUSED)
    assert found(instance, granted) == [f"reasons: {A_ZERO} is granted and has a reason for its refusal."]
    empty = with_decision(made, B_ZERO, reason=Reason(sentence=" "))
    assert found(instance, empty) == [f"reasons: the reason for {B_ZERO} has no sentence."]


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({B_ZERO: -7}, {B_ZERO}),
        ({B_ZERO: 2, C_ZERO: 1}, {B_ZERO, C_ZERO}),
        ({B_ZERO: 1, C_ZERO: 3}, {C_ZERO}),
        ({A_ZERO: 1}, {A_ZERO}),
    ],
)
def test_places_on_the_waiting_list(numbers: dict[str, int], wrong: set[str]) -> None:
    instance, made = stated()
    for request, number in numbers.items():
        made = with_decision(made, request, waiting_list=number)
    sentences = found(instance, made)
    assert {name for name in made.decision for sentence in sentences if f": {name} has number" in sentence} == wrong
    assert len(sentences) == len(wrong)


def test_a_reason_in_other_words_is_noted_with_the_one_found() -> None:
    instance, made = stated()
    right = made.decision[B_ZERO].reason
    assert right is not None
    disliked = with_decision(made, B_ZERO, reason=right.model_copy(update={"sentence": "Nobody likes it."}))
    (note,) = reason_notes(instance, disliked)
    assert "“Nobody likes it.”" in note
    assert right.sentence in note
    longer = with_decision(made, B_ZERO, reason=right.model_copy(update={"sentence": f"{right.sentence} So before."}))
    assert reason_notes(instance, longer) == []


def test_a_title_that_the_instance_does_not_give_is_noted() -> None:
    instance, made = stated()
    before = [notice for notice in check(instance, made).notices if notice.topic == "title"]
    notices = check(instance, with_session(made, A_ZERO, title="Cancelled")).notices
    (one,) = [notice for notice in notices if notice.topic == "title" and notice not in before]
    assert one.sentence.startswith(f"“{A_ZERO}” is shown as “Cancelled”")


def test_objections_are_capped_by_rule_and_counted() -> None:
    instance, made = stated()
    many = altered(made, scores=tuple(Score(goal=f"goal {n}", value=n) for n in range(SHOWN + 5)))
    sentences = found(instance, many)
    assert sentences[SHOWN] == "scores: 6 more."
    assert len(sentences) == SHOWN + 1


@pytest.mark.parametrize("end", [100_000_000, 1441, -1])
def test_a_time_beyond_the_day_is_no_valid_programme(end: int, tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    file.write_text(programme_json(stated()[1]).replace('"end": "10:30"', f'"end": {end}'))
    with pytest.raises(ProgrammeFileError, match=r"sessions\[1\].end.*the clock runs from 00:00 to 24:00"):
        load_programme(file)
