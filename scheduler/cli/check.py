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
    from scheduler.core.instance import Instance
    from scheduler.intake import InputProblems, Loaded


PLANNING = "planning.xlsx"
READY = "No blocking problem was found in the sheets and counts; only “solve” shows whether a programme exists."


@verb("check igf-2024", "check my-meeting --report report.html --problems problems.xlsx --mails mails")
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
@click.option(
    "--mails",
    metavar="DIR",
    help="Also write a letter to each coalition that is silent or has something open.",
    shell_complete=completing.folders,
)
@click.option(
    "--add-people", is_flag=True, help="Also write a copy of planning.xlsx with the people who are new in the survey."
)
@overwrite_option
@json_option
def check(
    instance: str,
    accept_questions: bool,
    layout: str,
    report: str | None,
    problems: str | None,
    mails: str | None,
    add_people: bool,
    as_json: bool,
) -> int:
    """Report every problem of the input, and what cannot fit, before any search."""
    from scheduler.cli.fields import problem_fields
    from scheduler.cli.sentences import size_of, totals, with_severity
    from scheduler.core.safe_text import on_one_line
    from scheduler.intake import InputProblems, load
    from scheduler.model.counting_checks import cannot_fit, scarcities
    from scheduler.model.wish_checks import away_throughout, ineligible, never_granted, overfull_weeks
    from scheduler.storage.workspace import instance_folder

    folder = instance_folder(instance)
    try:
        loaded = load(folder, accept_questions=accept_questions, layout=layout)
    except InputProblems as found:
        write_mapping(folder, found)
        _write_reports(folder, found, report, problems)
        _write_letters(found, found.instance, mails)
        _write_people(folder, found, add_people)
        if not as_json:
            say(totals(found.problems))
        raise
    write_mapping(folder, loaded)
    _write_reports(folder, loaded, report, problems)
    _write_letters(loaded, loaded.instance, mails)
    _write_people(folder, loaded, add_people)
    impossible, scarce = cannot_fit(loaded.instance), scarcities(loaded.instance)
    hopeless = (
        *never_granted(loaded.instance),
        *away_throughout(loaded.instance),
        *overfull_weeks(loaded.instance),
    )
    lacking = ineligible(loaded.instance)
    if as_json:
        emit_json(
            instance=loaded.instance.name,
            sha256=loaded.instance.sha256,
            problems=[problem_fields(problem) for problem in loaded.problems],
            notes=list(loaded.notes),
            scarcities=list(scarce),
            never_granted=list(hopeless),
            not_eligible=list(lacking.values()),
            cannot_fit=list(impossible),
        )
    else:
        warned = [on_one_line(f"Warning: {sentence}") for sentence in hopeless]
        ready = [] if impossible else [READY]
        emit(
            size_of(loaded.instance),
            *with_severity(loaded.problems),
            *loaded.notes,
            *warned,
            *map(on_one_line, lacking.values()),
            *scarce,
            totals(loaded.problems, len(hopeless)),
            *ready,
        )
    say(*impossible)
    return Exit.INFEASIBLE if impossible else Exit.GOOD


def _write_letters(found: Loaded | InputProblems, instance: Instance | None, mails: str | None) -> None:
    """Write the letters to coalitions; a sentence where too little could be read for any."""
    from scheduler.core.phrases import number_of
    from scheduler.export.data_report.survey_mails import survey_mails
    from scheduler.intake.problems import errors
    from scheduler.model.wish_checks import hopeless_wishes, ineligible
    from scheduler.storage.folder_outputs import write_folder

    if mails is None:
        return
    if instance is None:
        say(f"“{mails}” is not written: the sheets must be readable first.")
        return
    planned = not any(problem.file == PLANNING for problem in errors(found.problems))
    hopeless: dict[str, list[str]] = {}
    for wish in hopeless_wishes(instance) if planned else ():
        if not wish.request.by_default:
            hopeless.setdefault(wish.request.coalition, []).append(f"{wish.request.kind.value}: {wish.why}")
    papers = ineligible(instance) if planned else {}
    files = survey_mails(instance, found.problems, hopeless, papers)
    write_folder(Path(mails), files.items())
    say(f"“{mails}” holds {number_of(len(files), 'letter')}.")
    if not planned:
        say(f"The letters are about the answers alone, since {PLANNING} has errors.")


def _write_people(folder: Path, found: Loaded | InputProblems, wanted: bool) -> None:
    """Write the copy of the planning workbook with the new people, where there are any."""
    from scheduler.core.phrases import number_of
    from scheduler.export.data_report.people_copy import write_with_people
    from scheduler.intake.grouped_problems import new_people

    if not wanted:
        return
    people = new_people(found.problems)
    if not people:
        say("The survey names nobody whom sheet People does not have: no copy is written.")
        return
    path = write_with_people(folder, people)
    count = number_of(len(people), "new person", "new people")
    say(f"“{path}” is a copy of {PLANNING} with {count}. Look it through, and put it in the place of {PLANNING}.")


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
