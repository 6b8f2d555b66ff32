"""The verb that hands a programme on: in one format, or in all of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, say
from scheduler.verbs.rejecting import is_rejected

if TYPE_CHECKING:
    from scheduler.core.programme import Programme
    from scheduler.export.choice import Choice
    from scheduler.export.exchange.sched import Mapping
    from scheduler.intake import Loaded


def export_verb(args: argparse.Namespace) -> int:
    """Write a checked programme for others."""
    from scheduler.export import export
    from scheduler.export.data_report.data_notes import DataNotes
    from scheduler.roundtrip import read_programme
    from scheduler.storage.programme_files import OutputError

    programme, loaded, edited = read_programme(args.programme, args.instance)
    instance = loaded.instance
    if is_rejected(instance, programme):
        return Exit.REJECTED
    if edited and Path(args.file).resolve() == Path(args.programme).resolve():
        raise OutputError(f"“{args.file}” is the workbook that is read. Choose another name for the new one.")
    notes = DataNotes.of(instance.name, loaded)
    export(instance, programme, args.file, notes, edited.remarks if edited else None, _choice(args, loaded, programme))
    say(f"“{args.file}” is written.")
    return Exit.GOOD


def _choice(args: argparse.Namespace, loaded: Loaded, programme: Programme) -> Choice:
    """What was asked for beside the name of the file."""
    from scheduler.export.calendar.history import earlier_programmes
    from scheduler.export.choice import Choice

    return Choice(
        format=args.format,
        coalition=args.coalition,
        room=args.room,
        person=args.person,
        earlier=earlier_programmes(loaded.instance, programme, Path(args.programme), map(Path, args.since)),
        mapping=_columns_for_sched(args, programme),
        with_addresses=args.with_addresses,
        for_planners=args.for_planners,
    )


def _columns_for_sched(args: argparse.Namespace, programme: Programme) -> Mapping | None:
    """The mapping that was given, or that of the instance, where it is written once for the user to change."""
    from scheduler.export.exchange.sched import DEFAULT, MAPPING, read_mapping
    from scheduler.export.formats import is_folder
    from scheduler.storage.programme_files import OutputError, write_file
    from scheduler.storage.workspace import folder_of

    if args.mapping:
        return read_mapping(Path(args.mapping))
    if not (is_folder(args.file) or args.format == "sched" or Path(args.file).name.lower() == "sched.csv"):
        return None
    file = folder_of(programme, Path(args.programme), args.instance) / MAPPING
    if file.exists():
        return read_mapping(file)
    try:
        write_file(file, DEFAULT)
    except OutputError:
        # An instance that cannot be written to is exported all the same.
        return None
    say(f"“{file}” is written: the columns for Sched, to be changed as you like.")
    return None
