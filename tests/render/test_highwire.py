"""The tags by which Google Scholar knows a publication."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvkit.render import highwire
from cvkit.view.document import Citation
from sites import ADDRESS, CONFERENCE, JOURNAL, PREPRINT, THESIS, example_site, page_of


def tags(citation: Citation, url: str = ADDRESS) -> dict[str, list[str]]:
    """The contents of each tag of a publication's page, by name."""
    site = example_site(url, citations=(citation,))
    found: dict[str, list[str]] = {}
    for name, content in highwire.tags(page_of(site, citation.key), site):
        found.setdefault(name, []).append(content)
    return found


def test_a_journal_article_has_all_that_its_citation_has() -> None:
    assert tags(JOURNAL) == {
        "citation_title": [r"Tidal SGD in $O(\sqrt{n})$ steps: A study of Bayesian harbours & more"],
        "citation_author": ["Okafor, Maren", "van der Tully, Jonas", "The Lantern Team"],
        "citation_publication_date": ["2024/08/15"],
        "citation_journal_title": ["Journal of Applied Oceanography"],
        "citation_volume": ["12"],
        "citation_issue": ["3"],
        "citation_firstpage": ["85"],
        "citation_lastpage": ["116"],
        "citation_publisher": ["Harbour Press"],
        "citation_doi": ["10.1234/jao.2024_85"],
        "citation_arxiv_id": ["2306.04815"],
        "citation_pmid": ["1234567"],
        "citation_language": ["en"],
        "citation_abstract_html_url": [f"{ADDRESS}/publications/tides.html"],
        "citation_pdf_url": [f"{ADDRESS}/tides.pdf"],
    }


@pytest.mark.parametrize("citation", [JOURNAL, CONFERENCE, PREPRINT, THESIS], ids=lambda citation: citation.key)
def test_the_least_that_is_asked_for_is_there(citation: Citation) -> None:
    found = tags(citation)
    assert len(found["citation_title"]) == len(found["citation_publication_date"]) == 1
    assert len(found["citation_author"]) == len(citation.authors)


def test_where_it_appeared_is_told_in_the_tag_of_its_kind() -> None:
    assert tags(CONFERENCE)["citation_conference_title"] == ["International Conference on Harbour Learning"]
    assert tags(THESIS)["citation_dissertation_institution"] == ["Northfield University"]
    report = tags(replace(THESIS, kind="report", number="TR-7"))
    assert report["citation_technical_report_institution"] == ["Northfield University"]
    assert report["citation_technical_report_number"] == ["TR-7"]


def test_one_page_has_no_last() -> None:
    found = tags(replace(JOURNAL, pages="e12"))
    assert found["citation_firstpage"] == ["e12"]
    assert "citation_lastpage" not in found


def test_a_pdf_elsewhere_is_not_named() -> None:
    assert "citation_pdf_url" not in tags(PREPRINT)
    assert "citation_pdf_url" not in tags(JOURNAL, url="https://other.example.org")


def test_without_the_sites_address_no_address_is_made_up() -> None:
    assert not {"citation_pdf_url", "citation_abstract_html_url"} & tags(JOURNAL, url="").keys()


def test_other_pages_have_none() -> None:
    site = example_site()
    assert [page.kind for page in site.pages if highwire.tags(page, site)] == ["publication"] * 4
