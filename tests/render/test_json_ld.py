"""JSON-LD: expanded by an independent reader, one identity over all pages, and safe inside a page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from pyld import jsonld

from cvkit.model.publication import Kind
from cvkit.render import json_ld
from cvkit.view.document import Page, Site
from documents import HOSTILE
from sites import ADDRESS, COMING, JOURNAL, document, entry, example_site, page_of, section

SCHEMA = "https://schema.org/"
# What is a reference there and not a text; the whole of schema.org's own context is not needed to read ours.
ADDRESSES = ("url", "sameAs", "image", "eventStatus", "eventAttendanceMode", "contentUrl", "item", "codeRepository")
CONTEXT = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in ADDRESSES}}
SITE = example_site()


def context_of(url: str, options: Any) -> dict[str, Any]:
    """The context, from here and not from the network."""
    assert url == "https://schema.org"
    return {"document": {"@context": CONTEXT}, "documentUrl": url, "contextUrl": None}


def expanded(page: Page, site: Site) -> dict[str, dict[str, Any]]:
    """The nodes of a page by their types, after expansion and merging."""
    options = {"documentLoader": context_of, "base": f"{ADDRESS}/{page.path}"}
    nodes = jsonld.flatten(json.loads(json_ld.graph(page, site)), None, options)
    return {node["@type"][0].removeprefix(SCHEMA): node for node in nodes if "@type" in node}


def texts(node: dict[str, Any], name: str) -> list[Any]:
    """The values or ids of a property."""
    return [value.get("@value", value.get("@id")) for value in node.get(SCHEMA + name, [])]


def test_the_home_page_is_the_profile_of_the_person() -> None:
    nodes = expanded(SITE.home, SITE)
    person = nodes["Person"]
    assert texts(nodes["ProfilePage"], "mainEntity") == [person["@id"]] == [f"{ADDRESS}/#person"]
    assert texts(person, "name") == ["Maren Okafor"]
    assert texts(person, "jobTitle") == ["Assistant Professor"]
    assert texts(person, "sameAs")[1] == "https://orcid.org/0000-0002-1825-0097"
    assert texts(person, "award") == ["Golden Buoy"]
    assert texts(person, "knowsAbout") == ["tides", "optimization"]
    assert texts(person, "image") == [f"{ADDRESS}/photo.jpg"]


def test_an_institute_stands_in_its_university() -> None:
    (person,) = (node for node in json.loads(json_ld.graph(SITE.home, SITE))["@graph"] if node["@type"] == "Person")
    assert person["affiliation"] == {
        "@type": "Organization",
        "name": "Institute for Tides & Waves",
        "url": "https://tides.example.edu/",
        "parentOrganization": {
            "@type": "Organization",
            "name": "Northfield University",
            "url": "https://northfield.example.edu/",
        },
    }


def test_no_harvester_finds_an_address() -> None:
    assert all("maren@example.org" not in json_ld.graph(page, SITE) for page in SITE.pages)


def test_a_coming_talk_is_an_event_and_a_given_one_is_none() -> None:
    graph = json.loads(json_ld.graph(SITE.home, SITE))["@graph"]
    (event,) = (node for node in graph if node["@type"] == "Event")
    assert event["startDate"] == "2026-12-03T11:45:00-05:00"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert event["performer"] == {"@id": f"{ADDRESS}/#person"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": ""}, "2026-12-03"),
        ({"zone": ""}, "2026-12-03T11:45:00"),
        ({"zone": "Nowhere/At_All"}, "2026-12-03T11:45:00"),
        ({"date": "2026-12"}, "2026-12"),
        ({"date": "2026-11-22"}, "2026-11-22T11:45:00-05:00"),
        ({"date": "2026-07-01", "cancelled": False}, None),
        ({"cancelled": True}, None),
    ],
)
def test_an_event_is_told_as_exactly_as_it_is_known(changes: dict[str, Any], said: str | None) -> None:
    talks = section("talks", entry("talks", "storms", replace(COMING, **changes)))
    page = Page("index.html", "home", document("Maren Okafor", talks))
    graph = json.loads(json_ld.graph(page, Site((page,), url=ADDRESS)))["@graph"]
    assert [node["startDate"] for node in graph if node["@type"] == "Event"] == ([said] if said else [])


def test_a_publication_is_a_scholarly_article() -> None:
    nodes = expanded(page_of(SITE, "tides"), SITE)
    work = nodes["ScholarlyArticle"]
    assert texts(nodes["ItemPage"], "mainEntity") == [work["@id"]]
    assert texts(work, "headline") == [r"Tidal SGD in $O(\sqrt{n})$ steps: A study of Bayesian harbours & more"]
    assert texts(work, "datePublished") == ["2024-08-15"]
    assert texts(work, "sameAs")[:2] == ["https://doi.org/10.1234/jao.2024_85", "https://arxiv.org/abs/2306.04815"]
    assert len(texts(work, "author")) == 3
    assert texts(work, "author")[0] == f"{ADDRESS}/#person"
    assert texts(nodes["PublicationIssue"], "isPartOf") == [nodes["PublicationVolume"]["@id"]]
    assert texts(nodes["PublicationVolume"], "isPartOf") == [nodes["Periodical"]["@id"]]
    assert texts(nodes["MediaObject"], "contentUrl") == [f"{ADDRESS}/tides.pdf"]


def test_the_way_leads_from_home_to_the_page() -> None:
    graph = json.loads(json_ld.graph(page_of(SITE, "tides"), SITE))["@graph"]
    (way,) = (node for node in graph if node["@type"] == "BreadcrumbList")
    assert [step["item"].removeprefix(ADDRESS) for step in way["itemListElement"]] == [
        "/",
        "/publications.html",
        "/publications/tides.html",
    ]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_publication_can_be_told(kind: str) -> None:
    site = example_site(citations=(replace(JOURNAL, kind=kind),))
    assert json_ld.TYPES[kind] in expanded(page_of(site, "tides"), site)


@pytest.mark.parametrize("url", [ADDRESS, ""])
def test_every_page_means_the_same_person(url: str) -> None:
    site = example_site(url)
    ids = {expanded(page, site)["Person"]["@id"] for page in site.pages if page.kind != "missing"}
    assert ids == {f"{ADDRESS}/#person"}


def test_what_stands_in_for_a_missing_page_says_nothing() -> None:
    assert [page.kind for page in SITE.pages if not json_ld.graph(page, SITE)] == ["missing"]


def test_nothing_empty_is_said() -> None:
    def check(value: Any) -> None:
        assert value not in ("", [], {}, None)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(item)

    for page in example_site("").pages[:3]:
        check(json.loads(json_ld.graph(page, example_site(""))))


@pytest.mark.parametrize("hostile", [*HOSTILE, "</script><!--", "\ud800\x00\u2028"])
def test_no_text_leaves_the_script_element(hostile: str) -> None:
    site = example_site(citations=(replace(JOURNAL, title=hostile, abstract=hostile, venue=hostile),))
    text = json_ld.graph(page_of(site, "tides"), site)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text.encode())["@graph"]
