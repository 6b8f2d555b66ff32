"""``versions``: the stored versions of a programme and their states."""

from __future__ import annotations

from pathlib import Path

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


@verb("versions igf-2024", 'versions igf-2024 --state announced --author Ana --note "sent to the coalitions"')
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
@version_options
@json_option
def versions(
    programme: str,
    instance: str | None,
    state: str | None,
    session: tuple[str, ...],
    author: str,
    note: str,
    as_json: bool,
) -> int:
    """List the versions of a programme, or store one in another state."""
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.versions import fingerprint, versions_of
    from scheduler.storage.versions.version_list import version_fields, version_lines
    from scheduler.storage.workspace import programme_file

    file = programme_file(programme)
    if state:
        return _store_in_state(file, instance, state, session, author, note)
    current = fingerprint(load_programme(file))
    stored = versions_of(file)
    if as_json:
        emit_json(programme=str(file), current=current, versions=version_fields(stored))
    else:
        emit(*version_lines(file, stored, current))
    return Exit.GOOD


def _store_in_state(file: Path, folder: str | None, state: str, names: tuple[str, ...], author: str, note: str) -> int:
    from scheduler.core.lookup import find_session
    from scheduler.core.vocabulary import State
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.programme_instance import instance_of
    from scheduler.storage.versions import store_version
    from scheduler.storage.versions.states import OF_A_SESSION, in_state

    programme = load_programme(file)
    if is_rejected(instance_of(programme, file, folder), programme):
        return Exit.REJECTED
    if names and State(state) not in OF_A_SESSION:
        say(f"A session is draft, announced or published; only a whole programme is {state}.")
        return Exit.PROBLEMS
    sessions = tuple(find_session(programme, name).id for name in names)
    stored = store_version(in_state(programme, State(state), sessions), file, author, note, read=programme)
    whose = f"{len(sessions)} sessions are" if len(sessions) > 1 else f"“{sessions[0]}” is" if sessions else "It is"
    new = (
        f"“{file}” is stored as version {stored.number}" if stored.is_new else f"“{file}” stays version {stored.number}"
    )
    say(f"{new}. {whose} {state}.")
    return Exit.GOOD
