"""The command line ``igf-scheduler``: one module for each verb, read when the verb is given.

This module stays small: what is imported here is imported before an interrupt can be caught.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; without `arguments`, those of this process.

    Every failure ends in a sentence on stderr. An interrupt ends in one sentence and exit code 130, also while
    modules are still being imported.
    """
    if arguments is None:
        _open_standard_streams()
    try:
        from scheduler.cli.interrupts import Interruptible

        with Interruptible(whole_process=arguments is None):
            from scheduler.cli.run import run

            return run(arguments)
    except KeyboardInterrupt:
        from scheduler.cli.interrupts import stopped

        return stopped()


def _open_standard_streams() -> None:
    """Open what is closed of stdin, stdout and stderr on the null device: else the next file opened takes its place."""
    import os

    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
