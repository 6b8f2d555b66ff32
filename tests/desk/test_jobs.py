"""The machine's hand: what searches propose, each in a process of its own, and how parts of it are taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scheduler.desk.edits import EditError, MoveEdit, PinEdit, TakeOutEdit
from scheduler.desk.jobs import JobKind, Jobs, JobStatus
from scheduler.desk.marks import placements_of
from scheduler.desk.proposals import proposal_of, with_changes
from scheduler.verify import check
from tests.checked import some
from tests.desk.opened import opened

SECONDS = 60.0


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_finish_places_what_is_open_and_moves_nothing_else(jobs: Jobs) -> None:
    state = opened("tiny")
    taken = some(placed for placed in state.programme.sessions if not placed.given and placed.type)[0]
    state.apply(TakeOutEdit(session=taken.id))
    before = state.programme
    view = jobs.wait(jobs.start(JobKind.FINISH, state.now), SECONDS)
    assert view.status is JobStatus.DONE, view.sentences
    assert view.proposal is not None
    state.apply(view.proposal.taken(state.now))
    assert state.now.verdict.accepted
    assert taken.id in state.programme.session
    for placed in before.sessions:
        found = state.programme.session[placed.id]
        assert (found.room, found.day, found.start) == (placed.room, placed.day, placed.start)
    assert state.programme.is_for(state.instance)
    state.undo()
    assert state.programme == before


def test_repair_mends_with_few_changes_and_leaves_pins(jobs: Jobs) -> None:
    state = opened("tiny")
    given = {placed.id for placed in state.programme.sessions if placed.given}
    one, there = next(
        (placed, mark)
        for placed in state.programme.sessions
        if not placed.given
        for mark in placements_of(state.now, placed.id)
        if {line.rule for line in mark.broken} == {"room_overlap"} and given.isdisjoint(mark.broken[0].others)
    )
    state.apply(MoveEdit(session=one.id, day=there.day, start=there.start, room=there.room))
    state.apply(PinEdit(session=one.id))
    assert not state.now.verdict.accepted
    view = jobs.wait(jobs.start(JobKind.REPAIR, state.now), SECONDS)
    assert view.proposal is not None, view.sentences
    state.apply(view.proposal.taken(state.now))
    assert state.now.verdict.accepted
    moved = state.programme.session[one.id]
    assert (moved.room, moved.day, moved.start) == (there.room, there.day, there.start)


def test_improve_starts_from_the_present_programme(jobs: Jobs) -> None:
    state = opened("tiny")
    view = jobs.wait(jobs.start(JobKind.IMPROVE, state.now, seconds=20.0), SECONDS)
    assert view.status is JobStatus.DONE, view.sentences
    assert view.proposal is not None
    assert view.fields["status"] == "done"
    assert check(state.instance, view.proposal.programme).accepted


def test_a_question_is_answered_in_sentences(jobs: Jobs) -> None:
    state = opened("tiny")
    session = some(placed for placed in state.programme.sessions if not placed.given)[0].id
    asked, unknown = (
        jobs.start(kind, state.now, subject=subject)
        for kind, subject in ((JobKind.WHY, session), (JobKind.WHY_NOT, "nobody: nothing"))
    )
    assert any(session in sentence for sentence in jobs.wait(asked, SECONDS).sentences)
    assert jobs.wait(unknown, SECONDS).sentences
    assert [view.proposal for view in jobs.all()] == [None, None]


def test_a_job_is_stopped_and_thrown_away(jobs: Jobs) -> None:
    state = opened("igf-2024")
    stopped, dropped = (jobs.start(JobKind.IMPROVE, state.now, seconds=120.0) for _ in range(2))
    jobs.drop(dropped)
    assert jobs.view(dropped).status is JobStatus.DROPPED
    jobs.stop(stopped)
    assert jobs.wait(stopped, SECONDS).status is JobStatus.STOPPED


def test_parts_of_a_proposal_that_hang_together_are_taken_together() -> None:
    state = opened("igf-32")
    first = state.programme
    free = [placed for placed in first.sessions if not placed.given and placed.type and not placed.coalitions]
    one, other = next(
        (a, b) for a in free for b in free if a.id < b.id and a.room == b.room and a.end - a.start == b.end - b.start
    )
    third = next(placed for placed in free if placed not in (one, other))
    for placed, place in ((one, other), (other, one)):
        state.apply(MoveEdit(session=placed.id, day=place.day, start=place.start, room=place.room))
    state.apply(TakeOutEdit(session=third.id))
    # From the edited programme, the first one is a proposal with the swap as one group and the third session alone.
    proposal = proposal_of(state.now, first)
    together = {one.id, other.id}
    names = [set(group.names) for group in proposal.groups]
    assert {third.id} in names
    assert [group for group in names if group & together] == [together]
    alone = next(group for group in proposal.groups if third.id in group.names)
    state.apply(proposal.taken(state.now, {alone.number}))
    assert state.programme.session[third.id] == third
    assert state.programme.session[one.id].start == other.start
    with pytest.raises(EditError, match="no such group"):
        proposal.taken(state.now, {99})


def test_all_changes_together_are_the_proposal() -> None:
    state = opened("igf-32")
    first = state.programme
    placed = some(one for one in first.sessions if not one.given)[0]
    state.apply(TakeOutEdit(session=placed.id))
    proposal = proposal_of(state.now, first)
    every = {name for group in proposal.groups for name in group.names}
    assert (
        with_changes(state.programme, first, every).sha256
        == first.model_copy(
            update={"sessions": (*(one for one in first.sessions if one.id != placed.id), placed)}
        ).sha256
    )
