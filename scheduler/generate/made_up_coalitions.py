"""Draw the coalitions of a made-up meeting: register, representatives, and answers to the survey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from scheduler.core.vocabulary import SessionType
from scheduler.generate.drawn_people import ZONES, DrawnPeople
from scheduler.generate.made_up_people import coordinator, coordinator_rows
from scheduler.generate.made_up_sessions import DrawnSession
from scheduler.generate.made_up_survey import MadeUpAnswer
from scheduler.generate.mix import topics_of
from scheduler.generate.planning_rows import Row

FIRST_ANSWER = datetime(2027, 2, 1, 9, 12, 0)
SILENT, OWING, CAPTIONS, HORIZONTAL = 0.15, 0.05, 0.08, 0.08
"""Shares of coalitions that do not answer, owe one of their reports, need captions, and are horizontal."""

REMOTE, VOLUNTEERS = 0.15, 0.1
"""Shares of first coordinators who take part remotely, and of second ones who volunteer for the booth."""

WISHES = (("J", 0.85), ("Z", 0.2), ("B", 0.4), ("M", 0.25), ("S", 0.25))
"""Kinds by their letters in the survey, and the weight with which each is requested."""

LINKED = 0.10
"""Share of sessions that are linked to a coalition."""


@dataclass(frozen=True)
class DrawnCoalition:
    """A coalition and its themes, the closest first."""

    acronym: str
    name: str
    themes: tuple[str, ...]


def drawn_coalitions(rng: Random, count: int, codes: Sequence[str]) -> list[DrawnCoalition]:
    """Draw coalitions, each named for a topic of its first theme."""
    named: dict[str, int] = {}
    members = []
    for number in range(count):
        first = codes[number % len(codes)]
        turn = named[first] = named.get(first, -1) + 1
        topics = topics_of(first)
        series = f" ({turn // len(topics) + 1})" if turn >= len(topics) else ""
        further = rng.sample([code for code in codes if code != first], k=rng.choice((1, 1, 2)))
        name = f"Dynamic Coalition on {topics[turn % len(topics)]}{series}"
        members.append(DrawnCoalition(f"DC-{number + 1:02d}", name, (first, *further)))
    return members


def coalition_rows(rng: Random, members: Sequence[DrawnCoalition]) -> list[Row]:
    """The rows of sheet Coalitions; some owe a report, need captions or are horizontal."""
    return [
        {
            "Acronym": member.acronym,
            "Name": member.name,
            "Themes": member.themes,
            "Horizontal": rng.random() < HORIZONTAL,
            "Active": True,
            "Annual report": rng.random() > OWING,
            "Session report": rng.random() > OWING,
            "Coordination": True,
            "Founding conditions": True,
            "Captions": rng.random() < CAPTIONS,
        }
        for member in members
    ]


def representative_rows(rng: Random, members: Sequence[DrawnCoalition]) -> list[Row]:
    """Two coordinators for each coalition; some coordinate two, some are remote."""
    shared = shared_coordinators(members)
    more: dict[str, Row] = {}
    for member in members:
        if rng.random() < REMOTE:
            more[coordinator(member.acronym, 1)] = {"Remote": True, "Time zone": rng.choice(ZONES)}
        if rng.random() < VOLUNTEERS:
            more[coordinator(member.acronym, 2)] = {"Booth volunteer": True}
    return coordinator_rows([member.acronym for member in members], rng, shared, more)


def shared_coordinators(members: Sequence[DrawnCoalition]) -> dict[str, str]:
    """Coalitions that share their first coordinator with another: one in nine."""
    acronyms = [member.acronym for member in members]
    return dict(zip(acronyms[4::9], acronyms[::9], strict=False))


def first_coordinators(members: Sequence[DrawnCoalition], shared: Mapping[str, str]) -> dict[str, str]:
    """The first coordinator of each coalition, who may be another's."""
    return {member.acronym: coordinator(shared.get(member.acronym, member.acronym)) for member in members}


def drawn_answers(rng: Random, members: Sequence[DrawnCoalition], first: Mapping[str, str]) -> Iterator[MadeUpAnswer]:
    """The answers of most coalitions; the first choice is usually a joint session."""
    for member in members:
        if rng.random() < SILENT:
            continue
        friends = [m.acronym for m in members if m is not member and set(m.themes) & set(member.themes)]
        ranking = _ranking(rng)
        yield MadeUpAnswer(
            member.acronym,
            ranking,
            member.themes,
            partners=(rng.choice(friends),) if "J" in ranking and friends and rng.random() < 0.6 else (),
            output=f"Report on {topics_of(member.themes[0])[0].lower()}" if "M" in ranking else "",
            slot_minutes=10 if "M" in ranking else None,
            audience=rng.choice((30, 40, 50, 60)),
            people=(first[member.acronym],) if rng.random() < 0.5 else (),
        )


def _ranking(rng: Random) -> str:
    """Draw one to three requests, in order."""
    wishes = [letter for letter, often in WISHES if rng.random() < often]
    if rng.random() < 0.3:
        rng.shuffle(wishes)
    return "".join(wishes[:3]) or "J"


def link(
    crowd: DrawnPeople, sessions: Sequence[DrawnSession], members: Sequence[DrawnCoalition], first: Mapping[str, str]
) -> None:
    """Link some sessions to a coalition on their theme; its coordinator speaks there if that is possible."""
    rng = crowd.rng
    for session in sessions:
        if session.given or session.type is SessionType.DAY_ZERO or rng.random() >= LINKED:
            continue
        near = [member.acronym for member in members if session.themes[0] in member.themes]
        if near:
            acronym = rng.choice(near)
            session.coalitions = (acronym,)
            if rng.random() < 0.6 and crowd.is_free(first[acronym], session.place):
                crowd.join(session, first[acronym])
