"""The command line in a process of its own each time, forked from one that has imported everything.

Importing takes longer than most commands do. What a command does with its arguments, folder, environment, streams
and exit code is as ever; only its hashes have the seed of the process that it comes from.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

SECONDS = 120
"""What a command may take, as it may when it is started anew."""


class Warm:
    """The process that commands are forked from."""

    def __init__(self, cwd: Path, env: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.warm"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=cwd, env=env, stdin=pipe, stdout=pipe, encoding="utf-8")

    def run(self, arguments: Iterable[object], cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """What came of ``igf-scheduler ARGUMENTS``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        given = list(map(str, arguments))
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            asked = {"arguments": given, "cwd": str(cwd), "env": env, "out": str(out), "err": str(err)}
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            return subprocess.CompletedProcess(
                given, code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
            )

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def main() -> int:
    """Run what is asked for, a line each, and answer with its exit code; return that of a command in its process."""
    import scheduler

    for module in pkgutil.walk_packages(scheduler.__path__, "scheduler."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()  # or each command would look through all that was imported when it ends
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            return command(**json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()
    return 0


def command(arguments: list[str], cwd: str, env: dict[str, str], out: str, err: str) -> int:
    """Become the command: it ends like any process, so what its ending writes is seen."""
    from scheduler import cli

    signal.alarm(SECONDS)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    for number, path in enumerate((os.devnull, out, err)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
