"""Rules that count: sessions, minutes, places, presences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.core.instance import Request
from scheduler.core.phrases import number_of
from scheduler.core.vocabulary import Kind
from scheduler.verify.facts import Facts
from scheduler.verify.findings import Violation
from scheduler.verify.registry import rule


@rule
def session_caps(facts: Facts) -> Iterator[Violation]:
    """No more sessions than the policy allows, of each kind and in all."""
    policy = facts.instance.policy
    joint = sum(1 for _ in facts.joint)
    for kind, terms in policy.kinds.items():
        count = joint if kind is Kind.JOINT else len(facts.requests_of(kind))
        if kind is not Kind.DAY_ZERO and terms.at_most is not None and count > terms.at_most:
            sentence = f"The programme has {number_of(count, kind.value)}; the policy allows {terms.at_most}."
            yield Violation("session_caps", (), sentence)
    count = joint + len(facts.requests_of(Kind.INDIVIDUAL))
    if policy.coalition_sessions_at_most is not None and count > policy.coalition_sessions_at_most:
        sentence = f"Joint and individual sessions together are {count}; the policy allows "
        yield Violation("session_caps", (), f"{sentence}{policy.coalition_sessions_at_most}.")


@rule
def day_zero_places(facts: Facts) -> Iterator[Violation]:
    """No more day-zero events than there are places for coalitions."""
    places = facts.instance.policy.kinds[Kind.DAY_ZERO].at_most
    granted = facts.requests_of(Kind.DAY_ZERO)
    if places is not None and len(granted) > places:
        sentence = f"{len(granted)} day-zero events are granted; there are {number_of(places, 'place')}."
        yield Violation("day_zero_places", tuple(request.coalition for request in granted), sentence)


@rule
def minutes_cap(facts: Facts) -> Iterator[Violation]:
    """The coalitions' sessions take no more minutes of the programme than agreed."""
    limit, minutes = facts.instance.policy.coalition_minutes_at_most, coalition_minutes(facts)
    if limit is not None and minutes > limit:
        yield Violation("minutes_cap", (), f"The coalitions' sessions take {minutes} minutes; agreed are {limit}.")


def coalition_minutes(facts: Facts) -> int:
    """Minutes of joint sessions held and of individual sessions and day-zero events granted (system 33)."""
    joint = sum(session.placed.end - session.placed.start for session in facts.joint)
    own = sum(request.minutes for request in facts.granted if request.kind in (Kind.INDIVIDUAL, Kind.DAY_ZERO))
    return joint + own


@rule
def presences_at_most(facts: Facts) -> Iterator[Violation]:
    """No coalition has more presences than the policy allows."""
    policy = facts.instance.policy
    for coalition, requests in _by_coalition(facts).items():
        counted = [request for request in requests if policy.kinds[request.kind].counted]
        if len(counted) > policy.presences_at_most:
            kinds = ", ".join(request.kind.value for request in counted)
            sentence = f"{coalition} is granted {number_of(len(counted), 'presence')} ({kinds}); the policy allows "
            yield Violation("presences_at_most", (coalition,), f"{sentence}{policy.presences_at_most}.")


@rule
def main_slot_replaces_own_session(facts: Facts) -> Iterator[Violation]:
    """A main-session slot replaces a session of one's own."""
    replaced = facts.instance.policy.main_slot_replaces
    for coalition, requests in _by_coalition(facts).items():
        slots = [request for request in requests if request.kind is Kind.MAIN_SLOT]
        for request in requests:
            if request.kind in replaced and any(slot is not request for slot in slots):
                sentence = f"{coalition} is granted a main-session slot and {request.id}, which the slot replaces."
                yield Violation("main_slot_replaces_own_session", (coalition,), sentence)


@rule
def one_bilateral(facts: Facts) -> Iterator[Violation]:
    """A coalition has at most one bilateral meeting."""
    for coalition, requests in _by_coalition(facts).items():
        count = sum(request.kind is Kind.BILATERAL for request in requests)
        if count > 1:
            yield Violation("one_bilateral", (coalition,), f"{coalition} is granted {count} bilateral meetings.")


def _by_coalition(facts: Facts) -> dict[str, list[Request]]:
    granted: dict[str, list[Request]] = defaultdict(list)
    for request in facts.granted:
        granted[request.coalition].append(request)
    return granted
