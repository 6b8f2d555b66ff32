"""Every rule and goal once: its id, the sentence a planner would say, and the exact definition.

The model and the verifier are written apart from each other; what they share is this page. A rule's function
carries the rule's id as its name and the sentence as the first line of its docstring, in both places.

Words used in the definitions. A session is *given* when the host programme fixes its place, otherwise *decided*.
A coalition *takes part* in a session through a granted request: as a member of a joint session, in a session of its
own, or with a segment. A person is *present* in a host session that lists the person, and wherever a granted
request that lists the person is held; only the first of these in a given session is a *given presence*. The
*programme sessions* are all sessions but bilateral meetings, booth shifts and ceremonies.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Something that must hold. `systems` are the rows of docs/systems.md that it serves."""

    id: str
    sentence: str
    definition: str
    systems: tuple[int, ...] = ()


@dataclass(frozen=True)
class Goal:
    """A named number, better when smaller. `definition` says exactly what is counted."""

    id: str
    sentence: str
    definition: str
    unit: str = ""
    systems: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """One of the counts that add up to discomfort; `id` is the name of its weight."""

    id: str
    sentence: str
    definition: str


RULES: tuple[Rule, ...] = (
    # Where and when a session may stand at all.
    Rule(
        "room_hours",
        "A room is used only while the day and the room are open.",
        "A decided session lies within its day's opening hours and overlaps no closed stretch of its room.",
        (14, 38),
    ),
    Rule(
        "blocked_times",
        "Nothing takes place beside a ceremony that blocks everything.",
        "A decided session overlaps no given session that blocks everything, in whatever room.",
        (38,),
    ),
    Rule(
        "room_grid",
        "A session starts where a slot of its room's grid starts, and ends within that slot.",
        "For a decided session there is a slot of its room's grid on its day with the same start, that ends no "
        "earlier than the session does, and that names the session's kind or type, or names none and the type is not "
        "among `only_in_own_slots`. A session lasts as long as the host programme, its request or the policy (joint "
        "sessions) says.",
        (38,),
    ),
    Rule(
        "room_use",
        "A room takes only the sessions it is meant for, and day zero only what belongs there.",
        "A decided session's use (main sessions, sessions, day-zero events, bilateral meetings, booth shifts) is "
        "among its room's uses. Day-zero events stand on day zero; bilateral meetings and booth shifts on any day; "
        "everything else on other days; a host session on none of its forbidden days.",
        (13, 14, 16),
    ),
    Rule(
        "room_services",
        "A session's room has the services it needs.",
        "A decided session's room has every service the host session needs, or that a request held there as a joint "
        "session or a session of its own needs, or that the policy lists for that kind.",
        (14, 43, 44),
    ),
    Rule(
        "room_capacity",
        "A session's room seats the audience that is expected.",
        "A decided session's room seats the host session's audience, and the audience of every request held there "
        "as a joint session or a session of its own.",
        (5, 38),
    ),
    Rule(
        "captioning",
        "Where a coalition that needs captions takes part, the room has captioning.",
        "Every session in which such a coalition takes part, booth shifts apart, is in a room with captioning; for "
        "a segment in a given session too.",
        (43,),
    ),
    Rule(
        "availability",
        "Nobody is asked to be there when they are away.",
        "A session in which a coalition takes part overlaps no stretch in which the coalition is unavailable, and "
        "no stretch in which a person listed in that request is; a decided host session none in which one of its "
        "people is.",
        (27, 44),
    ),
    Rule(
        "remote_hours",
        "Whoever takes part from elsewhere does so within the policy's band of local hours.",
        "For each remote person present, given presences apart, the session starts no earlier than `remote_from` "
        "and ends no later than `remote_until`, in the person's own time zone and on one local day.",
        (44, 45),
    ),
    Rule(
        "freed_slots",
        "Slots kept for coalitions are not handed to others.",
        "A decided host session overlaps no reserved stretch of its room.",
        (34,),
    ),
    # The programme as a whole.
    Rule(
        "host_sessions_placed",
        "Every session of the host programme has its place, if it may not be left out, and given ones keep theirs.",
        "Every given host session is placed exactly once, at its given place, for its full length. Every other one is "
        "placed exactly once too; with `host_sessions_may_be_left_out` on, at most once, and those without a place are "
        "listed as left out, each once. Nothing else is listed so.",
        (38, 39),
    ),
    Rule(
        "session_order",
        "A session that comes before another ends before it begins.",
        "For a relation “before” between two host sessions that are both placed: the first stands on an earlier date; "
        "or on the same, and the second starts no earlier than the first ends plus the relation's minutes. Rooms and "
        "walking do not count. A relation with a session that is left out asks nothing.",
        (38, 39),
    ),
    Rule(
        "sessions_apart",
        "Sessions that are to be apart are not at the same time.",
        "Two host sessions that are both placed, with a relation “apart” between them, do not overlap, in whatever "
        "rooms.",
        (38, 40),
    ),
    Rule(
        "same_day",
        "Sessions that belong to one day stand on the same day.",
        "Two host sessions that are both placed, with a relation “same day” between them, stand on one day.",
        (32, 38),
    ),
    Rule(
        "other_day",
        "Sessions that belong to different days stand on different days.",
        "Two host sessions that are both placed, with a relation “other day” between them, stand on two days.",
        (32, 38),
    ),
    Rule(
        "requests_decided",
        "Every request is decided once, and what is granted has its place.",
        "Every request has exactly one decision. A granted joint session is held in exactly one placed joint "
        "session that lists the coalition; a granted request of its own kind is one placed session under the "
        "request's id, listing that coalition alone; a granted segment kind has exactly one segment. Nothing else is "
        "placed. A joint session lists exactly the coalitions whose granted requests it holds, and one theme.",
        (36,),
    ),
    Rule(
        "room_overlap",
        "No two sessions share a room at the same time.",
        "Two sessions in one room, not both given, do not overlap, whatever grids they follow.",
        (38,),
    ),
    Rule(
        "service_teams",
        "No more sessions use a service at one time than there are teams for it.",
        "At no moment do more sessions use a service that stands in Teams than there are teams for it, given ones "
        "included, in whatever rooms. A host session uses the services that it needs. A joint session and a session of "
        "a request's own use those that a request held there needs and that the policy lists for that kind. Where a "
        "coalition that needs captions takes part, booth shifts apart, a session uses captioning.",
        (43,),
    ),
    Rule(
        "person_in_one_place",
        "A person is in one place at a time, with time to walk between areas.",
        "For two sessions on one day in which a person is present, at least one presence not given: each starts no "
        "earlier than the other ends plus the walking time. Walking time is `walking_minutes` between rooms of "
        "different areas, twice that for a person who needs step-free ways, and none within an area.",
        (18, 43),
    ),
    Rule(
        "coalition_in_one_place",
        "A coalition is in one session at a time; what clashes for a member clashes for its joint session.",
        "No two sessions in which one coalition takes part overlap.",
        (5, 30),
    ),
    Rule(
        "no_touching_slots",
        "Two slots that touch are not given to one coalition on a day.",
        "No two sessions that arise from requests, and in which one coalition takes part, stand on one day such "
        "that one starts at the minute in which the other ends.",
        (14,),
    ),
    Rule(
        "kinds_offered",
        "A coalition gets only kinds that the policy offers.",
        "No request is granted whose kind is not offered.",
        (4, 7),
    ),
    Rule(
        "eligibility",
        "Only eligible coalitions get what the policy reserves for them.",
        "A request of a gated kind is granted only to an active coalition that meets every condition of the policy: "
        "annual report filed; session report filed where one was due; part in coordination; founding conditions. For "
        "a coalition new this year the light report stands in for the annual and the session report.",
        (23, 24, 25, 26),
    ),
    Rule(
        "entitlement",
        "An eligible coalition that asks for an individual session gets one, where the policy makes it a right.",
        "With `individual_is_entitlement` on, every request for an individual session of an eligible coalition that "
        "asked itself is granted, while the kind is offered.",
        (8,),
    ),
    Rule(
        "competition",
        "With the competitive switch on, only ready coalitions with an output get a main-session slot.",
        "With `competitive` on, a main-session slot is granted only where the coalition is ready and the request "
        "names an output.",
        (19, 20, 21),
    ),
    Rule(
        "session_caps",
        "No more sessions than the policy allows, of each kind and in all.",
        "Of each kind but day-zero events: joint sessions held, or requests granted, are no more than the kind's "
        "`at_most`; joint and individual sessions together no more than `coalition_sessions_at_most`.",
        (7, 46),
    ),
    Rule(
        "day_zero_places",
        "No more day-zero events than there are places for coalitions.",
        "Granted day-zero events are no more than that kind's `at_most`.",
        (13,),
    ),
    Rule(
        "minutes_cap",
        "The coalitions' sessions take no more minutes of the programme than agreed.",
        "The minutes of joint sessions held and of individual sessions and day-zero events granted add up to no "
        "more than `coalition_minutes_at_most`.",
        (7, 33),
    ),
    Rule(
        "presences_at_most",
        "No coalition has more presences than the policy allows.",
        "Of the kinds that are `counted`, a coalition is granted at most `presences_at_most` requests.",
        (4,),
    ),
    Rule(
        "main_slot_replaces_own_session",
        "A main-session slot replaces a session of one's own.",
        "A coalition granted a main-session slot is granted no request of a kind in `main_slot_replaces`.",
        (11,),
    ),
    Rule(
        "one_bilateral",
        "A coalition has at most one bilateral meeting.",
        "At most one request for a bilateral meeting is granted to a coalition.",
        (14,),
    ),
    # Joint sessions.
    Rule(
        "joint_size",
        "A joint session brings together no fewer and no more coalitions than the policy says.",
        "A joint session held has between `joint_size_min` and `joint_size_max` members.",
        (5,),
    ),
    Rule(
        "shared_theme",
        "Those who share a joint session share its theme.",
        "Each member's request names the joint session's theme, or the member is a guest: a horizontal coalition "
        "whose request does not name it. Guests are at most `guests_at_most`, the other members at least two. The "
        "theme is one that allows joint sessions.",
        (5, 6, 28),
    ),
    Rule(
        "one_joint_session_per_theme",
        "Each joint session has a theme of its own; none is repeated.",
        "No two joint sessions have the same theme; a coalition is in at most one joint session for each request, and "
        "no two of its requests are held in one.",
        (6,),
    ),
    Rule(
        "partner_vetoes",
        "Nobody shares a joint session with a coalition that one of them ruled out.",
        "No two members of a joint session such that one's request vetoes the other.",
        (5, 17),
    ),
    Rule(
        "required_partners",
        "A coalition that insists on a partner meets it in its joint session.",
        "Every coalition that a member's request requires is a member of the same joint session.",
        (5, 17),
    ),
    # Segments inside sessions of the host programme.
    Rule(
        "segments_fit",
        "Segments follow each other without a gap and fit the time kept for coalitions.",
        "Segments of a main-session slot stand in main sessions, those of the coalitions' main session in sessions "
        "of that type. In each session they are numbered from 1, the first starts `segments_after` minutes after the "
        "session, each next where the one before ends, each lasts its request's minutes, and together they are no "
        "longer than `coalition_minutes` and end within the session.",
        (9, 10, 11),
    ),
    Rule(
        "main_slots_per_session",
        "A main session takes no more slots of coalitions than the policy allows.",
        "Segments of main-session slots in one session are at most `main_slots_per_session`.",
        (11,),
    ),
    Rule(
        "main_session_theme",
        "A main-session slot stands in a main session on one of the coalition's themes.",
        "The request and the session share a theme, or the coalition is horizontal.",
        (11, 12, 28),
    ),
    # Who judges, and what was settled beforehand.
    Rule(
        "selection_committee",
        "The selection committee has enough coalitions, and all of them compete for nothing.",
        "The committee seats at least `committee_at_least` coalitions, each once, each of which opted out and asked "
        "for no kind that is `competed`, by default or itself.",
        (18,),
    ),
    Rule(
        "no_judge_in_own_cause",
        "Nobody on the selection committee judges a request of their own.",
        "The person in each seat represents the seat's coalition and represents no coalition that asked for a kind "
        "that is `competed`.",
        (18,),
    ),
    Rule(
        "pins",
        "What was pinned stays as pinned.",
        "place: the subject is placed, with the room, day, start and (for a segment) session that the pin gives. "
        "grant, refuse: the request is granted, refused. together, apart: the two coalitions are members of one "
        "joint session, or of no common one. theme: the coalition is a member of the joint session on that theme.",
        (36,),
    ),
)

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
        "Active coalitions with an entry for the latest year in History before the event's, for which the kinds that "
        "stand in the programme among those granted are not the same as among those received that year.",
        "coalitions",
        (53,),
    ),
    Goal(
        "discomfort",
        "Discomfort: days, rooms and hours that suit less, scattered themes, walks and waits, good slots for a few.",
        "Sum of the counts below, each times its weight (`comfort`).",
        "points",
        (31, 32, 43, 44, 45, 50),
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

DISCOMFORT: tuple[Part, ...] = (
    Part(
        "days",
        "Sessions on a day that was not preferred.",
        "Granted requests of coalitions with preferred days, and decided host sessions with preferred days, that stand "
        "on another day.",
    ),
    Part(
        "room_fit",
        "Hundreds of empty seats.",
        "Over decided programme sessions, empty seats (capacity less audience) divided by 100, rounded down; too few "
        "seats break a rule.",
    ),
    Part(
        "time_zones",
        "Presences at uncomfortable local hours.",
        "Presences of remote people, given ones apart, that start before `comfortable_from` or end after "
        "`comfortable_until` their time.",
    ),
    Part(
        "theme_rooms",
        "Further rooms that a theme uses.",
        "Pairs of theme and room in which a decided programme session on that theme stands and no given session on it "
        "does.",
    ),
    Part(
        "room_changes",
        "Changes of room within a day.",
        "For each coalition and day, the rooms but one in which it takes part in programme sessions.",
    ),
    Part(
        "duplicates",
        "Similar sessions on one day, twice if at once.",
        "Pairs of host sessions, not both given, of which one names the other as `similar`, that stand on one day; "
        "those that overlap count twice.",
    ),
    Part(
        "theme_gaps",
        "Pauses of a theme within a day.",
        "For each theme and day, the times but the first at which a programme session on the theme starts, and all of "
        "them that started earlier that day ended more than `theme_break_minutes` before. Given sessions count like "
        "others, for these may fill their pauses.",
    ),
    Part(
        "walking",
        "Further areas that a person has to reach on a day.",
        "For each person who is not remote and each day on which that person is present somewhere: the areas, less "
        "the areas of given presences, or less one where none is given.",
    ),
    Part(
        "waiting",
        "Hours that people wait between the sessions of a day.",
        "For each person who is not remote and each day: from the first start to the last end of the sessions in which "
        "that person is present, the minutes that none of them covers, in whole hours. Given presences count like "
        "others, for these may fill the time between.",
    ),
    Part(
        "attendance",
        "Further days on which a person has to come.",
        "For each person who is not remote and is present somewhere: the days, less the days of given presences, or "
        "less one where none is given.",
    ),
    Part(
        "day_balance",
        "Sessions of one type or theme that crowd a day.",
        "For each type or kind, and for each theme, and each main day (no day zero): the programme sessions above "
        "their number on all main days divided by the number of main days, rounded up. Given sessions count like "
        "others.",
    ),
    Part(
        "fair_slots",
        "Good slots that a group or region lacks.",
        "Host sessions, given ones too, ceremonies and day-zero events apart, belong to the stakeholder group, and to "
        "the region, of the first of their people. Of s sessions with a group, n belonging to one; of g good slots "
        "that the s use, h used by the n: n × g ÷ s, rounded down, less h, where that is more than zero; summed over "
        "the groups, and likewise over the regions. A session uses a good slot where it starts no earlier than "
        "`good_from` and ends no later than `good_until`, on a main day that is not the last of several.",
    ),
)
"""The parts of the goal discomfort, in the order of their weights."""

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

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}
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
    """The goals of a policy in order, with ``wishes`` replaced by what the principle counts.

    Raises KeyError with the name of a goal that does not exist.
    """
    expanded: list[Goal] = []
    for name in names:
        for goal_id in WISHES[principle] if name == "wishes" else (name,):
            expanded.append(GOAL[goal_id])
    return tuple(expanded)
