"""The content of the proposal: facts in the order in which a committee needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance
from scheduler.core.phrases import number_of
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.queries import grants, joint_sessions, saving
from scheduler.core.safe_text import on_one_line, without_addresses
from scheduler.core.session_order import in_order
from scheduler.core.vocabulary import Kind


@dataclass(frozen=True)
class PaperTable:
    """Rows under headings; every cell is plain text. `widths` are shares of the line, adding up to 100."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class PaperSection:
    """A heading with sentences, points and at most one table below it, in this order."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: PaperTable | None = None


@dataclass(frozen=True)
class Paper:
    """The whole proposal. `state`: the state of the decision, and since when."""

    title: str
    state: str
    sections: tuple[PaperSection, ...]


def paper(instance: Instance, programme: Programme) -> Paper:
    """The proposal for a programme; addresses stay out, and no name can pass for anything but text."""
    sections = (
        _space(instance, programme),
        _joint(instance, programme),
        _slots(instance, programme),
        _own(instance, programme),
        _committee(programme),
        _asked(instance, programme),
    )
    return Paper(
        title=_clean(f"{instance.event.name}: consolidated proposal of the Dynamic Coalitions"),
        state=_clean(_state(instance, programme)),
        sections=tuple(section for section in sections if section.sentences or section.points or section.table),
    )


def _state(instance: Instance, programme: Programme) -> str:
    event, since = instance.event, programme.state_since
    on = f" on {since.day} {since:%B %Y}" if since else ""
    by = f" Proposed by {event.proposed_by}." if event.proposed_by else ""
    decides = f" Who decides: {event.decided_by}." if event.decided_by else ""
    return f"State: {programme.state}{on}.{by}{decides} Programme {programme.sha256[:8]}; times {event.time_zone}."


def _space(instance: Instance, programme: Programme) -> PaperSection:
    policy, saved = instance.policy, saving(instance, programme)
    joint = policy.kinds[Kind.JOINT]
    most = "any number of joint sessions"
    if joint.at_most is not None:
        most = f"at most {number_of(joint.at_most, 'joint session')}"
    proven = sum(score.proven for score in programme.scores)
    rows = tuple(
        (_capital(kind.value), str(asked), "no limit" if (cap := _cap(instance, kind)) is None else cap, str(granted))
        for kind, (granted, asked) in grants(instance, programme).items()
    )
    return PaperSection(
        "What the space allows",
        (
            f"{number_of(sum(coalition.active for coalition in instance.coalitions), 'active coalition')} made "
            f"{number_of(len(instance.requests), 'request')}. The policy “{_clean(policy.version)}” allows {most} of "
            f"{joint.minutes} minutes, of {policy.joint_size_min} to {policy.joint_size_max} coalitions each, and "
            f"{number_of(policy.presences_at_most, 'presence')} for a coalition.",
            f"One session of {saved.minutes_each} minutes for each active coalition would take {saved.full:,} minutes "
            f"of the programme; this proposal takes {saved.used:,}. It saves {saved.saved:,} minutes.",
            f"Of the {len(programme.scores)} goals that were weighed in order, {proven} are proven to be as good as "
            "can be.",
        ),
        table=PaperTable(("Kind", "Asked", "At most", "Granted"), rows, (49, 17, 17, 17)),
    )


def _cap(instance: Instance, kind: Kind) -> str | None:
    terms = instance.policy.kinds[kind]
    if not terms.offered:
        return "not offered"
    if terms.at_most is None:
        return None
    return number_of(terms.at_most, "session") if kind is Kind.JOINT else str(terms.at_most)


def _joint(instance: Instance, programme: Programme) -> PaperSection:
    rows = tuple(
        (_clean(placed.title), _clean(", ".join(placed.coalitions)), _place(placed))
        for placed in joint_sessions(instance, programme)
    )
    if not rows:
        return PaperSection("Joint sessions", ("None is proposed.",))
    return PaperSection(
        "Joint sessions", table=PaperTable(("Theme", "Coalitions", "When and where"), rows, (30, 38, 32))
    )


def _slots(instance: Instance, programme: Programme) -> PaperSection:
    slots, segments = [], []
    for segment in programme.segments:
        request = instance.request[segment.request]
        placed = programme.session[segment.session]
        when = f"{placed.day} {clock_text(segment.start)}, {segment.end - segment.start} min"
        if request.kind is Kind.MAIN_SLOT:
            slots.append((_clean(placed.title), _clean(segment.coalition), _clean(request.output or "not named"), when))
        else:
            segments.append(f"{segment.coalition} {clock_text(segment.start)}")
    sentences = []
    if not slots:
        sentences.append("No main-session slot is proposed.")
    if segments:
        inside = {programme.session[s.session].title: programme.session[s.session] for s in programme.segments}
        held = [placed for placed in inside.values() if placed.type == "coalitions' main session"]
        where = "; ".join(f"“{placed.title}”, {_place(placed)}" for placed in held)
        sentences.append(_clean(f"Segments of the coalitions' main session ({where}): {', '.join(segments)}."))
    table = (
        PaperTable(("Main session", "Coalition", "Output", "When"), tuple(slots), (32, 17, 31, 20)) if slots else None
    )
    return PaperSection("Main-session slots", tuple(sentences), table=table)


def _own(instance: Instance, programme: Programme) -> PaperSection:
    """Who uses day zero, bilateral rooms and, where there are any, individual sessions and booths."""
    points = []
    for kind, label in (
        (Kind.INDIVIDUAL, "Individual sessions"),
        (Kind.DAY_ZERO, "Day-zero events"),
        (Kind.BILATERAL, "Bilateral meetings"),
        (Kind.BOOTH, "Booth shifts"),
    ):
        held = [placed for placed in in_order(instance, programme.sessions) if placed.kind is kind]
        if held:
            points.append(_clean(f"{label} ({len(held)}): {'; '.join(_by_room_and_day(held))}."))
    return PaperSection("Day zero, bilateral rooms and the village", points=tuple(points))


def _by_room_and_day(held: list[PlacedSession]) -> Iterator[str]:
    """``Room 1, Day 0: DC3 09:30, DCAD 11:15``."""
    groups: dict[tuple[str, str], list[str]] = {}
    for placed in held:
        entry = f"{', '.join(placed.coalitions)} {clock_text(placed.start)}"
        groups.setdefault((placed.room, placed.day), []).append(entry)
    for (room, day), entries in groups.items():
        yield f"{room}, {day}: {', '.join(entries)}"


def _committee(programme: Programme) -> PaperSection:
    seats = "; ".join(
        f"{seat.coalition} ({seat.person})" if seat.person else seat.coalition for seat in programme.committee
    )
    if not seats:
        return PaperSection(
            "Selection committee", ("No seat is filled: no coalition that competes for nothing opted out.",)
        )
    return PaperSection("Selection committee", (_clean(f"{seats}. None of them competes for what it would judge."),))


def _asked(instance: Instance, programme: Programme) -> PaperSection:
    """What the MAG is asked to decide, in numbers."""
    given = grants(instance, programme)
    joint = joint_sessions(instance, programme)
    minutes = sum(placed.end - placed.start for placed in joint)
    slots = given.get(Kind.MAIN_SLOT, (0, 0))[0]
    day_zero = given.get(Kind.DAY_ZERO, (0, 0))[0]
    bilateral = given.get(Kind.BILATERAL, (0, 0))[0]
    refused = [decision for decision in programme.decisions if not decision.granted]
    waiting = sum(decision.waiting_list is not None for decision in refused)
    with_segments = {
        segment.session for segment in programme.segments if instance.request[segment.request].kind is Kind.MAIN_SLOT
    }
    held = number_of(len(with_segments), "main session")
    points = (
        (len(joint), f"to accept {number_of(len(joint), 'joint session')}, {minutes:,} minutes of the programme"),
        (
            slots,
            f"to keep time for {number_of(slots, 'slot')} of coalitions in {held}",
        ),
        (day_zero, f"to assign {number_of(day_zero, 'place')} on day zero"),
        (bilateral, f"to take note of {number_of(bilateral, 'bilateral meeting')} outside the programme"),
        (
            len(refused),
            f"to take note of {number_of(len(refused), 'request')} refused, {waiting} of them on a waiting list",
        ),
    )
    said = tuple(f"{point}." for count, point in points if count)
    return PaperSection("What the MAG is asked", points=tuple(_capital(point) for point in said))


def _place(placed: PlacedSession) -> str:
    return _clean(f"{placed.when}, {placed.room}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clean(text: str) -> str:
    return on_one_line(without_addresses(text))
