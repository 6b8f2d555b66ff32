"""Fingerprints stay the same when the program learns new fields, reorders or renames old ones, and change otherwise."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel, create_model

from scheduler.core.fingerprint import DECIDED, INSTANCE, VERSION
from scheduler.core.first_fields import FIRST_FIELDS
from scheduler.core.frozen import Frozen
from scheduler.core.instance import Instance, Room, Source
from scheduler.core.policy import DEFAULT_KINDS, InconvenienceWeights, KindPolicy, Policy
from scheduler.core.programme import PlacedSession, Programme, Reason, Score
from scheduler.core.renamed import (
    CHANGED_DEFAULTS,
    RENAMED_FIELDS,
    RENAMED_GOALS,
    RENAMED_RULES,
    RENAMED_SETTINGS,
    first_field,
    with_new_ids,
)
from scheduler.core.vocabulary import Kind
from tests.reports.example import instance, programme


class LaterWeights(InconvenienceWeights):
    noise: int = 0


class LaterKindPolicy(KindPolicy):
    breaks: int = 5


LATER_KINDS = {kind: LaterKindPolicy(**one.model_dump()) for kind, one in DEFAULT_KINDS.items()}


class LaterPolicy(Policy):
    rest_minutes: int = 0
    inconvenience: LaterWeights = LaterWeights()
    kinds: dict[Kind, LaterKindPolicy] = LATER_KINDS  # type: ignore[assignment]


class LaterRoom(Room):
    doors: tuple[str, ...] = ("one",)


class LaterInstance(Instance):
    sponsors: tuple[str, ...] = ()
    rooms: tuple[LaterRoom, ...]
    policy: LaterPolicy = LaterPolicy()


class LaterPlaced(PlacedSession):
    language: str = "en"


class LaterProgramme(Programme):
    sessions: tuple[LaterPlaced, ...]
    guests: tuple[str, ...] = ()


def fields(record: BaseModel) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def later_instance(
    *,
    sponsors: tuple[str, ...] = (),
    doors: tuple[str, ...] = ("one",),
    rest_minutes: int = 0,
    noise: int = 0,
    breaks: int = 5,
) -> LaterInstance:
    """The example as a program knows it that learned fields on every level."""
    now = instance()
    kinds = {kind: LaterKindPolicy(**fields(one), breaks=breaks) for kind, one in now.policy.kinds.items()}
    inconvenience = LaterWeights(**fields(now.policy.inconvenience), noise=noise)
    known = {**fields(now.policy), "inconvenience": inconvenience, "kinds": kinds}
    return LaterInstance(
        **{
            **fields(now),
            "policy": LaterPolicy(**known, rest_minutes=rest_minutes),
            "rooms": tuple(LaterRoom(**fields(room), doors=doors) for room in now.rooms),
            "sponsors": sponsors,
        }
    )


def later_programme(language: str = "en", **changes: Any) -> LaterProgramme:
    now = programme()
    sessions = tuple(LaterPlaced(**fields(placed), language=language) for placed in now.sessions)
    return LaterProgramme(**{**fields(now), "sessions": sessions, **changes})


def test_new_fields_of_an_instance_do_not_count_where_they_have_their_defaults() -> None:
    assert later_instance().sha256 == instance().sha256


@pytest.mark.parametrize(
    "change", [{"sponsors": ("A",)}, {"noise": 1}, {"breaks": 0}, {"rest_minutes": 5}, {"doors": ("one", "two")}]
)
def test_new_fields_of_an_instance_count_otherwise(change: dict[str, Any]) -> None:
    assert later_instance(**change).sha256 != instance().sha256


def test_new_fields_of_a_programme_count_only_where_they_do_not_have_their_defaults() -> None:
    now = programme()
    for form in (DECIDED, VERSION):
        assert form.sha256(later_programme()) == form.sha256(now)
        assert form.sha256(later_programme("fr")) != form.sha256(now)
        assert form.sha256(later_programme(guests=("A",))) != form.sha256(now)


def turned(model: type[BaseModel], **types: Any) -> Any:
    """A model of another name with the same fields in the opposite order."""
    described = {name: (types.get(name, info.annotation), info) for name, info in model.model_fields.items()}
    another = create_model("Turned", __base__=Frozen, **dict(reversed(described.items())))  # type: ignore[call-overload]
    assert list(another.model_fields) == list(reversed(model.model_fields))
    return another


def test_neither_the_order_of_fields_nor_the_names_of_classes_count() -> None:
    now = instance()
    another_policy = turned(Policy)
    policy = another_policy.model_construct(**{**fields(now.policy), "kinds": dict(reversed(now.policy.kinds.items()))})
    another = turned(Instance, policy=another_policy).model_construct(**{**fields(now), "policy": policy})
    assert INSTANCE.sha256(another) == now.sha256
    assert DECIDED.sha256(turned(Programme).model_construct(**fields(programme()))) == programme().sha256


def test_every_first_field_is_still_there() -> None:
    """A first field that is gone, or renamed without a line in `RENAMED_FIELDS`, would change every fingerprint."""
    found = {"instance": later_instance(), "programme": later_programme()}
    for path, names in FIRST_FIELDS.items():
        root, *steps = path.split(".")
        model: Any = type(found[root])
        for at, step in enumerate(steps):
            parent = ".".join([root, *steps[:at]])
            model = _model_in(model.model_fields[RENAMED_FIELDS.get(f"{parent}.{step}", step)].annotation)
        today = {first_field(path, name) for name in model.model_fields}
        assert set(names) <= today, path


def _model_in(annotation: Any) -> Any:
    """The model that a type such as ``tuple[Room, ...] | None`` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def test_a_renamed_field_counts_by_its_first_name(monkeypatch: pytest.MonkeyPatch) -> None:
    renamed: dict[str, Any] = {
        {"walking_minutes": "minutes_between_areas"}.get(name, name): (info.annotation, info)
        for name, info in Policy.model_fields.items()
    }
    model: type[Any] = create_model("Policy", __base__=Frozen, **renamed)
    now = instance()
    values = fields(now.policy)
    policy = model.model_construct(**{"minutes_between_areas": values.pop("walking_minutes"), **values})
    another = turned(Instance, policy=model).model_construct(**{**fields(now), "policy": policy})
    assert INSTANCE.sha256(another) != now.sha256
    monkeypatch.setitem(RENAMED_FIELDS, "instance.policy.walking_minutes", "minutes_between_areas")
    assert INSTANCE.sha256(another) == now.sha256


def test_a_default_that_changed_changes_the_fingerprint_of_those_who_rely_on_it_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    relying, own = later_instance(), later_instance(rest_minutes=5)
    before = own.sha256
    monkeypatch.setitem(CHANGED_DEFAULTS, "instance.policy.rest_minutes", 15)  # as if it had been 15 first
    assert INSTANCE.sha256(relying) != instance().sha256
    assert INSTANCE.sha256(later_instance(rest_minutes=15)) == instance().sha256
    assert INSTANCE.sha256(own) == before


def test_a_default_of_the_first_fields_counts_by_its_value() -> None:
    now = instance()
    policy = now.policy.model_copy(update={"walking_minutes": Policy().walking_minutes + 5})
    assert now.model_copy(update={"policy": policy}).sha256 != now.sha256


def test_sources_and_addresses_do_not_count() -> None:
    now = instance()
    source = Source(file="planning.xlsx", sheet="Rooms", row=2)
    people = tuple(one.model_copy(update={"email": "a@b.example", "source": source}) for one in now.people)
    assert people
    assert now.model_copy(update={"people": people}).sha256 == now.sha256


def test_renamed_goals_and_rules_count_by_their_first_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(goal: str, *rules: str) -> Programme:
        now = programme()
        refused = now.decisions[0].model_copy(update={"reason": Reason(rules=rules, sentence="It does not fit.")})
        return now.model_copy(update={"scores": (Score(goal=goal, value=1),), "decisions": (refused,)})

    def ordered(goal: str) -> Instance:
        now = instance()
        return now.model_copy(update={"policy": now.policy.model_copy(update={"goals": ("wishes", goal)})})

    then = made("first_goal", "first_rule")
    prints = VERSION.sha256(then), DECIDED.sha256(then), ordered("first_goal").sha256
    monkeypatch.setitem(RENAMED_GOALS, "first_goal", "goal_of_today")
    monkeypatch.setitem(RENAMED_GOALS, "goal_between", "goal_of_today")
    monkeypatch.setitem(RENAMED_RULES, "first_rule", ("one_half", "other_half"))
    now = made("goal_of_today", "one_half", "other_half")
    assert (VERSION.sha256(now), DECIDED.sha256(now), ordered("goal_of_today").sha256) == prints
    assert VERSION.sha256(made("another_goal", "one_half")) != prints[0]


def test_json_is_read_with_the_ids_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENAMED_GOALS, "then", "now")
    monkeypatch.setitem(RENAMED_RULES, "whole", ("half", "other"))
    monkeypatch.setitem(RENAMED_SETTINGS, "Cap", "Joint sessions, at most")
    data = {
        "scores": [{"goal": "then", "value": 1}, {"goal": "kept", "value": 2}],
        "decisions": [{"reason": {"rules": ["whole", "half", "kept"], "sentence": "then"}}, {"reason": None}],
        "provenance": {"variation": {"Cap": "7", "Layers": "together"}},
        "scenarios": [{"varied": {"Cap": "7"}}],
        "curves": [{"x_goal": "then", "y_goal": "kept"}],
        "goal": 7,
        "rules": "whole",
        "variation": None,
    }
    assert with_new_ids(data) == {
        "scores": [{"goal": "now", "value": 1}, {"goal": "kept", "value": 2}],
        "decisions": [{"reason": {"rules": ["half", "other", "kept"], "sentence": "then"}}, {"reason": None}],
        "provenance": {"variation": {"Joint sessions, at most": "7", "Layers": "together"}},
        "scenarios": [{"varied": {"Joint sessions, at most": "7"}}],
        "curves": [{"x_goal": "now", "y_goal": "kept"}],
        "goal": 7,
        "rules": "whole",
        "variation": None,
    }
