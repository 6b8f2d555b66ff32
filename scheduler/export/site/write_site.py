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
"""By which pages of an earlier run are known, so that none outlives what it shows."""


def write_site(
    instance: Instance,
    programme: Programme,
    folder: Path | str,
    for_planners: bool = False,
    calendar: str = "",
    mark: str = "",
) -> tuple[Path, ...]:
    """Write the pages into a folder, which is made where there is none, and return their paths, `index.html` first.

    Participants' pages hold what is public; `for_planners` adds closed sessions, meetings and the pages by person and
    room, the clash map and the use of rooms: write those into a folder of their own. Pages of an earlier run that are
    not written again are taken away; other files stay. `calendar` names a calendar file that lies in the folder, `mark`
    is a sentence at the foot of each page. Equal programmes give equal bytes. Raises OutputError.
    """
    place = Path(folder)
    rendering = _rendering(instance, programme, for_planners, calendar, mark)
    pages = rendering.pages
    _make(place)
    paths = tuple(place / f"{one.name}.html" for one in pages)
    for one, path in zip(pages, paths, strict=True):
        write_file(path, rendering.one(one))
    _take_away(place, set(paths))
    return paths


def page(instance: Instance, programme: Programme, for_planners: bool = False, mark: str = "") -> str:
    """All pages as one HTML document that needs no other file. Equal programmes give equal documents."""
    return _rendering(instance, programme, for_planners, mark=mark).whole()


def _rendering(
    instance: Instance, programme: Programme, for_planners: bool, calendar: str = "", mark: str = ""
) -> Rendering:
    site = gather(instance, programme, for_planners, mark)
    return Rendering.of(site, views_of(instance, programme) if for_planners else None, calendar)


def _make(place: Path) -> None:
    try:
        place.mkdir(exist_ok=True)
    except FileExistsError:
        raise OutputError(f"“{place}” is a file. Give the name of a folder for the pages.") from None
    except FileNotFoundError:
        raise OutputError(f"“{place}” cannot be made: the folder “{place.parent}” does not exist.") from None
    except OSError as error:
        raise OutputError(f"The folder “{place}” cannot be made: {error.strerror}.") from error


def _take_away(place: Path, kept: set[Path]) -> None:
    """Delete pages of an earlier run that this one did not write."""
    for path in sorted(set(place.glob("*.html")) - kept):
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                if MARK in file.read(2_000):
                    path.unlink()
        except OSError as error:
            raise OutputError(
                f"“{path}”, a page of an earlier programme, cannot be deleted: {error.strerror}."
            ) from error
