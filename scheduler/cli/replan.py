"""``replan``: a new programme after something changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.endings import exit_of
from scheduler.cli.options import (
    Function,
    instance_option,
    json_option,
    output_option,
    programme_argument,
    time_option,
    verb,
    version_options,
)
from scheduler.cli.terminal import agrees, emit, emit_json, is_interactive, say, stopped_by_signals
from scheduler.cli.values import COUNT, COUNTS

if TYPE_CHECKING:
    from scheduler.cli.progress import Display
    from scheduler.replan import ReplanInput, ReplanResult
    from scheduler.search import Progress
    from scheduler.storage.versions import StoredVersion

AMENDMENTS: dict[str, tuple[str, str, completing.Complete]] = {
    "cancel": ("NAME", "Cancel a coalition, a request or a session, such as DC3 or “Joint: DNS”.", completing.named),
    "close": ("ROOM[: WHEN]", "Close a room, such as “Salle 5: day 2 14:00-16:00”.", completing.rooms),
    "unavailable": ("WHO: WHEN", "A coalition or person is away, such as “DC3: day 2 morning”.", completing.coalitions),
    "add": ("REQUEST", "Add a late request, such as “DC7: day-zero event, rank 1, 60 people”.", completing.coalitions),
    "grant": ("REQUEST", "Grant a request, whatever has to move for it.", completing.refused),
    "release": ("NAME", "Let this move although it is published or pinned; “all” for everything.", completing.named),
}
"""The options for amendments, by the name of the amendment, in the order in which they are applied."""


def _amendment_options(function: Function) -> Function:
    for name, (metavar, text, complete) in reversed(AMENDMENTS.items()):
        option = click.option(
            f"--{name}", multiple=True, metavar=metavar, help=f"{text} Can be repeated.", shell_complete=complete
        )
        function = option(function)
    return function


@verb(
    'replan solutions/igf-2024.json --cancel DC3 --close "Salle 5: day 2 14:00-16:00"',
    "replan edited.xlsx --curve 0,3,10",
)
@programme_argument
@_amendment_options
@click.option(
    "--further", type=COUNT, default=0, metavar="N", help="Allow so many more changes than needed (default 0)."
)
@click.option(
    "--curve",
    type=COUNTS,
    is_flag=False,
    flag_value="0,3,10",
    metavar="N,N,…",
    help="Report what so many more changes would improve (without numbers: 0,3,10).",
)
@output_option("PROGRAMME", "The file to save it in (default: the next version of PROGRAMME).")
@instance_option
@time_option()
@version_options
@click.option("--dry-run", is_flag=True, help="Report what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Save the new programme without a question, also on a terminal.")
@json_option
def replan(
    programme: str,
    further: int,
    curve: tuple[int, ...] | None,
    output: str | None,
    instance: str | None,
    seconds: float | None,
    author: str,
    note: str,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    **amendments: tuple[str, ...],
) -> int:
    """Plan anew after something changed, with the fewest changes.

    On a terminal the changes are shown first, and the programme is saved after a question.
    """
    from scheduler.cli.progress import STOPPING, Display
    from scheduler.replan import open_replan_input
    from scheduler.replan import replan as plan_anew
    from scheduler.replan.replanning import ReplanOptions
    from scheduler.storage.versions import VersionedFile, fingerprint

    file = Path(programme)
    texts = [f"{name} {what}" for name in AMENDMENTS for what in amendments[name]]
    situation = open_replan_input(file, texts, instance)
    asks = is_interactive() and not (yes or as_json)
    at_once = not (dry_run or asks)
    place = Path(output) if output else _output_of(file, situation, make=at_once)
    head = VersionedFile(place)
    if at_once:
        head.store_current()
    else:
        head.check_writable()
    made = "; ".join(one.written for one in situation.made)
    remark = note or ("planned anew" + (f": {made}" if made else ""))
    parents = () if file == place else (fingerprint(situation.before),)
    stored = None
    stop = threading.Event()
    display = Display(situation.base.name, STOPPING if at_once else "Stopping: the best programme so far is shown now.")
    with stopped_by_signals(stop, display.stopping):
        with display:
            save = head.save_interim if at_once else None
            effort = ReplanOptions(seconds, on_progress=_reporting(display), stop=stop, save=save)
            plan = plan_anew(situation, effort, further, curve or ())
        if at_once and _can_be_saved(plan):
            assert plan.programme is not None
            stored = head.store(plan.programme, author, remark, parents)
    _report(situation, plan, str(place) if stored else None, as_json)
    if asks and not dry_run and _can_be_saved(plan) and agrees(f"Save this as the next version of “{place}”?"):
        assert plan.programme is not None
        place = Path(output) if output else _output_of(file, situation, make=True)
        stored = head.store(plan.programme, author, remark, parents, situation.before if file == place else None)
    _report_ending(plan, place, stored, at_once)
    return exit_of(plan)


def _can_be_saved(plan: ReplanResult) -> bool:
    return plan.programme is not None and plan.ending != "rejected"


def _output_of(file: Path, situation: ReplanInput, *, make: bool) -> Path:
    """The programme's own file, of which every version is kept; one of its name for a workbook or a stored version.

    `make`: make the folder of programmes where it is missing.
    """
    from scheduler.roundtrip.opening import is_workbook
    from scheduler.storage.programme_files import default_programme_file
    from scheduler.storage.workspace import SOLUTIONS, version_file

    if is_workbook(file) or version_file(file) != file:
        name = situation.base.name
        return default_programme_file(name) if make else SOLUTIONS / f"{name}.json"
    return file


def _reporting(display: Display) -> Callable[[Progress], None]:
    """A callback that updates the display, and gives the goal on changes, which no policy has, its sentence."""
    from scheduler.catalogue import NOTICEABLE_CHANGES

    def update(progress: Progress) -> None:
        first = progress.goal == NOTICEABLE_CHANGES.id
        display.update(replace(progress, goal=NOTICEABLE_CHANGES.sentence) if first else progress)

    return update


def _report(situation: ReplanInput, plan: ReplanResult, written: str | None, as_json: bool) -> None:
    """The report on stdout; `written` is the file that holds the new programme, None where it is not saved yet."""
    from scheduler.replan.replan_texts import replan_fields, replan_lines

    if as_json:
        emit_json(**replan_fields(situation, plan, written))
    elif _can_be_saved(plan):
        emit(*replan_lines(situation, plan))
    else:
        say(*situation.notes)
    say(*plan.sentences)


def _report_ending(plan: ReplanResult, output: Path, stored: StoredVersion | None, at_once: bool) -> None:
    if plan.ending == "rejected":
        say(f"The result was not saved. “{output}” is the last programme that passed the check.")
    elif stored:
        stopped = "Stopped early; the best programme so far is saved. " if plan.ending == "stopped" and at_once else ""
        version = f"is version {stored.number} of “{output}”"
        say(f"{stopped}The new programme is checked and {version} ({plan.seconds:.1f} s).")
    elif not at_once:
        say("Nothing was written.")
