"""Look-up by name: coalitions, requests, sessions, people, kinds, rooms and days as people type them.

Names match without regard to case and punctuation; a part of a name is enough if only one name contains it. An
ambiguous name is never resolved: the error lists all candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scheduler.core.instance import Coalition, Day, HostSession, Instance, Person, Request, Room
from scheduler.core.phrases import listed, nearest, one_of
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import Kind

SHOWN = 8
"""The most names that an error message offers."""


class NotUnderstoodError(Exception):
    """A name cannot be resolved; each sentence says which, and what could be written instead."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def find_coalition(instance: Instance, text: str) -> Coalition:
    """Find a coalition by its id, one of its names, or a part of them. Raises NotUnderstoodError."""
    names = {c.id: (c.id, c.name, *c.aliases) for c in instance.coalitions}
    return instance.coalition[_find("coalition", text, names)]


def find_request(instance: Instance, text: str) -> Request:
    """Find a request by its id, ``DC3: day-zero event``, or as ``COALITION: KIND``. Raises NotUnderstoodError."""
    for request in instance.requests:
        if _bare(request.id) == _bare(text):
            return request
    who, colon, what = text.partition(":")
    if not colon:
        raise NotUnderstoodError(f"“{text}” is no request. Write it as “{_example(instance)}”.")
    coalition = find_coalition(instance, who)
    requests = instance.requests_of(coalition.id)
    number = what.split()[-1] if what.split() and what.split()[-1].isdigit() else ""
    kind = find_kind(what.strip().removesuffix(number))
    of_kind = [request for request in requests if request.kind is kind]
    if not of_kind:
        asked = listed(request.kind.value for request in requests) if requests else "nothing"
        raise NotUnderstoodError(f"{coalition.id} did not ask for a {kind.value}; it asked for: {asked}.")
    if len(of_kind) > 1:
        raise NotUnderstoodError(f"“{text}” could be {_either(request.id for request in of_kind)}. Write which.")
    return of_kind[0]


def find_session(programme: Programme, text: str) -> PlacedSession:
    """Find a session of the programme by its id, its title, or a part of them. Raises NotUnderstoodError."""
    names = {placed.id: (placed.id, placed.title, *_theme_of(placed)) for placed in programme.sessions}
    return programme.session[_find("session of this programme", text, names)]


def find_host_session(instance: Instance, text: str) -> HostSession:
    """Find a session of the host programme by its id, its title, or a part of them. Raises NotUnderstoodError."""
    names = {session.id: (session.id, session.title) for session in instance.sessions}
    return instance.session[_find("session of the host programme", text, names)]


def find_person(instance: Instance, text: str) -> Person:
    """Find a person by the name in sheet People, or a part of it. Raises NotUnderstoodError."""
    return instance.person[_find("person", text, {person.id: (person.id,) for person in instance.people})]


def find_kind(text: str) -> Kind:
    """Find a kind of presence by its name, or a part of it. Raises NotUnderstoodError."""
    return Kind(_find("kind", text, {kind.value: (kind.value,) for kind in Kind}))


def find_room(instance: Instance, text: str) -> Room:
    """Find a room by its name or a unique part of it, with or without “room” before it. Raises NotUnderstoodError."""
    names = {room.id: (room.id,) for room in instance.rooms}
    try:
        return instance.room[_find("room", text, names)]
    except NotUnderstoodError as unknown:
        part = text.strip()
        if not part.casefold().startswith("room "):
            raise
        try:
            return instance.room[_find("room", part[len("room ") :], names)]
        except NotUnderstoodError:
            raise unknown from None


def find_day(instance: Instance, text: str) -> Day:
    """Find a day by its id, weekday or date. Raises NotUnderstoodError."""
    return instance.day[_find("day", text, {day.id: (day.id, *_dates(day.date)) for day in instance.days})]


def _dates(on: date) -> Iterable[str]:
    month = f"{on:%B}"
    yield from (on.isoformat(), f"{on:%A}", f"{on.day} {month}", f"{month} {on.day}", f"{on.day} {month} {on.year}")
    yield from (f"{on:%a}", f"{on.day} {on:%b}", f"{on.day:02d}.{on.month:02d}.", f"{on.day}/{on.month}")


def _theme_of(placed: PlacedSession) -> tuple[str, ...]:
    return (placed.themes[0],) if placed.kind is Kind.JOINT and placed.themes else ()


def _find(what: str, text: str, names: Mapping[str, Iterable[str]]) -> str:
    """Find the one entry with this name, or the only entry whose name contains it. Raises NotUnderstoodError."""
    wanted = _bare(text)
    known = {thing: [_bare(name) for name in own] for thing, own in names.items()}
    exact = [thing for thing, own in known.items() if wanted in own]
    found = exact or [thing for thing, own in known.items() if wanted and any(_within(wanted, name) for name in own)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstoodError(f"“{text.strip()}” could be more than one {what}: {_either(found)}. Write which.")
    near = _near(wanted, known)
    meant = f"Did you mean {_either(near)}?" if near or not names else f"There is {_either(names)}."
    raise NotUnderstoodError(f"There is no {what} “{text.strip()}”. {meant}")


def _near(wanted: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """The entries whose names are most like a text, without the words that half of all entries share."""
    words = Counter(word for own in known.values() for word in {word for name in own for word in name.split()})
    shared = {word for word, count in words.items() if len(known) > 2 and count * 2 >= len(known)}

    def apart(name: str) -> str:
        return " ".join([word for word in name.split() if word not in shared]) or name

    owner = {apart(name): thing for thing, own in reversed(list(known.items())) for name in own}
    return list(dict.fromkeys(owner[name] for name in nearest(apart(wanted), owner, count=3)))


def _within(wanted: str, name: str) -> bool:
    """Whether the words of `wanted` are consecutive words of `name`; a word that is not a number may be a prefix."""
    parts, words = wanted.split(), name.split()
    for start in range(len(words) - len(parts) + 1):
        pairs = zip(parts, words[start:], strict=False)
        if all(word == part or (not part.isdigit() and word.startswith(part)) for part, word in pairs):
            return True
    return False


def _bare(text: str) -> str:
    """The letters and digits of a text as lower-case words."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _either(names: Iterable[str]) -> str:
    shown = list(names)
    more = f" or one of {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return one_of(shown[:SHOWN]) + more


def _example(instance: Instance) -> str:
    return instance.requests[0].id if instance.requests else "DC3: day-zero event"
