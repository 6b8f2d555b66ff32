"""What routes of the desk share: reading a request's body, running what blocks, and errors as sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from scheduler.core.atomic_files import OutputError
from scheduler.core.lookup import NotUnderstoodError
from scheduler.core.safe_text import visible, without_addresses
from scheduler.desk.desk_versions import NotAllowedError
from scheduler.desk.edits import EditError
from scheduler.desk.journal import ConflictingEditError, JournalError
from scheduler.desk.meetings import MeetingsFolder, OpenedProgramme
from scheduler.desk.pages import page
from scheduler.desk.uploads import UploadError
from scheduler.export.errors import UnknownFormatError
from scheduler.intake import InputProblems
from scheduler.intake.template.write_template import FolderInUseError
from scheduler.storage.programme_files import ProgrammeFileError
from scheduler.storage.workspace import NotFoundError


class MalformedError(Exception):
    """A request cannot be read; the message is a sentence."""


STATUS: Mapping[type[Exception], int] = {
    MalformedError: 400,
    EditError: 400,
    UnknownFormatError: 400,
    UploadError: 400,
    NotUnderstoodError: 400,
    NotFoundError: 404,
    ConflictingEditError: 409,
    NotAllowedError: 409,
    FolderInUseError: 409,
    InputProblems: 422,
    ProgrammeFileError: 422,
    JournalError: 507,
    OutputError: 507,
}
"""The HTTP status of each error whose message is a sentence for the user."""


async def refused(request: HttpRequest, error: Exception) -> Response:
    """The sentence of an error: as JSON for a script, else as a page."""
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    sentence = without_addresses(visible(str(error)))
    if wants_page(request):
        return page(request, "refused.html", status, sentence=sentence)
    fields: dict[str, object] = {"sentence": sentence}
    if isinstance(error, ConflictingEditError):
        fields["revision"] = error.revision
    return JSONResponse(fields, status)


def wants_page(request: HttpRequest) -> bool:
    """Whether a browser shows the answer, rather than a script reading it."""
    return "text/html" in request.headers.get("accept", "")


def meetings_of(request: HttpRequest) -> MeetingsFolder:
    found: MeetingsFolder = request.app.state.meetings
    return found


def opened(request: HttpRequest) -> OpenedProgramme:
    """The programme that the address names. Raises NotFoundError and what `MeetingsFolder.opened` raises."""
    return meetings_of(request).opened(request.path_params["name"])


async def json_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in the body. Raises MalformedError."""
    try:
        data = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise MalformedError("The request is no JSON.") from None
    if not isinstance(data, dict):
        raise MalformedError("The request is no JSON object.")
    return data


async def form_body(request: HttpRequest) -> dict[str, str]:
    """The fields of a form that a page sent. Raises MalformedError."""
    try:
        fields = parse_qs((await request.body()).decode(), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        raise MalformedError("The form cannot be read.") from None
    return {name: values[0] for name, values in fields.items()}


def text_of(data: Mapping[str, Any], field: str, most: int = 500) -> str:
    """A text field of a request, without control characters; empty where there is none. Raises MalformedError."""
    value = data.get(field, "")
    if not isinstance(value, str) or len(value) > most:
        raise MalformedError(f"The field “{field}” is no text of at most {most} characters.")
    return visible(value).strip()


def number_of(data: Mapping[str, Any], field: str, least: int, most: int, default: int | None = None) -> int:
    """A whole number of a request. Raises MalformedError."""
    value = data.get(field, default)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise MalformedError(f"The field “{field}” is no whole number from {least} to {most}.")
    return value
