"""Build requests from answers and policy, including default requests on behalf of silent coalitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scheduler.core.instance import Coalition, Person, Request, Source, request_id
from scheduler.core.policy import Policy
from scheduler.core.vocabulary import PROGRAMME_SESSION_KINDS, SEGMENT_KINDS, Kind
from scheduler.intake.needed_people import needed_people
from scheduler.intake.problems import Problem, Severity
from scheduler.intake.survey.answers import SurveyAnswer

SLOT_MINUTES = (10, 15, 20)
"""Lengths of a main-session slot that a coalition may request (system 11)."""

_NOT_IN_A_ROOM_OF_ITS_OWN = (*SEGMENT_KINDS, Kind.BOOTH)


def with_answers(
    coalitions: Sequence[Coalition], answers: Mapping[str, SurveyAnswer], recorded: frozenset[str]
) -> tuple[Coalition, ...]:
    """The register, completed by what coalitions answered about themselves.

    Readiness recorded in the register takes precedence over the coalition's answer; a silent coalition is not ready.
    """
    found: list[Coalition] = []
    for coalition in coalitions:
        answer = answers.get(coalition.id)
        if answer is None:
            found.append(coalition)
            continue
        ready = coalition.ready if coalition.id in recorded else answer.ready is not False
        found.append(
            coalition.model_copy(
                update={
                    "ready": ready,
                    "captions": coalition.captions or answer.captions,
                    "preferred_days": answer.preferred_days,
                    "unavailable": tuple(dict.fromkeys((*coalition.unavailable, *answer.unavailable))),
                    "answered": True,
                    "opts_out": answer.opts_out,
                    "comment": answer.comment,
                    "read_from": _read_from(coalition, answer, recorded),
                }
            )
        )
    return tuple(found)


def _read_from(coalition: Coalition, answer: SurveyAnswer, recorded: frozenset[str]) -> dict[str, Source]:
    """The cells of a coalition's fields: of the survey where its answer decides, else of the register."""
    decides = {
        "ready": coalition.id not in recorded,
        "captions": answer.captions and not coalition.captions,
        "unavailable": bool(answer.unavailable) and not coalition.unavailable,
        "output": True,
    }
    cells = {"ready": "ready", "captions": "needs", "unavailable": "unavailable", "output": "output"}
    answered = {
        field: answer.cells[cells[field]].source
        for field, decided in decides.items()
        if decided and cells[field] in answer.cells
    }
    return {**coalition.read_from, **answered}


def build_requests(
    coalitions: Sequence[Coalition],
    people: Sequence[Person],
    policy: Policy,
    answers: Mapping[str, SurveyAnswer],
    silent_source: Source | None,
    problems: list[Problem],
) -> tuple[Request, ...]:
    """All requests, by coalition in the register's order and by rank."""
    requests: list[Request] = []
    for coalition in coalitions:
        representatives = [person for person in people if coalition.id in person.coalitions]
        answer = answers.get(coalition.id)
        if answer is not None:
            requests.extend(_requests_of_answer(coalition, answer, representatives, policy, problems))
        elif coalition.active:
            requests.extend(_by_default(coalition, representatives, policy, silent_source))
    return tuple(requests)


def _requests_of_answer(
    coalition: Coalition,
    answer: SurveyAnswer,
    representatives: Sequence[Person],
    policy: Policy,
    problems: list[Problem],
) -> list[Request]:
    """The requests of a coalition that answered."""
    _report_doubts(coalition, answer, policy, problems)
    others = {field: _without_itself(answer, field) for field in ("partners", "required", "vetoes")}
    requests: list[Request] = []
    for rank, kind in enumerate(answer.ranking, start=1):
        has_room = kind not in _NOT_IN_A_ROOM_OF_ITS_OWN
        requests.append(
            Request(
                id=request_id(coalition.id, kind),
                coalition=coalition.id,
                kind=kind,
                rank=rank,
                minutes=_minutes(kind, answer, policy),
                themes=answer.themes or coalition.themes,
                audience=answer.audience if kind in PROGRAMME_SESSION_KINDS else 0,  # a general meeting is for members
                needs=answer.needs if has_room else (),
                people=needed_people(kind, answer.people, representatives, policy),
                partners=others["partners"] if kind is Kind.JOINT else (),
                required=others["required"] if kind is Kind.JOINT else (),
                vetoes=others["vetoes"] if kind is Kind.JOINT else (),
                title=answer.title,
                output=answer.output,
                source=answer.source,
            )
        )
    return requests


def _by_default(
    coalition: Coalition, representatives: Sequence[Person], policy: Policy, source: Source | None
) -> list[Request]:
    """The requests that the policy makes on behalf of a silent coalition (system 3)."""
    return [
        Request(
            id=request_id(coalition.id, kind),
            coalition=coalition.id,
            kind=kind,
            rank=rank,
            minutes=policy.kinds[kind].minutes,
            themes=coalition.themes,
            people=needed_people(kind, (), representatives, policy),
            by_default=True,
            source=source or coalition.source,
        )
        for rank, kind in enumerate(policy.silent_ask_for, start=1)
    ]


def _minutes(kind: Kind, answer: SurveyAnswer, policy: Policy) -> int:
    if kind is Kind.MAIN_SLOT and answer.slot_minutes in SLOT_MINUTES:
        return answer.slot_minutes
    return policy.kinds[kind].minutes


def _without_itself(answer: SurveyAnswer, field: str) -> tuple[str, ...]:
    """The other coalitions named; a wished partner that is also excluded counts as excluded."""
    left_out = {answer.coalition} | (set(answer.vetoes) if field == "partners" else set())
    return tuple(name for name in getattr(answer, field) if name not in left_out)


def _report_doubts(coalition: Coalition, answer: SurveyAnswer, policy: Policy, problems: list[Problem]) -> None:
    """Warn of answers that a person should look at before they count."""

    def warn(asked: str, what: str, remedy: str) -> None:
        problems.append(answer.cells[asked].problem(what, remedy, Severity.WARNING))

    if not coalition.active:
        remedy = "its wishes will be refused unless sheet Coalitions is changed"
        warn("coalition", f"{coalition.id} answered but is not active", remedy)
    if Kind.MAIN_SLOT in answer.ranking and answer.slot_minutes not in (None, *SLOT_MINUTES):
        usual = policy.kinds[Kind.MAIN_SLOT].minutes
        what = f"{coalition.id} asks for {answer.slot_minutes} minutes in a main session"
        warn("slot_minutes", what, f"only 10, 15 and 20 are possible; it is read as {usual}")
    competed = [kind.value for kind in answer.ranking if policy.kinds[kind].competed]
    if answer.opts_out and competed:
        what = f"{coalition.id} opts out of the competition, but asks for {' and '.join(competed)}"
        warn("opts_out", what, "ask the coalition; as long as it competes it cannot sit on the selection committee")
    for kind in answer.ranking:
        if not policy.offers(kind):
            what = f"{coalition.id} asks for “{kind.value}”, which the policy does not offer"
            warn("ranking", what, "it will be refused unless sheet Policy is changed")
