"""The terms that definitions of rules and goals use, one record each: docs/model.md links every use to its definition.

What depends on kinds of presence and types of session is written from the vocabulary and the default policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.core.policy import DEFAULT_KINDS
from scheduler.core.vocabulary import (
    IN_PROGRAMME,
    KIND_USE,
    MAIN_HALL_TYPES,
    OWN_KINDS,
    PROGRAMME_SESSION_KINDS,
    SEGMENT_KINDS,
    Kind,
    SessionType,
    Use,
)


@dataclass(frozen=True)
class Term:
    """A term and what it means. `forms` are the words under which texts use it, its name among them."""

    name: str
    definition: str
    others: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.others)

    @property
    def anchor(self) -> str:
        """The anchor of its heading on a page."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.replace("'", "").casefold()).strip("-")


def _words(values: Iterable[Kind | SessionType]) -> str:
    return ", ".join(value.value for value in values)


def _kinds_with(field: str) -> str:
    return _words(kind for kind, policy in DEFAULT_KINDS.items() if getattr(policy, field))


def _kinds_for(use: Use) -> str:
    return _words(kind for kind, needed in KIND_USE.items() if needed is use)


TERMS: tuple[Term, ...] = (
    # What is planned.
    Term(
        "host session",
        "A row of sheet Sessions: a session of the host programme, not of coalitions.",
        ("host sessions", "host programme"),
    ),
    Term(
        "given",
        "A host session is given where the sheet fixes its room, day and start. Sessions of coalitions never are.",
        ("given session", "given sessions"),
    ),
    Term("decided", "A placed session that is not given.", ("decided session", "decided sessions")),
    Term(
        "placed",
        "A session that the programme lists with a room, a day, a start and an end. Its place is that room, day and "
        "start.",
        ("without a place", "at its given place"),
    ),
    Term(
        "left out",
        "A host session without a place, listed as such in the programme; only with `host_sessions_may_be_left_out`.",
    ),
    Term("kind", f"A kind of presence that coalitions can ask for: {_words(Kind)}.", ("kinds", "kind's")),
    Term("type", f"The type of a host session: {_words(SessionType)}.", ("types",)),
    Term(
        "request",
        "One coalition asks for one kind, with a rank: in the survey, by default, or added later. The programme "
        "decides on each: it is granted or refused.",
        ("requests", "request's", "asked for", "asked", "decision"),
    ),
    Term("granted", "A request that the programme's decision grants; it is held in one session.", ("granted request",)),
    Term("refused", "A request that is not granted.", ("refused requests",)),
    Term(
        "rank",
        "The place of a request among those of its coalition: 1 for the first choice. Two requests of one coalition do "
        "not share a rank in a survey.",
        ("rank 1", "rank 2", "rank 3", "rank 4", "ranks"),
    ),
    Term(
        "by default",
        "Requests are made by default for an active coalition without an answer: those of the setting “A silent "
        "coalition asks for”, ranked in its order. All others the coalition made itself.",
        ("made by default", "asked itself"),
    ),
    Term(
        "request of its own kind",
        f"A request of the kinds that become a session of their own when granted: {_words(OWN_KINDS)}.",
        ("session of its own", "sessions of its own", "session of a request's own", "a request's own", "own kind"),
    ),
    Term(
        "joint session",
        "A session on one theme that holds granted requests of several coalitions, its members. Its id is `Joint: ` "
        "and the theme's code. It is held if it has members, and lasts the setting “Joint session, minutes”.",
        ("joint sessions", "joint sessions held"),
    ),
    Term("member", "A coalition whose granted request a joint session holds.", ("members", "member's")),
    Term(
        "segment",
        f"The minutes of one request within a host session; requests of these kinds become segments when granted: "
        f"{_words(SEGMENT_KINDS)}. A main-session slot stands in a host session of type {SessionType.MAIN.value}, a "
        f"segment of the coalitions' main session in one of type {SessionType.COALITIONS_MAIN.value}.",
        ("segments", "segment kind", "main-session slot", "main-session slots", "coalitions' main session"),
    ),
    Term(
        "takes part",
        "A coalition takes part in a session through a granted request: as a member of a joint session, in a session "
        "of its own, or with a segment. A host session that lists the coalition is only linked to it.",
        ("take part",),
    ),
    Term("linked", "A host session is linked to the coalitions in its column Coalitions.", ("links",)),
    Term(
        "arise from requests",
        "Joint sessions and sessions of their own arise from requests; host sessions do not, with segments neither.",
    ),
    # What a programme shows.
    Term(
        "programme session",
        "Every placed session but bilateral meetings, booth shifts and ceremonies.",
        ("programme sessions", "decided programme session", "decided programme sessions"),
    ),
    Term(
        "shown in the programme",
        f"Kinds that are shown in the programme, or stand in it: {_words(IN_PROGRAMME)}.",
        ("stands in the programme", "stand in the programme"),
    ),
    # Terms of the policy for each kind.
    Term(
        "offered",
        "Every kind but individual sessions is offered unless its limit is 0; individual sessions are where "
        "“Individual sessions offered” says yes and their limit is not 0.",
    ),
    Term("gated", f"Kinds that only eligible coalitions receive: {_kinds_with('gated')}. It is no setting."),
    Term(
        "counted",
        f"Kinds that count towards the presences of a coalition: {_kinds_with('counted')}. It is no setting.",
    ),
    Term(
        "competed",
        f"Whoever asks for one of these kinds competes, and cannot sit on the selection committee: "
        f"{_kinds_with('competed')}. It is no setting.",
        ("competes", "competing"),
    ),
    Term(
        "presence",
        "Of a coalition: a granted request. Of a person: a session in which the person is present.",
        ("presences",),
    ),
    # Coalitions.
    Term("active", "Sheet Coalitions says yes in column Active.", ("active coalition", "active coalitions")),
    Term(
        "eligible",
        "An active coalition that meets every condition that the setting “Conditions” lists. `annual report`: Annual "
        "report says yes. `session report`: Session report does not say no. `part in coordination`: Coordination says "
        "yes. `founding conditions`: Founding conditions says yes. Of a new coalition (column New), Light report "
        "takes the place of the first two.",
        ("eligible coalition", "condition", "conditions"),
    ),
    Term(
        "ready",
        "Column Ready of sheet Coalitions; where it is empty, what the coalition answered, and yes if it answered the "
        "survey but not this question; a silent coalition is not ready.",
    ),
    Term("output", "The text of a request's answer on its tangible output; none where it is empty."),
    Term(
        "horizontal",
        "Sheet Coalitions says yes in column Horizontal: its remit fits any theme.",
        ("horizontal coalition", "remit is horizontal"),
    ),
    Term("guest", "A horizontal member of a joint session whose request does not name its theme.", ("guests",)),
    Term(
        "claim",
        "What the goal `claims_passed_over` says: points for a horizontal remit, for years in which the coalition has "
        "entries in Earlier years and received nothing in any of them, and its merit.",
    ),
    Term("merit", "Column Merit of sheet Coalitions."),
    Term(
        "received",
        "Column Received of sheet Earlier years, of years before the event's; “nothing”, “none” and “no session” say "
        "that nothing was received.",
        ("Earlier years",),
    ),
    Term(
        "wished partner",
        "A coalition that a request names as a partner; one that it vetoes too counts as vetoed only.",
        ("partner", "partners"),
    ),
    Term("requires", "A request requires the coalitions without which it would rather hold no joint session."),
    Term("vetoes", "A request vetoes the coalitions with which it could not share a session.", ("veto",)),
    Term(
        "opted out",
        "A coalition that answered yes to competing for nothing and sitting on the selection committee.",
    ),
    Term(
        "selection committee",
        "Listed in the programme: its seats, each of a coalition, with the person who takes it.",
        ("committee", "each seat", "seat's coalition"),
    ),
    Term("represents", "A person represents the coalitions in column Represents of sheet People."),
    # People.
    Term(
        "present",
        "A person is present in a host session that lists the person, and wherever a granted request that lists the "
        "person is held. A request lists the people whom the answer names, or all representatives of its coalition; a "
        "booth shift the first of them who is a booth volunteer, or the first of all.",
    ),
    Term(
        "given presence",
        "The presence of a person whom a given session lists itself, and no granted request held in it does.",
        ("given presences", "presence not given"),
    ),
    Term(
        "remote",
        "Sheet People says yes in column Remote. The person's hours are those of column Time zone, or of the event "
        "where it is empty.",
    ),
    Term("needs step-free ways", "Sheet People says yes in column Step-free.", ("step-free ways",)),
    Term(
        "unavailable",
        "Column Unavailable of sheets Coalitions and People, and for a coalition also its answer.",
    ),
    # Places and times.
    Term(
        "slot",
        "A row of sheet Slots: a day, a start and an end on a grid. It is for the kinds and types of column Only for, "
        "or for all. A session that uses it starts at its start and ends within it; slots of one grid may overlap. "
        "Goals count the different starts of all slots.",
        ("slots", "slot starts"),
    ),
    Term("grid", "The name of a list of slots; each room follows one.", ("grids",)),
    Term(
        "use of a room",
        f"What a room is meant for. Main sessions: host sessions of the types {_words(MAIN_HALL_TYPES)}. Day-zero "
        f"events: host sessions of type {SessionType.DAY_ZERO.value}, and the kind {_kinds_for(Use.DAY_ZERO)}. "
        f"Bilateral meetings: the kind {_kinds_for(Use.BILATERAL)}. Booth shifts: the kind {_kinds_for(Use.BOOTH)}. "
        f"Sessions: host sessions of all other types, and the kinds {_kinds_for(Use.SESSIONS)}. Segments lie in "
        "the room of their session.",
        ("session's use", "room's uses"),
    ),
    Term(
        "closed stretch",
        "A window of column Closed of sheet Rooms. Closing a room in an amendment adds one.",
    ),
    Term("reserved stretch", "A window of column “Kept for coalitions” of sheet Rooms.", ("reserved",)),
    Term("overlap", "Two stretches on one day that share at least a minute; those that touch do not.", ("overlaps",)),
    Term("day zero", "The day that sheet Days marks as such.", ("day-zero event", "day-zero events")),
    Term("main day", "Every day but day zero.", ("main days",)),
    Term("opening hours", "From Opens until Closes of sheet Days."),
    Term("blocks everything", "A host session of which sheet Sessions says so in that column."),
    Term("ceremony", "A host session of type ceremony, whether it blocks everything or not.", ("ceremonies",)),
    Term(
        "audience",
        f"Of a host session: its column. Of a request: what the answer expects, for the kinds "
        f"{_words(PROGRAMME_SESSION_KINDS)}; 0 for all others, whose answers on it do not count. A joint session needs "
        f"the seats of its largest request for the rules, and has the audience `joint_audience` for the goals.",
    ),
    Term(
        "service",
        "What a room may offer: captioning, interpretation, hybrid, webcast, step-free. A host session needs those of "
        "its column Needs. A request needs those of the answer, except a segment and a booth shift, which need none. "
        "The policy lists services for one kind: bilateral meetings, by the setting “Bilateral meeting, services” "
        "(`hybrid` unless it says otherwise).",
        ("services", "needs a service", "policy lists for that kind"),
    ),
    Term(
        "needs captions",
        "Sheet Coalitions says yes in column Captions, or the answer names captioning among its needs.",
        ("such a coalition",),
    ),
    Term("team", "Sheet Teams says how many sessions can use a service at once.", ("teams",)),
    Term("area", "Column Area of sheet Rooms; rooms without one share the same.", ("areas",)),
    Term("theme", "A row of sheet Themes, named by its code.", ("themes",)),
    Term(
        "themes of a request",
        "Those of the answer; where it names none, those of the coalition in sheet Coalitions. The theme of a joint "
        "session is one.",
        ("request's themes",),
    ),
    Term("subtheme", "Column Subtheme of sheet Themes; themes with an empty one belong to none."),
    Term("allows joint sessions", "Sheet Themes says yes in column “Joint session”."),
    Term("preferred days", "Of a coalition: its answer. Of a host session: column Preferred days.", ("preferred",)),
    Term("forbidden days", "Column Forbidden days of sheet Sessions."),
    Term("relation", "A row of sheet Relations between two host sessions.", ("relation's",)),
    Term("pin", "A row of sheet Pins, or one that an amendment adds.", ("pins",)),
    Term(
        "weight",
        "A number by which a goal counts something: of a host session column Weight, of parts of inconvenience and of "
        "ranks settings of sheet Policy.",
    ),
    Term("stakeholder group", "Column Stakeholder group of sheet People.", ("groups", "group")),
    Term("region", "Column Region of sheet People.", ("regions",)),
)

_BY_FORM = {form.casefold(): term for term in TERMS for form in term.forms}
_FORMS = "|".join(re.escape(form) for form in sorted(_BY_FORM, key=len, reverse=True))
_ANY_FORM = re.compile(rf"`[^`]*`|“[^”]*”|(?<![\w-])(?:{_FORMS})(?![\w-])", re.IGNORECASE)


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms that a text uses, each once, in order; a longer form takes precedence over a shorter one within it."""
    found = (_term(match[0]) for match in _ANY_FORM.finditer(text))
    return tuple(dict.fromkeys(term for term in found if term))


def linked_terms(text: str, besides: Term | None = None) -> str:
    """The text with the first use of each term as a Markdown link to its definition, that of `besides` apart."""
    seen = {besides, None}

    def link(match: re.Match[str]) -> str:
        term = _term(match[0])
        if term is None or term in seen:
            return match[0]
        seen.add(term)
        return f"[{match[0]}](#{term.anchor})"

    return _ANY_FORM.sub(link, text)


def without_terms(text: str) -> str:
    """The text without terms, quotations and names in backticks: what has to be understood without a definition."""
    return _ANY_FORM.sub(" ", text)


def _term(words: str) -> Term | None:
    """The term of a form, which may stand in backticks; None for the name of a setting or column."""
    return _BY_FORM.get(words.strip("`").casefold())
