"""The survey's questions, in the words of the template, with synonyms by which other forms are recognised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question. `form` is choice, several, ranking, number, yes/no or text.

    `options` names what the answers come from: kinds, coalitions, themes, days, half-days, services, people.
    """

    field: str
    text: str
    form: str
    options: str = ""
    synonyms: tuple[str, ...] = ()
    required: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question(
        "coalition",
        "Which Dynamic Coalition do you answer for?",
        "choice",
        "coalitions",
        ("dynamic coalition", "name of your dynamic coalition", "dc", "coalition"),
        required=True,
    ),
    Question(
        "ranking",
        "Please rank the kinds of presence your coalition wishes for",
        "ranking",
        "kinds",
        ("ranking", "preferences", "order of preference", "preferred kinds of presence"),
        required=True,
    ),
    Question(
        "themes",
        "Which themes fit what you would present?",
        "several",
        "themes",
        ("themes", "subthemes", "relevant themes"),
    ),
    Question(
        "partners",
        "With which coalitions would you like to hold a joint session?",
        "several",
        "coalitions",
        ("wished partners", "partners", "preferred partners"),
    ),
    Question(
        "required",
        "Without which coalition would you rather hold no joint session?",
        "several",
        "coalitions",
        ("required partners",),
    ),
    Question(
        "vetoes",
        "With which coalition could you not share a session?",
        "several",
        "coalitions",
        ("vetoes", "not with"),
    ),
    Question(
        "ready",
        "Will you have something to present this year?",
        "yes/no",
        "",
        ("ready", "ready to present"),
    ),
    Question(
        "output",
        "Which tangible output would you present (report, policy advice)?",
        "text",
        "",
        ("output", "tangible output"),
    ),
    Question("title", "Working title of your session", "text", "", ("title",)),
    Question(
        "slot_minutes",
        "How many minutes would you need in a main session?",
        "number",
        "",
        ("minutes in a main session", "slot minutes"),
    ),
    Question("audience", "How many people do you expect in the room?", "number", "", ("audience", "expected audience")),
    Question("needs", "What does your session need?", "several", "services", ("needs", "technical needs")),
    Question(
        "preferred_days",
        "Which days would you prefer?",
        "several",
        "days",
        ("preferred days", "days"),
    ),
    Question(
        "unavailable",
        "When can your coalition not take part?",
        "several",
        "half-days",
        ("unavailable", "not available"),
    ),
    Question(
        "people",
        "Who must be in the room?",
        "several",
        "people",
        ("people", "speakers", "representatives"),
    ),
    Question(
        "opts_out",
        "Would your coalition compete for nothing this year and sit on the selection committee?",
        "yes/no",
        "",
        ("selection committee", "opt out"),
    ),
    Question("comment", "Anything else?", "text", "", ("comments", "remarks")),
)

QUESTION = {question.field: question for question in QUESTIONS}
