"""``solve``: search for the best programme."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.endings import exit_of
from scheduler.cli.options import (
    instance_argument,
    intake_options,
    json_option,
    output_option,
    seed_option,
    time_option,
    verb,
    version_options,
)
from scheduler.cli.reading import read_instance
from scheduler.cli.terminal import emit, emit_json, say, stopped_by_signals

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.planning.service import Outcome


@verb("solve igf-2024 --time 60", "solve tiny -o solutions/tiny.json --reproducible")
@instance_argument
@intake_options
@output_option("PROGRAMME", "The file to save it in (default: solutions/NAME.json).")
@time_option("Time limit; the best programme found by then is saved (default: until proven).")
@click.option("--afresh", is_flag=True, help="Do not continue from the programme that an earlier search saved.")
@click.option("--reproducible", is_flag=True, help="Find the same programme on every run; slower.")
@seed_option(0, "Random seed (default 0).")
@version_options
@json_option
def solve(
    instance: str,
    accept_questions: bool,
    layout: str,
    output: str | None,
    seconds: float | None,
    afresh: bool,
    reproducible: bool,
    seed: int,
    author: str,
    note: str,
    as_json: bool,
) -> int:
    """Find the best programme, check it and save it."""
    from scheduler.cli.progress import Display
    from scheduler.planning.service import plan
    from scheduler.storage.programme_files import default_programme_file
    from scheduler.storage.versions import VersionedFile
    from scheduler.storage.workspace import instance_folder

    found = read_instance(instance_folder(instance), accept_questions=accept_questions, layout=layout)
    file = Path(output) if output else default_programme_file(found.name)
    start = None if afresh or reproducible else _found_before(found, file)
    head = VersionedFile(file)
    head.store_current()
    stop = threading.Event()
    display = Display(found.name)
    with stopped_by_signals(stop, display.stopping):
        with display:
            outcome = plan(
                found,
                seconds=seconds,
                reproducible=reproducible,
                seed=seed,
                on_progress=display.update,
                stop=stop,
                save=head.save_interim,
                start=start,
            )
        # Still within the block: a second Ctrl-C must not lose what was found.
        if outcome.programme and outcome.ending != "rejected":
            head.store(outcome.programme, author, note)
    _report(found, outcome, file, as_json)
    return exit_of(outcome)


def _found_before(instance: Instance, output: Path) -> Programme | None:
    """The programme of an earlier search on the same instance, if it is complete and not proven."""
    from scheduler.search.large import is_large
    from scheduler.storage.programme_files import ProgrammeFileError, load_programme

    if not (output.is_file() and is_large(instance)):
        return None
    try:
        programme = load_programme(output)
    except ProgrammeFileError:
        return None
    if programme.proven or not programme.is_for(instance):
        return None
    say(f"The search continues from “{output}”, which an earlier search saved; with --afresh it does not.")
    return programme


def _report(instance: Instance, outcome: Outcome, output: Path, as_json: bool) -> None:
    from scheduler.cli.fields import outcome_fields
    from scheduler.cli.sentences import how_it_ended
    from scheduler.export import summary

    programme = outcome.programme if outcome.ending != "rejected" else None
    if as_json:
        emit_json(**outcome_fields(instance, outcome, programme, output))
    elif programme:
        emit(summary(instance, programme))
    say(*outcome.sentences)
    if outcome.ending == "rejected":
        say(f"The result was not saved. “{output}”, if it is there, is the last programme that passed the check.")
    if programme:
        say(*_beside_the_best_known(instance, programme), how_it_ended(outcome, programme, output))


def _beside_the_best_known(instance: Instance, programme: Programme) -> Iterator[str]:
    """A sentence if the programme equals or betters the best known one."""
    from scheduler.storage.best_known import RelativeQuality, best_known, compare_with

    known = best_known(instance)
    quality = compare_with(known, programme) if known else None
    if quality is RelativeQuality.EQUAL:
        yield "It is as good as the best known programme of this instance."
    elif quality is RelativeQuality.BETTER:
        yield "It is better than the best known programme of this instance. Send it in: see solutions/README.md."
