"""Read an instance for a verb, and report its warnings on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli.terminal import say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.intake import InputProblems, Loaded


def read_instance(folder: Path, *, accept_questions: bool, layout: str) -> Instance:
    """The instance in a folder; its warnings go to stderr. Raises InputProblems."""
    from scheduler.cli.sentences import with_severity
    from scheduler.intake import load

    loaded = load(folder, accept_questions=accept_questions, layout=layout)
    if layout:
        write_mapping(folder, loaded)
    say(*with_severity(loaded.problems))
    return loaded.instance


def write_mapping(folder: Path, found: Loaded | InputProblems) -> None:
    """Write the proposed mapping of columns for a person to confirm, beside one that the user has changed."""
    from scheduler.intake.survey.column_mapping import MAPPING, PROPOSED
    from scheduler.storage.outputs import replace_own

    if not found.proposed:
        return
    file, beside = folder / MAPPING, folder / PROPOSED
    if replace_own(file, found.proposed):
        say(f"“{file}” is written. Please check it.")
    elif replace_own(beside, found.proposed):
        say(f"“{file}” is not changed. “{beside}” is the new proposal: check it, and put it in the place of {MAPPING}.")
    else:
        say(f"“{file}” and “{beside}” are not changed: both hold your changes. Delete {PROPOSED} for a new proposal.")


def programme_and_instance(programme: str, instance: str | None) -> tuple[Programme, Instance]:
    """The programme of a file, and the instance it was made for."""
    from scheduler.roundtrip import read_programme

    found, loaded, _ = read_programme(programme, instance)
    return found, loaded.instance
