"""The progress of a sweep: how many runs there are, how many are done, how long the rest may take."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from scheduler.candidates.generate_candidates import SweepProgress
from scheduler.cli.sweep_summary import run_line
from scheduler.cli.terminal import is_terminal, say, say_in_handler

STOPPING = "Stopping: the results of finished runs are kept."


class SweepDisplay:
    """A bar on stderr during the `with` block; where stderr is no terminal, a line for each run that ends."""

    def __init__(self, name: str) -> None:
        self.found_done = 0
        self._bar: Bar | None = None
        if is_terminal():
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
                self._bar.update(self._task, description=run_line(progress))
        else:
            say(run_line(progress))

    def stopping(self) -> None:
        """Report that the sweep is stopping; safe in a signal handler, which print is not."""
        say_in_handler(STOPPING)
