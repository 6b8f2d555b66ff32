"""What was edited → the programme that one would have built directly: segments and decisions follow the sessions."""

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
"""The status of a programme that was edited: nothing is proven of it."""


def edited_programme(
    instance: Instance,
    original: Programme,
    sessions: Mapping[str, SessionEdit],
    segments: Mapping[str, SegmentEdit],
) -> Programme:
    """The original with the edits, by id of session and by request; itself where nothing was edited.

    What keeps its place in the file keeps it. Scores are counted anew, and nothing is proven of them.
    """
    holds = _memberships(instance, original, sessions)
    placed = tuple(_placed(instance, one, sessions[one.id], holds) for one in original.sessions if one.id in sessions)
    placed = tuple(one for one in placed if not sessions[one.id].cancelled)
    standing = {one.id: one for one in placed}
    kept = _segments(instance, original, standing, segments)
    inside = {segment.request: segment.session for segment in kept}
    edited = original.model_copy(
        update={
            "sessions": placed,
            "segments": kept,
            "decisions": tuple(_decision(instance, one, standing, holds, inside) for one in original.decisions),
            "left_out": original.left_out + _left_out(instance, original, sessions),
        }
    )
    if edited == original:
        return original
    edited = Programme.model_validate(edited.model_dump())
    return edited if _decided(edited) == _decided(original) else _with_scores(instance, edited)


def _decided(programme: Programme) -> str:
    """The fingerprint of all that counts for rules and goals: titles do not."""
    untitled = tuple(placed.model_copy(update={"title": ""}) for placed in programme.sessions)
    return programme.model_copy(update={"sessions": untitled}).sha256


def _with_scores(instance: Instance, programme: Programme) -> Programme:
    """The same goals with their values counted anew; bounds and proofs were those of the programme before."""
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
        # Whoever did not ask is listed all the same: the check then says so.
        changes["coalitions"] = tuple(dict.fromkeys((*asked, *edit.members)))
    return placed.model_copy(update=changes)


def _memberships(instance: Instance, original: Programme, sessions: Mapping[str, SessionEdit]) -> dict[str, str]:
    """The joint session of each joint request that is held, after the edits."""
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
                # Whoever leaves another session by this edit brings that request along.
                left = [r for r in free if r.id in original.granted]
                holds[(left or free)[0].id] = session
    return holds


def _segments(
    instance: Instance, original: Programme, standing: Mapping[str, PlacedSession], edits: Mapping[str, SegmentEdit]
) -> tuple[Segment, ...]:
    """The segments that remain. Where one came, went or changed its number, all of a session follow each other anew."""
    kept = {
        segment.request: edits[segment.request]
        for segment in original.segments
        if not edits[segment.request].cancelled and edits[segment.request].session in standing
    }
    touched = {
        session
        for segment in original.segments
        for session in (segment.session, edits[segment.request].session)
        if segment.request not in kept
        or (segment.session, segment.order) != (kept[segment.request].session, kept[segment.request].order)
    }
    was = {segment.request: segment for segment in original.segments}
    inside: dict[str, list[str]] = defaultdict(list)
    for request in sorted(kept, key=lambda request: (kept[request].order, was[request].order)):
        inside[kept[request].session].append(request)
    found: dict[str, Segment] = {}
    for session, requests in inside.items():
        if session in touched:
            found |= _packed(instance, standing[session], [was[request] for request in requests])
        else:
            later = standing[session].start - original.session[session].start
            found |= {request: _later(was[request], later) for request in requests}
    return tuple(found[segment.request] for segment in original.segments if segment.request in found)


def _packed(instance: Instance, placed: PlacedSession, segments: list[Segment]) -> dict[str, Segment]:
    """Segments one after another from the minute at which those of the session begin, numbered from 1."""
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
    standing: Mapping[str, PlacedSession],
    holds: Mapping[str, str],
    inside: Mapping[str, str],
) -> Decision:
    """What became of a request after the edits."""
    request = instance.request.get(decision.request)
    if request is not None and request.kind is Kind.JOINT:
        session = holds.get(request.id, "")
    elif decision.request in inside:
        session = inside[decision.request]
    else:
        session = decision.session if decision.session == decision.request else ""
    if decision.granted and session not in standing:
        return Decision(request=decision.request, granted=False, reason=TAKEN_OUT)
    if session in standing and (not decision.granted or session != decision.session):
        return Decision(request=decision.request, granted=True, session=session)
    return decision


def _left_out(instance: Instance, original: Programme, sessions: Mapping[str, SessionEdit]) -> tuple[LeftOut, ...]:
    """The sessions of the host programme that were cancelled, where the policy lets some be left out."""
    if not instance.policy.host_sessions_may_be_left_out:
        return ()
    gone = (
        placed.id for placed in original.sessions if placed.id in instance.session and sessions[placed.id].cancelled
    )
    return tuple(LeftOut(session=name, reason=TAKEN_OUT) for name in gone)
