"""What a site holds beside its pages: every file of the table, byte for byte, and when there is none."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from cvkit.build.site_files import SITE_FILES
from cvkit.render import bibtex, json_ld
from cvkit.view.document import Page, Site
from sites import ADDRESS, JOURNAL, document, example_site, page_of

GOLDEN = Path(__file__).parent / "golden" / "site"
ELSEWHERE = {"card.png", "talks.ics"}
"""Files that have tests of their own for each byte."""
ONLY_WITH_AN_ADDRESS = {"sitemap.xml", "CNAME"}


def encoded(made: str | bytes | None) -> bytes:
    assert made is not None
    return made.encode() if isinstance(made, str) else made


def expect(name: str, made: bytes) -> None:
    """CVKIT_GOLDEN=1 rewrites what is expected; never where CI judges it."""
    expected = GOLDEN / name
    if os.environ.get("CVKIT_GOLDEN") == "1":
        assert not os.environ.get("CI"), "golden files are never rewritten in CI"
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(made)
    assert made == expected.read_bytes()


@pytest.mark.golden
@pytest.mark.parametrize("path", sorted(SITE_FILES.keys() - ELSEWHERE))
def test_golden(path: str) -> None:
    expect(path.lstrip("."), encoded(SITE_FILES[path].make(example_site())))


@pytest.mark.golden
@pytest.mark.parametrize("name", ["home", "tides"])
def test_golden_json_ld(name: str) -> None:
    site = example_site()
    page = site.home if name == "home" else page_of(site, name)
    expect(f"{name}.jsonld", json_ld.graph(page, site).encode())


def test_what_needs_the_sites_address_waits_for_it() -> None:
    site = example_site("")
    assert {path for path, file in SITE_FILES.items() if file.make(site) is None} == ONLY_WITH_AN_ADDRESS


def test_an_empty_site_has_no_files_without_content() -> None:
    site = Site((Page("index.html", "home", document("Maren Okafor")),), url=ADDRESS)
    absent = {path for path, file in SITE_FILES.items() if file.make(site) is None}
    assert absent == {"feed.xml", "talks.ics", "publications.bib", "publications.json"}


@pytest.mark.parametrize("url", ["https://maren.github.io", "https://example.org/~maren", ""])
def test_only_a_domain_of_ones_own_is_named(url: str) -> None:
    assert SITE_FILES["CNAME"].make(example_site(url)) is None


def test_files_that_readers_open_have_a_title() -> None:
    untitled = {path for path, file in SITE_FILES.items() if not file.title}
    assert untitled == {"card.png", "sitemap.xml", "robots.txt", ".nojekyll", "CNAME"}


def test_every_file_is_documented_and_no_other() -> None:
    text = (Path(__file__).parents[2] / "docs" / "machines.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)) == SITE_FILES.keys()


def test_the_bibtex_of_the_documentation_is_real() -> None:
    text = (Path(__file__).parents[2] / "docs" / "machines.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```bibtex\n(.*?)```", text, re.DOTALL)
    assert bibtex.entry(JOURNAL).startswith(shown)
