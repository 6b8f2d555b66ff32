"""Why the members of a joint session are together (system 36)."""

from __future__ import annotations

from scheduler.core.instance import Instance, Request
from scheduler.core.phrases import listed
from scheduler.core.programme import PlacedSession, Programme

PLACES = ("first", "second", "third")


def why_together(instance: Instance, programme: Programme, joint: PlacedSession) -> str:
    """A sentence on a joint session's members: their rank of the theme, guests, and satisfied wishes for partners."""
    requests = [
        instance.request[decision.request]
        for decision in programme.decisions
        if decision.granted and decision.session == joint.id
    ]
    theme = joint.themes[0]
    parts = [
        f"{listed(members)} named {theme} {place}"
        for place in (*PLACES, "later")
        if (members := [r.coalition for r in requests if _place(r, theme) == place])
    ]
    guests = [request.coalition for request in requests if theme not in request.themes]
    if guests:
        parts.append(f"{listed(guests)}, whose remit fits any theme, joined as a guest")
    present = {request.coalition for request in requests}
    for request in requests:
        met = [partner for partner in (*request.required, *request.partners) if partner in present]
        if met:
            parts.append(f"{request.coalition} wished for {listed(dict.fromkeys(met))}")
    return "; ".join(parts) + "."


def _place(request: Request, theme: str) -> str:
    """The rank of a theme among a request's themes in words; empty if it is not among them."""
    if theme not in request.themes:
        return ""
    return (*PLACES, "later")[min(request.themes.index(theme), len(PLACES))]
