"""Programmes that no careful hand would write: what enumeration makes right by construction, made wrong.

Each function takes a whole programme and yields copies of it, each with one thing spoilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Seat, joint_session_id
from scheduler.core.vocabulary import Kind

Spoil = Callable[[Instance, Programme], Iterator[Programme]]


def host_session_left_out(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for placed in programme.sessions:
        if placed.type is not None:
            rest = tuple(other for other in programme.sessions if other.id != placed.id)
            yield programme.model_copy(update={"sessions": rest})


def given_session_moved(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for placed in programme.sessions:
        if placed.given:
            yield _with_session(programme, placed, start=placed.start + 5, end=placed.end + 5)


def session_cut_short(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for placed in programme.sessions:
        if not placed.given:
            yield _with_session(programme, placed, end=placed.end - 5)


def session_off_the_grid(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for placed in programme.sessions:
        if not placed.given:
            yield _with_session(programme, placed, start=placed.start - 7, end=placed.end - 7)


def decision_missing(instance: Instance, programme: Programme) -> Iterator[Programme]:
    if programme.decisions:
        yield programme.model_copy(update={"decisions": programme.decisions[1:]})


def decision_twice(instance: Instance, programme: Programme) -> Iterator[Programme]:
    if programme.decisions:
        yield programme.model_copy(update={"decisions": (programme.decisions[0], *programme.decisions)})


def granted_but_nowhere(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for decision in programme.decisions:
        if not decision.granted and instance.request[decision.request].kind is not Kind.JOINT:
            granted = decision.model_copy(update={"granted": True, "session": decision.request, "reason": None})
            yield programme.model_copy(
                update={"decisions": tuple(granted if d is decision else d for d in programme.decisions)}
            )
            return


def theme_held_twice(instance: Instance, programme: Programme) -> Iterator[Programme]:
    joint = [placed for placed in programme.sessions if placed.kind is Kind.JOINT]
    for placed in joint[1:]:
        yield _with_session(programme, placed, themes=joint[0].themes)


def stranger_in_a_joint_session(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for placed in programme.sessions:
        others = [c.id for c in instance.coalitions if c.id not in placed.coalitions]
        if placed.kind is Kind.JOINT and others:
            yield _with_session(programme, placed, coalitions=(*placed.coalitions, others[0]))


def nobody_in_a_joint_session(instance: Instance, programme: Programme) -> Iterator[Programme]:
    held = {placed.id for placed in programme.sessions}
    shape = next((placed for placed in programme.sessions if not placed.given), None)
    for theme in instance.themes:
        if shape is not None and joint_session_id(theme.code) not in held:
            empty = PlacedSession(
                id=joint_session_id(theme.code),
                title=theme.name,
                kind=Kind.JOINT,
                day=shape.day,
                start=shape.start,
                end=shape.start + instance.policy.kinds[Kind.JOINT].minutes,
                room=shape.room,
                themes=(theme.code,),
            )
            yield programme.model_copy(update={"sessions": (*programme.sessions, empty)})
            return


def gap_before_a_segment(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for segment in programme.segments:
        late = segment.model_copy(update={"start": segment.start + 1, "end": segment.end + 1})
        yield programme.model_copy(update={"segments": tuple(late if s is segment else s for s in programme.segments)})


def committee_sent_home(instance: Instance, programme: Programme) -> Iterator[Programme]:
    if programme.committee:
        yield programme.model_copy(update={"committee": ()})


def anybody_on_the_committee(instance: Instance, programme: Programme) -> Iterator[Programme]:
    for coalition in instance.coalitions:
        for person in instance.people:
            seat = Seat(coalition=coalition.id, person=person.id)
            rest = tuple(other for other in programme.committee if other.coalition != coalition.id)
            yield programme.model_copy(update={"committee": (*rest, seat)})


SPOILS: tuple[Spoil, ...] = (
    host_session_left_out,
    given_session_moved,
    session_cut_short,
    session_off_the_grid,
    decision_missing,
    decision_twice,
    granted_but_nowhere,
    theme_held_twice,
    stranger_in_a_joint_session,
    nobody_in_a_joint_session,
    gap_before_a_segment,
    committee_sent_home,
    anybody_on_the_committee,
)


def spoilt(instance: Instance, programme: Programme) -> Iterator[Programme]:
    """Copies of the programme, each with one thing spoilt; some of the committees are good all the same."""
    for spoil in SPOILS:
        yield from spoil(instance, programme)


def _with_session(programme: Programme, placed: PlacedSession, **changes: object) -> Programme:
    changed = placed.model_copy(update=changes)
    return programme.model_copy(
        update={"sessions": tuple(changed if other is placed else other for other in programme.sessions)}
    )
