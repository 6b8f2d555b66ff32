"""The first search for a meeting's programme, as a process of its own that can be stopped: ``igf-scheduler solve``."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from scheduler.core.safe_text import without_addresses


@dataclass
class _Search:
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    began: float = field(default_factory=time.monotonic)


@dataclass(frozen=True)
class SearchView:
    """A search now: whether it runs, seconds since it began, and what it said."""

    running: bool
    seconds: int
    sentences: tuple[str, ...]
    succeeded: bool


class FirstSearches:
    """The searches of all meetings, at most one for each. What a stopped search has found is saved."""

    def __init__(self) -> None:
        self._searches: dict[str, _Search] = {}
        self._lock = threading.Lock()

    def start(self, workspace: Path, folder: Path, file: Path, seconds: int) -> None:
        """Start a search, unless one is running for this meeting."""
        with self._lock:
            known = self._searches.get(folder.name)
            if known and known.process.poll() is None:
                return
            file.parent.mkdir(exist_ok=True)
            output = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when the server ends
            command = [sys.executable, "-m", "scheduler", "solve", str(folder), "-o", str(file), "--time", str(seconds)]
            process = subprocess.Popen(
                command,
                cwd=workspace,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=output,
                env=None,
            )
            self._searches[folder.name] = _Search(process, output)

    def view(self, meeting: str) -> SearchView | None:
        """The last search for a meeting; None where there was none."""
        search = self._searches.get(meeting)
        if search is None:
            return None
        code = search.process.poll()
        with self._lock:
            search.output.seek(0)
            text = search.output.read().decode(errors="replace")
        sentences = tuple(without_addresses(line) for line in text.splitlines() if line.strip())[-12:]
        return SearchView(code is None, int(time.monotonic() - search.began), sentences, code == 0)

    def stop(self, meeting: str) -> None:
        """Stop the search for a meeting; the best programme so far is saved."""
        search = self._searches.get(meeting)
        if search and search.process.poll() is None:
            search.process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)

    def close(self) -> None:
        """Stop all searches and wait for them."""
        for meeting, search in self._searches.items():
            self.stop(meeting)
            try:
                search.process.wait(20)
            except subprocess.TimeoutExpired:
                search.process.kill()
            search.output.close()
