"""Atomic file writes, and an advisory lock on a folder.

A file is written under a temporary name in the same folder, flushed to the disk and renamed in one step. An
interruption at any time leaves the old file complete; temporary files of killed processes are removed at the next
write.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout, lock_descriptor

LOCK_SECONDS = 10.0
"""Seconds to wait for another process that holds the lock of a folder."""

LOCK_FILE = ".igf-scheduler.lock"
"""Stands in a folder while a process on Windows keeps it."""

_POLL_SECONDS = 0.01

_ABANDONED_AFTER = 24 * 3600.0
"""Seconds after which a temporary file counts as abandoned, on systems without file locks."""

_PART = re.compile(r"\..+\.[0-9a-f]{8}\.igf-part")
_DISK_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class OutputError(Exception):
    """A file cannot be written; the message is a sentence for the user."""


def write_file(path: Path | str, content: bytes | str) -> None:
    """Write `content` to `path` atomically; text is encoded as UTF-8.

    Raises OutputError if the folder is missing or read-only, the disk is full, another program has the file open, or
    `path` is a folder. The existing file is then unchanged and no temporary file is left. Devices and pipes are
    written into.
    """
    named = Path(path)
    with in_sentences(named):
        if is_device(named):
            _write_into(named, as_bytes(content))
            return
        _check_target(named)
        # A link stays a link: what it points to is replaced.
        target = Path(os.path.realpath(named))
        with _temporary_file_beside(target, as_bytes(content)) as part:
            os.replace(part, target)
        _flush_folder(target.parent)


@contextmanager
def staged_file(path: Path | str, content: bytes | str) -> Iterator[Callable[[], None]]:
    """Write `content` beside `path`, and give a function that puts it in place in one step.

    Whatever keeps the file from being written is found before the block. Without a call of the function nothing is
    left, and an existing file is unchanged. Raises OutputError as `write_file` does.
    """
    place = Path(path)
    target = Path(os.path.realpath(place))
    with ExitStack() as opened:
        with in_sentences(place):
            _check_target(place)
            part = opened.enter_context(_temporary_file_beside(target, as_bytes(content)))

        def put_in_place() -> None:
            with in_sentences(place):
                os.replace(part, target)
                _flush_folder(target.parent)

        yield put_in_place


def write_new_file(path: Path | str, content: bytes | str) -> bool:
    """Write `content` to `path` atomically unless the file exists; return whether it was written.

    If several processes write the same name at once, exactly one succeeds. Raises OutputError as `write_file` does.
    """
    target = Path(path)
    with in_sentences(target):
        _check_target(target)
        with _temporary_file_beside(target, as_bytes(content)) as part:
            try:
                _move_to_new_name(part, target)
            except FileExistsError:
                return False
        _flush_folder(target.parent)
    return True


def is_device(path: Path) -> bool:
    """Whether a path is a device, a pipe or a socket: something to write into, not to replace."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    is_stream = path.absolute().parts[:2] in (("/", "dev"), ("/", "proc")) and not stat.S_ISDIR(mode)
    return is_stream or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _write_into(device: Path, data: bytes) -> None:
    """Append to a device or pipe; standard output that goes to a file keeps what is in it."""
    with os.fdopen(os.open(device, os.O_WRONLY | os.O_APPEND), "wb") as file:
        file.write(data)


@contextmanager
def only_one_in(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Exclusive lock on a folder among processes of this program, released also if the process is killed.

    On drives without locks (some network drives) the block runs without one, and only `write_new_file` is safe.
    Raises OutputError if others lock the folder for longer than `seconds`.
    """
    with ExitStack() as stack:
        with in_sentences(folder):
            _wait_for(folder, time.monotonic() + seconds, stack)
        yield


def _wait_for(folder: Path, until: float, stack: ExitStack) -> None:
    """Lock a folder until `stack` is closed. Raises OutputError if it is still locked at `until` (monotonic time)."""
    (_lock_by_file if os.name == "nt" else _lock_by_descriptor)(folder, until, stack)


def _lock_by_descriptor(folder: Path, until: float, stack: ExitStack) -> None:
    """Lock the folder itself, without a lock file."""
    handle = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, handle)
    # On drives without locks, such as some network drives, the block runs without one.
    with suppress(OSError):
        while not lock_descriptor(handle, blocking=False):
            if time.monotonic() > until:
                raise _wait_message(folder)
            time.sleep(_POLL_SECONDS)


def _lock_by_file(folder: Path, until: float, stack: ExitStack) -> None:
    """Lock a file in the folder, since Windows cannot lock folders. The lock of a killed process is released."""
    folder.stat()  # raises if it does not exist; the lock would create it
    lock = FileLock(folder / LOCK_FILE, timeout=max(0.0, until - time.monotonic()), poll_interval=_POLL_SECONDS)
    try:
        stack.enter_context(lock)
    except Timeout:
        raise _wait_message(folder) from None
    except OSError:
        # No locks here, or nothing can be written, which writing then reports.
        return


def _wait_message(folder: Path) -> OutputError:
    return OutputError(
        f"Another run of this program is saving in “{folder}” and does not come to an end. Wait for it, or end it, and "
        "give the command again. Nothing was written."
    )


def _lock_open_file(handle: int) -> None:
    """Lock an open temporary file until it is closed, which marks it as in use.

    Waits for a process that checks the lock at this moment, and may remove the file.
    """
    with suppress(OSError):
        lock_descriptor(handle, poll_interval=_POLL_SECONDS)


def _is_unlocked(handle: int) -> bool:
    """Whether no running process writes this temporary file."""
    try:
        is_free = lock_descriptor(handle, blocking=False)
    except OSError:
        return _is_old(handle)
    # On Windows a file is closed, and so unlocked, a moment before it is renamed.
    return is_free and (os.name != "nt" or _is_old(handle))


def _is_old(handle: int) -> bool:
    return time.time() - os.fstat(handle).st_mtime > _ABANDONED_AFTER


@contextmanager
def _temporary_file_beside(target: Path, data: bytes) -> Iterator[Path]:
    """Write the data to a temporary file beside `target`, flushed to the disk and removed after the block."""
    remove_abandoned_files(target.parent)
    with ExitStack() as opened:
        part, file = _new_part(target, opened)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if os.name == "nt":
                # An open file cannot be renamed there.
                opened.close()
            yield part
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _new_part(target: Path, opened: ExitStack) -> tuple[Path, BinaryIO]:
    """Create and lock a temporary file; try again if another process removed it before it was locked."""
    while True:
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.igf-part")
        file = opened.enter_context(part.open("xb"))
        _lock_open_file(file.fileno())
        if part.exists():
            return part, file


def remove_abandoned_files(folder: Path) -> None:
    """Remove the temporary files of processes that have ended, recognised by their released locks."""
    with suppress(OSError), os.scandir(folder) as entries:
        parts = [Path(entry.path) for entry in entries if _PART.fullmatch(entry.name)]
        for part in parts:
            with suppress(OSError):
                _remove_if_abandoned(part)


def _remove_if_abandoned(part: Path) -> None:
    with part.open("rb+") as file:
        is_abandoned = _is_unlocked(file.fileno())
        if is_abandoned and os.name != "nt":
            part.unlink()
    if is_abandoned and os.name == "nt":
        # An open file cannot be removed there.
        part.unlink()


def _move_to_new_name(part: Path, target: Path) -> None:
    """Move the temporary file to `target`. Raises FileExistsError if `target` exists."""
    if os.name == "nt":
        part.rename(target)
        return
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A drive without links, such as a memory stick: writers of new files hold the folder's lock meanwhile.
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.replace(part, target)


def as_bytes(content: bytes | str) -> bytes:
    """The content of a file; text is encoded as UTF-8."""
    return content.encode() if isinstance(content, str) else content


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise OutputError(f"“{target}” is a folder. Give the name of a file to write.")
    if not target.parent.is_dir():
        raise OutputError(
            f"“{target}” cannot be written: the folder “{target.parent}” does not exist. Create it first."
        )
    for mark in (f".~lock.{target.name}#", f"~${target.name}"):
        if target.with_name(mark).exists():
            raise OutputError(
                f"“{target}” is open in another program, as “{mark}” beside it says. Close it there, or choose another "
                "name; if no program has it open any more, delete that file."
            )


def _flush_folder(folder: Path) -> None:
    """Flush the directory entry, so that the rename survives a loss of power, where the system supports it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def in_sentences(target: Path) -> Iterator[None]:
    """Turn errors of the system within the block into OutputError, with the remedy."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise OutputError(_write_error_sentence(target, error)) from error


def _write_error_sentence(target: Path, error: OSError | ValueError) -> str:
    start = f"“{target}” cannot be written: "
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    if code in _DISK_FULL:
        return start + "the disk is full, or a quota is used up. Free some space, or choose another folder."
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            start + "the folder is read-only, or another program has the file open. Close it, or choose another place."
        )
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE if hasattr(errno, "ESTALE") else errno.ENOENT):
        return start + "its folder is no longer there, or its drive was taken away. Look where it went, and try again."
    if code in (errno.ENAMETOOLONG, errno.EINVAL):
        return start + "the system does not accept this file name. Choose a shorter or simpler one."
    return start + f"{getattr(error, 'strerror', None) or error}."
