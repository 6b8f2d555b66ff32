"""Verbs on programmes that were found: check them, hand them on, compare, explain, propose."""

from __future__ import annotations

import argparse
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.core.safe_text import on_one_line
from scheduler.terminal import Exit, emit, emit_json, say, stopped_by_signals
from scheduler.verbs.rejecting import is_rejected
from scheduler.verify.objections import objections
from scheduler.wording import answer_fields, notices_in_short, recomputed, verdict_fields

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.roundtrip import EditedWorkbook


def verify_verb(args: argparse.Namespace) -> int:
    """Check a programme apart from the model."""
    from scheduler.roundtrip import read_programme
    from scheduler.storage.programme_files import OutputError
    from scheduler.verify import check

    programme, loaded, edited = read_programme(args.programme, args.instance)
    if edited:
        return _verify_edited(args, edited)
    if args.report:
        raise OutputError(f"“{args.programme}” is no workbook whose cells could be marked. Leave out --report.")
    verdict = check(loaded.instance, programme)
    against = objections(programme, verdict)
    if args.json:
        emit_json(
            instance=loaded.instance.name,
            sha256=programme.sha256,
            accepted=not against,
            **verdict_fields(programme, verdict),
        )
    else:
        emit(*(against or recomputed(programme)), *notices_in_short(verdict))
    return Exit.REJECTED if against else Exit.GOOD


def _verify_edited(args: argparse.Namespace, edited: EditedWorkbook) -> int:
    """Say what the edits in a workbook changed, broke and worsened, and mark its cells in a copy where asked to."""
    from scheduler.roundtrip.edit_review import review, review_fields, review_lines

    found, programme = review(edited), edited.programme
    against = objections(programme, found.verdict)
    if args.report:
        from scheduler.export.excel.marked_copy import write_reviewed

        write_reviewed(found, args.report)
        say(f"“{args.report}” is written: a copy of the workbook with its cells marked.")
    if args.json:
        emit_json(
            instance=edited.instance.name,
            sha256=programme.sha256,
            accepted=not against,
            **verdict_fields(programme, found.verdict),
            **review_fields(found),
        )
    else:
        emit(*map(on_one_line, review_lines(found)), *notices_in_short(found.verdict))
    return Exit.REJECTED if against else Exit.GOOD


def compare_verb(args: argparse.Namespace) -> int:
    """Set programmes beside each other."""
    from scheduler.candidates.comparison import RejectedProgrammeError, compare
    from scheduler.candidates.comparison.gather_candidates import gather
    from scheduler.export.comparison.write_comparison import check_format, write_comparison

    check_format(Path(args.output))
    found = gather(args.programmes, args.instance)
    try:
        comparison = compare(found.entries, found.curves, found.notes, found.policy)
    except RejectedProgrammeError as error:
        say(str(error), "Nothing was written.")
        return Exit.REJECTED
    write_comparison(comparison, args.output)
    say(f"“{args.output}” is written: {len(comparison.candidates)} candidates beside each other.")
    return Exit.GOOD


def answer_verb(args: argparse.Namespace) -> int:
    """Answer a question about a programme."""
    from scheduler.explain.answers import Asking
    from scheduler.explain.questions import Question, answer
    from scheduler.progress import Display
    from scheduler.storage.workspace import folder_of

    instance, programme = programme_and_instance(args)
    if is_rejected(instance, programme, "Nothing is explained of a programme that the check rejects."):
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
    from scheduler.core.vocabulary import State
    from scheduler.export.proposal import write_proposal
    from scheduler.storage.versions import VersionedFile

    instance, programme = programme_and_instance(args)
    if is_rejected(instance, programme):
        return Exit.REJECTED
    decided = programme
    if args.state or args.on:
        _check_records_state(args.programme)
        state = State(args.state) if args.state else programme.state
        decided = programme.model_copy(update={"state": state, "state_since": args.on or date.today()})
    head = VersionedFile(args.programme)
    if decided is not programme:
        head.store_current()
    write_proposal(instance, decided, Path(args.output))
    if decided is not programme:
        head.store(decided, args.author, args.note, read=programme)
        say(f"“{args.programme}” is {decided.state} since {decided.state_since}.")
    say(f"“{args.output}” is written.")
    return Exit.GOOD


def _check_records_state(file: str) -> None:
    """A decision is recorded in a programme's JSON file alone. Raises OutputError for a workbook."""
    from scheduler.roundtrip import is_workbook
    from scheduler.storage.programme_files import OutputError

    if is_workbook(file):
        raise OutputError(
            f"“{file}” is a workbook; a decision is recorded in the programme's JSON file. Make one with "
            f"“igf-scheduler export {file} FILE.json”, and give that."
        )


def programme_and_instance(args: argparse.Namespace) -> tuple[Instance, Programme]:
    from scheduler.roundtrip import read_programme

    programme, loaded, _ = read_programme(args.programme, args.instance)
    return loaded.instance, programme
