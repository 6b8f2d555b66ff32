"""The verb that plans anew after something changed."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import emit, emit_json, say, stopped_by_signals
from scheduler.verbs.searches import exit_of

if TYPE_CHECKING:
    from scheduler.progress import Display
    from scheduler.replan import ReplanInput, ReplanResult
    from scheduler.search import Progress
    from scheduler.storage.versions import StoredVersion, VersionedFile

ASKED = ("cancel", "close", "unavailable", "add", "grant", "release")
"""Options that each stand for an amendment of the same name, in the order in which they are carried out."""


def replan_verb(args: argparse.Namespace) -> int:
    """Plan anew with the fewest changes, say them and why, and keep the new programme."""
    from scheduler.progress import Display
    from scheduler.replan import open_replan_input, replan
    from scheduler.replan.replanning import ReplanOptions
    from scheduler.storage.versions import VersionedFile

    file = Path(args.programme)
    texts = [f"{verb} {what}" for verb in ASKED for what in getattr(args, verb)]
    situation = open_replan_input(file, texts, args.instance)
    output = _output(args, file, situation)
    head = VersionedFile(output)
    head.store_current()
    stop, display = threading.Event(), Display(situation.base.name)
    with stopped_by_signals(stop, display.stopping):
        with display:
            effort = ReplanOptions(args.time, on_progress=_telling(display), stop=stop, save=head.save_interim)
            plan = replan(situation, effort, args.further, args.curve or ())
        kept = _keep(args, head, situation, plan, file == output)
    _report(situation, plan, output, kept, args.json)
    return exit_of(plan)


def _output(args: argparse.Namespace, file: Path, situation: ReplanInput) -> Path:
    """The programme's own file, of which every version is kept; one of its name for a workbook or a kept version."""
    from scheduler.roundtrip.opening import is_workbook
    from scheduler.storage.workspace import default_programme_file, version_file

    if args.output:
        return Path(args.output)
    if is_workbook(file) or version_file(file) != file:
        return default_programme_file(situation.base.name)
    return file


def _keep(
    args: argparse.Namespace, head: VersionedFile, situation: ReplanInput, plan: ReplanResult, same_file: bool
) -> StoredVersion | None:
    from scheduler.storage.versions import fingerprint

    if plan.programme is None or plan.ending == "rejected":
        return None
    made = "; ".join(one.written for one in situation.made)
    note = args.note or ("planned anew" + (f": {made}" if made else ""))
    return head.store(plan.programme, args.author, note, () if same_file else (fingerprint(situation.before),))


def _telling(display: Display) -> Callable[[Progress], None]:
    """What tells the display, with the sentence of the goal that is no goal of a policy."""
    from scheduler.catalogue import NOTICEABLE_CHANGES

    def tell(progress: Progress) -> None:
        first = progress.goal == NOTICEABLE_CHANGES.id
        display.update(replace(progress, goal=NOTICEABLE_CHANGES.sentence) if first else progress)

    return tell


def _report(
    situation: ReplanInput, plan: ReplanResult, output: Path, kept: StoredVersion | None, as_json: bool
) -> None:
    from scheduler.replan.replan_texts import replan_fields, replan_lines

    if as_json:
        emit_json(**replan_fields(situation, plan, str(output) if kept else None))
    elif kept:
        emit(*replan_lines(situation, plan))
    else:
        say(*situation.notes)
    say(*plan.sentences)
    if plan.ending == "rejected":
        say(f"The result was not kept. “{output}” is the last programme that passed the check.")
    if kept:
        stopped = "Stopped early; the best so far is kept. " if plan.ending == "stopped" else ""
        say(f"{stopped}The new programme is checked and is version {kept.number} of “{output}” ({plan.seconds:.1f} s).")
