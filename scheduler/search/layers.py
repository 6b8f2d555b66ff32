"""Solve in two layers where the policy says so: the host programme first, or the coalitions first.

The first layer is solved alone and then fixed. Lower bounds for the full instance come only from the relaxation to
the coalitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.core.instance import Instance, Pin, Placement
from scheduler.core.programme import LeftOut, PlacedSession, Programme, Score
from scheduler.core.vocabulary import Layers, PinVerb
from scheduler.model.assignment import assignment_in
from scheduler.model.prepare import prepare
from scheduler.search.large.large_search import evaluate
from scheduler.search.large.relaxations import coalitions_alone
from scheduler.search.result import Result, Status
from scheduler.verify import check
from scheduler.verify.objections import objections

FIRST_SHARE = 0.6
"""Share of the time limit for the first layer."""

Solve = Callable[[Instance, float | None], Result]
"""Solves an instance within a time limit in seconds (None: no limit)."""


def in_layers(instance: Instance) -> bool:
    """Whether the instance has two layers and the policy wants one before the other."""
    free = any(session.place is None for session in instance.sessions)
    return free and bool(instance.requests) and instance.policy.layers is not Layers.TOGETHER


def solve_in_layers(instance: Instance, solve: Solve, seconds: float | None) -> Result:
    """Solve the first layer, fix it, and solve the second around it."""
    instance_of_both = _together(instance)
    host_first = instance.policy.layers is Layers.HOST_FIRST
    first_layer = _host_programme(instance_of_both) if host_first else coalitions_alone(instance_of_both)
    first = solve(first_layer, FIRST_SHARE * seconds if seconds else None)
    if first.programme is None:
        return first
    fixed = _with_places if host_first else _with_pins
    seconds_left = max(1.0, seconds - first.seconds) if seconds else None
    second = solve(fixed(instance_of_both, first.programme), seconds_left)
    if second.programme is None:
        return second
    return _result(instance, first, second.programme, second)


def _together(instance: Instance) -> Instance:
    policy = instance.policy.model_copy(update={"layers": Layers.TOGETHER})
    return instance.model_copy(update={"policy": policy})


def _host_programme(instance: Instance) -> Instance:
    """The instance without the coalitions' requests."""
    pins = tuple(pin for pin in instance.pins if pin.subject in instance.session)
    return instance.model_copy(update={"requests": (), "pins": pins})


def _with_places(instance: Instance, first: Programme) -> Instance:
    """The instance with the placements of the host programme fixed."""

    def placement_of(placed: PlacedSession) -> Placement:
        return Placement(room=placed.room, day=placed.day, start=placed.start)

    sessions = tuple(
        session.model_copy(update={"place": placement_of(first.session[session.id])})
        for session in instance.sessions
        if session.id in first.session
    )
    remaining = {session.id for session in sessions}
    relations = tuple(r for r in instance.relations if r.one in remaining and r.other in remaining)
    return instance.model_copy(update={"sessions": sessions, "relations": relations})


def _with_pins(instance: Instance, first: Programme) -> Instance:
    """The instance with the coalitions' decisions pinned."""
    return instance.model_copy(update={"pins": (*instance.pins, *_pins(instance, first))})


def _pins(instance: Instance, first: Programme) -> Iterator[Pin]:
    for decision in first.decisions:
        if not decision.granted:
            yield Pin(verb=PinVerb.REFUSE, subject=decision.request)
            continue
        session = first.session[decision.session]
        yield Pin(
            verb=PinVerb.PLACE,
            subject=decision.request,
            session=session.id,
            room=session.room,
            day=session.day,
            start=session.start,
        )


def _result(instance: Instance, first: Result, programme: Programme, second: Result) -> Result:
    """The programme re-evaluated for the original instance, if the independent check accepts it there."""
    assert first.programme is not None
    seconds, prepared = first.seconds + second.seconds, prepare(instance)
    goals = tuple(score.goal for score in programme.scores)
    values = evaluate(prepared, assignment_in(prepared, programme), goals)
    if values is None:
        return Result(Status.REJECTED, None, seconds, objections=("The two layers break a rule together.",))
    alone = {score.goal: score for score in first.programme.scores}
    scores = tuple(_score(goal, values[goal], alone.get(goal)) for goal in goals)
    complete = _for_whole(instance, programme).model_copy(update={"scores": scores})
    rejected = tuple(objections(complete, check(instance, complete)))
    if rejected:
        return Result(Status.REJECTED, None, seconds, objections=rejected)
    status = Status.STOPPED if Status.STOPPED in (first.status, second.status) else Status.BEST_FOUND
    return Result(status, complete, seconds, objections=first.objections + second.objections)


def _for_whole(instance: Instance, programme: Programme) -> Programme:
    """The second layer's programme as one of the original instance."""
    given = {session.id for session in instance.sessions if session.place}
    sessions = tuple(placed.model_copy(update={"given": placed.id in given}) for placed in programme.sessions)
    provenance = programme.provenance.model_copy(
        update={"instance_sha256": instance.sha256, "status": Status.BEST_FOUND.value}
    )
    left_out = tuple(LeftOut(session=name) for name in instance.session if name not in programme.session)
    return programme.model_copy(update={"sessions": sessions, "left_out": left_out, "provenance": provenance})


def _score(goal: str, value: int, alone: Score | None) -> Score:
    """The score of a goal, bounded by what the first layer reaches alone; 0 is proven whatever was looked at."""
    if value == 0:
        return Score.of(goal, value)
    return Score(goal=goal, value=value, bound=alone.bound if alone else None, proven=False)
