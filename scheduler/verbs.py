"""The verbs of the command line: each calls, prints, and returns its exit code. Heavy modules load inside them."""

from __future__ import annotations

import argparse
import threading
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say, stopped_by_signals
from scheduler.wording import (
    answer_fields,
    how_it_went,
    notices_in_short,
    objections,
    outcome_fields,
    problem_fields,
    recomputed,
    verdict_fields,
    what_there_is,
    with_severity,
)

if TYPE_CHECKING:
    from scheduler.candidates.generate import Sweep
    from scheduler.instance import Instance
    from scheduler.intake import InputProblems, Loaded
    from scheduler.planning import Outcome
    from scheduler.programme import Programme


def init_verb(args: argparse.Namespace) -> int:
    """Write a planning workbook and a survey template."""
    from scheduler.intake.template import write_template

    folder = Path(args.folder)
    write_template(folder)
    say(f"“{folder}” holds a planning workbook and a survey template. Fill them in, then: igf-scheduler check {folder}")
    return Exit.GOOD


def check_verb(args: argparse.Namespace) -> int:
    """Say every problem of the input, and what cannot fit."""
    from scheduler.intake import InputProblems, load
    from scheduler.model.arithmetic import cannot_fit, scarcities
    from scheduler.workspace import instance_folder

    folder = instance_folder(args.instance)
    try:
        loaded = load(folder, accept_questions=args.accept_questions, layout=args.layout)
    except InputProblems as found:
        _write_mapping(folder, found)
        _write_on_input(args, folder, found)
        raise
    _write_mapping(folder, loaded)
    _write_on_input(args, folder, loaded)
    instance = loaded.instance
    impossible, scarce = cannot_fit(instance), scarcities(instance)
    if args.json:
        emit_json(
            instance=instance.name,
            sha256=instance.sha256,
            problems=[problem_fields(problem) for problem in loaded.problems],
            notes=list(loaded.notes),
            scarcities=list(scarce),
            cannot_fit=list(impossible),
        )
    else:
        ready = [] if impossible else ["Nothing here rules out a programme: it can be solved."]
        emit(what_there_is(instance), *with_severity(loaded.problems), *loaded.notes, *scarce, *ready)
    say(*impossible)
    return Exit.INFEASIBLE if impossible else Exit.GOOD


def solve_verb(args: argparse.Namespace) -> int:
    """Find, check and save a programme."""
    from scheduler.files import save_programme
    from scheduler.planning import plan
    from scheduler.progress import Display
    from scheduler.workspace import default_programme_file, instance_folder

    instance = _load(instance_folder(args.instance), args)
    output = Path(args.output) if args.output else default_programme_file(instance.name)
    stop = threading.Event()
    display = Display(instance.name)
    with stopped_by_signals(stop, display.stopping):
        with display:
            outcome = plan(
                instance,
                seconds=args.time,
                reproducible=args.reproducible,
                seed=args.seed,
                on_progress=display.update,
                stop=stop,
                save=lambda programme: save_programme(programme, output),
            )
        # Still within the block: a second Ctrl-C must not lose what was found.
        if outcome.programme and outcome.ending != "rejected":
            save_programme(outcome.programme, output)
    _report_outcome(instance, outcome, output, args.json)
    return _exit_code(outcome)


def verify_verb(args: argparse.Namespace) -> int:
    """Check a programme apart from the model."""
    instance, programme = _programme_and_instance(args)
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


def candidates_verb(args: argparse.Namespace) -> int:
    """Find programmes that differ for a reason."""
    from scheduler.candidates.display import Display
    from scheduler.candidates.generate import Where, generate, processors
    from scheduler.candidates.scenarios import read_scenarios
    from scheduler.candidates.summary import how_it_went, lines_of
    from scheduler.intake import load_instance
    from scheduler.workspace import instance_folder

    folder, output = instance_folder(args.instance), Path(args.output)
    instance = _load(folder, args)
    vary = partial(load_instance, folder, accept_questions=args.accept_questions)
    scenarios = read_scenarios(instance, args.vary, vary)
    where = Where(args.processes or processors(), args.dask)
    stop, display = threading.Event(), Display(instance.name)
    with stopped_by_signals(stop, display.stopping), display:
        sweep = generate(instance, scenarios, output, where, args.time, not args.no_trade_offs, stop, display.update)
    if args.json:
        emit_json(**sweep.manifest.model_dump())
    else:
        emit(*lines_of(sweep.manifest))
    say(*how_it_went(sweep, output, display.found_done))
    return _sweep_exit(sweep, stop.is_set())


def answer_verb(args: argparse.Namespace) -> int:
    """Answer a question about a programme."""
    from scheduler.explain.answers import Asking
    from scheduler.progress import Display
    from scheduler.questions import Question, answer
    from scheduler.verify import check
    from scheduler.workspace import folder_of

    instance, programme = _programme_and_instance(args)
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
    from scheduler.files import save_programme
    from scheduler.reports.proposal import write_proposal
    from scheduler.verify import check

    instance, programme = _programme_and_instance(args)
    against = objections(programme, check(instance, programme))
    if against:
        say(*against, "Nothing was written.")
        return Exit.REJECTED
    decided = programme
    if args.state or args.on:
        state = args.state or programme.state
        decided = programme.model_copy(update={"state": state, "state_since": args.on or date.today()})
    write_proposal(instance, decided, Path(args.output))
    if decided is not programme:
        save_programme(decided, Path(args.programme))
        say(f"“{args.programme}” is {decided.state} since {decided.state_since}.")
    say(f"“{args.output}” is written.")
    return Exit.GOOD


# What verbs share.


def _write_on_input(args: argparse.Namespace, folder: Path, found: Loaded | InputProblems) -> None:
    """The reports on the input that were asked for; they are written above all when there are errors."""
    from scheduler.files import write_file
    from scheduler.reports.data.marked import write_marked
    from scheduler.reports.data.notes import DataNotes
    from scheduler.reports.data.page import data_page

    notes = DataNotes.of(folder.resolve().name, found)
    if args.report:
        write_file(args.report, data_page(notes))
        say(f"“{args.report}” is written.")
    if args.problems:
        write_marked(notes, folder, args.problems)
        say(f"“{args.problems}” is written.")


def _write_mapping(folder: Path, found: Loaded | InputProblems) -> None:
    """Remember which column answers which question, as far as somebody insists on it or must confirm it."""
    from scheduler.files import write_file
    from scheduler.intake.mapping import MAPPING

    if found.proposed:
        write_file(folder / MAPPING, found.proposed)
        say(f"“{folder / MAPPING}” is written; look through it.")


def _load(folder: Path, args: argparse.Namespace) -> Instance:
    """The instance in a folder; what is odd about it, yet no error, goes to stderr."""
    from scheduler.intake import load

    loaded = load(folder, accept_questions=args.accept_questions, layout=args.layout)
    if args.layout:
        _write_mapping(folder, loaded)
    say(*with_severity(loaded.problems))
    return loaded.instance


def _programme_and_instance(args: argparse.Namespace) -> tuple[Instance, Programme]:
    from scheduler.files import load_programme
    from scheduler.workspace import instance_of

    file = Path(args.programme)
    programme = load_programme(file)
    return instance_of(programme, file, args.instance), programme


def _exit_code(outcome: Outcome) -> Exit:
    failures = {
        "infeasible": Exit.INFEASIBLE,
        "no answer": Exit.NO_ANSWER,
        "rejected": Exit.REJECTED,
        "stopped": Exit.STOPPED,
    }
    return failures.get(outcome.ending.value, Exit.GOOD)


def _sweep_exit(sweep: Sweep, stopped: bool) -> Exit:
    if sweep.rejected:
        return Exit.REJECTED
    if sweep.undone:
        return Exit.STOPPED if stopped else Exit.NO_ANSWER
    if sweep.manifest.candidates:
        return Exit.GOOD
    impossible = all(missing.ending == "infeasible" for missing in sweep.manifest.missing)
    return Exit.INFEASIBLE if impossible else Exit.NO_ANSWER


def _report_outcome(instance: Instance, outcome: Outcome, output: Path, as_json: bool) -> None:
    from scheduler.reports import summary

    programme = outcome.programme if outcome.ending != "rejected" else None
    if as_json:
        emit_json(**outcome_fields(instance, outcome, programme, output))
    elif programme:
        emit(summary(instance, programme))
    say(*outcome.sentences)
    if outcome.ending == "rejected":
        say(f"The result was not saved. “{output}”, if it is there, is the last programme that passed the check.")
    if programme:
        say(how_it_went(outcome, programme, output))
