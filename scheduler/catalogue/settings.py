"""Every setting of sheet Policy as one record, in the order of the sheet.

The reader of the sheet, the template, the short names of ``--vary`` and of what-if questions, the comparison of
scenarios and docs/formats.md iterate these records. To add a setting, add a field with its default to `Policy`, and one
record here.
"""

from __future__ import annotations

from scheduler.catalogue.goals import GOAL
from scheduler.catalogue.setting import Setting
from scheduler.catalogue.setting import SettingForm as Form
from scheduler.catalogue.setting import SettingGroup as Group
from scheduler.core.vocabulary import Condition, Kind, Layers, Principle, SessionType

GOAL_NAMES = ("wishes", *GOAL)
"""The names that the setting “Goals” accepts."""

COMFORT_PARTS = ("days", "room_fit", "time_zones", "theme_rooms", "room_changes")
"""The parts of inconvenience whose weights share one setting, in its order."""

SETTINGS: tuple[Setting, ...] = (
    Setting("version", "Version", "", "Name of this set of rules.", Form.TEXT, Group.RULES),
    Setting(
        "principle",
        "Principle",
        "principle",
        "How wishes are weighed.",
        Form.NAME,
        Group.AIM,
        vocabulary=Principle,
        noun="principle",
    ),
    Setting("goals", "Goals", "goals", "The goals in order; empty for the usual order.", Form.GOALS, Group.AIM),
    Setting(
        f"kinds.{Kind.JOINT}.at_most",
        "Joint sessions, at most",
        "cap",
        "Empty for no limit, 0 for none.",
        Form.LIMIT,
        Group.JOINT,
    ),
    Setting(
        f"kinds.{Kind.JOINT}.minutes", "Joint session, minutes", "minutes", "Length of one.", Form.MINUTES, Group.JOINT
    ),
    Setting(
        "joint_size_min", "Joint session, fewest coalitions", "smallest", "Smallest group.", Form.NUMBER, Group.JOINT
    ),
    Setting("joint_size_max", "Joint session, most coalitions", "largest", "Largest group.", Form.NUMBER, Group.JOINT),
    Setting(
        "guests_at_most",
        "Joint session, guests",
        "guests",
        "Horizontal coalitions outside their own themes, at most.",
        Form.NUMBER,
        Group.JOINT,
    ),
    Setting("joint_audience", "Joint session, audience", "audience", "Seats to plan for.", Form.NUMBER, Group.JOINT),
    Setting(
        f"kinds.{Kind.INDIVIDUAL}.offered",
        "Individual sessions offered",
        "individual",
        "May a coalition have a session alone?",
        Form.YES_NO,
        Group.INDIVIDUAL,
    ),
    Setting(
        "individual_is_entitlement",
        "Individual sessions are a right",
        "right",
        "Must every eligible one be granted?",
        Form.YES_NO,
        Group.INDIVIDUAL,
    ),
    Setting(
        "only_in_own_slots",
        "Only in their own slots",
        "own-slots",
        "Session types that take no slots but those that name them, such as lightning talks in the lunch gap.",
        Form.NAMES,
        Group.HOST,
        vocabulary=SessionType,
        noun="session type",
    ),
    Setting(
        "host_sessions_may_be_left_out",
        "Host sessions may be left out",
        "leave-out",
        "Where not all free ones fit: may some be left out, with a reason each?",
        Form.YES_NO,
        Group.HOST,
    ),
    Setting(
        "layers",
        "Layers",
        "layers",
        "Where the host programme has free sessions: place all together, or one layer around the other.",
        Form.NAME,
        Group.HOST,
        vocabulary=Layers,
        noun="order of layers",
    ),
    Setting(
        f"kinds.{Kind.INDIVIDUAL}.at_most",
        "Individual sessions, at most",
        "individual-cap",
        "Empty for no limit.",
        Form.LIMIT,
        Group.INDIVIDUAL,
    ),
    Setting(
        f"kinds.{Kind.INDIVIDUAL}.minutes",
        "Individual session, minutes",
        "individual-minutes",
        "Length of one.",
        Form.MINUTES,
        Group.INDIVIDUAL,
    ),
    Setting(
        f"kinds.{Kind.MAIN_SLOT}.at_most",
        "Main-session slots, at most",
        "slot-cap",
        "Empty for no limit, 0 for none.",
        Form.LIMIT,
        Group.MAIN,
    ),
    Setting(
        f"kinds.{Kind.MAIN_SLOT}.minutes",
        "Main-session slot, minutes",
        "slot-minutes",
        "10; 15 and 20 occur.",
        Form.MINUTES,
        Group.MAIN,
    ),
    Setting(
        "main_slots_per_session",
        "Main-session slots in one session",
        "slots-per-session",
        "At most.",
        Form.NUMBER,
        Group.MAIN,
    ),
    Setting(
        "main_slot_replaces",
        "A main-session slot replaces",
        "slot-replaces",
        "Kinds it rules out.",
        Form.KINDS,
        Group.MAIN,
    ),
    Setting(
        f"kinds.{Kind.SEGMENT}.at_most",
        "Segments of the coalitions' main session, at most",
        "segment-cap",
        "Empty for no limit, 0 for none.",
        Form.LIMIT,
        Group.MAIN,
    ),
    Setting(
        f"kinds.{Kind.SEGMENT}.minutes",
        "Segment, minutes",
        "segment-minutes",
        "Each coalition's minutes in it.",
        Form.MINUTES,
        Group.MAIN,
    ),
    Setting(
        f"kinds.{Kind.DAY_ZERO}.at_most",
        "Day-zero events, at most",
        "day-zero-cap",
        "Places for coalitions; empty for no limit.",
        Form.LIMIT,
        Group.OTHER,
    ),
    Setting(
        f"kinds.{Kind.DAY_ZERO}.minutes",
        "Day-zero event, minutes",
        "day-zero-minutes",
        "Length of one.",
        Form.MINUTES,
        Group.OTHER,
    ),
    Setting(
        f"kinds.{Kind.BILATERAL}.at_most",
        "Bilateral meetings, at most",
        "bilateral-cap",
        "Empty for no limit, 0 for none.",
        Form.LIMIT,
        Group.OTHER,
    ),
    Setting(
        f"kinds.{Kind.BILATERAL}.minutes",
        "Bilateral meeting, minutes",
        "bilateral-minutes",
        "Length of one.",
        Form.MINUTES,
        Group.OTHER,
    ),
    Setting(
        f"kinds.{Kind.BOOTH}.at_most",
        "Booth shifts, at most",
        "booth-cap",
        "Empty for no limit, 0 for none.",
        Form.LIMIT,
        Group.OTHER,
    ),
    Setting(
        f"kinds.{Kind.BOOTH}.minutes",
        "Booth shift, minutes",
        "booth-minutes",
        "Length of one.",
        Form.MINUTES,
        Group.OTHER,
    ),
    Setting(
        "presences_at_most",
        "Presences, at most",
        "presences",
        "Per coalition; bilateral meetings and booth shifts do not count.",
        Form.NUMBER,
        Group.COALITION,
    ),
    Setting(
        "coalition_sessions_at_most",
        "Coalition sessions, at most",
        "coalition-sessions",
        "Joint and individual together; empty for no limit.",
        Form.LIMIT,
        Group.COALITION,
    ),
    Setting(
        "coalition_minutes_at_most",
        "Coalition minutes, at most",
        "coalition-minutes",
        "In the programme; empty for no limit.",
        Form.MINUTES_LIMIT,
        Group.COALITION,
    ),
    Setting(
        "conditions",
        "Conditions",
        "conditions",
        "What makes a coalition eligible.",
        Form.NAMES,
        Group.COALITION,
        vocabulary=Condition,
        noun="condition",
    ),
    Setting(
        "competitive",
        "Competitive",
        "competitive",
        "Do readiness and output decide on main-session slots?",
        Form.YES_NO,
        Group.COMMITTEE,
    ),
    Setting(
        "committee_at_least",
        "Selection committee, at least",
        "committee",
        "Coalitions on it.",
        Form.NUMBER,
        Group.COMMITTEE,
    ),
    Setting("chairs", "Chairs", "", "Named chairs beside them.", Form.TEXTS, Group.COMMITTEE),
    Setting("silent_ask_for", "A silent coalition asks for", "silent", "Kinds, in order.", Form.KINDS, Group.COALITION),
    Setting("walking_minutes", "Walking minutes", "walking", "Between areas.", Form.MINUTES, Group.HOURS),
    Setting(
        "remote_from",
        "Remote hours from",
        "remote-from",
        "Earliest local time for remote people.",
        Form.CLOCK,
        Group.HOURS,
    ),
    Setting(
        "remote_until",
        "Remote hours until",
        "remote-until",
        "Latest local time.",
        Form.CLOCK,
        Group.HOURS,
        after="remote_from",
    ),
    Setting(
        "comfortable_from",
        "Comfortable from",
        "comfortable-from",
        "Earlier local times count as discomfort.",
        Form.CLOCK,
        Group.HOURS,
    ),
    Setting(
        "comfortable_until",
        "Comfortable until",
        "comfortable-until",
        "Later local times count as discomfort.",
        Form.CLOCK,
        Group.HOURS,
        after="comfortable_from",
    ),
    Setting("rank_weights", "Rank weights", "rank-weights", "For the weighted principle.", Form.NUMBERS, Group.WEIGHTS),
    Setting("link_weight", "Link weight", "link-weight", "Clash with a linked session.", Form.NUMBER, Group.WEIGHTS),
    Setting(
        "subtheme_weight",
        "Subtheme weight",
        "subtheme-weight",
        "Two sessions of one subtheme at the same time.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "partner_weight", "Partner weight", "partner-weight", "A wished partner missed.", Form.NUMBER, Group.WEIGHTS
    ),
    Setting(
        "horizontal_claim",
        "Horizontal claim",
        "horizontal-claim",
        "Extra claim of a horizontal coalition.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort",
        "Comfort weights",
        "comfort-weights",
        "days, room fit, time zones, theme rooms, room changes.",
        Form.WEIGHTS,
        Group.WEIGHTS,
        parts=COMFORT_PARTS,
    ),
    Setting(
        "comfort.duplicates",
        "Duplicates weight",
        "duplicates-weight",
        "Two similar sessions on one day.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort.theme_gaps",
        "Theme breaks weight",
        "theme-breaks-weight",
        "A theme that pauses within a day.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "theme_break_minutes",
        "Theme break, minutes",
        "theme-break",
        "Pauses up to this long do not count.",
        Form.MINUTES,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort.walking",
        "Walking weight",
        "walking-weight",
        "Another area of the venue for a person on a day.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort.waiting",
        "Waiting weight",
        "waiting-weight",
        "An hour between sessions for a person.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort.attendance",
        "Attendance weight",
        "attendance-weight",
        "Another day on which a person must come.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort.day_balance",
        "Day balance weight",
        "day-balance-weight",
        "A type or theme crowded on a day.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting(
        "comfort.fair_slots",
        "Good slots weight",
        "good-slots-weight",
        "A good slot missed by a group or region.",
        Form.NUMBER,
        Group.WEIGHTS,
    ),
    Setting("good_from", "Good slots from", "good-from", "Earliest start of a good slot.", Form.CLOCK, Group.HOURS),
    Setting(
        "good_until", "Good slots until", "good-until", "Its latest end.", Form.CLOCK, Group.HOURS, after="good_from"
    ),
)

SETTING: dict[str, Setting] = {setting.field: setting for setting in SETTINGS}


def cap_setting(kind: Kind) -> Setting:
    """The setting with the limit of a kind: joint sessions, or granted requests of the other kinds."""
    return SETTING[f"kinds.{kind}.at_most"]


def minutes_setting(kind: Kind) -> Setting:
    """The setting with the length of a kind."""
    return SETTING[f"kinds.{kind}.minutes"]
