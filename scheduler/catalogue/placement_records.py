"""Rules on a single placement: rooms and times allowed for a session or a participant."""

from __future__ import annotations

from scheduler.catalogue.rule import Level, Rule, Scope

ON_PLACEMENTS: tuple[Rule, ...] = (
    Rule(
        "room_hours",
        "A room is used only while the day and the room are open.",
        "A decided session lies within its day's opening hours and overlaps no closed stretch of its room.",
        (14, 38),
        scope=Scope.SITE,
        remedy="open {name} longer",
        counted="closed",
        fails=("lies outside the opening hours", "lie outside the opening hours"),
    ),
    Rule(
        "blocked_times",
        "Nothing takes place beside a ceremony that blocks everything.",
        "A decided session overlaps no given session that blocks everything, in whatever room.",
        (38,),
        scope=Scope.SITE,
        demand="nothing takes place beside {name}",
        remedy="allow sessions beside {name}",
        counted="beside a ceremony",
        fails=("falls beside a ceremony that blocks everything", "fall beside a ceremony that blocks everything"),
    ),
    Rule(
        "room_grid",
        "A session starts where a slot of its room's grid starts, and ends within that slot.",
        "For a decided session there is a slot of its room's grid on its day with the same start, that ends no "
        "earlier than the session does, and that names the session's kind or type, or names none and the type is not "
        "among `only_in_own_slots`. A session lasts as long as the host programme, its request or the policy (joint "
        "sessions) says.",
        (38,),
        scope=Scope.GRID,
        refuses_anyway=True,
    ),
    Rule(
        "room_purpose",
        "A room takes only the sessions it is meant for.",
        "A decided session's use (main sessions, sessions, day-zero events, bilateral meetings, booth shifts) is "
        "among its room's uses.",
        (14, 16),
        scope=Scope.SITE,
        demand="{row.id} is meant for {row.uses}",
        remedy="allow more uses of {name}",
        counted="meant for something else",
        fails=("is meant for something else", "are meant for something else"),
    ),
    Rule(
        "day_zero_events",
        "Day-zero events take place on day zero, sessions of the main days on main days.",
        "Decided day-zero events stand on day zero; bilateral meetings and booth shifts on any day; every other "
        "decided session on another day than day zero.",
        (13,),
        scope=Scope.SITE,
        remedy="change “Day zero” of {name} (sheet Days)",
        counted="on the wrong side of day zero",
        fails=("is on the wrong side of day zero", "are on the wrong side of day zero"),
    ),
    Rule(
        "forbidden_days",
        "A session of the host programme does not take place on its forbidden days.",
        "A decided host session stands on none of its forbidden days.",
        (38,),
        scope=Scope.SITE,
        level=Level.WISH,
        demand="{row.id} may not take place on {row.forbidden_days}",
        remedy="allow {name} on a day that is forbidden for it",
        counted="on a forbidden day",
        fails=("is on a day that is forbidden for it", "are on days that are forbidden for it"),
    ),
    Rule(
        "types_kept_off",
        "A session does not take place in parts of a day that the policy closes to its type.",
        "A decided host session overlaps no part of a day for which the policy lists its type: the morning of the "
        "first main day (`off_first_morning`), the afternoon of the last (`off_last_afternoon`), mornings, afternoons "
        "and evenings of all days. Afternoons begin at 13:00, evenings at 18:00; the last day's afternoon has its "
        "evening too.",
        (38,),
        scope=Scope.SITE,
        demand="{name} is a {row.type}, which the policy keeps off parts of days (sheet Policy)",
        remedy="allow {name} in a part of a day that is closed to its type",
        counted="in a part of a day without its type",
        fails=(
            "is in a part of a day that is closed to its type",
            "are in parts of days that are closed to its type",
        ),
    ),
    Rule(
        "room_services",
        "A session's room has the services it needs.",
        "A decided session's room has every service the host session needs, or that a request held there as a joint "
        "session or a session of its own needs, or that the policy lists for that kind.",
        (14, 43, 44),
        scope=Scope.ROOM,
        level=Level.WISH,
        order=2,
        remedy="do without services that {name} needs",
        counted="without a service it needs",
        fails=("lacks what it needs ({needs})", "lack what it needs ({needs})"),
        refuses_anyway=True,
    ),
    Rule(
        "room_capacity",
        "A session's room seats the audience that is expected.",
        "A decided session's room seats the host session's audience, and the audience of every request held there "
        "as a joint session or a session of its own.",
        (5, 38),
        scope=Scope.ROOM,
        level=Level.WISH,
        order=1,
        demand="{name} expects {row.audience} people",
        remedy="expect a smaller audience for {name}",
        counted="too small",
        fails=("seats fewer than {audience}", "seat fewer than {audience}"),
    ),
    Rule(
        "captioning",
        "Where a coalition that needs captions takes part, the room has captioning.",
        "Every session in which such a coalition takes part, booth shifts apart, is in a room with captioning; for "
        "a segment in a given session too.",
        (43,),
        scope=Scope.ROOM,
        level=Level.WISH,
        order=3,
        demand="{name} needs captioning",
        remedy="place {name} in a room without captioning",
        counted="without captioning",
        fails=("has no captioning", "have no captioning"),
    ),
    Rule(
        "availability",
        "Nobody takes part in a session while they are away.",
        "A session in which a coalition takes part overlaps no stretch in which the coalition is unavailable, and "
        "no stretch in which a person listed in that request is; a decided host session none in which one of its "
        "people is.",
        (27, 44),
        scope=Scope.TIME,
        level=Level.WISH,
        demand="{name} is away on {row.unavailable}",
        remedy="have {name} there although away",
        counted="when somebody is away",
        fails=("falls when {people} cannot be there", "fall when {people} cannot be there"),
    ),
    Rule(
        "remote_hours",
        "Remote participants take part within the policy's range of local hours.",
        "For each remote person present, given presences apart, the session starts no earlier than `remote_from` "
        "and ends no later than `remote_until`, in the person's own time zone and on one local day.",
        (44, 45),
        scope=Scope.TIME,
        level=Level.WISH,
        demand="{name} takes part from elsewhere within agreed local hours",
        remedy="ask {name} to take part outside the agreed local hours",
        counted="outside the local hours of somebody remote",
        fails=("falls outside the local hours set for {people}", "fall outside the local hours set for {people}"),
    ),
    Rule(
        "freed_slots",
        "Slots reserved for coalitions are used by their sessions only.",
        "A decided host session overlaps no reserved stretch of its room.",
        (34,),
        scope=Scope.SITE,
        demand="{name} is reserved for coalitions at some times",
        remedy="open {name} to other sessions at times reserved for coalitions",
        counted="reserved for coalitions",
        fails=("is reserved for coalitions", "are reserved for coalitions"),
    ),
)
