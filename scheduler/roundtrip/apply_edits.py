"""Apply the edits of a workbook to its programme: segments and decisions follow the edited sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from scheduler.core.instance import Instance
from scheduler.core.programme import Decision, LeftOut, PlacedSession, Programme, Reason, Segment
from scheduler.core.vocabulary import Kind
from scheduler.roundtrip.row_edits import SegmentEdit, SessionEdit
from scheduler.verify import check

TAKEN_OUT = Reason(sentence="Taken out by hand in the edited workbook.")
EDITED = "edited by hand"
"""The status of an edited programme, of which nothing is proven."""


def edited_programme(
    instance: Instance,
    original: Programme,
    sessions: Mapping[str, SessionEdit],
    segments: Mapping[str, SegmentEdit],
) -> Programme:
    """The original programme with the edits, by id of session and of request; the same object without edits.

    The order of records is remaining. Scores are recomputed, without bounds and proofs.
    """
    holds = _memberships(instance, original, sessions)
    placed = tuple(_placed(instance, one, sessions[one.id], holds) for one in original.sessions if one.id in sessions)
    placed = tuple(one for one in placed if not sessions[one.id].cancelled)
    memberships = {one.id: one for one in placed}
    remaining = _segments(instance, original, memberships, segments)
    inside = {segment.request: segment.session for segment in remaining}
    edited = original.model_copy(
        update={
            "sessions": placed,
            "segments": remaining,
            "decisions": tuple(_decision(instance, one, memberships, holds, inside) for one in original.decisions),
            "left_out": original.left_out + _left_out(instance, original, sessions),
        }
    )
    if edited == original:
        return original
    edited = Programme.model_validate(edited.model_dump())
    return edited if _decided(edited) == _decided(original) else _with_scores(instance, edited)


def _decided(programme: Programme) -> str:
    """The fingerprint without titles, on which no rule or goal depends."""
    untitled = tuple(placed.model_copy(update={"title": ""}) for placed in programme.sessions)
    return programme.model_copy(update={"sessions": untitled}).sha256


def _with_scores(instance: Instance, programme: Programme) -> Programme:
    """Recompute the values of the goals; bounds and proofs of the original are dropped."""
    made = programme.provenance.model_copy(update={"status": EDITED, "seconds": 0.0})
    return programme.model_copy(update={"provenance": made}).counted_anew(check(instance, programme).scores)


def _placed(instance: Instance, placed: PlacedSession, edit: SessionEdit, holds: Mapping[str, str]) -> PlacedSession:
    changes: dict[str, object] = {
        "title": edit.title,
        "day": edit.day,
        "start": edit.start,
        "end": edit.start + placed.end - placed.start,
        "room": edit.room,
        "state": edit.state,
    }
    if edit.members is not None and set(edit.members) != set(placed.coalitions):
        asked = (request.coalition for request in instance.requests if holds.get(request.id) == placed.id)
        # A coalition without a request is listed all the same: the check reports it.
        changes["coalitions"] = tuple(dict.fromkeys((*asked, *edit.members)))
    return placed.model_copy(update=changes)


def _memberships(instance: Instance, original: Programme, sessions: Mapping[str, SessionEdit]) -> dict[str, str]:
    """The joint session of each granted joint request after the edits."""
    joint = {request.id: request for request in instance.requests if request.kind is Kind.JOINT}
    holds = {d.request: d.session for d in original.decisions if d.granted and d.request in joint}
    members = {
        name: () if edit.cancelled else edit.members for name, edit in sessions.items() if edit.members is not None
    }
    for request, session in list(holds.items()):
        if session in members and joint[request].coalition not in members[session]:
            del holds[request]
    for session, names in members.items():
        present = {joint[request].coalition for request, held_in in holds.items() if held_in == session}
        for name in names:
            free = [r for r in instance.requests_of(name) if r.id in joint and r.id not in holds]
            if name not in present and free:
                # A coalition that leaves another session by this edit keeps its request.
                left = [r for r in free if r.id in original.granted]
                holds[(left or free)[0].id] = session
    return holds


def _segments(
    instance: Instance, original: Programme, memberships: Mapping[str, PlacedSession], edits: Mapping[str, SegmentEdit]
) -> tuple[Segment, ...]:
    """The remaining segments. A session in which one was added, removed or renumbered is packed again."""
    remaining = {
        segment.request: edits[segment.request]
        for segment in original.segments
        if not edits[segment.request].cancelled and edits[segment.request].session in memberships
    }
    touched = {
        session
        for segment in original.segments
        for session in (segment.session, edits[segment.request].session)
        if segment.request not in remaining
        or (segment.session, segment.order) != (remaining[segment.request].session, remaining[segment.request].order)
    }
    was = {segment.request: segment for segment in original.segments}
    inside: dict[str, list[str]] = defaultdict(list)
    for request in sorted(remaining, key=lambda request: (remaining[request].order, was[request].order)):
        inside[remaining[request].session].append(request)
    found: dict[str, Segment] = {}
    for session, requests in inside.items():
        if session in touched:
            found |= _packed(instance, memberships[session], [was[request] for request in requests])
        else:
            later = memberships[session].start - original.session[session].start
            found |= {request: _later(was[request], later) for request in requests}
    return tuple(found[segment.request] for segment in original.segments if segment.request in found)


def _packed(instance: Instance, placed: PlacedSession, segments: list[Segment]) -> dict[str, Segment]:
    """Consecutive segments from the minute at which the session's time for them starts, numbered from 1."""
    host = instance.session.get(placed.id)
    start = placed.start + (host.segments_after if host else 0)
    found = {}
    for order, segment in enumerate(segments, start=1):
        end = start + segment.end - segment.start
        changes = {"session": placed.id, "order": order, "start": start, "end": end}
        found[segment.request] = segment.model_copy(update=changes)
        start = end
    return found


def _later(segment: Segment, minutes: int) -> Segment:
    return segment.model_copy(update={"start": segment.start + minutes, "end": segment.end + minutes})


def _decision(
    instance: Instance,
    decision: Decision,
    memberships: Mapping[str, PlacedSession],
    holds: Mapping[str, str],
    inside: Mapping[str, str],
) -> Decision:
    """The decision on a request after the edits."""
    request = instance.request.get(decision.request)
    if request is not None and request.kind is Kind.JOINT:
        session = holds.get(request.id, "")
    elif decision.request in inside:
        session = inside[decision.request]
    else:
        session = decision.session if decision.session == decision.request else ""
    if decision.granted and session not in memberships:
        return Decision(request=decision.request, granted=False, reason=TAKEN_OUT)
    if session in memberships and (not decision.granted or session != decision.session):
        return Decision(request=decision.request, granted=True, session=session)
    return decision


def _left_out(instance: Instance, original: Programme, sessions: Mapping[str, SessionEdit]) -> tuple[LeftOut, ...]:
    """The cancelled host sessions, where the policy lets host sessions be left out."""
    if not instance.policy.host_sessions_may_be_left_out:
        return ()
    gone = (
        placed.id for placed in original.sessions if placed.id in instance.session and sessions[placed.id].cancelled
    )
    return tuple(LeftOut(session=name, reason=TAKEN_OUT) for name in gone)
