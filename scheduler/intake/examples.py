"""Example instances that travel with the program: ``init NEW --example NAME`` copies one.

Their only source is the folder ``instances/`` of the repository. A wheel carries them (all but the largest made-up
meetings, which ``generate`` writes anew) in ``scheduler/example_instances``, where ``setup.py`` puts them; from a
checkout or an editable installation they are read where they are.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import scheduler
from scheduler.core.lookup import NotUnderstoodError
from scheduler.intake.template.template import PLANNING, prepare_folder
from scheduler.storage.programme_files import write_file

_PACKAGE = Path(scheduler.__file__).parent
FOLDERS = (_PACKAGE / "example_instances", _PACKAGE.parent / "instances")
"""Where examples are: in a wheel, and in a checkout."""


def examples() -> dict[str, Path]:
    """The folder of each example, by name, in alphabetical order."""
    folder = next((folder for folder in FOLDERS if folder.is_dir()), None)
    found = sorted(folder.iterdir()) if folder else []
    return {place.name: place for place in found if (place / PLANNING).is_file()}


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
