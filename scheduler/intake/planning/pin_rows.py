"""Read sheet Pins, and report contradictions among pins and with the rest of the input."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from scheduler.core.clock import clock_text
from scheduler.core.instance import HostSession, Instance, Pin, Request, Theme, request_id
from scheduler.core.programme import joint_session_id
from scheduler.core.vocabulary import Kind, PinVerb
from scheduler.intake.name_directory import NameDirectory
from scheduler.intake.name_matching import unknown
from scheduler.intake.planning.host_sessions import session_directory
from scheduler.intake.planning.planning_names import PlanningNames
from scheduler.intake.planning.row_reader import SheetRecord
from scheduler.intake.vocabulary_names import directory_of, kind_directory

_REQUIRED = {
    PinVerb.PLACE: ("Subject",),
    PinVerb.GRANT: ("Subject",),
    PinVerb.REFUSE: ("Subject",),
    PinVerb.TOGETHER: ("Coalition", "Other coalition"),
    PinVerb.APART: ("Coalition", "Other coalition"),
    PinVerb.THEME: ("Coalition", "Theme"),
}
_PLACE = ("Room", "Day", "Start", "Session")
_JOINT = joint_session_id("")


def read_pins(
    records: list[SheetRecord],
    known: PlanningNames,
    themes: tuple[Theme, ...],
    sessions: tuple[HostSession, ...],
    requests: tuple[Request, ...],
    survey_is_right: bool,
) -> list[tuple[Pin, SheetRecord]]:
    """Read the pins with their rows, names resolved; a missing value that the verb needs is an error.

    While the survey has errors, an unknown request is not reported: it may be in an answer that could not be read.
    """
    verbs = directory_of(PinVerb, "kind of pin")
    hosts = session_directory(sessions)
    subjects = _subjects(themes, sessions, requests)
    pins: list[tuple[Pin, SheetRecord]] = []
    for record in records:
        word = record.name("Pin", verbs)
        if not word:
            continue
        verb = PinVerb(word)
        subject = _subject(record, subjects, known.coalitions, requests, survey_is_right)
        pin = Pin(
            verb=verb,
            subject=subject if "Subject" in _REQUIRED[verb] else "",
            coalition=record.name("Coalition", known.coalitions),
            other=record.name("Other coalition", known.coalitions),
            theme=record.name("Theme", known.themes),
            session=record.name("Session", hosts),
            room=record.name("Room", known.rooms),
            day=record.name("Day", known.calendar.directory),
            start=record.clock_if_any("Start"),
            note=record.text("Note"),
            source=record.source,
        )
        _report_missing(record, verb)
        if verb in (PinVerb.GRANT, PinVerb.REFUSE) and (subject in hosts.names or subject.startswith(_JOINT)):
            remedy = "only requests such as “DC3: day-zero event” are granted or refused"
            record.report("Subject", f"“{subject}” is no request", remedy)
        pins.append((pin, record))
    return pins


def _subjects(
    themes: tuple[Theme, ...], sessions: tuple[HostSession, ...], requests: tuple[Request, ...]
) -> NameDirectory:
    directory = NameDirectory("request, session or joint session")
    for name in (
        *(request.id for request in requests),
        *(session.id for session in sessions),
        *(joint_session_id(theme.code) for theme in themes if theme.joint),
    ):
        directory.add(name)
    return directory


def _subject(
    record: SheetRecord,
    subjects: NameDirectory,
    coalitions: NameDirectory,
    requests: tuple[Request, ...],
    survey_is_right: bool,
) -> str:
    """The request, session or joint session that a pin refers to; aliases of coalitions are accepted."""
    written = record.text("Subject")
    found = subjects.find(written)
    if found is not None or not written:
        return found or ""
    coalition, _, wish = written.partition(":")
    owner, kind = coalitions.find(coalition), kind_directory().find(wish)
    if owner is None or kind is None:
        record.problems.append(unknown(record.cell("Subject"), subjects))
        return ""
    wished = request_id(owner, Kind(kind))
    if subjects.find(wished) is None and survey_is_right:
        asked = [request.kind.value for request in requests if request.coalition == owner]
        remedy = f"it asks for {', '.join(asked)}" if asked else "it asks for nothing"
        record.report("Subject", f"{owner} does not ask for “{kind}”", remedy)
    return wished


def _report_missing(record: SheetRecord, verb: PinVerb) -> None:
    for title in _REQUIRED[verb]:
        if record.is_empty(title):
            record.report(title, f"a pin “{verb.value}” needs “{title}”", f"fill in {' and '.join(_REQUIRED[verb])}")
    if verb is PinVerb.PLACE and all(record.is_empty(title) for title in _PLACE):
        record.report(
            "Room",
            "a pin “place” needs a room, a day, a start or a session",
            "fill in at least one of room, day, start and session",
        )


def check_pins(instance: Instance, pins: list[tuple[Pin, SheetRecord]]) -> None:
    """Report pins that contradict each other, the fixed programme, or a veto."""
    for (first, earlier), (second, row) in combinations(pins, 2):
        clash = (
            _same_subject(first, second)
            or _same_pair(first, second)
            or _same_joint_session(first, second)
            or _same_place(instance, first, second)
        )
        if clash:
            row.report("Pin", f"{clash}, against the pin in row {earlier.row}", "keep one of them")
    for pin, row in pins:
        for what, remedy in _against_the_rest(instance, pin):
            row.report("Pin", what, remedy)


def _same_subject(first: Pin, second: Pin) -> str:
    """The contradiction between two pins on one subject, if any."""
    if not first.subject or first.subject != second.subject:
        return ""
    verbs = {first.verb, second.verb}
    if PinVerb.REFUSE in verbs and len(verbs) > 1:
        return f"“{first.subject}” is pinned to be refused and not to be refused"
    if verbs == {PinVerb.PLACE}:
        for field in ("room", "day", "start", "session"):
            one, two = getattr(first, field), getattr(second, field)
            if one not in ("", None) and two not in ("", None) and one != two:
                return f"“{first.subject}” has two places: {_shown(one)} and {_shown(two)}"
    return ""


def _shown(value: object) -> str:
    return clock_text(value) if isinstance(value, int) else str(value)


def _same_pair(first: Pin, second: Pin) -> str:
    if {first.verb, second.verb} != {PinVerb.TOGETHER, PinVerb.APART}:
        return ""
    if {first.coalition, first.other} != {second.coalition, second.other}:
        return ""
    return f"{first.coalition} and {first.other} are pinned together and apart"


def _same_joint_session(first: Pin, second: Pin) -> str:
    """A coalition joins one joint session, so it cannot be pinned to two themes."""
    both = first.verb is PinVerb.THEME and second.verb is PinVerb.THEME
    if both and first.coalition == second.coalition and first.theme != second.theme:
        return f"{first.coalition} joins one joint session, but is pinned to themes {first.theme} and {second.theme}"
    return ""


def _same_place(instance: Instance, first: Pin, second: Pin) -> str:
    """Two subjects cannot be in one room at one time."""
    one, two = _stretch(instance, first), _stretch(instance, second)
    if one is None or two is None or first.subject == second.subject:
        return ""
    if one[:2] == two[:2] and one[2] < two[3] and two[2] < one[3]:
        when = f"on {one[1]} at {clock_text(max(one[2], two[2]))}"
        return f"“{first.subject}” and “{second.subject}” are both in {one[0]} {when}"
    return ""


def _stretch(instance: Instance, pin: Pin) -> tuple[str, str, int, int] | None:
    """Room, day, start and end, if the pin sets them all."""
    if pin.verb is not PinVerb.PLACE or not pin.room or not pin.day or pin.start is None or pin.session:
        return None
    return pin.room, pin.day, pin.start, pin.start + _minutes(instance, pin.subject)


def _minutes(instance: Instance, subject: str) -> int:
    if subject in instance.request:
        return instance.request[subject].minutes
    if subject in instance.session:
        return instance.session[subject].minutes
    return instance.policy.kinds[Kind.JOINT].minutes


def _against_the_rest(instance: Instance, pin: Pin) -> Iterable[tuple[str, str]]:
    """What a pin contradicts outside the sheet: the fixed programme, vetoes, themes without joint sessions."""
    given = instance.session[pin.subject].place if pin.subject in instance.session else None
    if given and any(
        value not in ("", None) and value != getattr(given, field)
        for field, value in (("room", pin.room), ("day", pin.day), ("start", pin.start))
    ):
        yield f"{pin.subject} has another place in sheet Sessions", "change it there, or delete the pin"
    stretch = _stretch(instance, pin)
    for session in instance.sessions if stretch else ():
        place = session.place
        if place is None or stretch is None or session.id == pin.subject or (place.room, place.day) != stretch[:2]:
            continue
        if place.start < stretch[3] and stretch[2] < place.start + session.minutes:
            yield f"{session.id} is placed in {place.room} at that time", "choose another room or time"
    if pin.verb is PinVerb.THEME and pin.theme in instance.theme and not instance.theme[pin.theme].joint:
        yield f"theme {pin.theme} allows no joint session", "change it in sheet Themes, or delete the pin"
    if pin.verb in (PinVerb.TOGETHER, PinVerb.APART) and pin.coalition and pin.coalition == pin.other:
        yield f"{pin.coalition} is paired with itself", "name two coalitions"
    if pin.verb is PinVerb.TOGETHER:
        for one, two in ((pin.coalition, pin.other), (pin.other, pin.coalition)):
            if any(two in request.vetoes for request in instance.requests if request.coalition == one):
                yield f"{one} and {two} are pinned together, but {one} rules {two} out", "delete the pin or the veto"
