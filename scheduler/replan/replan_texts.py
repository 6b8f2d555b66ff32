"""Report of a replan: lines for people, fields for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from scheduler.catalogue.goal_texts import goal_text, proof_and_details
from scheduler.core.phrases import number_of
from scheduler.core.programme import Score
from scheduler.diff import Change
from scheduler.replan.curve import curve_sentences
from scheduler.replan.open_replan import ReplanInput
from scheduler.replan.replanning import ReplanResult


def replan_lines(inputs: ReplanInput, plan: ReplanResult) -> Iterator[str]:
    """The input, wishes lost and gained, goals from → to, changes and their causes, whom to tell, what amendments cost.

    Then the gain of further changes, where it was looked for.
    """
    yield from inputs.notes or ("Nothing was asked: the programme is checked and replanned as it is.",)
    yield ""
    yield fewest_text(plan)
    pairs = list(zip(plan.changes, plan.causes, strict=True))
    yield ""
    yield from _with_causes(
        "Who loses and who gains a wish", [_with_reason(plan, *pair) for pair in pairs if pair[0].wish]
    )
    if not any(change.wish for change in plan.changes):
        yield "No wish is lost or gained."
    yield from _refused_new_requests(inputs, plan)
    yield ""
    yield "Goals, within these changes, in the order in which they count: from → to"
    before = {score.goal: score for score in inputs.before.scores}
    for number, score in enumerate(plan.scores, start=1):
        yield f"  {number:2}. {_from_to(before.get(score.goal), score)}"
    if plan.changes:
        yield ""
        yield from _with_causes("What changes, and why", [pair for pair in pairs if not pair[0].wish])
        yield ""
        yield "Who must be informed"
        yield from (f"  {told.line}" for told in plan.notifications)
    if plan.costs:
        yield ""
        yield "What each amendment and each new pin costs"
    for cost in plan.costs:
        yield f"  {cost.amendment.sentence}"
        yield from (f"    {sentence}" for sentence in cost.sentences)
    if plan.curve:
        yield ""
        yield "What further changes would buy"
        yield from (f"  {sentence}" for sentence in curve_sentences(plan.curve[0], plan.curve))


def _with_causes(title: str, pairs: Sequence[tuple[Change, str]]) -> Iterator[str]:
    """The sentences of changes, each with its cause below it; nothing without changes."""
    if pairs:
        yield title
    for change, cause in pairs:
        yield f"  {change.sentence}"
        yield f"    {cause}"


def _with_reason(plan: ReplanResult, change: Change, cause: str) -> tuple[Change, str]:
    """The change of a wish with its cause, and the reason for the refusal, which says why nothing else fits."""
    decision = plan.programme.decision.get(change.wish) if plan.programme else None
    reason = decision.reason.sentence if decision and decision.reason else ""
    return change, f"{cause} {reason}".rstrip()


def _from_to(before: Score | None, after: Score) -> str:
    """``First choices refused: 1 → 2, worse by 1 (proven)``."""
    proof = proof_and_details(after)
    if before is None:
        return f"{goal_text(after)} ({proof}; not counted before)"
    difference = after.value - before.value
    if not difference:
        return f"{goal_text(after)}, as before ({proof})"
    how = "worse" if difference > 0 else "better"
    name, _, value = goal_text(after).rpartition(": ")
    return f"{name}: {before.value:,} → {value}, {how} by {abs(difference):,} ({proof})"


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
    before = {score.goal: score.value for score in inputs.before.scores}
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
        "goals": [
            {"goal": score.goal, "before": before.get(score.goal), "after": score.value} for score in plan.scores
        ],
        "costs": [
            {
                "amendment": cost.amendment.written,
                "changes": [change.sentence for change in cost.changes],
                "goals": None
                if cost.goals is None
                else [{"goal": g.goal, "without": g.before.value, "with": g.after.value} for g in cost.goals],
                "sentences": list(cost.sentences),
            }
            for cost in plan.costs
        ],
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
