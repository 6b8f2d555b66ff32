"""In how many ways people would notice that one programme and not another was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import Kind


@dataclass(frozen=True)
class Changes:
    """The requests for which two programmes differ in what people notice.

    `kinds`: granted in one of the two alone. Of those granted in both: `partners`, held in a joint session with other
    members; `days`, held on another day.
    """

    kinds: tuple[str, ...]
    partners: tuple[str, ...]
    days: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.kinds) + len(self.partners) + len(self.days)


def changes(one: Programme, other: Programme) -> Changes:
    """What people notice between two programmes for the same requests."""
    requests = [decision.request for decision in one.decisions]
    in_both = [request for request in requests if request in one.granted and request in other.granted]
    held = {request: (_held(one, request), _held(other, request)) for request in in_both}
    return Changes(
        kinds=tuple(request for request in requests if (request in one.granted) != (request in other.granted)),
        partners=tuple(request for request, (then, now) in held.items() if _members(then) != _members(now)),
        days=tuple(request for request, (then, now) in held.items() if then.day != now.day),
    )


def _held(programme: Programme, request: str) -> PlacedSession:
    return programme.session[programme.decision[request].session]


def _members(placed: PlacedSession) -> frozenset[str]:
    """Who shares a joint session; of no account elsewhere."""
    return frozenset(placed.coalitions) if placed.kind is Kind.JOINT else frozenset()
