"""Summarise a programme in some twenty lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.catalogue.goal_texts import goal_text, proof_and_details
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.queries import grants, joint_sessions, left_out_text, saving

LEFT_OUT_SHOWN = 10


def summary(instance: Instance, programme: Programme) -> str:
    """Summarise joint sessions, grants by kind, sessions left out, goals with proofs, and minutes saved."""
    return "\n".join(_lines(instance, programme))


def _left_out(instance: Instance, programme: Programme) -> Iterator[str]:
    """The number of sessions left out, and the first ones with reasons."""
    yield f"Sessions left out: {left_out_text(instance, programme)}"
    for one in programme.left_out[:LEFT_OUT_SHOWN]:
        why = f": {one.reason.sentence}" if one.reason else ""
        host = instance.session.get(one.session)
        named = f"“{host.title}” ({one.session})" if host else one.session
        yield f"  {named}{why}"
    if len(programme.left_out) > LEFT_OUT_SHOWN:
        more = len(programme.left_out) - LEFT_OUT_SHOWN
        yield f"  and {more} more, reasons: sheet “Left out” of the exported workbook"


def _lines(instance: Instance, programme: Programme) -> Iterator[str]:
    """The lines of the summary."""
    joint = joint_sessions(instance, programme)
    yield f"{instance.event.name} · {programme.state} · programme {programme.sha256[:8]}"
    yield ""
    yield f"Joint sessions: {len(joint)}"
    width = max((len(placed.themes[0]) for placed in joint if placed.themes), default=0)
    for placed in joint:
        theme = placed.themes[0] if placed.themes else ""
        yield f"  {theme:{width}}  {placed.when}, {placed.room}: {', '.join(placed.coalitions)}"
    yield ""
    yield "Requests granted"
    for kind, (granted, requested) in grants(instance, programme).items():
        yield f"  {kind.value:24}  {granted:3} of {requested}"
    refused = [decision for decision in programme.decisions if not decision.granted]
    waiting = sum(decision.waiting_list is not None for decision in refused)
    yield f"  {'refused, with a reason':24}  {len(refused):3}, {waiting} of them on a waiting list"
    if programme.left_out:
        yield ""
        yield from _left_out(instance, programme)
    yield ""
    yield "Goals, in their order"
    for number, score in enumerate(programme.scores, start=1):
        yield f"  {number:2}. {goal_text(score)} ({proof_and_details(score)})"
    yield ""
    found = saving(instance, programme)
    yield f"Minutes saved: {found.saved:,} of {found.full:,}, compared with one session for each active coalition"
