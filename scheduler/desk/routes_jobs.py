"""Routes for searches and questions: start, watch and stop one, and take or throw away its proposal."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scheduler.desk.http_requests import MalformedError, json_body, number_of, opened, text_of
from scheduler.desk.jobs import JobKind, JobStatus, JobView
from scheduler.desk.meetings import OpenedProgramme
from scheduler.desk.pages import rendered
from scheduler.storage.workspace import NotFoundError

MOST_SECONDS = 3600


async def start_job(request: HttpRequest) -> Response:
    """Start a search or a question."""
    data = await json_body(request)
    kind = text_of(data, "kind", 20)
    if kind not in tuple(JobKind):
        raise MalformedError(f"“{kind}” is nothing that can be searched for.")
    programme = await run_in_threadpool(opened, request)
    seconds, subject = number_of(data, "seconds", 1, MOST_SECONDS, 30), text_of(data, "subject")
    number = await run_in_threadpool(_start, programme, JobKind(kind), seconds, subject)
    return JSONResponse({"id": number}, 202)


async def jobs(request: HttpRequest) -> Response:
    """All searches of this programme, as part of the page."""
    programme = await run_in_threadpool(opened, request)
    views = [view for view in programme.jobs.all() if view.status is not JobStatus.DROPPED]
    running = sum(view.status is JobStatus.RUNNING for view in views)
    return JSONResponse({"html": rendered(request, "jobs.html", jobs=views[::-1]), "running": running})


async def job(request: HttpRequest) -> Response:
    """One search as JSON."""
    view = await run_in_threadpool(_view, await run_in_threadpool(opened, request), request)
    return JSONResponse(view.fields)


async def stop_job(request: HttpRequest) -> Response:
    """Stop a search; what it has found so far becomes its proposal."""
    programme = await run_in_threadpool(opened, request)
    view = await run_in_threadpool(_view, programme, request)
    await run_in_threadpool(programme.jobs.stop, view.id)
    return JSONResponse({"id": view.id})


async def drop_job(request: HttpRequest) -> Response:
    """End a search and throw its result away."""
    programme = await run_in_threadpool(opened, request)
    view = await run_in_threadpool(_view, programme, request)
    await run_in_threadpool(programme.jobs.drop, view.id)
    return JSONResponse({"id": view.id})


async def take_job(request: HttpRequest) -> Response:
    """Take a proposal, or some of its groups of changes, into the present programme: an edit that can be undone."""
    data = await json_body(request)
    programme = await run_in_threadpool(opened, request)
    view = await run_in_threadpool(_view, programme, request)
    groups = data.get("groups")
    if groups is not None and not (isinstance(groups, list) and all(type(one) is int for one in groups)):
        raise MalformedError("The field “groups” is no list of whole numbers.")
    revision = await run_in_threadpool(_take, programme, view, groups, text_of(data, "author", 80))
    return JSONResponse({"revision": revision})


def _take(programme: OpenedProgramme, view: JobView, groups: list[int] | None, author: str) -> int:
    """Carry a proposal out; refused where somebody changed the same sessions since the search began."""
    if view.proposal is None:
        raise NotFoundError("This search has no proposal.")
    edit = view.proposal.taken(programme.copy.state.now, groups)
    revision = programme.copy.apply(edit, programme.began[view.id], author)
    programme.jobs.drop(view.id)
    return revision


def _start(programme: OpenedProgramme, kind: JobKind, seconds: int, subject: str) -> int:
    with programme.copy.lock:
        snapshot, revision = programme.copy.state.now, programme.copy.revision
    number = programme.jobs.start(kind, snapshot, seconds=seconds, subject=subject)
    programme.began[number] = revision
    return number


def _view(programme: OpenedProgramme, request: HttpRequest) -> JobView:
    try:
        return programme.jobs.view(request.path_params["number"])
    except KeyError:
        raise NotFoundError("There is no such search.") from None


JOB_ROUTES = [
    Route("/m/{name}/jobs", start_job, methods=["POST"]),
    Route("/m/{name}/jobs", jobs),
    Route("/m/{name}/jobs/{number:int}", job),
    Route("/m/{name}/jobs/{number:int}/stop", stop_job, methods=["POST"]),
    Route("/m/{name}/jobs/{number:int}/drop", drop_job, methods=["POST"]),
    Route("/m/{name}/jobs/{number:int}/take", take_job, methods=["POST"]),
]
