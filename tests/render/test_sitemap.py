"""The sitemap and robots.txt."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from cvkit.render import sitemap
from sites import ADDRESS, example_site


def test_it_lists_every_page_but_the_one_for_missing_ones() -> None:
    text = sitemap.render(example_site())
    assert text is not None
    found = [element.text for element in ElementTree.fromstring(text.encode()).iter(f"{{{sitemap.NAMESPACE}}}loc")]
    assert found[:3] == [f"{ADDRESS}/", f"{ADDRESS}/publications.html", f"{ADDRESS}/talks.html"]
    assert len(found) == len(example_site().pages) - 1


def test_without_an_address_there_is_none() -> None:
    assert sitemap.render(example_site("")) is None


def test_robots_may_read_everything_and_are_told_of_the_sitemap() -> None:
    text = sitemap.robots(example_site())
    assert text is not None
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert parser.can_fetch("AnyBot", f"{ADDRESS}/publications/tides.html")
    assert parser.site_maps() == [f"{ADDRESS}/sitemap.xml"]
    assert "Sitemap" not in (sitemap.robots(example_site("")) or "")


def test_a_site_in_a_folder_has_no_robots_file() -> None:
    assert sitemap.robots(example_site("https://example.org/~maren")) is None
