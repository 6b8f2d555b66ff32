"""The decision variables of the model, and expressions over them for constraints and objectives.

- ``placed[session, option]``: the session has this candidate placement; ``takes_place[session]``: it has one.
- ``granted[request]``; ``takes_part[request, session]``: the request is held in that session.
- ``participation[request, session][interval]``: it is held there, and the session has that interval, which includes
  the area. With these literals, conflicts, local hours and walking of a coalition are linear.

Where rooms are not decided, ``time[session, interval]`` replaces ``placed``, and constraints on rooms alone are left
out. This is a relaxation: its optimum is a lower bound.

With `switches`, a literal enforces each demand (a rule applied to one row), to find minimal conflicts. Enforced
constraints are weaker, so the search for programmes uses none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ortools.sat.python import cp_model

from scheduler.core.instance import Request
from scheduler.model.demands import Demand, Subject, causes
from scheduler.model.placement_rules import acceptable_placements, objections, objections_of_participant, possible
from scheduler.model.prepare import CandidatePlacement, Interval, Needs, PlannedSession, Prepared

NOBODY = Subject()
"""The subject of a constraint that concerns no single row."""

Expression: TypeAlias = cp_model.LinearExpr | int
"""A linear expression; a bool variable stands for zero or one."""


TimeInterval = tuple[str, int, int]
"""Day, start and end in minutes after midnight."""


@dataclass(frozen=True)
class Presence:
    """A person's presence in a session during an interval, with its literal; given if it is fixed."""

    session: str
    interval: Interval
    literal: Expression
    given: bool = False


@dataclass
class DecisionVariables:
    """A CP-SAT model under construction, with its variables by meaning."""

    prepared: Prepared
    model: cp_model.CpModel
    switches: dict[Demand, cp_model.IntVar] | None = None
    rooms_decided: bool = True
    time: dict[tuple[str, Interval], cp_model.IntVar] = field(default_factory=dict)
    placed: dict[tuple[str, CandidatePlacement], cp_model.IntVar] = field(default_factory=dict)
    granted: dict[str, cp_model.IntVar] = field(default_factory=dict)
    takes_part: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)
    takes_place: dict[str, cp_model.IntVar] = field(default_factory=dict)
    options: dict[str, tuple[CandidatePlacement, ...]] = field(default_factory=dict)
    participation: dict[tuple[str, str], dict[Interval, Expression]] = field(default_factory=dict)
    presences: dict[str, list[Presence]] = field(default_factory=dict)
    interval_cache: dict[str, dict[Interval, Expression]] = field(default_factory=dict)

    # Constraints, each with the id of its rule and, if it concerns one, its row.

    def require(
        self, rule: str, constraint: cp_model.BoundedLinearExpression | bool, subject: Subject = NOBODY
    ) -> None:
        """Add a linear constraint of a rule."""
        if constraint is True:
            return
        added = self.model.add_bool_or([]) if constraint is False else self.model.add(constraint)
        if self.switches is not None:
            added.only_enforce_if(self.switch(Demand(rule, subject)))

    def forbid(self, rule: str, literal: Expression, subject: Subject = NOBODY) -> None:
        self.require(rule, literal == 0, subject)

    def at_most_one(self, rule: str, terms: Iterable[Expression], subject: Subject = NOBODY) -> None:
        """Add that at most one of several zero-or-one expressions is one: natively, where all are literals."""
        listed = list(terms)
        if len(listed) < 2:
            return
        literals = _literals(listed)
        if literals is not None and self.switches is None:
            self.model.add_at_most_one(literals)
        else:
            self.require(rule, cp_model.LinearExpr.sum(listed) <= 1, subject)

    def at_least_one(
        self, rule: str, literals: Iterable[cp_model.IntVar], condition: cp_model.IntVar, subject: Subject = NOBODY
    ) -> None:
        """Add that at least one of several literals is true if the condition is."""
        clause = self.model.add_bool_or([*literals, ~condition])
        if self.switches is not None:
            clause.only_enforce_if(self.switch(Demand(rule, subject)))

    def switch(self, demand: Demand) -> cp_model.IntVar:
        assert self.switches is not None
        if demand not in self.switches:
            self.switches[demand] = self.model.new_bool_var(f"demand {demand.rule} {demand.subject.name}".rstrip())
        return self.switches[demand]

    # Expressions.

    def interval_literals(self, session: PlannedSession) -> dict[Interval, Expression]:
        """The intervals that a session can take, each with its literal: a sum of literals for several rooms."""
        if session.id not in self.interval_cache:
            self.interval_cache[session.id] = self._interval_literals(session)
        return self.interval_cache[session.id]

    def _interval_literals(self, session: PlannedSession) -> dict[Interval, Expression]:
        if session.given:
            return {session.given.interval: 1}
        literals_by_interval: dict[Interval, list[cp_model.IntVar]] = {}
        for option in self.options[session.id]:
            if self.rooms_decided:
                literals_by_interval.setdefault(option.interval, []).append(self.placed[session.id, option])
            else:
                literals_by_interval.setdefault(option.interval, [self.time[session.id, option.interval]])
        return {interval: _sum(literals) for interval, literals in literals_by_interval.items()}

    def literals_not_fitting(
        self, session: PlannedSession, fits: Callable[[CandidatePlacement], bool]
    ) -> Iterator[cp_model.IntVar]:
        """The literals of a session's candidate placements for which `fits` is False."""
        if self.rooms_decided:
            yield from (self.placed[session.id, o] for o in self.options[session.id] if not fits(o))
            return
        fitting = {option.interval for option in self.options[session.id] if fits(option)}
        yield from (
            self.time[session.id, interval] for interval in self.interval_literals(session) if interval not in fitting
        )

    def rooms_at(self, session: PlannedSession) -> dict[TimeInterval, frozenset[str]]:
        """The rooms of a session's candidate placements, by interval."""
        rooms: dict[TimeInterval, set[str]] = {}
        for option in self.options[session.id]:
            rooms.setdefault((option.day, option.start, option.end), set()).add(option.room.id)
        return {interval: frozenset(names) for interval, names in rooms.items()}

    def is_granted(self, requests: Iterable[Request]) -> Expression:
        return _sum(self.granted[request.id] for request in requests)

    def members(self, session: PlannedSession) -> Iterator[tuple[Request, cp_model.IntVar]]:
        """The requests that a session could hold, each with its literal."""
        for request in self.prepared.instance.requests:
            if (request.id, session.id) in self.takes_part:
                yield request, self.takes_part[request.id, session.id]

    def participation_literals(self, request: Request) -> Iterator[tuple[PlannedSession, Interval, Expression]]:
        """The sessions and intervals in which a request could be held, each with the literal of its participation."""
        for session in self.prepared.routes[request.id]:
            for interval, literal in self.participation.get((request.id, session.id), {}).items():
                yield session, interval, literal


def by_time(literals: dict[Interval, Expression]) -> dict[TimeInterval, Expression]:
    """Join intervals that differ in their area only."""
    joined: dict[TimeInterval, list[Expression]] = {}
    for interval, literal in literals.items():
        joined.setdefault((interval.day, interval.start, interval.end), []).append(literal)
    return {time_interval: _sum(literals) for time_interval, literals in joined.items()}


def decide(prepared: Prepared, with_switches: bool = False, rooms_decided: bool = True) -> DecisionVariables:
    """Create all decision variables and the constraints that link them."""
    decisions = DecisionVariables(prepared, cp_model.CpModel(), {} if with_switches else None, rooms_decided)
    for request in prepared.instance.requests:
        decisions.granted[request.id] = decisions.model.new_bool_var(f"granted {request.id}")
    for session in prepared.decided:
        _add_placement_literals(decisions, session)
    for request in prepared.instance.requests:
        _add_participation_literals(decisions, request)
    return decisions


def _add_placement_literals(decisions: DecisionVariables, session: PlannedSession) -> None:
    """Add a literal for each candidate placement of a session, or for each interval if rooms are not decided."""
    model, request = decisions.model, session.request
    takes_place = decisions.granted[request.id] if request else model.new_bool_var(f"held {session.id}")
    decisions.takes_place[session.id] = takes_place
    if decisions.switches is None:
        decisions.options[session.id] = possible(decisions.prepared, session)
    else:
        decisions.options[session.id] = session.options
    for option in decisions.options[session.id]:
        if decisions.rooms_decided:
            _add_placement_literal(decisions, session, option)
        elif (session.id, option.interval) not in decisions.time:
            name = f"{session.id} at {option.interval}"
            decisions.time[session.id, option.interval] = model.new_bool_var(name)
    _exactly_one_if(model, decisions.interval_literals(session).values(), takes_place)


def _add_placement_literal(decisions: DecisionVariables, session: PlannedSession, option: CandidatePlacement) -> None:
    room, day, start = option.key
    literal = decisions.model.new_bool_var(f"place {session.id} in {room} on {day} at {start}")
    decisions.placed[session.id, option] = literal
    if decisions.switches is not None:
        for rule in objections(decisions.prepared, session, session.needs, option):
            for subject in causes(decisions.prepared, session, session.needs, option, rule):
                decisions.forbid(rule, literal, subject)


def _add_participation_literals(decisions: DecisionVariables, request: Request) -> None:
    """Add the literals of a request's routes, and of its intervals in each."""
    prepared, model = decisions.prepared, decisions.model
    routes = prepared.routes[request.id]
    for session in routes:
        key = (request.id, session.id)
        if session.request:
            decisions.takes_part[key] = decisions.granted[request.id]
            decisions.participation[key] = decisions.interval_literals(session)
        else:
            decisions.takes_part[key] = model.new_bool_var(f"{request.id} in {session.id}")
            _link_shared_session(decisions, request, session)
    _exactly_one_if(model, (decisions.takes_part[request.id, s.id] for s in routes), decisions.granted[request.id])


def _link_shared_session(decisions: DecisionVariables, request: Request, session: PlannedSession) -> None:
    """Link a request's participation in a shared session to the session's intervals that its needs allow."""
    prepared, model = decisions.prepared, decisions.model
    needs, takes_part = prepared.needs[request.id], decisions.takes_part[request.id, session.id]
    key = (request.id, session.id)
    if session.given:
        for rule in objections_of_participant(prepared, needs, session.given):
            for subject in causes(prepared, session, needs, session.given, rule):
                decisions.forbid(rule, takes_part, subject)
        decisions.participation[key] = {session.given.interval: takes_part}
        return
    model.add_implication(takes_part, decisions.takes_place[session.id])
    participation: dict[Interval, Expression] = {}
    for interval, placement_literals in _acceptable_intervals(decisions, session, needs, takes_part).items():
        literal = model.new_bool_var(f"{request.id} in {session.id} at {interval}")
        at_least_one_if(model, placement_literals, literal)
        participation[interval] = literal
    _exactly_one_if(model, participation.values(), takes_part)
    decisions.participation[key] = participation


def _acceptable_intervals(
    decisions: DecisionVariables, session: PlannedSession, needs: Needs, takes_part: cp_model.IntVar
) -> dict[Interval, list[Expression]]:
    """The intervals of a session that these needs allow, each with the literals of its placements."""
    prepared, options = decisions.prepared, decisions.options[session.id]
    literals_by_interval: dict[Interval, list[Expression]] = {}
    if decisions.switches is not None:
        for option in options:
            literal = decisions.placed[session.id, option]
            literals_by_interval.setdefault(option.interval, []).append(literal)
            for rule in objections_of_participant(prepared, needs, option):
                for subject in causes(prepared, session, needs, option, rule):
                    decisions.at_most_one(rule, (takes_part, literal), subject)
        return literals_by_interval
    for option in acceptable_placements(prepared, needs, options):
        if decisions.rooms_decided:
            literals_by_interval.setdefault(option.interval, []).append(decisions.placed[session.id, option])
        else:
            literals_by_interval.setdefault(option.interval, [decisions.time[session.id, option.interval]])
    return literals_by_interval


def _exactly_one_if(model: cp_model.CpModel, literals: Iterable[Expression], condition: cp_model.IntVar) -> None:
    """Exactly one of several literals is true if the condition is, and none if it is not."""
    listed = list(literals)
    variables = _literals(listed)
    if variables is not None:
        model.add_exactly_one([*variables, ~condition])
    else:
        model.add(_sum(listed) == condition)


def at_least_one_if(model: cp_model.CpModel, literals: Iterable[Expression], condition: cp_model.IntVar) -> None:
    """At least one of several literals is true if the condition is."""
    listed = list(literals)
    variables = _literals(listed)
    if variables is not None:
        model.add_bool_or([*variables, ~condition])
    else:
        model.add(_sum(listed) >= condition)


def _literals(expressions: Sequence[Expression]) -> list[cp_model.IntVar] | None:
    """The expressions as Boolean variables; None where one of them is something else."""
    variables = [expression for expression in expressions if isinstance(expression, cp_model.IntVar)]
    return variables if len(variables) == len(expressions) else None


def _sum(terms: Iterable[Expression]) -> Expression:
    listed = list(terms)
    return listed[0] if len(listed) == 1 else cp_model.LinearExpr.sum(listed)
