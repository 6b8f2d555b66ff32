"""Fix published and pinned sessions, unless released or infeasible in their placement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.catalogue.change_kinds import PUBLISHED
from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import OWN_KINDS, PinVerb, State
from scheduler.intake.amendments import Amended, amend
from scheduler.replan.previous_programme import carried_over
from scheduler.verify import check


def impossible_placements(instance: Instance, before: Programme) -> dict[str, str]:
    """Sessions whose placement breaks a rule of this instance, each with the sentence of the first violation."""
    sentence_of: dict[str, str] = {}
    for violation in check(instance, carried_over(instance, before)).violations:
        if violation.rule != "pins":
            for session in violation.sessions:
                sentence_of.setdefault(session, violation.sentence)
    return sentence_of


def release_impossible(instance: Instance, before: Programme, sentences: dict[str, str]) -> list[Amended]:
    """Release the pins on sessions whose placement is infeasible, one amendment after the other."""
    released: list[Amended] = []
    for session in sentences:
        about = {session, *(d.request for d in before.decisions if d.granted and d.session == session)}
        for subject in dict.fromkeys(pin.subject for pin in instance.pins if pin.subject in about):
            released.append(amend(released[-1].instance if released else instance, f"release {subject}"))
    return released


def with_published_pinned(instance: Instance, before: Programme, movable: Iterable[str]) -> Instance:
    """The instance with every published session pinned to its placement, and the requests in it to the session.

    `movable` are ids of sessions and requests that may move all the same.
    """
    may_move = frozenset(movable)
    pins = tuple(
        pin
        for placed in before.sessions
        if placed.state is State.PUBLISHED and placed.id not in may_move
        for pin in _pins(instance, before, placed)
        if pin.subject not in may_move
    )
    return instance.model_copy(update={"pins": (*instance.pins, *pins)})


def _pins(instance: Instance, before: Programme, placed: PlacedSession) -> Iterator[Pin]:
    """A pin for the session, unless it is given or no longer in the sheets, and one for each request held in it."""
    host = instance.session.get(placed.id)
    inside = [
        decision.request
        for decision in before.decisions
        if decision.granted and decision.session == placed.id and decision.request in instance.request
    ]
    if (host and host.place is None) or (not host and inside):
        there = {"room": placed.room, "day": placed.day, "start": placed.start}
        yield Pin(verb=PinVerb.PLACE, subject=placed.id, note=PUBLISHED, **there)
    for request in inside:
        if instance.request[request].kind not in OWN_KINDS and (host or placed.type is None):
            yield Pin(verb=PinVerb.PLACE, subject=request, session=placed.id, note=PUBLISHED)
