"""Read sheet Teams: the number of sessions that can use a service at one time."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance, Team
from scheduler.core.vocabulary import Service
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.planning.host_sessions import begins_during
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.vocabulary_names import service_directory


def read_teams(records: list[SheetRecord]) -> dict[Service, tuple[Team, SheetRecord]]:
    """Read the teams by service, each with its row."""
    services = service_directory()
    seen = NameDirectory("service", "sheet Teams", loose=True)
    teams: dict[Service, tuple[Team, SheetRecord]] = {}
    for record in records:
        word = record.name("Service", services)
        if word and not record.is_duplicate("Service", seen):
            team = Team(service=Service(word), number=record.number("Teams"), source=record.source)
            teams.setdefault(team.service, (team, record))
    return teams


def check_teams(instance: Instance, rows: Mapping[Service, SheetRecord]) -> None:
    """Report fixed sessions that need more teams of a service at one time than there are, once for each service."""
    for team in instance.teams:
        users = [session for session in instance.sessions if session.place and team.service in session.needs]
        crowds = [[other for other in users if begins_during(session, other)] for session in users]
        crowds = [crowd for crowd in crowds if len(crowd) > team.number]
        if crowds and not rows[team.service].is_empty("Teams"):
            most = max(crowds, key=len)
            begins = max(session.place.start for session in most if session.place)
            place = most[0].place
            assert place is not None
            when = f"on {place.day} at {clock_text(begins)}"
            names = ", ".join(session.id for session in most)
            what = f"{len(most)} sessions with a place need {team.service.value} {when}: {names}"
            rows[team.service].report("Teams", what, f"find {len(most)} teams, or move some of them in sheet Sessions")
