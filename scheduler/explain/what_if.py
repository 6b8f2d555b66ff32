"""“What if?”: other settings, closed rooms, people who are away, coalitions that withdraw; solved again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.clock import MINUTES_PER_DAY, Window, parse_clock
from scheduler.explain.answers import Answer, Asking, Verdict, difference, unanswered
from scheduler.explain.demands import deadlock_sentences
from scheduler.explain.errors import NotUnderstoodError
from scheduler.explain.naming import find_coalition, find_day, find_room
from scheduler.instance import HostSession, Instance
from scheduler.model.arithmetic import cannot_fit
from scheduler.programme import Programme
from scheduler.verify.facts import listed

Reload = Callable[[Sequence[str]], Instance]
"""The instance read anew with settings such as ``cap=9``."""

CLOSED = re.compile(r"(?:the )?(?P<what>.+?) (?:is )?closed(?: (?:on )?(?P<when>.+))?", re.IGNORECASE)
AWAY = re.compile(r"(?P<what>.+?) (?:is |are )?away(?: (?:on )?(?P<when>.+))?", re.IGNORECASE)
WITHDRAWS = re.compile(r"(?P<what>.+?) (?:withdraws|is out)", re.IGNORECASE)
HOURS = re.compile(
    r"(?P<day>.*?) ?(?:from )?(?P<start>\d{1,2}[:.h]\d{2}) ?(?:-|–|to|until) ?(?P<end>\d{1,2}[:.h]\d{2})"
)
PARTS = {"morning": (0, 13 * 60), "afternoon": (13 * 60, MINUTES_PER_DAY)}
KNOWN = (
    "a setting such as “cap=9”, “room 5 closed Tuesday”, “room 5 closed Tuesday 14:00–16:00”, “DC3 away Tuesday "
    "morning” or “DC3 withdraws”"
)


@dataclass(frozen=True)
class Changed:
    """An instance with one change more, and a sentence on it."""

    instance: Instance
    sentence: str


def what_if(
    instance: Instance, programme: Programme, texts: Sequence[str], asking: Asking, reload: Reload | None = None
) -> Answer:
    """What the best programme would be after these changes, beside the programme as it is.

    `reload` reads the instance again with settings of its policy; without it only other changes are understood.
    Raises NotUnderstoodError with a sentence for each change that is not understood, and RejectedError.
    """
    changed, said = apply(instance, texts, reload)
    question = f"What if {'; '.join(split(texts))}?"
    impossible = cannot_fit(changed)
    result = asking.solve(changed, near=programme)
    if result.programme is None and result.deadlock is None:
        return unanswered(question, result)
    if result.deadlock:
        why = deadlock_sentences(changed, result.deadlock)
        proven = all(conflict.proven for conflict in result.deadlock.conflicts)
        sure = "proven" if proven else "not confirmed by a second solve"
        sentences = (*said, f"Then there is no programme at all ({sure}).", *impossible, *why)
        return Answer(question, Verdict.IMPOSSIBLE, sentences, proven, {"changed": list(said)})
    assert result.programme is not None
    differences, fields = difference(changed, programme, result.programme)
    proven = programme.proven and result.programme.proven
    stopped = result.status == "stopped"
    proof = "Every goal of both programmes is proven." if proven else "Not every goal is proven; see the marks."
    return Answer(
        question,
        Verdict.STOPPED if stopped else Verdict.POSSIBLE,
        (*said, *differences, *(["The search was stopped."] if stopped else []), proof),
        proven,
        {"changed": list(said), **fields},
    )


def split(texts: Sequence[str]) -> list[str]:
    """Single changes: each text may hold several, with “;” between them."""
    return [part.strip() for text in texts for part in re.split(r"[;\n]", text) if part.strip()]


def apply(instance: Instance, texts: Sequence[str], reload: Reload | None) -> tuple[Instance, tuple[str, ...]]:
    """The instance with all changes made, and a sentence on each."""
    parts = split(texts)
    settings = [part for part in parts if "=" in part]
    problems: list[str] = [] if parts else [f"Nothing is asked. Write {KNOWN}."]
    said: list[str] = []
    if settings and reload is None:
        problems += [f"“{part}” cannot be tried here: the instance's folder is not known." for part in settings]
    elif settings and reload is not None:
        try:
            instance = reload(settings)
            said += [f"Changed: {part}." for part in settings]
        except NotUnderstoodError as error:
            problems += error.sentences
    for part in parts:
        if part not in settings:
            try:
                changed = _changed(instance, part)
            except NotUnderstoodError as error:
                problems += error.sentences
            else:
                instance = changed.instance
                said.append(changed.sentence)
    if problems:
        raise NotUnderstoodError(*problems)
    return instance, tuple(said)


def _changed(instance: Instance, text: str) -> Changed:
    for pattern, change in ((CLOSED, _closed), (AWAY, _away), (WITHDRAWS, _withdrawn)):
        match = pattern.fullmatch(text)
        if match:
            return change(instance, match.groupdict())
    raise NotUnderstoodError(f"“{text}” is not understood. Write {KNOWN}.")


def _closed(instance: Instance, said: Mapping[str, str | None]) -> Changed:
    """A room closed; given sessions that stood there are to be placed anew, ceremonies stay."""
    room = find_room(instance, said["what"] or "")
    windows = _windows(instance, said["when"])
    rooms = tuple(r.model_copy(update={"closed": (*r.closed, *windows)}) if r is room else r for r in instance.rooms)
    freed = [session for session in instance.sessions if _stands_there(session, room.id, windows)]
    ids = {session.id for session in freed}
    sessions = tuple(s.model_copy(update={"place": None}) if s.id in ids else s for s in instance.sessions)
    placed_anew = f" Given sessions that stood there are placed anew: {listed(ids)}." if ids else ""
    sentence = f"Changed: {room.id} is closed on {listed(str(window) for window in windows)}.{placed_anew}"
    return Changed(instance.model_copy(update={"rooms": rooms, "sessions": sessions}), sentence)


def _stands_there(session: HostSession, room: str, windows: Sequence[Window]) -> bool:
    place = session.place
    if place is None or place.room != room or session.blocks_everything:
        return False
    return any(window.overlaps(place.day, place.start, place.start + session.minutes) for window in windows)


def _away(instance: Instance, said: Mapping[str, str | None]) -> Changed:
    coalition = find_coalition(instance, said["what"] or "")
    windows = _windows(instance, said["when"])
    changed = coalition.model_copy(update={"unavailable": (*coalition.unavailable, *windows)})
    coalitions = tuple(changed if c is coalition else c for c in instance.coalitions)
    sentence = f"Changed: {coalition.id} is away on {listed(str(window) for window in windows)}."
    return Changed(instance.model_copy(update={"coalitions": coalitions}), sentence)


def _withdrawn(instance: Instance, said: Mapping[str, str | None]) -> Changed:
    """A coalition takes back its wishes; pins on them fall away."""
    coalition = find_coalition(instance, said["what"] or "")
    gone = {request.id for request in instance.requests_of(coalition.id)}
    requests = tuple(request for request in instance.requests if request.id not in gone)
    pins = tuple(
        pin for pin in instance.pins if pin.subject not in gone and coalition.id not in (pin.coalition, pin.other)
    )
    sentence = f"Changed: {coalition.id} withdraws its wishes."
    return Changed(instance.model_copy(update={"requests": requests, "pins": pins}), sentence)


def _windows(instance: Instance, when: str | None) -> tuple[Window, ...]:
    """The stretches that a text names: a day by id, weekday or date, with hours or a part of it; every day without."""
    start, end, text = 0, MINUTES_PER_DAY, (when or "").strip()
    hours = HOURS.fullmatch(text)
    part = text.split()[-1].casefold() if text else ""
    try:
        if hours:
            text, start, end = hours["day"], parse_clock(hours["start"]), parse_clock(hours["end"])
        elif part in PARTS:
            text, (start, end) = text[: -len(part)], PARTS[part]
        if not text.strip():
            return tuple(Window(day=day.id, start=start, end=end) for day in instance.days)
        return (Window(day=find_day(instance, text.strip()).id, start=start, end=end),)
    except ValueError as error:
        raise NotUnderstoodError(f"“{when}” is no stretch of time: it must end after it starts.") from error
