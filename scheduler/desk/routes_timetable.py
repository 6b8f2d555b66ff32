"""Routes for the timetable of a programme: its page, marks, edits, consequences, and events of others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from scheduler.desk.consequences import consequences
from scheduler.desk.day_grids import day_grids, themes_css
from scheduler.desk.edits import ReplaceEdit, edit_of
from scheduler.desk.http_requests import MalformedError, json_body, number_of, opened, text_of
from scheduler.desk.marks import placements_of
from scheduler.desk.meetings import OpenedProgramme
from scheduler.desk.pages import page, rendered
from scheduler.desk.view import timetable
from scheduler.desk.working_copy import WorkingCopy

MOST_REVISIONS = 2**53
POLL_SECONDS = 1.0
"""Seconds between two looks at what other windows have written."""


async def timetable_page(request: HttpRequest) -> Response:
    """The whole page; with `session` in the address, details of that session or wish."""
    programme = await run_in_threadpool(opened, request)
    values = await run_in_threadpool(_values, programme)
    subject = request.query_params.get("session", "")
    return page(request, "timetable.html", **values, **_subject(values["timetable"], subject))


async def parts(request: HttpRequest) -> Response:
    """The parts of the page that edits change, rendered anew."""
    return JSONResponse(await run_in_threadpool(_parts, request, opened(request)))


async def timetable_data(request: HttpRequest) -> Response:
    """The timetable as JSON."""
    programme = await run_in_threadpool(opened, request)
    data = await run_in_threadpool(timetable, programme.copy.state)
    return JSONResponse({"revision": programme.copy.revision, **data})


async def details(request: HttpRequest) -> Response:
    """What is known about one session or wish, with what can be done about it."""
    programme = await run_in_threadpool(opened, request)
    data = await run_in_threadpool(timetable, programme.copy.state)
    subject = _subject(data, request.query_params.get("session", ""))
    html = rendered(request, "details.html", name=programme.name, timetable=data, **subject)
    return JSONResponse({"html": html})


async def marks(request: HttpRequest) -> Response:
    """The mark of every placement of a session or wish, best first."""
    programme = await run_in_threadpool(opened, request)
    name = request.query_params.get("session", "")
    copy = programme.copy
    revision, snapshot = copy.revision, copy.state.now
    found = await run_in_threadpool(placements_of, snapshot, name)
    return JSONResponse({"revision": revision, "marks": [mark.fields for mark in found]})


async def edit(request: HttpRequest) -> Response:
    """Carry out an edit, and answer with the parts of the page that changed."""
    data = await json_body(request)
    wanted = edit_of(data.get("edit"))
    if isinstance(wanted, ReplaceEdit):
        raise MalformedError("A programme is replaced by taking a proposal or going back to a version.")
    programme = await run_in_threadpool(opened, request)
    based_on, author = number_of(data, "revision", 0, MOST_REVISIONS), text_of(data, "author", 80)
    await run_in_threadpool(programme.copy.apply, wanted, based_on, author)
    return JSONResponse(await run_in_threadpool(_parts, request, programme))


async def undo(request: HttpRequest) -> Response:
    """Take the last edit back."""
    return await _step(request, WorkingCopy.undo)


async def redo(request: HttpRequest) -> Response:
    """Carry out again the edit undone last."""
    return await _step(request, WorkingCopy.redo)


async def _step(request: HttpRequest, step: Callable[[WorkingCopy, int, str], object]) -> Response:
    """Go one edit back or forth, and answer with the parts of the page that changed."""
    data = await json_body(request)
    programme = await run_in_threadpool(opened, request)
    based_on = number_of(data, "revision", 0, MOST_REVISIONS)
    await run_in_threadpool(step, programme.copy, based_on, text_of(data, "author", 80))
    return JSONResponse(await run_in_threadpool(_parts, request, programme))


async def consequences_data(request: HttpRequest) -> Response:
    """The consequences of all edits as JSON."""
    programme = await run_in_threadpool(opened, request)
    found = await run_in_threadpool(consequences, programme.copy.state)
    return JSONResponse({"revision": programme.copy.revision, **found.fields})


async def events(request: HttpRequest) -> Response:
    """Server-sent events: `revision` when the programme has changed, in whichever window."""
    programme = await run_in_threadpool(opened, request)
    since = number_of(request.query_params, "since", 0, MOST_REVISIONS, 0)
    return StreamingResponse(_events(request, programme, since), media_type="text/event-stream")


async def colours(request: HttpRequest) -> Response:
    """The colours of the themes as a style sheet."""
    programme = await run_in_threadpool(opened, request)
    return Response(themes_css(await run_in_threadpool(timetable, programme.copy.state)), media_type="text/css")


async def _events(request: HttpRequest, programme: OpenedProgramme, since: int) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    while not await request.is_disconnected():
        await run_in_threadpool(programme.copy.refresh)
        revision = programme.copy.revision
        if revision != since:
            since = revision
            yield _event("revision", {"revision": revision})
        else:
            yield ": still here\n\n"
        await asyncio.sleep(POLL_SECONDS)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def _values(programme: OpenedProgramme) -> dict[str, Any]:
    """What the templates show of a programme."""
    copy = programme.copy
    copy.refresh()
    data = timetable(copy.state)
    return {
        "name": programme.name,
        "folder": programme.folder.name,
        "revision": copy.revision,
        "timetable": data,
        "grids": day_grids(data),
        "consequences": consequences(copy.state),
    }


def _parts(request: HttpRequest, programme: OpenedProgramme) -> dict[str, Any]:
    values = _values(programme)
    values |= _subject(values["timetable"], "")
    data = values["timetable"]
    return {
        "revision": values["revision"],
        "can_undo": data["can_undo"],
        "can_redo": data["can_redo"],
        "edits": data["edits"],
        **{part: rendered(request, f"{part}.html", **values) for part in ("grids", "panel", "waiting")},
    }


def _subject(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The record of a session, a wish or a session left out, whichever has this id."""
    found: dict[str, Any] = {"session": None, "wish": None, "left_out": None}
    for field, records in (("session", "sessions"), ("wish", "requests"), ("left_out", "left_out")):
        found[field] = next((one for one in data[records] if one["id"] == name), None) if name else None
    return found


TIMETABLE_ROUTES = [
    Route("/m/{name}", timetable_page),
    Route("/m/{name}/parts", parts),
    Route("/m/{name}/timetable", timetable_data),
    Route("/m/{name}/details", details),
    Route("/m/{name}/marks", marks),
    Route("/m/{name}/edits", edit, methods=["POST"]),
    Route("/m/{name}/undo", undo, methods=["POST"]),
    Route("/m/{name}/redo", redo, methods=["POST"]),
    Route("/m/{name}/consequences", consequences_data),
    Route("/m/{name}/events", events),
    Route("/m/{name}/themes.css", colours),
]
