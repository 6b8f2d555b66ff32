"""Answers to questions about a programme: solve a changed instance and compare the result with the programme."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.catalogue import GOAL
from scheduler.core.instance import Instance, Request
from scheduler.core.phrases import listed
from scheduler.core.programme import Programme
from scheduler.diff import GoalChange, goal_changes
from scheduler.diff.request_changes import placement_changes
from scheduler.explain.errors import RejectedError
from scheduler.explain.near_answers import NearQuestion, solve_near, solve_whole
from scheduler.model.demands import Demand
from scheduler.model.variables import DecisionVariables
from scheduler.search import Progress, Result, Status
from scheduler.search.large import is_large
from scheduler.verify import check, score_differences

NAMES_SHOWN = 12


class AnswerKind(StrEnum):
    """The outcome of a question."""

    TOLD = "told"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    NOT_FOUND = "no answer"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Answer:
    """The answer to one question: sentences for people, `fields` for JSON.

    `proven`: whether every price and every “impossible” in it is proven; None if no solve was needed.
    """

    question: str
    verdict: AnswerKind
    sentences: tuple[str, ...]
    proven: bool | None = None
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """Options for answers that need solves: seconds for each solve, a progress callback, and a stop event."""

    seconds: float | None = None
    on_progress: Callable[[Progress], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def solve(
        self,
        instance: Instance,
        near: Programme,
        also: Callable[[DecisionVariables], None] | None = None,
        firm: frozenset[Demand] = frozenset(),
        about: frozenset[str] = frozenset(),
    ) -> Result:
        """Solve an instance, close to the programme `near`. Raises RejectedError if the check rejects the result.

        If the programme is too large for one model, only neighbourhoods of the sessions and requests named in `about`
        are solved.
        """
        search = NearQuestion(instance, near, about, also, firm, self.seconds, self.on_progress, self.stop)
        result = solve_near(search) if is_large(instance) else solve_whole(search)
        if result.status is Status.REJECTED:
            raise RejectedError(f"The independent check rejects the programme found:  {result.objections[0]}")
        if result.programme:
            verdict = check(instance, result.programme)
            if verdict.violations or score_differences(result.programme, verdict):
                broken = (
                    verdict.violations[0].sentence if verdict.violations else "a score differs from the recomputed one."
                )
                raise RejectedError(f"The independent check rejects the programme found:  {broken}")
        return result


def difference(
    instance: Instance, before: Programme, after: Programme, granted_request: str = ""
) -> tuple[list[str], dict[str, object]]:
    """Compare two programmes: goals, requests granted and refused, sessions moved; as sentences and for JSON.

    `granted_request`, the subject of the question, is not listed as gained.
    """
    changed = goal_changes(before, after)
    lost = [r for r in instance.requests if r.id in before.granted and r.id not in after.granted]
    new = after.granted - before.granted - {granted_request}
    gained = [request for request in instance.requests if request.id in new]
    moved = [
        placed.id
        for placed in after.sessions
        if (old := before.session.get(placed.id)) and placement_changes(old, placed, ends=False)
    ]
    partners = [
        placed.id
        for placed in after.sessions
        if (old := before.session.get(placed.id)) and set(old.coalitions) != set(placed.coalitions)
    ]
    sentences = [price_sentence(changed, after), *(f"  {change.sentence}" for change in changed)]
    sentences += [f"Loses: {_wish(request)}." for request in lost]
    sentences += [f"Gains: {_wish(request)}." for request in gained]
    if partners:
        sentences.append(f"Other partners in: {listed(partners)}.")
    if moved:
        sentences.append(f"Moves to another place or time: {_shortened(moved)}.")
    if lost or gained or moved or partners:
        sentences.append("Losses, gains and moves are those of the programme found; others may be equally good.")
    fields: dict[str, object] = {
        "changes": [
            {
                "goal": change.after.goal,
                "now": change.before.value,
                "then": change.after.value,
                "proven": change.proven,
                "bound": change.after.bound,
            }
            for change in changed
        ],
        "loses": [request.id for request in lost],
        "gains": [request.id for request in gained],
        "other_partners": partners,
        "moves": moved,
    }
    return sentences, fields


def _shortened(names: list[str]) -> str:
    """The first few names, and the number of the others."""
    more = len(names) - NAMES_SHOWN
    return f"{', '.join(names[:NAMES_SHOWN])} and {more} more" if more > 1 else listed(names)


def price_sentence(changed: tuple[GoalChange, ...], after: Programme) -> str:
    """The whole price in one sentence: the first goal in the policy's order that changes decides.

    That it must get worse is said only where its value, and those of the goals before it, are proven in `after`.
    """
    if not changed:
        return "No goal changes: it is as good as the programme that you have."
    first = changed[0]
    goal = GOAL[first.after.goal].sentence.rstrip(".")
    if first.after.value < first.before.value:
        return f"It would be better than the programme that you have: “{goal}” is the first goal that changes."
    number = [score.goal for score in after.scores].index(first.goal)
    if all(score.proven for score in after.scores[: number + 1]):
        return f"The price: “{goal}” is the first goal that gets worse; no goal that counts for more changes."
    return (
        f"The price at most: in the programme found, “{goal}” is the first goal that gets worse. "
        "A better programme may exist: not all of this is proven."
    )


def _wish(request: Request) -> str:
    return f"{request.id}, its {request.choice}"


def part_sentences(result: Result) -> tuple[str, ...]:
    """A sentence on how many sessions were free to move; empty if all were."""
    if result.searched_sessions is None:
        return ()
    free, every = result.searched_sessions
    return (
        f"Searched: {free} of {every} sessions were free to move, the others were fixed. So a price that is not proven "
        "is an upper bound: moving more of the programme may lower it.",
    )


def unanswered(question: str, result: Result) -> Answer:
    """The answer if a solve ended with neither a programme nor a proof."""
    if result.status == "stopped":
        return Answer(question, AnswerKind.STOPPED, ("Stopped before an answer was found.",), False)
    return Answer(question, AnswerKind.NOT_FOUND, ("No answer was found within the time limit.",), False)
