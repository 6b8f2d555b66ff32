"""``export``: a programme in the formats that others read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.options import instance_option, overwrite_option, programme_argument, verb
from scheduler.cli.rejecting import is_rejected
from scheduler.cli.terminal import Exit, say
from scheduler.cli.values import at_most_one

if TYPE_CHECKING:
    from scheduler.core.programme import Programme
    from scheduler.export.exchange.sched import SchedMapping

_FORMATS = """\
Formats: .xlsx workbook, .pdf its print set (where LibreOffice is installed), .html page, .ics calendar, .md short
text, .csv table of sessions, .json the programme's own file; schedule.json and .xml for conference apps; indico.csv
and sched.csv to be imported there, sched.toml the columns of sched.csv, to be changed; a folder for all."""


@verb(
    "export solutions/igf-2024.json programme.xlsx",
    "export solutions/igf-2024.json dc3.ics --coalition DC3",
    "export solutions/igf-2024.json out/",
    epilog=_FORMATS,
)
@programme_argument
@click.argument(
    "file",
    help="The file to write, such as programme.xlsx; or a folder, such as out/, for every format.",
    shell_complete=completing.files,
)
@instance_option
@click.option(
    "--format",
    type=click.Choice(("xlsx", "pdf", "html", "ics", "md", "csv", "json", "schedule", "indico", "sched")),
    help="The format, where the name does not say it: of a .json, .xml or .csv file, or of a pipe.",
)
@click.option(
    "--coalition",
    metavar="NAME",
    help="Only the calendar (.ics) of one coalition.",
    shell_complete=completing.coalitions,
)
@click.option("--room", metavar="NAME", help="Only the calendar (.ics) of one room.", shell_complete=completing.rooms)
@click.option("--person", metavar="NAME", help="Only the calendar (.ics) of one person.")
@click.option("--for-planners", is_flag=True, help="A page (.html) that also shows closed sessions and people.")
@click.option(
    "--since",
    multiple=True,
    metavar="PROGRAMME",
    help="A programme that was sent out before: calendars then show what changed and what is cancelled. "
    "Can be repeated.",
    shell_complete=completing.programme_files,
)
@click.option(
    "--mapping",
    metavar="FILE",
    help="The columns for Sched (default: sched.toml in the instance's folder; “export P sched.toml” writes one).",
    shell_complete=completing.files,
)
@overwrite_option
@click.option(
    "--with-addresses", is_flag=True, help="Write e-mail addresses into the calendars of coalitions and people."
)
def export(
    programme: str,
    file: str,
    instance: str | None,
    format: str | None,
    coalition: str | None,
    room: str | None,
    person: str | None,
    for_planners: bool,
    since: tuple[str, ...],
    mapping: str | None,
    with_addresses: bool,
) -> int:
    """Write a checked programme for others. The name of the file decides on the format."""
    at_most_one({"--coalition": coalition, "--room": room, "--person": person})
    from scheduler.export import export as write_export
    from scheduler.export.calendar.history import earlier_programmes
    from scheduler.export.choice import Choice
    from scheduler.export.data_report.data_notes import DataNotes
    from scheduler.roundtrip import read_programme
    from scheduler.storage.versions.stored import mark_of

    found, loaded, edited = read_programme(programme, instance)
    if is_rejected(loaded.instance, found):
        return Exit.REJECTED
    choice = Choice(
        format=format or "",
        coalition=coalition or "",
        room=room or "",
        person=person or "",
        earlier=earlier_programmes(loaded.instance, found, Path(programme), map(Path, since)),
        mapping=_columns_for_sched(found, programme, instance, file, format, mapping),
        with_addresses=with_addresses,
        for_planners=for_planners,
        mark=mark_of(found, programme),
    )
    notes = DataNotes.of(loaded.instance.name, loaded)
    stored = write_export(loaded.instance, found, file, notes, edited.remarks if edited else None, choice)
    say(f"“{file}” is written." if stored is None else f"“{file}” is written and stored as version {stored.number}.")
    return Exit.GOOD


def _columns_for_sched(
    found: Programme, programme: str, instance: str | None, output: str, format: str | None, mapping: str | None
) -> SchedMapping | None:
    """The mapping that was given, or that of the instance; None where neither is there."""
    from scheduler.export.exchange.sched import MAPPING, read_mapping
    from scheduler.export.formats import is_folder
    from scheduler.storage.workspace import folder_of

    if mapping:
        return read_mapping(Path(mapping))
    if not (is_folder(output) or format == "sched" or Path(output).name.lower() == "sched.csv"):
        return None
    file = folder_of(found, Path(programme), instance) / MAPPING
    return read_mapping(file) if file.exists() else None
