"""Report of a replan: lines for people, fields for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from scheduler.catalogue.goal_texts import goal_text, proof_and_details
from scheduler.core.phrases import number_of
from scheduler.replan.curve import curve_sentences
from scheduler.replan.open_replan import ReplanInput
from scheduler.replan.replanning import ReplanResult


def replan_lines(inputs: ReplanInput, plan: ReplanResult) -> Iterator[str]:
    """The input, the changes and their causes, who must be informed, the goals, and the gain of further changes."""
    yield from inputs.notes or ("Nothing was asked: the programme is checked and replanned as it is.",)
    yield ""
    yield fewest_text(plan)
    if plan.changes:
        yield ""
        yield "What changes, and why"
        for change, cause in zip(plan.changes, plan.causes, strict=True):
            yield f"  {change.sentence}"
            yield f"    {cause}"
        yield ""
        yield "Who must be informed"
        yield from (f"  {told.line}" for told in plan.notifications)
    yield from _refused_new_requests(inputs, plan)
    yield ""
    yield "Goals, within these changes, in the order in which they count"
    for number, score in enumerate(plan.scores, start=1):
        yield f"  {number:2}. {goal_text(score)} ({proof_and_details(score)})"
    if plan.curve:
        yield ""
        yield "What further changes would buy"
        yield from (f"  {sentence}" for sentence in curve_sentences(plan.curve[0], plan.curve))


def fewest_text(plan: ReplanResult) -> str:
    """The number and points of noticeable changes, and whether fewer are proven impossible."""
    points = sum(change.points for change in plan.noticed)
    fewest = plan.fewest
    if not plan.noticed:
        return "Beside what was asked, nothing changes that people notice."
    counted = f"Beside what was asked: {number_of(len(plan.noticed), 'change')} that people notice ({points} points"
    if fewest is None:
        return f"{counted})."
    if points > fewest.value:
        return f"{counted}; the fewest are {fewest.value} points, {_proof(plan, fewest.proven)})."
    return f"{counted}; that no programme has fewer is {_proof(plan, fewest.proven)})."


def _proof(plan: ReplanResult, proven: bool) -> str:
    if proven:
        return "proven"
    if plan.searched_sessions is None or plan.searched_sessions[0] == plan.searched_sessions[1]:
        return "not proven"
    free, every = plan.searched_sessions
    return f"not proven: {free} of {every} sessions were free to move, those not touched within their day at most"


def _refused_new_requests(inputs: ReplanInput, plan: ReplanResult) -> Iterator[str]:
    """New requests that are refused; those granted are among the changes."""
    assert plan.programme is not None
    new = [d for d in plan.programme.decisions if d.request not in inputs.before.decision and not d.granted]
    if new:
        yield ""
        yield "New wishes that are refused"
    for decision in new:
        reason = decision.reason.sentence if decision.reason else ""
        yield f"  {decision.request}: {reason}"
        yield f"    --grant “{decision.request}” has it granted, and says what moves for it."


def replan_fields(inputs: ReplanInput, plan: ReplanResult, file: str | None) -> dict[str, object]:
    """The result for JSON; `programme` is the file it was saved in, null if not saved."""
    numbers = [point.further for point in plan.curve if point.further]
    words = dict(zip(numbers, curve_sentences(plan.curve[0], plan.curve) if plan.curve else (), strict=True))
    return {
        "instance": plan.instance.name,
        "status": plan.ending.value,
        "seconds": round(plan.seconds, 2),
        "programme": file,
        "sha256": plan.programme.sha256 if plan.programme else None,
        "asked": list(inputs.notes),
        "amendments": list(inputs.amendments),
        "noticed": [{"kind": n.kind.sentence, "about": n.about, "points": n.points} for n in plan.noticed],
        "fewest": plan.fewest.model_dump() if plan.fewest else None,
        "looked_at": list(plan.searched_sessions) if plan.searched_sessions else None,
        "changes": [{**change.fields, "why": cause} for change, cause in zip(plan.changes, plan.causes, strict=True)],
        "told": [asdict(notification) for notification in plan.notifications],
        "scores": [score.model_dump() for score in plan.scores],
        "curve": [
            {
                "further": point.further,
                "used": point.used,
                "proven": point.proven,
                "scores": [score.model_dump() for score in point.scores or ()],
                "sentence": words.get(point.further, ""),
            }
            for point in plan.curve
        ],
        "sentences": list(plan.sentences),
    }
