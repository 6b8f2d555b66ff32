"""The planning workbook, sheet by sheet and column by column: read, written and documented from this one page.

Titles are what stands in the header row. `choices` names a list offered as a drop-down: a fixed list, or the
values of a column of another sheet, written ``Sheet/Column``. Cells with several values separate them by ``;``.
Stretches of time read ``Day 1``, ``Day 1 09:00-12:00`` or ``all days 13:00-14:00``.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.core.vocabulary import Condition, Layers, PinVerb, RelationVerb, Service, SessionType, Use

YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Column:
    """One column. `form` is text, list, number, clock, date, yes/no or windows (stretches of time)."""

    title: str
    note: str
    form: str = "text"
    required: bool = False
    choices: tuple[str, ...] | str = ()
    default: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of the planning workbook; a `settings` sheet has one row a setting instead of one row a record."""

    title: str
    note: str
    columns: tuple[Column, ...]
    required: bool = True
    settings: tuple[Column, ...] = ()


_SETTING = (
    Column("Setting", "What is set; the names are fixed.", required=True),
    Column("Value", "Its value; empty takes the default.", required=False),
    Column("Meaning", "For readers; not read by the program."),
)

EVENT = Sheet(
    "Event",
    "The meeting itself.",
    _SETTING,
    settings=(
        Column("Name", "The meeting's name, as on its website.", required=True),
        Column("City", "Where it takes place."),
        Column("Year", "The year it counts for.", "number", required=True),
        Column("Time zone", "IANA name, such as Asia/Riyadh.", required=True),
        Column("Proposed by", "Who puts the programme forward.", default="DCCG"),
        Column("Decided by", "Who decides on it.", default="MAG"),
    ),
)

DAYS = Sheet(
    "Days",
    "One row a day, in order.",
    (
        Column("Day", "Short name used everywhere else.", required=True),
        Column("Date", "The date, as 2024-12-15.", "date", required=True),
        Column(
            "Day zero", "Whether this is the day before the programme proper.", "yes/no", choices=YES_NO, default="no"
        ),
        Column("Opens", "Nothing starts earlier.", "clock", default="00:00"),
        Column("Closes", "Nothing ends later.", "clock", default="24:00"),
    ),
)

SLOTS = Sheet(
    "Slots",
    "When sessions can start. Rooms follow a grid; grids need not align.",
    (
        Column("Grid", "Name of the grid.", required=True),
        Column("Day", "A day, or “all days” or “main days” (all but day zero).", required=True),
        Column("Start", "Sessions in this slot start now.", "clock", required=True),
        Column("End", "They end no later.", "clock", required=True),
        Column("Only for", "Kinds or session types that may use it; empty for all.", "list"),
    ),
)

ROOMS = Sheet(
    "Rooms",
    "One row a room.",
    (
        Column("Room", "Its name.", required=True),
        Column("Seats", "How many people it seats.", "number", required=True),
        Column("Grid", "The grid of slots it follows.", required=True, choices="Slots/Grid"),
        Column("Takes", "What it is meant for.", "list", required=True, choices=tuple(Use)),
        Column("Services", "What it offers.", "list", choices=tuple(Service)),
        Column("Area", "Part of the venue; walking takes time only between areas."),
        Column("Closed", "When it cannot be used.", "windows"),
        Column("Kept for coalitions", "When only coalitions' sessions may use it.", "windows"),
    ),
)

THEMES = Sheet(
    "Themes",
    "One row a theme that sessions and coalitions share.",
    (
        Column("Code", "Short code printed beside the colour.", required=True),
        Column("Theme", "Its name.", required=True),
        Column("Subtheme", "The event's subtheme it belongs to."),
        Column("Colour", "As #1F77B4; empty takes the next of the palette."),
        Column("Joint session", "Whether a joint session may be held on it.", "yes/no", choices=YES_NO, default="yes"),
    ),
)

COALITIONS = Sheet(
    "Coalitions",
    "The register: one row a Dynamic Coalition.",
    (
        Column("Acronym", "How it is called everywhere else.", required=True),
        Column("Name", "Its full name.", required=True),
        Column("Also known as", "Aliases and former names.", "list"),
        Column("Themes", "Codes of its themes, the closest first.", "list", choices="Themes/Code"),
        Column("Horizontal", "Whether its remit fits any theme.", "yes/no", choices=YES_NO, default="no"),
        Column("Active", "Whether it is listed as active.", "yes/no", choices=YES_NO, default="yes"),
        Column("New", "Whether it was founded this year.", "yes/no", choices=YES_NO, default="no"),
        Column("Annual report", "Filed for the year before?", "yes/no", choices=YES_NO, default="yes"),
        Column("Session report", "Filed for its last session? Empty where none was due.", "yes/no", choices=YES_NO),
        Column("Coordination", "Takes part in the coordination calls?", "yes/no", choices=YES_NO, default="yes"),
        Column(
            "Founding conditions",
            "Open membership, lists and archives, three stakeholder groups, recognition?",
            "yes/no",
            choices=YES_NO,
            default="yes",
        ),
        Column("Light report", "The light report of a new coalition, filed?", "yes/no", choices=YES_NO, default="no"),
        Column("Ready", "Found ready at the intersessional event? Empty takes its own word.", "yes/no", choices=YES_NO),
        Column("Merit", "Points recorded there.", "number", default="0"),
        Column("Captions", "Does it need captioning?", "yes/no", choices=YES_NO, default="no"),
        Column("Unavailable", "When it cannot take part.", "windows"),
        Column("Plan of the year", "Its focus this year."),
    ),
)

PEOPLE = Sheet(
    "People",
    "Those who cannot be in two places. Named by role.",
    (
        Column("Person", "Name or role, such as DC3 coordinator 1.", required=True),
        Column("Represents", "Coalitions the person represents.", "list", choices="Coalitions/Acronym"),
        Column("Stakeholder group", "Such as civil society."),
        Column("Region", "Such as GRULAC."),
        Column("Gender", "As the person states it."),
        Column("Age group", "Such as youth."),
        Column("Remote", "Takes part from elsewhere?", "yes/no", choices=YES_NO, default="no"),
        Column("Time zone", "Where from; IANA name."),
        Column("Unavailable", "When the person cannot take part.", "windows"),
        Column("Booth volunteer", "Ready for a shift at the booth?", "yes/no", choices=YES_NO, default="no"),
        Column("Step-free", "Needs step-free ways?", "yes/no", choices=YES_NO, default="no"),
        Column("E-mail", "Never leaves this workbook unless asked for."),
    ),
)

SESSIONS = Sheet(
    "Sessions",
    "The host programme: given where room, day and start are filled in, free to be placed where they are empty.",
    (
        Column("Id", "Unique, such as WS #51.", required=True),
        Column("Title", "Its title.", required=True),
        Column("Type", "Its type.", required=True, choices=tuple(SessionType)),
        Column("Minutes", "How long it lasts.", "number", required=True),
        Column("Themes", "Codes of its themes.", "list", choices="Themes/Code"),
        Column("People", "Who must be there.", "list", choices="People/Person"),
        Column("Coalitions", "Coalitions linked to it.", "list", choices="Coalitions/Acronym"),
        Column("Audience", "How many are expected.", "number", default="0"),
        Column("Needs", "Services its room must have.", "list", choices=tuple(Service)),
        Column("Room", "Where it stands.", choices="Rooms/Room"),
        Column("Day", "On which day.", choices="Days/Day"),
        Column("Start", "When it starts.", "clock"),
        Column(
            "Blocks everything", "A ceremony beside which nothing takes place?", "yes/no", choices=YES_NO, default="no"
        ),
        Column("Coalition minutes", "Minutes of it kept for coalitions' segments.", "number", default="0"),
        Column("Segments after", "Minutes from its start to the first segment.", "number", default="0"),
        Column("Preferred days", "Days it would rather have.", "list", choices="Days/Day"),
        Column("Forbidden days", "Days it cannot have.", "list", choices="Days/Day"),
        Column("Open", "Open to all?", "yes/no", choices=YES_NO, default="yes"),
        Column("Newcomers", "Marked for newcomers?", "yes/no", choices=YES_NO, default="no"),
        Column("Similar to", "Ids of sessions that it duplicates in part.", "list", choices="Sessions/Id"),
        Column(
            "Weight", "What leaving it out counts, where the policy lets sessions be left out.", "number", default="1"
        ),
    ),
)

AFTER = "after"
"""What one may write in sheet Relations for “before” turned round."""

RELATIONS = Sheet(
    "Relations",
    "How sessions of the host programme stand to each other, one relation a row.",
    (
        Column("Session", "Its id.", required=True, choices="Sessions/Id"),
        Column(
            "Stands",
            "Before or after the others, not at their time (apart), or on the same day or another day.",
            required=True,
            choices=(RelationVerb.BEFORE, AFTER, *tuple(RelationVerb)[1:]),
        ),
        Column("Other sessions", "One session or several.", "list", required=True, choices="Sessions/Id"),
        Column("Minutes", "For before and after: at least so long between them, on one day.", "number", default="0"),
        Column("Note", "Who asks for it, and why."),
    ),
    required=False,
)

TEAMS = Sheet(
    "Teams",
    "Services that only so many sessions can use at once, wherever they are; what is not listed has no limit.",
    (
        Column("Service", "Which one.", required=True, choices=tuple(Service)),
        Column("Teams", "How many sessions can use it at once.", "number", required=True),
        Column("Note", "Such as their hours, or who pays."),
    ),
    required=False,
)

POLICY = Sheet(
    "Policy",
    "What is under negotiation. One row a setting; a setting left out takes its default.",
    _SETTING,
    settings=(
        Column("Version", "Name of this set of rules.", default="1"),
        Column(
            "Principle",
            "How wishes are weighed.",
            choices=("rank-maximal", "leximin", "weighted"),
            default="rank-maximal",
        ),
        Column("Goals", "The goals in order; empty for the usual order.", "list"),
        Column("Joint sessions, at most", "Empty for no limit, 0 for none.", "number", default="10"),
        Column("Joint session, minutes", "Length of one.", "number", default="90"),
        Column("Joint session, fewest coalitions", "Smallest group.", "number", default="2"),
        Column("Joint session, most coalitions", "Largest group.", "number", default="5"),
        Column(
            "Joint session, guests", "Horizontal coalitions outside their own themes, at most.", "number", default="1"
        ),
        Column("Joint session, audience", "Seats to plan for.", "number", default="60"),
        Column(
            "Individual sessions offered",
            "May a coalition have a session alone?",
            "yes/no",
            choices=YES_NO,
            default="no",
        ),
        Column(
            "Individual sessions are a right",
            "Must every eligible one be granted?",
            "yes/no",
            choices=YES_NO,
            default="no",
        ),
        Column(
            "Only in their own slots",
            "Session types that take no slots but those that name them, such as lightning talks in the lunch gap.",
            "list",
            choices=tuple(SessionType),
        ),
        Column(
            "Host sessions may be left out",
            "Where not all free ones fit: may some be left out, with a reason each?",
            "yes/no",
            choices=YES_NO,
            default="no",
        ),
        Column(
            "Layers",
            "Where the host programme has free sessions: place all together, or one layer around the other.",
            choices=tuple(Layers),
            default=Layers.TOGETHER,
        ),
        Column("Individual sessions, at most", "Empty for no limit.", "number"),
        Column("Individual session, minutes", "Length of one.", "number", default="90"),
        Column("Main-session slots, at most", "Empty for no limit, 0 for none.", "number"),
        Column("Main-session slot, minutes", "10; 15 and 20 occur.", "number", default="10"),
        Column("Main-session slots in one session", "At most.", "number", default="3"),
        Column("A main-session slot replaces", "Kinds it rules out.", "list", default="individual session"),
        Column("Segments of the coalitions' main session, at most", "Empty for no limit, 0 for none.", "number"),
        Column("Segment, minutes", "Each coalition's minutes in it.", "number", default="10"),
        Column("Day-zero events, at most", "Places for coalitions; empty for no limit.", "number"),
        Column("Day-zero event, minutes", "Length of one.", "number", default="90"),
        Column("Bilateral meetings, at most", "Empty for no limit, 0 for none.", "number"),
        Column("Bilateral meeting, minutes", "Length of one.", "number", default="90"),
        Column("Booth shifts, at most", "Empty for no limit, 0 for none.", "number"),
        Column("Booth shift, minutes", "Length of one.", "number", default="120"),
        Column(
            "Presences, at most",
            "Per coalition; bilateral meetings and booth shifts do not count.",
            "number",
            default="2",
        ),
        Column("Coalition sessions, at most", "Joint and individual together; empty for no limit.", "number"),
        Column("Coalition minutes, at most", "In the programme; empty for no limit.", "number"),
        Column(
            "Conditions",
            "What makes a coalition eligible.",
            "list",
            choices=tuple(Condition),
            default="annual report; session report; part in coordination",
        ),
        Column(
            "Competitive",
            "Do readiness and output decide on main-session slots?",
            "yes/no",
            choices=YES_NO,
            default="no",
        ),
        Column("Selection committee, at least", "Coalitions on it.", "number", default="0"),
        Column("Chairs", "Named chairs beside them.", "list"),
        Column("A silent coalition asks for", "Kinds, in order.", "list", default="bilateral meeting"),
        Column("Walking minutes", "Between areas.", "number", default="10"),
        Column("Remote hours from", "Earliest local time for remote people.", "clock", default="06:00"),
        Column("Remote hours until", "Latest local time.", "clock", default="24:00"),
        Column("Comfortable from", "Earlier local times count as discomfort.", "clock", default="08:00"),
        Column("Comfortable until", "Later local times count as discomfort.", "clock", default="20:00"),
        Column("Rank weights", "For the weighted principle.", "list", default="8; 4; 2; 1"),
        Column("Link weight", "Clash with a linked session.", "number", default="3"),
        Column("Subtheme weight", "Two sessions of one subtheme at the same time.", "number", default="0"),
        Column("Partner weight", "A wished partner missed.", "number", default="2"),
        Column("Horizontal claim", "Extra claim of a horizontal coalition.", "number", default="2"),
        Column(
            "Comfort weights", "days, room fit, time zones, theme rooms, room changes.", "list", default="3; 1; 2; 1; 1"
        ),
        Column("Duplicates weight", "Two similar sessions on one day.", "number", default="0"),
        Column("Theme breaks weight", "A theme that pauses within a day.", "number", default="0"),
        Column("Theme break, minutes", "Pauses up to this long do not count.", "number", default="30"),
        Column("Walking weight", "Another area of the venue for a person on a day.", "number", default="0"),
        Column("Waiting weight", "An hour between sessions for a person.", "number", default="0"),
        Column("Attendance weight", "Another day on which a person must come.", "number", default="0"),
        Column("Day balance weight", "A type or theme crowded on a day.", "number", default="0"),
        Column("Good slots weight", "A good slot missed by a group or region.", "number", default="0"),
        Column("Good slots from", "Earliest start of a good slot.", "clock", default="10:00"),
        Column("Good slots until", "Its latest end.", "clock", default="13:00"),
    ),
)

PINS = Sheet(
    "Pins",
    "Decisions taken beforehand, one a row.",
    (
        Column("Pin", "What is pinned.", required=True, choices=tuple(PinVerb)),
        Column("Subject", "Request such as “DC3: day-zero event”, session id, or “Joint: CODE”."),
        Column("Coalition", "For together, apart and theme.", choices="Coalitions/Acronym"),
        Column("Other coalition", "For together and apart.", choices="Coalitions/Acronym"),
        Column("Theme", "For theme.", choices="Themes/Code"),
        Column("Session", "For a segment: in which session.", choices="Sessions/Id"),
        Column("Room", "For place.", choices="Rooms/Room"),
        Column("Day", "For place.", choices="Days/Day"),
        Column("Start", "For place.", "clock"),
        Column("Note", "Who decided, and why."),
    ),
    required=False,
)

HISTORY = Sheet(
    "History",
    "What coalitions asked for and received in earlier years.",
    (
        Column("Year", "The year.", "number", required=True),
        Column("Coalition", "Which one.", required=True, choices="Coalitions/Acronym"),
        Column("Asked for", "Kind it asked for."),
        Column("Received", "Kind it received, or “nothing”.", required=True),
        Column("Note", "Such as “not this year, next year”."),
    ),
    required=False,
)

SHEETS = (EVENT, DAYS, SLOTS, ROOMS, THEMES, COALITIONS, PEOPLE, SESSIONS, RELATIONS, TEAMS, POLICY, PINS, HISTORY)
