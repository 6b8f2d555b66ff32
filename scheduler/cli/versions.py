"""``versions``: the stored versions of a programme and their states; restore one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from scheduler.cli import completing
from scheduler.cli.options import (
    PROGRAMME_HELP,
    STATES,
    instance_option,
    json_option,
    named_programme_argument,
    verb,
    version_options,
)
from scheduler.cli.rejecting import is_rejected
from scheduler.cli.terminal import Exit, emit, emit_json, say
from scheduler.cli.values import COUNT

if TYPE_CHECKING:
    from scheduler.core.programme import Programme


@verb(
    "versions igf-2024",
    'versions igf-2024 --state announced --author Ana --note "sent to the coalitions"',
    "versions igf-2024 --restore 2",
)
@named_programme_argument("programme", PROGRAMME_HELP)
@instance_option
@click.option("--state", type=click.Choice(STATES), help="Store a version in this state.")
@click.option(
    "--session",
    multiple=True,
    metavar="NAME",
    help="Only this session is in that state. Can be repeated.",
    shell_complete=completing.sessions,
)
@click.option(
    "--restore",
    type=COUNT,
    metavar="N",
    help="Make version N the current programme, as a new version. So does PROGRAMME@N with --state.",
)
@version_options
@json_option
def versions(
    programme: str,
    instance: str | None,
    state: str | None,
    session: tuple[str, ...],
    restore: int | None,
    author: str,
    note: str,
    as_json: bool,
) -> int:
    """List the versions of a programme, store one in another state, or restore one."""
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.versions import fingerprint, versions_of
    from scheduler.storage.versions.version_list import version_fields, version_lines
    from scheduler.storage.workspace import programme_and_version

    file, number = programme_and_version(programme)
    stating = Stating(state or "", session, author, note)
    if restore is not None or (state and number is not None):
        if None not in (restore, number) and restore != number:
            raise click.UsageError(
                f"“{programme}” and --restore {restore} name two versions. Give one of them.",
                click.get_current_context(),
            )
        return _restore(file, instance, number if restore is None else restore, stating, as_json)
    if state:
        return _store_in_state(file, instance, stating)
    current = fingerprint(load_programme(file))
    stored = versions_of(file)
    if as_json:
        emit_json(programme=str(file), current=current, versions=version_fields(stored))
    else:
        emit(*version_lines(file, stored, current))
    return Exit.GOOD


class Stating(NamedTuple):
    """The state to store (empty: none), of the programme or of sessions, and what is recorded with the version."""

    state: str
    sessions: tuple[str, ...]
    author: str
    note: str


def _store_in_state(file: Path, folder: str | None, stating: Stating) -> int:
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.programme_instance import instance_of
    from scheduler.storage.versions import store_version

    programme = load_programme(file)
    if is_rejected(instance_of(programme, file, folder), programme):
        return Exit.REJECTED
    found = _in_state(programme, stating)
    if found is None:
        return Exit.PROBLEMS
    stated, whose = found
    stored = store_version(stated, file, stating.author, stating.note, read=programme)
    new = (
        f"“{file}” is stored as version {stored.number}" if stored.is_new else f"“{file}” stays version {stored.number}"
    )
    say(f"{new}. {whose} {stating.state}.")
    return Exit.GOOD


def _in_state(programme: Programme, stating: Stating) -> tuple[Programme, str] | None:
    """The programme in the state, and the subject of a sentence on it; None, with a sentence, where no session can."""
    from scheduler.core.lookup import find_session
    from scheduler.core.vocabulary import State
    from scheduler.storage.versions.states import OF_A_SESSION, in_state

    state = State(stating.state)
    if stating.sessions and state not in OF_A_SESSION:
        say(f"A session is draft, announced or published; only a whole programme is {state}.")
        return None
    sessions = tuple(find_session(programme, name).id for name in stating.sessions)
    whose = f"{len(sessions)} sessions are" if len(sessions) > 1 else f"“{sessions[0]}” is" if sessions else "It is"
    return in_state(programme, state, sessions), whose


def _restore(file: Path, folder: str | None, number: int | None, stating: Stating, as_json: bool) -> int:
    """Make a stored version the current programme; nothing is written where it no longer fits the sheets."""
    from scheduler.diff.change_log import ChangeLog, ComparedProgramme
    from scheduler.export.changes import change_lines
    from scheduler.replan.restoring import restore
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.versions import VersionedFile, fingerprint, version_of

    assert number is not None
    version = version_of(file, number)
    current = load_programme(file) if file.exists() else None
    found = restore(version.programme, current, file, folder)
    if found.misfits:
        say(
            *found.notes,
            f"Version {number} no longer fits the sheets:",
            *found.misfits,
            f"Nothing was written. “igf-scheduler replan {file.with_suffix('')}@{number}” plans anew from it.",
        )
        return Exit.REJECTED
    if is_rejected(found.instance, found.programme):
        return Exit.REJECTED
    stated = _in_state(found.programme, stating) if stating.state else (found.programme, "")
    if stated is None:
        return Exit.PROBLEMS
    programme, whose = stated
    if current is not None and fingerprint(current) == fingerprint(programme):
        say(f"“{file}” holds just that already. Nothing was written.")
        return Exit.GOOD
    note = stating.note or f"version {number} restored"
    stored = VersionedFile(file).store(programme, stating.author, note, read=current)
    log = ChangeLog(
        found.instance,
        ComparedProgramme("what it was", current or programme),
        ComparedProgramme(f"version {stored.number}", programme),
    )
    if as_json:
        emit_json(
            programme=str(file),
            restored=number,
            version=stored.number,
            state=programme.state,
            notes=list(found.notes),
            changes=[change.fields for change in log.changes],
        )
    else:
        emit(*found.notes, *change_lines(log))
    state = f" {whose} {stating.state}." if whose else f" It is {programme.state}."
    say(f"Version {number} is restored: “{file}” is stored as version {stored.number}.{state}")
    return Exit.GOOD
