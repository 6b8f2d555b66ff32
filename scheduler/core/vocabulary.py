"""The vocabulary of sheets, code and messages: kinds, types, uses, services, conditions, principles, pins."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of presence that a coalition can request."""

    JOINT = "joint session"
    INDIVIDUAL = "individual session"
    MAIN_SLOT = "main-session slot"
    SEGMENT = "coalitions' main session"
    DAY_ZERO = "day-zero event"
    BILATERAL = "bilateral meeting"
    BOOTH = "booth shift"


OWN_KINDS = (Kind.INDIVIDUAL, Kind.DAY_ZERO, Kind.BILATERAL, Kind.BOOTH)
"""Kinds for which each granted request becomes a session of its own."""

SEGMENT_KINDS = (Kind.MAIN_SLOT, Kind.SEGMENT)
"""Kinds for which a granted request becomes a segment of a host session."""

IN_PROGRAMME = (Kind.JOINT, Kind.INDIVIDUAL, Kind.MAIN_SLOT, Kind.SEGMENT, Kind.DAY_ZERO)
"""Kinds that appear in the public programme; the others take place beside it."""

PROGRAMME_SESSION_KINDS = (Kind.JOINT, Kind.INDIVIDUAL, Kind.DAY_ZERO)
"""Kinds that add sessions, and so minutes, to the programme."""


class SessionType(StrEnum):
    """The types of sessions in the host programme."""

    WORKSHOP = "workshop"
    OPEN_FORUM = "open forum"
    TOWN_HALL = "town hall"
    LIGHTNING_TALK = "lightning talk"
    LAUNCH = "launch or award"
    NETWORKING = "networking session"
    DAY_ZERO = "day-zero event"
    MAIN = "main session"
    COALITIONS_MAIN = "coalitions' main session"
    NRI = "NRI session"
    BPF = "BPF session"
    PN = "PN session"
    HIGH_LEVEL = "high-level session"
    PARLIAMENTARY = "parliamentary session"
    YOUTH = "youth session"
    NEWCOMERS = "newcomers' session"
    CEREMONY = "ceremony"


class Use(StrEnum):
    """The uses of rooms."""

    MAIN = "main sessions"
    SESSIONS = "sessions"
    DAY_ZERO = "day-zero events"
    BILATERAL = "bilateral meetings"
    BOOTH = "booth shifts"


KIND_USE = {
    Kind.JOINT: Use.SESSIONS,
    Kind.INDIVIDUAL: Use.SESSIONS,
    Kind.DAY_ZERO: Use.DAY_ZERO,
    Kind.BILATERAL: Use.BILATERAL,
    Kind.BOOTH: Use.BOOTH,
}
"""The use that a room must have for a session of each kind."""

MAIN_HALL_TYPES = (
    SessionType.MAIN,
    SessionType.COALITIONS_MAIN,
    SessionType.HIGH_LEVEL,
    SessionType.CEREMONY,
)


def type_use(session_type: SessionType) -> Use:
    """The use that a room must have for a host session of this type."""
    if session_type in MAIN_HALL_TYPES:
        return Use.MAIN
    return Use.DAY_ZERO if session_type is SessionType.DAY_ZERO else Use.SESSIONS


class Service(StrEnum):
    """Services that a room can offer."""

    CAPTIONING = "captioning"
    INTERPRETATION = "interpretation"
    HYBRID = "hybrid"
    WEBCAST = "webcast"
    STEP_FREE = "step-free"


class Condition(StrEnum):
    """Conditions that the policy may set before a coalition is eligible."""

    ANNUAL_REPORT = "annual report"
    SESSION_REPORT = "session report"
    COORDINATION = "part in coordination"
    FOUNDING = "founding conditions"


class Principle(StrEnum):
    """How requests of different coalitions are weighed against each other."""

    RANK_MAXIMAL = "rank-maximal"
    LEXIMIN = "leximin"
    WEIGHTED = "weighted"


class State(StrEnum):
    """How far a programme, or a session in it, is known outside; the later the state, the more costly a change."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    ANNOUNCED = "announced"
    PUBLISHED = "published"


class Layers(StrEnum):
    """The order in which host sessions and coalitions' sessions are placed: together, or one after the other."""

    TOGETHER = "together"
    HOST_FIRST = "host programme first"
    COALITIONS_FIRST = "coalitions first"


class Needed(StrEnum):
    """The representatives whom a coalition's session needs where its answer names nobody."""

    ALL = "all"
    NOBODY = "nobody"


class PinVerb(StrEnum):
    """What a pin can require."""

    PLACE = "place"
    GRANT = "grant"
    REFUSE = "refuse"
    TOGETHER = "together"
    APART = "apart"
    THEME = "theme"


class RelationVerb(StrEnum):
    """Temporal relations between two sessions of the host programme."""

    BEFORE = "before"
    APART = "apart"
    SAME_DAY = "same day"
    OTHER_DAY = "other day"
