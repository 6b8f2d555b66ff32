"""Copy an example instance: ``init NEW --example NAME``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from scheduler.core.atomic_files import write_file
from scheduler.core.example_folders import examples
from scheduler.core.lookup import NotUnderstoodError
from scheduler.intake.template.write_template import prepare_folder


def copy_example(name: str, folder: Path | str) -> None:
    """Copy an example's planning workbook, survey, README and mapping into a folder, made where there is none.

    Raises NotUnderstoodError where there is no example of this name, FolderInUseError, before anything is written,
    where one of the files is there already, and OutputError where the folder cannot be written to.
    """
    known = examples()
    if name not in known:
        raise NotUnderstoodError(_unknown(name, list(known)))
    files = sorted(path for path in known[name].iterdir() if path.is_file() and not path.name.startswith((".", "~")))
    place = prepare_folder(folder, [path.name for path in files])
    for path in files:
        write_file(place / path.name, path.read_bytes())


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no example “{name}”.{meant} Examples are: {', '.join(known) or 'none'}."
