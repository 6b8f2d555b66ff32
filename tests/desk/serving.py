"""A desk's server for tests: a workspace with the example `tiny` and a programme for it, and clients."""

from __future__ import annotations

import shutil
from pathlib import Path

from starlette.testclient import TestClient

from scheduler.core.example_folders import examples
from scheduler.desk.server import create_app
from tests.conftest import ROOT

KEY, READ_ONLY_KEY = "k" * 24, "r" * 24
HERE = "http://127.0.0.1:8000"


def workspace(folder: Path) -> Path:
    """A folder with the meeting `tiny` and its programme."""
    shutil.copytree(examples()["tiny"], folder / "instances" / "tiny")
    (folder / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / "best-known" / "tiny.json", folder / "solutions" / "tiny.json")
    return folder


def stranger(folder: Path) -> TestClient:
    """A client that has no cookie."""
    return TestClient(create_app(folder, KEY, READ_ONLY_KEY), base_url=HERE, follow_redirects=False)


def client(folder: Path, key: str = KEY) -> TestClient:
    """A client that has opened the address with the key."""
    opened = stranger(folder)
    assert opened.get("/", params={"key": key}).status_code == 303
    opened.headers["Origin"] = HERE
    return opened
