"""Replan a programme: minimise the noticeable changes first, then the usual goals within that number."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from scheduler.catalogue import NOTICEABLE_CHANGES, goal_order
from scheduler.catalogue.settings import SETTING
from scheduler.core.instance import Instance
from scheduler.core.phrases import listed, number_of
from scheduler.core.programme import Programme, Reason, Score
from scheduler.core.vocabulary import State
from scheduler.diff import Change, changes_between
from scheduler.explain import with_reasons
from scheduler.explain.demand_texts import infeasibility_sentences
from scheduler.model.variables import DecisionVariables
from scheduler.planning.service import Ending, model_faults, rejections
from scheduler.replan.amendment_costs import AmendmentCost, amendment_costs
from scheduler.replan.causes import CauseFinder
from scheduler.replan.curve import ReplanPoint
from scheduler.replan.large_replan import (
    GOAL_SECONDS,
    NeighbourhoodReplan,
    any_programme,
    explain_infeasible,
    replan_neighbourhood,
)
from scheduler.replan.notifications import Notification, notifications
from scheduler.replan.open_replan import ReplanInput
from scheduler.replan.previous_programme import carried_over, with_previous_states
from scheduler.search import Progress, Result, SearchOptions, SearchProblem, Status, solve
from scheduler.search.large import is_large
from scheduler.search.nearby import score_without_bound
from scheduler.search.objective_orders import ObjectiveOrder, changes_first, changes_last, limit_changes
from scheduler.search.solver_run import Limit
from scheduler.verify import Verdict, check
from scheduler.verify.noticed_changes import NoticedChange, noticeable_changes

TITLES_SHOWN = 8

STATUS = "planned anew with few changes"
"""The status in a replanned programme's provenance: its goals are optimised only within few changes."""


@dataclass(frozen=True)
class ReplanOptions:
    """Options of a replan: seconds for each search, solver threads, callbacks, and the stop event."""

    seconds: float | None = None
    workers: int = 2
    on_progress: Callable[[Progress], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    save: Callable[[Programme], None] | None = None


@dataclass(frozen=True)
class ReplanResult:
    """The result of a replan: a verified programme, or sentences on why none was found.

    `noticed` are the changes counted by the objective, `fewest` its value and proof; `scores` are the usual goals
    within these changes. `changes` are those from the programme known outside, each with its cause in `causes`; `costs`
    says what each amendment costs. `curve` starts with the programme itself. `searched_sessions`: number of sessions
    free to move in the search for fewest changes, and of all; None if all were free.
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
    notifications: tuple[Notification, ...] = ()
    costs: tuple[AmendmentCost, ...] = ()
    curve: tuple[ReplanPoint, ...] = ()
    searched_sessions: tuple[int, int] | None = None
    seconds: float = 0.0


def replan(inputs: ReplanInput, options: ReplanOptions, further: int = 0, curve: Sequence[int] = ()) -> ReplanResult:
    """Find the best programme with the fewest noticeable changes, or with at most so many `further` ones.

    `curve` holds numbers of further changes to report the gain of. Only programmes that the independent check accepts
    are returned or passed to `options.save`, which also receives the interim ones.
    """
    started_at = time.monotonic()
    search = _ReplanSearch(inputs, options)
    result = search.first(wide=bool(further or curve))
    if result.programme is None:
        sentences = _failure_sentences(inputs, result)
        return ReplanResult(Ending(result.status.value), inputs.instance, None, sentences, seconds=result.seconds)
    first = search.point(0, result.programme, result.programme)
    points = [first]
    for number in sorted({*curve, further} - {0}):
        if not options.stop.is_set():
            points.append(search.further(number, points))
    chosen = next((point for point in points if point.further == further and point.programme), first)
    fewest = next((s for s in result.programme.scores if s.goal == NOTICEABLE_CHANGES.id), None)
    ending = _ending(result, options, [point for point in points if point in (first, chosen)])
    asked_for = tuple(point for point in points if point.further in (0, *curve))
    reported = _reported(inputs, chosen, ending, fewest, asked_for if curve else (), started_at)
    if reported.ending is not Ending.REJECTED:
        reported = replace(reported, sentences=model_faults(search.objections))
    return replace(reported, searched_sessions=search.near.searched_sessions) if search.near else reported


@dataclass
class _ReplanSearch:
    """The searches of one replan; `saved` is the fingerprint of the programme saved last.

    `near` is the result of the neighbourhood search where the programme is too large for one model; `objections` are
    those of the independent check to solutions that it rejected.
    """

    inputs: ReplanInput
    options: ReplanOptions
    saved: str = ""
    near: NeighbourhoodReplan | None = None
    objections: tuple[str, ...] = ()

    def first(self, wide: bool) -> Result:
        """The programme with fewest changes; `wide` if a later search allows further changes."""
        options, inputs = self.options, self.inputs
        start, order = carried_over(inputs.instance, inputs.baseline), changes_first(inputs.baseline)
        if not is_large(inputs.pinned_instance):
            return self.solve(order, start)
        limit = Limit(time.monotonic(), options.seconds, options.stop)
        report = options.on_progress or (lambda progress: None)
        pinned, workers = inputs.pinned_instance, options.workers
        self.near = replan_neighbourhood(pinned, inputs.baseline, start, limit, workers, report, self._checkpoint, wide)
        if self.near is None and not limit.over and (other := any_programme(pinned, start, limit, workers)):
            # A programme with many changes is found before few of them: these are looked for around what it moved.
            self.near = replan_neighbourhood(
                pinned, inputs.baseline, other, limit, workers, report, self._checkpoint, wide
            )
        if self.near is None:
            return explain_infeasible(inputs.pinned_instance, start, limit, options.workers)
        return self._with_goals(self.near, order, limit)

    def _with_goals(self, near: NeighbourhoodReplan, order: ObjectiveOrder, limit: Limit) -> Result:
        """Optimise the usual goals within the fewest changes, if time is left; otherwise keep the programme."""
        result = (
            None if limit.over else self.solve(order, near.programme, seconds=min(limit.seconds_left, GOAL_SECONDS))
        )
        if result is None or result.programme is None:
            policy, verdict = self.inputs.instance.policy, check(self.inputs.instance, near.programme)
            goals = goal_order(policy.order, policy.principle)
            scores = tuple(Score.of(goal.id, verdict.scores[goal.id]) for goal in goals)
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
        options, inputs = self.options, self.inputs
        result = solve(
            SearchProblem(
                inputs.pinned_instance, also, objectives=order, prepared=self.near.prepared if self.near else None
            ),
            SearchOptions(
                seconds or options.seconds or (GOAL_SECONDS if self.near else None),
                options.workers,
                stop=options.stop,
                on_progress=options.on_progress,
                on_programme=self._checkpoint,
                warm_start=start,
            ),
        )
        self.objections += result.objections
        if self.near is None or result.programme is None:
            return result
        scores = tuple(score_without_bound(score) for score in result.programme.scores)
        return replace(result, programme=result.programme.model_copy(update={"scores": scores}))

    def further(self, number: int, points: Sequence[ReplanPoint]) -> ReplanPoint:
        """The best programme with at most `number` changes more than the fewest."""
        first, start = points[0].programme, points[-1].programme or points[0].programme
        assert first is not None
        assert start is not None
        most = len(self._noticed(first)) + number
        also = limit_changes(self.inputs.baseline, most)
        result = self.solve(changes_last(self.inputs.baseline), start, also)
        if result.programme is None:
            return ReplanPoint(number, 0, None)
        return self.point(number, result.programme, first)

    def point(self, number: int, found: Programme, first: Programme) -> ReplanPoint:
        scores = tuple(score for score in found.scores if score.goal != NOTICEABLE_CHANGES.id)
        programme, _ = _with_states_and_scores(self.inputs, found)
        used = len(self._noticed(programme)) - len(self._noticed(first))
        return ReplanPoint(number, max(0, used), scores, programme)

    def _noticed(self, programme: Programme) -> tuple[NoticedChange, ...]:
        return noticeable_changes(self.inputs.instance, self.inputs.baseline, programme)

    def _checkpoint(self, found: Programme) -> None:
        if self.options.save and found.sha256 != self.saved:
            programme, verdict = _with_states_and_scores(self.inputs, found)
            if not rejections(self.inputs.instance, programme, verdict):
                self.options.save(programme)
                self.saved = found.sha256


def _with_states_and_scores(inputs: ReplanInput, solution: Programme) -> tuple[Programme, Verdict]:
    """The found programme with previous states and provenance, and the check's verdict; only scores of 0 are proven."""
    programme = with_previous_states(inputs.instance, inputs.baseline, solution, inputs.titles)
    verdict = check(inputs.instance, programme)
    provenance = solution.provenance.model_copy(
        update={
            "instance_sha256": inputs.instance.sha256,
            "base_sha256": "" if inputs.base_sha256 == inputs.instance.sha256 else inputs.base_sha256,
            "variation": inputs.before.provenance.variation,
            "amendments": inputs.amendments,
            "status": STATUS,
        }
    )
    scores = tuple(
        Score.of(score.goal, verdict.scores[score.goal], score.seconds)
        for score in solution.scores
        if score.goal != NOTICEABLE_CHANGES.id
    )
    return programme.model_copy(update={"provenance": provenance, "scores": scores}), verdict


def _ending(result: Result, options: ReplanOptions, points: Sequence[ReplanPoint]) -> Ending:
    if options.stop.is_set():
        return Ending.STOPPED
    proven = result.programme is not None and result.programme.proven and all(point.proven for point in points)
    return Ending.PROVEN if proven else Ending.BEST_FOUND


def _failure_sentences(inputs: ReplanInput, result: Result) -> tuple[str, ...]:
    if result.status is Status.REJECTED:
        return result.objections
    if result.status is Status.STOPPED:
        return ("No programme had been found when the search was stopped.",)
    if result.left_out:
        return (_unplaced_sessions(inputs, result),)
    if result.infeasibility is None:
        return ("No programme was found in the time given.",)
    release = "What is pinned or published is released with --release NAME, or all of it with --release all."
    moved = ["What was put somewhere by hand is put back, or elsewhere, in the workbook."] if inputs.by_hand else []
    return (*infeasibility_sentences(inputs.pinned_instance, result.infeasibility), release, *moved)


def _unplaced_sessions(inputs: ReplanInput, result: Result) -> str:
    """The host sessions for which no placement was found, though all are mandatory."""
    titles = [f"“{inputs.instance.session[name].title}” ({name})" for name in result.left_out]
    shown = listed(titles) if len(titles) <= TITLES_SHOWN else ", ".join((*titles[:TITLES_SHOWN], "…"))
    leave_out = SETTING["host_sessions_may_be_left_out"].title
    proven = "This is proven." if result.status is Status.INFEASIBLE else "That there is none is not proven."
    return (
        f"No place was found for {number_of(len(titles), 'session')} of the host programme: {shown}. {proven} Cancel "
        f"sessions, open rooms, or set “{leave_out}” to yes on sheet Policy."
    )


def _reported(
    inputs: ReplanInput,
    chosen: ReplanPoint,
    ending: Ending,
    fewest: Score | None,
    curve: tuple[ReplanPoint, ...],
    started_at: float,
) -> ReplanResult:
    instance, found = inputs.instance, chosen.programme
    assert found is not None
    programme = _with_state(inputs, _with_reasons(inputs, found))
    sentences = rejections(instance, programme, check(instance, programme))
    changes = changes_between(instance, inputs.before, programme)
    finder = CauseFinder(inputs.base, inputs.made, inputs.before, programme, frozenset(inputs.retitled))
    causes = tuple(finder.cause(change) for change in changes)
    return ReplanResult(
        ending=Ending.REJECTED if sentences else ending,
        instance=instance,
        programme=programme,
        sentences=sentences,
        noticed=noticeable_changes(instance, inputs.baseline, programme),
        fewest=fewest,
        scores=chosen.scores or (),
        changes=changes,
        causes=tuple(cause.sentence for cause in causes),
        costs=amendment_costs(finder, changes, causes),
        notifications=notifications(instance, changes),
        curve=curve,
        seconds=time.monotonic() - started_at,
    )


def _with_reasons(inputs: ReplanInput, solution: Programme) -> Programme:
    """Add a reason to every refusal; if no rule is the reason, it is the limit on changes."""
    programme = with_reasons(inputs.instance, solution)
    before = inputs.baseline
    change_limit_reason = " It was refused before too, and this plan changes as little as it can."

    def with_note(request: str, reason: Reason | None) -> Reason | None:
        if reason is None or reason.rules or request not in before.decision or request in before.granted:
            return reason
        return reason.model_copy(update={"sentence": reason.sentence + change_limit_reason})

    decisions = tuple(d.model_copy(update={"reason": with_note(d.request, d.reason)}) for d in programme.decisions)
    return programme.model_copy(update={"decisions": decisions})


def _with_state(inputs: ReplanInput, programme: Programme) -> Programme:
    """The programme with its state: a draft again if it has changes; its sessions keep their states."""
    before = inputs.before
    if changes_between(inputs.instance, before, programme):
        return programme.model_copy(update={"state": State.DRAFT, "state_since": None})
    return programme.model_copy(update={"state": before.state, "state_since": before.state_since})
