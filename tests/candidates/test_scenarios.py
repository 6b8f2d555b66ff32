"""Values of the policy to be tried: by short name or the sheet's, impossible ones named before anything runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from scheduler.candidates.scenarios import ScenarioInstance, read_scenarios
from scheduler.core.instance import Instance
from scheduler.core.vocabulary import Kind
from scheduler.intake import InputProblems, load_instance
from scheduler.intake.planning.sheets import POLICY
from scheduler.intake.variation import SHORT_NAMES, read_values, written
from tests.conftest import ROOT

IGF_2024 = ROOT / "instances" / "igf-2024"


@pytest.fixture(scope="module")
def base() -> Instance:
    return load_instance(IGF_2024)


def scenarios(base: Instance, *texts: str) -> tuple[ScenarioInstance, ...]:
    return read_scenarios(base, texts, partial(load_instance, IGF_2024))


def problems(base: Instance, *texts: str) -> list[str]:
    with pytest.raises(InputProblems) as raised:
        scenarios(base, *texts)
    return [str(problem) for problem in raised.value.problems]


def test_every_setting_of_the_policy_has_a_short_name() -> None:
    titles = [column.title for column in POLICY.settings]
    assert set(titles) - set(SHORT_NAMES.values()) == {"Version", "Chairs"}
    assert len(set(SHORT_NAMES.values())) == len(SHORT_NAMES)
    for name, setting in SHORT_NAMES.items():
        assert list(read_values([f"{name}=x"])) == list(read_values([f"{setting}=x"])) == [setting]


def test_nothing_varied_is_the_policy_as_it_stands(base: Instance) -> None:
    (only,) = scenarios(base)
    assert only.instance is base
    assert (only.scenario.id, only.scenario.varied) == ("", {})


def test_scenarios_are_all_combinations(base: Instance) -> None:
    found = scenarios(base, "cap=5, 7", "Joint session, minutes=75,90")
    assert [varied.scenario.id for varied in found] == [
        "cap-5_minutes-75",
        "cap-5_minutes-90",
        "cap-7_minutes-75",
        "cap-7_minutes-90",
    ]
    assert [
        (v.instance.policy.kinds[Kind.JOINT].at_most, v.instance.policy.kinds[Kind.JOINT].minutes) for v in found
    ] == [(5, 75), (5, 90), (7, 75), (7, 90)]
    assert found[0].scenario.name == "Joint sessions, at most: 5; Joint session, minutes: 75"


def test_a_varied_instance_is_that_of_a_workbook_with_the_value(base: Instance) -> None:
    """What follows from a setting follows here too: requests take their minutes from the policy."""
    varied = load_instance(IGF_2024, {"Day-zero event, minutes": "60", "A silent coalition asks for": "booth shift"})
    assert {r.minutes for r in varied.requests if r.kind is Kind.DAY_ZERO} == {60}
    assert {r.kind for r in varied.requests if r.by_default} == {Kind.BOOTH}
    assert load_instance(IGF_2024, {"Joint sessions, at most": "10"}).sha256 == base.sha256
    assert load_instance(IGF_2024, {}).sha256 == base.sha256


def test_no_limit_is_written_as_such(base: Instance) -> None:
    (only,) = scenarios(base, "cap=no limit")
    assert only.instance.policy.kinds[Kind.JOINT].at_most is None
    assert only.scenario.name == "Joint sessions, at most: no limit"
    assert written(only.scenario.varied) == "cap=no limit"


def test_names_for_files_are_told_apart(base: Instance) -> None:
    found = scenarios(base, "conditions=annual report;session report,annual report|session report")
    assert [varied.scenario.id for varied in found] == [
        "conditions-annual-report-session-report",
        "conditions-annual-report-session-report-2",
    ]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("cup=5",), ["“cup=5”: “cup” is no setting of sheet Policy; write “cap” or “Joint sessions, at most”"]),
        (("colour=5",), ["“colour” is no setting"]),
        (("cap",), ["“cap”: it gives no value; write it as cap=5,7,10."]),
        (("cap=5,,7",), ["“cap=5,,7”: it gives no value"]),
        (("cap=5", "Joint sessions, at most=7"), ["“Joint sessions, at most” are given twice"]),
        (("chairs=Ana",), ["“chairs=Ana”: no programme depends on “Chairs”"]),
        (("principle=leximin",), ["“principle=leximin”: every candidate sets this itself"]),
        (
            ("cap=999,7,x", "minutes=500,0", "conditions=good looks"),
            [
                "“cap=999”: the policy asks for 999 joint sessions, but only 14 themes allow one",
                "“cap=x”: “x” is no number",
                "“minutes=500”: a joint session lasts 500 minutes, but the longest slot for sessions has 90",
                "“minutes=0”: 0 minutes are too few",
                "“conditions=good looks”: “good looks” is no condition",
            ],
        ),
        (
            ("smallest=5", "largest=3,5"),
            ["“smallest=5 largest=3”: the smallest joint session has 5 coalitions, the largest 3"],
        ),
        (("committee=40",), ["“committee=40”: "]),
    ],
)
def test_whatever_is_impossible_is_named_at_once(base: Instance, texts: tuple[str, ...], said: list[str]) -> None:
    found = problems(base, *texts)
    assert len(found) == len(said)
    for part in said:
        assert any(part in sentence for sentence in found)


def test_values_that_only_go_together_are_good(base: Instance) -> None:
    """No group of six to seven can be had by changing one of the two settings alone."""
    (only,) = scenarios(base, "smallest=6", "largest=7")
    assert (only.instance.policy.joint_size_min, only.instance.policy.joint_size_max) == (6, 7)
    assert len(problems(base, "smallest=6")) == 1


def test_nothing_is_written_for_an_impossible_value(tmp_path: Path, base: Instance) -> None:
    assert problems(base, "cap=-1")
    assert not list(tmp_path.iterdir())
