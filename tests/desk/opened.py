"""Meetings of the repository with a programme, opened at the desk."""

from __future__ import annotations

import random
from functools import cache

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.desk.edits import Edit, EditError, JoinEdit, LeaveEdit, MoveEdit, PutBackEdit, SwapEdit, TakeOutEdit
from scheduler.desk.state import DeskState
from scheduler.intake import load_instance
from scheduler.storage.programme_files import load_programme
from tests.conftest import ROOT


@cache
def meeting(name: str) -> tuple[Instance, Programme]:
    """A meeting under ``instances/`` and its best-known programme."""
    instance = load_instance(ROOT / "instances" / name, accept_questions=True)
    return instance, load_programme(ROOT / "solutions" / "best-known" / f"{name}.json")


def opened(name: str) -> DeskState:
    """The desk with a meeting."""
    return DeskState(*meeting(name))


def random_edit(state: DeskState, rng: random.Random) -> Edit:
    """An edit that may be impossible."""
    instance, programme = state.instance, state.programme
    day, room, start = rng.choice(instance.days).id, rng.choice(instance.rooms).id, rng.choice(instance.slots).start
    session, other = (rng.choice(programme.sessions).id for _ in range(2))
    request = rng.choice(instance.requests).id
    absent = [one.id for one in instance.sessions if one.id not in programme.session]
    return rng.choice(
        (
            MoveEdit(session=session, day=day, start=start, room=room),
            SwapEdit(one=session, other=other),
            TakeOutEdit(session=session),
            PutBackEdit(name=rng.choice([*absent, request]), day=day, start=start, room=room),
            JoinEdit(request=request, session=session),
            LeaveEdit(request=request),
        )
    )


def apply_random_edits(state: DeskState, number: int, seed: int) -> int:
    """Carry out random edits; how many of them were possible."""
    rng, done = random.Random(seed), 0
    for _ in range(number):
        try:
            state.apply(random_edit(state, rng))
        except EditError:
            continue
        done += 1
    return done
