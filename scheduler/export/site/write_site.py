"""Write the pages: a folder, or one file with all of them."""

from __future__ import annotations

from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.site.rendering import Rendering
from scheduler.export.site.site_content import gather
from scheduler.export.views import views_of
from scheduler.storage.programme_files import OutputError, write_file

MARK = '<meta name="generator" content="igf-scheduler">'
"""Identifies pages of an earlier export, which are deleted if they are not written again."""


def write_site(
    instance: Instance, programme: Programme, folder: Path | str, for_planners: bool = False, calendar: str = ""
) -> tuple[Path, ...]:
    """Write the pages into a folder, created if missing, and return their paths, `index.html` first.

    Public pages show the public part; `for_planners` adds closed sessions, meetings, and the pages by person and room,
    the clash map and the use of rooms: write these into a separate folder. Pages of an earlier export that are not
    written again are deleted; other files are kept. `calendar` names a calendar file in the folder. Output is
    deterministic. Raises OutputError.
    """
    place = Path(folder)
    rendering = _rendering(instance, programme, for_planners, calendar)
    pages = rendering.pages
    _make_folder(place)
    paths = tuple(place / f"{one.name}.html" for one in pages)
    for one, path in zip(pages, paths, strict=True):
        write_file(path, rendering.one(one))
    _delete_obsolete(place, set(paths))
    return paths


def page(instance: Instance, programme: Programme, for_planners: bool = False) -> str:
    """All pages as one self-contained HTML document; output is deterministic."""
    return _rendering(instance, programme, for_planners).whole()


def _rendering(instance: Instance, programme: Programme, for_planners: bool, calendar: str = "") -> Rendering:
    """The rendering of a programme, for participants or planners."""
    site = gather(instance, programme, for_planners)
    return Rendering.of(site, views_of(instance, programme) if for_planners else None, calendar)


def _make_folder(place: Path) -> None:
    """Create a folder if it does not exist. Raises OutputError."""
    try:
        place.mkdir(exist_ok=True)
    except FileExistsError:
        raise OutputError(f"“{place}” is a file. Give the name of a folder for the pages.") from None
    except FileNotFoundError:
        raise OutputError(f"“{place}” cannot be created: the folder “{place.parent}” does not exist.") from None
    except OSError as error:
        raise OutputError(f"The folder “{place}” cannot be created: {error.strerror}.") from error


def _delete_obsolete(place: Path, written: set[Path]) -> None:
    """Delete the pages of an earlier export that were not written again."""
    for path in sorted(set(place.glob("*.html")) - written):
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                if MARK in file.read(2_000):
                    path.unlink()
        except OSError as error:
            raise OutputError(
                f"“{path}”, a page of an earlier programme, cannot be deleted: {error.strerror}."
            ) from error
