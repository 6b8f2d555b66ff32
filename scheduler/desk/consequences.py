"""The consequences of the edits: rules broken, goals from → to, wishes gained and lost, and whom to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from scheduler.catalogue import RULE, goal_order
from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.catalogue.goal_texts import goal_name
from scheduler.core.instance import Instance
from scheduler.core.phrases import listed
from scheduler.core.programme import Programme, Score
from scheduler.core.safe_text import without_addresses
from scheduler.desk.state import DeskState, Snapshot
from scheduler.diff import GoalChange, changes_between, request_changes
from scheduler.replan.notifications import notifications
from scheduler.verify.findings import Violation


@dataclass(frozen=True)
class BrokenRuleLine:
    """A broken rule: its id and name, the sentence of the verifier, the remedy, and the sessions and names concerned.

    `since_base`: it was not broken in the programme that one began from.
    """

    rule: str
    name: str
    sentence: str
    remedy: str
    sessions: tuple[str, ...]
    who: tuple[str, ...]
    since_base: bool


@dataclass(frozen=True)
class GoalLine:
    """A goal that differs from the base: its short name and values; smaller is better."""

    goal: str
    name: str
    before: int
    after: int
    sentence: str


@dataclass(frozen=True)
class WishLine:
    """A request that is granted now and was not in the base, or the other way round."""

    request: str
    coalition: str
    sentence: str


@dataclass(frozen=True)
class ToldLine:
    """A coalition, person or organiser to inform, the people to reach, and what changed for them."""

    who: str
    people: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Consequences:
    """What all edits together mean, against the programme that one began from."""

    broken: tuple[BrokenRuleLine, ...]
    goals: tuple[GoalLine, ...]
    gained: tuple[WishLine, ...]
    lost: tuple[WishLine, ...]
    changes: tuple[str, ...]
    to_tell: tuple[ToldLine, ...]

    @property
    def may_be_announced(self) -> bool:
        """Whether no rule is broken: only such a programme may be announced or published."""
        return not self.broken

    @property
    def fields(self) -> dict[str, object]:
        """The consequences for JSON."""
        return {**asdict(self), "may_be_announced": self.may_be_announced}


def consequences(state: DeskState) -> Consequences:
    """What the edits have changed since the base."""
    instance, base, now = state.instance, state.base, state.now
    known = set(base.verdict.violations)
    changes = changes_between(instance, base.programme, now.programme)
    wishes = list(_wishes(instance, base.programme, now.programme))
    return Consequences(
        broken=tuple(_broken_line(now, one, one not in known) for one in now.verdict.violations),
        goals=tuple(_goals(state)),
        gained=tuple(line for kind, line in wishes if kind is ChangeKind.GRANTED),
        lost=tuple(line for kind, line in wishes if kind is ChangeKind.REFUSED),
        changes=tuple(without_addresses(change.sentence) for change in changes),
        to_tell=tuple(
            ToldLine(
                without_addresses(one.who),
                tuple(map(without_addresses, one.people)),
                tuple(map(without_addresses, one.sentences)),
            )
            for one in notifications(instance, changes)
        ),
    )


def _goals(state: DeskState) -> Iterator[GoalLine]:
    """The goals of the policy that differ, the most important first."""
    policy, (before, after) = state.instance.policy, (one.verdict.scores for one in (state.base, state.now))
    for goal in goal_order(policy.order, policy.principle):
        old, new = (Score.of(goal.id, scores[goal.id]) for scores in (before, after))
        if old.value != new.value:
            sentence = GoalChange(old, new).values_sentence
            yield GoalLine(goal.id, goal_name(goal.id), old.value, new.value, sentence)


def _wishes(instance: Instance, before: Programme, after: Programme) -> Iterator[tuple[ChangeKind, WishLine]]:
    for change in request_changes(before, after):
        request = instance.request.get(change.request)
        if request and change.kind in (ChangeKind.GRANTED, ChangeKind.REFUSED):
            verb = "gains" if change.kind is ChangeKind.GRANTED else "loses"
            choice = "made by default" if request.by_default else f"choice {request.rank}"
            sentence = f"{request.coalition} {verb} its {request.kind.value} ({choice})."
            yield change.kind, WishLine(request.id, request.coalition, sentence)


def _broken_line(now: Snapshot, violation: Violation, is_new: bool) -> BrokenRuleLine:
    return BrokenRuleLine(
        rule=violation.rule,
        name=violation.topic,
        sentence=without_addresses(violation.sentence),
        remedy=without_addresses(remedy_of(now, violation)),
        sessions=violation.sessions,
        who=tuple(map(without_addresses, violation.who)),
        since_base=is_new,
    )


def remedy_of(now: Snapshot, violation: Violation) -> str:
    """What would mend a broken rule: move what can be moved, or what the catalogue says gives the rule up."""
    movable = [name for name in violation.sessions if _can_move(now, name)]
    titles = [f"“{now.programme.session[name].title}”" for name in movable]
    ways = [f"move {listed(titles) if len(titles) == 1 else f'one of {listed(titles)}'}"] if titles else []
    name = _NAMED.get(violation.rule, _nobody)(now, violation)
    remedy = RULE[violation.rule].remedy
    if remedy and "{kinds}" not in remedy and (name or "{name}" not in remedy):
        ways.append(remedy.format(name=name))
    if not ways:
        ways.append("take out or refuse one of those concerned, or change the setting or pin that forbids it")
    text = ", or ".join(ways)
    return f"{text[0].upper()}{text[1:]}."


def _can_move(now: Snapshot, session: str) -> bool:
    placed = now.programme.session.get(session)
    return placed is not None and not placed.given


def _nobody(now: Snapshot, violation: Violation) -> str:
    return ""


def _who(now: Snapshot, violation: Violation) -> str:
    return listed(violation.who)


def _first_session(now: Snapshot, violation: Violation) -> str:
    placed = [now.programme.session[name] for name in violation.sessions[:1] if name in now.programme.session]
    return f"“{placed[0].title}”" if placed else ""


def _its_room(now: Snapshot, violation: Violation) -> str:
    placed = [now.programme.session[name] for name in violation.sessions[:1] if name in now.programme.session]
    return placed[0].room if placed else ""


def _last_session(now: Snapshot, violation: Violation) -> str:
    placed = [now.programme.session[name] for name in violation.sessions[1:] if name in now.programme.session]
    return f"“{placed[-1].title}”" if placed else ""


_NAMED: dict[str, Callable[[Snapshot, Violation], str]] = {
    **dict.fromkeys(("room_hours", "room_purpose", "freed_slots"), _its_room),
    **dict.fromkeys(
        ("room_services", "room_capacity", "captioning", "forbidden_days", "types_kept_off", "segments_fit"),
        _first_session,
    ),
    **dict.fromkeys(
        (
            "availability",
            "remote_hours",
            "pause_between_sessions",
            "eligibility",
            "presences_at_most",
            "required_partners",
            "main_session_theme",
        ),
        _who,
    ),
    "blocked_times": _last_session,
}
"""What `{name}` stands for in the remedy of a rule; a remedy with a name that is not here is left out."""
