"""Declaration of the planning workbook: its sheets and columns, from which it is read, written and documented.

`title` is the text in the header row. `choices` offers a drop-down: a fixed list, or the values of a column of another
sheet, written ``Sheet/Column``. Cells with several values separate them by ``;``. Windows read ``Day 1``, ``Day 1
09:00-12:00`` or ``all days 13:00-14:00``.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.catalogue.setting import YES_NO, SettingForm
from scheduler.catalogue.settings import SETTINGS
from scheduler.core.vocabulary import PinVerb, RelationVerb, Service, SessionType, Use


@dataclass(frozen=True)
class SheetColumn:
    """One column, or one setting of a `group`. `form` is text, list, number, clock, date, yes/no or windows."""

    title: str
    note: str
    form: str = "text"
    required: bool = False
    choices: tuple[str, ...] | str = ()
    default: str = ""
    group: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet; a sheet with `settings` has one row for each setting instead of one row for each record.

    `earlier` are titles that the sheet had in earlier versions, which are read too.
    """

    title: str
    note: str
    columns: tuple[SheetColumn, ...]
    required: bool = True
    settings: tuple[SheetColumn, ...] = ()
    earlier: tuple[str, ...] = ()


_SETTING = (
    SheetColumn("Setting", "What is set; the names are fixed.", required=True),
    SheetColumn("Value", "Its value; empty takes the default.", required=False),
    SheetColumn("Meaning", "For readers; not read by the program."),
)

GUIDE = "Read me"
"""The first sheet, which explains the others and is not read."""

NEGOTIATED = "Negotiated"
"""The group of the settings that stand first on sheet Policy."""

GROUP = SheetColumn("Group", "What the setting is about; not read by the program.")

EVENT = Sheet(
    "Event",
    "The meeting itself.",
    _SETTING,
    settings=(
        SheetColumn("Name", "The meeting's name, as on its website.", required=True),
        SheetColumn("City", "Where it takes place."),
        SheetColumn("Year", "The year it counts for.", "number", required=True),
        SheetColumn("Time zone", "IANA name, such as Asia/Riyadh.", required=True),
        SheetColumn("Proposed by", "Who puts the programme forward.", default="DCCG"),
        SheetColumn("Decided by", "Who decides on it.", default="MAG"),
    ),
)

DAYS = Sheet(
    "Days",
    "One row a day, in order.",
    (
        SheetColumn("Day", "Short name used everywhere else.", required=True),
        SheetColumn("Date", "The date, as 2024-12-15.", "date", required=True),
        SheetColumn(
            "Day zero", "Whether this is the day before the programme proper.", "yes/no", choices=YES_NO, default="no"
        ),
        SheetColumn("Opens", "Nothing starts earlier.", "clock", default="00:00"),
        SheetColumn("Closes", "Nothing ends later.", "clock", default="24:00"),
    ),
)

SLOTS = Sheet(
    "Slots",
    "When sessions can start. Rooms follow a grid; grids need not align.",
    (
        SheetColumn("Grid", "Name of the grid.", required=True),
        SheetColumn("Day", "A day, or “all days” or “main days” (all but day zero).", required=True),
        SheetColumn("Start", "Sessions in this slot start now.", "clock", required=True),
        SheetColumn("End", "They end no later.", "clock", required=True),
        SheetColumn("Only for", "Kinds or session types that may use it; empty for all.", "list"),
    ),
)

ROOMS = Sheet(
    "Rooms",
    "One row a room.",
    (
        SheetColumn("Room", "Its name.", required=True),
        SheetColumn("Seats", "How many people it seats.", "number", required=True),
        SheetColumn("Grid", "The grid of slots it follows.", required=True, choices="Slots/Grid"),
        SheetColumn("Takes", "What it is meant for.", "list", required=True, choices=tuple(Use)),
        SheetColumn("Services", "What it offers.", "list", choices=tuple(Service)),
        SheetColumn("Area", "Part of the venue; walking takes time only between areas."),
        SheetColumn("Closed", "When it cannot be used.", "windows"),
        SheetColumn("Kept for coalitions", "When only coalitions' sessions may use it.", "windows"),
    ),
)

THEMES = Sheet(
    "Themes",
    "One row a theme that sessions and coalitions share.",
    (
        SheetColumn("Code", "Short code printed beside the colour.", required=True),
        SheetColumn("Theme", "Its name.", required=True),
        SheetColumn("Subtheme", "The event's subtheme it belongs to."),
        SheetColumn("Colour", "As #1F77B4; empty takes the next of the palette."),
        SheetColumn(
            "Joint session", "Whether a joint session may be held on it.", "yes/no", choices=YES_NO, default="yes"
        ),
    ),
)

COALITIONS = Sheet(
    "Coalitions",
    "The register: one row a Dynamic Coalition.",
    (
        SheetColumn("Acronym", "How it is called everywhere else.", required=True),
        SheetColumn("Name", "Its full name.", required=True),
        SheetColumn("Also known as", "Aliases and former names.", "list"),
        SheetColumn("Themes", "Codes of its themes, the closest first.", "list", choices="Themes/Code"),
        SheetColumn("Horizontal", "Whether its remit fits any theme.", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("Active", "Whether it is listed as active.", "yes/no", choices=YES_NO, default="yes"),
        SheetColumn("New", "Whether it was founded this year.", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("Annual report", "Filed for the year before?", "yes/no", choices=YES_NO, default="yes"),
        SheetColumn(
            "Session report", "Filed for its last session? Empty where none was due.", "yes/no", choices=YES_NO
        ),
        SheetColumn("Coordination", "Takes part in the coordination calls?", "yes/no", choices=YES_NO, default="yes"),
        SheetColumn(
            "Founding conditions",
            "Open membership, lists and archives, three stakeholder groups, recognition?",
            "yes/no",
            choices=YES_NO,
            default="yes",
        ),
        SheetColumn(
            "Light report", "The light report of a new coalition, filed?", "yes/no", choices=YES_NO, default="no"
        ),
        SheetColumn(
            "Ready", "Found ready at the intersessional event? Empty takes its own word.", "yes/no", choices=YES_NO
        ),
        SheetColumn("Merit", "Points recorded there.", "number", default="0"),
        SheetColumn("Captions", "Does it need captioning?", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("Unavailable", "When it cannot take part.", "windows"),
        SheetColumn("Plan of the year", "Its focus this year."),
    ),
)

PEOPLE = Sheet(
    "People",
    "Those who cannot be in two places. Named by role.",
    (
        SheetColumn("Person", "Name or role, such as DC3 coordinator 1.", required=True),
        SheetColumn("Represents", "Coalitions the person represents.", "list", choices="Coalitions/Acronym"),
        SheetColumn("Stakeholder group", "Such as civil society."),
        SheetColumn("Region", "Such as GRULAC."),
        SheetColumn("Gender", "As the person states it."),
        SheetColumn("Age group", "Such as youth."),
        SheetColumn("Remote", "Takes part from elsewhere?", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("Time zone", "Where from; IANA name."),
        SheetColumn("Unavailable", "When the person cannot take part.", "windows"),
        SheetColumn("Booth volunteer", "Ready for a shift at the booth?", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("Step-free", "Needs step-free ways?", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("E-mail", "Never leaves this workbook unless asked for."),
    ),
)

SESSIONS = Sheet(
    "Sessions",
    "The host programme: given where room, day and start are filled in, free to be placed where they are empty.",
    (
        SheetColumn("Id", "Unique, such as WS #51.", required=True),
        SheetColumn("Title", "Its title.", required=True),
        SheetColumn("Type", "Its type.", required=True, choices=tuple(SessionType)),
        SheetColumn("Minutes", "How long it lasts.", "number", required=True),
        SheetColumn("Themes", "Codes of its themes.", "list", choices="Themes/Code"),
        SheetColumn("People", "Who must be there.", "list", choices="People/Person"),
        SheetColumn("Coalitions", "Coalitions linked to it.", "list", choices="Coalitions/Acronym"),
        SheetColumn("Audience", "How many are expected.", "number", default="0"),
        SheetColumn("Needs", "Services its room must have.", "list", choices=tuple(Service)),
        SheetColumn("Room", "Where it stands.", choices="Rooms/Room"),
        SheetColumn("Day", "On which day.", choices="Days/Day"),
        SheetColumn("Start", "When it starts.", "clock"),
        SheetColumn(
            "Blocks everything", "A ceremony beside which nothing takes place?", "yes/no", choices=YES_NO, default="no"
        ),
        SheetColumn("Coalition minutes", "Minutes of it kept for coalitions' segments.", "number", default="0"),
        SheetColumn("Segments after", "Minutes from its start to the first segment.", "number", default="0"),
        SheetColumn("Preferred days", "Days it would rather have.", "list", choices="Days/Day"),
        SheetColumn("Forbidden days", "Days it cannot have.", "list", choices="Days/Day"),
        SheetColumn("Open", "Open to all?", "yes/no", choices=YES_NO, default="yes"),
        SheetColumn("Newcomers", "Marked for newcomers?", "yes/no", choices=YES_NO, default="no"),
        SheetColumn("Similar to", "Ids of sessions that it duplicates in part.", "list", choices="Sessions/Id"),
        SheetColumn(
            "Weight", "What leaving it out counts, where the policy lets sessions be left out.", "number", default="1"
        ),
    ),
)

AFTER = "after"
"""A word of sheet Relations: “before” reversed."""

RELATIONS = Sheet(
    "Relations",
    "How sessions of the host programme stand to each other, one relation a row.",
    (
        SheetColumn("Session", "Its id.", required=True, choices="Sessions/Id"),
        SheetColumn(
            "Stands",
            "Before or after the others, not at their time (apart), or on the same day or another day.",
            required=True,
            choices=(RelationVerb.BEFORE, AFTER, *tuple(RelationVerb)[1:]),
        ),
        SheetColumn("Other sessions", "One session or several.", "list", required=True, choices="Sessions/Id"),
        SheetColumn(
            "Minutes", "For before and after: at least so long between them, on one day.", "number", default="0"
        ),
        SheetColumn("Note", "Who asks for it, and why."),
    ),
    required=False,
)

TEAMS = Sheet(
    "Teams",
    "Services that only so many sessions can use at once, wherever they are; what is not listed has no limit.",
    (
        SheetColumn("Service", "Which one.", required=True, choices=tuple(Service)),
        SheetColumn("Teams", "How many sessions can use it at once.", "number", required=True),
        SheetColumn("Note", "Such as their hours, or who pays."),
    ),
    required=False,
)

_COLUMN_FORM = {
    SettingForm.TEXT: "text",
    SettingForm.NAME: "text",
    SettingForm.YES_NO: "yes/no",
    SettingForm.NUMBER: "number",
    SettingForm.MINUTES: "number",
    SettingForm.LIMIT: "number",
    SettingForm.MINUTES_LIMIT: "number",
    SettingForm.CLOCK: "clock",
    SettingForm.TEXTS: "list",
    SettingForm.NAMES: "list",
    SettingForm.KINDS: "list",
    SettingForm.GOALS: "list",
    SettingForm.NUMBERS: "list",
    SettingForm.WEIGHTS: "list",
}

POLICY = Sheet(
    "Policy",
    "What is under negotiation. One row a setting; a setting left out takes its default.",
    (*_SETTING, GROUP),
    settings=tuple(
        SheetColumn(
            s.title,
            s.help,
            _COLUMN_FORM[s.form],
            choices=s.choices,
            default=s.default,
            group=NEGOTIATED if s.negotiated else s.group,
        )
        for s in SETTINGS
    ),
)

PINS = Sheet(
    "Pins",
    "Decisions taken beforehand, one a row.",
    (
        SheetColumn("Pin", "What is pinned.", required=True, choices=tuple(PinVerb)),
        SheetColumn("Subject", "Request such as “DC3: day-zero event”, session id, or “Joint: CODE”."),
        SheetColumn("Coalition", "For together, apart and theme.", choices="Coalitions/Acronym"),
        SheetColumn("Other coalition", "For together and apart.", choices="Coalitions/Acronym"),
        SheetColumn("Theme", "For theme.", choices="Themes/Code"),
        SheetColumn("Session", "For a segment: in which session.", choices="Sessions/Id"),
        SheetColumn("Room", "For place.", choices="Rooms/Room"),
        SheetColumn("Day", "For place.", choices="Days/Day"),
        SheetColumn("Start", "For place.", "clock"),
        SheetColumn("Note", "Who decided, and why."),
    ),
    required=False,
)

HISTORY = Sheet(
    "Earlier years",
    "What coalitions asked for and received in earlier years.",
    (
        SheetColumn("Year", "The year.", "number", required=True),
        SheetColumn("Coalition", "Which one.", required=True, choices="Coalitions/Acronym"),
        SheetColumn("Asked for", "Kind it asked for."),
        SheetColumn("Received", "Kind it received, or “nothing”.", required=True),
        SheetColumn("Note", "Such as “not this year, next year”."),
    ),
    required=False,
    earlier=("History",),  # Excel reserves this name.
)

SHEETS = (EVENT, DAYS, SLOTS, ROOMS, THEMES, COALITIONS, PEOPLE, SESSIONS, RELATIONS, TEAMS, POLICY, PINS, HISTORY)
