"""What of a programme cannot stay as it is on an instance that has changed: where a search near it begins."""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.verify import check


def touched(instance: Instance, programme: Programme) -> frozenset[str]:
    """The sessions that break a rule, and the requests of coalitions that do, or whose pins do not hold."""
    names: set[str] = set()
    for violation in check(instance, programme).violations:
        names.update(violation.sessions)
        if not violation.sessions:
            names.update(request.id for name in violation.who for request in instance.requests_of(name))
    held = {d.request: d.session for d in programme.decisions if d.granted}
    names.update(request for request, session in held.items() if session in names)
    return frozenset(names)
