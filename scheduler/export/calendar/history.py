"""Collect what was published before: stored versions, and programmes that were sent out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.calendar.revisions import Earlier, moment_of
from scheduler.storage.programme_files import ProgrammeFileError, load_programme
from scheduler.storage.versions import Version, fingerprint, versions_of
from scheduler.storage.versions.version import readable_versions
from scheduler.storage.workspace import stored_versions, version_file


def earlier_programmes(
    instance: Instance, programme: Programme, file: Path, sent_out: Iterable[Path] = ()
) -> tuple[Earlier, ...]:
    """What was before a programme, the oldest first: its versions up to itself, and files that were sent out.

    Raises ProgrammeFileError where one cannot be read or belongs to another event.
    """
    given = {fingerprint(one): one for one in (_of_this_event(instance, path) for path in sent_out)}
    kept = _up_to(programme, _versions(file))
    known = {fingerprint(version.programme) for version in kept}
    return (
        *(Earlier(one, moment_of(instance, one), True) for name, one in given.items() if name not in known),
        *(Earlier(one.programme, one.date, fingerprint(one.programme) in given) for one in kept),
    )


def _versions(file: Path) -> tuple[Version, ...]:
    """The versions of a file, or those up to the one that it is."""
    kept = version_file(file)
    numbers = stored_versions(kept.parent)
    if kept not in numbers.values():
        return versions_of(file)
    return tuple(readable_versions(path for path in numbers.values() if path.name <= kept.name))


def _up_to(programme: Programme, versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """The versions up to the last that is this programme; all of them where it was not kept."""
    own = fingerprint(programme)
    same = [number for number, version in enumerate(versions) if fingerprint(version.programme) == own]
    return versions[: same[-1] + 1] if same else versions


def _of_this_event(instance: Instance, path: Path) -> Programme:
    programme = load_programme(path)
    if programme.provenance.instance != instance.name:
        raise ProgrammeFileError(
            f"“{path}” is a programme of “{programme.provenance.instance}”, not of “{instance.name}”: give an earlier "
            "programme of the same event."
        )
    return programme
