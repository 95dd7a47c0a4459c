"""Sites for the tests of pages: one with every kind of page, and one page of what is hard to lay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from cvkit.model.profile import Profile
from cvkit.view.document import Detail, Document, Entry, Group, Layout, Link, Math, Page, Picture, Section, Site, Text
from cvkit.view.site import compose_site
from documents import example_document, fact

ROOT = Path(__file__).parents[1]
TEMPLATES = [ROOT / "templates" / "html"]
THEMES = ("plain", "serif")
DAY = date(2026, 11, 22)
FILES = {
    "cv.pdf": "Curriculum vitae (PDF)",
    "feed.xml": "News feed",
    "publications.bib": "Publications (BibTeX)",
    "resume.json": "Résumé (JSON Resume)",
    "contact.vcf": "Contact (vCard)",
    "card.png": "",
}
TOPICS = ("ebb", "tides", "weirs")


def starter_site(style: str = "plain", accent: str = "", url: str = "", papers: int = 0) -> Site:
    """The site of the starter profile, which has pages of every kind; with so many papers more than it has."""
    # All scalars stay text, as cvkit reads them.
    raw = yaml.load((ROOT / "templates" / "profile.yaml").read_text("utf-8"), yaml.BaseLoader)
    raw["publications"] |= {f"more-{n}": _paper(n) for n in range(papers)}
    site = compose_site(Profile.model_validate(raw), "site", DAY)
    return with_documents(replace(site, url=url, files=FILES), lambda document: styled(document, style, accent))


def _paper(n: int) -> dict[str, object]:
    return {
        "title": f"Paper {n} on {TOPICS[n % 3]}",
        "authors": ["me", "haddad"],
        "kind": "journal" if n % 2 else "conference",
        "venue": "water" if n % 2 else "extremes",
        "date": str(2010 + n % 9),
        "abstract": f"We prove that $x_{n}^2 > 0$.",
    }


def styled(document: Document, style: str = "plain", accent: str = "") -> Document:
    """The document in a theme of the site's, with an accent of its own."""
    return replace(document, setting=replace(document.setting, style=style, accent=accent))


def with_documents(site: Site, change: Callable[[Document], Document]) -> Site:
    """The site with each page's document changed."""
    return replace(site, pages=tuple(replace(page, document=change(page.document)) for page in site.pages))


def pages_of_each_kind(site: Site) -> dict[str, Page]:
    """One page of each kind: of publications the one with most to show."""
    found: dict[str, Page] = {}
    for page in site.pages:
        if page.kind not in found or page.path == "publications/gauges.html":
            found[page.kind] = page
    return found


def hard_page(style: str = "plain") -> Document:
    """The example with what is hard to lay out: a long unbroken word, a long date, a wide formula, a photo."""
    document = styled(example_document("site"), style)
    long = fact("/x", "W" * 90)
    link = Link("https://example.org/" + "x" * 90, (Text("x" * 90),))
    when = fact("/x", "22 November 2026, 11:45–12:45")
    formula = (Math(r"\sum_{i=1}^{n} " + " + ".join(f"x_{{{n}}}^2" for n in range(40))),)
    detail = Detail("Abstract", (long, formula))
    entry = Entry("/x", "x", long, long, long, when, long, long, (link,), ((link,), formula), (detail,))
    wide = tuple(Section(f"wide-{layout}", "W" * 40, layout, (Group("W" * 60, (entry,)),)) for layout in Layout)
    header = replace(document.header, photo="my photo.png", picture=Picture(3, 4, (("my photo-160.webp", 160),)))
    return replace(document, header=header, sections=(*document.sections, *wide))
