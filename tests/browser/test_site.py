"""Every kind of page in Chromium, in both themes: accessible, quiet, whole without script, and usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page

from accessibility import faults, unfolded
from cvkit.render import html
from pages import TEMPLATES, THEMES, pages_of_each_kind, starter_site

ORIGIN = "https://okafor.example"
KINDS = {
    "home": "index.html",
    "publications": "publications.html",
    "publication": "publications/gauges.html",
    "talks": "talks.html",
    "cv": "cv.html",
    "missing": "nowhere/at/all.html",
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAPERS = 9
Visit = Callable[..., BrowserContext]

pytestmark = pytest.mark.xdist_group("browser")


@cache
def files(theme: str = "plain", accent: str = "") -> dict[str, bytes]:
    site = starter_site(theme, accent, papers=PAPERS)
    return {page.path: html.render_page(page, site, TEMPLATES).encode() for page in site.pages}


def opened(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(f"{ORIGIN}/{path}")
    return page


def test_the_table_has_every_kind_of_page() -> None:
    assert set(pages_of_each_kind(starter_site())) == set(KINDS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_accessible_in_light_and_dark_narrow_and_wide(visit: Visit, kind: str, theme: str) -> None:
    for scheme in SCHEMES:
        for width in (320, 1280):
            page = unfolded(opened(visit(files(theme), width, color_scheme=scheme), KINDS[kind]))
            assert faults(page) == [], f"{scheme}, {width} px"
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("accent", ["#ffff00", "#102030"])
def test_any_accent_can_be_read(visit: Visit, theme: str, accent: str) -> None:
    for scheme in SCHEMES:
        page = unfolded(opened(visit(files(theme, accent), color_scheme=scheme), "index.html"))
        assert faults(page, runOnly=["color-contrast"]) == [], scheme


@pytest.mark.parametrize("kind", KINDS)
def test_quiet_and_self_contained(visit: Visit, kind: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    context = visit(files())
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{ORIGIN}/{KINDS[kind]}", wait_until="networkidle")
    # That a page is missing is told by the host.
    assert [text for text in said if "404" not in text] == []
    assert [url for url in asked if not url.startswith("data:")] == [f"{ORIGIN}/{KINDS[kind]}"]
    assert context.cookies() == []


def test_the_links_of_the_page_for_missing_ones_lead_home_from_any_depth(visit: Visit) -> None:
    page = opened(visit(files()), KINDS["missing"])
    page.get_by_role("navigation").get_by_role("link", name="Publications").click()
    assert page.url == f"{ORIGIN}/publications.html"


@pytest.mark.parametrize("kind", KINDS)
def test_without_script_all_is_there(visit: Visit, kind: str) -> None:
    def texts(*, script: bool) -> str:
        page = opened(visit(files(), java_script_enabled=script), KINDS[kind])
        return page.locator("main").text_content() or ""

    assert set(texts(script=False).split()) >= set(texts(script=True).replace("Copy", " ").split())


def test_folds_open_without_script(visit: Visit) -> None:
    page = opened(visit(files(), java_script_enabled=False), "index.html")
    assert not page.get_by_role("search").is_visible()
    for label, content in {"Abstract": "We forecast the yearly maximum", "BibTeX": "@article{gauges"}.items():
        entry = page.locator("#publications-gauges")
        assert not entry.get_by_text(content).is_visible()
        entry.get_by_text(label, exact=True).click()
        assert entry.get_by_text(content).is_visible()


# --- keyboard ---


@pytest.mark.parametrize("kind", KINDS)
def test_tab_reaches_everything_in_order(visit: Visit, kind: str) -> None:
    page = opened(visit(files()), KINDS[kind])
    shown = "all => all.filter(item => item.checkVisibility()).length"
    count = page.eval_on_selector_all("a[href], summary, input, select, button", shown)
    reached = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert "Skip to content" in reached[0]
    assert len(reached) == count
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || document.activeElement.className === 'skip'")


def test_enter_opens_a_fold(visit: Visit) -> None:
    page = opened(visit(files()), "index.html")
    fold = page.locator("#publications-gauges details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.get_by_text("We forecast the yearly maximum").is_visible()


def test_skipping_leads_to_the_content(visit: Visit) -> None:
    page = opened(visit(files()), "index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


# --- filter ---


def visible(page: Page) -> list[str]:
    return page.locator("#publications .entry:visible .title").all_inner_texts()


@pytest.mark.parametrize("path", ["index.html", "publications.html"])
def test_the_filter_filters(visit: Visit, path: str) -> None:
    page = opened(visit(files()), path)
    search = page.get_by_role("search")
    every = visible(page)
    assert len(every) == PAPERS + 4
    search.get_by_label("Search").press_sequentially("ÉBB  paper")
    assert visible(page) == [title for title in every if "ebb" in title] != []
    assert search.get_by_role("status").inner_text() == f"3 of {PAPERS + 4} shown"
    search.get_by_label("Kind").select_option("Journal articles")
    assert visible(page) == ["Paper 3 on ebb"]
    search.get_by_label("Kind").select_option("All")
    search.get_by_label("Year").select_option("2016")
    assert visible(page) == ["Paper 6 on ebb"]
    search.get_by_label("Search").fill("nothing of the sort")
    assert visible(page) == []
    assert page.locator("#publications .group h2:visible").count() == 0
    for choice in ("Kind", "Year"):
        search.get_by_label(choice).select_option("All")
    search.get_by_label("Search").fill("")
    assert visible(page) == every
    assert search.get_by_role("status").inner_text() == ""


def test_the_filter_reads_abstracts_and_not_labels(visit: Visit) -> None:
    page = opened(visit(files()), "index.html")
    search = page.get_by_role("search").get_by_label("Search")
    search.fill("yearly maximum")
    assert visible(page) == ["Forecasting floods where there are no gauges"]
    search.fill("booktitle")
    assert visible(page) == []


def test_a_few_publications_have_no_filter(visit: Visit) -> None:
    site = starter_site()
    few = {page.path: html.render_page(page, site, TEMPLATES).encode() for page in site.pages}
    assert opened(visit(few), "index.html").get_by_role("search").count() == 0


def test_bibtex_is_copied(visit: Visit) -> None:
    context = visit(files(), permissions=["clipboard-read", "clipboard-write"])
    page = opened(context, "publications/gauges.html")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("pre").inner_text()
    assert copied.startswith("@article{gauges,")


# --- paper ---


@pytest.mark.parametrize("theme", THEMES)
def test_paper_has_what_paper_can_do(visit: Visit, theme: str) -> None:
    page = opened(visit(files(theme, "#00ff00"), color_scheme="dark"), "index.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".contacts a").first.evaluate("link => getComputedStyle(link).color") == "rgb(0, 0, 0)"
    for gone in ("nav", "summary", "form", ".skip"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.get_by_role("heading", name="Publications").is_visible()
