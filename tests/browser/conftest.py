"""A real browser without a window, and the checker of accessibility; without them the tests are skipped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scheduler.candidates.comparison import compare
from scheduler.export.comparison import comparison_page
from tests.candidates.comparison.programmes import comparison, entries, renamed
from tests.reports.test_comparison_page import HOSTILE

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
Pages = dict[str, Path]


def open_browser(scripts: bool = True) -> WebDriver:
    """Chromium, logging every request and everything on its console; skips where there is none."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not (browser and driver):
        pytest.skip("Chromium and its driver are not installed: apt install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    service = webdriver.ChromeService(executable_path=driver)
    opened: WebDriver = webdriver.Chrome(options=options, service=service)
    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[WebDriver]:
    opened = open_browser()
    yield opened
    opened.quit()


@pytest.fixture(scope="session")
def browser_without_scripts() -> Iterator[WebDriver]:
    opened = open_browser(scripts=False)
    yield opened
    opened.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker's script."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make browser")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The page of a comparison, and the same with hostile names."""
    folder = tmp_path_factory.mktemp("pages")
    written = {"plain": comparison(), "hostile": compare([renamed(entry, HOSTILE) for entry in entries()])}
    for name, whole in written.items():
        (folder / f"{name}.html").write_text(comparison_page(whole), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


@pytest.fixture
def requests() -> Callable[[WebDriver], list[str]]:
    """The addresses that a browser asked for since this was last read."""

    def read(opened: WebDriver) -> list[str]:
        events = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
        sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [address for address in sent if not address.startswith("data:")]

    return read
