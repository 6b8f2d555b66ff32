"""The composition of a made-up host programme: types, lengths, audiences and themes with their frequencies."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from scheduler.core.vocabulary import Service, SessionType
from scheduler.generate.topics import MORE_TOPICS, THEMES, TOPICS

SUBTHEMES = {
    "A safe and trusted Internet": ("SECURITY", "DATA", "CHILD", "MEDIA", "PEACE"),
    "Innovation that lasts": ("AI", "EMERGING", "GREEN", "ECONOMY", "HEALTH", "WORK"),
    "Access and rights for all": ("RIGHTS", "CONNECT", "INCLUDE", "EDU", "LANG"),
    "Governing together": ("DNS", "COOP", "LAW", "PUBLIC"),
}
"""The four subthemes of a made-up meeting, and their themes."""

BY_POPULARITY = (
    *("AI", "RIGHTS", "SECURITY", "DATA", "CONNECT", "INCLUDE", "COOP", "MEDIA", "CHILD", "DNS", "ECONOMY", "GREEN"),
    *("EDU", "HEALTH", "EMERGING", "LAW", "PUBLIC", "LANG", "WORK", "PEACE"),
)
"""Themes, the most popular first; smaller meetings have the first of them."""

TWO_THEMES = 0.15
"""Share of sessions with a second theme."""


@dataclass(frozen=True)
class TypeProfile:
    """A type of session: its names, its share of all sessions, its lengths and its audience."""

    type: SessionType
    prefix: str
    share: float
    lengths: tuple[int, ...]
    audience: int


MAIN = TypeProfile(SessionType.MAIN, "Main", 0.0, (75, 90, 90), 350)
DAY_ZERO = TypeProfile(SessionType.DAY_ZERO, "Day 0", 0.0, (45, 60, 60, 60), 40)
LIGHTNING = TypeProfile(SessionType.LIGHTNING_TALK, "Lightning", 0.0, (20, 30, 30), 25)

TYPE_PROFILES = (
    TypeProfile(SessionType.WORKSHOP, "WS", 0.44, (60, 60, 60, 60, 75, 45), 45),
    TypeProfile(SessionType.OPEN_FORUM, "OF", 0.22, (60, 60, 60, 75), 50),
    TypeProfile(SessionType.TOWN_HALL, "TH", 0.06, (60, 60, 75), 70),
    TypeProfile(SessionType.LAUNCH, "Launch", 0.07, (30, 45, 60), 35),
    TypeProfile(SessionType.NETWORKING, "Networking", 0.06, (45, 60, 60), 40),
    TypeProfile(SessionType.NRI, "NRI", 0.04, (60, 75), 60),
    TypeProfile(SessionType.BPF, "BPF", 0.03, (60, 75), 60),
    TypeProfile(SessionType.PN, "PN", 0.03, (60, 75), 70),
    TypeProfile(SessionType.PARLIAMENTARY, "Parliamentary", 0.02, (60, 75), 80),
    TypeProfile(SessionType.YOUTH, "Youth", 0.02, (45, 60), 60),
    TypeProfile(SessionType.NEWCOMERS, "Newcomers", 0.01, (45,), 90),
)
"""Types in the rooms on main days; main sessions, day-zero events and lightning talks are counted separately."""

NEEDS = (
    (Service.HYBRID, 0.30),
    (Service.CAPTIONING, 0.12),
    (Service.WEBCAST, 0.12),
    (Service.STEP_FREE, 0.06),
    (Service.INTERPRETATION, 0.02),
)
"""Services that sessions need, and the share of sessions that do."""


def apportioned(count: int, sorts: tuple[TypeProfile, ...] = TYPE_PROFILES) -> list[TypeProfile]:
    """Apportion `count` sessions to types by their shares: each to the type furthest below its share."""
    total = sum(sort.share for sort in sorts)
    had = dict.fromkeys(sorts, 0)
    listed = []
    for number in range(1, count + 1):
        behind = max(sorts, key=lambda sort: number * sort.share / total - had[sort])
        had[behind] += 1
        listed.append(behind)
    return listed


def themes_of_meeting(count: int) -> tuple[str, ...]:
    """The codes of the most popular themes."""
    return BY_POPULARITY[:count]


def subtheme_of(code: str) -> str:
    return next(subtheme for subtheme, codes in SUBTHEMES.items() if code in codes)


def theme_name(code: str) -> str:
    return THEMES[code]


def drawn_themes(rng: Random, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Draw one theme, sometimes two; the first codes are several times as popular as the last."""
    weights = [1 / (rank + 2.5) for rank in range(len(codes))]
    first = rng.choices(codes, weights)[0]
    if rng.random() >= TWO_THEMES:
        return (first,)
    second = rng.choices(codes, weights)[0]
    return tuple(dict.fromkeys((first, second)))


def drawn_audience(rng: Random, sort: TypeProfile) -> int:
    """Draw an audience around the type's usual one, with a long tail; a multiple of five."""
    return max(10, 5 * round(sort.audience * rng.lognormvariate(0, 0.5) / 5))


def drawn_needs(rng: Random) -> tuple[Service, ...]:
    return tuple(service for service, share in NEEDS if rng.random() < share)


def topics_of(code: str) -> tuple[str, ...]:
    return TOPICS[code] if code in TOPICS else MORE_TOPICS[code]
