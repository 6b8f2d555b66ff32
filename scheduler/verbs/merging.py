"""The verb that puts together what two people changed in two copies of a programme."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.diff.change_log import ChangeLog
    from scheduler.storage.versions.merge import MergeInput
    from scheduler.storage.versions.programme_source import ProgrammeSource


def merge_verb(args: argparse.Namespace) -> int:
    """Put together what two people changed."""
    from scheduler.planning.merged import checked_anew
    from scheduler.roundtrip.sources import read_source
    from scheduler.storage.versions import fingerprint
    from scheduler.storage.versions.common_ancestor import require_common_ancestor
    from scheduler.storage.versions.merge import MergeInput, merge, provenance_of
    from scheduler.storage.workspace import loaded_for

    mine, theirs = (read_source(name, args.instance) for name in (args.mine, args.theirs))
    output = mine.output(args.output)
    if fingerprint(mine.programme) == fingerprint(theirs.programme):
        say(f"“{args.mine}” and “{args.theirs}” are the same: there is nothing to merge.")
        return Exit.GOOD
    base = read_source(args.base, args.instance).programme if args.base else require_common_ancestor(mine, theirs)
    prefer = {"mine": 0, "theirs": 1}.get(args.prefer or "")
    three = MergeInput(base, mine.programme, theirs.programme, (mine.called, theirs.called), prefer)
    provenance = provenance_of(three)
    if provenance is None:
        say(
            f"“{args.mine}” and “{args.theirs}” were made for two different states of “{base.provenance.instance}”. "
            "Say with --prefer mine or --prefer theirs which one holds. Nothing was written."
        )
        return Exit.PROBLEMS
    sample = mine.programme.model_copy(update={"provenance": provenance})
    instance = loaded_for(sample, mine.file, args.instance).instance
    merged = merge(instance, three, provenance)
    logs = [_log(instance, base, side) for side in (mine, theirs)]
    if merged.conflicts and prefer is None:
        _report(args, logs, merged.conflicts, None)
        say("Nothing was written. Say whose is to hold there with --prefer mine or --prefer theirs.")
        return Exit.PROBLEMS
    programme, broken = checked_anew(instance, merged.programme)
    number = None if broken else _keep(args, output, three, programme)
    _report(args, logs, merged.conflicts, None if broken else output)
    if broken:
        say("Put together, the two break rules:", *broken, "Nothing was written.")
        return Exit.REJECTED
    say(f"“{output}” is written and kept as version {number}; the check finds no rule broken.")
    return Exit.GOOD


def _log(instance: Instance, base: Programme, side: ProgrammeSource) -> ChangeLog:
    from scheduler.diff.change_log import ChangeLog, ComparedProgramme

    ancestor = ComparedProgramme("what both came from", base)
    return ChangeLog(instance, ancestor, ComparedProgramme(side.name, side.programme, side.about))


def _keep(args: argparse.Namespace, output: Path, three: MergeInput, programme: Programme) -> int:
    """Keep all that the merged programme came from in its folder, then itself."""
    from scheduler.storage.versions import VersionedFile, fingerprint

    head = VersionedFile(output)
    head.store_current()
    head.add(three.base, note="what the two copies came from")
    for name, end in ((args.mine, three.mine), (args.theirs, three.theirs)):
        head.add(end, note=f"merged from {_short(name)}", parents=(fingerprint(three.base),))
    ends = tuple(fingerprint(end) for end in (three.mine, three.theirs))
    note = args.note or f"{_short(args.mine)} and {_short(args.theirs)} merged"
    read = three.mine if output == Path(args.mine) else None
    return head.store(programme, args.author, note, ends, read).number


def _short(name: str) -> str:
    """The end of a path: enough to know it by, and nothing of whose machine it lay on."""
    return "/".join(Path(name).parts[-2:])


def _report(args: argparse.Namespace, logs: list[ChangeLog], conflicts: tuple[str, ...], output: Path | None) -> None:
    from scheduler.export.changes import change_lines

    if args.json:
        changes = {
            side: [asdict(one) for one in log.changes] for side, log in zip(("mine", "theirs"), logs, strict=True)
        }
        emit_json(**changes, conflicts=list(conflicts), written=str(output) if output else None)
        return
    for log in logs:
        emit(*change_lines(log), "")
    if conflicts:
        whose = f"; {args.prefer} holds" if args.prefer else ""
        emit(f"Both changed the same ({len(conflicts)}{whose})", *(f"  {sentence}" for sentence in conflicts))
