"""Select a calendar by any name of a coalition, room or person."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.core.instance import Instance
from scheduler.core.phrases import did_you_mean, nearest
from scheduler.export.calendar.calendars import Calendars
from scheduler.storage.workspace import NotFoundError

_LISTED = 12
"""Number of names listed in an error when none is similar."""


def calendar_of(calendars: Calendars, coalition: str = "", room: str = "", person: str = "") -> bytes:
    """The calendar of a coalition, room or person, or the public one. Raises NotFoundError for unknown names."""
    instance = calendars.instance
    if coalition:
        return calendars.of_coalition(_id_of("coalition", coalition, _coalitions(instance)))
    if room:
        return calendars.of_room(_id_of("room", room, {one.id: one.id for one in instance.rooms}))
    if person:
        return calendars.of_person(_id_of("person", person, {one.id: one.id for one in instance.people}))
    return calendars.public()


def _coalitions(instance: Instance) -> dict[str, str]:
    """The id of each coalition by its id, name and aliases; ids take precedence."""
    names = {alias: one.id for one in instance.coalitions for alias in (*one.aliases, one.name)}
    return {**names, **{one.id: one.id for one in instance.coalitions}}


def _id_of(what: str, text: str, names: Mapping[str, str]) -> str:
    """The id for a name, ignoring case."""
    folded = {name.casefold(): id_ for name, id_ in names.items()}
    found = names.get(text) or folded.get(text.casefold())
    if found:
        return found
    near = [names[name] for name in nearest(text, names)]
    if near:
        raise NotFoundError(f"There is no {what} “{text}”. {did_you_mean(near)}")
    known = list(dict.fromkeys(names.values()))
    some = f"{', '.join(known[:_LISTED])}{' …' if len(known) > _LISTED else ''}" if known else "none"
    raise NotFoundError(f"There is no {what} “{text}”. There are: {some}.")
