"""Read sheet Policy: each setting in the form of its record, then contradictions within the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from scheduler.catalogue.setting import Setting, SettingForm
from scheduler.catalogue.settings import GOAL_NAMES, SETTING, SETTINGS
from scheduler.core.clock import clock_text
from scheduler.core.phrases import NUMBERS
from scheduler.core.policy import DEFAULT_KINDS, InconvenienceWeights, Policy
from scheduler.core.renamed import earlier_goals
from scheduler.core.vocabulary import Kind, Service
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.vocabulary_names import directory_of, kind_directory, service_directory

_NOTHING = ("nothing", "none")


def read_policy(record: SheetRecord) -> Policy:
    """Read the policy from the cells of its sheet; a setting left out takes its default."""
    fields: dict[str, object] = {}
    of_kind: dict[str, dict[str, object]] = defaultdict(dict)
    weights: dict[str, object] = {}
    for setting in SETTINGS:
        value = _READERS[setting.form](record, setting)
        owner, _, rest = setting.field.partition(".")
        if owner == "kinds":
            kind, _, name = rest.partition(".")
            of_kind[kind][name] = value
        elif setting.parts:
            assert isinstance(value, tuple)
            weights |= zip(setting.parts, value, strict=True)
        elif rest:
            weights[rest] = value
        else:
            fields[owner] = value
    kinds = {kind: {**dict(DEFAULT_KINDS[kind]), **_kind_fields(of_kind[kind])} for kind in Kind}
    inconvenience = InconvenienceWeights.model_validate(weights)
    policy = Policy.model_validate({**fields, "kinds": kinds, "inconvenience": inconvenience})
    _check(policy, record)
    return policy


def _kind_fields(values: dict[str, object]) -> dict[str, object]:
    """The fields of a kind that the sheet sets; a limit of 0 means that the kind is not offered."""
    return {**values, "offered": values.get("offered", True) and values["at_most"] != 0}


def _choice(record: SheetRecord, setting: Setting) -> str:
    return record.name(setting.title, directory_of(setting.choices, setting.noun)) or setting.default


def _limit(record: SheetRecord, setting: Setting) -> int | None:
    """A limit; None if its cell is empty, regardless of the default."""
    left_empty = setting.title in record.cells and record.is_empty(setting.title)
    if left_empty:
        return None
    if setting.form is SettingForm.MINUTES_LIMIT:
        return record.minutes_if_any(setting.title)
    return record.number_if_any(setting.title)


def _choices(record: SheetRecord, setting: Setting) -> tuple[str, ...]:
    if _says_nothing(record, setting):
        return ()
    services = setting.vocabulary is Service
    names = service_directory() if services else directory_of(setting.choices, setting.noun)
    return record.names(setting.title, names)


def _kinds(record: SheetRecord, setting: Setting) -> tuple[str, ...]:
    return () if _says_nothing(record, setting) else record.names(setting.title, kind_directory())


def _says_nothing(record: SheetRecord, setting: Setting) -> bool:
    return record.text(setting.title).casefold() in _NOTHING


def _goals(record: SheetRecord, setting: Setting) -> tuple[str, ...]:
    if record.is_empty(setting.title):
        return Policy().goals
    goals = NameDirectory("goal", "the catalogue", loose=True)
    for name in GOAL_NAMES:
        goals.add(name, earlier_goals(name))
    return record.names(setting.title, goals)


def _numbers(record: SheetRecord, setting: Setting) -> tuple[int, ...]:
    values: list[int] = []
    for item in record.items(setting.title):
        if item.isascii() and item.isdigit() and len(item) < 7:
            values.append(int(item))
        else:
            remedy = "write numbers separated by “;”, such as 8; 4; 2; 1"
            record.report_unread(setting.title, f"“{item}” is no number", remedy)
    return tuple(values)


def _weights(record: SheetRecord, setting: Setting) -> tuple[int, ...]:
    """One number for each part; the defaults after an error."""
    numbers = _numbers(record, setting)
    if len(numbers) == len(setting.parts):
        return numbers
    names = "; ".join(part.replace("_", " ") for part in setting.parts)
    what = f"there are {len(numbers)} inconvenience weights"
    record.report(setting.title, what, f"write {NUMBERS[len(setting.parts)]}: {names}")
    default = InconvenienceWeights()
    return tuple(getattr(default, part) for part in setting.parts)


_READERS: dict[SettingForm, Callable[[SheetRecord, Setting], object]] = {
    SettingForm.TEXT: lambda record, setting: record.text(setting.title),
    SettingForm.NAME: _choice,
    SettingForm.YES_NO: lambda record, setting: record.yes(setting.title),
    SettingForm.NUMBER: lambda record, setting: record.number(setting.title, setting.least),
    SettingForm.MINUTES: lambda record, setting: record.minutes(setting.title, setting.least),
    SettingForm.LIMIT: _limit,
    SettingForm.MINUTES_LIMIT: _limit,
    SettingForm.CLOCK: lambda record, setting: record.clock(setting.title),
    SettingForm.TEXTS: lambda record, setting: record.items(setting.title),
    SettingForm.NAMES: _choices,
    SettingForm.KINDS: _kinds,
    SettingForm.GOALS: _goals,
    SettingForm.NUMBERS: lambda record, setting: _numbers(record, setting) or (1,),
    SettingForm.WEIGHTS: _weights,
}


def _check(policy: Policy, record: SheetRecord) -> None:
    """Report contradictions within the sheet."""
    if policy.joint_size_min > policy.joint_size_max:
        what = f"the smallest joint session has {policy.joint_size_min} coalitions, the largest {policy.joint_size_max}"
        remedy = f"write at least {policy.joint_size_min}"
        record.report(SETTING["joint_size_max"].title, what, remedy)
    for later in SETTINGS:
        if later.after:
            _check_hours(record, SETTING[later.after].title, later.title)
    if policy.individual_is_entitlement and not policy.kinds[Kind.INDIVIDUAL].offered:
        what = "individual sessions are a right, but are not offered"
        record.report(SETTING["individual_is_entitlement"].title, what, "offer them, or write no")


def _check_hours(record: SheetRecord, first: str, last: str) -> None:
    start, end = record.clock(first), record.clock(last)
    if not start < end:
        what = f"“{last}” is {clock_text(end)}, not after “{first}”, {clock_text(start)}"
        record.report(last, what, "write the later time here")
