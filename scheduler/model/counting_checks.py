"""Counting arguments before any solve: proofs that no programme exists, and what is scarce.

Every sentence of `cannot_fit` proves infeasibility without a search; `scheduler.search.infeasibility` finds the other
conflicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from scheduler.catalogue import RULE
from scheduler.core.instance import Instance, Pin
from scheduler.core.phrases import number_of
from scheduler.core.vocabulary import OWN_KINDS, SEGMENT_KINDS, Kind, PinVerb, Service
from scheduler.model.constraints import entitled_requests
from scheduler.model.place_pins import PlacePins, fits_pins, pins_named, place_pins
from scheduler.model.placement_rules import objections, possible
from scheduler.model.prepare import CandidatePlacement, Interval, PlannedSession, Prepared, missing_conditions, prepare
from scheduler.model.team_constraints import uses

PlacementKey = tuple[str, str, int]
"""Room, day and start."""

FreePlacements = dict[str, list[CandidatePlacement]]
"""For each mandatory session, its candidate placements that break no rule and overlap no given session."""

NAMES_SHOWN = 30


def cannot_fit(instance: Instance) -> tuple[str, ...]:
    """Sentences that each prove, by counting alone, that no programme exists."""
    prepared = prepare(instance)
    given = _given_placements(prepared)
    pins = place_pins(prepared)
    held = {session.id: session for session in _mandatory_sessions(prepared)}
    held |= {name: prepared.sessions[name] for name in pins}
    free = {
        name: [one for one in _free_placements(prepared, session, given) if fits_pins(pins.get(name, ()), one)]
        for name, session in held.items()
    }
    return (
        *_committee_too_small(prepared),
        *_without_placement(prepared, held.values(), free, pins),
        *_more_sessions_than_placements(free, pins),
        *_too_few_teams(prepared, free),
        *_pinned_but_impossible(prepared),
        *_more_granted_than_allowed(prepared),
    )


def scarcities(instance: Instance) -> tuple[str, ...]:
    """A sentence for each kind with more requests than any programme can grant."""
    prepared = prepare(instance)
    return tuple(sentence for kind in Kind if (sentence := _scarcity(prepared, kind)))


def _committee_too_small(prepared: Prepared) -> Iterator[str]:
    least = prepared.instance.policy.committee_at_least
    if len(prepared.judges) < least:
        names = ", ".join(prepared.judges) or "none"
        yield (
            f"The selection committee needs {least} coalitions that compete for nothing and have somebody who "
            f"represents no competing coalition; there are {len(prepared.judges)} ({names}). Lower “Selection "
            f"committee, at least” or find {_counted_more(least - len(prepared.judges), 'coalition')} to opt out."
        )


def _without_placement(
    prepared: Prepared, held: Iterable[PlannedSession], free: FreePlacements, pins: PlacePins
) -> Iterator[str]:
    for session in held:
        if not free[session.id]:
            pinned = pins.get(session.id, ())
            where = f" where {pins_named(pinned)} {'puts' if len(pinned) == 1 else 'put'} it" if pinned else ""
            reasons = _reasons_without_placement(prepared, session, pinned)
            yield f"{_named(session)} has no possible place{where}: {reasons}."


def _reasons_without_placement(prepared: Prepared, session: PlannedSession, pins: Collection[Pin]) -> str:
    """Count candidate placements by the first rule that each breaks."""
    options = [option for option in session.options if fits_pins(pins, option)]
    if not session.options:
        return f"no grid has a slot of {session.minutes} minutes for it"
    if not options:
        return f"no slot of {session.minutes} minutes for it begins there"
    against: Counter[str] = Counter()
    for option in options:
        broken = objections(prepared, session, session.needs, option)
        against[RULE[broken[0]].counted_as if broken else "taken by given sessions"] += 1
    closed = {option.room.id for option in options if _is_closed(option)}
    if pins and len(closed) == 1 and all(map(_is_closed, options)):
        return f"{closed.pop()} is closed then"
    counts = ", ".join(f"{count} {words}" for words, count in against.most_common())
    return f"of {number_of(len(options), 'room and time', 'rooms and times')}, {counts}"


def _is_closed(option: CandidatePlacement) -> bool:
    return any(window.overlaps(option.day, option.start, option.end) for window in option.room.closed)


def _more_sessions_than_placements(free: FreePlacements, pins: PlacePins) -> Iterator[str]:
    """Count room, day and start only; overlaps between different grids are left to the solver."""
    keys = {session: [option.key for option in options] for session, options in free.items() if options}
    sessions, placements = _hall_violator(keys)
    if sessions:
        pinned = [pin for name in sorted(sessions) for pin in pins.get(name, ())]
        holding = f" Some are held there by {pins_named(pinned)}." if pinned else ""
        yield (
            f"{len(sessions)} sessions that must be held have only "
            f"{number_of(len(placements), 'room and time', 'rooms and times')} between them: "
            f"{_named_briefly(sessions)}.{holding} Free {_counted_more(len(sessions) - len(placements), 'place')} or "
            "take sessions out."
        )


def _hall_violator(keys: dict[str, list[PlacementKey]]) -> tuple[set[str], set[PlacementKey]]:
    """Sessions that outnumber their placements, and these placements (Hall violator); empty if all can be matched.

    Maximum bipartite matching by augmenting paths; a search that fails has reached a Hall violator.
    """
    session_at: dict[PlacementKey, str] = {}
    placement_of: dict[str, PlacementKey] = {}
    for session in keys:
        reached_from: dict[PlacementKey, str] = {}
        todo = [session]
        for session_to_match in todo:
            for key in keys[session_to_match]:
                if key not in reached_from and key not in session_at:
                    _augment(session_at, placement_of, reached_from, key, session_to_match)
                    break
                if key not in reached_from:
                    reached_from[key] = session_to_match
                    todo.append(session_at[key])
            else:
                continue
            break
        else:
            return {session} | {session_at[key] for key in reached_from}, set(reached_from)
    return set(), set()


def _augment(
    session_at: dict[PlacementKey, str],
    placement_of: dict[str, PlacementKey],
    reached_from: dict[PlacementKey, str],
    free: PlacementKey,
    session: str,
) -> None:
    """Augment the matching along the path that ends in a free placement."""
    while True:
        old = placement_of.get(session)
        session_at[free], placement_of[session] = session, free
        if old is None:
            return
        free, session = old, reached_from[old]


def _too_few_teams(prepared: Prepared, free_placements: FreePlacements) -> Iterator[str]:
    for team in prepared.instance.teams:
        busiest = _busiest_given(prepared, team.service)
        if len(busiest) > team.number:
            names = ", ".join(sorted(busiest))
            yield (
                f"{len(busiest)} sessions with a place use {team.service.value} at one time ({names}), and sheet Teams "
                f"gives {team.number} for it. Find {_counted_more(len(busiest) - team.number, 'team')} or move some of "
                "them."
            )
            continue
        users = {s.id: free_placements[s.id] for s in _mandatory_sessions(prepared) if uses(s.needs, team.service)}
        moments = smallest_hitting_set(option.interval for options in users.values() for option in options)
        free = sum(team.number - _given_at(prepared, team.service, day, minute) for day, minute in moments)
        if all(users.values()) and len(users) > free:
            count = f"{len(users)} sessions that must be held need {team.service.value}"
            yield (
                f"{count}: {_named_briefly(users)}. Wherever they are placed, each contains one of {len(moments)} "
                f"moments, and {number_of(free, 'team')} for it in all {'is' if free == 1 else 'are'} free then, "
                f"{team.number} at a time. Find more teams or take sessions out."
            )


def _busiest_given(prepared: Prepared, service: Service) -> list[str]:
    """The given sessions that use a service at the moment with most of them."""
    users = [(s.id, s.given.interval) for s in prepared.given if s.given and uses(s.needs, service)]
    crowds = [
        [name for name, other in users if other.day == one.day and other.start <= one.start < other.end]
        for _, one in users
    ]
    return max(crowds, key=len, default=[])


def _given_at(prepared: Prepared, service: Service, day: str, minute: int) -> int:
    """Number of given sessions that use a service at a moment."""
    intervals = [s.given.interval for s in prepared.given if s.given and uses(s.needs, service)]
    return sum(interval.day == day and interval.start <= minute < interval.end for interval in intervals)


def smallest_hitting_set(intervals: Iterable[Interval]) -> list[tuple[str, int]]:
    """A smallest set of moments (day, minute) that hits every interval (greedy by end).

    The interval that ends first needs a moment; its last minute is optimal, and hits the most other intervals.
    """
    last_chosen: dict[str, int] = {}
    chosen: list[tuple[str, int]] = []
    for interval in sorted(set(intervals), key=lambda interval: (interval.day, interval.end)):
        if last_chosen.get(interval.day, -1) < interval.start:
            last_chosen[interval.day] = interval.end - 1
            chosen.append((interval.day, interval.end - 1))
    return chosen


def _pinned_but_impossible(prepared: Prepared) -> Iterator[str]:
    instance = prepared.instance
    for pin in instance.pins:
        request = instance.request.get(pin.subject)
        if request is None or pin.verb not in (PinVerb.GRANT, PinVerb.PLACE):
            continue
        source = f" ({pin.source})" if pin.source else ""
        if not instance.policy.offers(request.kind):
            yield f"The pin on {request.id}{source} grants a kind that the policy does not offer."
        elif instance.policy.kinds[request.kind].gated and not prepared.eligible[request.coalition]:
            missing = " and ".join(missing_conditions(instance, request.coalition))
            yield f"The pin on {request.id}{source} grants it, but {request.coalition} lacks: {missing}."


def _more_granted_than_allowed(prepared: Prepared) -> Iterator[str]:
    instance = prepared.instance
    pinned = {pin.subject for pin in instance.pins if pin.verb in (PinVerb.GRANT, PinVerb.PLACE)}
    pinned |= {request.id for request in entitled_requests(prepared)}
    for kind, terms in instance.policy.kinds.items():
        fixed = [request.id for request in prepared.requests(kind) if request.id in pinned]
        if kind is not Kind.JOINT and terms.at_most is not None and len(fixed) > terms.at_most:
            yield (
                f"{len(fixed)} requests for a {kind.value} must be granted by right or by pin, and the policy allows "
                f"{terms.at_most}: {', '.join(fixed)}."
            )


def _scarcity(prepared: Prepared, kind: Kind) -> str:
    number = len(prepared.requests(kind))
    capacity, limit = _capacity_for(prepared, kind)
    if number <= capacity:
        return ""
    article = "an" if kind.value[0] in "aeiou" else "a"
    return f"{number_of(number, 'request')} for {article} {kind.value}, and room for {capacity} at most ({limit})."


def _capacity_for(prepared: Prepared, kind: Kind) -> tuple[int, str]:
    """Upper bound on the granted requests of a kind, and the limit that it comes from, in words."""
    policy = prepared.instance.policy
    terms = policy.kinds[kind]
    if not terms.offered:
        return 0, "the policy does not offer it"
    limits: list[tuple[int, str]] = []
    if kind is Kind.JOINT:
        sessions = min(
            terms.at_most if terms.at_most is not None else len(list(prepared.joint)), len(prepared.sessions)
        )
        each = policy.joint_size_max
        each_of = number_of(each, "coalition")
        limits.append((sessions * each, f"{number_of(sessions, 'session')} of up to {each_of}"))
    elif terms.at_most is not None:
        limits.append((terms.at_most, "the policy’s cap"))
    if kind in OWN_KINDS:
        given = _given_placements(prepared)
        free = {
            o.key for r in prepared.requests(kind) for o in _free_placements(prepared, prepared.sessions[r.id], given)
        }
        limits.append((len(free), "free rooms and times"))
    if kind in SEGMENT_KINDS:
        limits.append((_segment_capacity(prepared, kind), "minutes reserved for coalitions"))
    return min(limits) if limits else (len(prepared.requests(kind)), "")


def _segment_capacity(prepared: Prepared, kind: Kind) -> int:
    shortest = min((request.minutes for request in prepared.requests(kind)), default=1)
    total = 0
    for session in {s.id: s for r in prepared.requests(kind) for s in prepared.routes[r.id]}.values():
        if session.host:
            fitting = session.host.coalition_minutes // shortest
            most = prepared.instance.policy.main_slots_per_session
            total += min(fitting, most) if kind is Kind.MAIN_SLOT else fitting
    return total


def _mandatory_sessions(prepared: Prepared) -> Iterator[PlannedSession]:
    yield from (session for session in prepared.decided if session.is_mandatory)
    yield from (prepared.sessions[request.id] for request in entitled_requests(prepared))


def _free_placements(
    prepared: Prepared, session: PlannedSession, given_by_room: dict[str, list[CandidatePlacement]]
) -> list[CandidatePlacement]:
    """Candidate placements that break no rule on single placements and overlap no given session."""
    return [
        option
        for option in possible(prepared, session)
        if not any(option.interval.overlaps(given.interval) for given in given_by_room.get(option.room.id, ()))
    ]


def _given_placements(prepared: Prepared) -> dict[str, list[CandidatePlacement]]:
    """Placements of given sessions by room."""
    by_room: dict[str, list[CandidatePlacement]] = {}
    for session in prepared.given:
        if session.given:
            by_room.setdefault(session.given.room.id, []).append(session.given)
    return by_room


def _named(session: PlannedSession) -> str:
    return f"{session.id} ({session.label}, {session.minutes} minutes)"


def _named_briefly(sessions: Collection[str]) -> str:
    """The first of many sessions, and the number of the others."""
    names, more = sorted(sessions)[:NAMES_SHOWN], len(sessions) - NAMES_SHOWN
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _counted_more(count: int, noun: str) -> str:
    return number_of(count, f"more {noun}")
