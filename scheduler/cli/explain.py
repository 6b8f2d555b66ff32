"""``explain``: answer a question about a programme."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from scheduler.cli import completing
from scheduler.cli.options import instance_option, json_option, programme_argument, time_option, verb
from scheduler.cli.reading import programme_and_instance
from scheduler.cli.rejecting import is_rejected
from scheduler.cli.terminal import Exit, emit, emit_json, stopped_by_signals
from scheduler.cli.values import exactly_one


@verb(
    "explain solutions/igf-2024.json --coalition DC3",
    'explain solutions/igf-2024.json --why-not "DC3: day-zero event"',
    'explain solutions/igf-2024.json --what-if "cap=9; room 5 closed Tuesday"',
)
@programme_argument
@instance_option
@click.option(
    "--coalition",
    metavar="NAME",
    help="What a coalition asked for, what it got, what it was refused, and who gained by that.",
    shell_complete=completing.coalitions,
)
@click.option(
    "--why-not",
    metavar="REQUEST",
    help="What it would cost to grant a refused request, such as “DC3: day-zero event”.",
    shell_complete=completing.refused,
)
@click.option(
    "--why",
    metavar="SESSION",
    help="What the next best time, room and partners of a session would cost.",
    shell_complete=completing.sessions,
)
@click.option(
    "--what-if",
    multiple=True,
    metavar="CHANGE",
    help="What a change would bring, such as “cap=9; room 5 closed Tuesday”. Can be repeated.",
)
@time_option()
@json_option
def explain(
    programme: str,
    instance: str | None,
    coalition: str | None,
    why_not: str | None,
    why: str | None,
    what_if: tuple[str, ...],
    seconds: float | None,
    as_json: bool,
) -> int:
    """Answer a question about a programme: why, why not, what if, and at what price.

    Give one of --coalition, --why-not, --why and --what-if.
    """
    exactly_one({"--coalition": coalition, "--why-not": why_not, "--why": why, "--what-if": what_if or None})
    from scheduler.cli.fields import answer_fields
    from scheduler.cli.progress import Display
    from scheduler.cli.questions import Question, answer
    from scheduler.explain.answers import Asking
    from scheduler.storage.workspace import folder_of

    planned, found = programme_and_instance(programme, instance)
    if is_rejected(found, planned, "No answer: the programme fails the independent check."):
        return Exit.REJECTED
    question = Question(coalition or "", why_not or "", why or "", what_if)
    folder = folder_of(planned, Path(programme), instance)
    stop, display = threading.Event(), Display(found.name, "Stopping: what is known so far follows.")
    with stopped_by_signals(stop, display.stopping), display:
        given = answer(found, planned, folder, question, Asking(seconds, display.update, stop))
    if as_json:
        emit_json(**answer_fields(given))
    else:
        emit(*given.sentences)
    return {"stopped": Exit.STOPPED, "no answer": Exit.NO_ANSWER}.get(given.verdict.value, Exit.GOOD)
