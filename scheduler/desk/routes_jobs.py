"""Routes for searches and questions: start, watch and stop one, and take or throw away its proposal."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scheduler.desk.answers import MalformedError, json_body, number_of, opened, text_of
from scheduler.desk.edits import ReplaceEdit
from scheduler.desk.jobs import JobKind, JobView
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
    views = await run_in_threadpool(programme.jobs.all)
    return JSONResponse({"html": rendered(request, "jobs.html", name=programme.name, jobs=views)})


async def job(request: HttpRequest) -> Response:
    """One search as JSON."""
    view = await run_in_threadpool(_view, await run_in_threadpool(opened, request), request)
    proposal = view.proposal
    fields: dict[str, Any] = {
        "id": view.id,
        "kind": view.kind,
        "status": view.status,
        "progress": {"goal": view.progress.goal, "value": view.progress.value, "bound": view.progress.bound},
        "sentences": view.sentences,
        "proposal": {"goals": proposal.goals, "changes": [group.sentences for group in proposal.groups]}
        if proposal
        else None,
    }
    return JSONResponse(fields)


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
    """Put the proposal in place of the present programme; it can be undone like any edit."""
    data = await json_body(request)
    programme = await run_in_threadpool(opened, request)
    view = await run_in_threadpool(_view, programme, request)
    if view.proposal is None:
        raise NotFoundError("This search has no proposal.")
    taken = ReplaceEdit(programme=view.proposal.programme, note=view.kind.value)
    based_on = number_of(data, "revision", 0, 2**53)
    revision = await run_in_threadpool(programme.copy.apply, taken, based_on, text_of(data, "author", 80))
    await run_in_threadpool(programme.jobs.drop, view.id)
    return JSONResponse({"revision": revision})


def _start(programme: OpenedProgramme, kind: JobKind, seconds: int, subject: str) -> int:
    return programme.jobs.start(kind, programme.copy.state.now, seconds=seconds, subject=subject)


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
