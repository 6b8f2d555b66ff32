"""The CSV from which Indico imports contributions: seven columns, no head, one line each.

Start, minutes, title, then the speaker's first name, last name, affiliation and address. Indico reads line by line,
takes the start in the event's time zone, and adds a speaker only where there is an address. None is ever given, and so
the coalitions stand under affiliation for people to read.
"""

from __future__ import annotations

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.delimited_text import delimited
from scheduler.export.published_sessions import sessions_of


def indico_csv(instance: Instance, programme: Programme) -> str:
    """The public sessions in order of time. To be written without a mark of the encoding, which Indico would read."""
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
