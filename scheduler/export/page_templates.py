"""Template environment of all pages: values are escaped text; hashes for the content security policy."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.core.clock import clock_text


def templates_of(package: str, safe: Callable[[str], str]) -> Environment:
    """The templates of a package, in which everything that is filled in is text, never markup.

    `safe` takes out of a text what somebody wrote into it and a page must not show.
    """
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=lambda value: safe(value) if type(value) is str else value,
    )
    environment.filters |= {"clock": clock_text, "capital": lambda text: text[:1].upper() + text[1:]}
    return environment


def digest(content: str) -> str:
    """How the page's own security policy names a style or a script that it allows."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
