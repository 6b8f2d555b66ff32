"""The input of a replan: a programme or edited workbook, the current instance, and amendments."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.phrases import listed
from scheduler.core.programme import Decision, Programme, joint_session_id
from scheduler.core.vocabulary import Kind
from scheduler.intake import load, load_instance
from scheduler.intake.amendments import Amended, amend_all
from scheduler.replan.holding_pins import impossible_placements, release_impossible, with_published_pinned
from scheduler.roundtrip import EditedWorkbook, read_edited
from scheduler.roundtrip import sheet_layout as sheets
from scheduler.roundtrip.opening import is_workbook
from scheduler.roundtrip.origin import READ_ME, original_programme
from scheduler.roundtrip.workbook_cells import read_sheets
from scheduler.storage.programme_files import load_programme
from scheduler.storage.programme_instance import amended_again
from scheduler.storage.workspace import folder_of


@dataclass(frozen=True)
class ReplanInput:
    """The input of a replan.

    `before` is the programme as it is known outside, `baseline` the same with the user's own edits, which do not count
    as changes, and without cancelled joint sessions. `base` is the instance before the new amendments (`made`),
    `earlier` are amendments made in earlier replans. `free`: ids of sessions and requests that may move though they
    are published or pinned; None for everything. `by_hand`: a session was moved in a workbook. `notes`: sentences that
    describe the input.
    """

    base: Instance
    base_sha256: str
    before: Programme
    baseline: Programme
    earlier: tuple[str, ...] = ()
    made: tuple[Amended, ...] = ()
    free: frozenset[str] | None = frozenset()
    by_hand: bool = False
    notes: tuple[str, ...] = ()

    @property
    def instance(self) -> Instance:
        """The instance with all amendments."""
        return self.made[-1].instance if self.made else self.base

    @cached_property
    def retitled(self) -> dict[str, str]:
        """The titles that were edited by hand."""
        was = self.before.session
        return {p.id: p.title for p in self.baseline.sessions if p.id in was and p.title != was[p.id].title}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles to keep: those edited by hand, and all of them where the sheets have not changed."""
        if not self.before.is_for(self.base):
            return self.retitled
        return {placed.id: placed.title for placed in self.baseline.sessions}

    @property
    def amendments(self) -> tuple[str, ...]:
        return (*self.earlier, *(one.written for one in self.made))

    @property
    def pinned_instance(self) -> Instance:
        """The instance with published sessions pinned, except those that may move."""
        return self.instance if self.free is None else with_published_pinned(self.instance, self.before, self.free)


def open_replan_input(file: Path, texts: Sequence[str], folder: str | None = None) -> ReplanInput:
    """Read a programme's file or an edited workbook, and apply amendments given as texts.

    Raises ProgrammeFileError, NotFoundError, InputProblems, or NotUnderstoodError.
    """
    before = _original(file) if is_workbook(file) else load_programme(file)
    place = folder_of(before, file, folder)
    variation = before.provenance.variation
    loaded = load(place, variation, accept_questions=True)
    plain = load_instance(place, accept_questions=True) if variation else loaded.instance
    base, earlier = amended_again(loaded.instance, before)
    edited = read_edited(file, folder, replace(loaded, instance=base)) if is_workbook(file) else None
    inputs = replan_input_of(
        base,
        before,
        texts,
        baseline=edited.programme if edited else None,
        edits=tuple(edits_as_amendments(edited)) if edited else (),
        earlier=earlier,
        base_sha256=plain.sha256,
    )
    lost = [text for text in before.provenance.amendments if text not in earlier]
    dropped = (f"“{text}”, which was asked earlier, no longer fits the sheets and is left out." for text in lost)
    return replace(inputs, notes=(*dropped, *(edited.notes if edited else ()), *inputs.notes))


def _joint_session_cancelled(before: Programme, text: str) -> str:
    """The joint session that a text such as ``cancel Joint: DNS`` cancels; empty for all other texts.

    Raises NotUnderstoodError where the programme holds no such session.
    """
    verb, _, name = " ".join(text.split()).partition(" ")
    if verb != "cancel" or not name.casefold().startswith(joint_session_id("").casefold()):
        return ""
    joint = [placed.id for placed in before.sessions if placed.kind is Kind.JOINT]
    found = next((one for one in joint if one.casefold() == name.casefold()), "")
    if not found:
        there = f"Its joint sessions are {listed(f'“{one}”' for one in joint)}." if joint else "It has none."
        raise NotUnderstoodError(f"The programme has no joint session “{name}”. {there}")
    return found


def _without_joint_sessions(programme: Programme, names: Collection[str]) -> Programme:
    """The programme without some joint sessions; the requests held in them are refused."""
    decisions = (
        Decision(request=decision.request, granted=False) if decision.session in names else decision
        for decision in programme.decisions
    )
    sessions = (placed for placed in programme.sessions if placed.id not in names)
    return programme.model_copy(update={"sessions": tuple(sessions), "decisions": tuple(decisions)})


def _original(file: Path) -> Programme:
    """The programme from which a workbook was exported, regardless of its edits. Raises InputProblems."""
    programme, titles = read_sheets(file, (sheets.ORIGINAL, READ_ME))
    return original_programme(programme, titles, file)[0]


def replan_input_of(
    base: Instance,
    before: Programme,
    texts: Sequence[str] = (),
    *,
    baseline: Programme | None = None,
    edits: Sequence[str] = (),
    earlier: Sequence[str] = (),
    base_sha256: str = "",
) -> ReplanInput:
    """The input with these amendments; sessions whose placement they make infeasible become free.

    `edits` are amendments too, applied last: what was moved by hand stays where it was put. Raises NotUnderstoodError.
    """
    off = {text: _joint_session_cancelled(before, text) for text in texts}
    held = {name: [d.request for d in before.decisions if d.session == name] for name in off.values() if name}
    written = [[f"refuse {request}" for request in held[off[text]]] if off[text] else [text] for text in texts]
    asked, made = amend_all(base, chain.from_iterable(written))
    impossible = impossible_placements(asked, before)
    released = release_impossible(asked, before, impossible)
    by_hand, put = amend_all(released[-1].instance if released else asked, edits)
    done = (*made, *released, *put)
    return ReplanInput(
        base=base,
        base_sha256=base_sha256 or base.sha256,
        before=before,
        baseline=_without_joint_sessions(baseline or before, held) if held else baseline or before,
        by_hand=bool(edits),
        earlier=tuple(earlier),
        made=done,
        free=_free_ids(done, impossible, before, by_hand if edits else None, baseline),
        notes=(
            *sheet_differences(base, before),
            *dict.fromkeys(one.in_full for one in done),
            *_released_sentences(before, asked, impossible),
        ),
    )


def edits_as_amendments(edited: EditedWorkbook) -> Iterator[str]:
    """The edits of a workbook as amendments: moved and pinned sessions are pinned, others cancelled or refused."""
    before, now = edited.original, edited.programme
    pinned = {pin.session: pin for pin in edited.pins}
    for placed in now.sessions:
        old, pin = before.session.get(placed.id), pinned.get(placed.id)
        moved = old is None or (old.room, old.day, old.start) != (placed.room, placed.day, placed.start)
        room = placed.room if moved or (pin and pin.room) else ""
        start_text = _time_text(placed.day, placed.start) if moved or (pin and pin.start is not None) else ""
        if room or start_text:
            yield f"hold {placed.id}: " + " | ".join(filter(None, (room, start_text)))
    for placed in before.sessions:
        if placed.id not in now.session and placed.id in edited.instance.session:
            yield f"cancel {placed.id}"
    for decision in now.decisions:
        then = before.decision.get(decision.request)
        if then and then.granted and not decision.granted:
            yield f"refuse {decision.request}"
        elif decision.granted and then and then.session != decision.session:
            alone = decision.session == decision.request
            yield f"grant {decision.request}" if alone else f"hold {decision.request}: in {decision.session}"


def _time_text(day: str, start: int) -> str:
    return f"{day} {start // 60:02d}:{start % 60:02d}"


def _free_ids(
    made: Sequence[Amended],
    impossible: dict[str, str],
    before: Programme,
    by_hand: Instance | None,
    baseline: Programme | None,
) -> frozenset[str] | None:
    """The ids of sessions that may move: released, with an infeasible placement, or moved by hand."""
    if any(one.frees is None for one in made):
        return None
    free = {name for one in made for name in one.frees or ()} | set(impossible)
    free |= {d.request for d in before.decisions if d.granted and d.session in impossible}
    if by_hand and baseline:
        free |= {p.id for p in before.sessions if baseline.session.get(p.id) != p}
        free |= {d.request for d in before.decisions if baseline.decision.get(d.request) != d}
    held = {d.request: d.session for d in before.decisions if d.granted}
    staying = {session for request, session in held.items() if request not in free}
    return frozenset(free | {p.id for p in before.sessions if p.kind is Kind.JOINT and p.id not in staying})


def _released_sentences(before: Programme, instance: Instance, impossible: dict[str, str]) -> Iterator[str]:
    """Sentences on published or pinned sessions that are released because their placement is infeasible."""
    pinned = {pin.subject for pin in instance.pins}
    for session, sentence in impossible.items():
        placed = before.session.get(session)
        if placed and (placed.state == "published" or session in pinned):
            yield f"“{session}” is released, for it cannot stay as it is: {sentence}"


def sheet_differences(instance: Instance, before: Programme) -> Iterator[str]:
    """Sentences on requests and host sessions that are new in the sheets, or no longer there."""
    if before.is_for(instance):
        return
    yield "The sheets have changed since the programme was made; only what both hold is compared."
    asked = {decision.request for decision in before.decisions}
    hosts = {placed.id for placed in before.sessions if placed.type}
    hosts |= {removed.session for removed in before.left_out}
    for sentence, names in (
        ("New requests", [r.id for r in instance.requests if r.id not in asked]),
        ("Requests taken back", sorted(asked - instance.request.keys())),
        ("New sessions of the host programme", [s.id for s in instance.sessions if s.id not in hosts]),
        ("Sessions no longer in the host programme", sorted(hosts - instance.session.keys())),
    ):
        if names:
            yield f"{sentence}: {listed(names)}."
