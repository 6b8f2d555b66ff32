"""A setting is one record: every field of the policy has one, and whatever lists settings lists every record."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scheduler.candidates.comparison.scenario_table import settings as scenario_settings
from scheduler.catalogue.setting import NO_LIMIT, Setting, SettingForm, SettingGroup
from scheduler.catalogue.settings import SETTING, SETTINGS
from scheduler.core.policy import InconvenienceWeights, Policy
from scheduler.core.vocabulary import Kind
from scheduler.intake import load_instance
from scheduler.intake.planning import policy_rows, sheets
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.problems import Problem
from scheduler.intake.tables.table import Cell
from scheduler.intake.variation import SHORT_NAMES, read_values
from tests.conftest import ROOT
from tools.formats_page import formats_page

TINY = ROOT / "instances" / "tiny"

NOT_ON_THE_SHEET = {"counted", "gated", "competed"}
"""What belongs to a kind of presence and is not negotiated."""

OTHER = {
    SettingForm.TEXT: ("another text",),
    SettingForm.YES_NO: ("yes", "no"),
    SettingForm.NUMBER: ("4", "7"),
    SettingForm.MINUTES: ("45", "50"),
    SettingForm.LIMIT: ("4", "7"),
    SettingForm.MINUTES_LIMIT: ("450", "500"),
    SettingForm.CLOCK: ("09:15",),
    SettingForm.TEXTS: ("Ana; Ben",),
    SettingForm.KINDS: ("booth shift; joint session",),
    SettingForm.GOALS: ("programme_minutes; wishes",),
    SettingForm.NUMBERS: ("9; 5",),
    SettingForm.WEIGHTS: ("5; 4; 3; 2; 9",),
}
"""Values of each form; a setting is tried with the first that is not its default."""


def other_value(setting: Setting) -> str:
    if setting.after:
        return "22:15"
    offered = OTHER.get(setting.form) or setting.choices
    return next(value for value in offered if value != setting.default)


def read(values: dict[str, str]) -> tuple[Policy, list[str]]:
    """The policy of a sheet with these settings, and what is said of it."""
    problems: list[Problem] = []
    cells = {"": Cell("planning.xlsx", "Policy", 1, 1, "")}
    cells |= {title: Cell("planning.xlsx", "Policy", 2, 2, text) for title, text in values.items()}
    policy = policy_rows.read_policy(SheetRecord(sheets.POLICY, 0, cells, problems))
    return policy, [str(problem) for problem in problems]


def fields_of_a_policy() -> list[str]:
    """Every value of a policy, those of each kind and each weight by itself."""
    of_kind = [f"kinds.{kind}.{name}" for kind in Kind for name in ("minutes", "at_most")]
    weights = [f"inconvenience.{part}" for part in InconvenienceWeights.model_fields]
    plain = [name for name in Policy.model_fields if name not in ("kinds", "inconvenience")]
    return [*plain, *of_kind, f"kinds.{Kind.INDIVIDUAL}.offered", f"kinds.{Kind.BILATERAL}.needs", *weights]


def test_every_field_of_the_policy_has_exactly_one_record() -> None:
    set_by = Counter(
        f"{setting.field}.{part}" if part else setting.field for setting in SETTINGS for part in setting.parts or ("",)
    )
    assert set_by == Counter(fields_of_a_policy())


def test_what_a_kind_has_beside_its_settings_is_known() -> None:
    names = {name for kind in Policy().kinds.values() for name in type(kind).model_fields}
    assert names == {"minutes", "at_most", "offered", "needs"} | NOT_ON_THE_SHEET


def test_names_are_distinct() -> None:
    for names in ([s.field for s in SETTINGS], [s.title for s in SETTINGS], [s.short for s in SETTINGS if s.short]):
        assert len(set(names)) == len(names) > 50


def test_every_form_has_a_reader_and_a_kind_of_column() -> None:
    assert set(policy_rows._READERS) == set(SettingForm) == set(sheets._COLUMN_FORM)


def test_every_group_has_a_setting() -> None:
    assert {setting.group for setting in SETTINGS} == set(SettingGroup)


def test_an_empty_sheet_is_the_default_policy() -> None:
    assert read({}) == (Policy(), [])


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.title)
def test_what_is_written_on_the_sheet_arrives_in_the_policy(setting: Setting) -> None:
    value = other_value(setting)
    needed = {"Individual sessions offered": "yes"} if setting.field == "individual_is_entitlement" else {}
    policy, problems = read({**needed, setting.title: value})
    assert not problems
    assert setting.text(setting.value(policy)) == value
    assert setting.text(setting.value(Policy())) != value
    changed = {other.title for other in SETTINGS if other.value(policy) != other.value(Policy())}
    assert changed == {setting.title, *needed}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.title)
def test_the_default_written_out_is_the_default(setting: Setting) -> None:
    policy, problems = read({setting.title: setting.default})
    assert not problems
    assert policy == Policy()


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.short], ids=lambda setting: setting.short)
def test_a_short_name_and_a_title_mean_the_same_setting(setting: Setting) -> None:
    assert SHORT_NAMES[setting.short] == setting.title
    for name in (setting.short, setting.title, setting.title.upper()):
        assert read_values([f"{name}={other_value(setting)}"]).keys() == {setting.title}


def test_every_limit_can_be_lifted() -> None:
    limits = [s for s in SETTINGS if s.form in (SettingForm.LIMIT, SettingForm.MINUTES_LIMIT)]
    assert len(limits) > 7
    for setting in limits:
        (value,) = read_values([f"{setting.short}={NO_LIMIT}"])[setting.title]
        policy, problems = read({setting.title: value})
        assert not problems
        assert setting.value(policy) is None


def test_numbers_below_what_the_model_allows_are_refused() -> None:
    bounded = [s for s in SETTINGS if s.form in (SettingForm.NUMBER, SettingForm.MINUTES) and s.least]
    assert {s.field for s in bounded} >= {"joint_size_min", "presences_at_most", f"kinds.{Kind.BOOTH}.minutes"}
    for setting in bounded:
        _, problems = read({setting.title: str(setting.least - 1)})
        assert len(problems) >= 1
        _, problems = read({setting.title: str(setting.least)})
        assert not problems


def test_whatever_lists_settings_lists_every_record() -> None:
    titles = [setting.title for setting in SETTINGS]
    assert [column.title for column in sheets.POLICY.settings] == titles
    page = formats_page()
    for setting in SETTINGS:
        short = f"`{setting.short}`" if setting.short else ""
        assert f"| {setting.title} | {short} |" in page
    told = [s.title for s in SETTINGS if s.group not in (SettingGroup.AIM, SettingGroup.RULES)]
    assert list(scenario_settings(Policy())) == told


def test_a_setting_varied_is_the_setting_on_the_sheet() -> None:
    """A value given beside the sheets goes the same way as one in a cell."""
    setting = SETTING["walking_minutes"]
    instance = load_instance(Path(TINY), {setting.title: "25"})
    assert setting.value(instance.policy) == 25


MADE_UP = """
import json
import sys
from pathlib import Path

from pydantic import Field

import scheduler.core.policy as core

class ExtendedPolicy(core.Policy):
    pause_minutes: int = Field(default=5, ge=0)

core.Policy = ExtendedPolicy

import scheduler.catalogue.settings as catalogue
from scheduler.catalogue.setting import Setting, SettingForm, SettingGroup

extra = Setting(
    "pause_minutes", "Pause of a person, minutes", "pause", "Minutes between two sessions of one person.",
    SettingForm.MINUTES, SettingGroup.HOURS,
)
catalogue.SETTINGS += (extra,)

from openpyxl import load_workbook

from scheduler.candidates.comparison.scenario_table import settings
from scheduler.candidates.scenarios import scenario_of
from scheduler.intake import load_instance
from scheduler.intake.template.write_template import write_template
from scheduler.intake.variation import read_values
from tools.formats_page import formats_page

folder = Path(sys.argv[1])
write_template(folder)
rows = list(load_workbook(folder / "planning.xlsx")["Policy"].iter_rows(values_only=True))
values = read_values(["pause=20,25"])
print(json.dumps({
    "sheet": [[str(cell) for cell in row] for row in rows if row[0] == extra.title],
    "default": load_instance(folder).policy.pause_minutes,
    "values": values,
    "varied": load_instance(folder, {extra.title: "20"}).policy.pause_minutes,
    "compared": settings(load_instance(folder).policy)[extra.title],
    "scenario": scenario_of({extra.title: "20"}).id,
    "documented": "| Pause of a person, minutes | `pause` | number | `5` |" in formats_page(),
}))
"""


def test_a_made_up_setting_needs_a_field_and_a_record_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MADE_UP, str(tmp_path / "new")]
    answered = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answered.returncode == 0, answered.stderr
    assert json.loads(answered.stdout) == {
        "sheet": [["Pause of a person, minutes", "5", "Minutes between two sessions of one person.", "Ways and hours"]],
        "default": 5,
        "values": {"Pause of a person, minutes": ["20", "25"]},
        "varied": 20,
        "compared": "5",
        "scenario": "pause-20",
        "documented": True,
    }
