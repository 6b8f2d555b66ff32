"""Render the desk's pages and parts of pages from templates, in the language of the request."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, Response

from scheduler import __version__
from scheduler.core.clock import clock_text
from scheduler.core.safe_text import visible, without_addresses
from scheduler.desk.texts import COOKIE, LANGUAGES, language_of, messages_in

FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clock"] = clock_text
    environment.filters["shown"] = lambda text: without_addresses(visible(str(text)))
    return environment


def rendered(request: HttpRequest, template: str, **values: Any) -> str:
    """The text of a template; `_` in it looks a message up and fills its fields."""
    language = language_of(request)
    return (
        _environment()
        .get_template(template)
        .render(
            _=_speaking(language),
            language=language,
            languages=LANGUAGES,
            messages=messages_in(language),
            may_write=getattr(request.state, "may_write", False),
            path=request.url.path,
            version=__version__,
            **values,
        )
    )


def page(request: HttpRequest, template: str, status: int = 200, **values: Any) -> Response:
    """A whole page; a language chosen in the address is kept in a cookie."""
    response = HTMLResponse(rendered(request, template, **values), status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, request.query_params["lang"], httponly=True, samesite="strict", path="/")
    return response


def _speaking(language: str) -> Callable[..., str]:
    texts = messages_in(language)

    def message(key: str, **fields: object) -> str:
        text = texts[key]
        return text.format(**fields) if fields else text

    return message
