"""Make an earlier version of a programme the current one: as it was, or carried over to sheets that changed since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme, Score
from scheduler.core.vocabulary import State
from scheduler.diff import changes_between
from scheduler.intake import load, load_instance
from scheduler.planning.merged import recheck
from scheduler.replan.open_replan import sheet_differences
from scheduler.replan.previous_programme import carried_over
from scheduler.storage.programme_instance import amended_again
from scheduler.storage.workspace import folder_of

STATUS_RESTORED = "restored"
"""The status in the provenance of a programme that was carried over to changed sheets."""


@dataclass(frozen=True)
class RestoredProgramme:
    """An earlier programme on the sheets of now.

    `misfits` says what no longer fits, in sentences; where there is any, the programme breaks rules. `notes` says what
    has changed in the sheets since.
    """

    instance: Instance
    programme: Programme
    misfits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def restore(earlier: Programme, current: Programme | None, file: Path, folder: str | None = None) -> RestoredProgramme:
    """The earlier programme in place of `current`, checked against the instance in its folder.

    Raises NotFoundError where there is no instance, and InputProblems.
    """
    place, variation = folder_of(earlier, file, folder), earlier.provenance.variation
    sheets = load(place, variation, accept_questions=True).instance
    plain = load_instance(place, accept_questions=True) if variation else sheets
    found = on_sheets(sheets, earlier, plain.sha256)
    if current is None or found.misfits:
        return found
    return RestoredProgramme(
        found.instance, _with_current_states(found.instance, found.programme, current), (), found.notes
    )


def on_sheets(sheets: Instance, earlier: Programme, base_sha256: str) -> RestoredProgramme:
    """The earlier programme carried over to an instance that may have changed; proofs do not carry over."""
    instance, amendments = amended_again(sheets, earlier)
    if earlier.is_for(instance):
        return RestoredProgramme(instance, earlier)
    lost = (text for text in earlier.provenance.amendments if text not in amendments)
    notes = (
        *(f"“{text}”, which was asked then, no longer fits the sheets." for text in lost),
        *sheet_differences(instance, earlier),
    )
    carried = carried_over(instance, earlier)
    provenance = earlier.provenance.model_copy(
        update={
            "instance_sha256": instance.sha256,
            "base_sha256": "" if base_sha256 == instance.sha256 else base_sha256,
            "amendments": amendments,
            "status": STATUS_RESTORED,
            "seconds": 0.0,
        }
    )
    scores = tuple(Score(goal=score.goal, value=score.value) for score in earlier.scores)
    programme, broken = recheck(instance, carried.model_copy(update={"provenance": provenance, "scores": scores}))
    return RestoredProgramme(instance, programme, broken, notes)


def _with_current_states(instance: Instance, programme: Programme, current: Programme) -> Programme:
    """The programme with the states in which its sessions are now; it is a draft where it differs from the current one.

    A session that moves keeps its state, because its new placement must be announced.
    """
    states = {placed.id: placed.state for placed in current.sessions}
    sessions = tuple(p.model_copy(update={"state": states.get(p.id, p.state)}) for p in programme.sessions)
    programme = programme.model_copy(update={"sessions": sessions})
    if changes_between(instance, current, programme):
        return programme.model_copy(update={"state": State.DRAFT, "state_since": None})
    return programme.model_copy(update={"state": current.state, "state_since": current.state_since})
