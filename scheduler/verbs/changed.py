"""Verbs on what changed between two programmes, and on a programme's versions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say
from scheduler.verbs.rejecting import is_rejected

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.storage.versions.programme_source import ProgrammeSource


def changes_verb(args: argparse.Namespace) -> int:
    """Say what is different between two programmes."""
    from scheduler.core.phrases import number_of
    from scheduler.diff.change_log import ChangeLog, ComparedProgramme
    from scheduler.export.changes import change_lines, check_change_format, write_changes, write_mails
    from scheduler.roundtrip.sources import read_source

    if args.output:
        check_change_format(Path(args.output))
    before, after = (read_source(name, args.instance) for name in (args.old, args.new))
    instance = _instance_for(after, args.instance)
    log = ChangeLog(instance, *(ComparedProgramme(side.name, side.programme, side.about) for side in (before, after)))
    if args.output:
        write_changes(log, args.output)
        say(f"“{args.output}” is written: {log.size}.")
    if args.mails:
        count = write_mails(log, Path(args.mails))
        unconcerned = sum(not change.coalitions for change in log.changes)
        others = (
            f" In none of them, for no coalition is concerned: {number_of(unconcerned, 'change')}."
            if unconcerned
            else ""
        )
        say(f"“{args.mails}” holds {number_of(count, 'mail')}.{others}")
    if args.json:
        emit_json(old=args.old, new=args.new, changes=[change.fields for change in log.changes])
    elif not (args.output or args.mails):
        emit(*change_lines(log))
    return Exit.GOOD


def _instance_for(source: ProgrammeSource, folder: str | None) -> Instance:
    """The instance that gives names, days and people; what has been changed in its folder since does not matter."""
    from scheduler.intake import load
    from scheduler.storage.workspace import NotFoundError, folder_of, loaded_for

    if source.loaded:
        return source.loaded.instance
    try:
        return loaded_for(source.programme, source.file, folder).instance
    except NotFoundError:
        place = folder_of(source.programme, source.file, folder)
        say(
            f"Names, days and people are those that “{place}” gives now; it has changed since “{source.name}” was made."
        )
        return load(place, source.programme.provenance.variation, accept_questions=True).instance


def versions_verb(args: argparse.Namespace) -> int:
    """List the versions of a programme, or keep one in another state."""
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.versions import fingerprint, versions_of
    from scheduler.storage.versions.version_list import version_fields, version_lines
    from scheduler.storage.workspace import programme_file

    file = programme_file(args.programme)
    if args.state:
        return _keep_in_state(args, file)
    current = fingerprint(load_programme(file))
    versions = versions_of(file)
    if args.json:
        emit_json(programme=str(file), current=current, versions=version_fields(versions))
    else:
        emit(*version_lines(file, versions, current))
    return Exit.GOOD


def _keep_in_state(args: argparse.Namespace, file: Path) -> int:
    from scheduler.core.lookup import find_session
    from scheduler.core.vocabulary import State
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.versions import store_version
    from scheduler.storage.versions.states import OF_A_SESSION, in_state
    from scheduler.storage.workspace import instance_of

    programme = load_programme(file)
    instance = instance_of(programme, file, args.instance)
    if is_rejected(instance, programme):
        return Exit.REJECTED
    if args.session and State(args.state) not in OF_A_SESSION:
        say(f"A session is draft, announced or published; “{args.state}” is said of a whole programme.")
        return Exit.PROBLEMS
    sessions = tuple(find_session(programme, name).id for name in args.session)
    changed = in_state(programme, State(args.state), sessions)
    kept = store_version(changed, file, args.author, args.note, read=programme)
    whose = f"{len(sessions)} sessions are" if len(sessions) > 1 else f"“{sessions[0]}” is" if sessions else "It is"
    new = f"“{file}” is kept as version {kept.number}" if kept.is_new else f"“{file}” stays version {kept.number}"
    say(f"{new}. {whose} {args.state}.")
    return Exit.GOOD
