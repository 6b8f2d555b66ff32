"""Counting arguments before any solve: proofs that no programme exists, and what is scarce.

Every sentence of `cannot_fit` is a proof: no programme exists while it holds. Counting finds only what needs no
search; what else cannot hold together is found by `scheduler.search.infeasibility`.
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

PlaceKey = tuple[str, str, int]
"""Room, day and start."""

FreePlaces = dict[str, list[CandidatePlacement]]
"""For each session that must be held, the places that nothing stands against and no given session takes."""

NAMES_SHOWN = 30


def cannot_fit(instance: Instance) -> tuple[str, ...]:
    """Sentences that each prove, by counting alone, that no programme exists."""
    prepared = prepare(instance)
    taken = _taken(prepared)
    pins = place_pins(prepared)
    held = {session.id: session for session in (*_must_be_held(prepared), *(prepared.sessions[name] for name in pins))}
    places = {
        name: [option for option in _free_places(prepared, session, taken) if fits_pins(pins.get(name, ()), option)]
        for name, session in held.items()
    }
    return (
        *_committee_too_small(prepared),
        *_nowhere_to_go(prepared, held.values(), places, pins),
        *_more_sessions_than_places(places, pins),
        *_too_few_teams(prepared, places),
        *_pinned_but_impossible(prepared),
        *_more_granted_than_allowed(prepared),
    )


def scarcities(instance: Instance) -> tuple[str, ...]:
    """What is asked for more often than it can be had, kind by kind; no programme can grant it all."""
    prepared = prepare(instance)
    return tuple(sentence for kind in Kind if (sentence := _scarcity(prepared, kind)))


def _committee_too_small(prepared: Prepared) -> Iterator[str]:
    least = prepared.instance.policy.committee_at_least
    if len(prepared.judges) < least:
        names = ", ".join(prepared.judges) or "none"
        yield (
            f"The selection committee needs {least} coalitions that compete for nothing and have somebody who "
            f"represents no competing coalition; there are {len(prepared.judges)} ({names}). Lower “Selection "
            f"committee, at least” or find {_more(least - len(prepared.judges), 'coalition')} to opt out."
        )


def _nowhere_to_go(
    prepared: Prepared, held: Iterable[PlannedSession], places: FreePlaces, pins: PlacePins
) -> Iterator[str]:
    for session in held:
        if not places[session.id]:
            pinned = pins.get(session.id, ())
            where = f" where {pins_named(pinned)} {'puts' if len(pinned) == 1 else 'put'} it" if pinned else ""
            yield f"{_named(session)} has no possible place{where}: {_why_nowhere(prepared, session, pinned)}."


def _why_nowhere(prepared: Prepared, session: PlannedSession, pins: Collection[Pin]) -> str:
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


def _more_sessions_than_places(free: FreePlaces, pins: PlacePins) -> Iterator[str]:
    """Starting places alone are counted; overlaps between unlike grids are left to the solver."""
    places = {session: [option.key for option in options] for session, options in free.items() if options}
    sessions, shared = _too_many_for_too_few(places)
    if sessions:
        pinned = [pin for name in sorted(sessions) for pin in pins.get(name, ())]
        holding = f" Some are held there by {pins_named(pinned)}." if pinned else ""
        yield (
            f"{len(sessions)} sessions that must be held have only "
            f"{number_of(len(shared), 'room and time', 'rooms and times')} between them: {_named_briefly(sessions)}."
            f"{holding} Free {_more(len(sessions) - len(shared), 'place')} or take sessions out."
        )


def _too_many_for_too_few(places: dict[str, list[PlaceKey]]) -> tuple[set[str], set[PlaceKey]]:
    """Sessions that outnumber their placements, and these placements (Hall violator); empty if all can be matched.

    Maximum bipartite matching by augmenting paths; a search that fails has reached a Hall violator.
    """
    holder: dict[PlaceKey, str] = {}
    held: dict[str, PlaceKey] = {}
    for session in places:
        reached: dict[PlaceKey, str] = {}
        todo = [session]
        for asking in todo:
            for key in places[asking]:
                if key not in reached and key not in holder:
                    _move_up(holder, held, reached, key, asking)
                    break
                if key not in reached:
                    reached[key] = asking
                    todo.append(holder[key])
            else:
                continue
            break
        else:
            return {session} | {holder[key] for key in reached}, set(reached)
    return set(), set()


def _move_up(
    holder: dict[PlaceKey, str],
    held: dict[str, PlaceKey],
    reached: dict[PlaceKey, str],
    free: PlaceKey,
    session: str,
) -> None:
    """Augment the matching along the path that ends in a free placement."""
    while True:
        old = held.get(session)
        holder[free], held[session] = session, free
        if old is None:
            return
        free, session = old, reached[old]


def _too_few_teams(prepared: Prepared, places: FreePlaces) -> Iterator[str]:
    for team in prepared.instance.teams:
        at_once = _most_given_at_once(prepared, team.service)
        if len(at_once) > team.number:
            names = ", ".join(sorted(at_once))
            yield (
                f"{len(at_once)} sessions with a place use {team.service.value} at one time ({names}), and sheet Teams "
                f"gives {team.number} for it. Find {_more(len(at_once) - team.number, 'team')} or move some of them."
            )
            continue
        users = {s.id: places[s.id] for s in _must_be_held(prepared) if uses(s.needs, team.service)}
        moments = moments_that_meet_all(option.position for options in users.values() for option in options)
        free = sum(team.number - _given_at(prepared, team.service, day, minute) for day, minute in moments)
        if all(users.values()) and len(users) > free:
            count = f"{len(users)} sessions that must be held need {team.service.value}"
            yield (
                f"{count}: {_named_briefly(users)}. Wherever they stand, each takes place at one of {len(moments)} "
                f"moments, and {number_of(free, 'team')} for it in all {'is' if free == 1 else 'are'} free then, "
                f"{team.number} at a time. Find more teams or take sessions out."
            )


def _most_given_at_once(prepared: Prepared, service: Service) -> list[str]:
    """The given sessions that use a service at its busiest moment."""
    users = [(s.id, s.given.position) for s in prepared.given if s.given and uses(s.needs, service)]
    crowds = [
        [name for name, other in users if other.day == one.day and other.start <= one.start < other.end]
        for _, one in users
    ]
    return max(crowds, key=len, default=[])


def _given_at(prepared: Prepared, service: Service, day: str, minute: int) -> int:
    """Number of given sessions that use a service at a moment."""
    places = [s.given.position for s in prepared.given if s.given and uses(s.needs, service)]
    return sum(place.day == day and place.start <= minute < place.end for place in places)


def moments_that_meet_all(positions: Iterable[Interval]) -> list[tuple[str, int]]:
    """A smallest set of moments (day, minute) that hits every interval (greedy by end).

    Whatever ends first needs a moment of its own, best its last minute; that meets as many others as any other would.
    """
    moments: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    for position in sorted(set(positions), key=lambda position: (position.day, position.end)):
        if moments.get(position.day, -1) < position.start:
            moments[position.day] = position.end - 1
            found.append((position.day, position.end - 1))
    return found


def _pinned_but_impossible(prepared: Prepared) -> Iterator[str]:
    instance = prepared.instance
    for pin in instance.pins:
        request = instance.request.get(pin.subject)
        if request is None or pin.verb not in (PinVerb.GRANT, PinVerb.PLACE):
            continue
        where = f" ({pin.source})" if pin.source else ""
        if not instance.policy.offers(request.kind):
            yield f"The pin on {request.id}{where} grants a kind that the policy does not offer."
        elif instance.policy.kinds[request.kind].gated and not prepared.eligible[request.coalition]:
            missing = " and ".join(missing_conditions(instance, request.coalition))
            yield f"The pin on {request.id}{where} grants it, but {request.coalition} lacks: {missing}."


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
    asked = len(prepared.requests(kind))
    places, by = _places_for(prepared, kind)
    if asked <= places:
        return ""
    article = "an" if kind.value[0] in "aeiou" else "a"
    return f"{number_of(asked, 'request')} for {article} {kind.value}, and room for {places} at most ({by})."


def _places_for(prepared: Prepared, kind: Kind) -> tuple[int, str]:
    """How many requests of a kind can be granted at most, and what says so."""
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
        taken = _taken(prepared)
        free = {o.key for r in prepared.requests(kind) for o in _free_places(prepared, prepared.sessions[r.id], taken)}
        limits.append((len(free), "free rooms and times"))
    if kind in SEGMENT_KINDS:
        limits.append((_segment_places(prepared, kind), "minutes kept for coalitions"))
    return min(limits) if limits else (len(prepared.requests(kind)), "")


def _segment_places(prepared: Prepared, kind: Kind) -> int:
    shortest = min((request.minutes for request in prepared.requests(kind)), default=1)
    total = 0
    for session in {s.id: s for r in prepared.requests(kind) for s in prepared.routes[r.id]}.values():
        if session.host:
            fitting = session.host.coalition_minutes // shortest
            most = prepared.instance.policy.main_slots_per_session
            total += min(fitting, most) if kind is Kind.MAIN_SLOT else fitting
    return total


def _must_be_held(prepared: Prepared) -> Iterator[PlannedSession]:
    yield from (session for session in prepared.decided if session.must_be_held)
    yield from (prepared.sessions[request.id] for request in entitled_requests(prepared))


def _free_places(
    prepared: Prepared, session: PlannedSession, taken: dict[str, list[CandidatePlacement]]
) -> list[CandidatePlacement]:
    """Candidate placements that keep all rules on placements and overlap no given session."""
    return [
        option
        for option in possible(prepared, session)
        if not any(option.position.overlaps(given.position) for given in taken.get(option.room.id, ()))
    ]


def _taken(prepared: Prepared) -> dict[str, list[CandidatePlacement]]:
    """Placements of given sessions by room."""
    taken: dict[str, list[CandidatePlacement]] = {}
    for session in prepared.given:
        if session.given:
            taken.setdefault(session.given.room.id, []).append(session.given)
    return taken


def _named(session: PlannedSession) -> str:
    return f"{session.id} ({session.label}, {session.minutes} minutes)"


def _named_briefly(sessions: Collection[str]) -> str:
    """The first of many sessions, and the number of the others."""
    names, more = sorted(sessions)[:NAMES_SHOWN], len(sessions) - NAMES_SHOWN
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _more(count: int, what: str) -> str:
    return number_of(count, f"more {what}")
