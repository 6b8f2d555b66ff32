"""Verbs on what became of a programme: its versions, what changed between two, and two copies merged."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.terminal import Exit, emit, emit_json, say
from scheduler.verbs.rejecting import is_rejected

if TYPE_CHECKING:
    from scheduler.changes.log import ChangeLog
    from scheduler.instance import Instance
    from scheduler.programme import Programme
    from scheduler.versions.merge import Three
    from scheduler.versions.sources import Source


def changes_verb(args: argparse.Namespace) -> int:
    """Say what is different between two programmes."""
    from scheduler.changes.log import ChangeLog, Side
    from scheduler.phrases import number_of
    from scheduler.reports.changed import change_lines, check_change_format, write_changes, write_mails
    from scheduler.versions.sources import read_source

    if args.output:
        check_change_format(Path(args.output))
    before, after = (read_source(name, args.instance) for name in (args.old, args.new))
    instance = _instance_for(after, args.instance)
    log = ChangeLog(instance, *(Side(side.name, side.programme, side.about) for side in (before, after)))
    if args.output:
        write_changes(log, args.output)
        say(f"“{args.output}” is written: {log.size}.")
    if args.mails:
        count = write_mails(log, Path(args.mails))
        unconcerned = sum(not change.coalitions for change in log.changes)
        others = (
            f" In none of them, for no coalition is concerned: {number_of(unconcerned, 'change')}."
            if unconcerned
            else ""
        )
        say(f"“{args.mails}” holds {number_of(count, 'mail')}.{others}")
    if args.json:
        emit_json(old=args.old, new=args.new, changes=[asdict(change) for change in log.changes])
    elif not (args.output or args.mails):
        emit(*change_lines(log))
    return Exit.GOOD


def _instance_for(source: Source, folder: str | None) -> Instance:
    """The instance that gives names, days and people; what has been changed in its folder since does not matter."""
    from scheduler.intake import load
    from scheduler.workspace import NotFoundError, folder_of, loaded_for

    if source.loaded:
        return source.loaded.instance
    try:
        return loaded_for(source.programme, source.file, folder).instance
    except NotFoundError:
        place = folder_of(source.programme, source.file, folder)
        say(
            f"Names, days and people are those that “{place}” gives now; it has changed since “{source.name}” was made."
        )
        return load(place, source.programme.provenance.variation, accept_questions=True).instance


def versions_verb(args: argparse.Namespace) -> int:
    """List the versions of a programme, or keep one in another state."""
    from scheduler.files import load_programme
    from scheduler.versions import fingerprint, versions_of
    from scheduler.versions.listing import version_fields, version_lines
    from scheduler.workspace import programme_file

    file = programme_file(args.programme)
    if args.state:
        return _keep_in_state(args, file)
    current = fingerprint(load_programme(file))
    versions = versions_of(file)
    if args.json:
        emit_json(programme=str(file), current=current, versions=version_fields(versions))
    else:
        emit(*version_lines(file, versions, current))
    return Exit.GOOD


def _keep_in_state(args: argparse.Namespace, file: Path) -> int:
    from scheduler.files import load_programme
    from scheduler.naming import find_session
    from scheduler.versions import keep
    from scheduler.versions.states import OF_A_SESSION, in_state
    from scheduler.vocabulary import State
    from scheduler.workspace import instance_of

    programme = load_programme(file)
    instance = instance_of(programme, file, args.instance)
    if is_rejected(instance, programme):
        return Exit.REJECTED
    if args.session and State(args.state) not in OF_A_SESSION:
        say(f"A session is draft, announced or published; “{args.state}” is said of a whole programme.")
        return Exit.PROBLEMS
    sessions = tuple(find_session(programme, name).id for name in args.session)
    changed = in_state(programme, State(args.state), sessions)
    kept = keep(changed, file, args.author, args.note, read=programme)
    whose = f"{len(sessions)} sessions are" if len(sessions) > 1 else f"“{sessions[0]}” is" if sessions else "It is"
    new = f"“{file}” is kept as version {kept.number}" if kept.is_new else f"“{file}” stays version {kept.number}"
    say(f"{new}. {whose} {args.state}.")
    return Exit.GOOD


def merge_verb(args: argparse.Namespace) -> int:
    """Put together what two people changed."""
    from scheduler.versions import fingerprint
    from scheduler.versions.base import base_of
    from scheduler.versions.checking import checked_anew
    from scheduler.versions.merge import Three, merge, provenance_of
    from scheduler.versions.sources import read_source
    from scheduler.workspace import loaded_for

    mine, theirs = (read_source(name, args.instance) for name in (args.mine, args.theirs))
    output = mine.output(args.output)
    if fingerprint(mine.programme) == fingerprint(theirs.programme):
        say(f"“{args.mine}” and “{args.theirs}” are the same: there is nothing to merge.")
        return Exit.GOOD
    base = read_source(args.base, args.instance).programme if args.base else base_of(mine, theirs)
    prefer = {"mine": 0, "theirs": 1}.get(args.prefer or "")
    three = Three(base, mine.programme, theirs.programme, (mine.called, theirs.called), prefer)
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
        _report_merge(args, logs, merged.conflicts, None)
        say("Nothing was written. Say whose is to hold there with --prefer mine or --prefer theirs.")
        return Exit.PROBLEMS
    programme, broken = checked_anew(instance, merged.programme)
    if broken:
        _report_merge(args, logs, merged.conflicts, None)
        say("Put together, the two break rules:", *broken, "Nothing was written.")
        return Exit.REJECTED
    number = _keep_merged(args, output, three, programme)
    _report_merge(args, logs, merged.conflicts, output)
    say(f"“{output}” is written and kept as version {number}; the check finds no rule broken.")
    return Exit.GOOD


def _log(instance: Instance, base: Programme, side: Source) -> ChangeLog:
    from scheduler.changes.log import ChangeLog, Side

    return ChangeLog(instance, Side("what both came from", base), Side(side.name, side.programme, side.about))


def _keep_merged(args: argparse.Namespace, output: Path, three: Three, programme: Programme) -> int:
    """Keep all that the merged programme came from in its folder, then itself."""
    from scheduler.versions import Head, fingerprint

    head = Head(output)
    head.keep_what_stands()
    head.add(three.base, note="what the two copies came from")
    for name, end in ((args.mine, three.mine), (args.theirs, three.theirs)):
        head.add(end, note=f"merged from {_short(name)}", parents=(fingerprint(three.base),))
    ends = tuple(fingerprint(end) for end in (three.mine, three.theirs))
    note = args.note or f"{_short(args.mine)} and {_short(args.theirs)} merged"
    read = three.mine if output == Path(args.mine) else None
    return head.keep(programme, args.author, note, ends, read).number


def _short(name: str) -> str:
    """The end of a path: enough to know it by, and nothing of whose machine it lay on."""
    return "/".join(Path(name).parts[-2:])


def _report_merge(
    args: argparse.Namespace, logs: list[ChangeLog], conflicts: tuple[str, ...], output: Path | None
) -> None:
    from scheduler.reports.changed import change_lines

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
