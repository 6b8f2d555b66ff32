"""“Why not us?”: pin a refused request as granted and solve again."""

from __future__ import annotations

from scheduler.core.instance import Instance, Pin, Request
from scheduler.core.lookup import find_request
from scheduler.core.programme import Programme
from scheduler.core.queries import granted_placement
from scheduler.core.vocabulary import PinVerb
from scheduler.diff import goal_changes
from scheduler.explain.answers import Answer, AnswerKind, Asking, difference, part_sentences, unanswered
from scheduler.explain.demand_texts import conflict_sentence, demand_text, repair_sentence
from scheduler.model.counting_checks import cannot_fit
from scheduler.model.demands import Demand, Subject
from scheduler.model.wish_checks import why_never_granted
from scheduler.search import Result


def why_not(instance: Instance, programme: Programme, text: str, asking: Asking) -> Answer:
    """Whether a request such as ``DC3: day-zero event`` could be granted, and at what price.

    Raises NotUnderstoodError for an unknown request, and RejectedError.
    """
    request = find_request(instance, text)
    question = f"Why not {request.id}?"
    if request.id in programme.granted:
        return Answer(question, AnswerKind.TOLD, (f"{request.id} is granted: {_placement_text(programme, request)}.",))
    forced = granting(instance, request)
    demand = Demand("pins", Subject("pin", str(len(instance.pins))))
    result = asking.solve(forced, firm=frozenset((demand,)), near=programme, about=frozenset((request.id,)))
    if result.programme:
        return _possible_answer(question, instance, programme, request, result)
    if result.infeasibility is None:
        return unanswered(question, result)
    return _impossible_answer(question, instance, forced, request, demand, result)


def granting(instance: Instance, request: Request) -> Instance:
    """A copy of the instance in which one more pin grants the request."""
    pin = Pin(verb=PinVerb.GRANT, subject=request.id, note="asked: why not?")
    return instance.model_copy(update={"pins": (*instance.pins, pin)})


def _possible_answer(
    question: str, instance: Instance, programme: Programme, request: Request, result: Result
) -> Answer:
    found = result.programme
    assert found is not None
    sentences, fields = difference(instance, programme, found, request.id)
    first = f"{request.id} is possible: {_placement_text(found, request)}."
    if goal_changes(programme, found):
        first = f"{request.id} is possible, at a price: {_placement_text(found, request)}."
    proven = found.proven and programme.proven
    stopped = result.status == "stopped"
    proofs = (
        ("Every goal of both programmes is proven.",) if proven else part_sentences(result) or (_unproven(stopped),)
    )
    return Answer(
        question,
        AnswerKind.STOPPED if stopped else AnswerKind.POSSIBLE,
        (first, *sentences, *proofs),
        proven,
        {"request": request.id, "held": _placement_text(found, request), **fields},
    )


def _unproven(stopped: bool) -> str:
    cause = "The search was stopped" if stopped else "Not every goal was proven"
    return f"{cause}: a price marked “not proven” may be lower, and goals without a mark are proven."


def _impossible_answer(
    question: str, instance: Instance, forced: Instance, request: Request, demand: Demand, result: Result
) -> Answer:
    assert result.infeasibility is not None
    conflicts = result.infeasibility.conflicts
    # Sentences on the added pin are dropped: no user wrote that pin, and the conflict covers it.
    counted = [sentence for sentence in cannot_fit(forced) if not sentence.startswith(f"The pin on {request.id}")]
    proven = all(conflict.proven for conflict in conflicts)
    sure = "proven" if proven else "found by one solve, not confirmed by a second"
    sentences = [f"{request.id} is impossible ({sure})."]
    sentences += counted
    others = [conflict for conflict in conflicts if set(conflict.demands) - {demand}]
    sentences += [conflict_sentence(forced, conflict, apart_from=demand) for conflict in others]
    if not others:
        why = why_never_granted(instance, request)
        sentences.append(f"No programme can grant it: {why or 'no session can hold it, whatever is given up'}.")
    sentences += [repair_sentence(forced, repair, n) for n, repair in enumerate(result.infeasibility.repairs, start=1)]
    fields: dict[str, object] = {
        "request": request.id,
        "conflicts": [
            {
                "demands": [
                    {"rule": d.rule, "about": d.subject.name, "sentence": demand_text(forced, d)}
                    for d in conflict.demands
                    if d != demand
                ],
                "minimal": conflict.minimal,
                "proven": conflict.proven,
            }
            for conflict in conflicts
        ],
    }
    return Answer(question, AnswerKind.IMPOSSIBLE, tuple(sentences), proven, fields)


def _placement_text(programme: Programme, request: Request) -> str:
    session = granted_placement(programme, request)
    return f"in {session.placed.room} on {session.placed.when} ({session.placed.title})" if session else "nowhere"
