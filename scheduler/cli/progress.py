"""Display of a search's progress on a terminal."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from scheduler.catalogue import GOAL
from scheduler.cli.terminal import is_terminal, say_in_handler

if TYPE_CHECKING:
    from scheduler.search import Progress

STOPPING = "Stopping: the best programme so far is checked and saved now."


class Display:
    """A table of the goals on stderr, a row for each, during the `with` block; nothing where stderr is no terminal."""

    def __init__(self, name: str, stopping: str = STOPPING) -> None:
        self._name = name
        self._stopping_sentence = stopping
        self._objectives: dict[int, Progress] = {}
        self._started = time.monotonic()
        self._stopping = False
        self._live: Live | None = None
        if is_terminal():
            console = Console(stderr=True, highlight=False)
            self._live = Live(console=console, get_renderable=self._table, refresh_per_second=4, transient=True)

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def update(self, progress: Progress) -> None:
        """Show the progress of a goal; may be called from any thread."""
        self._objectives = {**self._objectives, progress.number: progress}

    def stopping(self) -> None:
        """Report that the search is stopping; safe in a signal handler, which print is not."""
        self._stopping = True
        if not self._live:
            say_in_handler(self._stopping_sentence)

    def _table(self) -> Table:
        caption = (
            self._stopping_sentence
            if self._stopping
            else "Ctrl-C stops the search and saves the best programme so far."
        )
        table = Table(
            title=Text(f"{self._name} · {time.monotonic() - self._started:.0f} s"),
            title_justify="left",
            caption=caption,
            caption_justify="left",
            box=SIMPLE_HEAD,
            expand=True,
        )
        table.add_column("Goal", no_wrap=True, overflow="ellipsis", ratio=1)
        table.add_column("Value", justify="right", min_width=6)
        table.add_column("Bound", justify="right", min_width=7)
        table.add_column("After (s)", justify="right")
        for _, progress in sorted(self._objectives.items()):
            table.add_row(*_row(progress))
        if not self._objectives:
            table.add_row("Searching for a first programme …", "", "", "")
        return table


def _row(progress: Progress) -> tuple[Text, Text, Text, Text]:
    sentence = GOAL[progress.goal].sentence if progress.goal in GOAL else progress.goal
    value = "…" if progress.value is None else str(progress.value)
    bound = "…" if progress.bound is None else str(progress.bound)
    return (
        Text(f"{progress.number + 1}/{progress.objectives} {sentence}"),
        Text(value, style="bold"),
        Text("proven", style="green") if progress.proven else Text(bound),
        Text(f"{progress.seconds:.1f}"),
    )
