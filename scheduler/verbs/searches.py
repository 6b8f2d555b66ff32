"""Verbs that search: one programme, or a handful that differ for a reason."""

from __future__ import annotations

import argparse
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say, stopped_by_signals
from scheduler.verbs.inputs import load_instance_as_asked
from scheduler.wording import how_it_went, outcome_fields

if TYPE_CHECKING:
    from scheduler.candidates.generate_candidates import SweepResult
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.planning.service import Outcome
    from scheduler.replan import ReplanResult


def solve_verb(args: argparse.Namespace) -> int:
    """Find, check and save a programme."""
    from scheduler.planning.service import plan
    from scheduler.progress import Display
    from scheduler.storage.versions import VersionedFile
    from scheduler.storage.workspace import default_programme_file, instance_folder

    instance = load_instance_as_asked(instance_folder(args.instance), args)
    output = Path(args.output) if args.output else default_programme_file(instance.name)
    start = None if args.afresh or args.reproducible else _found_before(instance, output)
    head = VersionedFile(output)
    head.store_current()
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
                save=head.save_interim,
                start=start,
            )
        # Still within the block: a second Ctrl-C must not lose what was found.
        if outcome.programme and outcome.ending != "rejected":
            head.store(outcome.programme, args.author, args.note)
    _report_outcome(instance, outcome, output, args.json)
    return exit_of(outcome)


def candidates_verb(args: argparse.Namespace) -> int:
    """Find programmes that differ for a reason."""
    from scheduler.candidates.display import SweepDisplay
    from scheduler.candidates.generate_candidates import RunLocation, generate, processors
    from scheduler.candidates.scenarios import read_scenarios
    from scheduler.candidates.summary import manifest_lines, sweep_sentences
    from scheduler.intake import load_instance
    from scheduler.storage.workspace import instance_folder

    folder, output = instance_folder(args.instance), Path(args.output)
    instance = load_instance_as_asked(folder, args)
    vary = partial(load_instance, folder, accept_questions=args.accept_questions)
    scenarios = read_scenarios(instance, args.vary, vary)
    where = RunLocation(args.processes or processors(), args.dask)
    stop, display = threading.Event(), SweepDisplay(instance.name)
    with stopped_by_signals(stop, display.stopping), display:
        sweep = generate(instance, scenarios, output, where, args.time, not args.no_trade_offs, stop, display.update)
    if args.json:
        emit_json(**sweep.manifest.model_dump())
    else:
        emit(*manifest_lines(sweep.manifest))
    say(*sweep_sentences(sweep, output, display.found_done))
    return _sweep_exit(sweep, stop.is_set())


def _found_before(instance: Instance, output: Path) -> Programme | None:
    """What an earlier search for a whole programme left there, for the same instance and not yet proven."""
    from scheduler.search.large import is_large
    from scheduler.storage.programme_files import ProgrammeFileError, load_programme

    if not (output.is_file() and is_large(instance)):
        return None
    try:
        programme = load_programme(output)
    except ProgrammeFileError:
        return None
    if programme.proven or not programme.is_for(instance):
        return None
    say(f"The search goes on from “{output}”, found before; with --afresh it begins anew.")
    return programme


def exit_of(outcome: Outcome | ReplanResult) -> Exit:
    failures = {
        "infeasible": Exit.INFEASIBLE,
        "no answer": Exit.NO_ANSWER,
        "rejected": Exit.REJECTED,
        "stopped": Exit.STOPPED,
    }
    return failures.get(outcome.ending.value, Exit.GOOD)


def _sweep_exit(sweep: SweepResult, stopped: bool) -> Exit:
    if sweep.rejected:
        return Exit.REJECTED
    if sweep.undone:
        return Exit.STOPPED if stopped else Exit.NO_ANSWER
    if sweep.manifest.candidates:
        return Exit.GOOD
    impossible = all(missing.ending == "infeasible" for missing in sweep.manifest.missing)
    return Exit.INFEASIBLE if impossible else Exit.NO_ANSWER


def _report_outcome(instance: Instance, outcome: Outcome, output: Path, as_json: bool) -> None:
    from scheduler.export import summary

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
