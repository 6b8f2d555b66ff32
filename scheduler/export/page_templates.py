"""Template environment of all pages: values are escaped text; hashes for the content security policy."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.core.clock import clock_text


def templates_of(package: str, safe: Callable[[str], str]) -> Environment:
    """The template environment of a package; inserted values are escaped.

    `safe` removes text that a page must not show, such as e-mail addresses.
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
    """The hash source of an inline style or script in a content security policy."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
