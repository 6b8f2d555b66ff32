"""Write many files into a folder as one transaction: all of them or none.

The files are staged in a hidden folder inside and moved into place at the end, which takes milliseconds. A failure
while they are moved is rolled back; a killed process is rolled forward by the next write. Files of others stay, links
are not followed out of the folder, and files of an earlier write that are not written again are removed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import from_json, to_json

from scheduler.core.atomic_files import OutputError, as_bytes, in_sentences, only_one_in, write_file
from scheduler.core.run_files import current_run, is_read
from scheduler.storage.output_records import (
    FOLDER_RECORD,
    content_digest,
    folder_record,
    is_own_output,
    record_text,
)

_STAGE = ".igf-scheduler-stage-"
_JOURNAL = "moves.json"
_WRITERS = 8
"""Number of files that are written in parallel, since each waits for the disk."""
_NAMED = 5
"""Files of others that a message names; the rest is counted."""

FileContent = tuple[str, bytes | str]
"""A path within the folder, its parts apart by “/”, and the content; text is encoded as UTF-8."""


def write_folder(folder: Path, files: Iterable[FileContent], *, parents: bool = False) -> tuple[Path, ...]:
    """Write the files into a folder, made where it is missing, and return their paths in the given order.

    With `parents`, missing folders above it are made too.

    Raises OutputError, and then nothing has changed, where a file or link of somebody else is in the way (replaced with
    ``--overwrite``, a file alone), where the run has read such a file, or where the folder cannot be written.
    """
    with _existing_folder(folder, parents), only_one_in(folder):
        _recover(folder)
        transaction = _Transaction(folder, folder_record(folder) or {})
        try:
            transaction.stage(files)
            transaction.check()
            with _without_interrupts():
                transaction.commit()
        finally:
            shutil.rmtree(transaction.place, ignore_errors=True)
    return tuple(folder / name for name in transaction.digests)


def refuse_foreign(folder: Path, names: Sequence[str]) -> None:
    """Raises OutputError where there are names: files in the folder that others wrote or changed."""
    if names:
        named = ", ".join(f"“{name}”" for name in names[:_NAMED])
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise OutputError(
            f"“{folder}” holds files that this program did not write, or that were changed since: {named}{more}. Move "
            "them away, choose another folder, or replace them with --overwrite. Nothing was written."
        )


@dataclass
class _Transaction:
    """The files of one write: staged, checked against what is in the folder, moved into place."""

    folder: Path
    before: dict[str, str]
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = self.folder / f"{_STAGE}{secrets.token_hex(4)}"

    def stage(self, files: Iterable[FileContent]) -> None:
        """Write all files below the stage."""
        with in_sentences(self.folder):
            (self.place / "new").mkdir(parents=True)
        with ThreadPoolExecutor(_WRITERS) as pool:
            waiting = [pool.submit(self._write, name, content) for name, content in self._encoded(files)]
            for one in waiting:
                one.result()

    def _encoded(self, files: Iterable[FileContent]) -> Iterator[tuple[str, bytes]]:
        for name, content in files:
            data = as_bytes(content)
            self.digests[name] = content_digest(data)
            yield name, data

    def _write(self, name: str, content: bytes) -> None:
        path = self.place / "new" / name
        with in_sentences(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)

    def check(self) -> None:
        """Raises OutputError where something else is in the way of a file."""
        for name in self.digests:
            self._check_way(name)
        if not current_run().overwrite:
            refuse_foreign(self.folder, [name for name in self.digests if self._is_foreign(name)])

    def _check_way(self, name: str) -> None:
        target = self.folder / name
        for above in list(target.parents)[: name.count("/")]:
            if above.is_symlink() or (above.exists() and not above.is_dir()):
                what = "a link" if above.is_symlink() else "a file"
                raise OutputError(
                    f"“{above}” is {what}, where a folder is needed. Move it away, or choose another folder. Nothing "
                    "was written."
                )
        if target.is_dir() and not target.is_symlink():
            raise OutputError(f"“{target}” is a folder, where a file is needed. Move it away. Nothing was written.")
        if target.exists() and is_read(target):
            raise OutputError(
                f"“{target}” is a file that this command reads. Choose another folder. Nothing was written."
            )

    def _is_foreign(self, name: str) -> bool:
        target = self.folder / name
        if target.is_symlink():
            return True
        return target.exists() and not self._is_unchanged(name) and not is_own_output(target)

    def _is_unchanged(self, name: str) -> bool:
        """Whether a file of the earlier write is there, as it was written."""
        path = self.folder / name
        try:
            return not path.is_symlink() and self.before.get(name) == content_digest(path.read_bytes())
        except OSError:
            return False

    def commit(self) -> None:
        """Move the staged files into place, and earlier files that were not written again out of the way."""
        stale = [name for name in self.before if name not in self.digests and self._is_unchanged(name)]
        write_file(self.place / "new" / FOLDER_RECORD, record_text(self.digests))
        names = [*self.digests, FOLDER_RECORD]
        write_file(self.place / _JOURNAL, to_json({"new": names, "stale": stale}))
        done: list[str] = []
        try:
            for name in (*stale, *names):
                _move(self.folder, self.place, name)
                done.append(name)
        except OSError as error:
            for name in reversed(done):
                _move_back(self.folder, self.place, name)
            (self.place / _JOURNAL).unlink(missing_ok=True)
            with in_sentences(self.folder):
                raise error
        _remove_empty(self.folder, stale)


def _move(folder: Path, stage: Path, name: str) -> None:
    """Move the earlier file to the stage, and the new one, where there is one, into its place."""
    target, new, old = folder / name, stage / "new" / name, stage / "old" / name
    if target.is_symlink() or target.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        os.replace(target, old)
    if new.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(new, target)


def _move_back(folder: Path, stage: Path, name: str) -> None:
    target, old = folder / name, stage / "old" / name
    with suppress(OSError):
        if old.is_symlink() or old.exists():
            os.replace(old, target)
        else:
            target.unlink()


def _recover(folder: Path) -> None:
    """Finish the moves of a killed process, and remove what another one had only staged."""
    for stage in sorted(folder.glob(f"{_STAGE}*")):
        if stage.is_symlink() or not stage.is_dir():
            continue
        with suppress(OSError, ValueError, KeyError):
            journal = from_json((stage / _JOURNAL).read_bytes())
            for name in (*journal["stale"], *journal["new"]):
                if (stage / "new" / name).exists() or name in journal["stale"]:
                    _move(folder, stage, name)
        shutil.rmtree(stage, ignore_errors=True)


def _remove_empty(folder: Path, names: Iterable[str]) -> None:
    """Remove folders in which nothing is left."""
    for name in names:
        with suppress(OSError):
            if "/" in name:
                (folder / name).parent.rmdir()


@contextmanager
def _existing_folder(folder: Path, parents: bool) -> Iterator[None]:
    """The folder exists within the block; one that was made is removed after an error if it is empty."""
    created = [target for target in (folder, *folder.parents) if not target.exists()]
    try:
        folder.mkdir(exist_ok=True, parents=parents)
    except FileExistsError:
        raise OutputError(f"“{folder}” is a file. Give the name of a folder.") from None
    except FileNotFoundError:
        raise OutputError(f"“{folder}” cannot be created: the folder “{folder.parent}” does not exist.") from None
    except OSError as error:
        raise OutputError(
            f"The folder “{folder}” cannot be created: {error.strerror}. Choose another place."
        ) from error
    try:
        yield
    except BaseException:
        for target in created:
            with suppress(OSError):
                target.rmdir()
        raise


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for the few milliseconds in which files are moved."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread, in which alone Python is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
