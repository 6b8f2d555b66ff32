"""The meetings and programmes of a workspace, and those that are open at the desk."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from scheduler.core.example_folders import PLANNING
from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.desk.jobs import Jobs
from scheduler.desk.journal import FILE, Journal
from scheduler.desk.working_copy import WorkingCopy
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.storage.programme_files import ProgrammeFileError, load_programme
from scheduler.storage.programme_instance import loaded_for
from scheduler.storage.workspace import INSTANCES, SOLUTIONS, NotFoundError, stored_versions, versions_folder


@dataclass(frozen=True)
class MeetingLine:
    """A meeting or programme in the list of the start page.

    `folder` is the meeting's, empty where it is missing; `file` the programme's, None for a meeting without one.
    `problem` says why the programme cannot be read.
    """

    name: str
    meeting: str
    folder: Path | None
    file: Path | None
    state: str = ""
    since: date | None = None
    changed: datetime | None = None
    versions: int = 0
    problem: str = ""


@dataclass(frozen=True)
class OpenedProgramme:
    """A programme open at the desk: its file, the meeting's folder, the working copy, and its jobs.

    `began` is the revision that each job was started from, by its number.
    """

    name: str
    file: Path
    folder: Path
    instance: Instance
    notes: DataNotes
    copy: WorkingCopy
    jobs: Jobs
    began: dict[int, int] = field(default_factory=dict)


class MeetingsFolder:
    """The folders ``instances/`` and ``solutions/`` of a workspace.

    Names from outside are only compared with the names of what is there; no path is made of them.
    """

    def __init__(self, workspace: Path) -> None:
        self.instances = workspace / INSTANCES
        self.solutions = workspace / SOLUTIONS
        self._open: dict[str, tuple[str, OpenedProgramme]] = {}
        self._lock = threading.Lock()

    def lines(self) -> list[MeetingLine]:
        """All programmes, and all meetings that have none, by name."""
        folders = self._folders()
        programmes = [self._line(file, folders) for file in self._files()]
        planned = {line.meeting for line in programmes}
        empty = [
            MeetingLine(name, name, folder, None, changed=_changed(folder / PLANNING))
            for name, folder in folders.items()
            if name not in planned
        ]
        return sorted([*programmes, *empty], key=lambda line: line.name.casefold())

    def find(self, name: str) -> MeetingLine | None:
        """The line of a programme or meeting, by exactly its name."""
        return next((line for line in self.lines() if line.name == name), None)

    def folder(self, name: str) -> Path | None:
        """The folder of a meeting, by exactly its name."""
        return self._folders().get(name)

    def opened(self, name: str) -> OpenedProgramme:
        """The programme of this name, opened when it is first wanted.

        Raises NotFoundError, ProgrammeFileError, InputProblems and JournalError.
        """
        with self._lock:
            line = self.find(name)
            if line is None or line.file is None:
                raise NotFoundError(f"There is no programme “{name}”.")
            if line.folder is None:
                raise NotFoundError(line.problem or f"The folder of the meeting “{line.meeting}” is missing.")
            programme = load_programme(line.file)
            known = self._open.get(name)
            if known and known[0] == programme.provenance.instance_sha256:
                return known[1]
            opened = _open(name, line.file, line.folder, programme)
            if known:
                known[1].jobs.close()
            self._open[name] = (programme.provenance.instance_sha256, opened)
            return opened

    def close(self) -> None:
        """End all jobs."""
        for _, opened in self._open.values():
            opened.jobs.close()

    def _folders(self) -> dict[str, Path]:
        """Meetings under ``instances/``, and those that lie in the workspace itself."""
        roots = (root for root in (self.instances.parent, self.instances) if root.is_dir())
        return {place.name: place for root in roots for place in root.iterdir() if (place / PLANNING).is_file()}

    def _files(self) -> list[Path]:
        places = self.solutions.iterdir() if self.solutions.is_dir() else ()
        return [place for place in places if place.suffix == ".json" and place.is_file() and place.name[0] != "."]

    def _line(self, file: Path, folders: dict[str, Path]) -> MeetingLine:
        name, changed = file.stem, _changed(file)
        try:
            programme = load_programme(file)
        except ProgrammeFileError as error:
            return MeetingLine(name, name, folders.get(name), file, changed=changed, problem=str(error))
        meeting = programme.provenance.instance
        problem = "" if meeting in folders else f"The folder “{INSTANCES / meeting}” is missing."
        versions = len(stored_versions(versions_folder(file)))
        state, since = programme.state.value, programme.state_since
        return MeetingLine(name, meeting, folders.get(meeting), file, state, since, changed, versions, problem)


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime).astimezone()


def _open(name: str, file: Path, folder: Path, programme: Programme) -> OpenedProgramme:
    loaded = loaded_for(programme, file, str(folder))
    notes = DataNotes.of(loaded.instance.name, loaded)
    copy = WorkingCopy(loaded.instance, programme, Journal(folder / FILE, file.name))
    return OpenedProgramme(name, file, folder, loaded.instance, notes, copy, Jobs())
