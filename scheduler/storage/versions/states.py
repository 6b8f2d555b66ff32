"""Set the state of a programme or of its sessions: how far it is known outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import State

OF_A_SESSION = (State.DRAFT, State.ANNOUNCED, State.PUBLISHED)
"""The states of a session, in rising order of how far it is known outside."""


def in_state(programme: Programme, state: State, sessions: Sequence[str] = ()) -> Programme:
    """Set the state of the programme, dated today; or only that of some sessions, by id.

    A programme that is announced or published takes every session at least as far with it; other states are about the
    decision and leave the sessions as they are.
    """
    if sessions:
        named = set(sessions)
        placed = (_with_state(one, state) if one.id in named else one for one in programme.sessions)
        return programme.model_copy(update={"sessions": tuple(placed)})
    placed = (_at_least(one, state) for one in programme.sessions)
    since = programme.state_since if programme.state is state else date.today()
    return programme.model_copy(update={"state": state, "state_since": since, "sessions": tuple(placed)})


def _at_least(placed: PlacedSession, state: State) -> PlacedSession:
    known = OF_A_SESSION.index(placed.state) if placed.state in OF_A_SESSION else 0
    return _with_state(placed, state) if state in OF_A_SESSION[known + 1 :] else placed


def _with_state(placed: PlacedSession, state: State) -> PlacedSession:
    return placed.model_copy(update={"state": state})
