"""Hold the marks of placements against the verifier: `python -m tests.desk.agreement` looks at every place.

It looks at 20 sessions of each of four meetings, and of the same after random edits; or at so many of those named, as
in `python -m tests.desk.agreement 5 igf-2024`.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Collection, Iterable

from scheduler.catalogue import goal_order
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import OWN_KINDS
from scheduler.desk.carry_out import carry_out
from scheduler.desk.edits import MoveEdit, PutBackEdit
from scheduler.desk.marks import ON_A_PLACEMENT, TIE_BREAK, MarkKind, PlacementMark, placements_of
from scheduler.desk.state import DeskState, Snapshot
from scheduler.verify import check
from scheduler.verify.findings import Violation
from tests.desk.opened import apply_random_edits, opened

SESSIONS = 20


def moved(now: Snapshot, name: str, mark: PlacementMark) -> Programme:
    """The programme with the session at the place of a mark."""
    if name in now.programme.session:
        move = MoveEdit(session=name, day=mark.day, start=mark.start, room=mark.room)
        return carry_out(now.instance, now.programme, move)
    back = PutBackEdit(name=name, day=mark.day, start=mark.start, room=mark.room)
    return carry_out(now.instance, now.programme, back)


def disagreements(now: Snapshot, name: str, marks: Iterable[PlacementMark]) -> list[str]:
    """What the verifier finds otherwise than the marks say."""
    found, known = [], set(now.verdict.violations)
    for mark in marks:
        verdict = check(now.instance, moved(now, name, mark))
        where = f"{name} in {mark.room} on {mark.day} at {mark.start}"
        expected = {(one.rule, one.sentence) for one in verdict.violations if _concerns(now, name, one, known)}
        if {(one.rule, one.sentence) for one in mark.broken} != expected:
            found.append(f"{where}: {mark.broken} instead of {expected}")
        if not known and (mark.kind is MarkKind.FORBIDDEN) is verdict.accepted:
            found.append(f"{where}: {mark.kind}, and the verifier finds {verdict.violations}")
        if mark.kind is not MarkKind.FORBIDDEN:
            shown = [(step.goal, step.before, step.after) for step in mark.goals]
            counted = [
                (goal.id, now.verdict.scores[goal.id], verdict.scores[goal.id])
                for goal in goal_order(now.instance.policy.order, now.instance.policy.principle)
                if goal.id != TIE_BREAK and now.verdict.scores[goal.id] != verdict.scores[goal.id]
            ]
            if shown != counted:
                found.append(f"{where}: {shown} instead of {counted}")
    return found


def _concerns(now: Snapshot, name: str, violation: Violation, known: Collection[Violation]) -> bool:
    """Whether the verifier objects to the session there, or to its having a place at all."""
    if violation.rule == "pins":
        held = {one.request for one in now.programme.decisions if one.session == name}
        return not held.union((name,)).isdisjoint(violation.who)
    if violation.rule in ON_A_PLACEMENT:
        return name in violation.sessions
    return violation not in known


def some_names(state: DeskState, number: int, seed: int) -> list[str]:
    """Sessions with and without a place."""
    instance, programme = state.instance, state.programme
    absent = [host.id for host in instance.sessions if host.id not in programme.session]
    absent += [one.id for one in instance.requests if one.kind in OWN_KINDS and one.id not in programme.granted]
    rng = random.Random(seed)
    coalitions = [placed.id for placed in programme.sessions if placed.kind]
    hosts = [placed.id for placed in programme.sessions if not placed.kind]
    return [
        name
        for names, share in ((absent, number // 5), (coalitions, number // 5), (hosts, number - 2 * (number // 5)))
        for name in rng.sample(names, min(share, len(names)))
    ]


def main(arguments: list[str]) -> int:
    """Look at every place of some sessions; the exit code says whether all agree."""
    wrong = 0
    number = next((int(one) for one in arguments if one.isdigit()), SESSIONS)
    names = [one for one in arguments if not one.isdigit()]
    for name in names or ["igf-2024", "igf-32", "whole-120", "tiny"]:
        for edits in (0, 60):
            state = opened(name)
            apply_random_edits(state, edits, seed=5)
            places, seconds = 0, []
            for session in some_names(state, number, seed=6):
                started = time.process_time()
                marks = placements_of(state.now, session)
                seconds.append(time.process_time() - started)
                places += len(marks)
                different = disagreements(state.now, session, marks)
                wrong += len(different)
                sys.stdout.writelines(f"{one}\n" for one in different[:3])
            median = sorted(seconds)[len(seconds) // 2]
            line = f"{name} after {edits} edits: {places} places, {wrong} wrong; {1000 * median:.0f} ms a session"
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
