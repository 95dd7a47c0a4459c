"""The contact as a vCard: read by an independent reader, folded, escaped, and with what the site shows alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import vobject

from cvkit.render import vcard
from cvkit.view.document import ContactLine, Identity, Link, Site, Text
from documents import HOSTILE, fact
from sites import ADDRESS, FORMER, HEADER, POSITION, example_site


def site_with(**changes: object) -> Site:
    """The site with another header, or other parts of one."""
    site = example_site()
    header = replace(HEADER, **changes)  # type: ignore[arg-type]  # the tests name fields of Header
    home = replace(site.home, document=replace(site.home.document, header=header))
    return replace(site, pages=(home, *site.pages[1:]))


def read(site: Site) -> dict[str, list[object]]:
    """The values of each property."""
    card = vobject.readOne(vcard.render(site))
    return {name: [line.value for line in lines] for name, lines in card.contents.items()}


def test_a_reader_finds_everything() -> None:
    card = read(example_site())
    assert card["version"] == ["4.0"]
    assert card["fn"] == ["Maren Okafor", HEADER.identity.native]
    assert (card["n"][0].family, card["n"][0].given) == ("Okafor", "Maren")  # type: ignore[attr-defined]
    assert card["org"] == [["Northfield University", "Institute for Tides & Waves"]]
    assert card["title"] == ["Assistant Professor"]
    assert card["email"] == ["maren@example.org"]
    assert card["url"] == [f"{ADDRESS}/", "https://maren.example.net/"]
    assert card["socialprofile"] == ["https://orcid.org/0000-0002-1825-0097", "https://code.example.org/maren"]


def test_an_address_that_the_site_does_not_show_is_not_there() -> None:
    shown = site_with(contacts=(), identity=replace(HEADER.identity, email=""))
    assert not {"email", "tel", "adr"} & read(shown).keys()


def test_a_telephone_that_the_site_shows_is_there_without_its_label() -> None:
    line = ContactLine("phone", (*fact("/p", "+1 555 0100"), Text(" (desk)")))
    assert read(site_with(contacts=(line,)))["tel"] == ["+1 555 0100"]


def test_two_positions_keep_their_parts_together() -> None:
    text = vcard.render(site_with(identity=replace(HEADER.identity, roles=(POSITION, FORMER))))
    assert "position2.TITLE:Research Assistant\r\nposition2.ORG:Northfield University\r\n" in text


def test_who_has_but_one_name_has_no_parts() -> None:
    assert "n" not in read(site_with(identity=Identity(given="Maren")))


@pytest.mark.parametrize("hostile", [*HOSTILE, "a\r\nEMAIL:x@example.org", "x" * 500, "刘" * 100])
def test_lines_are_folded_and_no_text_begins_another(hostile: str) -> None:
    site = site_with(
        identity=replace(HEADER.identity, family=hostile, roles=(replace(POSITION, title=hostile),)),
        links=(Link("https://example.org/a", (Text(hostile),)),),
    )
    text = vcard.render(site)
    assert all(len(line.encode()) <= vcard.WIDTH for line in text.split("\r\n"))
    assert not set(text.replace("\r\n", "")) & set("\r\n")
    card = read(site)
    assert card["email"] == ["maren@example.org"]
    assert len(card["title"]) == len(card["socialprofile"]) == 1


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_a_text_is_read_as_it_was(text: str) -> None:
    site = site_with(identity=replace(HEADER.identity, roles=(replace(POSITION, title=text),)))
    assert read(site)["title"] == [text]
