"""The state of the desk: the programme one began from, the present one, pins, and what can be undone and redone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.desk.carry_out import carry_out
from scheduler.desk.edits import Edit, EditError, PinEdit, PinnedPart, ReplaceEdit
from scheduler.verify import Verdict, check
from scheduler.verify.facts import Facts, gather


@dataclass(frozen=True)
class Snapshot:
    """A programme and the pins set at the desk, by session, with what the verifier finds in it, computed once."""

    instance: Instance
    programme: Programme
    pins: Mapping[str, PinnedPart] = field(default_factory=dict)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict of the independent check."""
        return check(self.instance, self.programme)

    @cached_property
    def facts(self) -> Facts:
        """The verifier's indexes of the programme."""
        return gather(self.instance, self.programme)

    def after(self, edit: Edit) -> Snapshot:
        """The snapshot after an edit. Raises EditError."""
        programme = carry_out(self.instance, self.programme, edit)
        pins = self.pins
        if isinstance(edit, PinEdit):
            pins = _pinned(pins, edit)
        elif isinstance(edit, ReplaceEdit) or programme.session.keys() != self.programme.session.keys():
            pins = {session: part for session, part in pins.items() if session in programme.session}
        return Snapshot(self.instance, programme, pins)

    @property
    def bare(self) -> Snapshot:
        """The same without what was computed, which takes much more memory than the programme itself."""
        return Snapshot(self.instance, self.programme.model_copy(), self.pins)

    @property
    def scored(self) -> Programme:
        """The programme with its goals counted anew: nothing of it is proven after an edit by hand."""
        return self.programme.counted_anew(self.verdict.scores)


class DeskState:
    """An instance, the programme one began from, the present one, and the edits between them.

    Edits are kept without limit; each can be undone and redone. Not for use by several threads at once.
    """

    def __init__(self, instance: Instance, base: Programme) -> None:
        self.instance = instance
        self.base = Snapshot(instance, base)
        self._snapshots: list[Snapshot] = [self.base]
        self._edits: list[Edit] = []
        self._position = 0

    @property
    def now(self) -> Snapshot:
        """The present programme and pins."""
        return self._snapshots[self._position]

    @property
    def programme(self) -> Programme:
        return self.now.programme

    @property
    def pins(self) -> Mapping[str, PinnedPart]:
        return self.now.pins

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that lead from the base to the present programme."""
        return tuple(self._edits[: self._position])

    @property
    def can_undo(self) -> bool:
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        return self._position < len(self._edits)

    def apply(self, edit: Edit) -> Snapshot:
        """Carry out an edit; what had been undone can no longer be redone. Raises EditError and changes nothing."""
        after = self.now.after(edit)
        del self._edits[self._position :], self._snapshots[self._position + 1 :]
        self._edits.append(edit)
        self._snapshots.append(after)
        self._go_to(self._position + 1)
        return after

    def undo(self) -> Edit:
        """Take the last edit back and return it. Raises EditError where there is none."""
        if not self.can_undo:
            raise EditError("There is nothing to undo.")
        self._go_to(self._position - 1)
        return self._edits[self._position]

    def redo(self) -> Edit:
        """Carry out again the edit undone last and return it. Raises EditError where there is none."""
        if not self.can_redo:
            raise EditError("There is nothing to redo.")
        self._go_to(self._position + 1)
        return self._edits[self._position - 1]

    def _go_to(self, position: int) -> None:
        """Make another snapshot the present one, and forget what was computed of the one before, but for the base."""
        if self._position:
            self._snapshots[self._position] = self.now.bare
        self._position = position


def ids_touched(before: Programme, after: Programme, edit: Edit) -> frozenset[str]:
    """The ids of the sessions and requests that differ between two programmes, or are pinned by the edit."""
    found = {edit.session} if isinstance(edit, PinEdit) else set()
    found |= _differing(before.session, after.session)
    found |= _differing(before.decision, after.decision)
    inside = [{one.request: one for one in programme.segments} for programme in (before, after)]
    for request in _differing(*inside):
        found |= {request} | {one[request].session for one in inside if request in one}
    return frozenset(found)


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """The keys whose values differ; the same object is equal without a look at its fields."""
    names: Iterable[str] = {**one, **other}
    return {name for name in names if one.get(name) is not other.get(name) and one.get(name) != other.get(name)}


def _pinned(pins: Mapping[str, PinnedPart], edit: PinEdit) -> dict[str, PinnedPart]:
    """The pins after one more is set or released."""
    parts = {PinnedPart.TIME, PinnedPart.ROOM}
    old = pins.get(edit.session)
    was = parts if old is PinnedPart.BOTH else {old} if old else set()
    named = parts if edit.what is PinnedPart.BOTH else {edit.what}
    new = was | named if edit.on else was - named
    rest = {session: part for session, part in pins.items() if session != edit.session}
    return rest | ({edit.session: PinnedPart.BOTH if new == parts else new.pop()} if new else {})
