"""Compare the reasons that a programme states with those that are found in it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Reason
from scheduler.explain.refusals import with_reasons

SHOWN = 10
"""Reasons that differ of which a note is given; the rest is counted."""


def reason_notes(instance: Instance, programme: Programme) -> list[str]:
    """One sentence for each stated reason, or number on the waiting list, that is not the one found in the programme.

    A reason that an edit by hand or another version of the program left there differs too, so none is an objection.
    The programme should be one that the check accepts.
    """
    notes = list(_notes(instance, programme))
    more = len(notes) - SHOWN
    return notes[:SHOWN] + ([f"Note (reason): {more} more."] if more > 0 else [])


def _notes(instance: Instance, programme: Programme) -> Iterator[str]:
    found = with_reasons(instance, programme)
    for stated, decision in zip(programme.decisions, found.decisions, strict=True):
        yield from _note(stated.request, stated.reason, decision.reason)
        if stated.waiting_list != decision.waiting_list:
            yield (
                f"Note (waiting list): {stated.request} is stated to have {_number(stated.waiting_list)}; found is "
                f"{_number(decision.waiting_list)}."
            )
    for left_out, one in zip(programme.left_out, found.left_out, strict=True):
        yield from _note(left_out.session, left_out.reason, one.reason)


def _note(subject: str, stated: Reason | None, found: Reason | None) -> Iterator[str]:
    """A note where a reason is stated and is another one; what `replan` adds to a reason does not count."""
    if stated and found and not stated.sentence.startswith(found.sentence):
        yield f"Note (reason): {subject}: the file states “{stated.sentence}” The reason found is: “{found.sentence}”"


def _number(place: int | None) -> str:
    return "no number" if place is None else f"number {place}"
