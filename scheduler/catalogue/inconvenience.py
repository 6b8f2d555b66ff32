"""The parts of the goal on inconvenience: one record each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InconveniencePart:
    """One of the counts that add up to the goal; `id` is the name of its weight.

    `hangs_on_rooms`: times alone do not tell it. `needs_rooms`: it cannot be counted while rooms are not decided.
    """

    id: str
    sentence: str
    definition: str
    hangs_on_rooms: bool = False
    needs_rooms: bool = False


INCONVENIENCE: tuple[InconveniencePart, ...] = (
    InconveniencePart(
        "days",
        "Sessions on a day that was not preferred.",
        "Granted requests of coalitions with preferred days, and decided host sessions with preferred days, that stand "
        "on another day.",
    ),
    InconveniencePart(
        "room_fit",
        "Hundreds of empty seats.",
        "Over decided programme sessions, empty seats (capacity less audience) divided by 100, rounded down; too few "
        "seats break a rule.",
        hangs_on_rooms=True,
    ),
    InconveniencePart(
        "time_zones",
        "Presences at uncomfortable local hours.",
        "Presences of remote people, given ones apart, that start before `comfortable_from` or end after "
        "`comfortable_until` their time.",
    ),
    InconveniencePart(
        "theme_rooms",
        "Further rooms that a theme uses.",
        "Pairs of theme and room in which a decided programme session on that theme stands and no given session on it "
        "does.",
        hangs_on_rooms=True,
        needs_rooms=True,
    ),
    InconveniencePart(
        "room_changes",
        "Changes of room within a day.",
        "For each coalition and day, the rooms but one in which it takes part in programme sessions.",
        hangs_on_rooms=True,
        needs_rooms=True,
    ),
    InconveniencePart(
        "duplicates",
        "Similar sessions on one day, twice if at once.",
        "Pairs of host sessions, not both given, of which one names the other as `similar`, that stand on one day; "
        "those that overlap count twice.",
    ),
    InconveniencePart(
        "theme_gaps",
        "Pauses of a theme within a day.",
        "For each theme and day, the times but the first at which a programme session on the theme starts, and all of "
        "them that started earlier that day ended more than `theme_break_minutes` before. Given sessions count like "
        "others, for these may fill their pauses.",
    ),
    InconveniencePart(
        "walking",
        "Further areas that a person has to reach on a day.",
        "For each person who is not remote and each day on which that person is present somewhere: the areas, less "
        "the areas of given presences, or less one where none is given.",
    ),
    InconveniencePart(
        "waiting",
        "Hours that people wait between the sessions of a day.",
        "For each person who is not remote and each day: from the first start to the last end of the sessions in which "
        "that person is present, the minutes that none of them covers, in whole hours. Given presences count like "
        "others, for these may fill the time between.",
    ),
    InconveniencePart(
        "attendance",
        "Further days on which a person has to come.",
        "For each person who is not remote and is present somewhere: the days, less the days of given presences, or "
        "less one where none is given.",
    ),
    InconveniencePart(
        "day_balance",
        "Sessions of one type or theme that crowd a day.",
        "For each type or kind, and for each theme, and each main day (no day zero): the programme sessions above "
        "their number on all main days divided by the number of main days, rounded up. Given sessions count like "
        "others.",
    ),
    InconveniencePart(
        "fair_slots",
        "Good slots that a group or region lacks.",
        "Host sessions, given ones too, ceremonies and day-zero events apart, belong to the stakeholder group, and to "
        "the region, of the first of their people. Of s sessions with a group, n belonging to one; of g good slots "
        "that the s use, h used by the n: n × g ÷ s, rounded down, less h, where that is more than zero; summed over "
        "the groups, and likewise over the regions. A session uses a good slot where it starts no earlier than "
        "`good_from` and ends no later than `good_until`, on a main day that is not the last of several.",
    ),
)
"""The parts of the goal inconvenience, in the order of their weights."""
