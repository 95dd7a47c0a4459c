"""The feed: what RFC 4287 asks for, stable ids, dates of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import feedparser
import pytest

from cvkit.render import atom
from cvkit.view.document import Site
from documents import HOSTILE
from sites import ADDRESS, HONOR, JOURNAL, document, entry, example_site, section

ATOM = f"{{{atom.NAMESPACE}}}"
# RFC 4287, 4.1: what a feed and an entry must have once, and may have at most once.
ONCE = ("title", "id", "updated")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ADDRESSED = re.compile(r"(tag:[\w.-]+,\d{4}(-\d\d){0,2}:|urn:uuid:|https://)\S+")


def feed(site: Site) -> ElementTree.Element:
    text = atom.render(site)
    assert text is not None
    assert not feedparser.parse(text.encode()).bozo
    return ElementTree.fromstring(text.encode())


def check(element: ElementTree.Element) -> None:
    """Hold a feed or entry against the RFC."""
    for name in ONCE:
        (found,) = element.findall(ATOM + name)
        assert found.text
    assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated", ""))
    assert ADDRESSED.fullmatch(element.findtext(f"{ATOM}id", ""))
    links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
    assert len(set(links)) == len(links)
    assert "alternate" in {rel for rel, _ in links}


def news(*texts: str, url: str = ADDRESS, day: str = "2024") -> Site:
    """A site whose home page tells so many news of one day."""
    told = [entry("news", f"n{number}", replace(HONOR, start=day), text=text) for number, text in enumerate(texts)]
    site = example_site(url)
    home = replace(site.home, document=document("Maren Okafor", section("news", *told), url=url))
    return replace(site, pages=(home, *site.pages[1:]))


@pytest.mark.parametrize("url", [ADDRESS, "https://example.org/~maren", ""])
def test_a_feed_has_what_the_rfc_asks_for(url: str) -> None:
    root = feed(example_site(url))
    check(root)
    entries = root.findall(f"{ATOM}entry")
    for found in entries:
        check(found)
    ids = [found.findtext(f"{ATOM}id") for found in (root, *entries)]
    assert len(set(ids)) == len(ids) == 4
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Maren Okafor"


def test_prefixes_that_others_in_the_process_take_change_nothing() -> None:
    plainly = atom.render(example_site())
    ElementTree.register_namespace("", "urn:example:another")
    assert atom.render(example_site()) == plainly


def test_it_names_itself_only_where_its_address_is_known() -> None:
    def own(site: Site) -> list[str | None]:
        return [link.get("href") for link in feed(site).findall(f"{ATOM}link") if link.get("rel") == "self"]

    assert own(example_site()) == [f"{ADDRESS}/feed.xml"]
    assert own(example_site("")) == []


def test_the_newest_comes_first_and_dates_the_feed() -> None:
    root = feed(example_site())
    moments = [found.findtext(f"{ATOM}updated", "") for found in root.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == moments[0] == "2026-07-01T00:00:00Z"


def test_an_entry_leads_to_its_page_or_to_its_line() -> None:
    links = [found.find(f"{ATOM}link") for found in feed(example_site()).findall(f"{ATOM}entry")]
    assert [link.get("href") for link in links if link is not None][:2] == [
        f"{ADDRESS}/publications/lighthouse.html",
        f"{ADDRESS}/#news-position",
    ]


def test_news_drawn_from_a_publication_leads_to_its_page() -> None:
    site = example_site()
    drawn = replace(entry("news", "n", HONOR), path="/publications/tides/history/0/date")
    listed = section("publications", entry("publications", "tides", JOURNAL, page="publications/tides.html"))
    home = replace(site.home, document=document("Maren Okafor", section("news", drawn), listed))
    link = feed(replace(site, pages=(home,))).find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{ADDRESS}/publications/tides.html"


def test_another_day_makes_the_same_feed() -> None:
    site = example_site()
    later = tuple(replace(page, document=replace(page.document, as_of=date(2027, 5, 1))) for page in site.pages)
    assert atom.render(replace(site, pages=later)) == atom.render(site)


def test_what_is_dated_ahead_waits() -> None:
    assert atom.render(news("Later", day="2026-11-23")) is None
    assert atom.render(news("Now", day="2026-11-22")) is not None


def test_without_news_there_is_no_feed() -> None:
    assert atom.render(news()) is None


def test_a_long_history_is_cut() -> None:
    assert len(feed(news(*map(str, range(100)))).findall(f"{ATOM}entry")) == atom.LIMIT


@pytest.mark.parametrize("hostile", [*HOSTILE, "\x00\ud800\ufffe&"])
def test_any_text_is_xml(hostile: str) -> None:
    (found,) = feed(news(hostile)).findall(f"{ATOM}entry")
    assert len(found) == 4
