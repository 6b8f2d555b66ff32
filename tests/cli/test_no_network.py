"""No verb uses the network: connections, name look-ups and listening sockets fail the test, in workers too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, environment

BLOCKED = """\
import os, sys

FORBIDDEN = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto"}

def refuse(event, arguments):
    # A path, or bytes for a name without a file, is a socket of this machine alone.
    if event in FORBIDDEN and not (len(arguments) > 1 and isinstance(arguments[1], (str, bytes)) and event[7] in "cb"):
        with open(os.environ["USED_NETWORK"], "a") as file:
            file.write(f"{event} {arguments!r}\\n")
        raise OSError("the network is blocked")

sys.addaudithook(refuse)
"""

VERBS = """\
import sys
from scheduler.cli import main

def run(*arguments):
    code = main(list(arguments))
    assert code in (0, None), (arguments, code)

if __name__ == "__main__":
    run("init", "own", "--example", "tiny")
    run("check", "own", "--report", "report.html")
    run("solve", "own", "-o", "own.json")
    run("verify", "own.json", "--instance", "own")
    run("export", "own.json", "out/", "--instance", "own")
    run("export", "own.json", "own.xlsx", "--instance", "own")
    run("proposal", "own.json", "-o", "own.docx", "--instance", "own")
    run("replan", "own.json", "--close", "Room A: Day 1", "-o", "again.json", "--instance", "own")
    run("changes", "own.json", "again.json", "-o", "changes.html", "--instance", "own")
    run("candidates", "own", "-o", "candidates", "--time", "5")
    run("compare", "candidates", "-o", "compared.html")
    run("generate", "made-up", "--sessions", "20")
"""


def blocked(folder: Path) -> dict[str, str]:
    """The environment of a process in which the use of the network is noted in the file “used”, and fails."""
    (folder / "sitecustomize.py").write_text(BLOCKED)
    return environment(PYTHONPATH=f"{folder}:{ROOT}", USED_NETWORK=str(folder / "used"))


def test_verbs_use_no_network(tmp_path: Path) -> None:
    (tmp_path / "verbs.py").write_text(VERBS)
    done = subprocess.run(
        [sys.executable, "verbs.py"], cwd=tmp_path, env=blocked(tmp_path), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "used").exists()


def test_the_block_notices_a_connection(tmp_path: Path) -> None:
    script = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    done = subprocess.run([sys.executable, "-c", script], env=blocked(tmp_path), capture_output=True, encoding="utf-8")
    assert "the network is blocked" in done.stderr
    assert (tmp_path / "used").read_text()
