"""A programme planned anew: fewest changes that people notice, then the usual goals within that number."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from scheduler.catalogue import NOTICEABLE_CHANGES, goal_order
from scheduler.core.instance import Instance
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Programme, Reason, Score
from scheduler.core.vocabulary import State
from scheduler.diff import Change, changes_between
from scheduler.explain import with_reasons
from scheduler.explain.demand_texts import infeasibility_sentences
from scheduler.model.variables import DecisionVariables
from scheduler.planning.service import Ending, rejections
from scheduler.replan.causes import CauseFinder
from scheduler.replan.curve import ReplanPoint
from scheduler.replan.large_replan import GOAL_SECONDS, NeighbourhoodReplan, explain_infeasible, replan_neighbourhood
from scheduler.replan.notifications import Notification, notifications
from scheduler.replan.open_replan import ReplanInput
from scheduler.replan.previous_programme import carried_over, with_previous_states
from scheduler.replan.replan_search import ObjectiveOrder, changes_first, changes_last, limit_changes
from scheduler.search import Progress, Result, Status, solve
from scheduler.search.large import is_large
from scheduler.search.nearby import within_a_part
from scheduler.search.solver_run import Limit
from scheduler.verify import Verdict, check
from scheduler.verify.noticed_changes import NoticedChange, noticeable_changes

TITLES_SHOWN = 8

STATUS = "planned anew with few changes"
"""What a programme's provenance says: its values are the best within few changes, not the best there are."""


@dataclass(frozen=True)
class ReplanOptions:
    """How long each search may take, who is told of progress, the wish to stop, who saves what is found on the way."""

    seconds: float | None = None
    workers: int = 2
    on_progress: Callable[[Progress], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    save: Callable[[Programme], None] | None = None


@dataclass(frozen=True)
class ReplanResult:
    """What a new plan brought: a checked programme, or sentences that say why there is none.

    `noticed` are the changes as they were weighed, `fewest` their points and what is proven of them; `scores` the usual
    goals within these. `changes` are those between what is known outside and the new programme, each with its cause in
    `causes`. `curve` begins with the programme itself. `looked_at`: how many sessions were free to move when fewer
    changes were sought, of how many; None where all were.
    """

    ending: Ending
    instance: Instance
    programme: Programme | None
    sentences: tuple[str, ...] = ()
    noticed: tuple[NoticedChange, ...] = ()
    fewest: Score | None = None
    scores: tuple[Score, ...] = ()
    changes: tuple[Change, ...] = ()
    causes: tuple[str, ...] = ()
    told: tuple[Notification, ...] = ()
    curve: tuple[ReplanPoint, ...] = ()
    looked_at: tuple[int, int] | None = None
    seconds: float = 0.0


def replan(situation: ReplanInput, effort: ReplanOptions, further: int = 0, curve: Sequence[int] = ()) -> ReplanResult:
    """The programme with fewest changes that people notice, or with so many `further` ones, best by the usual goals.

    `curve` holds numbers of further changes for which it is said what they would buy. Nothing is handed on that the
    independent check rejects; `effort.save` receives what is found on the way, checked.
    """
    begun = time.monotonic()
    search = _ReplanSearch(situation, effort)
    result = search.first(wide=bool(further or curve))
    if result.programme is None:
        sentences = _why_none(situation, result)
        return ReplanResult(Ending(result.status.value), situation.instance, None, sentences, seconds=result.seconds)
    first = search.point(0, result.programme, result.programme)
    points = [first]
    for number in sorted({*curve, further} - {0}):
        if not effort.stop.is_set():
            points.append(search.further(number, points))
    chosen = next((point for point in points if point.further == further and point.programme), first)
    fewest = next((s for s in result.programme.scores if s.goal == NOTICEABLE_CHANGES.id), None)
    ending = _ending(result, effort, [point for point in points if point in (first, chosen)])
    asked_for = tuple(point for point in points if point.further in (0, *curve))
    reported = _reported(situation, chosen, ending, fewest, asked_for if curve else (), begun)
    return replace(reported, looked_at=search.near.looked_at) if search.near else reported


@dataclass
class _ReplanSearch:
    """The searches of one plan; `saved` is the fingerprint of what was saved last.

    `near` is where a whole programme, too large for one model, is planned anew.
    """

    situation: ReplanInput
    effort: ReplanOptions
    saved: str = ""
    near: NeighbourhoodReplan | None = None

    def first(self, wide: bool) -> Result:
        """The programme with fewest changes; `wide` where further ones are looked for afterwards."""
        effort, situation = self.effort, self.situation
        start, order = carried_over(situation.instance, situation.baseline), changes_first(situation.baseline)
        if not is_large(situation.held):
            return self.solve(order, start)
        limit = Limit(time.monotonic(), effort.seconds, effort.stop)
        tell = effort.on_progress or (lambda progress: None)
        self.near = replan_neighbourhood(
            situation.held, situation.baseline, start, limit, effort.workers, tell, self._checkpoint, wide
        )
        if self.near is None:
            return explain_infeasible(situation.held, start, limit, effort.workers)
        return self._with_goals(self.near, order, limit)

    def _with_goals(self, near: NeighbourhoodReplan, order: ObjectiveOrder, limit: Limit) -> Result:
        """The usual goals within the fewest changes, where there is time; else the programme as it was found."""
        result = (
            None if limit.over else self.solve(order, near.programme, seconds=min(limit.seconds_left, GOAL_SECONDS))
        )
        if result is None or result.programme is None:
            policy, verdict = self.situation.instance.policy, check(self.situation.instance, near.programme)
            goals = goal_order(policy.order, policy.principle)
            scores = tuple(within_a_part(Score(goal=goal.id, value=verdict.scores[goal.id])) for goal in goals)
            found = near.programme.model_copy(update={"scores": scores})
        else:
            found = result.programme
        scores = tuple(score for score in found.scores if score.goal != NOTICEABLE_CHANGES.id)
        found = found.model_copy(update={"scores": (near.changes, *scores)})
        return Result(Status.BEST_FOUND, found, limit.seconds)

    def solve(
        self,
        order: ObjectiveOrder,
        start: Programme,
        also: Callable[[DecisionVariables], None] | None = None,
        seconds: float | None = None,
    ) -> Result:
        effort, situation = self.effort, self.situation
        result = solve(
            situation.held,
            seconds=seconds or effort.seconds or (GOAL_SECONDS if self.near else None),
            workers=effort.workers,
            on_progress=effort.on_progress,
            on_programme=self._checkpoint,
            stop=effort.stop,
            also=also,
            order=order,
            start=start,
            prepared=self.near.prepared if self.near else None,
        )
        if self.near is None or result.programme is None:
            return result
        scores = tuple(within_a_part(score) for score in result.programme.scores)
        return replace(result, programme=result.programme.model_copy(update={"scores": scores}))

    def further(self, number: int, points: Sequence[ReplanPoint]) -> ReplanPoint:
        """The best programme with so many changes more than the fewest."""
        first, start = points[0].programme, points[-1].programme or points[0].programme
        assert first is not None
        assert start is not None
        most = len(self._noticed(first)) + number
        also = limit_changes(self.situation.baseline, most)
        result = self.solve(changes_last(self.situation.baseline), start, also)
        if result.programme is None:
            return ReplanPoint(number, 0, None)
        return self.point(number, result.programme, first)

    def point(self, number: int, found: Programme, first: Programme) -> ReplanPoint:
        scores = tuple(score for score in found.scores if score.goal != NOTICEABLE_CHANGES.id)
        programme, _ = _completed(self.situation, found)
        used = len(self._noticed(programme)) - len(self._noticed(first))
        return ReplanPoint(number, max(0, used), scores, programme)

    def _noticed(self, programme: Programme) -> tuple[NoticedChange, ...]:
        return noticeable_changes(self.situation.instance, self.situation.baseline, programme)

    def _checkpoint(self, found: Programme) -> None:
        if self.effort.save and found.sha256 != self.saved:
            programme, verdict = _completed(self.situation, found)
            if not rejections(self.situation.instance, programme, verdict):
                self.effort.save(programme)
                self.saved = found.sha256


def _completed(situation: ReplanInput, found: Programme) -> tuple[Programme, Verdict]:
    """What the search found, with what carries over, its provenance, and scores without proofs; and the verdict."""
    programme = with_previous_states(situation.instance, situation.baseline, found, situation.titles)
    verdict = check(situation.instance, programme)
    provenance = found.provenance.model_copy(
        update={
            "instance_sha256": situation.instance.sha256,
            "base_sha256": "" if situation.base_sha256 == situation.instance.sha256 else situation.base_sha256,
            "variation": situation.before.provenance.variation,
            "amendments": situation.amendments,
            "status": STATUS,
        }
    )
    scores = tuple(
        Score(goal=score.goal, value=verdict.scores[score.goal], seconds=score.seconds)
        for score in found.scores
        if score.goal != NOTICEABLE_CHANGES.id
    )
    return programme.model_copy(update={"provenance": provenance, "scores": scores}), verdict


def _ending(result: Result, effort: ReplanOptions, points: Sequence[ReplanPoint]) -> Ending:
    if effort.stop.is_set():
        return Ending.STOPPED
    proven = result.programme is not None and result.programme.proven and all(point.proven for point in points)
    return Ending.PROVEN if proven else Ending.BEST_FOUND


def _why_none(situation: ReplanInput, result: Result) -> tuple[str, ...]:
    if result.status is Status.STOPPED:
        return ("No programme had been found when the search was stopped.",)
    if result.left_out:
        return (_without_places(situation, result),)
    if result.infeasibility is None:
        return ("No programme was found in the time given.",)
    release = "What is pinned or published is released with --release NAME, or all of it with --release all."
    moved = ["What was put somewhere by hand is put back, or elsewhere, in the workbook."] if situation.by_hand else []
    return (*infeasibility_sentences(situation.held, result.infeasibility), release, *moved)


def _without_places(situation: ReplanInput, result: Result) -> str:
    """What found no place, where all sessions of the host programme must have one."""
    titles = [f"“{situation.instance.session[name].title}” ({name})" for name in result.left_out]
    shown = listed(titles) if len(titles) <= TITLES_SHOWN else ", ".join((*titles[:TITLES_SHOWN], "…"))
    proven = "This is proven." if result.status is Status.INFEASIBLE else "That there is none is not proven."
    return (
        f"No place was found for {number_of(len(titles), 'session')} of the host programme, whatever else moved: "
        f"{shown}. {proven} Cancel sessions, open rooms, or set “Host sessions may be left out” to yes on sheet Policy."
    )


def _reported(
    situation: ReplanInput,
    chosen: ReplanPoint,
    ending: Ending,
    fewest: Score | None,
    curve: tuple[ReplanPoint, ...],
    begun: float,
) -> ReplanResult:
    instance, found = situation.instance, chosen.programme
    assert found is not None
    programme = _with_state(situation, _with_reasons(situation, found))
    sentences = rejections(instance, programme, check(instance, programme))
    changes = changes_between(instance, situation.before, programme)
    causes = CauseFinder(situation.base, situation.made, situation.before, programme, frozenset(situation.retitled))
    return ReplanResult(
        ending=Ending.REJECTED if sentences else ending,
        instance=instance,
        programme=programme,
        sentences=sentences,
        noticed=noticeable_changes(instance, situation.baseline, programme),
        fewest=fewest,
        scores=chosen.scores or (),
        changes=changes,
        causes=tuple(causes.of(change) for change in changes),
        told=notifications(instance, changes),
        curve=curve,
        seconds=time.monotonic() - begun,
    )


def _with_reasons(situation: ReplanInput, found: Programme) -> Programme:
    """With a reason for every refusal; where no rule refuses, few changes do, and that is said."""
    programme = with_reasons(situation.instance, found)
    before = situation.baseline
    few = " It was refused before too, and this plan changes as little as it can."

    def told(request: str, reason: Reason | None) -> Reason | None:
        if reason is None or reason.rules or request not in before.decision or request in before.granted:
            return reason
        return reason.model_copy(update={"sentence": reason.sentence + few})

    decisions = tuple(d.model_copy(update={"reason": told(d.request, d.reason)}) for d in programme.decisions)
    return programme.model_copy(update={"decisions": decisions})


def _with_state(situation: ReplanInput, programme: Programme) -> Programme:
    """A programme that differs is a draft again until somebody decides on it; its sessions stay as well known."""
    before = situation.before
    if changes_between(situation.instance, before, programme):
        return programme.model_copy(update={"state": State.DRAFT, "state_since": None})
    return programme.model_copy(update={"state": before.state, "state_since": before.state_since})
