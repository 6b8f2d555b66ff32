"""Demands, conflicts and repairs in sentences that point at file, sheet and row."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

from scheduler.catalogue import RULE
from scheduler.catalogue.change_kinds import PUBLISHED
from scheduler.core.clock import clock_text
from scheduler.core.instance import Coalition, Day, HostSession, Instance, Person, Pin, Relation, Request, Room, Team
from scheduler.core.phrases import listed, number_of
from scheduler.core.vocabulary import Kind, PinVerb, RelationVerb
from scheduler.explain.counted_reasons import PLURAL
from scheduler.model.demands import Demand, Subject
from scheduler.search.infeasibility import Conflict, Infeasibility, Repair
from scheduler.verify.eligibility_rules import missing_conditions

Row = Pin | Relation | Team | Coalition | Person | Request | HostSession | Room | Day


def infeasibility_sentences(instance: Instance, infeasibility: Infeasibility) -> tuple[str, ...]:
    """The conflicts and the cheapest repairs of an infeasible instance, as sentences."""
    sentences = [conflict_sentence(instance, conflict) for conflict in infeasibility.conflicts]
    if len(sentences) > 1:
        sentences.insert(0, f"There are {len(sentences)} separate conflicts; each must be settled.")
    if infeasibility.conflicts and not infeasibility.complete:
        sentences.append("There may be further conflicts: no solve showed that settling these is enough.")
    sentences += [repair_sentence(instance, repair, n) for n, repair in enumerate(infeasibility.repairs, start=1)]
    return tuple(sentences)


def conflict_sentence(instance: Instance, conflict: Conflict, apart_from: Demand | None = None) -> str:
    """A conflict as a sentence, with its proof; without the demand `apart_from`, the subject of the question."""
    demands = [demand for demand in conflict.demands if demand != apart_from]
    demands_text = "; ".join(demand_text(instance, demand) for demand in demands)
    if conflict.minimal and len(conflict.demands) == 1 + (apart_from in conflict.demands):
        doubt = "" if conflict.proven else "; only one solve says so, no second one confirmed it"
        return f"One thing forbids it: {demands_text} (without it it would be possible, as a solve shows{doubt})."
    if conflict.minimal:
        proof = "without any one of them it would be possible, as a solve for each of them shows"
    else:
        proof = "whether all of them are needed was not found out"
    doubt = "" if conflict.proven else " Only one solve says so; it was not confirmed by another."
    opening = "These together forbid it" if apart_from else "This cannot hold together"
    return f"{opening}: {demands_text} ({proof}).{doubt}"


def repair_sentence(instance: Instance, repair: Repair, number: int) -> str:
    """A repair as a sentence: what to do."""
    what = "; and ".join(remedy_text(instance, demand) for demand in repair.demands)
    proof = "a solve found a programme then" + ("" if repair.proven else "; there may be a cheaper way")
    return f"Way out {number}: {what} ({proof})."


def demand_text(instance: Instance, demand: Demand) -> str:
    """A demand as a clause, with the row it comes from.

    Made by a function of `_TEXTS`, else from the rule's record; if neither fits the row, the rule's sentence.
    """
    rule, row = RULE[demand.rule], row_of(instance, demand.subject)
    custom = _TEXTS.get(rule.id)
    text = custom(instance, demand.subject, row) if custom else _filled_in(rule.demand, instance, demand.subject, row)
    if not text:
        text = rule.sentence.rstrip(".")
        text = text[0].lower() + text[1:]
        text += f": {demand.subject.name}" if demand.subject.name else ""
    return f"{text}{_cell_text(instance, demand, row)} [{rule.name}]"


def remedy_text(instance: Instance, demand: Demand) -> str:
    """The remedy that gives up a demand, as a clause."""
    name, row = demand.subject.name, row_of(instance, demand.subject)
    if isinstance(row, Pin) and row.note == PUBLISHED:
        return f"release {row.subject}, which is published"
    if isinstance(row, Pin):
        return f"take out {pin_text(row)}{source_text(row)}"
    if isinstance(row, Relation):
        return f"do without “{relation_text(row)}”{source_text(row)}"
    remedy = RULE[demand.rule].remedy.format(name=name, kinds=_plural(name))
    if remedy:
        return remedy + _cell_text(instance, demand, row)
    return f"set aside that {demand_text(instance, demand)}"  # which names the cell


class _Phrases(Formatter):
    """Fills in templates: several values read “A, B and C”."""

    def format_field(self, value: object, format_spec: str) -> str:
        return listed(map(str, value)) if isinstance(value, tuple) else str(value)


def _filled_in(template: str, instance: Instance, subject: Subject, row: Row | None) -> str:
    """Fill in a template with the name and fields of a row; empty if the row lacks a field."""
    try:
        return _Phrases().format(template, name=subject.name, row=row, policy=instance.policy)
    except AttributeError:
        return ""


def row_of(instance: Instance, subject: Subject) -> Row | None:
    """The record that a demand concerns; None if it concerns none, or the policy."""
    if subject.row_type == "pin":
        return instance.pins[int(subject.name)]
    if subject.row_type == "relation":
        return instance.relations[int(subject.name)]
    rows: dict[str, dict[str, Row]] = {
        "coalition": dict(instance.coalition),
        "person": dict(instance.person),
        "request": dict(instance.request),
        "session": dict(instance.session),
        "team": {str(service): team for service, team in instance.team.items()},
        "room": dict(instance.room),
        "day": dict(instance.day),
    }
    return rows.get(subject.row_type, {}).get(subject.name)


def source_text(row: Row | None) -> str:
    """`` (planning.xlsx, Pins, row 7)``; empty if unknown."""
    return f" ({row.source})" if row is not None and row.source else ""


def _cell_text(instance: Instance, demand: Demand, row: Row | None) -> str:
    """`` (planning.xlsx, Coalitions, cell M12)``: the cell from which a demand comes, else that of the row's name."""
    coalition = instance.coalition[row.coalition] if isinstance(row, Request) else row
    cells = coalition.read_from if isinstance(coalition, Coalition) else {}
    find = _FIELDS.get(demand.rule)
    field = find(instance, coalition) if find and isinstance(coalition, Coalition) else ""
    return f" ({cells[field]})" if field in cells else source_text(row)


def _missing_field(instance: Instance, coalition: Coalition) -> str:
    """The first field of a coalition that keeps it from being eligible."""
    first = next(iter(missing_conditions(instance, coalition)), "")
    words = {
        "active": "not active",
        "annual_report": "annual report",
        "session_report": "session report",
        "light_report": "light report",
        "coordination": "coordination",
        "founding": "founding",
    }
    return next((field for field, word in words.items() if word in first), "")


_FIELDS: dict[str, Callable[[Instance, Coalition], str]] = {
    "competition": lambda _, coalition: "output" if coalition.ready else "ready",
    "captioning": lambda *_: "captions",
    "availability": lambda *_: "unavailable",
    "eligibility": _missing_field,
}
"""The field of a coalition, in `read_from`, that makes a rule demand something, by rule."""


def pin_text(pin: Pin) -> str:
    """``the pin that grants DC3: day-zero event``."""
    if pin.verb in (PinVerb.GRANT, PinVerb.REFUSE):
        what = f"{pin.verb}s {pin.subject}"
    elif pin.verb is PinVerb.PLACE:
        at = clock_text(pin.start) if pin.start is not None else ""
        place = ((" in ", pin.session), (" in ", pin.room), (" on ", pin.day), (" at ", at))
        what = f"places {pin.subject}" + "".join(word + value for word, value in place if value)
    elif pin.verb is PinVerb.THEME:
        what = f"puts {pin.coalition} into the joint session on {pin.theme}"
    else:
        what = f"puts {pin.coalition} and {pin.other} {'together' if pin.verb is PinVerb.TOGETHER else 'apart'}"
    return f"the pin that {what}" if pin.note != PUBLISHED else f"the published programme, which {what}"


def relation_text(relation: Relation) -> str:
    """``WS 1 ends before WS 2 begins``."""
    one, other = relation.one, relation.other
    if relation.verb is RelationVerb.BEFORE:
        pause = f"at least {relation.minutes} minutes " if relation.minutes else ""
        return f"{one} ends {pause}before {other} begins"
    if relation.verb is RelationVerb.APART:
        return f"{one} and {other} are not at the same time"
    return f"{one} and {other} are on {'one day' if relation.verb is RelationVerb.SAME_DAY else 'different days'}"


def _plural(name: str) -> str:
    return PLURAL[Kind(name)] if name in list(Kind) else "joint and individual sessions together"


Text = Callable[[Instance, Subject, Row | None], str]


def _pin(instance: Instance, subject: Subject, row: Row | None) -> str:
    return pin_text(row) if isinstance(row, Pin) else ""


def _relation(instance: Instance, subject: Subject, row: Row | None) -> str:
    return relation_text(row) if isinstance(row, Relation) else ""


def _teams(instance: Instance, subject: Subject, row: Row | None) -> str:
    assert isinstance(row, Team)
    return f"there {'is' if row.number == 1 else 'are'} {number_of(row.number, 'team')} for {row.service.value}"


def _services(instance: Instance, subject: Subject, row: Row | None) -> str:
    if isinstance(row, Request | HostSession):
        return f"{subject.name} needs {listed(row.needs)}"
    kind = Kind(subject.name)
    return f"the policy wants {listed(instance.policy.kinds[kind].needs)} for {PLURAL[kind]} (sheet Policy)"


def _hours(instance: Instance, subject: Subject, row: Row | None) -> str:
    if isinstance(row, Day):
        return f"{row.id} is open from {clock_text(row.opens)} to {clock_text(row.closes)}"
    assert isinstance(row, Room)
    return f"{row.id} is closed on {listed(str(window) for window in row.closed)}"


def _day_zero(instance: Instance, subject: Subject, row: Row | None) -> str:
    is_day_zero = isinstance(row, Day) and row.is_day_zero
    return f"{subject.name} is {'' if is_day_zero else 'not '}day zero"


def _given(instance: Instance, subject: Subject, row: Row | None) -> str:
    if isinstance(row, HostSession) and row.place:
        place = row.place
        return f"{row.id} takes place in {place.room} on {place.day} at {clock_text(place.start)}"
    return ""


def _cap(instance: Instance, subject: Subject, row: Row | None) -> str:
    policy = instance.policy
    if subject.name:
        return f"the policy allows {policy.kinds[Kind(subject.name)].at_most} {_plural(subject.name)} (sheet Policy)"
    return f"the policy allows {policy.coalition_sessions_at_most} {_plural('')} (sheet Policy)"


def _eligible(instance: Instance, subject: Subject, row: Row | None) -> str:
    assert isinstance(row, Coalition)
    return eligibility_text(instance, row)


def eligibility_text(instance: Instance, coalition: Coalition) -> str:
    """``DC3 is not eligible: its annual report is missing``."""
    return f"{coalition.id} is not eligible: {listed(missing_conditions(instance, coalition))}"


def _competition(instance: Instance, subject: Subject, row: Row | None) -> str:
    assert isinstance(row, Request)
    return competition_text(instance, row)


def competition_text(instance: Instance, request: Request) -> str:
    """``main-session slots go by competition, and DC3 is not ready to present``."""
    ready = instance.coalition[request.coalition].ready
    lacks = [] if ready else [f"{request.coalition} is not ready to present"]
    lacks += [] if request.output else ["its request names no output" if ready else "names no output"]
    return f"main-session slots go by competition, and {listed(lacks)}"


_TEXTS: dict[str, Text] = {
    "pins": _pin,
    "session_order": _relation,
    "sessions_apart": _relation,
    "same_day": _relation,
    "other_day": _relation,
    "service_teams": _teams,
    "room_services": _services,
    "room_hours": _hours,
    "day_zero_events": _day_zero,
    "room_overlap": _given,
    "session_caps": _cap,
    "day_zero_places": _cap,
    "eligibility": _eligible,
    "competition": _competition,
}
"""The rules whose demands need more than a template."""
