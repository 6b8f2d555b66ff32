"""The sessions and requests of a programme that violate an amended instance: the start of a repair."""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.verify import check


def touched(instance: Instance, programme: Programme) -> frozenset[str]:
    """Sessions that break a rule, and requests of coalitions that break one or whose pins are violated."""
    names: set[str] = set()
    for violation in check(instance, programme).violations:
        names.update(violation.sessions)
        if not violation.sessions:
            names.update(request.id for name in violation.who for request in instance.requests_of(name))
    routes = {d.request: d.session for d in programme.decisions if d.granted}
    names.update(request for request, routes in routes.items() if routes in names)
    return frozenset(names)
