"""Admit programmes to a comparison: each must pass the check, and only the policy of their instances may differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler import tables
from scheduler.core.instance import Instance, bare
from scheduler.core.phrases import listed
from scheduler.core.policy import Policy
from scheduler.core.programme import Programme
from scheduler.tables import Record
from scheduler.verify import Verdict, check, instance_mismatch
from scheduler.verify.objections import objections

AT_MOST = 60
"""The largest number of programmes in a comparison."""


class ComparisonError(Exception):
    """Programmes that cannot be compared; the message is one sentence a line."""


class RejectedProgrammeError(ComparisonError):
    """The independent check rejects a programme; the message says why."""


@dataclass(frozen=True)
class Candidate:
    """A programme in a comparison; `name` and `meaning` describe it, the latter in a sentence.

    `letter` is empty for one that is not shown in a column of its own; `alternative_of` names the candidate to which
    it is another programme of equal value.
    """

    letter: str
    name: str
    meaning: str
    instance: Instance
    programme: Programme
    verdict: Verdict
    alternative_of: str = ""

    @cached_property
    def shares(self) -> tuple[Record, ...]:
        """Rows of the table of wishes asked and met."""
        return tuple(tables.records(tables.shares(self.instance, self.programme)))

    @cached_property
    def wishes(self) -> dict[str, Record]:
        """Rows of the table of requests by their ids."""
        return {row["request"]: row for row in tables.records(tables.requests(self.instance, self.programme))}

    @cached_property
    def sessions(self) -> dict[str, Record]:
        """Rows of the table of sessions by their ids, in order of time and room."""
        return {row["session"]: row for row in tables.records(tables.sessions(self.instance, self.programme))}

    @cached_property
    def goals(self) -> dict[str, Record]:
        """Rows of the table of scores by goal, with what the check counted."""
        found = tables.scores(self.instance, self.programme, self.verdict.scores)
        return {row["goal"]: row for row in tables.records(found)}


@dataclass(frozen=True)
class ComparisonInput:
    """A programme to compare: its name, the instance it was made for, and the programme.

    One that is not `shown` only adds a row to a table of scenarios, or is reported beside the one whose name
    `alternative_of` gives.
    """

    name: str
    instance: Instance
    programme: Programme
    meaning: str = ""
    shown: bool = True
    alternative_of: str = ""


def admit(entries: Sequence[ComparisonInput]) -> tuple[Candidate, ...]:
    """Verify the programmes; those that may be shown have letters for the time being.

    Raises RefusedError where the check rejects a programme or finds other scores than it claims, and ComparisonError
    where there are too few or too many, or where they are not of one event.
    """
    shown = sum(entry.shown for entry in entries)
    if not 2 <= shown <= AT_MOST:
        raise ComparisonError(f"A comparison takes 2 to {AT_MOST} programmes; there {_verb_phrase(shown)}.")
    _require_one_event(entries)
    letters = iter(letters_of(shown))
    candidates = tuple(_verified(next(letters) if entry.shown else "", entry) for entry in entries)
    _require_distinct([candidate for candidate in candidates if candidate.letter])
    return candidates


def letters_of(number: int) -> tuple[str, ...]:
    """The letters of so many candidates: ``A`` to ``Z``, then ``AA``, ``AB`` and so on."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return tuple(f"{alphabet[n // 26 - 1] if n >= 26 else ''}{alphabet[n % 26]}" for n in range(number))


def _verb_phrase(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}"


def _verified(letter: str, entry: ComparisonInput) -> Candidate:
    verdict = check(entry.instance, entry.programme)
    mismatch = instance_mismatch(entry.instance, entry.programme)
    reasons = [*([mismatch.sentence] if mismatch else []), *objections(entry.programme, verdict)]
    if reasons:
        raise RejectedProgrammeError("\n".join((f"“{entry.name}” is refused:", *reasons)))
    about = (letter, entry.name, entry.meaning, entry.instance, entry.programme)
    return Candidate(*about, verdict, entry.alternative_of)


def _require_one_event(entries: Sequence[ComparisonInput]) -> None:
    first, *others = entries
    sentences = []
    for other in others:
        differing = differing_parts(first.instance, other.instance)
        if differing:
            what = "the events differ" if "the event" in differing else f"{listed(differing)} are not the same"
            sentences.append(f"“{first.name}” and “{other.name}” were made for different instances: {what}.")
    if sentences:
        raise ComparisonError(
            "\n".join((*sentences, "Only the policy may differ between programmes that are compared."))
        )


def _require_distinct(candidates: Sequence[Candidate]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for candidate in candidates:
        key = (candidate.programme.sha256, candidate.instance.sha256)
        if key in seen:
            raise ComparisonError(f"“{seen[key]}” and “{candidate.name}” are the same programme. Give it once.")
        seen[key] = candidate.name


def differing_parts(one: Instance, other: Instance) -> list[str]:
    """The parts in which two instances differ, without the policy and its consequences, in words.

    Consequences of the policy: the minutes of a request, and the requests it makes for coalitions that are silent.
    """
    if one.sha256 == other.sha256:
        return []
    first, second = without_policy(one), without_policy(other)
    return [
        "the requests" if field == "requests" else f"the {field}"
        for field in Instance.model_fields
        if field != "name" and getattr(first, field) != getattr(second, field)
    ]


def without_policy(instance: Instance) -> Instance:
    """The instance without its policy and without the consequences of it."""
    asked = tuple(request.model_copy(update={"minutes": 1}) for request in instance.requests if not request.by_default)
    everything: Instance = bare(instance)
    return everything.model_copy(update={"policy": Policy(), "requests": asked})
