"""The planner's desk in a real browser: move by mouse and by keyboard, undo, two windows, and accessibility."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from scheduler.desk.server import create_app
from tests.browser.test_comparison_in_browser import RUN_AXE, STANDARDS
from tests.desk.serving import KEY, workspace
from tests.waiting import SECONDS

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk that runs in a thread."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(workspace(tmp_path_factory.mktemp("desk")), KEY)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


def _open(browser: WebDriver, address: str, path: str = "/m/tiny", width: int = 1280) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(f"{address}{path}?key={KEY}&lang=en")


def _said(browser: WebDriver, start: str) -> str:
    """The sentence that the page announces, once it begins so."""

    def read() -> str:
        said: str = browser.execute_script("return document.getElementById('status').textContent")
        return said

    _until(browser, lambda: start in read())
    return read()


def _until(browser: WebDriver, condition: Callable[[], object]) -> None:
    """Wait until the page is so; fails where it hangs."""
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, SECONDS, poll_frequency=0.02).until(lambda _: condition())


def _places(browser: WebDriver) -> dict[str, str]:
    """Day, time and room of each session as the page shows them."""
    script = (
        "return Object.fromEntries([...document.querySelectorAll('.s > a')].map(a => [a.dataset.id, "
        "[a.closest('.day').dataset.day, a.dataset.start, a.dataset.room].join()]))"
    )
    found: dict[str, str] = browser.execute_script(script)
    return found


def _movable(browser: WebDriver) -> str:
    """Take sessions, one after another, until one has a place on the same day that breaks no rule; its id."""
    from selenium.webdriver.common.by import By

    names = [one.get_attribute("data-id") for one in browser.find_elements(By.CSS_SELECTOR, ".s.ours > a")]
    for name in filter(None, names):
        browser.execute_script("document.querySelector(`.s > a[data-id='${arguments[0]}']`).click()", name)
        _until(browser, lambda: browser.find_elements(By.CSS_SELECTOR, ".places button"))
        here = f"[...document.querySelector(`.s > a[data-id='{name}']`).closest('.day').querySelectorAll('.mark')]"
        browser.execute_script(
            "document.dispatchEvent(new CustomEvent('show-day', {detail: document.querySelector("
            "`.s > a[data-id='${arguments[0]}']`).closest('.day').id.replace('day-', '')}))",
            name,
        )
        if browser.execute_script(f"return {here}.filter(m => !m.classList.contains('forbidden')).length"):
            return name
    raise AssertionError("no session of the example can be moved")


def test_a_session_is_moved_by_click_and_the_move_is_undone(
    browser: WebDriver, address: str, requests: Callable[[WebDriver], list[str]]
) -> None:
    from selenium.webdriver.common.by import By

    requests(browser)
    _open(browser, address)
    before = _places(browser)
    name = _movable(browser)
    marks = browser.find_elements(By.CSS_SELECTOR, ".day.shown .mark.free, .day.shown .mark.possible")
    marks[0].click()
    _said(browser, "Moved to ")
    after = _places(browser)
    assert [one for one in after if after[one] != before[one]] == [name]
    browser.find_element(By.ID, "undo").click()
    _said(browser, "Undone.")
    assert _places(browser) == before
    assert all(one.startswith(address) for one in requests(browser) if not one.startswith(("chrome", "data:")))


def test_a_session_is_moved_by_keyboard_alone(browser: WebDriver, address: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    _open(browser, address)
    before = _places(browser)
    name = _movable(browser)
    browser.execute_script("document.querySelector(`.s > a[data-id='${arguments[0]}']`).focus()", name)
    ActionChains(browser).send_keys("m").perform()
    _until(browser, lambda: browser.execute_script("return document.activeElement.closest('.places') !== null"))
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    _said(browser, "Moved to ")
    after = _places(browser)
    assert [one for one in after if after[one] != before[one]] == [name]
    _until(browser, lambda: browser.execute_script("return document.activeElement.dataset.id") == name)
    ActionChains(browser).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()
    _said(browser, "Undone.")
    assert _places(browser) == before
    assert browser.find_element(By.ID, "redo").is_enabled()


def test_a_place_that_breaks_a_rule_is_asked_about_and_then_said(browser: WebDriver, address: str) -> None:
    from selenium.webdriver.common.by import By

    _open(browser, address)
    before = _places(browser)
    _movable(browser)
    browser.execute_script("document.querySelector('.day.shown .mark.forbidden').click()")
    assert _said(browser, "This breaks a rule: ")
    assert _places(browser) == before
    browser.find_element(By.CSS_SELECTOR, "#ask button:last-child").click()
    _said(browser, "Moved to ")
    assert "cannot be announced" in browser.find_element(By.ID, "panel").text
    browser.find_element(By.ID, "undo").click()
    _said(browser, "Undone.")
    assert "No rule is broken" in browser.find_element(By.ID, "panel").text


def test_a_second_window_sees_the_moves_of_the_first(browser: WebDriver, address: str) -> None:
    _open(browser, address)
    first = browser.current_window_handle
    _movable(browser)
    browser.switch_to.new_window("tab")
    try:
        _open(browser, address)
        second = browser.current_window_handle
        before = _places(browser)
        browser.switch_to.window(first)
        browser.execute_script("document.querySelector('.day.shown .mark:not(.forbidden)').click()")
        _said(browser, "Moved to ")
        moved = _places(browser)
        browser.switch_to.window(second)
        _until(browser, lambda: _places(browser) == moved)
        assert moved != before
        browser.execute_script("document.getElementById('undo').click()")
        _said(browser, "Undone.")
    finally:
        browser.close()
        browser.switch_to.window(first)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/", "/m/tiny", "/meetings/tiny"])
def test_the_checker_of_accessibility_finds_nothing_at_the_desk(
    browser: WebDriver, address: str, axe: str, path: str, width: int, dark: bool
) -> None:
    _open(browser, address, path, width)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    wide, inner = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner == width
    browser.execute_script(axe)
    try:
        assert browser.execute_async_script(RUN_AXE, STANDARDS) == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_the_timetable_can_be_read_without_its_script(browser_without_scripts: WebDriver, address: str) -> None:
    from selenium.webdriver.common.by import By

    browser_without_scripts.get(f"{address}/m/tiny?key={KEY}")
    assert all(day.is_displayed() for day in browser_without_scripts.find_elements(By.CLASS_NAME, "day"))
    sessions = browser_without_scripts.find_elements(By.CSS_SELECTOR, ".s > a")
    assert len(sessions) > 5
    assert not browser_without_scripts.find_elements(By.ID, "undo")[0].is_displayed()
    browser_without_scripts.get(str(sessions[0].get_attribute("href")))
    assert browser_without_scripts.find_element(By.CSS_SELECTOR, "#details h3").text


def test_scripts_stay_small() -> None:
    static = Path(__file__).parents[2] / "scheduler" / "desk" / "static"
    assert 0 < sum(len(file.read_bytes()) for file in static.glob("*.js")) <= 80_000
