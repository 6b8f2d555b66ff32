"""Routes for versions and exports: save, list, compare, go back, and download in a format."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scheduler.core.run_files import run_files
from scheduler.core.vocabulary import State
from scheduler.desk.desk_versions import NotAllowedError, restoring, save_version, version_of
from scheduler.desk.http_requests import MalformedError, json_body, number_of, opened, text_of
from scheduler.desk.meetings import OpenedProgramme
from scheduler.desk.pages import rendered
from scheduler.diff import changes_between
from scheduler.export import export
from scheduler.export.errors import UnknownFormatError
from scheduler.storage.versions import versions_of
from scheduler.storage.versions.version_list import version_fields
from scheduler.verify.objections import objections

FORMATS = {
    "xlsx": ("programme.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": ("programme.html", "text/html; charset=utf-8"),
    "ics": ("programme.ics", "text/calendar; charset=utf-8"),
    "csv": ("programme.csv", "text/csv; charset=utf-8"),
    "md": ("programme.md", "text/markdown; charset=utf-8"),
    "schedule.json": ("schedule.json", "application/json"),
    "schedule.xml": ("schedule.xml", "application/xml"),
}
"""File name and media type of each format that can be downloaded."""


async def versions(request: HttpRequest) -> Response:
    """The stored versions, newest first, as part of the page and as JSON."""
    programme = await run_in_threadpool(opened, request)
    fields = await run_in_threadpool(lambda: version_fields(versions_of(programme.file)))
    html = rendered(request, "versions.html", name=programme.name, versions=fields[::-1])
    return JSONResponse({"versions": fields, "html": html})


async def save(request: HttpRequest) -> Response:
    """Save the present programme as a version."""
    data = await json_body(request)
    programme = await run_in_threadpool(opened, request)
    state = text_of(data, "state", 20)
    if state and state not in tuple(State):
        raise MalformedError(f"“{state}” is no state of a programme.")
    author, note = text_of(data, "author", 80), text_of(data, "note")
    return JSONResponse(await run_in_threadpool(_save, programme, author, note, State(state) if state else None))


async def changes_since(request: HttpRequest) -> Response:
    """What changed from a stored version to the present programme, in sentences."""
    programme = await run_in_threadpool(opened, request)
    then = await run_in_threadpool(version_of, programme.file, request.path_params["number"])
    found = changes_between(programme.instance, then.programme, programme.copy.state.programme)
    return JSONResponse({"sentences": [change.sentence for change in found]})


async def restore(request: HttpRequest) -> Response:
    """Go back to a version: an edit like any other, which can be undone."""
    data = await json_body(request)
    programme = await run_in_threadpool(opened, request)
    number = request.path_params["number"]
    edit = await run_in_threadpool(restoring, programme.file, number)
    based_on = number_of(data, "revision", 0, 2**53)
    revision = await run_in_threadpool(programme.copy.apply, edit, based_on, text_of(data, "author", 80))
    return JSONResponse({"revision": revision})


async def download(request: HttpRequest) -> Response:
    """The present programme in one format, where no rule is broken."""
    wanted = request.path_params["format"]
    if wanted not in FORMATS:
        raise UnknownFormatError(f"“{wanted}” is no format. There are: {', '.join(FORMATS)}.")
    programme = await run_in_threadpool(opened, request)
    content = await run_in_threadpool(_exported, programme, wanted)
    name, media_type = FORMATS[wanted]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _save(programme: OpenedProgramme, author: str, note: str, state: State | None) -> dict[str, Any]:
    with run_files():
        stored, saved = save_version(programme.copy.state, programme.file, author=author, note=note, to_state=state)
    revision = programme.copy.begin_from(saved)
    return {"number": stored.number, "is_new": stored.is_new, "revision": revision}


def _exported(programme: OpenedProgramme, wanted: str) -> bytes:
    now = programme.copy.state.now
    if objections(now.scored, now.verdict):
        raise NotAllowedError("The programme breaks rules. Mend them first: only a programme without is handed out.")
    with tempfile.TemporaryDirectory() as folder, run_files():
        file = Path(folder) / FORMATS[wanted][0]
        export(programme.instance, now.scored, file, programme.notes)
        return file.read_bytes()


VERSION_ROUTES = [
    Route("/m/{name}/versions", versions),
    Route("/m/{name}/versions", save, methods=["POST"]),
    Route("/m/{name}/versions/{number:int}/changes", changes_since),
    Route("/m/{name}/versions/{number:int}/restore", restore, methods=["POST"]),
    Route("/m/{name}/export/{format}", download),
]
