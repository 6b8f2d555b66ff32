"""Parse amendments as people write them: ``cancel DC3``, ``close Salle 5: day 2``, “room 5 closed Tuesday”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from scheduler.core.clock import MINUTES_PER_DAY, Window, parse_clock
from scheduler.core.instance import Coalition, HostSession, Instance, Person, Request
from scheduler.core.lookup import (
    NotUnderstoodError,
    find_coalition,
    find_day,
    find_host_session,
    find_kind,
    find_person,
    find_request,
    find_room,
)
from scheduler.core.phrases import one_of
from scheduler.core.programme import joint_session_id
from scheduler.intake.amendments import apply_amendments as do
from scheduler.intake.amendments.apply_amendments import Amended, PinnedPlacement, RequestDetails

HOURS = re.compile(
    r"(?P<day>.*?),? ?(?:from )?(?P<start>\d{1,2}[:.h]\d{2}) ?(?:-|–|to|until) ?(?P<end>\d{1,2}[:.h]\d{2})"
)
AT = re.compile(r"(?P<day>.+?),? +(?:at )?(?P<start>\d{1,2}[:.h]\d{2})(?: ?[-–].*)?")
DETAIL = re.compile(r"rank (?P<rank>\d{1,2})|(?P<audience>\d{1,5}) people|(?P<minutes>\d{1,3}) minutes")
PARTS = {"morning": (0, 13 * 60), "afternoon": (13 * 60, MINUTES_PER_DAY)}
Matched = Mapping[str, str]

KNOWN = (
    "“room 5 closed Tuesday”, “room 5 closed Tuesday 14:00–16:00”, “DC3 away Tuesday morning”, “DC3 withdraws”, "
    "“cancel DC3: day-zero event” or “add DC7: day-zero event”"
)
"""Amendments by example, for messages; `FORMS` holds every form."""


@dataclass(frozen=True)
class AmendmentForm:
    """A form of amendments: how it is written, what it changes, and how it is recognised and applied."""

    written: str
    meaning: str
    pattern: re.Pattern[str]
    carry_out: Callable[[Instance, Matched], Amended]


def amend_all(instance: Instance, texts: Iterable[str]) -> tuple[Instance, tuple[Amended, ...]]:
    """Apply all amendments in order; return the final instance and each step.

    Raises NotUnderstoodError with a sentence for each text that cannot be parsed.
    """
    made: list[Amended] = []
    problems: list[str] = []
    for text in texts:
        try:
            made.append(amend(made[-1].instance if made else instance, text))
        except NotUnderstoodError as error:
            problems += error.sentences
    if problems:
        raise NotUnderstoodError(*problems)
    return made[-1].instance if made else instance, tuple(made)


def amend(instance: Instance, text: str) -> Amended:
    """Apply one amendment. Raises NotUnderstoodError."""
    plain = " ".join(text.split())
    for form in FORMS:
        match = form.pattern.fullmatch(plain)
        if match:
            return form.carry_out(instance, {name: value or "" for name, value in match.groupdict().items()})
    raise NotUnderstoodError(f"“{text}” is not understood. Write {KNOWN}.")


def split(texts: Iterable[str]) -> list[str]:
    """Split texts at “;” into single amendments; one more stretch of time stays with the closing that it belongs to."""
    found: list[str] = []
    for text in texts:
        timed = False
        for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
            plain = " ".join(part.split())
            form = next((form.carry_out for form in FORMS if form.pattern.fullmatch(plain)), None)
            if timed and form is None and "=" not in part:
                found[-1] += f"; {part}"
                continue
            timed = form in _TIMED
            found.append(part)
    return found


def _close(instance: Instance, matched: Matched) -> Amended:
    room, windows = find_room(instance, matched["what"]), _windows(instance, matched["when"])
    return do.close(instance, room, windows, _written(instance, windows))


def _away(instance: Instance, matched: Matched) -> Amended:
    who = _coalition_or_person(instance, matched["what"])
    windows = _windows(instance, matched["when"])
    return do.away(instance, who, windows, _written(instance, windows))


def _withdraw(instance: Instance, matched: Matched) -> Amended:
    return do.withdraw(instance, find_coalition(instance, matched["what"]))


def _cancel(instance: Instance, matched: Matched) -> Amended:
    found = _one_of(instance, matched["what"])
    if isinstance(found, Coalition):
        return do.withdraw(instance, found)
    if isinstance(found, Request):
        return do.withdraw_request(instance, found)
    return do.cancel_session(instance, found)


def _add(instance: Instance, matched: Matched) -> Amended:
    who, colon, what = matched["what"].partition(":")
    if not colon:
        raise NotUnderstoodError(f"“{matched['what']}” is no request. Write it as “DC7: day-zero event”.")
    kind, *details = (part.strip() for part in what.split(","))
    return do.add(instance, find_coalition(instance, who), find_kind(kind), _details(details))


def _details(texts: Iterable[str]) -> RequestDetails:
    found: dict[str, int] = {}
    for text in texts:
        match = DETAIL.fullmatch(text)
        if not match or not int(match[match.lastgroup or 0]):
            known = "“rank 1”, “60 people” or “90 minutes”"
            raise NotUnderstoodError(f"“{text}” is not understood of a request. Write {known} after a comma.")
        found[str(match.lastgroup)] = int(match[match.lastgroup or 0])
    return RequestDetails(**found)


def _refuse(instance: Instance, matched: Matched) -> Amended:
    return do.refuse(instance, find_request(instance, matched["what"]))


def _grant(instance: Instance, matched: Matched) -> Amended:
    return do.grant(instance, find_request(instance, matched["what"]))


def _hold(instance: Instance, matched: Matched) -> Amended:
    subject, inside, place = matched["what"].partition(": in ")
    subject, place = (subject, f"in {place}") if inside else _split_at_last_colon(subject)
    name = _subjects(instance, subject)[0]
    if not place:
        example = "hold DC3: day-zero event: Salle 5, day 2 09:00"
        raise NotUnderstoodError(f"“{matched['what']}” does not say where. Write it as “{example}”.")
    return do.hold(instance, name, _spot(instance, place))


def _spot(instance: Instance, text: str) -> PinnedPlacement:
    """Parse ``in Main 1, Salle 5, day 2 09:00``, or a part of it; “|” separates where names contain commas."""
    spot = PinnedPlacement()
    for part in re.split(r" *\| *" if "|" in text else r", *", text):
        at = AT.fullmatch(part)
        if part.startswith("in "):
            spot = replace(spot, session=_subjects(instance, part.removeprefix("in "))[0])
        elif at:
            spot = replace(spot, day=find_day(instance, at["day"]).id, start=_clock(at["start"]))
        else:
            spot = replace(spot, room=find_room(instance, part).id)
    return spot


def _release(instance: Instance, matched: Matched) -> Amended:
    if matched["what"].casefold() == "all":
        return do.release(instance, "all", None)
    subjects = _subjects(instance, matched["what"])
    return do.release(instance, subjects[0], frozenset(subjects))


def _subjects(instance: Instance, text: str) -> tuple[str, ...]:
    """The ids that a pin may refer to, the named one first; for a coalition also those of all its requests."""
    for theme in instance.themes:
        if text.casefold() == joint_session_id(theme.code).casefold():
            return (joint_session_id(theme.code),)
    found = _one_of(instance, text)
    wishes = instance.requests_of(found.id) if isinstance(found, Coalition) else ()
    return (found.id, *(request.id for request in wishes))


def _one_of(instance: Instance, text: str) -> Coalition | Request | HostSession:
    """Find a coalition, request or host session by name; an exact match takes precedence."""
    for known in (instance.coalition, instance.request, instance.session):
        if text in known:
            return known[text]
    finders: tuple[Callable[[Instance, str], Coalition | Request | HostSession], ...]
    finders = (find_request, find_host_session) if ":" in text else (find_coalition, find_host_session)
    found: list[Coalition | Request | HostSession] = []
    problems: list[str] = []
    for find in finders:
        try:
            found.append(find(instance, text))
        except NotUnderstoodError as error:
            problems += error.sentences
    if len(found) > 1:
        raise NotUnderstoodError(f"“{text}” could be {one_of(one.id for one in found)}. Write which.")
    if not found:
        raise NotUnderstoodError(*problems)
    return found[0]


def _coalition_or_person(instance: Instance, text: str) -> Coalition | Person:
    if text in instance.person:
        return instance.person[text]
    try:
        return find_coalition(instance, text)
    except NotUnderstoodError as no_coalition:
        try:
            return find_person(instance, text)
        except NotUnderstoodError as error:
            if get_close_matches(text, list(instance.person), n=1, cutoff=0.6):
                raise
            raise no_coalition from error


def _windows(instance: Instance, when: str) -> tuple[Window, ...]:
    """Parse windows separated by “;”: a day by id, weekday or date, with hours or a part of the day.

    Hours alone are those of the day before them, or of every day if none is named.
    """
    found: list[Window] = []
    for part in filter(None, map(str.strip, when.split(";"))) if when.strip() else ("",):
        found += _window(instance, part, tuple(dict.fromkeys(window.day for window in found[-1:])))
    return tuple(found)


def _window(instance: Instance, when: str, days: tuple[str, ...]) -> Iterator[Window]:
    """Parse one window; where it names no day, it is on these days, or on every day."""
    start, end, text = 0, MINUTES_PER_DAY, when
    hours = HOURS.fullmatch(text)
    part = text.split()[-1].casefold() if text else ""
    try:
        if hours:
            text, start, end = hours["day"], parse_clock(hours["start"]), parse_clock(hours["end"])
        elif part in PARTS:
            text, (start, end) = text[: -len(part)], PARTS[part]
        if text.strip():
            days = (find_day(instance, text.strip()).id,)
        for day in days or tuple(day.id for day in instance.days):
            yield Window(day=day, start=start, end=end)
    except ValueError as error:
        raise NotUnderstoodError(f"“{when}” is no stretch of time: it must end after it starts.") from error


def _written(instance: Instance, windows: tuple[Window, ...]) -> str:
    """Format windows so that they can be parsed again; the same hours on every day without the days."""
    hours = {str(window).removeprefix(window.day).strip() for window in windows}
    if len(windows) == len(instance.days) > 1 and len(hours) == 1 and len({window.day for window in windows}) > 1:
        (same,) = hours
        return f": {same}" if same else ""
    return f": {'; '.join(map(str, windows))}"


def _clock(text: str) -> int:
    try:
        return parse_clock(text)
    except ValueError as error:
        raise NotUnderstoodError(f"{error}.") from error


def _split_at_last_colon(text: str) -> tuple[str, str]:
    """Split a text at its last colon that is not part of a time of day."""
    colons = list(re.finditer(r":(?!\d\d\b)", text))
    if not colons:
        return text, ""
    return text[: colons[-1].start()].strip(), text[colons[-1].end() :].strip()


def _with_colon(carry_out: Callable[[Instance, Matched], Amended]) -> Callable[[Instance, Matched], Amended]:
    """Adapt a function of subject and time to a text such as ``Salle 5: day 2``."""

    def split_at_colon(instance: Instance, matched: Matched) -> Amended:
        what, when = _split_at_last_colon(matched["what"])
        return carry_out(instance, {"what": what, "when": when})

    return split_at_colon


_close_at_colon, _away_at_colon = _with_colon(_close), _with_colon(_away)

_TIMED = (_close_at_colon, _away_at_colon, _close, _away)
"""Amendments that end with stretches of time."""


def _form(written: str, pattern: str, carry_out: Callable[[Instance, Matched], Amended], meaning: str) -> AmendmentForm:
    return AmendmentForm(written, meaning, re.compile(pattern, re.IGNORECASE), carry_out)


FORMS = (
    _form(
        "cancel WHAT, withdraw WHAT",
        r"(?:cancel|withdraw) (?P<what>.+)",
        _cancel,
        "Of a coalition: all its requests go, with the pins that name it or them. Of a request: it goes, with its "
        "pins. Of a host session: it goes, with its pins and relations.",
    ),
    _form(
        "close ROOM: WHEN",
        r"close (?:the )?(?P<what>.+)",
        _close_at_colon,
        "The room is closed then. Given sessions in it that overlap that time lose their place and are placed again, "
        "each as a whole; those that block everything keep theirs. Pins stay. Several times are written with `;`.",
    ),
    _form(
        "unavailable WHO: WHEN",
        r"unavailable (?P<what>.+)",
        _away_at_colon,
        "The coalition or person is away then. Given sessions that list the person and overlap that time lose their "
        "place and are placed again; those that block everything keep theirs.",
    ),
    _form(
        "add COALITION: KIND, rank 1, 60 people, 90 minutes",
        r"add (?P<what>.+)",
        _add,
        "A late request. Without a rank it is the coalition's last choice, without minutes it lasts what the policy "
        "says, without people it expects none; themes, people and vetoes are those of the coalition's first request, "
        "or of the register.",
    ),
    _form("grant REQUEST", r"grant (?P<what>.+)", _grant, "A pin: the request is granted."),
    _form(
        "refuse REQUEST",
        r"refuse (?P<what>.+)",
        _refuse,
        "A pin: the request is refused, and other pins on it go.",
    ),
    _form(
        "hold WHAT: in SESSION, ROOM, DAY TIME",
        r"hold (?P<what>.+)",
        _hold,
        "A session, a request or `Joint: THEME` stays there; each part may be left out. A given session moves there. "
        "Where names hold commas, put `|` between the parts.",
    ),
    _form(
        "release WHAT, release all",
        r"release (?P<what>.+)",
        _release,
        "The pins on it go, of a coalition those on its requests too. `release all`: all pins go.",
    ),
    _form(
        "ROOM closed WHEN, ROOM is closed on WHEN",
        r"(?:the )?(?P<what>.+?) (?:is )?closed(?: (?:on )?(?P<when>.+))?",
        _close,
        "As `close`.",
    ),
    _form(
        "WHO away WHEN, WHO is away on WHEN",
        r"(?P<what>.+?) (?:is |are )?away(?: (?:on )?(?P<when>.+))?",
        _away,
        "As `unavailable`.",
    ),
    _form(
        "COALITION withdraws, COALITION is out",
        r"(?P<what>.+?) (?:withdraws|is out)",
        _withdraw,
        "As `cancel` of a coalition.",
    ),
)
"""Every form of amendments, in the order in which they are tried."""
