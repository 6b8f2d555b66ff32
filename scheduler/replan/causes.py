"""Explain each change: undo it alone; the independent check finds the rule or goal that this would violate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from scheduler.catalogue import GOAL, goal_order
from scheduler.core.instance import Instance, Pin
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.phrases import listed
from scheduler.core.programme import Decision, PlacedSession, Programme, Segment
from scheduler.core.vocabulary import Kind
from scheduler.diff import Change, ChangeKind
from scheduler.explain.demand_texts import pin_text, source_text
from scheduler.intake.amendments import Amended, amend_all
from scheduler.replan.previous_programme import consecutive_segments
from scheduler.verify import check
from scheduler.verify.findings import Verdict, Violation

IN_THE_SHEETS = "the sheets say so"
THE_PIN = "the pin "
"""How the text of a pin in the sheets begins, and no amendment."""


@dataclass(frozen=True)
class Cause:
    """The cause of a change: a sentence, the amendments it comes from, and the sessions that it makes room for."""

    sentence: str
    amendments: tuple[Amended, ...] = ()
    makes_room_for: tuple[str, ...] = ()


_FROM_SHEETS = Cause(f"Because {IN_THE_SHEETS}.")


@dataclass(frozen=True)
class CauseFinder:
    """Finds the cause of each change between two programmes: amendments, and pins that are new in the sheets.

    `base` is the instance before the first amendment, `made` are the amendments in order, each with the instance after
    it. `retitled` are the ids of sessions whose titles were edited by hand.
    """

    base: Instance
    made: Sequence[Amended]
    before: Programme
    after: Programme
    retitled: frozenset[str] = frozenset()

    @property
    def instance(self) -> Instance:
        return self.made[-1].instance if self.made else self.base

    @cached_property
    def verdict(self) -> Verdict:
        return check(self.instance, self.after)

    @cached_property
    def without(self) -> tuple[tuple[Amended, Instance], ...]:
        """Each amendment and new pin, with the instance under all others."""
        found = []
        for one in (*self.made, *self._new_pins.values()):
            # What comes later may rest on this one.
            with suppress(NotUnderstoodError):
                found.append((one, self.instance_without([one.written])))
        return tuple(found)

    def instance_without(self, written: Collection[str]) -> Instance:
        """The instance without some amendments and new pins. Raises NotUnderstoodError where a later one needs them."""
        left = [pin for pin, one in self._new_pins.items() if one.written in written]
        base = self.base.model_copy(update={"pins": tuple(pin for pin in self.base.pins if pin not in left)})
        return amend_all(base, [one.written for one in self.made if one.written not in written])[0]

    @cached_property
    def _new_pins(self) -> dict[Pin, Amended]:
        """The pins in the sheets that the previous programme does not satisfy, each in the form of an amendment."""
        new = {}
        broken = any(one.rule == "pins" for one in check(self.base, self.before).violations)
        for pin in self.base.pins if broken else ():
            alone = self.base.model_copy(update={"pins": (pin,)})
            if any(one.rule == "pins" for one in check(alone, self.before).violations):
                text = pin_text(pin)
                new[pin] = Amended(alone, text, f"{text[0].upper()}{text[1:]}{source_text(pin)}.")
        return new

    def cause(self, change: Change) -> Cause:
        """The cause of a change, as far as the check finds it."""
        if change.kind is ChangeKind.TITLE:
            return Cause("Because it was written so.") if change.session in self.retitled else _FROM_SHEETS
        if change.wish:
            return self._wish_cause(change)
        fixed = self.instance.session.get(change.session)
        in_both = change.session in self.before.session and change.session in self.after.session
        is_of_segment = in_both and change.kind not in (ChangeKind.DAY, ChangeKind.TIME, ChangeKind.ROOM)
        if fixed and fixed.place and not is_of_segment:
            return _FROM_SHEETS
        if change.session in self._unknown:
            return self._taken_back(change.session)
        return self._length_cause(change) or self._undone_cause(change)

    def _wish_cause(self, change: Change) -> Cause:
        """The cause of a wish lost or gained: an amendment, the sheets, or what undoing it would break or worsen."""
        if change.wish not in self.instance.request:
            return self._taken_back(change.wish)
        if change.wish not in self.before.decision:
            added = [one for one, others in self.without if change.wish not in others.request]
            return _because_of(added) if added else _FROM_SHEETS
        return self._undone_cause(change)

    @cached_property
    def _unknown(self) -> set[str]:
        """Sessions whose host session or request is no longer in the instance."""
        ids = self.instance
        gone = {d.request for d in self.before.decisions if d.granted and d.request not in ids.request}
        hosts = {s.id for s in self.before.sessions if s.type and s.id not in ids.session}
        own = {s.id for s in self.before.sessions if s.id in gone}
        return hosts | own

    def _taken_back(self, name: str) -> Cause:
        """The amendment that removed a session or request from the instance."""
        for one, others in self.without:
            if name in others.session or name in others.request:
                return _because_of([one])
        return Cause(f"Because {IN_THE_SHEETS}: it is no longer there.")

    def _length_cause(self, change: Change) -> Cause | None:
        """The session's new length, where nothing else changed, or where it could have stayed with the length before.

        No search decides on lengths: the sheets do.
        """
        if change.kind is ChangeKind.SEGMENT:
            return self._segment_length_cause(change)
        old, new = self.before.session.get(change.session), self.after.session.get(change.session)
        if change.kind not in (ChangeKind.DAY, ChangeKind.TIME, ChangeKind.ROOM) or not (old and new):
            return None
        minutes, now = old.end - old.start, new.end - new.start
        if minutes == now:
            return None
        longer = f"it takes {now} minutes, no longer {minutes}."
        if change.kind is ChangeKind.TIME and (old.day, old.start) == (new.day, new.start):
            return Cause(f"Because {IN_THE_SHEETS}: {longer}")
        back = _with_session(self.instance, self.after, new.model_copy(update=_where(old) | {"end": old.start + now}))
        against = self._new_violations(check(self.instance, back))
        shorter = _with_length(self.instance, new, minutes)
        as_before = _with_session(shorter, self.after, new.model_copy(update=_where(old) | {"end": old.end}))
        if not against or self._new_violations(check(shorter, as_before)):
            return None
        return Cause(f"Because {IN_THE_SHEETS}: {longer} Where it was, this would not hold: {against[0].sentence}")

    def _segment_length_cause(self, change: Change) -> Cause | None:
        """The new length of a segment that still begins when it did, counted from the start of its session."""
        lengths: list[int] = []
        begins: list[int] = []
        for programme in (self.before, self.after):
            starts = {placed.id: placed.start for placed in programme.sessions}
            for segment in programme.segments:
                if segment.request == change.segment and segment.session in starts:
                    lengths.append(segment.end - segment.start)
                    begins.append(segment.start - starts[segment.session])
        if len(set(lengths)) < 2 or len(set(begins)) > 1:
            return None
        return Cause(f"Because {IN_THE_SHEETS}: it takes {lengths[1]} minutes, no longer {lengths[0]}.")

    def _new_violations(self, verdict: Verdict) -> list[Violation]:
        return [violation for violation in verdict.violations if violation not in self.verdict.violations]

    def _undone_cause(self, change: Change) -> Cause:
        undone = undo(self.instance, self.before, self.after, change)
        verdict = check(self.instance, undone)
        new = self._new_violations(verdict)
        if not new:
            return self._left(change) or self._better(verdict) or self._added(change)
        amendments = [one for one, others in self.without if self._allows(others, change, new)]
        if amendments:
            return _because_of(amendments)
        others = tuple(dict.fromkeys(name for one in new for name in one.sessions if name != change.session))
        room = f"It makes room for {listed(f'“{name}”' for name in others)}. " if others else ""
        return Cause(f"{room}Where it was, this would not hold: {new[0].sentence}", makes_room_for=others)

    def _allows(self, instance: Instance, change: Change, new: Sequence[Violation]) -> bool:
        """Whether one of the violations disappears in the instance without an amendment."""
        tried = undo(instance, self.before, self.after, change)
        still = {(violation.rule, violation.sentence) for violation in check(instance, tried).violations}
        return any((violation.rule, violation.sentence) not in still for violation in new)

    def _left(self, change: Change) -> Cause | None:
        """The amendment that withdrew a request held in the session."""
        held = {d.request for d in self.before.decisions if d.granted and d.session == change.session}
        gone = held - self.instance.request.keys()
        amendments = [one for one, others in self.without if gone & others.request.keys()]
        if amendments:
            return _because_of(amendments)
        return Cause(f"Because {IN_THE_SHEETS}: {listed(sorted(gone))} is taken back.") if gone else None

    def _better(self, verdict: Verdict) -> Cause | None:
        """The first goal in the policy's order that is better with the change than without."""
        policy = self.instance.policy
        for goal in goal_order(policy.order, policy.principle):
            now, then = self.verdict.scores[goal.id], verdict.scores[goal.id]
            if then > now:
                what = GOAL[goal.id].sentence.rstrip(".")
                return Cause(f"It could have stayed, but then “{what}” would be {then:,}, not {now:,}.")
            if then < now:
                break
        return None

    def _added(self, change: Change) -> Cause:
        new = {request for request in self.instance.request if request not in self.before.decision}
        held = {d.request for d in self.after.decisions if d.granted and d.session == change.session}
        for one, others in self.without:
            if held & new - others.request.keys():
                return _because_of([one])
        if change.kind is ChangeKind.NEW and change.session in self.instance.session:
            return _FROM_SHEETS
        return Cause(
            "No single reason was found: put back alone it would break no rule, so it moved together with others."
        )


def _because_of(amendments: Sequence[Amended]) -> Cause:
    sentences = " ".join(one.sentence for one in amendments)
    if all(one.written.startswith(THE_PIN) for one in amendments):
        return Cause(f"Because of {sentences[0].lower()}{sentences[1:]}", tuple(amendments))
    return Cause(f"Because of the amendment{'s' if len(amendments) > 1 else ''}: {sentences}", tuple(amendments))


def _with_length(instance: Instance, placed: PlacedSession, minutes: int) -> Instance:
    """The instance in which a session takes so many minutes."""
    if placed.kind is Kind.JOINT:
        kinds = instance.policy.kinds
        joint = kinds[Kind.JOINT].model_copy(update={"minutes": minutes})
        policy = instance.policy.model_copy(update={"kinds": {**kinds, Kind.JOINT: joint}})
        return instance.model_copy(update={"policy": policy})
    changed = {"minutes": minutes}
    sessions = tuple(s.model_copy(update=changed) if s.id == placed.id else s for s in instance.sessions)
    requests = tuple(r.model_copy(update=changed) if r.id == placed.id else r for r in instance.requests)
    return instance.model_copy(update={"sessions": sessions, "requests": requests})


def _where(placed: PlacedSession) -> dict[str, object]:
    return {"room": placed.room, "day": placed.day, "start": placed.start}


def undo(instance: Instance, before: Programme, after: Programme, change: Change) -> Programme:
    """The new programme with one change undone, otherwise unchanged.

    A change of time, room or partners restores only these; a new session is removed.
    """
    old, new = before.session.get(change.session), after.session.get(change.session)
    if old and new and change.kind in (ChangeKind.DAY, ChangeKind.TIME):
        back = new.model_copy(update={"day": old.day, "start": old.start, "end": old.start + new.end - new.start})
        return _with_session(instance, after, back)
    if old and new and change.kind is ChangeKind.ROOM:
        return _with_session(instance, after, new.model_copy(update={"room": old.room}))
    restored = _restored(instance, before, after, change.session)
    members = restored.session.get(change.session)
    if new and members and change.kind in (ChangeKind.PARTNERS, ChangeKind.SEGMENT, ChangeKind.ELSEWHERE):
        here = {"day": new.day, "start": new.start, "end": new.end, "room": new.room}
        return _with_session(instance, restored, members.model_copy(update=here))
    return restored


def _with_session(instance: Instance, programme: Programme, placed: PlacedSession) -> Programme:
    sessions = tuple(placed if one.id == placed.id else one for one in programme.sessions)
    segments = consecutive_segments(instance, sessions, sorted(programme.segments, key=lambda segment: segment.order))
    return programme.model_copy(update={"sessions": sessions, "segments": segments})


def _restored(instance: Instance, before: Programme, after: Programme, session: str) -> Programme:
    """Restore a session and its members; requests that were held in it leave their new sessions."""
    then = {d.request for d in before.decisions if d.granted and d.session == session}
    decisions = tuple(_decision(decision, session, then) for decision in after.decisions)
    holds: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.granted and decision.request in instance.request:
            holds.setdefault(decision.session, []).append(instance.request[decision.request].coalition)
    old = before.session.get(session)
    stays = old if old and (session in instance.session or session in holds) else None
    sessions = [placed for placed in after.sessions if placed.id != session] + ([stays] if stays else [])
    now = tuple(_with_members(placed, holds) for placed in sessions if placed.type or placed.id in holds)
    return after.model_copy(
        update={
            "sessions": now,
            "decisions": decisions,
            "segments": consecutive_segments(instance, now, list(_segments(before, after, session, decisions))),
        }
    )


def _decision(decision: Decision, session: str, then: set[str]) -> Decision:
    if decision.request in then:
        return Decision(request=decision.request, granted=True, session=session)
    if decision.granted and decision.session == session:
        return Decision(request=decision.request, granted=False)
    return decision


def _with_members(placed: PlacedSession, holds: dict[str, list[str]]) -> PlacedSession:
    if placed.type:
        return placed
    return placed.model_copy(update={"coalitions": tuple(dict.fromkeys(holds[placed.id]))})


def _segments(before: Programme, after: Programme, session: str, decisions: Sequence[Decision]) -> list[Segment]:
    """The segments of granted requests: those of this session in their previous order."""
    held = {decision.request: decision.session for decision in decisions if decision.granted}
    order = {segment.request: segment.order for segment in before.segments if segment.session == session}
    every = {segment.request: segment for segment in (*before.segments, *after.segments)}
    remaining = [s.model_copy(update={"session": held[s.request]}) for s in every.values() if s.request in held]
    return sorted(remaining, key=lambda segment: order.get(segment.request, segment.order))
