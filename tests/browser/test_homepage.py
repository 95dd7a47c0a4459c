"""The homepage in Chromium: narrow and wide, light and dark, without script, by keyboard, on paper."""

from __future__ import annotations

import shutil
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Browser, Page, sync_playwright

from cvkit.render import html
from cvkit.view.document import Detail, Document, Entry, Group, Layout, Link, Section, Text
from documents import example_document, fact
from tools import require

TEMPLATES = [Path(__file__).parents[2] / "templates" / "html"]
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WIDTHS = (320, 768, 1280, 2560)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    require("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield launched
        launched.close()


def homepage() -> Document:
    """The example with what is hard to lay out: a long unbroken word, a long date, a wide formula, a photo."""
    document = example_document("site")
    long = fact("/x", "W" * 90)
    link = Link("https://example.org/" + "x" * 90, (Text("x" * 90),))
    when = fact("/x", "22 November 2026, 11:45–12:45")
    entry = Entry("/x", "x", long, long, long, when, long, long, (link,), ((link,),), (Detail("Abstract", (long,)),))
    wide = tuple(Section(f"wide-{layout}", "W" * 40, layout, (Group("W" * 60, (entry,)),)) for layout in Layout)
    return replace(
        document,
        header=replace(document.header, photo="my photo.png"),
        sections=(*document.sections, *wide),
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("site")
    (folder / "my photo.png").write_bytes(PIXEL)
    index = folder / "index.html"
    index.write_text(html.render(homepage(), TEMPLATES), encoding="utf-8")
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
    assert asked == [address, address.replace("index.html", "my%20photo.png")]
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
    page.eval_on_selector_all("details", "all => all.forEach(details => { details.open = true })")
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
    page.eval_on_selector_all("details", "all => all.forEach(details => { details.open = true })")
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    assert [rule["id"] for rule in found["violations"]] == []
    assert [rule["id"] for rule in found["incomplete"]] == []
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}
    page.close()


def test_accessibility_check_can_fail(browser: Browser, tmp_path: Path) -> None:
    source = html.render(homepage(), TEMPLATES)
    (tmp_path / "screen.css").write_text("body { background: #fff; color: #aaa }")
    faint = tmp_path / "index.html"
    faint.write_text(html.render(homepage(), [tmp_path, *TEMPLATES]), encoding="utf-8")
    assert faint.read_text(encoding="utf-8") != source
    page = opened(browser, faint.as_uri())
    assert "color-contrast" in {rule["id"] for rule in Axe().run(page).response["violations"]}
    page.close()


def test_colors_follow_the_scheme(browser: Browser, address: str) -> None:
    backgrounds = []
    for scheme in SCHEMES:
        page = opened(browser, address, scheme=scheme)
        backgrounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        page.close()
    assert len(set(backgrounds)) == 2


def test_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    abstract = page.get_by_text("We prove")
    assert not abstract.is_visible()
    page.get_by_text("Abstract", exact=True).first.click()
    assert abstract.is_visible()
    page.get_by_role("navigation").get_by_role("link", name="Publications").click()
    assert page.url.endswith("#publications")
    context.close()


def test_keyboard_reaches_the_skip_link_first(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    skip = page.get_by_role("link", name="Skip to content")
    hidden = skip.bounding_box()
    assert hidden is not None
    assert hidden["y"] < 0
    page.keyboard.press("Tab")
    assert skip.evaluate("link => link === document.activeElement")
    shown = skip.bounding_box()
    assert shown is not None
    assert shown["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


def test_focus_is_visible(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_motion_only_where_it_is_welcome(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    behavior = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behavior) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behavior) == "auto"
    page.close()


def test_print_leaves_out_what_paper_cannot_do(browser: Browser, address: str) -> None:
    page = opened(browser, address, scheme="dark")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
