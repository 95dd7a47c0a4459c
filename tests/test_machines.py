"""The promise for machines: every format of a site can be read, whatever the profile, and none tells what is hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import vobject
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.build.site_files import SITE_FILES
from cvkit.model.profile import Profile
from cvkit.render import highwire, json_ld
from cvkit.view.document import Citation, Site
from cvkit.view.site import compose_site
from profiles import DAYS, Raw, printable, profiles, raw_profiles, tokens
from withheld import withheld

PICTURES = {"card.png"}
XML = {"feed.xml", "sitemap.xml"}
JSON = {"publications.json", "resume.json"}


def written(site: Site) -> Iterator[tuple[str, str]]:
    """Every text that machines read of a site, by the file or page that it stands in."""
    for path in SITE_FILES.keys() - PICTURES:
        made = SITE_FILES[path].make(site)
        if made is not None:
            yield path, made if isinstance(made, str) else made.decode()
    for page in site.pages:
        yield f"{page.path}#json-ld", json_ld.graph(page, site)
        yield f"{page.path}#tags", "\n".join(map(": ".join, highwire.tags(page, site)))


def check(name: str, text: str) -> None:
    """Read a text with a reader of its format."""
    if name in XML:
        ElementTree.fromstring(text.encode())
    elif name in JSON or (name.endswith("#json-ld") and text):
        json.loads(text.encode())
    elif name == "contact.vcf":
        vobject.readOne(text)
    elif name == "publications.bib":
        assert not parse_string(text, parse_stack=[]).failed_blocks
    text.encode()


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_no_format_tells_what_is_withheld(raw: Raw, as_of: date) -> None:
    secret = withheld(raw, "site", "site", as_of)
    for name, text in written(compose_site(Profile.model_validate(raw), "site", as_of)):
        check(name, text)
        assert tokens(re.sub(r"\r\n ", "", text)) & secret == set(), name


@given(profile=profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=40)
def test_the_lists_of_publications_have_every_one_that_the_site_shows(profile: Profile, as_of: date) -> None:
    site = compose_site(profile, "site", as_of)
    texts = dict(written(site))
    shown = {
        entry.record.key
        for page in site.pages
        for section in page.document.sections
        for entry in section.entries
        if isinstance(entry.record, Citation)
    }
    assert {item["id"] for item in json.loads(texts.get("publications.json", "[]"))} == shown
    assert set(parse_string(texts.get("publications.bib", ""), parse_stack=[]).entries_dict) == shown


@given(profile=profiles(printable()), as_of=st.sampled_from(DAYS))
@settings(max_examples=40)
def test_any_text_can_be_read_in_every_format(profile: Profile, as_of: date) -> None:
    for name, text in written(compose_site(profile, "site", as_of)):
        check(name, text)
