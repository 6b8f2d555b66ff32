"""Store finished runs on the disk: a record for each in ``runs/``, its programmes beside the manifest.

The record is written last. Where it is there, the run is done, whatever happened afterwards.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_core import from_json

from scheduler.candidates.manifest import MANIFEST, CurveRecord, Manifest, manifest_of
from scheduler.candidates.runs import CandidateResult, CandidateRun, Run
from scheduler.core.frozen import Frozen
from scheduler.core.programme import Programme
from scheduler.core.renamed import with_new_ids
from scheduler.core.version import VERSION
from scheduler.planning.service import Ending
from scheduler.storage.outputs import replace_output
from scheduler.storage.programme_files import (
    OutputError,
    ProgrammeFileError,
    load_programme,
    programme_json,
)
from scheduler.storage.versions import fingerprint

RUNS = "runs"


class RunRecord(Frozen):
    """The record of a finished run, for resuming a sweep. `programmes` are the fingerprints of its files, with
    scores and proofs.

    `instance_sha256` is that of the instance under the run's scenario and principle; `seconds_allowed` matters only
    where something was not proven.
    """

    instance_sha256: str
    program_version: str
    seconds_allowed: float | None
    ending: str
    settled: bool
    programmes: dict[str, str] = Field(default_factory=dict)
    changes: int = 0
    changes_at_most: int | None = None
    sentences: tuple[str, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    curve: CurveRecord | None = None


def programme_file(run: CandidateRun) -> str:
    """The file of a candidate, beside the manifest."""
    return f"{run.id}.json"


def alternative_file(run: CandidateRun) -> str:
    """The file of its most different programme of equal value."""
    return f"{run.id}_other.json"


def record_file(run: Run) -> str:
    """The file of a run's record."""
    return f"{RUNS}/{run.id}.json"


def record_of(folder: Path, run: Run) -> RunRecord | None:
    """The record of an earlier run of this name; None where there is none that can be read."""
    try:
        return RunRecord.model_validate(with_new_ids(from_json((folder / record_file(run)).read_bytes())))
    except (OSError, ValueError):
        return None


def prepare_folder(folder: Path) -> None:
    """Create the folder and its folder for runs. Raises OutputError."""
    try:
        (folder / RUNS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder “{folder}” cannot be made: {error.strerror}. Choose another with -o.") from error


def store_run(folder: Path, run: Run, result: CandidateResult | CurveRecord) -> None:
    """Store the result of a run, unless it was stopped or rejected. Raises OutputError."""
    if isinstance(result, CurveRecord):
        _write_record(folder, run, _record(run, "traced", result.complete, seconds=result.seconds, curve=result))
        return
    assert isinstance(run, CandidateRun)
    if result.ending in (Ending.STOPPED, Ending.REJECTED):
        return
    files = {programme_file(run): result.programme, alternative_file(run): result.alternative}
    written = {file: programme for file, programme in files.items() if programme is not None}
    for file, programme in written.items():
        replace_output(folder / file, programme_json(programme))
    record = _record(
        run,
        result.ending.value,
        _settled(result),
        programmes={file: fingerprint(programme) for file, programme in written.items()},
        changes=result.changes,
        changes_at_most=result.changes_at_most,
        sentences=result.sentences,
        seconds=result.seconds,
        notes=result.notes,
    )
    _write_record(folder, run, record)


def stored_run(folder: Path, run: Run) -> CandidateResult | CurveRecord | None:
    """The stored result of a run from an earlier sweep; None if it must be executed.

    A run counts as done for the same instance, principle and version of the program. One that left something
    unproven counts only where it had as much time as it would have now.
    """
    record = record_of(folder, run)
    if record is None:
        return None
    same = (record.instance_sha256, record.program_version) == (_fingerprint(run), VERSION)
    if not same or not (record.settled or record.seconds_allowed == run.effort.seconds):
        return None
    if not isinstance(run, CandidateRun):
        return record.curve
    try:
        programmes = {file: _load(folder / file, sha256) for file, sha256 in record.programmes.items()}
    except ProgrammeFileError:
        return None
    return CandidateResult(
        Ending(record.ending),
        programmes.get(programme_file(run)),
        programmes.get(alternative_file(run)),
        record.changes,
        record.changes_at_most,
        record.sentences,
        record.seconds,
        record.notes,
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``candidates.json``. Raises OutputError."""
    replace_output(folder / MANIFEST, manifest.model_dump_json(indent=2) + "\n")


def other_instance(folder: Path, name: str) -> str | None:
    """The name of another instance whose candidates are in a folder; None where it is free for this one."""
    try:
        manifest = manifest_of((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest.instance if manifest.instance != name else None


def _settled(found: CandidateResult) -> bool:
    """Whether the result is final: more time cannot change it."""
    if found.programme is None:
        return found.ending is Ending.INFEASIBLE
    return found.programme.proven and found.changes == found.changes_at_most


def _load(file: Path, sha256: str) -> Programme:
    """Load a programme with this fingerprint, scores and proofs included. Raises ProgrammeFileError for another one."""
    programme = load_programme(file)
    if fingerprint(programme) != sha256:
        raise ProgrammeFileError(f"“{file}” was changed since.")
    return programme


def _fingerprint(run: Run) -> str:
    instance = run.principle.applied(run.instance) if isinstance(run, CandidateRun) else run.instance
    return instance.sha256


def _record(run: Run, ending: str, settled: bool, **fields: Any) -> RunRecord:
    return RunRecord(
        instance_sha256=_fingerprint(run),
        program_version=VERSION,
        seconds_allowed=run.effort.seconds,
        ending=ending,
        settled=settled,
        **fields,
    )


def _write_record(folder: Path, run: Run, record: RunRecord) -> None:
    replace_output(folder / record_file(run), record.model_dump_json(indent=2) + "\n")
