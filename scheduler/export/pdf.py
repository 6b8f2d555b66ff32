"""PDF of a workbook by LibreOffice, where it is installed: own temporary profile, time limit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.core.atomic_files import OutputError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180.0
"""Time limit of a conversion."""

_NOTHING = "Nothing was written."
_INSTEAD = "Export programme.xlsx instead, and print the sheets with orange tabs."


def pdf_of(workbook: Callable[[], bytes], seconds: float = SECONDS) -> bytes:
    """The pages of a workbook as PDF; `workbook` gives its content and is called only if LibreOffice is there.

    LibreOffice runs without windows, with a profile that is deleted afterwards; the workbook has no links, so that
    nothing is fetched. Raises OutputError where LibreOffice is missing, fails or exceeds the time limit.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise OutputError(f"A PDF needs LibreOffice, which was not found on this computer. {_INSTEAD} {_NOTHING}")
    with TemporaryDirectory(prefix="programme-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / "programme.xlsx", folder / "programme.pdf"
        source.write_bytes(workbook())
        _convert(program, folder, source, seconds)
        if not made.is_file():
            raise OutputError(f"LibreOffice made no PDF. {_INSTEAD} {_NOTHING}")
        return made.read_bytes()


def _convert(program: str, folder: Path, source: Path, seconds: float) -> None:
    """Run LibreOffice on a file in the folder; it is ended with its helpers at the time limit or on an error."""
    profile = (folder / "profile").as_uri()
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile}"]
    command = [program, *options, "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        why = error.strerror or error
        raise OutputError(f"LibreOffice cannot be started: {why}. {_INSTEAD} {_NOTHING}") from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OutputError(f"LibreOffice took longer than {seconds:g} seconds. {_INSTEAD} {_NOTHING}") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started, if it still runs."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
