"""The record of one setting of sheet Policy: its field in the policy, its names, its meaning and its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from scheduler.core.clock import clock_text
from scheduler.core.policy import Policy

YES_NO = ("yes", "no")

NO_LIMIT = "no limit"
"""The word for a limit that is empty on the sheet."""


class SettingForm(StrEnum):
    """The form of a setting's value, which decides how it is read."""

    TEXT = "text"
    NAME = "one name of a fixed list"
    YES_NO = "yes or no"
    NUMBER = "whole number"
    MINUTES = "minutes"
    LIMIT = "whole number, empty for no limit"
    MINUTES_LIMIT = "minutes, empty for no limit"
    CLOCK = "time of day"
    TEXTS = "several texts"
    NAMES = "several names of a fixed list"
    KINDS = "kinds of presence"
    GOALS = "goals in order"
    NUMBERS = "several whole numbers"
    WEIGHTS = "one whole number for each part"


class SettingGroup(StrEnum):
    """The subject of a setting. Settings of the group on the aim are chosen by each candidate programme."""

    RULES = "These rules"
    AIM = "The aim"
    JOINT = "Joint sessions"
    INDIVIDUAL = "Individual sessions"
    HOST = "The host programme"
    MAIN = "Main sessions"
    OTHER = "Day zero, bilateral meetings and the booth"
    COALITION = "Each coalition"
    COMMITTEE = "Who decides on main-session slots"
    HOURS = "Ways and hours"
    WEIGHTS = "Weights"


@dataclass(frozen=True)
class Setting:
    """One setting of sheet Policy.

    `field` is the dotted path of its value in a `Policy`, with fields and keys of mappings. `title` is its name on the
    sheet, `short` its name on the command line, empty if no programme depends on it. `help` is its meaning on the
    sheet. `vocabulary` has the words that may be written, each called a `noun` in messages. `parts` are the fields to
    which a value of several numbers belongs, in order. `after` is the field of the time of day that must be earlier.
    The `negotiated` settings are those that coalitions and the MAG bargain over; the sheet begins with them.
    """

    field: str
    title: str
    short: str
    help: str
    form: SettingForm
    group: SettingGroup
    vocabulary: type[StrEnum] | None = None
    noun: str = ""
    parts: tuple[str, ...] = ()
    after: str = ""
    negotiated: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may be written, if they are a fixed list."""
        if self.form is SettingForm.YES_NO:
            return YES_NO
        return tuple(self.vocabulary) if self.vocabulary else ()

    @property
    def default(self) -> str:
        """The default as it is written on the sheet; empty for no limit, for no entry and for the usual goals."""
        value = self.value(Policy())
        return "" if self.form is SettingForm.GOALS or value in (None, ()) else self.text(value)

    @property
    def least(self) -> int:
        """The smallest number allowed, as declared in the policy's model."""
        holder, name = self._holder(Policy())
        assert isinstance(holder, BaseModel)
        least = 0
        for bound in type(holder).model_fields[name].metadata:
            at_least, more_than = getattr(bound, "ge", None), getattr(bound, "gt", None)
            least = at_least if at_least is not None else least if more_than is None else more_than + 1
        return least

    def value(self, policy: Policy) -> object:
        """The value in a policy; a tuple in the order of the parts, if there are any."""
        holder, name = self._holder(policy)
        value: object = getattr(holder, name)
        return tuple(getattr(value, part) for part in self.parts) if self.parts else value

    def text(self, value: object) -> str:
        """A value as text for people: ``no limit``, ``yes``, ``08:00``, ``8; 4; 2; 1``, ``none``."""
        if self.form is SettingForm.CLOCK:
            assert isinstance(value, int)
            return clock_text(value)
        if isinstance(value, tuple):
            return "; ".join(str(item) for item in value) or "none"
        if isinstance(value, bool):
            return "yes" if value else "no"
        return NO_LIMIT if value is None else str(value)

    def _holder(self, policy: Policy) -> tuple[object, str]:
        """The model that holds the value, and the name of its field."""
        *steps, name = self.field.split(".")
        holder: object = policy
        for step in steps:
            holder = holder[step] if isinstance(holder, Mapping) else getattr(holder, step)
        return holder, name
