"""The one place that decides where a file for the user may be written.

Never to a file that the run has read, to a source of an instance or to a stored version; to a file that the program
did not write itself, or that was changed since, only with ``--overwrite``. Devices and pipes are written into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.core.atomic_files import OutputError, as_bytes, is_device, staged_file, write_file, write_new_file
from scheduler.core.run_files import current_run, is_read, is_written, note_written
from scheduler.storage.output_records import is_own_output, remember_output
from scheduler.storage.programme_files import names_a_version
from scheduler.storage.workspace import holds_an_instance

_NOTHING = "Nothing was written."

_SOURCES = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".ods", ".csv", ".tsv", ".zip", ".toml", ".md", ".txt"})
"""Suffixes of files that belong to an instance, where they lie in its folder."""


def check_output(path: Path | str) -> None:
    """Raises OutputError where `path` must not be written, with the reason and the remedy."""
    place = Path(path)
    if not place.exists() or place.is_dir() or is_device(place):
        return
    if is_read(place):
        raise OutputError(f"“{path}” is a file that this command reads. Choose another name. {_NOTHING}")
    if is_written(place):
        raise OutputError(f"“{path}” is written by this command already. Give two different names.")
    if names_a_version(place):
        raise OutputError(f"“{path}” is a stored version; these are never changed. Choose another name. {_NOTHING}")
    if is_own_output(place):
        return
    if _is_source(place):
        raise OutputError(f"“{path}” belongs to the instance in that folder. Choose another name. {_NOTHING}")
    if not current_run().overwrite:
        raise OutputError(
            f"“{path}” was not written by this program, or was changed since. Choose another name, or replace it with "
            f"--overwrite. {_NOTHING}"
        )


def write_output(path: Path | str, content: bytes | str) -> None:
    """Write a file for the user atomically, where it may be written (see `check_output`). Raises OutputError."""
    place, data = Path(path), as_bytes(content)
    check_output(place)
    if is_device(place) or place.exists() or place.is_symlink():
        write_file(place, data)
    elif not write_new_file(place, data):
        raise OutputError(f"“{path}” was written by another program just now. Choose another name. {_NOTHING}")
    remember_output(place, data)
    note_written(place)


@contextmanager
def staged_output(path: Path | str, content: bytes | str) -> Iterator[Callable[[], None]]:
    """Check and prepare a file for the user, and give a function that puts it in place in one step.

    Without a call of the function nothing is written. Raises OutputError as `write_output` does.
    """
    place, data = Path(path), as_bytes(content)
    check_output(place)
    if is_device(place):
        yield lambda: write_file(place, data)
        return
    with staged_file(place, data) as replace:

        def put_in_place() -> None:
            replace()
            remember_output(place, data)
            note_written(place)

        yield put_in_place


def replace_own(path: Path, content: str) -> bool:
    """Write a file that the program keeps up to date, and return True; False where the user has changed it.

    Raises OutputError where it cannot be written.
    """
    if path.exists() and not is_own_output(path):
        return path.read_bytes() == content.encode()
    write_file(path, content)
    remember_output(path, content.encode())
    return True


def replace_output(path: Path, content: str) -> None:
    """Write a file of a folder that was checked before, where it is still the program's own.

    Raises OutputError where somebody changed it since, unless ``--overwrite`` was given.
    """
    if current_run().overwrite:
        write_file(path, content)
        remember_output(path, content.encode())
    elif not replace_own(path, content):
        raise OutputError(
            f"“{path}” was changed or put there while this command ran. Move it away, and start the command again: it "
            "continues from here."
        )


def _is_source(place: Path) -> bool:
    """Whether a file belongs to the instance in whose folder it lies."""
    folder = place.resolve().parent
    return place.suffix.lower() in _SOURCES and holds_an_instance(folder)
