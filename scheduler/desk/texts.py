"""The texts of the desk's pages: a file of messages for each language, and the choice of the language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.requests import Request as HttpRequest

FOLDER = Path(__file__).parent / "messages"
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}
COOKIE = "desk_language"


@cache
def messages_in(language: str) -> Mapping[str, str]:
    """The messages of a language by their key."""
    texts: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def language_of(request: HttpRequest) -> str:
    """The language that the address asks for, or the cookie, or the browser; English if none is known."""
    chosen = request.query_params.get("lang") or request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return "en"
