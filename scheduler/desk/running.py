"""Run the desk's server until it is stopped: keys, a free port, and the addresses to open."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn

from scheduler.desk.meetings import MeetingsFolder
from scheduler.desk.security import LOOPBACK
from scheduler.desk.server import create_app
from scheduler.storage.workspace import NotFoundError

SHORTEST_KEY = 20


class KeyFileError(Exception):
    """The key of a server that others can reach is missing or too short; the message is a sentence."""


class _AnnouncingServer(uvicorn.Server):
    """A server that calls `ready` once it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()


def first_page(workspace: Path, name: str) -> str:
    """The path of the page to open first: of a programme or meeting by its name or path. Raises NotFoundError."""
    if not name:
        return "/"
    meetings = MeetingsFolder(workspace)
    wanted = Path(name).stem if name.endswith(".json") else Path(name).name
    line = meetings.find(wanted)
    if line and line.file and line.folder:
        return f"/m/{quote(wanted)}"
    if meetings.folder(wanted):
        return f"/meetings/{quote(wanted)}"
    known = ", ".join(line.name for line in meetings.lines())
    raise NotFoundError(f"There is no meeting or programme “{name}” here. There are: {known or 'none'}.")


def run_desk(
    workspace: Path,
    page: str,
    port: int,
    host: str,
    key_file: str | None,
    with_read_only: bool,
    with_browser: bool,
    say: Callable[[str], None],
) -> None:
    """Serve until stopped by a signal. Raises KeyFileError, and OSError where the port is taken."""
    key = _key(host, key_file)
    read_only = secrets.token_urlsafe(24) if with_read_only else ""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    shown = f"[{host}]" if ":" in host else host
    start = f"http://{shown}:{listening.getsockname()[1]}"
    app = create_app(workspace, key, read_only, tuple(dict.fromkeys((*LOOPBACK, host))))

    def ready() -> None:
        say(f"The desk is open at {start}{page}?key={key}")
        if read_only:
            say(f"To look on only: {start}{page}?key={read_only}")
        say("Press Ctrl+C here to stop it; every move is saved already.")
        if with_browser:
            webbrowser.open(f"{start}{page}?key={key}")

    config = uvicorn.Config(
        app, log_level="critical", access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    _AnnouncingServer(config, ready).run([listening])


def _key(host: str, key_file: str | None) -> str:
    """The key in the file, or a new one. Raises KeyFileError."""
    if key_file is None:
        if host not in LOOPBACK:
            raise KeyFileError(f"With --host {host} others can reach the desk: give its key in a file with --key-file.")
        return secrets.token_urlsafe(24)
    try:
        key = Path(key_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(f"The key cannot be read from “{key_file}”: {error}.") from None
    if len(key) < SHORTEST_KEY or not key.isascii() or not key.isprintable():
        raise KeyFileError(f"The key in “{key_file}” must be at least {SHORTEST_KEY} letters, digits and signs long.")
    return key
