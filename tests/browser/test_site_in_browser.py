"""The pages of a programme in a real browser: quiet, accessible, within the screen, and printed a day to a page."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scheduler.export.site import page, write_site
from tests.browser.test_comparison_in_browser import RUN_AXE, STANDARDS
from tests.publishing.site_reading import SIX_LANGUAGES
from tests.reports import example

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

PLANNERS = tuple(f"planners/{name}" for name in ("day-1", "people", "rooms", "clashes", "use"))
PAGES = ("index", "day-1", "theme-connect", "coalition-dc3", "newcomers", "whole", *PLANNERS)
LONG = "Wort" * 30


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a programme whose titles are in six languages, one of them a single long word."""
    instance = example.instance()
    titles = (*SIX_LANGUAGES, LONG)
    sessions = tuple(
        session.model_copy(update={"title": titles[n % len(titles)], "for_newcomers": n % 9 == 0})
        for n, session in enumerate(instance.sessions)
    )
    instance = instance.model_copy(update={"sessions": sessions})
    programme = example.programme(instance)
    folder = tmp_path_factory.mktemp("site")
    write_site(instance, programme, folder)
    write_site(instance, programme, folder / "planners", for_planners=True)
    (folder / "whole.html").write_text(page(instance, programme), encoding="utf-8")
    return folder


def _open(browser: WebDriver, file: Path, width: int = 1280, scheme: str = "light") -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.get(file.as_uri())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (1280, "dark")])
def test_the_checker_of_accessibility_finds_nothing_and_nothing_overflows(
    browser: WebDriver, site: Path, axe: str, name: str, width: int, scheme: str
) -> None:
    _open(browser, site / f"{name}.html", width, scheme)
    wide, inner = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner == width
    browser.execute_script(axe)
    assert browser.execute_async_script(RUN_AXE, STANDARDS) == []


def test_nothing_is_asked_of_the_network_and_nothing_is_amiss(
    browser: WebDriver, site: Path, requests: Callable[[WebDriver], list[str]]
) -> None:
    browser.get_log("browser")
    requests(browser)
    for name in PAGES:
        _open(browser, site / f"{name}.html")
        assert requests(browser) == [(site / f"{name}.html").as_uri()]
    assert browser.get_log("browser") == []


def test_right_to_left_titles_begin_on_the_right_and_leave_times_alone(browser: WebDriver, site: Path) -> None:
    _open(browser, site / "day-1.html")
    found: list[list[str]] = browser.execute_script(
        "return [...document.querySelectorAll('.entry')].map(e => [e.querySelector('.title').textContent,"
        "getComputedStyle(e.querySelector('.title')).direction, getComputedStyle(e.querySelector('.when')).direction])"
    )
    assert {way for title, way, _ in found if title == SIX_LANGUAGES[0]} == {"rtl"}
    assert {way for title, way, _ in found if title == SIX_LANGUAGES[4]} == {"ltr"}
    assert {way for *_, way in found} == {"ltr"}


def test_a_grid_is_printed_on_one_page_and_the_list_follows(browser: WebDriver, site: Path) -> None:
    _open(browser, site / "day-1.html")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "pageRanges": "1-9"})
    assert len(re.findall(rb"/Type /Page\b", base64.b64decode(printed["data"]))) in (2, 3)
