"""Progress display of a sweep: a bar on a terminal, else a line for each run."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from scheduler.candidates.generate_candidates import SweepProgress
from scheduler.candidates.summary import progress_text

STOPPING = "Stopping: runs that are done are kept."


class SweepDisplay:
    """A progress bar on stderr during the `with` block; without a terminal, a line for each finished run."""

    def __init__(self, name: str) -> None:
        self.found_done = 0
        self._bar: Bar | None = None
        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
            times = (TimeElapsedColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, *times, console=Console(stderr=True, highlight=False), transient=True)
            self._task = self._bar.add_task(name, total=None)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def update(self, progress: SweepProgress) -> None:
        """Show the progress of the sweep."""
        self.found_done = progress.found_done
        if self._bar:
            self._bar.update(self._task, completed=progress.done, total=progress.planned)
            if progress.last:
                self._bar.update(self._task, description=progress_text(progress))
        else:
            sys.stderr.write(f"{progress_text(progress)}\n")
            sys.stderr.flush()

    def stopping(self) -> None:
        """Report that the sweep is stopping. Safe in a signal handler, which print is not."""
        os.write(sys.stderr.fileno(), f"{STOPPING}\n".encode())
