"""Ids and names that files saved earlier spell otherwise: one line here, and those files open as before.

An earlier spelling is never given to something else. Each table leads from it to the one of today; where something was
renamed twice, both earlier spellings stand there, the first one first: fingerprints go on with that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

RENAMED_GOALS: dict[str, str] = {"discomfort": "inconvenience"}
"""Id of a goal then → now."""

RENAMED_RULES: dict[str, tuple[str, ...]] = {
    "room_use": ("room_purpose", "day_zero_events", "forbidden_days"),
}
"""Id of a rule then → now: more than one id where the rule was split."""

RENAMED_SETTINGS: dict[str, str] = {"Comfort weights": "Inconvenience weights"}
"""Title of a setting on sheet Policy then → now."""

RENAMED_SHORT_NAMES: dict[str, str] = {"comfort-weights": "inconvenience-weights"}
"""Short name of a setting on the command line then → now."""

RENAMED_FIELDS: dict[str, str] = {"instance.policy.comfort": "inconvenience"}
"""Path of a field of the instance, by the names of then → its own name now: ``instance.policy.comfort`` → …"""

CHANGED_DEFAULTS: dict[str, Any] = {}
"""Path of a field whose default was changed since the field came → its first default.

Where defaults do not count, a value counts that is not the first default. So whoever relies on the default has another
fingerprint after the change, as the meaning is another, and whoever had written a value keeps theirs. The fields of the
instance that stand in `first_fields` need no line: all their values count.
"""


def with_new_ids(data: Any) -> Any:
    """The contents of a JSON file of any kind with current ids; values of another shape are unchanged."""
    if isinstance(data, list):
        return [with_new_ids(item) for item in data]
    if not isinstance(data, dict):
        return data
    return {key: _RESPELL.get(key, with_new_ids)(value) for key, value in data.items()}


def current_goal(goal: Any) -> Any:
    """The current id of a goal."""
    return RENAMED_GOALS.get(goal, goal) if isinstance(goal, str) else goal


def _current_rules(rules: Any) -> Any:
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        return rules
    return list(dict.fromkeys(now for rule in rules for now in RENAMED_RULES.get(rule, (rule,))))


def _current_settings(values: Any) -> Any:
    if not isinstance(values, dict):
        return values
    return {RENAMED_SETTINGS.get(setting, setting): value for setting, value in values.items()}


_RESPELL: Mapping[str, Callable[[Any], Any]] = {
    "goal": current_goal,
    "x_goal": current_goal,
    "y_goal": current_goal,
    "rules": _current_rules,
    "variation": _current_settings,
    "varied": _current_settings,
}
"""The keys of ids and titles in JSON files."""


def earlier_goals(goal: str) -> tuple[str, ...]:
    """The former names of a goal."""
    return tuple(then for then, now in RENAMED_GOALS.items() if now == goal)


def earlier_settings(setting: str) -> tuple[str, ...]:
    """The former names of a setting of sheet Policy."""
    return tuple(then for then, now in RENAMED_SETTINGS.items() if now == setting)


# How fingerprints spell them: the first way for good.


def first_goal(goal: str) -> str:
    return next(iter(earlier_goals(goal)), goal)


def first_rules(rules: Iterable[str]) -> list[str]:
    """The ids of rules before splits: a new rule is replaced by the one it came from."""
    first: dict[str, str] = {}
    for then, now in RENAMED_RULES.items():
        for rule in now:
            first.setdefault(rule, then)
    return list(dict.fromkeys(first.get(rule, rule) for rule in rules))


def first_settings(values: Mapping[str, Any]) -> dict[str, Any]:
    return {next(iter(earlier_settings(setting)), setting): value for setting, value in values.items()}


def first_field(path: str, field: str) -> str:
    """The original name of a field in the record at `path`."""
    for then, now in RENAMED_FIELDS.items():
        record, _, first = then.rpartition(".")
        if (record, now) == (path, field):
            return first
    return field
