"""``candidates``: a handful of programmes that differ for a reason."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.options import (
    instance_argument,
    intake_options,
    json_option,
    output_option,
    overwrite_option,
    time_option,
    verb,
)
from scheduler.cli.reading import read_instance
from scheduler.cli.terminal import Exit, emit, emit_json, say, stopped_by_signals
from scheduler.cli.values import NUMBER

if TYPE_CHECKING:
    from scheduler.candidates.generate_candidates import SweepResult


@verb("candidates igf-2024 -o candidates --vary cap=5,7,10 --time 60")
@instance_argument
@intake_options
@output_option("DIR", "The folder to write them to. If an earlier run was stopped, it is continued.", required=True)
@click.option(
    "--vary",
    multiple=True,
    metavar="NAME=VALUE,…",
    help="Also try other values of a policy setting, such as cap=5,7,10. Repeat it for another setting.",
)
@time_option()
@click.option("--processes", type=NUMBER, metavar="N", help="Searches at the same time (default: all processors).")
@click.option("--dask", default="", metavar="ADDRESS", help="Search on the workers of a Dask cluster.")
@click.option("--no-trade-offs", is_flag=True, help="Leave out the trade-offs between goals.")
@overwrite_option
@json_option
def candidates(
    instance: str,
    accept_questions: bool,
    layout: str,
    output: str,
    vary: tuple[str, ...],
    seconds: float | None,
    processes: int | None,
    dask: str,
    no_trade_offs: bool,
    as_json: bool,
) -> int:
    """Find a handful of programmes that differ for a reason."""
    from scheduler.candidates.generate_candidates import RunLocation, generate, processors
    from scheduler.candidates.scenarios import read_scenarios
    from scheduler.cli.sweep_progress import SweepDisplay
    from scheduler.cli.sweep_summary import how_the_sweep_ended, manifest_lines
    from scheduler.intake import load_instance
    from scheduler.storage.workspace import instance_folder

    folder, place = instance_folder(instance), Path(output)
    found = read_instance(folder, accept_questions=accept_questions, layout=layout)
    with_policy = partial(load_instance, folder, accept_questions=accept_questions)
    scenarios = read_scenarios(found, vary, with_policy)
    where = RunLocation(processes or processors(), dask)
    stop, display = threading.Event(), SweepDisplay(found.name)
    with stopped_by_signals(stop, display.stopping), display:
        sweep = generate(found, scenarios, place, where, seconds, not no_trade_offs, stop, display.update)
    if as_json:
        emit_json(**sweep.manifest.model_dump())
    else:
        emit(*manifest_lines(sweep.manifest))
    say(*how_the_sweep_ended(sweep, place, display.found_done))
    return _sweep_exit(sweep, stop.is_set())


def _sweep_exit(sweep: SweepResult, stopped: bool) -> Exit:
    if sweep.rejected:
        return Exit.REJECTED
    if sweep.undone:
        return Exit.STOPPED if stopped else Exit.NO_ANSWER
    if sweep.manifest.candidates:
        return Exit.GOOD
    impossible = all(missing.ending == "infeasible" for missing in sweep.manifest.missing)
    return Exit.INFEASIBLE if impossible else Exit.NO_ANSWER
