"""``check``: what is wrong with an instance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.options import instance_argument, intake_options, json_option, overwrite_option, verb
from scheduler.cli.reading import write_mapping
from scheduler.cli.terminal import Exit, emit, emit_json, say

if TYPE_CHECKING:
    from scheduler.intake import InputProblems, Loaded


@verb("check igf-2024", "check my-meeting --report report.html --problems problems.xlsx")
@instance_argument
@intake_options
@click.option(
    "--report",
    metavar="FILE",
    help="Also write a page (.html) that shows how the input was read.",
    shell_complete=completing.files,
)
@click.option(
    "--problems",
    metavar="FILE",
    help="Also write a copy of your sheets (.xlsx) with the cells marked.",
    shell_complete=completing.files,
)
@overwrite_option
@json_option
def check(
    instance: str, accept_questions: bool, layout: str, report: str | None, problems: str | None, as_json: bool
) -> int:
    """Report every problem of the input, and what cannot fit, before any search."""
    from scheduler.cli.fields import problem_fields
    from scheduler.cli.sentences import size_of, with_severity
    from scheduler.core.safe_text import on_one_line
    from scheduler.intake import InputProblems, load
    from scheduler.model.counting_checks import cannot_fit, scarcities
    from scheduler.model.wish_checks import away_throughout, never_granted
    from scheduler.storage.workspace import instance_folder

    folder = instance_folder(instance)
    try:
        loaded = load(folder, accept_questions=accept_questions, layout=layout)
    except InputProblems as found:
        write_mapping(folder, found)
        _write_reports(folder, found, report, problems)
        raise
    write_mapping(folder, loaded)
    _write_reports(folder, loaded, report, problems)
    impossible, scarce = cannot_fit(loaded.instance), scarcities(loaded.instance)
    hopeless = (*never_granted(loaded.instance), *away_throughout(loaded.instance))
    if as_json:
        emit_json(
            instance=loaded.instance.name,
            sha256=loaded.instance.sha256,
            problems=[problem_fields(problem) for problem in loaded.problems],
            notes=list(loaded.notes),
            scarcities=list(scarce),
            never_granted=list(hopeless),
            cannot_fit=list(impossible),
        )
    else:
        warned = [on_one_line(f"Warning: {sentence}") for sentence in hopeless]
        ready = [] if impossible else ["No blocking problem was found."]
        emit(size_of(loaded.instance), *with_severity(loaded.problems), *loaded.notes, *warned, *scarce, *ready)
    say(*impossible)
    return Exit.INFEASIBLE if impossible else Exit.GOOD


def _write_reports(folder: Path, found: Loaded | InputProblems, report: str | None, problems: str | None) -> None:
    """Write the requested reports on the input; also, and above all, if it has errors."""
    from scheduler.export.data_report.data_notes import DataNotes
    from scheduler.export.data_report.data_page import data_page
    from scheduler.export.data_report.marked_sheets import write_marked
    from scheduler.storage.outputs import check_output, write_output

    notes = DataNotes.of(folder.resolve().name, found)
    for path in filter(None, (report, problems)):
        check_output(path)
    if report:
        write_output(report, data_page(notes))
        say(f"“{report}” is written.")
    if problems:
        write_marked(notes, folder, problems)
        say(f"“{problems}” is written.")
