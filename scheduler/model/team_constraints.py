"""Constraint on teams: interpreters, captioners and others who serve a limited number of sessions at once."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.core.vocabulary import Service
from scheduler.model.demands import Subject
from scheduler.model.prepare import Interval, Needs, PlannedSession
from scheduler.model.presence_constraints import any_of, at_each_start
from scheduler.model.registry import rule
from scheduler.model.variables import DecisionVariables, Expression


@rule
def service_teams(decisions: DecisionVariables) -> None:
    """No more sessions use a service at one time than there are teams for it."""
    for team in decisions.prepared.instance.teams:
        about = Subject("team", team.service)
        for together in at_each_start(_stays(decisions, team.service)):
            if len(together) > team.number:
                decisions.require("service_teams", cp_model.LinearExpr.sum(together) <= team.number, about)


def uses(needs: Needs, service: Service) -> bool:
    """Whether somebody with these needs uses a service; captions come from a captioner."""
    return service in needs.services or (needs.captions and service is Service.CAPTIONING)


def _stays(decisions: DecisionVariables, service: Service) -> Iterator[tuple[Interval, Expression]]:
    """The intervals in which sessions could use a service, each with the literal that one does."""
    for session in decisions.prepared.sessions.values():
        if uses(session.needs, service):
            yield from decisions.at(session).items()
        else:
            yield from _with_participants(decisions, session, service)


def _with_participants(
    decisions: DecisionVariables, session: PlannedSession, service: Service
) -> Iterator[tuple[Interval, Expression]]:
    """The same for a session that uses a service only if a participant needs it."""
    needy: dict[Interval, list[Expression]] = {}
    for request, _ in decisions.members(session):
        if uses(decisions.prepared.needs[request.id], service):
            for position, literal in decisions.here.get((request.id, session.id), {}).items():
                needy.setdefault(position, []).append(literal)
    for position, literals in needy.items():
        yield position, any_of(decisions, literals, f"{service} in {session.id} at {position}")
