"""Sheet Policy: what is under negotiation."""

from __future__ import annotations

from scheduler.catalogue import GOAL
from scheduler.core.clock import clock_text
from scheduler.core.policy import DEFAULT_KINDS, ComfortWeights, KindPolicy, Policy
from scheduler.core.renamed import earlier_goals
from scheduler.core.vocabulary import Condition, Kind, Layers, Principle, SessionType
from scheduler.intake.name_directory import Directory
from scheduler.intake.name_matching import directory_of, kind_directory
from scheduler.intake.planning.row_reader import Record

SILENT_SETTING = "A silent coalition asks for"
JOINT_CAP_SETTING = "Joint sessions, at most"

MINUTES_SETTING = {
    Kind.JOINT: "Joint session, minutes",
    Kind.INDIVIDUAL: "Individual session, minutes",
    Kind.MAIN_SLOT: "Main-session slot, minutes",
    Kind.SEGMENT: "Segment, minutes",
    Kind.DAY_ZERO: "Day-zero event, minutes",
    Kind.BILATERAL: "Bilateral meeting, minutes",
    Kind.BOOTH: "Booth shift, minutes",
}

CAP_SETTING = {
    Kind.JOINT: JOINT_CAP_SETTING,
    Kind.INDIVIDUAL: "Individual sessions, at most",
    Kind.MAIN_SLOT: "Main-session slots, at most",
    Kind.SEGMENT: "Segments of the coalitions' main session, at most",
    Kind.DAY_ZERO: "Day-zero events, at most",
    Kind.BILATERAL: "Bilateral meetings, at most",
    Kind.BOOTH: "Booth shifts, at most",
}

WEIGHT_SETTING = {
    "duplicates": "Duplicates weight",
    "theme_gaps": "Theme breaks weight",
    "walking": "Walking weight",
    "waiting": "Waiting weight",
    "attendance": "Attendance weight",
    "day_balance": "Day balance weight",
    "fair_slots": "Good slots weight",
}
"""The parts of comfort that have a setting each; the first ones share the setting “Comfort weights”."""

_HOURS = (
    ("Remote hours from", "Remote hours until"),
    ("Comfortable from", "Comfortable until"),
    ("Good slots from", "Good slots until"),
)
_TOGETHER = tuple(part for part in ComfortWeights.model_fields if part not in WEIGHT_SETTING)
_NOTHING = ("nothing", "none")


def read_policy(record: Record) -> Policy:
    """The policy; a setting left out takes its default."""
    kinds = kind_directory()
    principle = record.name("Principle", directory_of(Principle, "principle"))
    layers = record.name("Layers", directory_of(Layers, "order of layers"))
    policy = Policy(
        version=record.text("Version"),
        principle=Principle(principle or Principle.RANK_MAXIMAL),
        goals=_goals(record),
        kinds={kind: _kind(record, kind) for kind in Kind},
        joint_size_min=record.number("Joint session, fewest coalitions", least=2),
        joint_size_max=record.number("Joint session, most coalitions", least=2),
        joint_audience=record.number("Joint session, audience"),
        guests_at_most=record.number("Joint session, guests"),
        presences_at_most=record.number("Presences, at most", least=1),
        main_slot_replaces=_kinds(record, "A main-session slot replaces", kinds),
        main_slots_per_session=record.number("Main-session slots in one session"),
        coalition_sessions_at_most=record.number_if_any("Coalition sessions, at most"),
        coalition_minutes_at_most=record.minutes_if_any("Coalition minutes, at most"),
        individual_is_entitlement=record.yes("Individual sessions are a right"),
        only_in_own_slots=_types(record, "Only in their own slots"),
        host_sessions_may_be_left_out=record.yes("Host sessions may be left out"),
        layers=Layers(layers or Layers.TOGETHER),
        conditions=_conditions(record),
        competitive=record.yes("Competitive"),
        committee_at_least=record.number("Selection committee, at least"),
        chairs=record.items("Chairs"),
        silent_ask_for=_kinds(record, SILENT_SETTING, kinds),
        walking_minutes=record.minutes("Walking minutes"),
        remote_from=record.clock("Remote hours from"),
        remote_until=record.clock("Remote hours until"),
        comfortable_from=record.clock("Comfortable from"),
        comfortable_until=record.clock("Comfortable until"),
        rank_weights=_numbers(record, "Rank weights") or (1,),
        link_weight=record.number("Link weight"),
        subtheme_weight=record.number("Subtheme weight"),
        partner_weight=record.number("Partner weight"),
        horizontal_claim=record.number("Horizontal claim"),
        comfort=_comfort(record),
        theme_break_minutes=record.minutes("Theme break, minutes"),
        good_from=record.clock("Good slots from"),
        good_until=record.clock("Good slots until"),
    )
    _check(policy, record)
    return policy


def _kind(record: Record, kind: Kind) -> KindPolicy:
    """A cap of 0 means that the kind is not offered; a cap left empty on purpose means that there is none."""
    cap_title = CAP_SETTING[kind]
    left_empty = cap_title in record.cells and record.is_empty(cap_title)
    cap = None if left_empty else record.number_if_any(cap_title)
    offered = record.yes("Individual sessions offered") if kind is Kind.INDIVIDUAL else True
    changes = {
        "minutes": record.minutes(MINUTES_SETTING[kind], least=1),
        "at_most": cap,
        "offered": offered and cap != 0,
    }
    return DEFAULT_KINDS[kind].model_copy(update=changes)


def _goals(record: Record) -> tuple[str, ...]:
    if record.is_empty("Goals"):
        return Policy().goals
    goals = Directory("goal", "the catalogue", loose=True)
    for name in ("wishes", *GOAL):
        goals.add(name, earlier_goals(name))
    return record.names("Goals", goals)


def _kinds(record: Record, title: str, kinds: Directory) -> tuple[Kind, ...]:
    if record.text(title).casefold() in _NOTHING:
        return ()
    return tuple(Kind(name) for name in record.names(title, kinds))


def _types(record: Record, title: str) -> tuple[SessionType, ...]:
    return tuple(SessionType(name) for name in record.names(title, directory_of(SessionType, "session type")))


def _conditions(record: Record) -> tuple[Condition, ...]:
    if record.text("Conditions").casefold() in _NOTHING:
        return ()
    return tuple(Condition(name) for name in record.names("Conditions", directory_of(Condition, "condition")))


def _numbers(record: Record, title: str) -> tuple[int, ...]:
    values: list[int] = []
    for item in record.items(title):
        if item.isascii() and item.isdigit() and len(item) < 7:
            values.append(int(item))
        else:
            record.says(title, f"“{item}” is no number", "write numbers separated by “;”, such as 8; 4; 2; 1")
    return tuple(values)


def _comfort(record: Record) -> ComfortWeights:
    alone = {part: record.number(setting) for part, setting in WEIGHT_SETTING.items()}
    numbers = _numbers(record, "Comfort weights")
    if len(numbers) != len(_TOGETHER):
        what = f"there are {len(numbers)} comfort weights"
        remedy = "write five: days; room fit; time zones; theme rooms; room changes"
        record.says("Comfort weights", what, remedy)
        return ComfortWeights(**alone)
    return ComfortWeights(**dict(zip(_TOGETHER, numbers, strict=True)), **alone)


def _check(policy: Policy, record: Record) -> None:
    """What contradicts itself within the sheet."""
    if policy.joint_size_min > policy.joint_size_max:
        what = f"the smallest joint session has {policy.joint_size_min} coalitions, the largest {policy.joint_size_max}"
        record.says("Joint session, most coalitions", what, f"write at least {policy.joint_size_min}")
    for first, last in _HOURS:
        start, end = record.clock(first), record.clock(last)
        if not start < end:
            what = f"“{last}” is {clock_text(end)}, not after “{first}”, {clock_text(start)}"
            record.says(last, what, "write the later time here")
    if policy.individual_is_entitlement and not policy.kinds[Kind.INDIVIDUAL].offered:
        what = "individual sessions are a right, but are not offered"
        record.says("Individual sessions are a right", what, "offer them, or write no")
