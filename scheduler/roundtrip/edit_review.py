"""Review of an edited workbook: every change, every rule broken or satisfied again, every goal worse or better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from scheduler.core.programme import Score
from scheduler.diff import Change, GoalChange, changes_between
from scheduler.roundtrip.edited_workbook import EditedWorkbook
from scheduler.verify import Verdict, Violation, check


@dataclass(frozen=True)
class EditRemark:
    """An edit of a remark. `what` is state, pin or comment; `subject` the id of a session or request."""

    what: str
    subject: str
    sentence: str


@dataclass(frozen=True)
class EditReview:
    """An edited workbook compared with the programme that it was exported from.

    `broken` are violations that the edits caused, `broken_before` those that were there before, `mended` those that are
    gone. `verdict` is the independent check of the edited programme.
    """

    edited: EditedWorkbook
    verdict: Verdict
    changes: tuple[Change, ...]
    remarks: tuple[EditRemark, ...]
    broken: tuple[Violation, ...]
    broken_before: tuple[Violation, ...]
    mended: tuple[Violation, ...]
    goals: tuple[GoalChange, ...]

    @property
    def worse(self) -> tuple[GoalChange, ...]:
        return tuple(move for move in self.goals if move.is_worse)

    @property
    def better(self) -> tuple[GoalChange, ...]:
        return tuple(move for move in self.goals if not move.is_worse)


def review(edited: EditedWorkbook) -> EditReview:
    """Compare and check an edited workbook."""
    before, after = (check(edited.instance, one) for one in (edited.original, edited.programme))
    counting = {score.goal for score in edited.original.scores} or after.scores
    return EditReview(
        edited=edited,
        verdict=after,
        changes=changes_between(edited.instance, edited.original, edited.programme),
        remarks=tuple(_remarks(edited)),
        broken=tuple(one for one in after.violations if one not in before.violations),
        broken_before=tuple(one for one in after.violations if one in before.violations),
        mended=tuple(one for one in before.violations if one not in after.violations),
        goals=tuple(
            GoalChange(Score(goal=goal, value=before.scores[goal]), Score(goal=goal, value=value))
            for goal, value in after.scores.items()
            if goal in counting and value != before.scores[goal]
        ),
    )


def _remarks(edited: EditedWorkbook) -> Iterator[EditRemark]:
    for placed in edited.programme.sessions:
        was = edited.original.session[placed.id].state
        if was is not placed.state:
            yield EditRemark("state", placed.id, f"“{placed.id}” is now {placed.state}; it was {was}.")
    for pin in edited.pins:
        yield EditRemark("pin", pin.session, f"Pinned: {pin}.")
    for subject, text in edited.comments.items():
        yield EditRemark("comment", subject, f"Comment on “{subject}”: {text}")


def review_lines(review: EditReview) -> list[str]:
    """The review as lines for people."""
    edited = review.edited
    lines = [_origin(edited)]
    lines += _under("Changes", [change.sentence for change in review.changes])
    lines += _under("How the sheets were read", list(edited.notes))
    lines += _under("Beside the programme", [remark.sentence for remark in review.remarks])
    lines += _under("Rules broken by these changes", [_rule(one) for one in review.broken])
    lines += _under("Rules broken before", [_rule(one) for one in review.broken_before])
    lines += _under("Rules that hold again", [_rule(one) for one in review.mended])
    lines += _under("Goals made worse", [move.values_sentence for move in review.worse])
    lines += _under("Goals made better", [move.values_sentence for move in review.better])
    if not review.verdict.violations:
        lines.append("No rule is broken.")
    if edited.programme.sha256 != edited.original.sha256:
        lines.append("What was proven of the exported programme is not proven of this one.")
    return lines


def _origin(edited: EditedWorkbook) -> str:
    made = edited.original.provenance
    came = (
        f"“{edited.file.name}” was exported from programme {edited.original.sha256[:8]} of “{made.instance}” by "
        f"igf-scheduler {edited.written_by}"
    )
    if edited.programme == edited.original:
        unchanged = (
            "the sheets that were read say the same programme"
            if edited.notes
            else "the programme in it was not changed"
        )
        return f"{came}; {unchanged}."
    return f"{came}; with the changes it is programme {edited.programme.sha256[:8]}."


def _under(title: str, lines: list[str]) -> list[str]:
    return [f"{title} ({len(lines)}):", *(f"  {line}" for line in lines)] if lines else []


def _rule(violation: Violation) -> str:
    return f"{violation.topic}: {violation.sentence}"


def review_fields(review: EditReview) -> dict[str, object]:
    """The review for JSON."""
    edited = review.edited
    return {
        "exported_from": edited.original.sha256,
        "written_by": edited.written_by,
        "changed": edited.programme != edited.original,
        "changes": [change.fields for change in review.changes],
        "notes": list(edited.notes),
        "remarks": [asdict(remark) for remark in review.remarks],
        "pins": [asdict(pin) for pin in edited.pins],
        "comments": dict(edited.comments),
        "broken_by_changes": [asdict(one) for one in review.broken],
        "mended_by_changes": [asdict(one) for one in review.mended],
        "goals": [_goal_fields(change) for change in review.goals],
    }


def _goal_fields(change: GoalChange) -> dict[str, object]:
    return {
        "goal": change.goal,
        "before": change.before.value,
        "after": change.after.value,
        "worse": change.is_worse,
        "sentence": change.values_sentence,
    }
