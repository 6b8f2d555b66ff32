"""What the shell offers for a word: instances, programmes, versions, and the names within a programme.

Each function has the shape that click expects of ``shell_complete``. Files are read as plain JSON, without the models
of the program, so that the answer comes at once; what cannot be read offers nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem as Item

from scheduler.core import example_folders
from scheduler.storage.workspace import INSTANCES, SOLUTIONS, programme_file, stored_versions, versions_folder

Complete = Callable[[click.Context, click.Parameter, str], list[Item]]

LAYOUTS = (
    "qualtrics",
    "surveymonkey",
    "limesurvey",
    "eusurvey",
    "kobotoolbox",
    "typeform",
    "nextcloud",
    "jotform",
    "microsoft",
    "airtable",
    "google",
    "plain",
)
"""Form tools by the names that --layout takes."""


def _completion(find: Callable[[click.Context, str], Iterable[Item | str]]) -> Complete:
    """A function for ``shell_complete`` that offers what `find` yields and fits, and nothing where `find` fails."""

    @wraps(find)
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Item]:
        try:
            found = list(find(ctx, incomplete))
        except Exception:
            return []
        items = (item if isinstance(item, Item) else Item(item) for item in found)
        return [_harmless(item) for item in items if item.type != "plain" or _fits(item.value, incomplete)]

    return complete


def _fits(value: str, incomplete: str) -> bool:
    return value.isprintable() and value.casefold().startswith(incomplete.casefold())


def _harmless(item: Item) -> Item:
    """The item with nothing in its help that steers a terminal or breaks a line."""
    shown = "".join(sign if sign.isprintable() else " " for sign in item.help or "")
    return Item(item.value, item.type, shown or None)


@_completion
def files(ctx: click.Context, incomplete: str) -> Iterator[Item]:
    """Any file, by the shell's own means."""
    yield Item(incomplete, type="file")


@_completion
def folders(ctx: click.Context, incomplete: str) -> Iterator[Item]:
    """Any folder, by the shell's own means."""
    yield Item(incomplete, type="dir")


@_completion
def instances(ctx: click.Context, incomplete: str) -> Iterator[Item | str]:
    """Instances by name, and any folder."""
    yield Item(incomplete, type="dir")
    if INSTANCES.is_dir():
        yield from sorted(path.name for path in INSTANCES.iterdir() if (path / "planning.xlsx").is_file())


@_completion
def examples(ctx: click.Context, incomplete: str) -> Iterable[str]:
    """Examples that come with the program."""
    return example_folders.examples()


@_completion
def layouts(ctx: click.Context, incomplete: str) -> Iterable[str]:
    return LAYOUTS


@_completion
def programme_files(ctx: click.Context, incomplete: str) -> Iterator[Item | str]:
    """Programmes by their files under solutions/, stored versions such as igf-2024@3, and any file."""
    yield Item(incomplete, type="file")
    yield from map(str, _solutions())
    yield from _stored_versions()


@_completion
def programmes(ctx: click.Context, incomplete: str) -> Iterator[Item | str]:
    """As `programme_files`, and programmes by their names."""
    yield Item(incomplete, type="file")
    yield from map(str, _solutions())
    yield from (file.stem for file in _solutions())
    yield from _stored_versions()


def _solutions() -> list[Path]:
    return sorted(SOLUTIONS.glob("*.json"))


def _stored_versions() -> Iterator[str]:
    for file in _solutions():
        yield from (f"{file.stem}@{number}" for number in stored_versions(versions_folder(file)))


@_completion
def sessions(ctx: click.Context, incomplete: str) -> Iterator[Item]:
    """Sessions of the programme by id, each with its title."""
    for session in _programme(ctx)["sessions"]:
        yield Item(session["id"], help=session["title"])


@_completion
def coalitions(ctx: click.Context, incomplete: str) -> list[str]:
    return _coalitions(_programme(ctx))


@_completion
def rooms(ctx: click.Context, incomplete: str) -> list[str]:
    """Rooms that the programme uses."""
    return sorted({session["room"] for session in _programme(ctx)["sessions"]})


@_completion
def refused(ctx: click.Context, incomplete: str) -> list[str]:
    """Requests that the programme refuses."""
    return [decision["request"] for decision in _programme(ctx)["decisions"] if not decision["granted"]]


@_completion
def named(ctx: click.Context, incomplete: str) -> list[str]:
    """Coalitions, requests and sessions of the programme."""
    programme = _programme(ctx)
    requests = (decision["request"] for decision in programme["decisions"])
    ids = (session["id"] for session in programme["sessions"])
    return list(dict.fromkeys((*_coalitions(programme), *requests, *ids)))


def _coalitions(programme: dict[str, Any]) -> list[str]:
    """Every coalition that takes part in a session or has made a request."""
    members = {name for session in programme["sessions"] for name in session["coalitions"]}
    asking = {decision["request"].partition(":")[0] for decision in programme["decisions"]}
    return sorted(members | asking)


def _programme(ctx: click.Context) -> dict[str, Any]:
    """The fields of the programme that the command line names. Raises where it cannot be read."""
    from scheduler.storage.workspace import version_file

    place = programme_file(str(version_file(Path(ctx.params["programme"]))))
    data = json.loads(place.read_bytes())
    found: dict[str, Any] = data["programme"] if isinstance(data.get("programme"), dict) else data
    return found
