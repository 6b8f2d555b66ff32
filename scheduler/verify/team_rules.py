"""The rule on teams: who uses a service is said by `Facts.users`."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.core.clock import clock_text
from scheduler.core.phrases import listed, number_of
from scheduler.core.vocabulary import Service
from scheduler.verify.facts import Facts, SessionFacts, chronological
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def service_teams(facts: Facts) -> Iterator[Violation]:
    """No more sessions use a service at one time than there are teams for it."""
    for team in facts.instance.teams:
        for on_day in chronological(facts.service_users.get(team.service, ())).values():
            for begins in dict.fromkeys(session.placed.start for session in on_day):
                at_once = [session for session in on_day if session.placed.start <= begins < session.placed.end]
                if len(at_once) > team.number:
                    yield _too_many(team.service, team.number, begins, at_once)


def _too_many(service: Service, number: int, begins: int, at_once: list[SessionFacts]) -> Violation:
    when = f"on {at_once[0].placed.day} at {clock_text(begins)}"
    sessions = number_of(len(at_once), "session")
    who = tuple(dict.fromkeys(coalition for session in at_once for coalition in session.coalitions))
    names = listed(session.name for session in at_once)
    sentence = f"{sessions} at once {when} for {number_of(number, 'team')} ({service.value}): {names}."
    return Violation("service_teams", who, sentence, tuple(session.placed.id for session in at_once))
