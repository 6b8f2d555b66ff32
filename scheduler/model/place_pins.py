"""Pins on the places of sessions, as far as they can be judged before any solve."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.core.instance import Pin
from scheduler.core.phrases import listed
from scheduler.core.vocabulary import PinVerb
from scheduler.model.prepare import CandidatePlacement, Prepared

PlacePins = dict[str, tuple[Pin, ...]]
"""For each session, the pins that say where it stands."""


def place_pins(prepared: Prepared) -> PlacePins:
    """The pins on the place of each session that is not given; a request's own session has those on the request."""
    found: PlacePins = {}
    for pin in prepared.instance.pins:
        if pin.verb is PinVerb.PLACE and not pin.session:
            routes = prepared.routes.get(pin.subject, ())
            name = routes[0].id if len(routes) == 1 else pin.subject
            if name in prepared.sessions and not prepared.sessions[name].given:
                found[name] = (*found.get(name, ()), pin)
    return found


def fits_pins(pins: Iterable[Pin], option: CandidatePlacement) -> bool:
    """Whether a placement is in the room, on the day and at the time of all pins."""
    return all(
        pin.room in ("", option.room.id) and pin.day in ("", option.day) and pin.start in (None, option.start)
        for pin in pins
    )


def pins_named(pins: Iterable[Pin]) -> str:
    """The pins by the rows in which they stand."""
    rows = [str(pin.source.row) for pin in pins if pin.source]
    if len(rows) < 2:
        return f"the pin in row {rows[0]} of sheet Pins" if rows else "the pin"
    return f"the pins in rows {listed(rows)} of sheet Pins"
