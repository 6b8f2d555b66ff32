"""“Why there, why then, why with them?”: for a session, the best programme with another time, room or partners."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from scheduler.core.clock import clock_text
from scheduler.core.instance import Instance
from scheduler.core.lookup import find_session
from scheduler.core.phrases import listed
from scheduler.core.programme import PlacedSession, Programme
from scheduler.core.vocabulary import Kind
from scheduler.diff import goal_changes
from scheduler.explain.answers import Answer, AnswerKind, Asking, part_sentences, price_sentence
from scheduler.explain.mergers import why_together
from scheduler.model.variables import DecisionVariables

Constraint = Callable[[DecisionVariables], None]


def why(instance: Instance, programme: Programme, text: str, asking: Asking) -> Answer:
    """Explain a session's room, time and partners by the price of the next best alternatives.

    Raises NotUnderstoodError for an unknown session, and RejectedError.
    """
    placed = find_session(programme, text)
    question = f"Why {placed.id}?"
    placement_sentence = f"{placed.id} takes place on {placed.when} in {placed.room}."
    if placed.given:
        sentence = "The host programme fixes its room and time."
        return Answer(
            question, AnswerKind.TOLD, (placement_sentence, sentence), None, {"session": placed.id, "given": True}
        )
    sentences = [placement_sentence]
    if placed.kind is Kind.JOINT:
        sentences.append(why_together(instance, programme, placed))
    searches = [("time", _another_time(placed)), ("room", _another_room(placed))]
    if placed.kind is Kind.JOINT:
        searches.append(("partners", _other_partners(instance, placed)))
    fields: dict[str, object] = {"session": placed.id, "given": False}
    all_proven = True
    stopped = False
    for aspect, constraint in searches:
        found_sentences, fields[aspect], proven = _next_best(instance, programme, placed, aspect, constraint, asking)
        sentences += found_sentences
        all_proven, stopped = all_proven and proven, asking.stop.is_set()
        if stopped:
            sentences.append("Stopped before the remaining alternatives were solved.")
            break
    return Answer(question, AnswerKind.STOPPED if stopped else AnswerKind.TOLD, tuple(sentences), all_proven, fields)


def _next_best(
    instance: Instance, programme: Programme, placed: PlacedSession, aspect: str, constraint: Constraint, asking: Asking
) -> tuple[list[str], dict[str, object], bool]:
    """Solve for the best programme in which `aspect` differs: sentences, fields for JSON, and whether it is proven."""
    result = asking.solve(instance, also=constraint, near=programme, about=frozenset((placed.id,)))
    label = {"time": "Another time", "room": "Another room at that time", "partners": "Other partners"}[aspect]
    if result.programme is None:
        if result.status == "infeasible":
            return [f"{label}: impossible, whatever else changes (proven)."], {"possible": False}, True
        return [f"{label}: no answer was found."], {"possible": None}, False
    other = result.programme.session[placed.id]
    alternative = {
        "time": f"{other.when} in {other.room}",
        "room": other.room,
        "partners": listed(other.coalitions),
    }[aspect]
    changed = goal_changes(programme, result.programme)
    proven = programme.proven and result.programme.proven
    sentences = [f"{label}: the next best is {alternative}. {price_sentence(changed, result.programme)}"]
    sentences += [f"  {change.sentence}" for change in changed]
    sentences.append("  All of it is proven." if proven else "  Not all of it is proven.")
    sentences += [f"  {sentence}" for sentence in part_sentences(result)]
    fields: dict[str, object] = {
        "possible": True,
        "next_best": {"day": other.day, "start": clock_text(other.start), "room": other.room},
        "coalitions": list(other.coalitions),
        "changes": [
            {"goal": c.after.goal, "now": c.before.value, "then": c.after.value, "proven": c.proven} for c in changed
        ],
        "proven": proven,
    }
    return sentences, fields, proven


def _another_time(placed: PlacedSession) -> Constraint:
    def constraint(decisions: DecisionVariables) -> None:
        _restrict_placements(decisions, placed, lambda room, day, start: (day, start) != (placed.day, placed.start))

    return constraint


def _another_room(placed: PlacedSession) -> Constraint:
    def constraint(decisions: DecisionVariables) -> None:
        same_time = (placed.day, placed.start)
        _restrict_placements(
            decisions, placed, lambda room, day, start: (day, start) == same_time and room != placed.room
        )

    return constraint


def _restrict_placements(
    decisions: DecisionVariables, placed: PlacedSession, fits: Callable[[str, str, int], bool]
) -> None:
    """Restrict the session to the placements for which `fits` is true."""
    literals = [
        literal for (session, option), literal in decisions.placed.items() if session == placed.id and fits(*option.key)
    ]
    decisions.model.add_bool_or(literals)


def _other_partners(instance: Instance, placed: PlacedSession) -> Constraint:
    """Constrain the joint session to take place with other members."""

    def constraint(decisions: DecisionVariables) -> None:
        session = decisions.prepared.sessions[placed.id]
        members = list(decisions.members(session))
        missing = (1 - literal for request, literal in members if request.coalition in placed.coalitions)
        more = (literal for request, literal in members if request.coalition not in placed.coalitions)
        decisions.model.add(sum(chain(missing, more)) >= 1)
        decisions.model.add(decisions.takes_place[placed.id] == 1)

    return constraint
