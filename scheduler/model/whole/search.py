"""From the first whole programme to better ones: coalitions alone, then times, then rooms, then part after part.

Every step begins from the best programme so far and never loses it; bounds found on the way stay.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import takewhile

from scheduler.catalogue import goal_order
from scheduler.instance import Instance
from scheduler.model.extract import Standing, standing_in
from scheduler.model.result import Progress, Result, Status
from scheduler.model.whole.improve import improve, open_workshop
from scheduler.model.whole.parts import OF_PLACES, coalitions_alone, elastic, sift
from scheduler.model.whole.state import LEFT_OUT, Bound, Values, Whole
from scheduler.model.whole.times import Timetable, timetable
from scheduler.processes import processes
from scheduler.programme import Programme, Settings

FREE_IN_ONE_MODEL = 60
"""Free sessions of the host programme up to which one model decides times and rooms."""

PLACES_IN_ONE_MODEL = 15_000
"""The same for their rooms and times, all counted."""

SHARE_OF_COALITIONS = 0.25
"""How much of the time coalitions alone may take."""

SHARE_OF_TIMES = {"same_theme_in_parallel": 0.35, "discomfort": 0.15}
"""How much of the time goes to times alone, for each goal that they decide."""

TIMES_SECONDS = 120.0
"""For each of these goals where the time has no limit."""

FIRST_SECONDS = 60.0
"""To find any times at all, before sessions may be left out."""


COALITION_SECONDS = 10.0
"""For each goal of coalitions where sessions are left out."""


def is_whole(instance: Instance) -> bool:
    """Whether a programme is too large for one model of times and rooms."""
    if sum(session.place is None for session in instance.sessions) <= FREE_IN_ONE_MODEL:
        return False
    return sum(len(session.options) for session in sift(instance).decided) > PLACES_IN_ONE_MODEL


def search_whole(
    instance: Instance,
    settings: Settings,
    solve_alone: Callable[[Instance, float | None], Result],
    on_progress: Callable[[Progress], None],
    on_programme: Callable[[Programme], None],
    stop: threading.Event,
    begun: float,
    start: Programme | None = None,
) -> Result:
    """The best whole programme found in the time, and what is proven of it.

    `solve_alone` solves the coalitions' part alone in so many seconds. The search goes on from `start` where it is
    given.
    """
    ordered = tuple(goal.id for goal in goal_order(instance.policy.order, instance.policy.principle))
    goals = ordered if LEFT_OUT in ordered else (LEFT_OUT, *ordered)
    whole = Whole(instance, goals, sift(elastic(instance)), settings, on_progress, on_programme, stop, begun)
    whole.bounds[LEFT_OUT] = Bound(0, {})
    if start:
        whole.offer(standing_in(whole.prepared, start))
    allowed = settings.seconds_allowed
    layer = solve_alone(coalitions_alone(instance), SHARE_OF_COALITIONS * allowed if allowed else None)
    if layer.status is Status.INFEASIBLE:
        return layer
    _bounds_of_layer(whole, layer.programme)
    table = _first_times(whole, layer.programme)
    if table:
        _offer(whole, table.with_rooms(whole))
        _better_times(whole, table)
    if whole.best is None:
        whole.offer(Standing({}, {}))
    number = 1 if settings.reproducible else settings.workers
    with processes(number, stop, open_workshop, (instance, goals)) as executor:
        improve(whole, executor, number)
    return whole.result()


def _bounds_of_layer(whole: Whole, layer: Programme | None) -> None:
    """What coalitions cannot have alone, each goal as far as those before are as good."""
    caps: Values = {}
    for score in layer.scores if layer else ():
        if score.bound is not None:
            whole.bounds[score.goal] = Bound(score.bound, dict(caps))
        caps[score.goal] = score.value


def _first_times(whole: Whole, layer: Programme | None) -> Timetable | None:
    """Times for everything, with coalitions getting what they can get at best; None if that is not found.

    Where there are none for all, as many sessions as possible get one, and coalitions what is then left.
    """
    begin = whole.best or (standing_in(whole.prepared, layer) if layer else None)
    if not whole.instance.policy.host_sessions_may_be_left_out:
        table = timetable(whole.instance, whole.goals)
        for score in layer.scores if layer else ():
            table.at_most(score.goal, score.value)
        if table.minimise(whole, None, FIRST_SECONDS, begin):
            return table
    table = timetable(whole.prepared.instance, whole.goals)
    if not table.minimise(whole, LEFT_OUT, FIRST_SECONDS, begin):
        return None
    for goal in takewhile(lambda goal: goal not in OF_PLACES, whole.goals[1:]):
        table.minimise(whole, goal, COALITION_SECONDS)
    return table


def _better_times(whole: Whole, table: Timetable) -> None:
    """The best times, goal by goal, each with rooms."""
    allowed = whole.settings.seconds_allowed
    for goal, share in SHARE_OF_TIMES.items():
        if goal in whole.goals and not whole.over:
            table.minimise(whole, goal, share * allowed if allowed else TIMES_SECONDS)
            _offer(whole, table.with_rooms(whole))


def _offer(whole: Whole, found: Standing | None) -> None:
    if found:
        whole.offer(found)
