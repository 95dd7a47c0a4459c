"""The index page of people, in Chromium: narrow and wide, light and dark, and the policy that keeps it safe."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from accessibility import faults
from cvkit.build import templates
from cvkit.render.html_people import Person, render
from cvkit.view.people import Listed, people_page

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LONG = "Wissenschaftliche Mitarbeiterin für Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("people")
    (folder / "face.png").write_bytes(PIXEL)
    known = [
        Listed("Maren Okafor", "Maren", "Okafor", "Lecturer", "Northgate University", "face.png", "en"),
        Listed("Åsa Lind", "Åsa", "Lind", LONG, "Universität Nordtor", "", "de"),
        Listed("Sukarno", "Sukarno", "", "", "", "", "en"),
    ]
    people = [
        Person(
            somebody.name,
            somebody.initials,
            somebody.role,
            somebody.affiliation,
            f"{number}/site/index.html",
            f"{number}/site/cv.pdf" if number else "",
            somebody.photo,
            somebody.language,
        )
        for number, somebody in enumerate(known)
    ]
    page = render(people_page(known, date(2026, 11, 22)), people, templates.folders(folder, "html"))
    (folder / "index.html").write_text(page, encoding="utf-8")
    return (folder / "index.html").as_uri()


def opened(browser: Browser, address: str, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]) -> None:
    page = opened(browser, address, width, scheme)
    assert faults(page) == []
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280, 2560])
def test_nothing_runs_over_the_edge(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_quiet_and_self_contained(browser: Browser, address: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [
        address,
        address.replace("index.html", "face.png"),
    ]
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=planted style=\"color: lime\">x</p>')")
    assert page.eval_on_selector("#planted", "planted => getComputedStyle(planted).color") != "rgb(0, 255, 0)"
    page.close()


def test_it_is_walked_through_by_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached == ["Skip to content", "Maren Okafor", "Åsa Lind", "CV (PDF)", "Sukarno", "CV (PDF)"]
    page.close()
