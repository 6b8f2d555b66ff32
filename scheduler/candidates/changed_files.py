"""Find the files of a folder of candidates that somebody changed or put there; a sweep never replaces these unasked.

A file is the program's own where it is as it was written last. Files of folders that moved, or that earlier versions of
the program wrote, are known by their run's record: it holds the fingerprints of its programmes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scheduler.candidates.manifest import MANIFEST, manifest_of
from scheduler.candidates.run_store import alternative_file, programme_file, record_file, record_of
from scheduler.candidates.runs import CandidateRun, Run
from scheduler.core.run_files import current_run
from scheduler.storage.folder_outputs import refuse_foreign
from scheduler.storage.output_records import has_output_record, is_own_output, remember_output
from scheduler.storage.programme_files import ProgrammeFileError, load_programme
from scheduler.storage.versions import fingerprint


def check_files(folder: Path, runs: Iterable[Run]) -> None:
    """Check the files that these runs may replace, and the manifest, before any run starts.

    Raises OutputError with the names of changed or foreign files, unless ``--overwrite`` was given. Own files that an
    earlier version wrote are recorded as such, so that a change during the sweep is noticed too.
    """
    if current_run().overwrite:
        return
    foreign = [] if _is_own_manifest(folder / MANIFEST) else [MANIFEST]
    for run in runs:
        foreign += [name for name in _files_of(run) if not _is_own(folder, run, name)]
    refuse_foreign(folder, foreign)


def _files_of(run: Run) -> tuple[str, ...]:
    """The files that a run writes, by their paths in the folder."""
    programmes = (programme_file(run), alternative_file(run)) if isinstance(run, CandidateRun) else ()
    return (*programmes, record_file(run))


def _is_own(folder: Path, run: Run, name: str) -> bool:
    """Whether a file of a run is missing or the program's own."""
    path = folder / name
    if _is_free(path) or is_own_output(path):
        return True
    if name == record_file(run):
        return not has_output_record(path) and record_of(folder, run) is not None and _adopted(path)
    record = record_of(folder, run)
    try:
        programme = load_programme(path)
    except ProgrammeFileError:
        return False
    # The digest without scores is that of earlier versions.
    digests = (fingerprint(programme), programme.sha256)
    return record is not None and record.programmes.get(name) in digests and _adopted(path)


def _is_own_manifest(path: Path) -> bool:
    if _is_free(path) or is_own_output(path):
        return True
    try:
        manifest_of(path.read_bytes())
    except (OSError, ValueError):
        return False
    return not has_output_record(path) and _adopted(path)


def _is_free(path: Path) -> bool:
    return not path.exists() and not path.is_symlink()


def _adopted(path: Path) -> bool:
    """Record a file as the program's own, and return True."""
    remember_output(path, path.read_bytes())
    return True
