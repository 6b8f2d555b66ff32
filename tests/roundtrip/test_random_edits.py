"""Random edits of a good workbook: what is read is what was edited, and is judged like a programme built directly."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import Kind, State
from scheduler.diff import ChangeHeading
from scheduler.intake import Loaded
from scheduler.roundtrip import EditedPin
from scheduler.roundtrip.edit_review import review
from scheduler.verify import check
from tests.roundtrip import direct
from tests.roundtrip.books import Book, Value, edit_sheets_alone, first_programme, small

CHOICES = ("time", "time", "room", "room", "title", "state", "cancel", "members", "order", "elsewhere", "drop")


@dataclass
class Edits:
    """Some edits at once, none of which touches what another does; what they write, and what they come to."""

    instance: Instance
    programme: Programme
    chance: random.Random
    cells: dict[tuple[str, str], Value] = field(default_factory=dict)
    changes: Counter[tuple[ChangeHeading, str]] = field(default_factory=Counter)
    pins: dict[str, EditedPin] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    steps: list[Callable[[Programme], Programme]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    members_edited: bool = False

    def edit(self, what: str) -> None:
        free = [placed for placed in self.programme.sessions if placed.id not in self.touched]
        if what in ("order", "elsewhere", "drop"):
            free = [placed for placed in free if self.inside(placed.id)]
        if what == "members":
            free = [placed for placed in free if placed.kind is Kind.JOINT and not self.members_edited]
        if free:
            chosen = self.chance.choice(free).id
            self.touched.add(chosen)
            getattr(self, what)(chosen)

    def inside(self, session: str) -> list[str]:
        parts = sorted((s for s in self.programme.segments if s.session == session), key=lambda s: s.order)
        return [part.request for part in parts]

    def time(self, session: str) -> None:
        placed = self.programme.session[session]
        start = self.chance.randrange(8 * 60, 20 * 60, 5)
        day = self.chance.choice(self.instance.days)
        if (day.id, start) == (placed.day, placed.start):
            return
        if day.id != placed.day or self.chance.random() < 0.5:
            self.cells[session, "Day"] = self.chance.choice(
                (day.id, day.id.upper(), f" {day.id}", day.date.isoformat())
            )
        self.cells[session, "Start"] = self.written(start)
        self.changes[ChangeHeading.TIME, session] += 1
        self.steps.append(lambda programme: direct.moved(programme, session, day.id, start))

    def written(self, start: int) -> Value:
        """A time in one of the ways in which people and programs write it."""
        hours, minutes = divmod(start, 60)
        half = f"{(hours - 1) % 12 + 1}:{minutes:02d} {'am' if hours < 12 else 'pm'}"
        ways: tuple[Value, ...] = (
            start / 1440,
            clock_text(start),
            f" {hours}.{minutes:02d}",
            half,
            f"{hours}h{minutes:02d}",
        )
        return self.chance.choice(ways)

    def room(self, session: str) -> None:
        rooms = [room.id for room in self.instance.rooms if room.id != self.programme.session[session].room]
        room = self.chance.choice(rooms)
        self.cells[session, "Room"] = self.chance.choice((room, room.lower(), f"{room} "))
        self.changes[ChangeHeading.ROOM, session] += 1
        self.steps.append(lambda programme: direct.changed(programme, session, room=room))

    def title(self, session: str) -> None:
        title = f"=A new title {self.chance.randrange(1000)} & <more>"
        self.cells[session, "Title"] = title
        self.changes[ChangeHeading.TITLE, session] += 1
        self.steps.append(lambda programme: direct.changed(programme, session, title=title))

    def state(self, session: str) -> None:
        state = self.chance.choice((State.ANNOUNCED, State.PUBLISHED))
        self.cells[session, "State"] = state.value
        self.steps.append(lambda programme: direct.changed(programme, session, state=state))

    def cancel(self, session: str) -> None:
        self.cells[session, "Cancel"] = "cancel"
        self.changes[ChangeHeading.CANCELLED, session] += 1 + len(self.inside(session))
        self.steps.insert(0, lambda programme: direct.cancelled(programme, session))

    def members(self, session: str) -> None:
        self.members_edited = True
        every = [coalition.id for coalition in self.instance.coalitions]
        members = tuple(self.chance.sample(every, self.chance.randrange(1, 5)))
        if set(members) == set(self.programme.session[session].coalitions):
            return
        self.cells[session, "Coalitions"] = "; ".join(members)
        self.changes[ChangeHeading.PARTNERS, session] += 1
        self.steps.append(lambda programme: direct.held_by(self.instance, programme, session, members))

    def order(self, session: str) -> None:
        before = self.inside(session)
        after = self.chance.sample(before, len(before))
        for number, request in enumerate(after, start=1):
            self.cells[request, "Order"] = float(number)
        # All segments are of one length here, so that one moves exactly if its number changes.
        self.changes[ChangeHeading.SEGMENT, session] += sum(
            one != other for one, other in zip(before, after, strict=True)
        )
        self.steps.append(lambda programme: direct.lined_up(self.instance, programme, session, after))

    def elsewhere(self, session: str) -> None:
        others = [h.id for h in self.instance.sessions if h.coalition_minutes and h.id not in self.touched]
        others = [name for name in others if name in self.programme.session]
        if not others:
            return
        other = self.chance.choice(others)
        self.touched.add(other)
        request, *_ = left = self.inside(session)
        there = self.inside(other)
        self.cells[request, "In session"] = other
        self.cells[request, "Order"] = float(len(there) + 1)
        self.changes[ChangeHeading.SEGMENT, other] += 1
        self.changes[ChangeHeading.SEGMENT, session] += len(left) - 1
        self.steps.append(lambda programme: direct.lined_up(self.instance, programme, other, [*there, request]))
        self.steps.append(lambda programme: direct.lined_up(self.instance, programme, session, left[1:]))

    def drop(self, session: str) -> None:
        request, *left = self.inside(session)
        self.cells[request, "Cancel"] = "cancel"
        self.changes[ChangeHeading.CANCELLED, session] += 1
        self.changes[ChangeHeading.SEGMENT, session] += len(left)
        self.steps.append(lambda programme: direct.without_segment(programme, request))
        self.steps.append(lambda programme: direct.lined_up(self.instance, programme, session, left))

    def wishes_in(self, built: Programme) -> Counter[tuple[ChangeHeading, str]]:
        """The wishes lost and gained by the edits, by session."""
        then, now = ({d.request: d.session for d in p.decisions if d.granted} for p in (self.programme, built))
        lost = Counter((ChangeHeading.LOST, held) for request, held in then.items() if request not in now)
        return lost + Counter((ChangeHeading.GAINED, held) for request, held in now.items() if request not in then)

    def remark(self) -> None:
        placed = self.chance.choice([p for p in self.programme.sessions if p.id not in self.touched])
        self.touched.add(placed.id)
        what = self.chance.choice(("time", "room", "time and room"))
        self.cells |= {(placed.id, "Pin"): what, (placed.id, "Comment"): "@Please check\nwith the host"}
        time = {"day": placed.day, "start": placed.start} if "time" in what else {}
        self.pins[placed.id] = EditedPin(placed.id, **({"room": placed.room} if "room" in what else {}), **time)
        self.comments[placed.id] = "@Please check\nwith the host"

    def built(self) -> Programme:
        programme = self.programme
        for step in self.steps:
            programme = step(programme)
        return programme


def check_edits(book: Book, programme: Programme, path: Path, chance: random.Random, number: int) -> None:
    """So many edits at once: the programme, the changes, the rules broken and the goals are those of the edits."""
    edits = Edits(book.loaded.instance, programme, chance)
    for _ in range(number):
        edits.edit(chance.choice(CHOICES))
    edits.remark()
    edited = book.edited(path, edits.cells)
    built = edits.built()
    if any(+edits.changes):
        only_titles = {kind for kind, _ in +edits.changes} == {ChangeHeading.TITLE}
        built = built if only_titles else direct.counted(book.loaded.instance, built)
    assert edited.programme == built, edits.cells
    found = review(edited)
    expected = +edits.changes + edits.wishes_in(built)
    assert Counter((change.heading, change.session) for change in found.changes) == expected, edits.cells
    assert found.verdict == check(book.loaded.instance, built)
    assert set(found.broken) | set(found.broken_before) == set(found.verdict.violations)
    assert {pin.session: pin for pin in edited.pins} == edits.pins
    assert edited.comments == edits.comments
    assert edited.original == programme


def opened(loaded: Loaded, programme: Programme, folder: Path) -> Book:
    return Book(edit_sheets_alone(loaded, programme, folder / "exported.xlsx"), loaded)


@pytest.mark.parametrize("seed", range(5))
def test_random_edits_of_a_small_programme(seed: int, tmp_path: Path) -> None:
    loaded, programme = small()
    book, chance = opened(loaded, programme, tmp_path), random.Random(seed)
    for _ in range(100):
        check_edits(book, programme, tmp_path / "edited.xlsx", chance, chance.randrange(1, 5))


def test_random_edits_of_a_whole_programme(tmp_path: Path) -> None:
    loaded, programme = first_programme("igf-2024")
    book, chance = opened(loaded, programme, tmp_path), random.Random(5)
    for _ in range(20):
        check_edits(book, programme, tmp_path / "edited.xlsx", chance, chance.randrange(1, 9))
