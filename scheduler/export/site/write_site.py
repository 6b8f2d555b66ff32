"""Write the pages: a folder, or one file with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from scheduler.export.site.rendering import Rendering
from scheduler.export.site.site_content import gather
from scheduler.export.views import views_of
from scheduler.storage.folder_outputs import FileContent, write_folder


def write_site(
    instance: Instance,
    programme: Programme,
    folder: Path | str,
    for_planners: bool = False,
    calendar: str = "",
    mark: str = "",
) -> tuple[Path, ...]:
    """Write the pages into a folder, created if missing, and return their paths, `index.html` first.

    Participants' pages hold what is public; `for_planners` adds closed sessions, meetings and the pages by person and
    room, the clash map and the use of rooms: write those into a folder of their own. Pages of an earlier run that are
    not written again are removed; files of others stay. `calendar` names a calendar file that lies in the folder,
    `mark` is a sentence at the foot of each page. Equal programmes give equal bytes. Raises OutputError.
    """
    return write_folder(Path(folder), site_pages(instance, programme, for_planners, calendar, mark))


def site_pages(
    instance: Instance, programme: Programme, for_planners: bool = False, calendar: str = "", mark: str = ""
) -> Iterator[FileContent]:
    """The pages by the names of their files, `index.html` first (see `write_site`)."""
    rendering = _rendering(instance, programme, for_planners, calendar, mark)
    yield from ((f"{one.name}.html", rendering.one(one)) for one in rendering.pages)


def page(instance: Instance, programme: Programme, for_planners: bool = False, mark: str = "") -> str:
    """All pages as one self-contained HTML document; output is deterministic."""
    return _rendering(instance, programme, for_planners, mark=mark).whole()


def _rendering(
    instance: Instance, programme: Programme, for_planners: bool, calendar: str = "", mark: str = ""
) -> Rendering:
    """The rendering of a programme, for participants or planners."""
    site = gather(instance, programme, for_planners, mark)
    return Rendering.of(site, views_of(instance, programme) if for_planners else None, calendar)
