"""Which bounds to look for next, in ever more time, and what those found make together.

Discomfort is bounded as far as it does not ask which room a session has; of small programmes as a whole.

Sessions on one theme in parallel are bounded theme by theme: what a theme's sessions cost each other even if they had
all rooms for themselves, they cost each other in the whole, and what is due to different themes adds up. Coalitions
count as far as their sessions must take place, if they get what they have.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.model.whole.state import DISCOMFORT, LEFT_OUT, PARALLELS, Bound, Values, Whole
from scheduler.model.whole.workshop import BoundFound, BoundTask
from scheduler.vocabulary import Use

ROUNDS = ((False, 6.0), (True, 12.0), (True, 40.0), (True, 120.0))
"""Whether coalitions are looked at, and the seconds for each bound; more rounds are not made."""

ROUNDS_OF_HOSTS = 1
"""How many of these look at the host programme alone."""


class Subject(NamedTuple):
    """A goal, and for parallels a theme, on day zero or on the main days."""

    goal: str
    theme: str = ""
    day_zero: bool = False


@dataclass
class Bounds:
    """What is known of each subject, without coalitions and with them, and which round comes next.

    All of it holds for programmes that are no worse in earlier goals than `caps`. So many `seconds` went to long ones.
    """

    subjects: tuple[Subject, ...]
    caps: Values = field(default_factory=dict)
    known: dict[tuple[Subject, bool], int] = field(default_factory=dict)
    rounds: dict[Subject, int] = field(default_factory=dict)
    seconds: float = 0.0

    def task(self, whole: Whole, may_be_long: bool) -> BoundTask | None:
        """The next, if there is any to look for; those of themes are known in a moment."""
        self._renew(whole)
        if all(whole.settled(goal) for goal in self.caps):
            # With coalitions a bound is higher, and only a little later found.
            self.rounds = {subject: max(done, ROUNDS_OF_HOSTS) for subject, done in self.rounds.items()}
        subjects = (subject for subject in self.subjects if subject.theme or may_be_long)
        waiting = [subject for subject in subjects if self._worth_while(whole, subject)]
        if not waiting:
            return None
        subject = min(waiting, key=self._turn)
        with_coalitions, seconds = ROUNDS[self.rounds[subject]]
        self.rounds[subject] += 1
        caps = self._caps_of(whole, subject) if with_coalitions else {LEFT_OUT: self.caps[LEFT_OUT]}
        return BoundTask(*subject, with_coalitions, caps, min(seconds, 0.9 * whole.limit.seconds_left))

    def _caps_of(self, whole: Whole, subject: Subject) -> Values:
        """How bad earlier goals may be; for discomfort parallels are among them, if they come before."""
        after_parallels = subject.goal == DISCOMFORT and PARALLELS in whole.before(DISCOMFORT)
        return self.caps | ({PARALLELS: whole.values[PARALLELS]} if after_parallels else {})

    def _turn(self, subject: Subject) -> tuple[int, int]:
        """Round after round, the most promising first."""
        return self.rounds[subject], -self._value(subject)

    def _renew(self, whole: Whole) -> None:
        """Forget what no longer holds, since the best programme is worse in an earlier goal than was looked at."""
        earlier = (LEFT_OUT, *(whole.before(PARALLELS) if PARALLELS in whole.goals else ()))
        values = {goal: whole.values[goal] for goal in earlier}
        if not self.caps or values[LEFT_OUT] > self.caps[LEFT_OUT]:
            self.rounds = dict.fromkeys(self.subjects, 0)
            self.known = {}
        elif any(value > self.caps[goal] for goal, value in values.items()):
            self.known = {key: value for key, value in self.known.items() if not key[1]}
            self.rounds = {subject: min(done, ROUNDS_OF_HOSTS) for subject, done in self.rounds.items()}
        else:
            return
        self.caps = values

    def _worth_while(self, whole: Whole, subject: Subject) -> bool:
        """Whether there is a round left that could tell something new."""
        following = self.rounds[subject]
        if following == len(ROUNDS) or whole.settled(subject.goal):
            return False
        with_coalitions, _ = ROUNDS[following]
        return not with_coalitions or all(whole.settled(earlier) for earlier in self.caps)

    def _value(self, subject: Subject) -> int:
        return max(self.known.get((subject, False), 0), self.known.get((subject, True), 0))

    def keep(self, whole: Whole, found: BoundFound) -> None:
        """What was found, with what was known, if that still holds."""
        task = found.task
        self.seconds += 0 if task.theme else found.seconds
        if found.value is None or any(self.caps.get(goal, cap) > cap for goal, cap in task.caps.items()):
            return
        subject = Subject(task.goal, task.theme, task.day_zero)
        self.known[subject, task.with_coalitions] = max(found.value, self._value(subject))
        if found.exact:
            self.rounds[subject] = len(ROUNDS) if task.with_coalitions else max(ROUNDS_OF_HOSTS, self.rounds[subject])
        self._tell(whole, task.goal, task.caps if task.goal == DISCOMFORT else self.caps)

    def _tell(self, whole: Whole, goal: str, caps: Values) -> None:
        """What is known of a goal counts if it is better than what was."""
        value = sum(self._value(subject) for subject in self.subjects if subject.goal == goal)
        before = whole.bound(goal)
        if value and (before is None or value > before):
            whole.bounds[goal] = Bound(value, {} if goal == LEFT_OUT else dict(caps))


def subjects(whole: Whole) -> tuple[Subject, ...]:
    """What bounds are looked for: how many are left out, parallels, where most sessions are first, and discomfort."""
    sessions = [session for session in whole.prepared.sessions.values() if session.in_programme]
    number = Counter((theme, session.use is Use.DAY_ZERO) for session in sessions for theme in session.themes)
    parallels = [Subject(PARALLELS, *among) for among, members in number.most_common() if members > 1]
    return tuple(s for s in (Subject(LEFT_OUT), *parallels, Subject(DISCOMFORT)) if s.goal in whole.goals)
