"""Verbs on programmes that were found: check them, hand them on, compare, explain, propose."""

from __future__ import annotations

import argparse
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say, stopped_by_signals
from scheduler.wording import answer_fields, notices_in_short, objections, recomputed, verdict_fields

if TYPE_CHECKING:
    from scheduler.instance import Instance
    from scheduler.programme import Programme


def verify_verb(args: argparse.Namespace) -> int:
    """Check a programme apart from the model."""
    instance, programme = programme_and_instance(args)
    from scheduler.verify import check

    verdict = check(instance, programme)
    against = objections(programme, verdict)
    if args.json:
        emit_json(
            instance=instance.name,
            sha256=programme.sha256,
            accepted=not against,
            **verdict_fields(programme, verdict),
        )
    else:
        emit(*(against or recomputed(programme)), *notices_in_short(verdict))
    return Exit.REJECTED if against else Exit.GOOD


def export_verb(args: argparse.Namespace) -> int:
    """Write a checked programme for others."""
    from scheduler.files import load_programme
    from scheduler.reports import export
    from scheduler.reports.data.notes import DataNotes
    from scheduler.verify import check
    from scheduler.workspace import loaded_for

    source = Path(args.programme)
    programme = load_programme(source)
    loaded = loaded_for(programme, source, args.instance)
    instance = loaded.instance
    against = objections(programme, check(instance, programme))
    if against:
        say(*against, "Nothing was written.")
        return Exit.REJECTED
    export(instance, programme, Path(args.file), DataNotes.of(instance.name, loaded))
    say(f"“{args.file}” is written.")
    return Exit.GOOD


def compare_verb(args: argparse.Namespace) -> int:
    """Set programmes beside each other."""
    from scheduler.comparison import RefusedError, compare
    from scheduler.comparison.gathering import gather
    from scheduler.reports.compared import check_format, write_comparison

    check_format(Path(args.output))
    found = gather(args.programmes, args.instance)
    try:
        comparison = compare(found.entries, found.curves, found.notes, found.policy)
    except RefusedError as error:
        say(str(error), "Nothing was written.")
        return Exit.REJECTED
    write_comparison(comparison, args.output)
    say(f"“{args.output}” is written: {len(comparison.candidates)} candidates beside each other.")
    return Exit.GOOD


def answer_verb(args: argparse.Namespace) -> int:
    """Answer a question about a programme."""
    from scheduler.explain.answers import Asking
    from scheduler.progress import Display
    from scheduler.questions import Question, answer
    from scheduler.verify import check
    from scheduler.workspace import folder_of

    instance, programme = programme_and_instance(args)
    against = objections(programme, check(instance, programme))
    if against:
        say(*against, "Nothing is explained of a programme that the check rejects.")
        return Exit.REJECTED
    question = Question(args.coalition or "", args.why_not or "", args.why or "", tuple(args.what_if or ()))
    folder = folder_of(programme, Path(args.programme), args.instance)
    stop, display = threading.Event(), Display(instance.name, "Stopping: what is known so far follows.")
    with stopped_by_signals(stop, display.stopping), display:
        found = answer(instance, programme, folder, question, Asking(args.time, display.update, stop))
    if args.json:
        emit_json(**answer_fields(found))
    else:
        emit(*found.sentences)
    return {"stopped": Exit.STOPPED, "no answer": Exit.NO_ANSWER}.get(found.verdict.value, Exit.GOOD)


def proposal_verb(args: argparse.Namespace) -> int:
    """Write the paper for the MAG."""
    from scheduler.reports.proposal import write_proposal
    from scheduler.verify import check
    from scheduler.versions import Head
    from scheduler.vocabulary import State

    instance, programme = programme_and_instance(args)
    against = objections(programme, check(instance, programme))
    if against:
        say(*against, "Nothing was written.")
        return Exit.REJECTED
    decided = programme
    if args.state or args.on:
        state = State(args.state) if args.state else programme.state
        decided = programme.model_copy(update={"state": state, "state_since": args.on or date.today()})
    head = Head(args.programme)
    if decided is not programme:
        head.keep_what_stands()
    write_proposal(instance, decided, Path(args.output))
    if decided is not programme:
        head.keep(decided, args.author, args.note, read=programme)
        say(f"“{args.programme}” is {decided.state} since {decided.state_since}.")
    say(f"“{args.output}” is written.")
    return Exit.GOOD


def programme_and_instance(args: argparse.Namespace) -> tuple[Instance, Programme]:
    from scheduler.files import load_programme
    from scheduler.workspace import instance_of

    file = Path(args.programme)
    programme = load_programme(file)
    return instance_of(programme, file, args.instance), programme
