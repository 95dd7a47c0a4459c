"""What is hard to lay out, in Chromium: narrow and wide, light and dark, and the policy that keeps the page safe."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from accessibility import faults, unfolded
from cvkit.render import html
from pages import TEMPLATES, hard_page

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
WIDTHS = (320, 768, 1280, 2560)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("site")
    (folder / "my photo.png").write_bytes(PIXEL)
    (folder / "my photo-160.webp").write_bytes(PIXEL)
    index = folder / "index.html"
    index.write_text(html.render(hard_page(), TEMPLATES), encoding="utf-8")
    return index.as_uri()


def opened(browser: Browser, address: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
def test_quiet_and_self_contained(browser: Browser, address: str, scheme: Scheme) -> None:
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(color_scheme=scheme)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert said == []
    photo = address.replace("index.html", "my%20photo-160.webp")
    assert [url for url in asked if not url.startswith("data:")] == [address, photo]
    assert page.eval_on_selector("img.photo", "image => image.naturalWidth") == 1
    page.close()


def test_content_security_policy_is_in_force(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=planted style=\"color: lime\">x</p>')")
    assert page.eval_on_selector("#planted", "planted => getComputedStyle(planted).color") != "rgb(0, 255, 0)"
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over_the_edge(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    unfolded(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_are_of_readable_length(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    prose = page.locator("section.prose p").first
    size = prose.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    box = prose.bounding_box()
    assert box is not None
    assert 260 < box["width"] <= 40 * size  # a line of 40 em holds some 80 characters
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(browser: Browser, address: str, width: int, scheme: Scheme) -> None:
    page = opened(browser, address, width, scheme)
    # What is too wide is scrolled, where axe cannot see it, nor that Chromium scrolls it by keys.
    unfolded(page).eval_on_selector_all("math", "all => all.forEach(formula => formula.remove())")
    assert faults(page) == []
    page.close()


def test_accessibility_check_can_fail(browser: Browser, tmp_path: Path) -> None:
    source = html.render(hard_page(), TEMPLATES)
    (tmp_path / "base.css").write_text("body { background: #fff; color: #aaa }")
    faint = tmp_path / "index.html"
    faint.write_text(html.render(hard_page(), [tmp_path, *TEMPLATES]), encoding="utf-8")
    assert faint.read_text(encoding="utf-8") != source
    page = opened(browser, faint.as_uri())
    assert any(fault.startswith("color-contrast") for fault in faults(page))
    page.close()


def test_colors_follow_the_scheme(browser: Browser, address: str) -> None:
    backgrounds = []
    for scheme in SCHEMES:
        page = opened(browser, address, scheme=scheme)
        backgrounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        page.close()
    assert len(set(backgrounds)) == 2


def test_motion_only_where_it_is_welcome(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    behavior = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behavior) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behavior) == "auto"
    page.close()
