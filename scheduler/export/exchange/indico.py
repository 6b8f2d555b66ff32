"""The CSV file of contributions for Indico: seven columns, no header, one line each.

Columns: start, minutes, title, first name, last name, affiliation and e-mail address of a speaker. Indico interprets
the start in the event's time zone and adds a speaker only if there is an address. No address is exported; the
coalitions are in the column of affiliations.
"""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.delimited_text import delimited
from scheduler.export.published_sessions import sessions_of


def indico_csv(instance: Instance, programme: Programme) -> str:
    """The public sessions in order of time. Write it without a byte order mark, which Indico would not skip."""
    return delimited(
        (
            f"{session.starts:%Y-%m-%dT%H:%M}",
            session.minutes,
            session.title,
            "",
            "",
            ", ".join(session.coalitions),
            "",
        )
        for session in sessions_of(instance, programme)
        if session.is_public
    )
