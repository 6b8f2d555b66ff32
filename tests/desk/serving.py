"""A desk's server for tests: a workspace with the example `tiny` and a programme for it, and clients."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from starlette.testclient import TestClient

from scheduler.core.example_folders import examples
from scheduler.core.programme import Programme
from scheduler.desk.server import create_app
from scheduler.intake import load_instance
from scheduler.planning.service import plan
from scheduler.storage.programme_files import save_programme
from tests.checked import some

KEY, READ_ONLY_KEY = "k" * 24, "r" * 24
HERE = "http://127.0.0.1:8000"


@cache
def tiny_programme() -> Programme:
    """A programme for the example `tiny`, searched for once."""
    return some(plan(load_instance(examples()["tiny"]), seconds=20).programme)


def workspace(folder: Path) -> Path:
    """A folder with the meeting `tiny` and its programme."""
    shutil.copytree(examples()["tiny"], folder / "instances" / "tiny")
    (folder / "solutions").mkdir()
    save_programme(tiny_programme(), folder / "solutions" / "tiny.json")
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
