"""Sheet Policy: what is written counts, what is left out takes its default."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.catalogue.settings import SETTING, WEIGHED_TOGETHER
from scheduler.core.policy import InconvenienceWeights, Policy
from scheduler.core.vocabulary import Condition, Kind, Principle, Service, SessionType
from scheduler.intake import load, load_instance
from scheduler.intake.variation import read_values
from tests.intake.conftest import all_of, change, setting


def policy_with(folder: Path, **settings: object) -> Policy:
    """The policy with some settings changed; names have underscores for spaces."""
    return policy_of(folder, {name.replace("_", " "): value for name, value in settings.items()})


def policy_of(folder: Path, settings: dict[str, object]) -> Policy:
    change(folder / "planning.xlsx", all_of(*(setting("Policy", name, value) for name, value in settings.items())))
    return load_instance(folder).policy


def test_without_settings_the_policy_is_the_default_one(folder: Path) -> None:
    def empty(workbook: Workbook) -> None:
        sheet = workbook["Policy"]
        for row in range(sheet.max_row, 1, -1):
            if sheet.cell(row, 1).value != "Version":
                sheet.delete_rows(row)
        sheet.cell(2, 2).value = None

    change(folder / "planning.xlsx", empty)
    assert load_instance(folder).policy == Policy()


@pytest.mark.parametrize(
    ("written", "needs"),
    [
        ("", (Service.HYBRID,)),
        ("none", ()),
        ("nothing", ()),
        ("captioning; online participation", (Service.CAPTIONING, Service.HYBRID)),
    ],
)
def test_services_of_bilateral_meetings_are_negotiated(folder: Path, written: str, needs: tuple[Service, ...]) -> None:
    assert policy_of(folder, {"Bilateral meeting, services": written}).kinds[Kind.BILATERAL].needs == needs


def test_the_sheet_sets_everything_that_a_policy_holds(folder: Path) -> None:
    policy = policy_of(
        folder,
        {
            "Principle": "leximin",
            "Goals": "programme_minutes; wishes",
            "Conditions": "annual report; founding conditions",
            "Competitive": "yes",
            "Chairs": "Chair of the MAG; Chair of the DCCG",
            "A main-session slot replaces": "individual session; joint session",
            "Rank weights": "5; 1",
            "Inconvenience weights": "1; 2; 3; 4; 5",
            "Remote hours from": "07:30",
            "Coalition minutes, at most": 900,
            "Pause between sessions, minutes": "00:20",
            "Kept off the last afternoon": "workshop; lightning talk",
        },
    )
    assert policy.pause_minutes == 20
    assert policy.off_last_afternoon == (SessionType.WORKSHOP, SessionType.LIGHTNING_TALK)
    assert policy.principle is Principle.LEXIMIN
    assert policy.goals == ("programme_minutes", "wishes")
    assert policy.conditions == (Condition.ANNUAL_REPORT, Condition.FOUNDING)
    assert policy.competitive
    assert policy.chairs == ("Chair of the MAG", "Chair of the DCCG")
    assert policy.main_slot_replaces == (Kind.INDIVIDUAL, Kind.JOINT)
    assert policy.rank_weights == (5, 1)
    assert policy.inconvenience == InconvenienceWeights(days=1, room_fit=2, time_zones=3, theme_rooms=4, room_changes=5)
    assert policy.remote_from == 450
    assert policy.coalition_minutes_at_most == 900


def test_what_matters_to_a_whole_programme_has_a_weight_of_its_own_each(folder: Path) -> None:
    parts = (part for part in InconvenienceWeights.model_fields if part not in WEIGHED_TOGETHER)
    alone = {part: SETTING[f"inconvenience.{part}"].title for part in parts}
    settings = {title: number for number, title in enumerate(alone.values(), start=7)}
    policy = policy_of(folder, {**settings, "Theme break, minutes": 45, "Good slots from": "09:30"})
    assert len(alone) == 7
    assert {part: getattr(policy.inconvenience, part) for part in alone} == {
        part: settings[title] for part, title in alone.items()
    }
    assert policy.inconvenience.days == InconvenienceWeights().days
    assert (policy.theme_break_minutes, policy.good_from, policy.good_until) == (45, 570, 780)


@pytest.mark.parametrize(
    ("cap", "kind"),
    [
        ("Joint sessions, at most", Kind.JOINT),
        ("Main-session slots, at most", Kind.MAIN_SLOT),
        ("Segments of the coalitions' main session, at most", Kind.SEGMENT),
        ("Day-zero events, at most", Kind.DAY_ZERO),
        ("Bilateral meetings, at most", Kind.BILATERAL),
        ("Booth shifts, at most", Kind.BOOTH),
    ],
)
def test_a_cap_of_nothing_means_not_offered_and_an_empty_one_no_limit(folder: Path, cap: str, kind: Kind) -> None:
    none_at_all = policy_of(folder, {cap: 0}).kinds[kind]
    assert (none_at_all.at_most, none_at_all.offered) == (0, False)
    no_limit = policy_of(folder, {cap: None}).kinds[kind]
    assert (no_limit.at_most, no_limit.offered) == (None, True)


def test_no_limit_to_joint_sessions_is_noted(folder: Path) -> None:
    change(folder / "planning.xlsx", setting("Policy", "Joint sessions, at most", None))
    assert "The policy sets no limit to the number of joint sessions." in load(folder).notes


def test_individual_sessions_are_offered_on_request(folder: Path) -> None:
    individual = policy_of(folder, {"Individual sessions offered": "yes", "Individual sessions, at most": 4})
    assert individual.offers(Kind.INDIVIDUAL)
    assert individual.kinds[Kind.INDIVIDUAL].at_most == 4


def test_no_conditions_at_all(folder: Path) -> None:
    assert policy_with(folder, Conditions="none").conditions == ()


def test_bilateral_meetings_are_always_hybrid(folder: Path) -> None:
    assert load_instance(folder).policy.kinds[Kind.BILATERAL].needs == (Service.HYBRID,)


def test_settings_and_goals_are_read_by_their_earlier_names(folder: Path) -> None:
    def as_before(workbook: Workbook) -> None:
        sheet = workbook["Policy"]
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == "Inconvenience weights":
                sheet.cell(row, 1).value, sheet.cell(row, 2).value = "Comfort weights", "5; 4; 3; 2; 1"
            elif sheet.cell(row, 1).value == "Goals":
                sheet.cell(row, 2).value = "wishes; discomfort"

    change(folder / "planning.xlsx", as_before)
    policy = load_instance(folder).policy
    assert policy.inconvenience == InconvenienceWeights(days=5, room_fit=4, time_zones=3, theme_rooms=2, room_changes=1)
    assert policy.goals == ("wishes", "inconvenience")
    (setting_by_short_name,) = read_values(["comfort-weights=1;1;1;1;1"])
    assert setting_by_short_name == "Inconvenience weights"
