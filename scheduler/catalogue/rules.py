"""What must hold, rule by rule, in the order in which it is checked and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Something that must hold. `systems` are the rows of docs/systems.md that it serves."""

    id: str
    sentence: str
    definition: str
    systems: tuple[int, ...] = ()


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

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}
