"""Find the most different programme of equal objective values, to show that an optimum is not unique.

What counts as different is what people notice: for each request whether it is granted, and if it is in both
programmes, its partners and, unless it takes place beside the programme, its day. `scheduler.diff.deciding_changes`
counts the same.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Score
from scheduler.core.vocabulary import IN_PROGRAMME, Kind
from scheduler.model.admits import decided
from scheduler.model.build import BuiltModel, Objective, build
from scheduler.model.objectives import TIE_BREAK
from scheduler.model.prepare import PlannedSession
from scheduler.model.solver import evaluation_solver
from scheduler.model.variables import DecisionVariables, Expression
from scheduler.search.exact import ExactSearch, accept, minimise_objective, programme_of
from scheduler.search.options import SearchOptions, SearchProblem
from scheduler.search.result import Status
from scheduler.search.solver_run import Limit


@dataclass(frozen=True)
class Alternative:
    """A programme that is worse in no goal, the number of its changes, and an upper bound on that number."""

    programme: Programme
    changes: int
    changes_at_most: int


@dataclass(frozen=True)
class AlternativeResult:
    """The outcome of a search for an alternative: None where nothing was found in time.

    `objections` say why the independent check rejected what was found first, or later than the alternative.
    """

    alternative: Alternative | None
    objections: tuple[str, ...] = ()


def most_different(instance: Instance, programme: Programme, options: SearchOptions) -> AlternativeResult:
    """Maximise the changes from a programme while no goal of the policy's order becomes worse.

    `programme` breaks no rule and has a score for each of these goals; the tie-break alone is free, and made small in
    the end. Where a value of `programme` is not proven, what is found may be better in it: its scores say so.
    """
    limit = Limit(time.monotonic(), options.seconds, options.stop)
    built = build(instance)
    alike, most = likeness(built.decisions, programme)
    tie_break = [objective for objective in built.objectives if objective.goal == TIE_BREAK]
    search = ExactSearch(
        built=BuiltModel(built.prepared, built.decisions, (Objective("likeness", alike), *tie_break)),
        problem=SearchProblem(instance),
        options=options,
        limit=limit,
    )
    _cap_at_values(search, [objective for objective in built.objectives if objective.goal != TIE_BREAK], programme)
    for number, objective in enumerate(search.built.objectives):
        if not minimise_objective(search, number, objective):
            break
    if not search.scores:
        return AlternativeResult(None, search.objections)
    most_alike = search.scores[0]
    found = Alternative(_scored(search, programme), most - most_alike.value, most - (most_alike.bound or 0))
    return AlternativeResult(found, search.objections)


def _cap_at_values(search: ExactSearch, compared: list[Objective], programme: Programme) -> None:
    """Warm-start from a programme and cap every compared goal at its value there."""
    decisions = search.built.decisions
    decisions.model.clear_hints()  # type: ignore[no-untyped-call]
    for literal, value in decided(decisions, programme):
        decisions.model.add_hint(literal, value)
    decisions.model.minimize(sum(objective.expression for objective in (*compared, *search.built.objectives)))
    solver = evaluation_solver(fix_to_hints=True)
    claimed = {score.goal: score.value for score in programme.scores}
    if solver.solve(decisions.model) != cp_model.OPTIMAL:
        raise ValueError("the programme breaks a rule, so that nothing can be of equal value")
    for objective in compared:
        if solver.value(objective.expression) != claimed.get(objective.goal):
            raise ValueError(f"the programme does not have the value that it claims for {objective.goal}")
        decisions.model.add(objective.expression <= claimed[objective.goal])
    search.caps = {objective.goal: claimed[objective.goal] for objective in compared}
    if not accept(search, list(solver.response_proto.solution), {}, False):
        raise ValueError(f"the programme breaks a rule: {search.objections[0]}")


def _scored(search: ExactSearch, programme: Programme) -> Programme:
    """The incumbent with scores for all goals that were capped at the values of `programme`."""
    found = programme_of(search)
    scores = tuple(_score(score, search.values[score.goal]) for score in programme.scores if score.goal in search.caps)
    proven = all(score.proven for score in scores)
    status = (Status.PROVEN if proven else Status.BEST_FOUND).value
    provenance = found.provenance.model_copy(update={"status": status})
    return found.model_copy(update={"scores": scores, "provenance": provenance})


def _score(known: Score, value: int) -> Score:
    """A value with the lower bound known of a programme that is no better in any goal before.

    The bound holds for all programmes that keep the goals before it, and this one does; one that it contradicts is
    false. No value is below 0.
    """
    bound = None if known.bound is None or known.bound > value else known.bound
    if value == 0:
        bound = 0
    return known.model_copy(update={"value": value, "bound": bound, "proven": value == bound})


def likeness(decisions: DecisionVariables, programme: Programme) -> tuple[Expression, int]:
    """The number of decisions equal to those of a programme (to be minimised), and its largest possible value.

    A request that was refused counts one if it is again; one that was granted counts one on the same day and one with
    the same partners, and where it is refused now, as much as it would on another day and with others. The day of what
    takes place beside the programme does not count.
    """
    coalition_literals = {session.id: _coalitions_in(decisions, session) for session in decisions.prepared.joint}
    alike: Expression = 0
    most = 0
    for request in decisions.prepared.instance.requests:
        granted = decisions.granted[request.id]
        if request.id not in programme.granted:
            alike += 1 - granted
            most += 1
            continue
        if request.kind not in IN_PROGRAMME:
            alike += granted
            most += 1
            continue
        session = programme.session[programme.decision[request.id].session]
        on_that_day = [
            literal for _, position, literal in decisions.participation_literals(request) if position.day == session.day
        ]
        # Granted on another day and refused are one change each.
        alike += sum(on_that_day)
        most += 1
        if request.kind is Kind.JOINT:
            alike += 1 - granted + _same_partners(decisions, request.id, set(session.coalitions), coalition_literals)
            most += 1
    return alike, most


def _same_partners(
    decisions: DecisionVariables,
    request: str,
    members: set[str],
    coalition_literals: dict[str, dict[str, cp_model.IntVar]],
) -> cp_model.IntVar:
    """A literal: 1 where a request's joint session has exactly these members; 0 otherwise, by minimisation."""
    same = decisions.model.new_bool_var(f"{request} with the same partners")
    for session in decisions.prepared.routes[request]:
        coalitions = coalition_literals[session.id]
        if members <= set(coalitions):
            missing = sum(1 - coalitions[member] for member in members)
            strangers = sum(literal for coalition, literal in coalitions.items() if coalition not in members)
            decisions.model.add(same >= decisions.takes_part[request, session.id] - missing - strangers)
    return same


def _coalitions_in(decisions: DecisionVariables, session: PlannedSession) -> dict[str, cp_model.IntVar]:
    """Whether each coalition takes part in a session, through whichever request."""
    literals: dict[str, list[cp_model.IntVar]] = {}
    for request, literal in decisions.members(session):
        literals.setdefault(request.coalition, []).append(literal)
    joined: dict[str, cp_model.IntVar] = {}
    for coalition, several in literals.items():
        joined[coalition] = several[0]
        if len(several) > 1:
            joined[coalition] = decisions.model.new_bool_var(f"{coalition} in {session.id}")
            decisions.model.add_max_equality(joined[coalition], several)
    return joined
