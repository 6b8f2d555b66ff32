"""The decision variables of the model, and expressions over them for constraints and objectives.

- ``place[session, option]``: the session stands there.
- ``granted[request]``; ``takes_part[request, session]``: the request is held in that session.
- ``here[request, session, position]``: it is held there, and the session stands at that time in that area.
  One boolean for each keeps what follows from a coalition's whereabouts linear: clashes, local hours, walking.

Where rooms are not decided, ``time[session, position]`` takes the place of ``place``, and what depends on rooms alone
is left out: whatever is feasible in full is feasible so too, which is what bounds rest on.

With `switches` on, every demand can be lifted, a demand being a rule as far as it is about one row: its constraints
hold only while its switch is true. That is how demands that cannot hold together are found; it costs strength, so
the search for programmes does without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ortools.sat.python import cp_model

from scheduler.core.instance import Request
from scheduler.model.demands import Demand, Subject, causes
from scheduler.model.placement_rules import bearable, objections, objections_of_participant, possible
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
    position: Interval
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
    place: dict[tuple[str, CandidatePlacement], cp_model.IntVar] = field(default_factory=dict)
    granted: dict[str, cp_model.IntVar] = field(default_factory=dict)
    takes_part: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)
    held: dict[str, cp_model.IntVar] = field(default_factory=dict)
    options: dict[str, tuple[CandidatePlacement, ...]] = field(default_factory=dict)
    here: dict[tuple[str, str], dict[Interval, Expression]] = field(default_factory=dict)
    presences: dict[str, list[Presence]] = field(default_factory=dict)
    standing: dict[str, dict[Interval, Expression]] = field(default_factory=dict)

    # Constraints, each under the name of its rule and, where it is about one, the row.

    def require(self, rule: str, constraint: cp_model.BoundedLinearExpression | bool, about: Subject = NOBODY) -> None:
        """Add a linear constraint of a rule."""
        if constraint is True:
            return
        added = self.model.add_bool_or([]) if constraint is False else self.model.add(constraint)
        if self.switches is not None:
            added.only_enforce_if(self.switch(Demand(rule, about)))

    def forbid(self, rule: str, literal: Expression, about: Subject = NOBODY) -> None:
        self.require(rule, literal == 0, about)

    def at_most_one(self, rule: str, terms: Iterable[Expression], about: Subject = NOBODY) -> None:
        """Add that at most one of several zero-or-one expressions is one: natively, where all are literals."""
        listed = list(terms)
        if len(listed) < 2:
            return
        literals = _literals(listed)
        if literals is not None and self.switches is None:
            self.model.add_at_most_one(literals)
        else:
            self.require(rule, cp_model.LinearExpr.sum(listed) <= 1, about)

    def at_least_one(
        self, rule: str, literals: Iterable[cp_model.IntVar], condition: cp_model.IntVar, about: Subject = NOBODY
    ) -> None:
        """Add that at least one of several literals is true if the condition is."""
        clause = self.model.add_bool_or([*literals, ~condition])
        if self.switches is not None:
            clause.only_enforce_if(self.switch(Demand(rule, about)))

    def switch(self, demand: Demand) -> cp_model.IntVar:
        assert self.switches is not None
        if demand not in self.switches:
            self.switches[demand] = self.model.new_bool_var(f"demand {demand.rule} {demand.about.name}".rstrip())
        return self.switches[demand]

    # Questions.

    def at(self, session: PlannedSession) -> dict[Interval, Expression]:
        """The intervals that a session can take, each with its literal: a sum of literals where several rooms do."""
        if session.id not in self.standing:
            self.standing[session.id] = self._at(session)
        return self.standing[session.id]

    def _at(self, session: PlannedSession) -> dict[Interval, Expression]:
        if session.given:
            return {session.given.position: 1}
        found: dict[Interval, list[cp_model.IntVar]] = {}
        for option in self.options[session.id]:
            if self.rooms_decided:
                found.setdefault(option.position, []).append(self.place[session.id, option])
            else:
                found.setdefault(option.position, [self.time[session.id, option.position]])
        return {position: _sum(literals) for position, literals in found.items()}

    def stands_otherwise(
        self, session: PlannedSession, fits: Callable[[CandidatePlacement], bool]
    ) -> Iterator[cp_model.IntVar]:
        """The literals of a session's candidate placements that do not fit."""
        if self.rooms_decided:
            yield from (self.place[session.id, o] for o in self.options[session.id] if not fits(o))
            return
        fitting = {option.position for option in self.options[session.id] if fits(option)}
        yield from (self.time[session.id, position] for position in self.at(session) if position not in fitting)

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

    def whereabouts(self, request: Request) -> Iterator[tuple[PlannedSession, Interval, Expression]]:
        """The sessions and intervals in which a request could be held, each with its literal."""
        for session in self.prepared.routes[request.id]:
            for position, literal in self.here.get((request.id, session.id), {}).items():
                yield session, position, literal


def by_time(at: dict[Interval, Expression]) -> dict[TimeInterval, Expression]:
    """Join intervals that differ in their area only."""
    joined: dict[TimeInterval, list[Expression]] = {}
    for position, literal in at.items():
        joined.setdefault((position.day, position.start, position.end), []).append(literal)
    return {interval: _sum(literals) for interval, literals in joined.items()}


def decide(prepared: Prepared, with_switches: bool = False, rooms_decided: bool = True) -> DecisionVariables:
    """Create all decision variables and the constraints that link them."""
    decisions = DecisionVariables(prepared, cp_model.CpModel(), {} if with_switches else None, rooms_decided)
    for request in prepared.instance.requests:
        decisions.granted[request.id] = decisions.model.new_bool_var(f"granted {request.id}")
    for session in prepared.decided:
        _place(decisions, session)
    for request in prepared.instance.requests:
        _take_part(decisions, request)
    return decisions


def _place(decisions: DecisionVariables, session: PlannedSession) -> None:
    """Create a literal for each candidate placement of a session, or for each interval where rooms are not decided."""
    model, request = decisions.model, session.request
    held = decisions.granted[request.id] if request else model.new_bool_var(f"held {session.id}")
    decisions.held[session.id] = held
    if decisions.switches is None:
        decisions.options[session.id] = possible(decisions.prepared, session)
    else:
        decisions.options[session.id] = session.options
    for option in decisions.options[session.id]:
        if decisions.rooms_decided:
            _place_there(decisions, session, option)
        elif (session.id, option.position) not in decisions.time:
            name = f"{session.id} at {option.position}"
            decisions.time[session.id, option.position] = model.new_bool_var(name)
    _one_if(model, decisions.at(session).values(), held)


def _place_there(decisions: DecisionVariables, session: PlannedSession, option: CandidatePlacement) -> None:
    room, day, start = option.key
    literal = decisions.model.new_bool_var(f"place {session.id} in {room} on {day} at {start}")
    decisions.place[session.id, option] = literal
    if decisions.switches is not None:
        for rule in objections(decisions.prepared, session, session.needs, option):
            for about in causes(decisions.prepared, session, session.needs, option, rule):
                decisions.forbid(rule, literal, about)


def _take_part(decisions: DecisionVariables, request: Request) -> None:
    """Create the literals of a request's routes and of its interval in each."""
    prepared, model = decisions.prepared, decisions.model
    routes = prepared.routes[request.id]
    for session in routes:
        key = (request.id, session.id)
        if session.request:
            decisions.takes_part[key] = decisions.granted[request.id]
            decisions.here[key] = decisions.at(session)
        else:
            decisions.takes_part[key] = model.new_bool_var(f"{request.id} in {session.id}")
            _share(decisions, request, session)
    _one_if(model, (decisions.takes_part[request.id, s.id] for s in routes), decisions.granted[request.id])


def _share(decisions: DecisionVariables, request: Request, session: PlannedSession) -> None:
    """Link a request's part in a shared session to the session's interval, less placements that its needs exclude."""
    prepared, model = decisions.prepared, decisions.model
    needs, takes_part = prepared.needs[request.id], decisions.takes_part[request.id, session.id]
    key = (request.id, session.id)
    if session.given:
        for rule in objections_of_participant(prepared, needs, session.given):
            for about in causes(prepared, session, needs, session.given, rule):
                decisions.forbid(rule, takes_part, about)
        decisions.here[key] = {session.given.position: takes_part}
        return
    model.add_implication(takes_part, decisions.held[session.id])
    here: dict[Interval, Expression] = {}
    for position, places in _bearable(decisions, session, needs, takes_part).items():
        literal = model.new_bool_var(f"{request.id} in {session.id} at {position}")
        at_least_one_if(model, places, literal)
        here[position] = literal
    _one_if(model, here.values(), takes_part)
    decisions.here[key] = here


def _bearable(
    decisions: DecisionVariables, session: PlannedSession, needs: Needs, takes_part: cp_model.IntVar
) -> dict[Interval, list[Expression]]:
    """The intervals of a session that these needs allow, each with the literals of its placements."""
    prepared, options = decisions.prepared, decisions.options[session.id]
    found: dict[Interval, list[Expression]] = {}
    if decisions.switches is not None:
        for option in options:
            literal = decisions.place[session.id, option]
            found.setdefault(option.position, []).append(literal)
            for rule in objections_of_participant(prepared, needs, option):
                for about in causes(prepared, session, needs, option, rule):
                    decisions.at_most_one(rule, (takes_part, literal), about)
        return found
    for option in bearable(prepared, needs, options):
        if decisions.rooms_decided:
            found.setdefault(option.position, []).append(decisions.place[session.id, option])
        else:
            found.setdefault(option.position, [decisions.time[session.id, option.position]])
    return found


def _one_if(model: cp_model.CpModel, literals: Iterable[Expression], condition: cp_model.IntVar) -> None:
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
