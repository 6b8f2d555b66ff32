"""The rule on teams, and which services a session uses."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.clock import clock_text
from scheduler.verify.facts import Facts, Held, chronological, listed, number_of
from scheduler.verify.findings import Violation
from scheduler.verify.places import services_needed
from scheduler.vocabulary import Kind, Service


def service_teams(facts: Facts) -> Iterator[Violation]:
    """No more sessions use a service at one time than there are teams for it."""
    for team in facts.instance.teams:
        for on_day in chronological(held for held in facts.held if uses(facts, held, team.service)).values():
            for begins in dict.fromkeys(held.placed.start for held in on_day):
                at_once = [held for held in on_day if held.placed.start <= begins < held.placed.end]
                if len(at_once) > team.number:
                    yield _too_many(team.service, team.number, begins, at_once)


def uses(facts: Facts, held: Held, service: Service) -> bool:
    """Whether a session uses a service: it needs it, or somebody who takes part needs captions."""
    if service in services_needed(facts, held):
        return True
    return service is Service.CAPTIONING and any(
        facts.instance.coalition[request.coalition].captions and request.kind is not Kind.BOOTH
        for request in held.requests
    )


def _too_many(service: Service, number: int, begins: int, at_once: list[Held]) -> Violation:
    when = f"on {at_once[0].placed.day} at {clock_text(begins)}"
    sessions = number_of(len(at_once), "session")
    who = tuple(dict.fromkeys(coalition for held in at_once for coalition in held.coalitions))
    names = listed(held.name for held in at_once)
    sentence = f"{sessions} at once {when} for {number_of(number, 'team')} ({service.value}): {names}."
    return Violation("service_teams", who, sentence, tuple(held.placed.id for held in at_once))
