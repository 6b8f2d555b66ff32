"""The page of a comparison in a real browser: quiet, accessible, readable at any width and without its script."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Pages

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0]}).then(
  found => done(found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`)));
"""


def _open(browser: WebDriver, pages: Pages, name: str, width: int = 1280) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(pages[name].as_uri())


def _choose(browser: WebDriver, field: str, value: str) -> None:
    script = "const s = document.getElementById(arguments[0]); s.value = arguments[1];"
    browser.execute_script(script + "s.dispatchEvent(new Event('change', {bubbles: true}))", field, value)


def _count(browser: WebDriver, selector: str) -> int:
    found: int = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent !== null).length", selector
    )
    return found


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_nothing_is_asked_of_the_network_and_nothing_is_amiss(
    browser: WebDriver, pages: Pages, requests: Callable[[WebDriver], list[str]], name: str
) -> None:
    requests(browser)
    _open(browser, pages, name)
    browser.execute_script(OPEN_ALL)
    _choose(browser, "pick-coalition", "0")
    assert requests(browser) == [pages[name].as_uri()]
    assert browser.get_log("browser") == []
    assert browser.execute_script("return window.hacked") is None


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("focus", ["", "0"])
def test_the_checker_of_accessibility_finds_nothing(
    browser: WebDriver, pages: Pages, axe: str, width: int, focus: str
) -> None:
    _open(browser, pages, "plain", width)
    browser.execute_script(OPEN_ALL)
    _choose(browser, "pick-coalition", focus)
    browser.execute_script(axe)
    assert browser.execute_async_script(RUN_AXE, STANDARDS) == []


@pytest.mark.parametrize("name", ["plain", "hostile"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_overflows(browser: WebDriver, pages: Pages, name: str, width: int) -> None:
    """640 is a screen of 1280 at 200 % zoom."""
    _open(browser, pages, name, width)
    browser.execute_script(OPEN_ALL)
    wide, inner = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner == width


def test_it_can_be_read_without_its_script(browser_without_scripts: WebDriver, pages: Pages) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    browser_without_scripts.get(pages["plain"].as_uri())
    assert not browser_without_scripts.find_element(By.ID, "tools").is_displayed()
    for section in browser_without_scripts.find_elements(By.TAG_NAME, "section"):
        assert section.is_displayed()
    week = browser_without_scripts.find_element(By.ID, "days-A")
    assert week.find_element(By.TAG_NAME, "table").is_displayed()
    goals = browser_without_scripts.find_element(By.ID, "goals")
    goals.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    assert goals.find_element(By.TAG_NAME, "table").is_displayed()
    browser_without_scripts.find_element(By.ID, "show-1").send_keys(Keys.SPACE)
    heads = browser_without_scripts.find_elements(By.CSS_SELECTOR, ".who thead th")
    assert [head.is_displayed() for head in heads] == [True, True, False, True]


def test_a_coalition_can_be_kept_and_is_highlighted_in_every_grid(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    browser.execute_script(OPEN_ALL)
    every = _count(browser, ".who tbody tr, .alike-list li")
    _choose(browser, "pick-coalition", "1")
    assert _count(browser, ".who tbody tr, .alike-list li") < every
    assert _count(browser, "#followed") == 1
    name: str = browser.execute_script("return document.getElementById('pick-coalition').selectedOptions[0].text")
    assert name in browser.execute_script("return document.getElementById('followed').textContent")
    assert _count(browser, "#days-A .s.hit") >= 1
    said: str = browser.execute_script("return document.getElementById('found').textContent")
    assert said.startswith("Only ")
    browser.execute_script("document.getElementById('clear').click()")
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert _count(browser, ".who tbody tr, .alike-list li") == every
    assert _count(browser, "#followed") == 0
    assert _count(browser, ".hit") == 0


def test_a_theme_can_be_followed(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    browser.execute_script(OPEN_ALL)
    _choose(browser, "pick-theme", "0")
    themes: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('.s.hit')].map(cell => cell.dataset.t)"
    )
    assert themes
    assert all("0" in codes.split() for codes in themes)


def test_a_number_between_two_leads_to_its_list(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    browser.execute_script("document.querySelector('.matrix a').click()")
    browser.execute_async_script("setTimeout(arguments[0], 100)")
    assert browser.execute_script("return document.getElementById('A-B').open") is True


def test_everything_can_be_reached_by_keyboard(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    operable = "[...document.querySelectorAll('.scroll, a, summary, select, button')]"
    assert browser.execute_script(f"return {operable}.filter(e => e.tabIndex < 0).length") == 0


def test_it_can_be_printed(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert len(printed["data"]) > 20_000
    number = len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"])))
    assert 2 <= number <= 8


def test_no_text_is_cut(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    browser.execute_script(OPEN_ALL)
    assert _count(browser, ".pairable td, .week td") > 10
    cut = browser.execute_script(
        "return [...document.querySelectorAll('.scroll, .pairable :is(td, th), .week :is(td, th), p, li, h2, h3')]"
        ".filter(e => e.offsetParent && !e.matches('.unseen') && e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).display !== 'inline').map(e => e.textContent.slice(0, 80))"
    )
    assert cut == []


def test_two_candidates_fit_beside_each_other_on_a_telephone(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain", 390)
    browser.execute_script("document.getElementById('show-1').click()")
    box = "document.querySelector('#matrix .scroll')"
    wide, inner = browser.execute_script(f"return [{box}.scrollWidth, {box}.clientWidth]")
    assert wide <= inner < 390
    assert _count(browser, ".who thead th") == 3


def test_another_base_changes_the_signs(browser: WebDriver, pages: Pages) -> None:
    _open(browser, pages, "plain")
    signs = "return [...document.querySelectorAll('.who .sign')].filter(e => e.offsetParent).map(e => e.className)"
    before = browser.execute_script(signs)
    browser.execute_script("document.getElementById('base-2').click()")
    after = browser.execute_script(signs)
    assert before
    assert before != after
