"""``proposal``: the paper for the MAG."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
    from scheduler.export.proposal import write_proposal
    from scheduler.storage.versions import VersionedFile

    found, read = programme_and_instance(programme, instance)
    if is_rejected(read, found):
        return Exit.REJECTED
    decided = found
    if state or on:
        _check_records_state(programme)
        decision = State(state) if state else found.state
        decided = found.model_copy(update={"state": decision, "state_since": on or date.today()})
    head = VersionedFile(programme)
    if decided is not found:
        head.store_current()
    write_proposal(read, decided, Path(output))
    if decided is not found:
        head.store(decided, author, note, read=found)
        say(f"“{programme}” is {decided.state} since {decided.state_since}.")
    say(f"“{output}” is written.")
    return Exit.GOOD


def _check_records_state(file: str) -> None:
    """A decision is recorded in a programme's JSON file alone. Raises OutputError for a workbook."""
    from scheduler.roundtrip import is_workbook
    from scheduler.storage.programme_files import OutputError

    if is_workbook(file):
        raise OutputError(
            f"“{file}” is a workbook; a decision is recorded in the programme's JSON file. Make one with "
            f"“igf-scheduler export {file} FILE.json”, and give that."
        )
