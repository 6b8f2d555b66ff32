"""Reasons for sessions of the host programme that are left out: the sentences and the rules that they name."""

from __future__ import annotations

from scheduler.core.instance import Instance, Relation, Slot, Team
from scheduler.core.programme import Programme, Reason
from scheduler.core.vocabulary import Kind, RelationVerb, Service, SessionType, Use
from scheduler.explain import with_reasons
from scheduler.search import solve
from scheduler.verify import check
from tests.miniatures.build import ask, at, away, host, programme, tiny
from tests.miniatures.case import A_PERSON

MAY = {"host_sessions_may_be_left_out": True}
ONE_ROOM = {"Salle 2": {"uses": (Use.BILATERAL,)}, "Salle 3": {"uses": (Use.BILATERAL,)}}
TWO_SLOTS = tuple(Slot(grid="salles", day=day, start="09:00", end="10:30") for day in ("Day 1", "Day 2"))


def reason(instance: Instance, made: Programme, session: str) -> Reason:
    """The reason for which a session is left out of a programme that breaks no rule."""
    assert check(instance, made).violations == ()
    (found,) = (one.reason for one in with_reasons(instance, made).left_out if one.session == session)
    assert found is not None
    return found


def test_more_sessions_than_places() -> None:
    sessions = (host("W1", weight=2), host("W2"), host("W3", weight=2))
    instance = tiny(sessions=sessions, policy=MAY, rooms=ONE_ROOM, slots=TWO_SLOTS)
    made = solve(instance).programme
    assert made is not None
    assert [one.session for one in made.left_out] == ["W2"]
    assert made.scores[0].goal == "host_sessions_left_out"
    assert (made.scores[0].value, made.scores[0].proven) == (1, True)
    sentence = "With everything else as it is, each of the 2 places is taken."
    assert reason(instance, made, "W2") == Reason(
        rules=("room_overlap",), sentence=sentence.replace("is taken", "is taken")
    )


def test_each_thing_that_can_stand_against_a_place() -> None:
    instance = tiny(
        sessions=(
            host("W1", at("Salle 1", 1, "09:00"), needs=(Service.CAPTIONING,)),
            host("W2", audience=60, needs=(Service.CAPTIONING,), people=(A_PERSON,), forbidden_days=("Day 2",)),
        ),
        relations=(Relation(verb=RelationVerb.BEFORE, one="W2", other="W1"),),
        policy=MAY,
        people={A_PERSON: {"unavailable": (away(1, "13:00"),)}},
    )
    found = reason(instance, programme(instance), "W2")
    assert found.sentence == (
        "With everything else as it is, each of the 30 places fails: 20 lack what it needs (captioning), 4 are on days "
        "that are forbidden for it, 2 fall when DC-A coordinator 1 cannot be there, 2 lie outside the opening hours, 1 "
        "is taken and 1 is on the wrong side of a session that it must precede or follow."
    )


def test_every_team_is_at_work() -> None:
    instance = tiny(
        sessions=(
            host("W1", at("Salle 1", 1, "09:00"), needs=(Service.CAPTIONING,)),
            host("W2", needs=(Service.CAPTIONING,)),
        ),
        teams=(Team(service=Service.CAPTIONING, number=1),),
        policy=MAY,
        rooms={"Salle 2": {"services": (Service.CAPTIONING,)}, "Salle 3": {"services": (Service.CAPTIONING,)}},
        slots=TWO_SLOTS[:1],
    )
    found = reason(instance, programme(instance), "W2")
    assert found.rules == ("service_teams", "room_overlap")
    assert found.sentence == (
        "With everything else as it is, each of the 3 places fails: 2 find every team at work for a service that it "
        "uses (captioning: 1) and 1 is taken."
    )


def test_a_refusal_names_teams_too() -> None:
    instance = tiny(
        (ask("DC-A", Kind.DAY_ZERO, needs=(Service.CAPTIONING,)),),
        (host("W1", at("Salle 2", 0, "09:00"), needs=(Service.CAPTIONING,)),),
        teams=(Team(service=Service.CAPTIONING, number=1),),
        slots=tuple(Slot(grid="salles", day="Day 0", start="09:00", end="10:30") for _ in "1"),
    )
    made = with_reasons(instance, programme(instance))
    refusal = made.decisions[0].reason
    assert refusal is not None
    assert refusal.rules == ("room_services", "service_teams")


def test_what_no_room_can_give() -> None:
    sessions = (
        host("Large", audience=500),
        host("Webcast", needs=(Service.WEBCAST,)),
        host("Long", minutes=240),
        host("Main", type=SessionType.MAIN),
    )
    instance = tiny(sessions=sessions, policy=MAY, rooms={"Hall": {"uses": (Use.BOOTH,)}})
    found = {session.id: reason(instance, programme(instance), session.id).sentence for session in sessions}
    assert found == {
        "Large": "Its audience of 500 is larger than every room for sessions: the largest, Salle 1, seats 100.",
        "Webcast": "No room for sessions has webcast.",
        "Long": "No slot for sessions that a workshop may use holds its 240 minutes.",
        "Main": "No room is meant for main sessions.",
    }


def test_a_place_that_is_free_has_a_price() -> None:
    instance = tiny(sessions=(host("W1", weight=4),), policy=MAY, rooms=ONE_ROOM, slots=TWO_SLOTS)
    found = reason(instance, programme(instance), "W1")
    assert found.rules == ()
    assert found.sentence == (
        "Held in Salle 1 on Day 1 09:00–10:30, it would break no rule, and “Weight of the sessions of the host "
        "programme that are left out” would go from 4 to 0: this programme is not the best there is."
    )
