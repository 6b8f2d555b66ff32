"""What counting finds about teams before any solve, and the conflicts that a solve finds, each with its row."""

from __future__ import annotations

from scheduler.core.instance import Instance, Relation, Slot, Source, Team
from scheduler.core.vocabulary import RelationVerb, Service
from scheduler.model.counting_checks import cannot_fit, smallest_hitting_set
from scheduler.model.prepare import Interval
from scheduler.planning.service import plan
from tests.miniatures.build import at, host, tiny
from tests.miniatures.relations import WITH_CAPTIONS, needy

TWO_SLOTS = tuple(Slot(grid="salles", day=day, start="09:00", end="10:30") for day in ("Day 1", "Day 2"))


def row(sheet: str, number: int) -> Source:
    return Source(file="planning.xlsx", sheet=sheet, row=number)


def captioned(*sessions: object, number: int = 1) -> Instance:
    teams = (Team(service=Service.CAPTIONING, number=number, source=row("Teams", 2)),)
    return tiny(sessions=sessions, teams=teams, slots=TWO_SLOTS, rooms=WITH_CAPTIONS)  # type: ignore[arg-type]


def test_as_many_as_the_teams_can_carry() -> None:
    assert cannot_fit(captioned(needy("W1"), needy("W2"))) == ()


def test_more_than_the_teams_can_carry() -> None:
    assert cannot_fit(captioned(needy("W1"), needy("W2"), needy("W3"))) == (
        "3 sessions that must be held need captioning: W1, W2, W3. Wherever they are placed, each contains one of 2 "
        "moments, and 2 teams for it in all are free then, 1 at a time. Find more teams or take sessions out.",
    )


def test_given_sessions_take_teams_too() -> None:
    given = needy("Given", at("Salle 1", 1, "09:00"))
    assert cannot_fit(captioned(given, needy("W1"))) == ()
    (sentence,) = cannot_fit(captioned(given, needy("W1"), needy("W2")))
    assert "1 team for it in all is free then" in sentence


def test_more_given_sessions_at_once_than_teams() -> None:
    given = (needy("G1", at("Salle 1", 1, "09:00")), needy("G2", at("Salle 2", 1, "09:40")))
    assert cannot_fit(captioned(*given)) == (
        "2 sessions with a place use captioning at one time (G1, G2), and sheet Teams gives 1 for it. Find 1 more team "
        "or move some of them.",
    )


def test_no_team_at_all() -> None:
    (sentence,) = cannot_fit(captioned(needy("W1"), number=0))
    assert "0 teams for it in all are free then" in sentence


def test_moments_meet_every_stretch() -> None:
    stretches = [("Day 1", 540, 630), ("Day 1", 600, 690), ("Day 1", 640, 730), ("Day 2", 540, 630)]
    moments = smallest_hitting_set(Interval(day, start, end, "east") for day, start, end in stretches)
    assert moments == [("Day 1", 629), ("Day 1", 729), ("Day 2", 629)]
    assert all(any(on == day and start <= m < end for on, m in moments) for day, start, end in stretches)


def test_a_conflict_names_the_rows_of_relations_and_teams() -> None:
    relations = (
        Relation(verb=RelationVerb.SAME_DAY, one="W1", other="W2", source=row("Relations", 3)),
        Relation(verb=RelationVerb.BEFORE, one="W1", other="W3", minutes=5, source=row("Relations", 4)),
    )
    same_day = captioned(needy("W1"), needy("W2"), host("W3", at("Salle 3", 2, "09:00")))
    outcome = plan(same_day.model_copy(update={"relations": relations}))
    said = " ".join(outcome.sentences)
    assert "W1 and W2 are on one day (planning.xlsx, Relations, row 3) [same day]" in said
    assert "there is 1 team for captioning (planning.xlsx, Teams, row 2) [service teams]" in said
    assert "do without “W1 and W2 are on one day” (planning.xlsx, Relations, row 3)" in said
    assert "[session order]" not in said


def test_a_conflict_names_an_order_that_cannot_be() -> None:
    relation = Relation(verb=RelationVerb.BEFORE, one="W1", other="W2", minutes=5, source=row("Relations", 4))
    instance = tiny(
        sessions=(host("W1"), host("W2", at("Salle 3", 1, "09:00"))), slots=TWO_SLOTS, relations=(relation,)
    )
    assert "W1 ends at least 5 minutes before W2 begins (planning.xlsx, Relations, row 4) [session order]" in " ".join(
        plan(instance).sentences
    )
