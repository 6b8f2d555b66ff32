"""Rules on the programme, on relations between its sessions, and on people."""

from __future__ import annotations

from scheduler.catalogue.rule import Level, Rule, Scope

ON_PROGRAMME: tuple[Rule, ...] = (
    Rule(
        "host_sessions_placed",
        "Every session of the host programme is placed unless it may be left out, and given ones keep their placement.",
        "Every given host session is placed exactly once, at its given place, for its full length. Every other one is "
        "placed exactly once too; with `host_sessions_may_be_left_out` on, at most once, and those without a place are "
        "listed as left out, each once. Nothing else is listed so.",
        (38, 39),
        scope=Scope.PROGRAMME,
        demand="{name} must have a place",
        remedy="take {name} out of the host programme",
    ),
    Rule(
        "session_order",
        "A session that comes before another ends before it begins.",
        "For a relation “before” between two host sessions that are both placed: the first is on an earlier date; "
        "or on the same, and the second starts no earlier than the first ends plus the relation's minutes. Rooms and "
        "walking do not count. A relation with a session that is left out has no effect.",
        (38, 39),
        scope=Scope.CLASH,
        level=Level.WISH,
        order=4,
        fails=(
            "is on the wrong side of a session that it must precede or follow",
            "are on the wrong side of a session that it must precede or follow",
        ),
    ),
    Rule(
        "sessions_apart",
        "Sessions that are to be apart are not at the same time.",
        "Two host sessions that are both placed, with a relation “apart” between them, do not overlap, in whatever "
        "rooms.",
        (38, 40),
        scope=Scope.CLASH,
        level=Level.WISH,
        order=5,
        fails=(
            "falls at the time of a session from which it is to be apart",
            "fall at the time of a session from which it is to be apart",
        ),
    ),
    Rule(
        "same_day",
        "Sessions that belong to one day take place on the same day.",
        "Two host sessions that are both placed, with a relation “same day” between them, stand on one day.",
        (32, 38),
        scope=Scope.CLASH,
        level=Level.WISH,
        order=6,
        fails=(
            "is not on the day of a session with which it belongs",
            "are not on the day of a session with which it belongs",
        ),
    ),
    Rule(
        "other_day",
        "Sessions that belong to different days take place on different days.",
        "Two host sessions that are both placed, with a relation “other day” between them, stand on two days.",
        (32, 38),
        scope=Scope.CLASH,
        level=Level.WISH,
        order=7,
        fails=(
            "is on the day of a session from which a day must part it",
            "are on the day of a session from which a day must part it",
        ),
    ),
    Rule(
        "requests_decided",
        "Every request has one decision, and every granted request has its session.",
        "Every request has exactly one decision. A granted joint session is held in exactly one placed joint "
        "session that lists the coalition; a granted request of its own kind is one placed session under the "
        "request's id, listing that coalition alone; a granted segment kind has exactly one segment. Nothing else is "
        "placed. A joint session lists exactly the coalitions whose granted requests it holds, and one theme.",
        (36,),
        scope=Scope.PROGRAMME,
        level=Level.LAW,
    ),
    Rule(
        "room_overlap",
        "No two sessions share a room at the same time.",
        "Two sessions in one room, not both given, do not overlap, whatever grids they follow.",
        (38,),
        scope=Scope.OCCUPANCY,
        level=Level.LAW,
        fails=("is taken", "are taken"),
    ),
    Rule(
        "service_teams",
        "No more sessions use a service at one time than there are teams for it.",
        "At no moment do more sessions use a service that stands in Teams than there are teams for it, given ones "
        "included, in whatever rooms. A host session uses the services that it needs. A joint session and a session of "
        "a request's own use those that a request held there needs and that the policy lists for that kind. Where a "
        "coalition that needs captions takes part, booth shifts apart, a session uses captioning.",
        (43,),
        scope=Scope.CLASH,
        order=8,
        remedy="find one more team for {name}",
        fails=(
            "finds every team at work for a service that it uses ({teams})",
            "find every team at work for a service that it uses ({teams})",
        ),
    ),
    Rule(
        "person_in_one_place",
        "A person is in one place at a time, with time to walk between areas.",
        "For two sessions on one day in which a person is present, at least one presence not given: each starts no "
        "earlier than the other ends plus the walking time. Walking time is `walking_minutes` between rooms of "
        "different areas, twice that for a person who needs step-free ways, and none within an area.",
        (18, 43),
        scope=Scope.CLASH,
        level=Level.LAW,
        order=2,
        fails=("clashes with another session of {people}", "clash with other sessions of {people}"),
    ),
    Rule(
        "pause_between_sessions",
        "A person has the policy's minimum pause between two sessions.",
        "For two sessions on one day in which a person is present, at least one presence not given: each starts no "
        "earlier than `pause_minutes` after the other ends, in whatever rooms. With 0 the rule has no effect.",
        (43,),
        scope=Scope.CLASH,
        order=3,
        demand="{name} has {policy.pause_minutes} minutes between two sessions (sheet Policy)",
        remedy="allow {name} a shorter pause between two sessions",
        fails=("leaves {people} too short a pause", "leave {people} too short a pause"),
    ),
    Rule(
        "coalition_in_one_place",
        "A coalition is in one session at a time; what clashes for a member clashes for its joint session.",
        "No two sessions in which one coalition takes part overlap.",
        (5, 30),
        scope=Scope.CLASH,
        level=Level.LAW,
        order=1,
        fails=("clashes with another session of {people}", "clash with other sessions of {people}"),
    ),
    Rule(
        "no_touching_slots",
        "Two slots that touch are not given to one coalition on a day.",
        "No two sessions that arise from requests, and in which one coalition takes part, stand on one day such "
        "that one starts at the minute in which the other ends.",
        (14,),
        scope=Scope.CLASH,
        order=3,
        fails=("touches another session of {people}", "touch other sessions of {people}"),
    ),
)
