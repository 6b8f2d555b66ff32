"""Compare two programmes: wishes lost and gained, then every change of a session, and of the segments in it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.clock import times_text
from scheduler.core.instance import Instance
from scheduler.core.programme import PlacedSession, Programme, Segment
from scheduler.diff.change import Change
from scheduler.diff.change_texts import called, day_text, names_text, when_text, where_text
from scheduler.diff.concerned import Concerned, ProgrammePair
from scheduler.diff.request_changes import placement_changes
from scheduler.diff.wish_changes import wish_changes


def changes_between(instance: Instance, before: Programme, after: Programme) -> tuple[Change, ...]:
    """Every wish lost or gained, then every change of a session or segment, in the order of `after`.

    A cancelled session keeps its previous position.

    Sessions of coalitions and of the host programme alike. Differences in state, reasons and scores are no changes.
    The instance may be the one of either programme; whatever it does not hold is named by its id.
    """
    pair = ProgrammePair(instance, before, after)
    every = {**before.session, **after.session}
    of_sessions = (
        change
        for placed in sorted(every.values(), key=pair.in_order)
        for change in (*_session_changes(pair, placed.id), *_segment_changes(pair, placed.id))
    )
    return (*wish_changes(pair), *of_sessions)


def _session_changes(pair: ProgrammePair, session: str) -> Iterator[Change]:
    old, new = pair.before.session.get(session), pair.after.session.get(session)
    whom = pair.concerned(session)
    if old and new:
        yield from _moves(pair.instance, old, new, whom)
        yield from _other_members(old, new, whom)
        yield from _other_title(old, new, whom)
    elif new:
        where = where_text(pair.instance, new)
        yield _change(ChangeKind.NEW, new, "", where, whom, f"{called(new)} is new: {where}.")
    elif old:
        where = where_text(pair.instance, old)
        yield _change(ChangeKind.CANCELLED, old, where, "", whom, f"{called(old)} is cancelled; it was to be {where}.")


def _moves(instance: Instance, old: PlacedSession, new: PlacedSession, whom: Concerned) -> Iterator[Change]:
    """A change in time, a change in room, or both."""
    kinds = placement_changes(old, new)
    moment_old, moment_new = (when_text(instance, one.day, one.start, one.end) for one in (old, new))
    elsewhere = ChangeKind.ROOM in kinds
    moved = next((kind for kind in kinds if kind is not ChangeKind.ROOM), None)
    if moved:
        if moved is ChangeKind.DAY:
            how = f"moves to another day: from {moment_old} to {moment_new}"
        else:
            times = [times_text(one.start, one.end) for one in (old, new)]
            how = f"moves in time on {day_text(instance, new.day)}: from {times[0]} to {times[1]}"
        stays = "" if elsewhere else f"; the room stays {new.room}"
        yield _change(moved, new, moment_old, moment_new, whom, f"{called(new)} {how}{stays}.")
    if elsewhere:
        stays = f"; the time stays {moment_new}" if not moved else ""
        how = f"moves to another room: from {old.room} to {new.room}{stays}"
        yield _change(ChangeKind.ROOM, new, old.room, new.room, whom, f"{called(new)} {how}.")


def _other_members(old: PlacedSession, new: PlacedSession, whom: Concerned) -> Iterator[Change]:
    removed = [name for name in old.coalitions if name not in new.coalitions]
    joined = [name for name in new.coalitions if name not in old.coalitions]
    if removed or joined:
        parts = [f"without {names_text(removed)}"] if removed else []
        parts += [f"with {names_text(joined)}"] if joined else []
        now = names_text(new.coalitions) or "nobody"
        sentence = f"“{new.id}” has other partners, {' and '.join(parts)}: it is now held by {now}."
        yield _change(ChangeKind.PARTNERS, new, names_text(old.coalitions), names_text(new.coalitions), whom, sentence)


def _other_title(old: PlacedSession, new: PlacedSession, whom: Concerned) -> Iterator[Change]:
    if old.title != new.title:
        sentence = f"“{old.title}” ({new.id}) is now called “{new.title}”."
        yield _change(ChangeKind.TITLE, new, old.title, new.title, whom, sentence)


def _segment_changes(pair: ProgrammePair, session: str) -> Iterator[Change]:
    """Changes of segments that are in the session, or were in it and are cancelled."""
    old_segments, new_segments = pair.segments
    for request, new in new_segments.items():
        if new.session == session:
            yield from _segment_change(pair, old_segments.get(request), new)
    for request, old in old_segments.items():
        if old.session == session and request not in new_segments:
            yield from _segment_change(pair, old, None)


def _segment_change(pair: ProgrammePair, old: Segment | None, new: Segment | None) -> Iterator[Change]:
    then = pair.before.session.get(old.session) if old else None
    now = pair.after.session.get(new.session) if new else None
    if old and new and then and now:
        yield from _segment_moved(pair, (old, then), (new, now))
    elif new and now:
        where = f"{when_text(pair.instance, now.day, new.start, new.end)}, {now.room}"
        sentence = f"{new.coalition} has a new segment in {called(now)}: {where}."
        yield _change(
            ChangeKind.NEW, now, "", where, pair.concerned_by_request(new.coalition, new.request), sentence, new.request
        )
    elif old and then:
        where = f"{when_text(pair.instance, then.day, old.start, old.end)}, {then.room}"
        sentence = f"The segment of {old.coalition} in {called(then)} is cancelled; it was to be {where}."
        yield _change(
            ChangeKind.CANCELLED,
            then,
            where,
            "",
            pair.concerned_by_request(old.coalition, old.request),
            sentence,
            old.request,
        )


def _segment_moved(
    pair: ProgrammePair, old: tuple[Segment, PlacedSession], new: tuple[Segment, PlacedSession]
) -> Iterator[Change]:
    """A segment in another session, or at other minutes of its session, counted from the start of the session."""
    (was, then), (is_now, now) = old, new
    times = [when_text(pair.instance, placed.day, part.start, part.end) for part, placed in (old, new)]
    whom = pair.concerned_by_request(is_now.coalition, is_now.request)
    if then.id != now.id:
        left, joined = f"{called(then)}, {times[0]}", f"{called(now)}, {times[1]}"
        sentence = f"The segment of {is_now.coalition} moves to another session: from {left} to {joined}."
        yield _change(ChangeKind.ELSEWHERE, now, left, joined, whom, sentence, is_now.request)
    elif (was.start - then.start, was.end - then.start) != (is_now.start - now.start, is_now.end - now.start):
        within = f"The segment of {is_now.coalition} moves within {called(now)}"
        sentence = f"{within}: from {times[0]} to {times[1]}."
        yield _change(ChangeKind.SEGMENT, now, times[0], times[1], whom, sentence, is_now.request)


def _change(
    kind: ChangeKind, placed: PlacedSession, before: str, after: str, whom: Concerned, sentence: str, segment: str = ""
) -> Change:
    return Change(kind, placed.id, placed.title, before, after, whom.coalitions, whom.people, sentence, segment)
