"""Verbs on the input: a new instance, and what is wrong with one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say
from scheduler.wording import problem_fields, what_there_is, with_severity

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.intake import InputProblems, Loaded


def init_verb(args: argparse.Namespace) -> int:
    """Write a planning workbook and a survey template."""
    from scheduler.intake.template.write_template import write_template

    folder = Path(args.folder)
    write_template(folder)
    say(f"“{folder}” holds a planning workbook and a survey template. Fill them in, then: igf-scheduler check {folder}")
    return Exit.GOOD


def check_verb(args: argparse.Namespace) -> int:
    """Say every problem of the input, and what cannot fit."""
    from scheduler.intake import InputProblems, load
    from scheduler.model.counting_checks import cannot_fit, scarcities
    from scheduler.storage.workspace import instance_folder

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


def load_instance_as_asked(folder: Path, args: argparse.Namespace) -> Instance:
    """The instance in a folder; what is odd about it, yet no error, goes to stderr."""
    from scheduler.intake import load

    loaded = load(folder, accept_questions=args.accept_questions, layout=args.layout)
    if args.layout:
        _write_mapping(folder, loaded)
    say(*with_severity(loaded.problems))
    return loaded.instance


def _write_on_input(args: argparse.Namespace, folder: Path, found: Loaded | InputProblems) -> None:
    """The reports on the input that were asked for; they are written above all when there are errors."""
    from scheduler.export.data_report.data_notes import DataNotes
    from scheduler.export.data_report.data_page import data_page
    from scheduler.export.data_report.marked_sheets import write_marked
    from scheduler.storage.programme_files import write_file

    notes = DataNotes.of(folder.resolve().name, found)
    if args.report:
        write_file(args.report, data_page(notes))
        say(f"“{args.report}” is written.")
    if args.problems:
        write_marked(notes, folder, args.problems)
        say(f"“{args.problems}” is written.")


def _write_mapping(folder: Path, found: Loaded | InputProblems) -> None:
    """Remember which column answers which question, as far as somebody insists on it or must confirm it."""
    from scheduler.intake.survey.column_mapping import MAPPING
    from scheduler.storage.programme_files import write_file

    if found.proposed:
        write_file(folder / MAPPING, found.proposed)
        say(f"“{folder / MAPPING}” is written; look through it.")
