"""``changes``: what differs between two programmes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.options import (
    instance_option,
    json_option,
    named_programme_argument,
    output_option,
    overwrite_option,
    verb,
)
from scheduler.cli.terminal import Exit, emit, emit_json, say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.replan.causes import CauseFinder
    from scheduler.storage.versions.programme_source import ProgrammeSource


@verb("changes igf-2024@1 igf-2024@2 --mails mails", "changes solutions/igf-2024.json edited.xlsx -o changes.html")
@named_programme_argument("old")
@named_programme_argument("new")
@output_option("FILE", "A page (.html), a workbook (.xlsx) or a text (.md, .txt).")
@click.option(
    "--mails",
    metavar="DIR",
    help="Write a text for each coalition that a change concerns, and for the organisers of each changed session.",
    shell_complete=completing.folders,
)
@overwrite_option
@instance_option
@json_option
def changes(old: str, new: str, output: str | None, mails: str | None, instance: str | None, as_json: bool) -> int:
    """Report what differs between two programmes, for those concerned."""
    from scheduler.core.phrases import number_of
    from scheduler.diff import ChangeKind
    from scheduler.diff.change_log import ChangeLog, ComparedProgramme
    from scheduler.export.changes import change_lines, check_change_format, write_changes, write_mails
    from scheduler.roundtrip.sources import read_source
    from scheduler.storage.outputs import check_output

    if output:
        check_change_format(Path(output))
        check_output(output)
    before, after = (read_source(name, instance) for name in (old, new))
    causes = _causes(before, after, instance) if mails else None
    log = ChangeLog(
        _instance_for(after, instance),
        ComparedProgramme(before.name, before.programme, before.about),
        ComparedProgramme(after.name, after.programme, after.about),
        (lambda change: causes.cause(change).sentence) if causes else None,
    )
    if output:
        write_changes(log, output)
        say(f"“{output}” is written: {log.size}.")
    if mails:
        count = write_mails(log, Path(mails))
        lost = sum(change.kind is ChangeKind.REFUSED for change in log.changes)
        gained = sum(change.kind is ChangeKind.GRANTED for change in log.changes)
        wishes = f" Wishes lost: {lost}; gained: {gained}." if lost or gained else ""
        say(f"“{mails}” holds {number_of(count, 'mail')}.{wishes}")
    if as_json:
        emit_json(old=old, new=new, changes=[change.fields for change in log.changes])
    elif not (output or mails):
        emit(*change_lines(log))
    return Exit.GOOD


def _causes(before: ProgrammeSource, after: ProgrammeSource, folder: str | None) -> CauseFinder | None:
    """Finds the causes of the changes, where the later programme was replanned from the earlier one."""
    from scheduler.intake import load
    from scheduler.replan.causes_between import causes_between
    from scheduler.storage.workspace import folder_of

    if after.loaded:
        return None
    place = folder_of(after.programme, after.file, folder)
    sheets = load(place, after.programme.provenance.variation, accept_questions=True).instance
    return causes_between(sheets, before.programme, after.programme)


def _instance_for(source: ProgrammeSource, folder: str | None) -> Instance:
    """The instance that gives names, days and people; what has been changed in its folder since does not matter."""
    from scheduler.intake import load
    from scheduler.storage.programme_instance import loaded_for
    from scheduler.storage.workspace import NotFoundError, folder_of

    if source.loaded:
        return source.loaded.instance
    try:
        return loaded_for(source.programme, source.file, folder).instance
    except NotFoundError:
        place = folder_of(source.programme, source.file, folder)
        say(f"“{place}” has changed since “{source.name}” was made: names, days and people are those of now.")
        return load(place, source.programme.provenance.variation, accept_questions=True).instance
