"""Proposals: a programme that a search found, its changes in groups that hang together, and parts of it taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scheduler.catalogue import goal_order
from scheduler.core.programme import Programme, Score, Segment
from scheduler.desk.edits import EditError, ReplaceEdit
from scheduler.desk.state import Snapshot
from scheduler.diff import GoalChange, changes_between
from scheduler.verify import check

GROUPS_AT_MOST = 60
"""Above this number of changed sessions, all changes are one group: too many to choose from, and to check."""


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of a proposal that hang together: the sentences that say them, and the ids that change.

    `names` are ids of sessions and requests.
    """

    number: int
    sentences: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """A programme beside the one it was found from. `goals` are sentences on the goals that differ."""

    programme: Programme
    groups: tuple[ChangeGroup, ...]
    goals: tuple[str, ...]

    def taken(self, now: Snapshot, numbers: Collection[int] | None = None) -> ReplaceEdit:
        """The edit that takes the proposal, or some groups of it, into the present programme.

        Raises EditError where a group does not exist, or the groups break a rule that is not broken now.
        """
        if numbers is None or {group.number for group in self.groups} == set(numbers):
            return ReplaceEdit(programme=self.programme, note="proposal taken")
        chosen = [group for group in self.groups if group.number in numbers]
        if len(chosen) < len(set(numbers)) or not chosen:
            raise EditError("The proposal has no such group of changes. Open it again and choose.")
        programme = with_changes(now.programme, self.programme, {name for group in chosen for name in group.names})
        new = _new_violations(now, programme)
        if new:
            raise EditError(f"These changes cannot be taken without the others: {new[0][0]} Take all of the proposal.")
        return ReplaceEdit(programme=programme, note="part of a proposal taken")


def proposal_of(now: Snapshot, found: Programme) -> Proposal:
    """The proposal that a programme is, beside the present one."""
    groups = _groups(now, found)
    changes = changes_between(now.instance, now.programme, found)
    numbered = []
    for number, names in enumerate(groups, start=1):
        own = (change.sentence for change in changes if change.session in names or change.segment in names)
        numbered.append(ChangeGroup(number, tuple(own), tuple(sorted(names))))
    return Proposal(found, tuple(numbered), tuple(_goal_sentences(now, found)))


def with_changes(now: Programme, found: Programme, names: Collection[str]) -> Programme:
    """The present programme, with the sessions and requests of these ids as they are in the one found."""
    sessions = [found.session.get(one.id) if one.id in names else one for one in now.sessions]
    new = [one for one in found.sessions if one.id in names and one.id not in now.session]
    segments = [one for one in now.segments if not _is_in(one, names)]
    return now.model_copy(
        update={
            "sessions": (*(one for one in sessions if one), *new),
            "segments": (*segments, *(one for one in found.segments if _is_in(one, names))),
            "decisions": tuple(found.decision.get(d.request, d) if d.request in names else d for d in now.decisions),
            "left_out": (
                *(one for one in now.left_out if one.session not in names),
                *(one for one in found.left_out if one.session in names),
            ),
        }
    )


def _is_in(segment: Segment, names: Collection[str]) -> bool:
    return segment.session in names or segment.request in names


def _goal_sentences(now: Snapshot, found: Programme) -> Iterable[str]:
    policy, scores = now.instance.policy, check(now.instance, found).scores
    for goal in goal_order(policy.order, policy.principle):
        old, new = Score.of(goal.id, now.verdict.scores[goal.id]), Score.of(goal.id, scores[goal.id])
        if old.value != new.value:
            yield GoalChange(old, new).values_sentence


def _groups(now: Snapshot, found: Programme) -> list[set[str]]:
    """The changed sessions and requests in groups, of which each can be taken alone without breaking a rule anew.

    Groups start as sessions with the requests that change in them. One that breaks a rule alone is put together with
    the changed sessions that this rule names, or with all others where it names none.
    """
    groups = _linked(now.programme, found)
    if sum(map(len, groups)) > GROUPS_AT_MOST:
        return [set().union(*groups)]
    number = 0
    while number < len(groups):
        new = _new_violations(now, with_changes(now.programme, found, groups[number]))
        if not new or len(groups) == 1:
            number += 1
            continue
        named = {name for _, names in new for name in names}
        others = [one for one in groups if one is not groups[number] and not named.isdisjoint(one)]
        others = others or [one for one in groups if one is not groups[number]]
        merged = groups[number].union(*others)
        groups = [*(one for one in groups if one is not groups[number] and one not in others), merged]
        number = 0
    return groups


def _new_violations(now: Snapshot, programme: Programme) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences and sessions of the rules that a programme breaks and the present one does not."""
    known = set(now.verdict.violations)
    found = check(now.instance, programme).violations
    return [(one.sentence, (*one.sessions, *one.who)) for one in found if one not in known]


def _linked(now: Programme, found: Programme) -> list[set[str]]:
    """The ids that differ between two programmes, each request together with the sessions that it is or was in."""
    groups: list[set[str]] = []
    for names in _differences(now, found):
        touching = [one for one in groups if not one.isdisjoint(names)]
        groups = [*(one for one in groups if one.isdisjoint(names)), names.union(*touching)]
    return groups


def _differences(now: Programme, found: Programme) -> Iterable[set[str]]:
    for name in {**now.session, **found.session}:
        one, other = now.session.get(name), found.session.get(name)
        if one is None or other is None or one.model_copy(update={"state": other.state}) != other:
            yield {name}
    for request, then in now.decision.items():
        later = found.decision.get(request)
        if later and (then.granted, then.session) != (later.granted, later.session):
            yield {request, then.session, later.session} - {""}
    inside = [{one.request: one for one in programme.segments} for programme in (now, found)]
    for request in {**inside[0], **inside[1]}:
        if inside[0].get(request) != inside[1].get(request):
            yield {request, *(one[request].session for one in inside if request in one)}
