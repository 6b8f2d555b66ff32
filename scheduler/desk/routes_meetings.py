"""Routes for meetings: the start page, a new meeting, uploads, the data report and the first search."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from scheduler.core.example_folders import examples
from scheduler.desk.day_grids import layout_css
from scheduler.desk.http_requests import MalformedError, form_body, meetings_of, number_of, text_of
from scheduler.desk.pages import page
from scheduler.desk.solving import FirstSearches
from scheduler.desk.uploads import put
from scheduler.export.data_report.data_notes import DataNotes
from scheduler.intake import InputProblems, load
from scheduler.intake.examples import copy_example
from scheduler.intake.template.write_template import write_template
from scheduler.storage.workspace import NotFoundError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")
TEMPLATE = "template"


async def start_page(request: HttpRequest) -> Response:
    """All programmes and meetings, and a form for a new one."""
    lines = await run_in_threadpool(meetings_of(request).lines)
    return page(request, "start.html", lines=lines, examples=sorted(examples()))


async def new_meeting(request: HttpRequest) -> Response:
    """Make a meeting's folder from the template or an example."""
    form = await form_body(request)
    name, source = text_of(form, "name", 60).lower(), text_of(form, "source", 60)
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise MalformedError(f"“{name}” cannot be the name of a folder. Use letters a–z, digits and hyphens.")
    folder = meetings_of(request).instances / name
    if source == TEMPLATE:
        await run_in_threadpool(write_template, folder)
    else:
        await run_in_threadpool(copy_example, source, folder)
    return RedirectResponse(f"/meetings/{name}", 303)


async def meeting_page(request: HttpRequest) -> Response:
    """The data report of a meeting, uploads, and the search for a programme."""
    folder = _folder(request)
    notes = await run_in_threadpool(_notes, folder, folder.name)
    programmes = [line for line in meetings_of(request).lines() if line.meeting == folder.name and line.file]
    search = searches.view(folder.name)
    return page(request, "meeting.html", meeting=folder.name, notes=notes, programmes=programmes, search=search)


async def upload(request: HttpRequest) -> Response:
    """Put a workbook into a meeting's folder; the body is the file."""
    folder = _folder(request)
    content = await request.body()
    file = await run_in_threadpool(put, folder, request.query_params.get("what", ""), content)
    return JSONResponse({"file": file.name})


async def solve(request: HttpRequest) -> Response:
    """Start the search for a meeting's programme."""
    form = await form_body(request)
    folder, seconds = _folder(request), number_of(form, "seconds", 1, 24 * 3600, 60)
    meetings = meetings_of(request)
    file = meetings.solutions / f"{folder.name}.json"
    await run_in_threadpool(searches.start, meetings.solutions.parent, folder, file, seconds)
    return RedirectResponse(f"/meetings/{folder.name}#search", 303)


async def solve_state(request: HttpRequest) -> Response:
    """The search for a meeting's programme now."""
    search = await run_in_threadpool(searches.view, _folder(request).name)
    if search is None:
        raise NotFoundError("No search was started.")
    return JSONResponse({"running": search.running, "seconds": search.seconds, "sentences": search.sentences})


async def stop_solving(request: HttpRequest) -> Response:
    """Stop the search; the best programme so far is saved."""
    folder = _folder(request)
    await run_in_threadpool(searches.stop, folder.name)
    return RedirectResponse(f"/meetings/{folder.name}#search", 303)


async def layout(request: HttpRequest) -> Response:
    """The classes for positions in the timetable."""
    return Response(layout_css(), media_type="text/css")


def _folder(request: HttpRequest) -> Path:
    name = request.path_params["name"]
    folder = meetings_of(request).folder(name)
    if folder is None:
        raise NotFoundError(f"There is no meeting “{name}”.")
    return folder


def _notes(folder: Path, name: str) -> DataNotes:
    try:
        return DataNotes.of(name, load(folder))
    except InputProblems as found:
        return DataNotes.of(name, found)


searches = FirstSearches()
"""The first searches of this process."""

MEETING_ROUTES = [
    Route("/", start_page),
    Route("/layout.css", layout),
    Route("/meetings", new_meeting, methods=["POST"]),
    Route("/meetings/{name}", meeting_page),
    Route("/meetings/{name}/upload", upload, methods=["POST"]),
    Route("/meetings/{name}/solve", solve, methods=["POST"]),
    Route("/meetings/{name}/solve", solve_state),
    Route("/meetings/{name}/solve/stop", stop_solving, methods=["POST"]),
]
