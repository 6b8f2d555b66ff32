"""``proposal``: the paper for the MAG."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.options import (
    DECIDED,
    instance_option,
    output_option,
    overwrite_option,
    programme_argument,
    verb,
    version_options,
)
from scheduler.cli.reading import programme_and_instance
from scheduler.cli.rejecting import is_rejected
from scheduler.cli.terminal import Exit, say
from scheduler.cli.values import DAY

if TYPE_CHECKING:
    from scheduler.core.programme import Programme


@verb("proposal solutions/igf-2024.json -o proposal.docx --state proposed")
@programme_argument
@instance_option
@output_option("FILE", "A document (.docx) or a text (.md).", required=True)
@click.option("--state", type=click.Choice(DECIDED), help="Record this state of the decision in PROGRAMME.")
@click.option("--on", type=DAY, metavar="DATE", help="The day of that decision, such as 2026-02-10 (default: today).")
@overwrite_option
@version_options
def proposal(
    programme: str, instance: str | None, output: str, state: str | None, on: date | None, author: str, note: str
) -> int:
    """Write the consolidated paper for the MAG."""
    from scheduler.core.vocabulary import State
    from scheduler.export.proposal import proposal_file, write_proposal
    from scheduler.storage.versions.stored import mark_of

    found, read = programme_and_instance(programme, instance)
    if is_rejected(read, found):
        return Exit.REJECTED
    mark = mark_of(found, programme)
    if state or on:
        _check_records_state(programme)
        decision = State(state) if state else found.state
        decided = found.model_copy(update={"state": decision, "state_since": on or date.today()})
        content = proposal_file(read, decided, Path(output), mark)
        _write_both(content, output, found, decided, programme, author, note)
        say(f"“{programme}” is {decided.state} since {decided.state_since}.")
    else:
        write_proposal(read, found, Path(output), mark)
    say(f"“{output}” is written.")
    return Exit.GOOD


def _write_both(
    content: bytes | str, output: str, found: Programme, decided: Programme, file: str, author: str, note: str
) -> None:
    """Write the paper and store the decided programme: both, or neither of them. Raises OutputError."""
    from scheduler.storage.outputs import staged_output
    from scheduler.storage.programme_files import load_programme
    from scheduler.storage.versions import VersionedFile

    head = VersionedFile(file)
    head.store_current()
    with staged_output(output, content) as put_in_place:
        try:
            head.store(decided, author, note, read=found)
        finally:
            # Also where the run is stopped just after the programme was written.
            if load_programme(file) == decided:
                put_in_place()


def _check_records_state(file: str) -> None:
    """A decision is recorded in a programme's JSON file alone. Raises OutputError for a workbook."""
    from scheduler.roundtrip import is_workbook
    from scheduler.storage.programme_files import OutputError

    if is_workbook(file):
        raise OutputError(
            f"“{file}” is a workbook; a decision is recorded in the programme's JSON file. Make one with "
            f"“igf-scheduler export {file} FILE.json”, and give that."
        )
