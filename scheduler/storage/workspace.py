"""Paths of instances (``instances/NAME``), programmes (``solutions/NAME.json``) and versions (``solutions/NAME/``)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.core.phrases import did_you_mean, nearest

if TYPE_CHECKING:
    from scheduler.core.programme import Programme

INSTANCES = Path("instances")
SOLUTIONS = Path("solutions")
_PLANNING = "planning.xlsx"
_KEPT = re.compile(r"(\d{4,})\.json")


class NotFoundError(Exception):
    """An instance cannot be found, or is not the one a programme was made for; the message is a sentence."""


def instance_folder(text: str) -> Path:
    """The folder of an instance, given as a path or as a name under ``instances/``. Raises NotFoundError."""
    given = Path(text)
    folders = (given, INSTANCES / text)
    for folder in (*filter(holds_an_instance, folders), *folders):
        if folder.is_dir():
            return folder
    if given.is_file():
        raise NotFoundError(f"“{text}” is a file. Give the folder in which the planning workbook and the survey lie.")
    raise NotFoundError(f"There is no instance “{text}”. {_known_instances(text)}")


def programme_file(text: str) -> Path:
    """The file of a programme, given as a path or as a name under ``solutions/``."""
    given = Path(text)
    named = SOLUTIONS / f"{text}.json"
    return named if not given.is_file() and named.is_file() else given


def programmes_near(missing: Path) -> list[str]:
    """The programme most like a file that is not there, as its path or name is to be given; empty without one."""
    beside = [str(path) for path in _files_in(missing.parent) if path.suffix == ".json"]
    if missing.parent == Path() and not missing.suffix:
        beside += [path.stem for path in _files_in(SOLUTIONS) if path.suffix == ".json"]
    return nearest(str(missing), sorted(beside))


def versions_folder(file: Path) -> Path:
    """The folder of a file's stored versions: ``solutions/NAME/`` for ``solutions/NAME.json``.

    Where a folder of that name holds other things, or the file has no suffix to tell the two apart,
    ``solutions/NAME.versions/``.
    """
    plain, apart = file.with_suffix(""), file.with_name(f"{file.stem}.versions")
    if plain == file or (apart.is_dir() and not stored_versions(plain)):
        return apart
    others = [path for path in _files_in(plain) if not path.name.startswith(".")]
    taken = plain.exists() and not stored_versions(plain) and (not plain.is_dir() or bool(others))
    return apart if taken else plain


def stored_versions(folder: Path) -> dict[int, Path]:
    """The files of the versions stored in a folder, by number, in order."""
    found = {int(match[1]): path for path in _files_in(folder) if (match := _KEPT.fullmatch(path.name))}
    return dict(sorted(found.items()))


def version_file(path: Path) -> Path:
    """The file of a version ``solutions/NAME@3`` or ``NAME@3``; another path as it is. Raises NotFoundError."""
    name, at, number = path.name.rpartition("@")
    if not (at and name and number.isascii() and number.isdigit()) or path.exists():
        return path
    folders = [versions_folder(place / f"{name.removesuffix('.json')}.json") for place in (path.parent, SOLUTIONS)]
    for folder in folders:
        kept = stored_versions(folder)
        if int(number) in kept:
            return kept[int(number)]
        if kept:
            raise NotFoundError(f"There is no version {int(number)} of “{name}”; the last is {max(kept)}.")
    raise NotFoundError(f"There are no versions of “{name}”, neither in “{folders[0]}” nor in “{folders[1]}”.")


def programme_and_version(text: str) -> tuple[Path, int | None]:
    """The file of a programme and the number of a version, from ``NAME@3``; None without a number."""
    name, at, number = text.rpartition("@")
    if at and name and number.isascii() and number.isdigit() and not Path(text).exists():
        return programme_file(name), int(number)
    return programme_file(text), None


def _files_in(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def folder_of(programme: Programme, file: Path, folder: str | None = None) -> Path:
    """The folder of the instance that a programme was made for. Raises NotFoundError."""
    return instance_folder(folder) if folder else _folder_named(programme.provenance.instance, file)


def _folder_named(name: str, file: Path) -> Path:
    if name and Path(name).name == name:
        for start in (Path(), *list(file.absolute().parents)[:3]):
            if holds_an_instance(start / name):
                return start / name
            if (start / INSTANCES / name).is_dir():
                return start / INSTANCES / name
    raise NotFoundError(
        f"“{file}” was made for the instance “{name}”, which is neither here nor beside that file. Give its folder "
        "with --instance."
    )


def holds_an_instance(folder: Path) -> bool:
    """Whether there is a planning workbook; a folder of versions, such as ``solutions/NAME``, has none."""
    return (folder / _PLANNING).is_file()


def _known_instances(text: str) -> str:
    known = sorted(folder.name for folder in INSTANCES.iterdir() if folder.is_dir()) if INSTANCES.is_dir() else []
    near = nearest(text, known)
    if near:
        return did_you_mean(near)
    if known:
        return "There are: " + ", ".join(known) + "."
    return (
        "Give the path of its folder, or make a new one with “igf-scheduler init DIR”; with “--example NAME” it is a "
        "copy of an example."
    )
