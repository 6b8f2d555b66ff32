"""Marks of placements: for one session, every place of the grids as free, possible at a cost, or forbidden.

The verifier's own functions decide. A whole check of each of hundreds of places would take many seconds; so the rules
and goals that depend on a placement are asked of the session and its surroundings alone, and all others of one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from scheduler.catalogue import Scope, goal_order
from scheduler.catalogue.goal_texts import goal_name
from scheduler.catalogue.rules import rules_in
from scheduler.core.clock import MINUTES_PER_DAY
from scheduler.core.instance import Instance
from scheduler.core.phrases import number_of
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.safe_text import without_addresses
from scheduler.desk.carry_out import carry_out, insertion_at
from scheduler.desk.edits import MoveEdit, PutBackEdit
from scheduler.desk.placement_goals import PlacementGoals
from scheduler.desk.restricted import Surroundings, restricted_programme
from scheduler.desk.state import Snapshot
from scheduler.verify import check
from scheduler.verify.facts import gather
from scheduler.verify.findings import Violation
from scheduler.verify.rules import FUNCTION

TIE_BREAK = "later_than_needed"
"""The goal that only breaks ties: a place is as good as another that differs in this alone."""

ON_A_PLACEMENT = frozenset(
    rule.id
    for rule in rules_in(Scope.GRID, Scope.SITE, Scope.ROOM, Scope.TIME, Scope.SEGMENT, Scope.OCCUPANCY, Scope.CLASH)
) | {"host_sessions_placed", "pins"}
"""The rules that a session may break in one place and not in another."""

_PLACEMENT_FUNCTIONS = tuple(function for rule, function in FUNCTION.items() if rule in ON_A_PLACEMENT)


class MarkKind(StrEnum):
    """What a placement would mean for a session."""

    FREE = "free"
    POSSIBLE = "possible"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class GoalStep:
    """A goal that a placement changes: its id, its name, and its value now and then; smaller is better."""

    goal: str
    name: str
    before: int
    after: int

    @property
    def is_worse(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class BrokenPlacementRule:
    """A rule that a placement would break: its id, the verifier's sentence, who is concerned, the other sessions."""

    rule: str
    sentence: str
    who: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class PlacementMark:
    """One placement of a session: what it breaks, and what it costs. `start` is in minutes after midnight.

    `FREE`: no rule is broken, and of the goals that change, the one that counts most gets better. `here`: the session
    is there now; what it breaks there is in `broken`. `goals` is empty where a rule is broken.
    """

    day: str
    start: int
    room: str
    kind: MarkKind
    here: bool
    words: str
    broken: tuple[BrokenPlacementRule, ...] = ()
    goals: tuple[GoalStep, ...] = ()

    @property
    def fields(self) -> dict[str, object]:
        """The mark for JSON."""
        return asdict(self)


def placements_of(snapshot: Snapshot, name: str) -> tuple[PlacementMark, ...]:
    """The marks of every placement of a session, or of a host session or request without a place; best first.

    Raises EditError for a name that is neither, and for a request that is held inside another session.
    """
    return tuple(_Marker(snapshot, name).marks())


class _Marker:
    """Marks the placements of one session."""

    def __init__(self, snapshot: Snapshot, name: str) -> None:
        self.snapshot, self.name = snapshot, name
        instance, self.now = snapshot.instance, snapshot.programme.session.get(name)
        self.places = list(_places(instance, self._minutes()))
        day, start, room = self.places[0] if self.places else ("", 0, "")
        self.at_first = self._session(day, start, room) if self.places else None

    def marks(self) -> list[PlacementMark]:
        """All marks, best first."""
        if self.at_first is None:
            return []
        snapshot, instance = self.snapshot, self.snapshot.instance
        reference = self._moved(instance, snapshot.programme, self.at_first)
        facts, verdict = gather(instance, reference), check(instance, reference)
        self.surroundings = Surroundings(facts, facts.by_id[self.name][0])
        self.goals = PlacementGoals(facts, self.surroundings, verdict, self._moved)
        known = set(snapshot.verdict.violations)
        self.everywhere = [one for one in verdict.violations if one.rule not in ON_A_PLACEMENT and one not in known]
        self.order = goal_order(instance.policy.order, instance.policy.principle)
        self._near: dict[tuple[str, str], tuple[Instance, Programme]] = {}
        ranked = [(self._mark(*place), number) for number, place in enumerate(self.places)]
        return [mark for (rank, mark), number in sorted(ranked, key=lambda one: (one[0][0], one[1]))]

    def _there(self, day: str, start: int, room: str) -> PlacedSession:
        """The session at a place."""
        assert self.at_first is not None
        end = start + self.at_first.end - self.at_first.start
        return self.at_first.model_copy(update={"day": day, "start": start, "end": end, "room": room})

    def _minutes(self) -> int:
        if self.now:
            return self.now.end - self.now.start
        instance = self.snapshot.instance
        edit = PutBackEdit(name=self.name, day=instance.days[0].id, start=0, room=instance.rooms[0].id)
        session = insertion_at(instance, self.snapshot.programme, edit).session
        return session.end - session.start

    def _session(self, day: str, start: int, room: str) -> PlacedSession:
        programme = self._edited(self.snapshot.instance, self.snapshot.programme, day, start, room)
        return programme.session[self.name]

    def _edited(self, instance: Instance, programme: Programme, day: str, start: int, room: str) -> Programme:
        if self.name in programme.session:
            move = MoveEdit.model_construct(session=self.name, day=day, start=start, room=room)
            return carry_out(instance, programme, move)
        return carry_out(
            instance, programme, PutBackEdit.model_construct(name=self.name, day=day, start=start, room=room)
        )

    def _moved(self, instance: Instance, programme: Programme, placed: PlacedSession) -> Programme:
        return self._edited(instance, programme, placed.day, placed.start, placed.room)

    def _mark(self, day: str, start: int, room: str) -> tuple[tuple[object, ...], PlacementMark]:
        """One mark, and what it is sorted by."""
        here = self.now is not None and (self.now.day, self.now.start, self.now.room) == (day, start, room)
        broken = tuple(self._broken(day, start, room))
        if broken:
            kind, words = MarkKind.FORBIDDEN, _forbidden_words(broken)
            return (2, len(broken)), PlacementMark(day, start, room, kind, here, words, broken)
        values = self.goals.at(self._there(day, start, room))
        steps = tuple(self._steps(values))
        worse = bool(steps) and steps[0].is_worse
        kind = MarkKind.POSSIBLE if worse else MarkKind.FREE
        rank = (1 if worse else 0, *(values[goal.id] for goal in self.order))
        return rank, PlacementMark(day, start, room, kind, here, _words(here, steps), (), steps)

    def _broken(self, day: str, start: int, room: str) -> Iterator[BrokenPlacementRule]:
        """The rules that the session breaks there, and those that it breaks in every place."""
        if (day, room) not in self._near:
            self._near[day, room] = self.surroundings.near(day, room)
        instance, programme = self._near[day, room]
        close = self.surroundings.close_to(programme.sessions, self._there(day, start, room))
        programme = restricted_programme(programme, close, self.name)
        facts = gather(instance, self._edited(instance, programme, day, start, room))
        for violation in self.everywhere:
            yield self._line(violation)
        for rule in _PLACEMENT_FUNCTIONS:
            for violation in rule(facts):
                if self.name in violation.sessions or not violation.sessions:
                    yield self._line(violation)

    def _line(self, violation: Violation) -> BrokenPlacementRule:
        others = tuple(session for session in violation.sessions if session != self.name)
        who = tuple(map(without_addresses, violation.who))
        return BrokenPlacementRule(violation.rule, without_addresses(violation.sentence), who, others)

    def _steps(self, values: dict[str, int]) -> Iterator[GoalStep]:
        """The goals that differ from those of the present programme, in the policy's order, without the tie-break."""
        now = self.snapshot.verdict.scores
        for goal in self.order:
            if goal.id != TIE_BREAK and values[goal.id] != now[goal.id]:
                yield GoalStep(goal.id, goal_name(goal.id), now[goal.id], values[goal.id])


def _places(instance: Instance, minutes: int) -> Iterator[tuple[str, int, str]]:
    """Day, start and room of every slot of every room in which a session of this length ends before midnight."""
    for room in instance.rooms:
        starts = ((slot.day, slot.start) for slot in instance.slots if slot.grid == room.grid)
        for day, start in dict.fromkeys(starts):
            if start + minutes <= MINUTES_PER_DAY:
                yield day, start, room.id


def _forbidden_words(broken: tuple[BrokenPlacementRule, ...]) -> str:
    more = f" And {number_of(len(broken) - 1, 'rule')} more." if len(broken) > 1 else ""
    return f"Not possible: {broken[0].sentence}{more}"


def _words(here: bool, steps: tuple[GoalStep, ...]) -> str:
    changes = "; ".join(f"{step.name} {step.before:,} → {step.after:,}" for step in steps)
    if here and not steps:
        return "It is here now."
    if not steps:
        return "Free, and as good."
    return f"Possible at a cost: {changes}." if steps[0].is_worse else f"Free, and better: {changes}."
