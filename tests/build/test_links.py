"""Links of a site that lead nowhere are found, and those to elsewhere with the place that gives them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cvkit.build.links import broken_links, outside_links
from cvkit.view.site import compose_site
from profiles import small

NOW = date(2026, 11, 22)


def site(folder: Path, **pages: str) -> Path:
    (folder / "papers").mkdir()
    (folder / "papers" / "a b.html").write_text('<p id="s">', encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"")
    (folder / "index.html").write_text("<h1 id='top'>", encoding="utf-8")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "address",
    [
        *(
            "index.html",
            "./",
            "",
            "#",
            "#here",
            "papers/a%20b.html",
            "papers/a b.html#s",
            "./photo.jpg",
            "/",
            "/index.html",
        ),
        *("https://example.org/elsewhere", "mailto:a@b.example", "//example.org/x", "https://ada.example/photo.jpg"),
        *("https://ada.example/", "https://ada.example"),
    ],
)
def test_a_link_that_leads_somewhere_is_not_told(tmp_path: Path, address: str) -> None:
    folder = site(tmp_path, page=f'<p id="here"><a href="{address}">x</a>')
    assert list(broken_links(folder, "https://ada.example")) == []


@pytest.mark.parametrize(
    "address",
    ["no.html", "#no", "papers/a%20b.html#no", "papers/", "../index.html", "/no", "https://ada.example/no.html"],
)
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, address: str) -> None:
    folder = site(tmp_path, page=f'<a href="{address}">x</a>')
    assert list(broken_links(folder, "https://ada.example")) == [("page.html", address)]


@pytest.mark.parametrize(
    "element",
    ['<img src="no">', '<link href="no">', '<script src="no"></script>', '<source srcset="photo.jpg 1x, no 2x">'],
)
def test_pictures_and_scripts_are_links_too(tmp_path: Path, element: str) -> None:
    assert list(broken_links(site(tmp_path, page=element))) == [("page.html", "no")]


def test_in_a_folder_of_a_host_absolute_addresses_begin_with_it(tmp_path: Path) -> None:
    folder = site(tmp_path, page='<a href="/~ada/">x</a> <a href="/~ada/no">y</a>')
    assert list(broken_links(folder, "https://example.org/~ada")) == [("page.html", "/~ada/no")]


def test_outside_links_know_the_field_that_gives_them() -> None:
    profile = small(
        person={
            "name": "Ada Lovelace",
            "links": {
                "gh": {"kind": "github", "id": "ada"},
                "me": {"kind": "homepage", "url": "https://ada.example/old"},
            },
            "interests": "Looms, as [here](https://looms.example).",
        },
        organizations={"acme": {"name": "Acme", "url": "https://acme.example"}},
        positions={"job": {"title": "Analyst", "organizations": "acme", "start": 2020}},
        publications={
            "p": {
                "title": "Engines",
                "authors": ["me"],
                "kind": "journal",
                "date": 2020,
                "ids": {"doi": "10.1234/5"},
                "links": [{"kind": "code", "url": "https://code.example"}],
            }
        },
        honors={"h": {"title": "Prize", "date": 2020, "url": "https://prize.example"}},
        documents={"site": {"url": "https://ada.example"}},
    )
    assert outside_links(compose_site(profile, "site", NOW)) == {
        "https://github.com/ada": "/person/links/gh/id",
        "https://acme.example": "/organizations/acme/url",
        "https://looms.example": "/person/interests/medium",
        "https://code.example": "/publications/p/links/0/url",
        "https://doi.org/10.1234/5": "/publications/p/ids/doi",
        "https://prize.example": "/honors/h/url",
    }
