"""Wishes that no programme can grant, whatever else it grants: found before any solve, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.catalogue import RULE
from scheduler.core.instance import Instance, Request
from scheduler.core.phrases import listed, number_of
from scheduler.core.vocabulary import SEGMENT_KINDS, Kind, Service
from scheduler.model.placement_rules import objections, objections_of_participant
from scheduler.model.prepare import (
    SEGMENT_TYPE,
    CandidatePlacement,
    Needs,
    PlannedSession,
    Prepared,
    missing_conditions,
    prepare,
)

NOT_OFFERED = "the policy does not offer it"


@dataclass(frozen=True)
class HopelessWish:
    """A request that no programme can grant, and why, as part of a sentence."""

    request: Request
    why: str

    @property
    def sentence(self) -> str:
        return f"{_where(self.request)}{self.request.id} can never be granted: {self.why}."


def hopeless_wishes(instance: Instance) -> tuple[HopelessWish, ...]:
    """The requests that no programme can grant, also those of kinds that the policy does not offer."""
    prepared = prepare(instance)
    return tuple(
        HopelessWish(request, why)
        for request in instance.requests
        if (why := _why_never(prepared, request) if instance.policy.offers(request.kind) else NOT_OFFERED)
    )


def never_granted(instance: Instance) -> tuple[str, ...]:
    """A sentence for each request that no programme can grant, if the policy offers its kind.

    Intake reports requests of the other kinds.
    """
    return tuple(wish.sentence for wish in hopeless_wishes(instance) if wish.why != NOT_OFFERED)


def ineligible(instance: Instance) -> dict[str, str]:
    """For each coalition that is not eligible, a sentence on what it cannot have and which paper is missing."""
    gated = [kind.value for kind in Kind if instance.policy.offers(kind) and instance.policy.kinds[kind].gated]
    if not gated:
        return {}
    return {
        coalition.id: f"{coalition.id} is not eligible for {listed(gated)}: it lacks {listed(missing)}."
        for coalition in instance.coalitions
        if coalition.active and (missing := missing_conditions(instance, coalition.id))
    }


def overfull_weeks(instance: Instance) -> Iterator[str]:
    """A sentence for each person whose sessions of the host programme take longer than they can be there."""
    needed: Counter[str] = Counter()
    for session in instance.sessions:
        needed.update(dict.fromkeys(session.people, session.minutes))
    for person in instance.people:
        present = sum(
            sum(
                not any(w.day == day.id and w.start <= minute < w.end for w in person.unavailable)
                for minute in range(day.opens, day.closes)
            )
            for day in instance.days
        )
        if 0 < present < needed[person.id]:
            yield (
                f"{person.id} is needed for {needed[person.id]} minutes of the host programme, and is there for "
                f"{present} minutes of the meeting."
            )


def why_never_granted(instance: Instance, request: Request) -> str:
    """Why no programme can grant a request, as a clause; empty where that cannot be told without a solve."""
    return _why_never(prepare(instance), request)


def _where(request: Request) -> str:
    source = request.source
    if source is None or request.by_default:
        return ""
    sheet = f", sheet {source.sheet}" if source.sheet else ""
    return f"{source.file}{sheet}, row {source.row}: "


def _why_never(prepared: Prepared, request: Request) -> str:
    """Why a request can be held in none of its routes, or by nobody who lacks a paper; empty if it can."""
    instance = prepared.instance
    if instance.policy.kinds[request.kind].gated and not prepared.eligible[request.coalition]:
        return f"{request.coalition} lacks {listed(missing_conditions(instance, request.coalition))}"
    routes = prepared.routes[request.id]
    if request.kind in SEGMENT_KINDS:
        routes = tuple(session for session in routes if _may_hold(prepared, request, session))
        if not routes:
            return _why_no_segment(prepared, request)
    elif not routes:
        return f"no joint session is held on {_on_themes(request)}"
    needs = prepared.needs[request.id]
    against: Counter[str] = Counter()
    options: list[CandidatePlacement] = []
    for session in routes:
        wanted = session.needs if session.request else needs
        for option in (session.given,) if session.given else session.options:
            broken = _broken(prepared, session, wanted, option)
            if not broken:
                return ""
            against[broken[0]] += 1
            options.append(option)
    if not options:
        return "no slot is long enough for it"
    return _counted(prepared, routes, needs, against, options)


def _broken(prepared: Prepared, session: PlannedSession, needs: Needs, option: CandidatePlacement) -> tuple[str, ...]:
    """The rules that keep a request out of a placement; those of a shared session's own placement come first."""
    if session.given:
        return objections_of_participant(prepared, needs, option)
    return objections(prepared, session, needs, option)


def _may_hold(prepared: Prepared, request: Request, session: PlannedSession) -> bool:
    """Whether a host session has minutes for a segment, on one of its themes if it is a main-session slot."""
    if session.host is None or session.host.coalition_minutes < request.minutes:
        return False
    free = request.kind is not Kind.MAIN_SLOT or prepared.instance.coalition[request.coalition].horizontal
    return free or bool(set(session.themes) & set(request.themes))


def _why_no_segment(prepared: Prepared, request: Request) -> str:
    name = SEGMENT_TYPE[request.kind].value
    holding = [session for session in prepared.routes[request.id] if session.host and session.host.coalition_minutes]
    if not holding:
        return f"no {name} has minutes for coalitions"
    longest = max(session.host.coalition_minutes for session in holding if session.host)
    if longest < request.minutes:
        return f"it takes {request.minutes} minutes, and no {name} has more than {longest} for coalitions"
    return f"no {name} with minutes for it is on {_on_themes(request)}"


def _on_themes(request: Request) -> str:
    if not request.themes:
        return "its themes, of which it names none"
    return f"its {'theme' if len(request.themes) == 1 else 'themes'} {listed(request.themes)}"


def _counted(
    prepared: Prepared,
    routes: tuple[PlannedSession, ...],
    needs: Needs,
    against: Counter[str],
    options: list[CandidatePlacement],
) -> str:
    """The reasons against all rooms and times, and the number or the service that decides."""
    if len(against) == 1 or against.keys() <= _OF_THE_SITE | {next(iter(against.keys() - _OF_THE_SITE), "")}:
        rule = next(iter(against.keys() - _OF_THE_SITE), "")
        usable = [option for option in options if all(session.use in option.room.uses for session in routes)] or options
        if rule == "room_capacity":
            largest = max(usable, key=lambda option: option.room.capacity).room
            if needs.audience > largest.capacity:
                seats = number_of(largest.capacity, "seat")
                return f"{needs.audience} people are expected, and the largest room for it, {largest.id}, has {seats}"
        if rule in ("room_services", "captioning"):
            wanted = {service for session in routes if session.request for service in session.needs.services}
            wanted |= needs.services | ({Service.CAPTIONING} if needs.captions else set())
            offered = {service for option in usable for service in option.room.services}
            if lacking := sorted(wanted - offered):
                return f"no room for it offers {listed(lacking)}"
        if rule == "availability":
            return f"{prepared.instance.request[needs.request].coalition} is away whenever it could be held"
    counts = ", ".join(f"{count} {RULE[rule].counted_as}" for rule, count in against.most_common())
    return f"of {number_of(len(options), 'room and time', 'rooms and times')}, {counts}"


_OF_THE_SITE = frozenset(("room_purpose", "day_zero_events", "room_hours", "freed_slots", "blocked_times"))
"""Rules that are about the venue and its uses, not about what a coalition wishes."""


def away_throughout(instance: Instance) -> Iterator[str]:
    """A sentence for each person of the host programme or of a request who is away on every day."""
    needed = {name for session in instance.sessions for name in session.people}
    needed |= {name for request in instance.requests for name in request.people}
    for person in instance.people:
        windows = person.unavailable
        if person.id in needed and all(
            any(w.day == day.id and w.start <= day.opens and w.end >= day.closes for w in windows)
            for day in instance.days
        ):
            row = (
                f"{person.source.file}, sheet {person.source.sheet}, row {person.source.row}: " if person.source else ""
            )
            yield f"{row}{person.id} is away on every day of the meeting, and is named as needed."
