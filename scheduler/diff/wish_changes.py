"""Compare two programmes request by request: the wishes that coalitions lost and gained, and those that they keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.catalogue.change_kinds import ChangeKind
from scheduler.core.instance import Instance, coalition_of
from scheduler.core.programme import Programme
from scheduler.core.vocabulary import OWN_KINDS, Kind
from scheduler.diff.change import Change
from scheduler.diff.change_texts import called, when_text, where_text
from scheduler.diff.concerned import ProgrammePair


@dataclass(frozen=True)
class WishBalance:
    """The ids of one coalition's requests that are lost, gained and granted as before, first choices first."""

    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def wish_balance(instance: Instance, before: Programme, after: Programme, coalition: str) -> WishBalance:
    """What becomes of a coalition's wishes. `refused` are those refused in both programmes, or refused and new."""
    every = [r for r in _requests(instance, before, after) if coalition_in(instance, r) == coalition]
    then, now = before.granted, after.granted
    return WishBalance(
        lost=tuple(r for r in every if r in then and r not in now),
        gained=tuple(r for r in every if r in now and r not in then),
        kept=tuple(r for r in every if r in now and r in then),
        refused=tuple(r for r in every if r not in now and r not in then and r in after.decision),
    )


def wish_changes(pair: ProgrammePair) -> Iterator[Change]:
    """The wishes lost, then those gained, each in the order of the requests."""
    requests = _requests(pair.instance, pair.before, pair.after)
    yield from (_lost(pair, r) for r in requests if r in pair.before.granted and r not in pair.after.granted)
    yield from (_gained(pair, r) for r in requests if r in pair.after.granted and r not in pair.before.granted)


def coalition_in(instance: Instance, request: str) -> str:
    """The coalition that made a request, also where the instance no longer holds it."""
    known = instance.request.get(request)
    return known.coalition if known else coalition_of(request)


def wish_name(instance: Instance, request: str) -> str:
    """``first choice (joint session)``; the id of a request that the instance no longer holds."""
    known = instance.request.get(request)
    return f"{known.choice} ({known.kind})" if known else f"wish “{request}”"


def held_text(instance: Instance, programme: Programme, request: str) -> str:
    """The session, time and room of a granted request; the session's name is left out where it is of its own."""
    decision = programme.decision.get(request)
    placed = programme.session.get(decision.session) if decision else None
    if decision is None or placed is None:
        return decision.session if decision else ""
    if placed.kind in OWN_KINDS:
        return where_text(instance, placed)
    segment = next((s for s in programme.segments if s.request == request), None)
    start, end = (segment.start, segment.end) if segment else (placed.start, placed.end)
    name = f"“{placed.id}”" if placed.kind is Kind.JOINT else called(placed)
    return f"{name}, {when_text(instance, placed.day, start, end)}, {placed.room}"


def _requests(instance: Instance, before: Programme, after: Programme) -> list[str]:
    """All requests decided in either programme: the first choices first, those no longer in the instance last."""
    known = sorted(instance.requests, key=lambda request: (request.by_default, request.rank))
    decided = {**before.decision, **after.decision}
    return [r.id for r in known if r.id in decided] + [r for r in decided if r not in instance.request]


def _lost(pair: ProgrammePair, request: str) -> Change:
    coalition, place = coalition_in(pair.instance, request), held_text(pair.instance, pair.before, request)
    name = wish_name(pair.instance, request)
    is_asked = request in pair.after.decision
    how = f"loses its {name}" if is_asked else f"no longer asks for its {name}, which was granted"
    return _wish_change(
        pair,
        (ChangeKind.REFUSED, pair.before, request),
        (place or "granted", "refused" if is_asked else "no longer asked for"),
        f"{coalition} {how}{f'; it was to be: {place}' if place else ''}.",
    )


def _gained(pair: ProgrammePair, request: str) -> Change:
    coalition, place = coalition_in(pair.instance, request), held_text(pair.instance, pair.after, request)
    return _wish_change(
        pair,
        (ChangeKind.GRANTED, pair.after, request),
        ("refused" if request in pair.before.decision else "not asked for", place or "granted"),
        f"{coalition} gains its {wish_name(pair.instance, request)}{f': {place}' if place else ''}.",
    )


def _wish_change(
    pair: ProgrammePair, what: tuple[ChangeKind, Programme, str], texts: tuple[str, str], sentence: str
) -> Change:
    """The change of a request that one programme grants: `what` is the kind, that programme and the request."""
    kind, programme, request = what
    session = programme.decision[request].session
    placed = pair.after.session.get(session) or pair.before.session.get(session)
    whom = pair.concerned_by_request(coalition_in(pair.instance, request), request)
    title = placed.title if placed else session
    return Change(kind, session, title, *texts, whom.coalitions, whom.people, sentence, wish=request)
