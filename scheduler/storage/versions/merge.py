"""Three-way merge of two programmes with a common ancestor: changes that touch different fields are combined."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from scheduler.core.instance import Instance
from scheduler.core.programme import Decision, PlacedSession, Programme, Provenance, Segment, Settings
from scheduler.core.vocabulary import Kind
from scheduler.diff.change_texts import called, when_text
from scheduler.storage.versions.merge_segments import completed, in_every, laid_out, order_in

T = TypeVar("T")
MINE, THEIRS = 0, 1


@dataclass(frozen=True)
class MergeInput:
    """The common ancestor (`base`), the two programmes that came from it, and their names.

    `prefer` resolves conflicts: 0 for mine, 1 for theirs, None to report them.
    """

    base: Programme
    mine: Programme
    theirs: Programme
    names: tuple[str, str]
    prefer: int | None = None

    @property
    def ends(self) -> tuple[Programme, Programme]:
        return self.mine, self.theirs


@dataclass(frozen=True)
class MergeResult:
    """The merged programme, and a sentence on each conflict; in it the preferred side, or else mine, was taken."""

    programme: Programme
    conflicts: tuple[str, ...]


@dataclass
class ConflictResolver:
    """Merges one field after another, and records the conflicts."""

    inputs: MergeInput
    conflicts: list[str] = field(default_factory=list)

    @property
    def holds(self) -> int:
        """The side taken in a conflict."""
        return self.inputs.prefer or MINE

    def resolve(self, base: T, mine: T, theirs: T, report: Callable[[], str]) -> tuple[T, int | None]:
        """The merged value; and the side it was taken from, where both changed it differently. `report` says how."""
        if mine == theirs or theirs == base:
            return mine, None
        if mine == base:
            return theirs, None
        self.conflicts.append(report())
        return (mine, theirs)[self.holds], self.holds

    def conflict_sentence(self, what: str, ways: tuple[str, str], was: str = "") -> str:
        """``“Joint: DNS”: Ana moves it to …; Bo moves it to …; it was …``."""
        one, other = (f"{name} {way}" for name, way in zip(self.inputs.names, ways, strict=True))
        return f"{what}: {one}; {other}{f'; it was {was}' if was else ''}."


def merge(instance: Instance, inputs: MergeInput, provenance: Provenance) -> MergeResult:
    """Merge two programmes field by field: time, room, title and state of each session, and each request.

    Reasons and waiting lists are mine, scores are left as they are: see `checked_anew`.
    """
    resolver = ConflictResolver(inputs)
    sessions, whose = _sessions(instance, resolver)
    decisions, whose_members = _decisions(instance, resolver, whose)
    sessions = [_with_members(inputs, placed, whose_members) for placed in sessions]
    segments = _segments(instance, resolver, {placed.id: placed for placed in sessions}, decisions)
    base, mine, theirs = inputs.base, inputs.mine, inputs.theirs
    state, _ = resolver.resolve(
        (base.state, base.state_since),
        (mine.state, mine.state_since),
        (theirs.state, theirs.state_since),
        lambda: resolver.conflict_sentence(
            "The programme", (f"sets it to {mine.state}", f"sets it to {theirs.state}"), base.state
        ),
    )
    committee, _ = resolver.resolve(
        base.committee,
        mine.committee,
        theirs.committee,
        lambda: resolver.conflict_sentence("The committee", ("has other members", "has others still")),
    )
    placed_now = {placed.id for placed in sessions}
    left_out = {one.session: one for one in (*theirs.left_out, *mine.left_out) if one.session not in placed_now}
    programme = mine.model_copy(
        update={
            "provenance": provenance.model_copy(update={"status": "merged", "seconds": 0.0, "settings": Settings()}),
            "state": state[0],
            "state_since": state[1],
            "sessions": tuple(sessions),
            "decisions": decisions,
            "segments": segments,
            "committee": committee,
            "left_out": tuple(left_out.values()),
        }
    )
    return MergeResult(programme, tuple(resolver.conflicts))


def provenance_of(inputs: MergeInput) -> Provenance | None:
    """Which instance the merged programme is for; None where each was made for another one."""
    base, mine, theirs = (_made_for(one.provenance) for one in (inputs.base, inputs.mine, inputs.theirs))
    if mine != theirs and base not in (mine, theirs) and inputs.prefer is None:
        return None
    takes_theirs = mine == base if base in (mine, theirs) else inputs.prefer == THEIRS
    return inputs.ends[takes_theirs].provenance


def _made_for(provenance: Provenance) -> tuple[Any, ...]:
    return provenance.instance_sha256, provenance.base_sha256, provenance.variation, provenance.amendments


# Sessions.


def _sessions(instance: Instance, resolver: ConflictResolver) -> tuple[list[PlacedSession], dict[str, int]]:
    """The merged sessions, before members are merged; and the side taken where one was cancelled and changed."""
    inputs = resolver.inputs
    found, whose = [], {}
    for name in dict.fromkeys((*inputs.mine.session, *inputs.theirs.session)):
        base, mine, theirs = (one.session.get(name) for one in (inputs.base, inputs.mine, inputs.theirs))
        if mine and theirs:
            found.append(_session(instance, resolver, base, mine, theirs))
            continue
        present, absent = (mine, THEIRS) if mine else (theirs, MINE)
        if present and base is None:
            found.append(present)
        elif present and base and _place(present) != _place(base):
            moved = f"has it {_where(instance, present)}"
            ways = ("cancels it", moved) if absent == MINE else (moved, "cancels it")
            resolver.conflicts.append(resolver.conflict_sentence(called(base), ways, _where(instance, base)))
            whose[name] = resolver.holds
            found += [present] if resolver.holds != absent else []
    return found, whose


def _session(
    instance: Instance,
    resolver: ConflictResolver,
    base: PlacedSession | None,
    mine: PlacedSession,
    theirs: PlacedSession,
) -> PlacedSession:
    """Merge a session that both sides have: a field that one side changed is taken from it."""

    def settle(what: Callable[[PlacedSession], Any], words: Callable[[PlacedSession], str]) -> Any:
        return resolver.resolve(
            what(base) if base else None,
            what(mine),
            what(theirs),
            lambda: resolver.conflict_sentence(
                called(mine), (f"has it {words(mine)}", f"has it {words(theirs)}"), words(base) if base else ""
            ),
        )[0]

    day, start, end = settle(lambda one: (one.day, one.start, one.end), lambda one: _when(instance, one))
    return mine.model_copy(
        update={
            "day": day,
            "start": start,
            "end": end,
            "room": settle(lambda one: one.room, lambda one: f"in {one.room}"),
            "title": settle(lambda one: one.title, lambda one: f"called “{one.title}”"),
            "themes": settle(lambda one: one.themes, lambda one: f"under {', '.join(one.themes) or 'no theme'}"),
            "state": settle(lambda one: one.state, lambda one: one.state.value),
        }
    )


def _place(placed: PlacedSession) -> tuple[object, ...]:
    return placed.day, placed.start, placed.end, placed.room, placed.title, placed.state


def _when(instance: Instance, placed: PlacedSession) -> str:
    return f"on {when_text(instance, placed.day, placed.start, placed.end)}"


def _where(instance: Instance, placed: PlacedSession) -> str:
    return f"{_when(instance, placed)}, in {placed.room}"


def _with_members(inputs: MergeInput, placed: PlacedSession, sides: dict[str, int]) -> PlacedSession:
    """The session with the members that either side added, without those that either side removed."""
    base, *ends = (set(_members(one, placed.id)) for one in (inputs.base, *inputs.ends))
    listed = dict.fromkeys(name for one in (*inputs.ends, inputs.base) for name in _members(one, placed.id))

    def takes_part(name: str) -> bool:
        if name in sides:
            return name in ends[sides[name]]
        changed = [name in end for end in ends if (name in end) != (name in base)]
        return changed[0] if changed else name in base

    return placed.model_copy(update={"coalitions": tuple(name for name in listed if takes_part(name))})


def _members(programme: Programme, session: str) -> tuple[str, ...]:
    placed = programme.session.get(session)
    return placed.coalitions if placed else ()


# Requests.


def _decisions(
    instance: Instance, resolver: ConflictResolver, whose: dict[str, int]
) -> tuple[tuple[Decision, ...], dict[str, int]]:
    """The merged decision on each request; and the side taken on a coalition's joint session in a conflict."""
    inputs = resolver.inputs
    found, whose_members = [], {}
    for name in dict.fromkeys((*inputs.mine.decision, *inputs.theirs.decision)):
        base, *ends = (one.decision.get(name) for one in (inputs.base, *inputs.ends))
        forced = next((whose[one.session] for one in ends if one and one.granted and one.session in whose), None)
        if forced is not None:
            chosen = ends[forced]
        else:
            ways = (_fate(ends[MINE]), _fate(ends[THEIRS]))
            conflict = resolver.conflict_sentence(f"“{name}”", ways, _was(base))
            taken, side = resolver.resolve(
                _granted(base), _granted(ends[MINE]), _granted(ends[THEIRS]), partial(str, conflict)
            )
            chosen = ends[MINE] if _granted(ends[MINE]) == taken else ends[THEIRS]
            request = instance.request.get(name)
            if side is not None and request and request.kind is Kind.JOINT:
                whose_members[request.coalition] = side
        found += [chosen] if chosen else []
    return tuple(found), whose_members


def _granted(decision: Decision | None) -> str | None:
    """The id of the session that a request is granted in; empty where refused, None where not decided."""
    if decision is None:
        return None
    return decision.session if decision.granted else ""


def _fate(decision: Decision | None) -> str:
    held = _granted(decision)
    return f"grants it in “{held}”" if held else "refuses it" if held == "" else "does not decide on it"


def _was(decision: Decision | None) -> str:
    held = _granted(decision)
    return f"in “{held}”" if held else "refused" if held == "" else ""


# Segments.


def _segments(
    instance: Instance, resolver: ConflictResolver, sessions: dict[str, PlacedSession], decisions: Iterable[Decision]
) -> tuple[Segment, ...]:
    """The merged segments of all granted requests, consecutive in each session."""
    inputs = resolver.inputs
    sides = [{segment.request: segment for segment in one.segments} for one in (inputs.base, *inputs.ends)]
    held: dict[str, list[Segment]] = {}
    for decision in decisions:
        ends = [side[decision.request] for side in sides[1:] if decision.request in side]
        fitting = [segment for segment in ends if segment.session == decision.session]
        if decision.granted and fitting:
            held.setdefault(decision.session, []).append(_changed_length(sides[0].get(decision.request), fitting))
    merged: list[Segment] = []
    for name, segments in held.items():
        requests = {segment.request: segment for segment in segments}
        orders = [order_in(one, name) for one in (inputs.base, *inputs.ends)]
        title = called(sessions[name]) if name in sessions else f"“{name}”"
        conflict = f"The segments in {title}: both put them in another order."
        base, mine, theirs = in_every(orders, requests)
        core, _ = resolver.resolve(base, mine, theirs, partial(str, conflict))
        order = completed(core, orders[1:], requests)
        merged += laid_out(instance, sessions.get(name), [requests[request] for request in order])
    return tuple(merged)


def _changed_length(base: Segment | None, ends: list[Segment]) -> Segment:
    """Of the segments of one request on both sides, the one whose length was changed, else the first."""
    if base is None:
        return ends[0]
    changed = [end for end in ends if end.end - end.start != base.end - base.start]
    return (changed or ends)[0]
