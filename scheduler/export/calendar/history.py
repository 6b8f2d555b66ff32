"""Collect what was published before: stored versions, and programmes that were sent out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.calendar.revisions import EarlierProgramme, moment_of
from scheduler.storage.programme_files import ProgrammeFileError, load_programme
from scheduler.storage.versions import Version, fingerprint, versions_of
from scheduler.storage.versions.version import readable_versions
from scheduler.storage.workspace import stored_versions, version_file


def earlier_programmes(
    instance: Instance, programme: Programme, file: Path, sent_out: Iterable[Path] = ()
) -> tuple[EarlierProgramme, ...]:
    """The programmes before a programme, oldest first: its versions up to itself, and files that were sent out.

    Raises ProgrammeFileError where a file cannot be read or belongs to another event.
    """
    given = {fingerprint(one): one for one in (_of_this_event(instance, path) for path in sent_out)}
    versions = _up_to(programme, _versions(file))
    known = {fingerprint(version.programme) for version in versions}
    return (
        *(EarlierProgramme(one, moment_of(instance, one), True) for name, one in given.items() if name not in known),
        *(EarlierProgramme(one.programme, one.date, fingerprint(one.programme) in given) for one in versions),
    )


def _versions(file: Path) -> tuple[Version, ...]:
    """The versions of a file; of a file that is itself a version, those up to it."""
    version = version_file(file)
    stored = stored_versions(version.parent)
    if version not in stored.values():
        return versions_of(file)
    return tuple(readable_versions(path for path in stored.values() if path.name <= version.name))


def _up_to(programme: Programme, versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """The versions up to the last one equal to the programme; all of them if none is."""
    own = fingerprint(programme)
    same = [number for number, version in enumerate(versions) if fingerprint(version.programme) == own]
    return versions[: same[-1] + 1] if same else versions


def _of_this_event(instance: Instance, path: Path) -> Programme:
    """Load a programme. Raises ProgrammeFileError if it belongs to another event."""
    programme = load_programme(path)
    if programme.provenance.instance != instance.name:
        raise ProgrammeFileError(
            f"“{path}” is a programme of “{programme.provenance.instance}”, not of “{instance.name}”: give an earlier "
            "programme of the same event."
        )
    return programme
