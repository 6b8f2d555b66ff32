"""``python -m bench.replan`` plans anew after one cancellation, one room closed for a day, one new request."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

from bench.once import read
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind
from scheduler.planning.service import plan
from scheduler.replan import replan
from scheduler.replan.open_replan import replan_input_of
from scheduler.replan.replanning import ReplanOptions
from scheduler.verify import check
from scheduler.verify.noticed_changes import noticeable_changes

NAME = "igf-2024"
EACH = 5
"""So many of each sort."""


def measure() -> dict[str, Any]:
    """For each sort of thing that happens: seconds, changes, and whether their number was proven minimal."""
    instance = read(NAME)
    before = plan(instance).programme
    if before is None:
        raise SystemExit(f"{NAME} has no programme")
    happened: dict[str, Callable[[Instance, Programme], Iterator[str]]] = {
        "one cancellation": cancellations,
        "one room closed for a day": closures,
        "one new request": additions,
    }
    return {
        "instance": NAME,
        "sorts": {sort: measured(instance, before, list(texts(instance, before))) for sort, texts in happened.items()},
    }


def measured(instance: Instance, before: Programme, texts: Sequence[str]) -> dict[str, Any]:
    """A new plan for each of these, the reading of the sheets apart."""
    seconds, points, proven, sound = [], [], 0, True
    for text in texts:
        begun = time.monotonic()
        situation = replan_input_of(instance, before, [text])
        found = replan(situation, ReplanOptions())
        seconds.append(round(time.monotonic() - begun, 2))
        if found.programme is None or found.fewest is None:
            raise SystemExit(f"{text}: {found.ending}")
        counted = sum(one.points for one in noticeable_changes(situation.instance, before, found.programme))
        points.append(counted)
        proven += found.fewest.proven
        accepted = check(situation.instance, found.programme).accepted
        sound = sound and accepted and counted == found.fewest.value
    return {
        "asked": list(texts),
        "points": points,
        "proven": proven,
        "nothing_beyond": sound,
        "median": round(median(seconds), 2),
        "longest": max(seconds),
    }


def cancellations(instance: Instance, before: Programme) -> Iterator[str]:
    """Coalitions with most that falls away, first those with most."""
    granted = [instance.request[name].coalition for name in before.granted]
    most = sorted({*granted}, key=lambda name: (-granted.count(name), name))
    yield from (f"cancel {name}" for name in most[:EACH])


def closures(instance: Instance, before: Programme) -> Iterator[str]:
    """The fullest rooms, each on its fullest day."""
    used = [(placed.room, placed.day) for placed in before.sessions if not _is_ceremony(instance, placed.id)]
    fullest = {room: max(_days(used, room), key=lambda day: used.count((room, day))) for room, _ in sorted(used)}
    most = sorted(fullest, key=lambda room: (-used.count((room, fullest[room])), room))
    yield from (f"close {room}: {fullest[room]}" for room in most[:EACH])


def additions(instance: Instance, before: Programme) -> Iterator[str]:
    """A first choice more, of coalitions that were granted least."""
    granted = [instance.request[name].coalition for name in before.granted]
    active = [coalition.id for coalition in instance.coalitions if coalition.active]
    least = sorted(active, key=lambda name: (granted.count(name), name))
    kinds = (Kind.BILATERAL, Kind.DAY_ZERO, Kind.JOINT, Kind.SEGMENT, Kind.BOOTH)
    yield from (f"add {name}: {kind}, rank 1" for name, kind in zip(least[:EACH], kinds, strict=True))


def _days(used: Sequence[tuple[str, str]], room: str) -> list[str]:
    return sorted({day for of, day in used if of == room})


def _is_ceremony(instance: Instance, session: str) -> bool:
    host = instance.session.get(session)
    return host is not None and host.blocks_everything


if __name__ == "__main__":
    print(json.dumps(measure()))
