"""Constraint on teams: interpreters, captioners and others serve a limited number of sessions at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.core.vocabulary import Service
from scheduler.model.demands import Subject
from scheduler.model.prepare import Interval, Needs, PlannedSession
from scheduler.model.presence_constraints import any_of, overlap_cliques
from scheduler.model.registry import rule
from scheduler.model.variables import DecisionVariables, Expression


@rule
def service_teams(decisions: DecisionVariables) -> None:
    """No more sessions use a service at one time than there are teams for it."""
    for team in decisions.prepared.instance.teams:
        subject = Subject("team", team.service)
        for clique in overlap_cliques(_service_intervals(decisions, team.service)):
            if len(clique) > team.number:
                decisions.require("service_teams", cp_model.LinearExpr.sum(clique) <= team.number, subject)


def uses(needs: Needs, service: Service) -> bool:
    """Whether a participant with these needs uses a service; captions need a captioner."""
    return service in needs.services or (needs.captions and service is Service.CAPTIONING)


def _service_intervals(decisions: DecisionVariables, service: Service) -> Iterator[tuple[Interval, Expression]]:
    """The intervals in which sessions could use a service, each with its literal."""
    for session in decisions.prepared.sessions.values():
        if uses(session.needs, service):
            yield from decisions.interval_literals(session).items()
        else:
            yield from _with_participants(decisions, session, service)


def _with_participants(
    decisions: DecisionVariables, session: PlannedSession, service: Service
) -> Iterator[tuple[Interval, Expression]]:
    """The intervals of a session that uses a service only if one of its participants needs it."""
    literals_by_interval: dict[Interval, list[Expression]] = {}
    for request, _ in decisions.members(session):
        if uses(decisions.prepared.needs[request.id], service):
            for interval, literal in decisions.participation.get((request.id, session.id), {}).items():
                literals_by_interval.setdefault(interval, []).append(literal)
    for interval, literals in literals_by_interval.items():
        yield interval, any_of(decisions, literals, f"{service} in {session.id} at {interval}")
