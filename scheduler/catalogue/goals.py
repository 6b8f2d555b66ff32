"""The objectives, each a number to minimise, and their lexicographic order in a policy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """An objective: a number to minimise. `definition` says exactly what it counts.

    `name` is short for the sentence before a value, `details` where the value is broken down.
    """

    id: str
    sentence: str
    definition: str
    unit: str = ""
    systems: tuple[int, ...] = ()
    name: str = ""
    details: str = ""


GOALS: tuple[Goal, ...] = (
    Goal(
        "host_sessions_left_out",
        "Weight of the sessions of the host programme that are left out.",
        "Sum over host sessions without a place of their weight.",
        "points",
        (38,),
    ),
    Goal(
        "coalitions_without_presence",
        "Coalitions that asked and received nothing at all.",
        "Active coalitions with at least one request and none granted.",
        "coalitions",
        (3, 42),
    ),
    Goal(
        "refused_first_choices",
        "First choices refused.",
        "Refused requests of rank 1 that were not made by default.",
        "requests",
        (2,),
    ),
    Goal(
        "refused_second_choices",
        "Second choices refused.",
        "Refused requests of rank 2 that were not made by default.",
        "requests",
        (2,),
    ),
    Goal(
        "refused_third_choices",
        "Third choices refused.",
        "Refused requests of rank 3 that were not made by default.",
        "requests",
        (2,),
    ),
    Goal(
        "refused_later_choices",
        "Later choices, and wishes made by default, refused.",
        "Refused requests of rank 4 or later, and refused requests made by default.",
        "requests",
        (2, 3),
    ),
    Goal(
        "without_a_top_three_choice",
        "Coalitions that received none of their first three choices.",
        "Coalitions with a request of rank 1 to 3 not made by default, and none of these granted.",
        "coalitions",
        (2,),
    ),
    Goal(
        "without_a_top_two_choice",
        "Coalitions that received neither their first nor their second choice.",
        "Coalitions with a request of rank 1 or 2 not made by default, and none of these granted.",
        "coalitions",
        (2,),
    ),
    Goal(
        "without_the_first_choice",
        "Coalitions that did not receive their first choice.",
        "Coalitions with a request of rank 1 not made by default, and none of these granted.",
        "coalitions",
        (2,),
    ),
    Goal(
        "refused_weight",
        "Weight of the wishes refused.",
        "Sum over refused requests of the weight of their rank (`rank_weights`, the last for all later ranks and "
        "for wishes made by default) times the sum of 10 and the coalition's claim.",
        "points",
        (2, 28, 53),
    ),
    Goal(
        "claims_passed_over",
        "Claims passed over: refusals of horizontal coalitions, and of those that waited in earlier years.",
        "Sum over refused requests of the coalition's claim: `horizontal_claim` if its remit is horizontal; one for "
        "each earlier year in which it received nothing, three at most; its merit if `competitive` is on.",
        "points",
        (19, 28, 53),
    ),
    Goal(
        "incoherence",
        "Distance of joint sessions from their members' themes and wished partners.",
        "Sum over members of joint sessions: the place (from 0) of the theme in the request's themes, 0 for a "
        "horizontal coalition; plus `partner_weight` for every wished partner that asked for a joint session too and "
        "is not a member of the same one.",
        "points",
        (5, 17, 28, 31),
    ),
    Goal(
        "same_theme_in_parallel",
        "Sessions on one theme at the same time, weighted by audience and by links.",
        "Over unordered pairs of programme sessions that overlap and are not both given: for each theme that they "
        "share, 1 plus the smaller audience divided by 50, rounded down; for each subtheme to which themes of both "
        "belong, `subtheme_weight`. A joint session's audience is `joint_audience`; another's is its request's or its "
        "own. Plus `link_weight` for every triple of a coalition, a host session linked to it (no "
        "ceremony) and another programme session in which the coalition takes part, that overlaps it.",
        "points",
        (12, 30, 35, 40),
    ),
    Goal(
        "outside_the_programme",
        "Coalitions that the programme does not show.",
        "Active coalitions with at least one request and none granted of a kind that stands in the programme.",
        "coalitions",
        (15,),
    ),
    Goal(
        "changes_from_last_year",
        "Coalitions that are not shown in the programme as they were last time.",
        "Active coalitions with an entry on sheet Earlier years for the latest year before the event's, for which the "
        "kinds that stand in the programme among those granted are not the same as among those received that year.",
        "coalitions",
        (53,),
    ),
    Goal(
        "inconvenience",
        "Inconvenience: days, rooms and hours that suit less, scattered themes, walks and waits, good slots for a few.",
        "Sum of the counts below, each times its weight (`inconvenience`).",
        "points",
        (31, 32, 43, 44, 45, 50),
        name="Inconvenience",
        details="sheet Scores",
    ),
    Goal(
        "programme_minutes",
        "Minutes that coalitions' sessions add to the programme.",
        "The minutes of joint sessions held and of individual sessions and day-zero events granted.",
        "minutes",
        (33,),
    ),
    Goal(
        "later_than_needed",
        "Tie-break: earlier slots and rooms listed first.",
        "Sum over decided sessions of 32 times the number of distinct slot starts (day and time, over all grids) "
        "before theirs, plus the place (from 0) of the room in the list of rooms.",
        "points",
    ),
)

NOTICEABLE_CHANGES = Goal(
    "noticeable_changes",
    "Changes that people notice, weighted by what changes and by how far it was known.",
    "Counted between the programme that stood and the new one, over what stands in both instances. A free session of "
    "the host programme or a session of coalitions that stands in both: on another day, else at another time; in "
    "another room; a joint session with other partners, once, where requests decided before have left it or come to "
    "it. A session of the host programme that is left out. A request granted before: refused; held in another session; "
    "a segment that stays in its session while one before it has gone or lasts otherwise: moved inside it. A request "
    "refused before and granted now. Each counts the points of its kind times those of the state in which its session "
    "was. Requests and sessions that are new count nothing, nor does what was taken back.",
    "points",
)
"""What replanning makes small before every other goal; not one that a policy can name."""

GOAL: dict[str, Goal] = {goal.id: goal for goal in GOALS}

WISHES: dict[str, tuple[str, ...]] = {
    "rank-maximal": (
        "refused_first_choices",
        "refused_second_choices",
        "refused_third_choices",
        "refused_later_choices",
    ),
    "leximin": (
        "without_a_top_three_choice",
        "without_a_top_two_choice",
        "without_the_first_choice",
        "refused_later_choices",
    ),
    "weighted": ("refused_weight",),
}
"""The goals that ``wishes`` stands for in a policy's order of goals, by principle."""


def goal_order(names: tuple[str, ...], principle: str) -> tuple[Goal, ...]:
    """Lexicographic objectives of a policy, with ``wishes`` replaced by the goals of the principle.

    Raises KeyError with the name of a goal that does not exist.
    """
    expanded: list[Goal] = []
    for name in names:
        for goal_id in WISHES[principle] if name == "wishes" else (name,):
            expanded.append(GOAL[goal_id])
    return tuple(expanded)
