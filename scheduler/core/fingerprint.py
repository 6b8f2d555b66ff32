"""Fingerprints of records that stay the same when the program learns new fields, and reorders or renames the old ones.

A fingerprint is the SHA-256 of a canonical JSON text. The fields of which fingerprints were first taken stand in it in
the order and by the names of then (`first_fields`). A field that came later counts only where it does not have its
default, in alphabetical order after the others, all the way down. What was renamed counts by its first name
(`renamed`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined, to_json

from scheduler.core.first_fields import FIRST_FIELDS, FIRST_KEYS
from scheduler.core.renamed import CHANGED_DEFAULTS, first_field, first_goal, first_rules, first_settings

_FIRST_SPELLING: Mapping[str, Callable[[Any], Any]] = {
    "instance.policy.goals": lambda goals: [first_goal(goal) for goal in goals],
    "programme.scores.goal": first_goal,
    "programme.decisions.reason.rules": first_rules,
    "programme.left_out.reason.rules": first_rules,
    "programme.provenance.variation": first_settings,
}
"""Paths at which ids and titles stand that may have been """


@dataclass(frozen=True)
class Form:
    """What of a record counts in a fingerprint.

    `root` is the path of the record. `beside`: paths that do not count. `blank`: names of fields that count as if they
    held this, wherever they stand. `defaults_count`: the first fields count also where they have their default.
    """

    root: str
    beside: frozenset[str] = frozenset()
    blank: Mapping[str, Any] = field(default_factory=dict)
    defaults_count: bool = True

    def sha256(self, record: BaseModel) -> str:
        """The fingerprint of a record."""
        text = to_json(self._fields(record, record.model_dump(mode="json"), self.root, None))
        return hashlib.sha256(text).hexdigest()

    def _fields(self, record: BaseModel, data: Mapping[str, Any], path: str, usual: Any) -> dict[str, Any]:
        """The fields that the fingerprint covers; `usual` is the default record at this path, or None."""
        today = {first_field(path, name): name for name in type(record).model_fields}
        first = FIRST_FIELDS.get(path, ())
        found: dict[str, Any] = {}
        for name in (*first, *sorted(today.keys() - set(first))):
            place = f"{path}.{name}"
            if name not in today or place in self.beside or (name in self.blank and name not in first):
                continue
            value, always = getattr(record, today[name]), name in first and self.defaults_count
            if always and not isinstance(value, (BaseModel, dict)):
                default = None
            else:
                default = _default(record, today[name], place, usual)
            if always or value != default:
                blank = name in self.blank
                found[name] = self.blank[name] if blank else self._value(value, data[today[name]], place, default)
        return found

    def _value(self, value: Any, data: Any, path: str, usual: Any) -> Any:
        if isinstance(value, BaseModel):
            return self._fields(value, data, path, usual if type(usual) is type(value) else None)
        if path in _FIRST_SPELLING:
            return _FIRST_SPELLING[path](data)
        if isinstance(value, dict):
            return self._entries(value, data, path, usual if isinstance(usual, dict) else {})
        if isinstance(value, tuple):
            return [self._value(item, plain, path, None) for item, plain in zip(value, data, strict=True)]
        return data

    def _entries(
        self, value: Mapping[Any, Any], data: Mapping[str, Any], path: str, usual: Mapping[Any, Any]
    ) -> dict[str, Any]:
        """The entries of a dictionary. Those of a member that the vocabulary learned later count unless usual."""
        entries = {name: (value[key], data[name], usual.get(key)) for key, name in zip(value, data, strict=True)}
        first = FIRST_KEYS.get(path, tuple(entries))
        later = sorted(name for name in entries.keys() - set(first) if entries[name][0] != entries[name][2])
        names = [name for name in first if name in entries] + later
        return {
            name: self._value(one, plain, path, default)
            for name, (one, plain, default) in ((name, entries[name]) for name in names)
        }


def _default(record: BaseModel, name: str, default_record: str, usual: Any) -> Any:
    """The default of a field at its introduction; `PydanticUndefined` without one."""
    if default_record in CHANGED_DEFAULTS:
        return CHANGED_DEFAULTS[default_record]
    if usual is not None:
        return getattr(usual, name)
    described = type(record).model_fields[name]
    return PydanticUndefined if described.is_required() else described.get_default(call_default_factory=True)


INSTANCE = Form("instance", blank={"source": None, "read_from": {}, "email": ""})
"""All that was read, but not where, and no e-mail addresses."""

DECIDED = Form(
    "programme",
    beside=frozenset(
        f"programme.{name}"
        for name in ("schema_version", "provenance", "state", "state_since", "left_out", "scores", "sessions.state")
    ),
)
"""What was decided: neither scores, provenance, states nor the version of the format, nor what has no place."""

VERSION = Form(
    "programme",
    beside=frozenset(
        f"programme.{name}"
        for name in (
            "schema_version",
            "provenance.settings",
            "provenance.seconds",
            "provenance.ortools_version",
            "scores.seconds",
        )
    ),
    blank={"program_version": ""},
    defaults_count=False,
)
"""All of a programme, but not how long it took, with which settings and which versions of programs."""
