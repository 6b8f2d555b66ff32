"""The desk's server: the application of all routes behind the guard, and running it on this machine."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from scheduler.desk.http_requests import STATUS, refused, wants_page
from scheduler.desk.meetings import MeetingsFolder
from scheduler.desk.pages import page
from scheduler.desk.routes_jobs import JOB_ROUTES
from scheduler.desk.routes_meetings import MEETING_ROUTES
from scheduler.desk.routes_timetable import TIMETABLE_ROUTES
from scheduler.desk.routes_versions import VERSION_ROUTES
from scheduler.desk.security import LOOPBACK, Guard, Keys

STATIC = Path(__file__).parent / "static"


def create_app(workspace: Path, key: str, read_only_key: str = "", hosts: tuple[str, ...] = LOOPBACK) -> Starlette:
    """The application for the meetings and programmes in a workspace.

    `key` opens it in a browser, `read_only_key` for looking on; `hosts` are the names it may be reached by.
    """
    meetings = MeetingsFolder(workspace)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        meetings.close()

    app = Starlette(
        routes=[
            *MEETING_ROUTES,
            *TIMETABLE_ROUTES,
            *JOB_ROUTES,
            *VERSION_ROUTES,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, keys=Keys(key, read_only_key, hosts))],
        exception_handlers=cast(Mapping[Any, Any], {**dict.fromkeys(STATUS, refused), HTTPException: _not_found}),
        lifespan=lifespan,
    )
    app.state.meetings = meetings
    return app


async def _not_found(request: HttpRequest, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    sentence = "There is no such page." if status == 404 else "This cannot be done here."
    if wants_page(request):
        return page(request, "refused.html", status, sentence=sentence)
    return JSONResponse({"sentence": sentence}, status)
