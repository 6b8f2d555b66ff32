"""Sessions and requests of a programme that an amended instance no longer allows: where repair starts."""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.verify import check


def touched(instance: Instance, programme: Programme) -> frozenset[str]:
    """Sessions that break a rule, and requests of coalitions that break one or whose pins are not kept."""
    names: set[str] = set()
    for violation in check(instance, programme).violations:
        names.update(violation.sessions)
        if not violation.sessions:
            names.update(request.id for name in violation.who for request in instance.requests_of(name))
    routes = {d.request: d.session for d in programme.decisions if d.granted}
    names.update(request for request, routes in routes.items() if routes in names)
    return frozenset(names)
