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
    """A table of plain text. `widths` are percentages of the line width."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class PaperSection:
    """A section: a heading, sentences, bullet points and at most one table."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: PaperTable | None = None


@dataclass(frozen=True)
class Paper:
    """The proposal. `state` is the state of the programme, its date, and who decides."""

    title: str
    state: str
    sections: tuple[PaperSection, ...]


def paper(instance: Instance, programme: Programme, mark: str = "") -> Paper:
    """Build the proposal; texts contain no e-mail address and are on one line. `mark` follows the state."""
    sections = (
        _space(instance, programme),
        _joint(instance, programme),
        _slots(instance, programme),
        _own(instance, programme),
        _committee(programme),
        _decisions(instance, programme),
    )
    return Paper(
        title=_clean(f"{instance.event.name}: consolidated proposal of the Dynamic Coalitions"),
        state=_clean(f"{_state(instance, programme)} {mark}".rstrip()),
        sections=tuple(section for section in sections if section.sentences or section.points or section.table),
    )


def _state(instance: Instance, programme: Programme) -> str:
    """The state of the programme, its date, and who decides."""
    event, since = instance.event, programme.state_since
    on = f" on {since.day} {since:%B %Y}" if since else ""
    by = f" Proposed by {event.proposed_by}." if event.proposed_by else ""
    decides = f" Who decides: {event.decided_by}." if event.decided_by else ""
    return f"State: {programme.state}{on}.{by}{decides} Programme {programme.sha256[:8]}; times {event.time_zone}."


def _space(instance: Instance, programme: Programme) -> PaperSection:
    """The section on requests and the space that the policy allows."""
    policy, saved = instance.policy, saving(instance, programme)
    joint = policy.kinds[Kind.JOINT]
    most = "any number of joint sessions"
    if joint.at_most is not None:
        most = f"at most {number_of(joint.at_most, 'joint session')}"
    proven = sum(score.proven for score in programme.scores)
    rows = tuple(
        (
            _capital(kind.value),
            str(requested),
            "no limit" if (cap := _cap(instance, kind)) is None else cap,
            str(granted),
        )
        for kind, (granted, requested) in grants(instance, programme).items()
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
            f"Of the {len(programme.scores)} goals, optimised in order, {proven} are proven to be as good as can be.",
        ),
        table=PaperTable(("Kind", "Asked", "At most", "Granted"), rows, (49, 17, 17, 17)),
    )


def _cap(instance: Instance, kind: Kind) -> str | None:
    """The limit of a kind in words; None: no limit."""
    terms = instance.policy.kinds[kind]
    if not terms.offered:
        return "not offered"
    if terms.at_most is None:
        return None
    return number_of(terms.at_most, "session") if kind is Kind.JOINT else str(terms.at_most)


def _joint(instance: Instance, programme: Programme) -> PaperSection:
    """The section on joint sessions."""
    rows = tuple(
        (_clean(placed.title), _clean(", ".join(placed.coalitions)), _place(placed))
        for placed in joint_sessions(instance, programme)
    )
    if not rows:
        return PaperSection("Joint sessions", ("No joint session is proposed.",))
    return PaperSection(
        "Joint sessions", table=PaperTable(("Theme", "Coalitions", "When and where"), rows, (30, 38, 32))
    )


def _slots(instance: Instance, programme: Programme) -> PaperSection:
    """The section on segments in main sessions."""
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
        main_sessions = [placed for placed in inside.values() if placed.type == "coalitions' main session"]
        where = "; ".join(f"“{placed.title}”, {_place(placed)}" for placed in main_sessions)
        sentences.append(_clean(f"Segments of the coalitions' main session ({where}): {', '.join(segments)}."))
    table = (
        PaperTable(("Main session", "Coalition", "Output", "When"), tuple(slots), (32, 17, 31, 20)) if slots else None
    )
    return PaperSection("Main-session slots", tuple(sentences), table=table)


def _own(instance: Instance, programme: Programme) -> PaperSection:
    """The use of day zero, bilateral rooms and, where present, individual sessions and booths."""
    points = []
    for kind, label in (
        (Kind.INDIVIDUAL, "Individual sessions"),
        (Kind.DAY_ZERO, "Day-zero events"),
        (Kind.BILATERAL, "Bilateral meetings"),
        (Kind.BOOTH, "Booth shifts"),
    ):
        of_kind = [placed for placed in in_order(instance, programme.sessions) if placed.kind is kind]
        if of_kind:
            points.append(_clean(f"{label} ({len(of_kind)}): {'; '.join(_by_room_and_day(of_kind))}."))
    return PaperSection("Day zero, bilateral rooms and the village", points=tuple(points))


def _by_room_and_day(sessions: list[PlacedSession]) -> Iterator[str]:
    """Sessions grouped by room and day: ``Room 1, Day 0: DC3 09:30, DCAD 11:15``."""
    groups: dict[tuple[str, str], list[str]] = {}
    for placed in sessions:
        entry = f"{', '.join(placed.coalitions)} {clock_text(placed.start)}"
        groups.setdefault((placed.room, placed.day), []).append(entry)
    for (room, day), entries in groups.items():
        yield f"{room}, {day}: {', '.join(entries)}"


def _committee(programme: Programme) -> PaperSection:
    """The section on the selection committee."""
    seats = "; ".join(
        f"{seat.coalition} ({seat.person})" if seat.person else seat.coalition for seat in programme.committee
    )
    if not seats:
        return PaperSection(
            "Selection committee", ("No seat is filled: no coalition without a competing request opted out.",)
        )
    return PaperSection(
        "Selection committee", (_clean(f"{seats}. None of them competes for a place that it would judge."),)
    )


def _decisions(instance: Instance, programme: Programme) -> PaperSection:
    """The decisions requested from the MAG, with numbers."""
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
    main_sessions = number_of(len(with_segments), "main session")
    points = (
        (len(joint), f"to accept {number_of(len(joint), 'joint session')}, {minutes:,} minutes of the programme"),
        (
            slots,
            f"to reserve time for {number_of(slots, 'slot')} of coalitions in {main_sessions}",
        ),
        (day_zero, f"to assign {number_of(day_zero, 'place')} on day zero"),
        (bilateral, f"to take note of {number_of(bilateral, 'bilateral meeting')} outside the programme"),
        (
            len(refused),
            f"to take note of {number_of(len(refused), 'request')} refused, {waiting} of them on a waiting list",
        ),
    )
    sentences = tuple(f"{point}." for count, point in points if count)
    return PaperSection("What the MAG is asked", points=tuple(_capital(point) for point in sentences))


def _place(placed: PlacedSession) -> str:
    """Day, time and room of a session."""
    return _clean(f"{placed.when}, {placed.room}")


def _capital(text: str) -> str:
    """Text with a capital initial letter."""
    return text[:1].upper() + text[1:]


def _clean(text: str) -> str:
    """Text on one line, without e-mail addresses."""
    return on_one_line(without_addresses(text))
