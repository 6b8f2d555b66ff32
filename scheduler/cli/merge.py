"""``merge``: what two people changed in two copies of a programme, put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli import completing
from scheduler.cli.options import (
    instance_option,
    json_option,
    named_programme_argument,
    output_option,
    verb,
    version_options,
)
from scheduler.cli.terminal import Exit, emit, emit_json, say

if TYPE_CHECKING:
    from scheduler.core.instance import Instance
    from scheduler.core.programme import Programme
    from scheduler.diff.change_log import ChangeLog
    from scheduler.storage.versions import VersionedFile
    from scheduler.storage.versions.merge import MergeInput
    from scheduler.storage.versions.programme_source import ProgrammeSource


@verb("merge solutions/igf-2024.json theirs/igf-2024.json", "merge mine.json edited.xlsx --prefer theirs")
@named_programme_argument("mine")
@named_programme_argument("theirs")
@output_option("PROGRAMME", "The file to save it in (default: MINE).")
@click.option(
    "--base",
    metavar="PROGRAMME",
    help="The programme that both copies came from, where no version tells it.",
    shell_complete=completing.programmes,
)
@click.option("--prefer", type=click.Choice(("mine", "theirs")), help="Whose change holds where both changed the same.")
@instance_option
@version_options
@json_option
def merge(
    mine: str,
    theirs: str,
    output: str | None,
    base: str | None,
    prefer: str | None,
    instance: str | None,
    author: str,
    note: str,
    as_json: bool,
) -> int:
    """Put together what two people changed in two copies of a programme."""
    from scheduler.planning.merged import recheck
    from scheduler.roundtrip.sources import read_source
    from scheduler.storage.programme_instance import loaded_for
    from scheduler.storage.versions import VersionedFile, fingerprint
    from scheduler.storage.versions.common_ancestor import require_common_ancestor
    from scheduler.storage.versions.merge import MergeInput, provenance_of
    from scheduler.storage.versions.merge import merge as merged_from

    ours, others = (read_source(name, instance) for name in (mine, theirs))
    place = ours.output(output)
    if fingerprint(ours.programme) == fingerprint(others.programme):
        say(f"“{mine}” and “{theirs}” are the same: there is nothing to merge.")
        return Exit.GOOD
    origin = read_source(base, instance).programme if base else require_common_ancestor(ours, others)
    number = {"mine": 0, "theirs": 1}.get(prefer or "")
    three = MergeInput(origin, ours.programme, others.programme, (ours.called, others.called), number)
    provenance = provenance_of(three)
    if provenance is None:
        say(
            f"“{mine}” and “{theirs}” were made for two different states of “{origin.provenance.instance}”. "
            "Decide which one holds with --prefer mine or --prefer theirs. Nothing was written."
        )
        return Exit.PROBLEMS
    sample = ours.programme.model_copy(update={"provenance": provenance})
    meeting = loaded_for(sample, ours.file, instance).instance
    merged = merged_from(meeting, three, provenance)
    logs = [_log(meeting, origin, side) for side in (ours, others)]
    if merged.conflicts and prefer is None:
        _report(logs, merged.conflicts, None, prefer, as_json)
        say("Nothing was written. Decide whose change holds with --prefer mine or --prefer theirs.")
        return Exit.PROBLEMS
    programme, broken = recheck(meeting, merged.programme)
    version = None
    if not broken:
        remark = note or f"{_short(mine)} and {_short(theirs)} merged"
        version = _store(VersionedFile(place), (mine, theirs), three, programme, author, remark)
    _report(logs, merged.conflicts, None if broken else place, prefer, as_json)
    if broken:
        say("Put together, the two break rules:", *broken, "Nothing was written.")
        return Exit.REJECTED
    say(f"“{place}” is written and stored as version {version}; the check finds no rule broken.")
    return Exit.GOOD


def _log(instance: Instance, base: Programme, side: ProgrammeSource) -> ChangeLog:
    from scheduler.diff.change_log import ChangeLog, ComparedProgramme

    return ChangeLog(
        instance,
        ComparedProgramme("what both came from", base),
        ComparedProgramme(side.name, side.programme, side.about),
    )


def _store(
    head: VersionedFile, names: tuple[str, str], three: MergeInput, programme: Programme, author: str, remark: str
) -> int:
    """Store all that the merged programme came from in its folder, then itself; return its version."""
    from scheduler.storage.versions import fingerprint

    head.store_current()
    head.add(three.base, note="what the two copies came from")
    for name, end in zip(names, (three.mine, three.theirs), strict=True):
        head.add(end, note=f"merged from {_short(name)}", parents=(fingerprint(three.base),))
    ends = tuple(fingerprint(end) for end in (three.mine, three.theirs))
    read = three.mine if head.file == Path(names[0]) else None
    return head.store(programme, author, remark, ends, read).number


def _short(name: str) -> str:
    """The last parts of a path, which identify it without the folders of a machine."""
    return "/".join(Path(name).parts[-2:])


def _report(
    logs: list[ChangeLog], conflicts: tuple[str, ...], output: Path | None, prefer: str | None, as_json: bool
) -> None:
    from scheduler.export.changes import change_lines

    if as_json:
        changes = {
            side: [one.fields for one in log.changes] for side, log in zip(("mine", "theirs"), logs, strict=True)
        }
        emit_json(**changes, conflicts=list(conflicts), written=str(output) if output else None)
        return
    for log in logs:
        emit(*change_lines(log), "")
    if conflicts:
        whose = f"; {prefer} holds" if prefer else ""
        emit(f"Both changed the same ({len(conflicts)}{whose})", *(f"  {sentence}" for sentence in conflicts))
