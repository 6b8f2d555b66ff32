"""``python -m bench.explain`` asks “why not?” of every refused wish, and looks for contradictions among pins."""

from __future__ import annotations

import json
import threading
import time
from statistics import median
from typing import Any

from bench.once import read
from scheduler.core.instance import Instance, Pin
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.explain.answers import Asking
from scheduler.explain.why_not import why_not
from scheduler.model.prepare import prepare
from scheduler.planning.service import plan
from scheduler.search.infeasibility import find_infeasibility
from scheduler.verify import check

NAME = "igf-2024"
PINS = 20


def measure() -> dict[str, Any]:
    """Seconds for each question and for the conflict, and whether the answers were proven and exact."""
    instance = read(NAME)
    programme = plan(instance).programme
    if programme is None:
        raise SystemExit(f"{NAME} has no programme")
    return {"instance": NAME, "why_not": questions(instance, programme), "conflict": planted(instance, programme)}


def questions(instance: Instance, programme: Programme) -> dict[str, Any]:
    """Every refused wish, asked about one after the other."""
    seconds, verdicts, proven = [], [], 0
    for decision in programme.decisions:
        if not decision.granted:
            begun = time.monotonic()
            answer = why_not(instance, programme, decision.request, Asking())
            seconds.append(round(time.monotonic() - begun, 2))
            verdicts.append(answer.verdict.value)
            proven += answer.proven is True
    return {
        "asked": len(seconds),
        "possible": verdicts.count("possible"),
        "impossible": verdicts.count("impossible"),
        "proven": proven,
        "median": round(median(seconds), 2),
        "longest": max(seconds),
    }


def planted(instance: Instance, programme: Programme) -> dict[str, Any]:
    """Three contradictions among twenty pins: refused after all, two in one place, together and apart."""
    pins, contradictions = contradicting(instance, programme)
    pinned = instance.model_copy(update={"pins": pins})
    begun = time.monotonic()
    result = find_infeasibility(prepare(pinned), threading.Event())
    seconds = time.monotonic() - begun
    conflicts = result.conflicts if result else ()
    found = {
        frozenset(int(demand.subject.name) for demand in conflict.demands if demand.rule == "pins")
        for conflict in conflicts
    }
    return {
        "pins": len(pins),
        "planted": len(contradictions),
        "exact": found == contradictions,
        "minimal": bool(conflicts) and all(conflict.minimal and conflict.proven for conflict in conflicts),
        "repairs": len(result.repairs) if result else 0,
        "seconds": round(seconds, 2),
    }


def contradicting(instance: Instance, programme: Programme) -> tuple[tuple[Pin, ...], set[frozenset[int]]]:
    """Pins that all agree with a programme but for three pairs, and the numbers of those pairs."""
    assert check(instance, programme).accepted
    events = [placed for placed in programme.sessions if placed.kind is Kind.DAY_ZERO]
    joint = next(placed for placed in programme.sessions if placed.kind is Kind.JOINT)
    granted = [d.request for d in programme.decisions if d.granted and d.request not in {e.id for e in events[:2]}]
    first, second = events[:2]
    one, other = joint.coalitions[:2]
    clashing = [
        Pin(verb=PinVerb.REFUSE, subject=granted[0]),
        Pin(verb=PinVerb.PLACE, subject=first.id, room=first.room, day=first.day, start=first.start),
        Pin(verb=PinVerb.PLACE, subject=second.id, room=first.room, day=first.day, start=first.start),
        Pin(verb=PinVerb.TOGETHER, coalition=one, other=other),
        Pin(verb=PinVerb.APART, coalition=one, other=other),
    ]
    agreeing = [Pin(verb=PinVerb.GRANT, subject=request) for request in granted[: PINS - len(clashing)]]
    at = len(agreeing)
    pairs = {frozenset((0, at)), frozenset((at + 1, at + 2)), frozenset((at + 3, at + 4))}
    return (*agreeing, *clashing), pairs


if __name__ == "__main__":
    print(json.dumps(measure()))
