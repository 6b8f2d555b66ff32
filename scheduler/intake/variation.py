"""Settings of sheet Policy given as ``cap=5,7,10``, by a short name or by the name that they have in the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scheduler.core.renamed import earlier_settings
from scheduler.intake.name_directory import Directory
from scheduler.intake.planning.sheets import POLICY
from scheduler.intake.problems import InputProblems, Problem, Severity

SHORT_NAMES = {
    "cap": "Joint sessions, at most",
    "minutes": "Joint session, minutes",
    "smallest": "Joint session, fewest coalitions",
    "largest": "Joint session, most coalitions",
    "guests": "Joint session, guests",
    "audience": "Joint session, audience",
    "individual": "Individual sessions offered",
    "right": "Individual sessions are a right",
    "individual-cap": "Individual sessions, at most",
    "individual-minutes": "Individual session, minutes",
    "slot-cap": "Main-session slots, at most",
    "slot-minutes": "Main-session slot, minutes",
    "slots-per-session": "Main-session slots in one session",
    "slot-replaces": "A main-session slot replaces",
    "segment-cap": "Segments of the coalitions' main session, at most",
    "segment-minutes": "Segment, minutes",
    "day-zero-cap": "Day-zero events, at most",
    "day-zero-minutes": "Day-zero event, minutes",
    "bilateral-cap": "Bilateral meetings, at most",
    "bilateral-minutes": "Bilateral meeting, minutes",
    "booth-cap": "Booth shifts, at most",
    "booth-minutes": "Booth shift, minutes",
    "presences": "Presences, at most",
    "coalition-sessions": "Coalition sessions, at most",
    "coalition-minutes": "Coalition minutes, at most",
    "own-slots": "Only in their own slots",
    "leave-out": "Host sessions may be left out",
    "layers": "Layers",
    "conditions": "Conditions",
    "competitive": "Competitive",
    "committee": "Selection committee, at least",
    "silent": "A silent coalition asks for",
    "walking": "Walking minutes",
    "remote-from": "Remote hours from",
    "remote-until": "Remote hours until",
    "comfortable-from": "Comfortable from",
    "comfortable-until": "Comfortable until",
    "rank-weights": "Rank weights",
    "link-weight": "Link weight",
    "subtheme-weight": "Subtheme weight",
    "partner-weight": "Partner weight",
    "horizontal-claim": "Horizontal claim",
    "comfort-weights": "Comfort weights",
    "duplicates-weight": "Duplicates weight",
    "theme-breaks-weight": "Theme breaks weight",
    "theme-break": "Theme break, minutes",
    "walking-weight": "Walking weight",
    "waiting-weight": "Waiting weight",
    "attendance-weight": "Attendance weight",
    "day-balance-weight": "Day balance weight",
    "good-slots-weight": "Good slots weight",
    "good-from": "Good slots from",
    "good-until": "Good slots until",
    "principle": "Principle",
    "goals": "Goals",
}
"""Short name → setting of sheet Policy; the version and the chairs are all that no programme depends on."""

NO_LIMIT = "no limit"
"""What one writes for a setting whose empty cell means that there is no limit."""


def read_values(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Setting of sheet Policy → the values given for it, for texts such as ``cap=5,7,10``.

    Whether the values are possible is for `load` to say. Raises InputProblems with everything that cannot be read.
    """
    problems: list[Problem] = []
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, equals, listed = (part.strip() for part in text.partition("="))
        setting = _setting(text, name, problems) if equals else None
        values = tuple(value.strip() for value in listed.split(","))
        if not equals or not all(values):
            problems.append(vary_problem(text, "it gives no value", "write it as cap=5,7,10"))
        elif setting in found:
            what = f"the values of “{setting}” are given twice"
            problems.append(vary_problem(text, what, "write all of them after one name"))
        elif setting is not None:
            found[setting] = tuple("" if value.casefold() == NO_LIMIT else value for value in dict.fromkeys(values))
    if problems:
        raise InputProblems(problems)
    return found


def vary_problem(text: str, what: str, remedy: str = "") -> Problem:
    """A problem of a value given beside the sheets, such as ``cap=999``."""
    return Problem(Severity.ERROR, what, remedy, f"“{text}”")


def written(variation: Mapping[str, str]) -> str:
    """Settings and values as one would give them: ``cap=5 minutes=75``."""
    short = {setting: name for name, setting in SHORT_NAMES.items()}
    return " ".join(f"{short.get(setting, setting)}={value or NO_LIMIT}" for setting, value in variation.items())


def _setting(text: str, name: str, problems: list[Problem]) -> str | None:
    """The setting of a name; None after a problem."""
    directory = _directory()
    setting = directory.find(name)
    if setting is None:
        near = [_both_names(near) for near in directory.nearest(name)]
        known = "write one of " + ", ".join(SHORT_NAMES)
        remedy = "write " + " or ".join(near) if near else known
        problems.append(vary_problem(text, f"“{name}” is no setting of sheet Policy", remedy))
    elif setting not in SHORT_NAMES.values():
        problems.append(vary_problem(text, f"no programme depends on “{setting}”", "leave it out"))
        return None
    return setting


def _directory() -> Directory:
    directory = Directory("setting", "sheet Policy", loose=True)
    for column in POLICY.settings:
        directory.add(column.title, earlier_settings(column.title))
    for name, setting in SHORT_NAMES.items():
        directory.also(setting, name)
    return directory


def _both_names(setting: str) -> str:
    return " or ".join(_names(setting))


def _names(setting: str) -> Iterator[str]:
    yield from (f"“{name}”" for name, of in SHORT_NAMES.items() if of == setting)
    yield f"“{setting}”"
