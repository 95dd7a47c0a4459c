"""The pages of a site: what each kind shows, how they lead to each other, and what their heads tell machines."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import TemplateNotFound

from cvkit.load.loader import load
from cvkit.render import highwire, html
from cvkit.render.html_icons import HOSTS, icon_name
from cvkit.view.document import Page, Picture, Site, document_facts, plain
from cvkit.view.site import compose_site
from pages import DAY, FILES, ROOT, TEMPLATES, THEMES, hard_page, pages_of_each_kind, starter_site, styled

URL = "https://okafor.example/~maren"
KINDS = ("home", "publications", "publication", "talks", "cv", "missing")


@cache
def site() -> Site:
    return starter_site(url=URL, papers=4)


def page_of(kind: str) -> Page:
    return pages_of_each_kind(site())[kind]


def drawn(page: Page, of: Site | None = None) -> str:
    return html.render_page(page, of or site(), TEMPLATES)


def parsed(source: str) -> Element:
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)
    assert isinstance(root, Element)
    return root


def metas(root: Element) -> dict[str, str]:
    found = {meta.get("name") or meta.get("property"): meta.get("content") for meta in root.iter("meta")}
    return {name: content for name, content in found.items() if name and content is not None}


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_valid_and_says_all_of_its_document(kind: str, theme: str) -> None:
    themed = starter_site(theme, url=URL, papers=4)
    page = pages_of_each_kind(themed)[kind]
    root = parsed(drawn(page, themed))
    assert len(list(root.iter("h1"))) == 1
    levels = [int(str(element.tag)[1]) for element in root.iter() if element.tag in {"h1", "h2", "h3"}]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    body = root.find("body")
    assert body is not None
    shown = folded("".join(body.itertext()))
    for fact in document_facts(page.document):
        if "$" not in plain(fact.children) and "math" not in fact.path and fact.path[-8:] != "abstract":
            assert folded(plain(fact.children)) in shown


def test_every_link_within_the_site_leads_to_a_page_or_file_of_it() -> None:
    known = {f"{URL}/{path}" for path in [*(page.path for page in site().pages), *site().files]} | {f"{URL}/"}
    for page in site().pages:
        here = f"{URL}/{page.path}"
        root = parsed(drawn(page))
        ids = {element.get("id") for element in root.iter()}
        for link in (*root.iter("a"), *root.iter("link")):
            target, _, fragment = urljoin(here, link.get("href", "")).partition("#")
            if target.startswith(URL):
                assert target in known, f"{page.path}: {link.get('href')}"
            if target == here and fragment:
                assert fragment in ids


def test_the_menu_marks_the_page_that_is_open() -> None:
    for page in site().pages:
        marked = [a.get("href") for a in parsed(drawn(page)).iter("a") if a.get("aria-current") == "page"]
        assert marked == ([page.root + page.path] if page.path in {path for _, path in site().menu} else [])


def test_titles_lead_to_the_publications_own_pages() -> None:
    links = {folded("".join(a.itertext())): a.get("href") for a in parsed(drawn(page_of("home"))).iter("a")}
    assert links["Fat tails in narrow rivers"] == "publications/tails.html"


def test_the_page_of_a_publication() -> None:
    root = parsed(drawn(page_of("publication")))
    (article,) = root.iter("article")
    headings = [folded("".join(heading.itertext())) for heading in article.iter("h2")]
    assert headings[:3] == ["Abstract", "BibTeX", "Versions"]
    assert folded("".join(next(article.iter("h1")).itertext())) == "Forecasting floods where there are no gauges"
    assert next(article.iter("pre")).text.startswith("@article{gauges,")  # type: ignore[union-attr]  # it has text
    assert len(list(article.iter("{http://www.w3.org/1998/Math/MathML}math"))) == 3
    assert "https://doi.org/10.5555/12345678" in {a.get("href") for a in article.iter("a")}


def test_the_cv_has_its_pdf_and_is_read_from_top_to_bottom() -> None:
    root = parsed(drawn(page_of("cv")))
    assert "cv.pdf" in {a.get("href") for a in root.iter("a")}
    assert not [*root.iter("form"), *root.iter("pre")]
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json"]


def test_each_page_offers_the_files_of_its_own_name() -> None:
    def offered(kind: str) -> set[str | None]:
        root = parsed(drawn(page_of(kind)))
        return {a.get("href") for a in root.iter("a")} & set(FILES)

    assert offered("home") == set(FILES) - {"card.png"}
    assert offered("cv") == {"cv.pdf"}
    assert offered("publications") == {"publications.bib"}
    assert offered("publication") == set()


def test_without_a_menu_there_is_none() -> None:
    assert "<nav" not in drawn(page_of("missing"), replace(site(), menu=()))


# --- head ---


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_tells_who_where_and_what(kind: str) -> None:
    page = page_of(kind)
    root = parsed(drawn(page))
    told = metas(root)
    title = next(root.iter("title")).text
    assert title is not None
    assert "Maren Okafor" in title
    assert told["og:title"] == title
    assert 10 <= len(told["description"]) <= 210
    canonical = [link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"]
    addresses = {"home": f"{URL}/", "missing": None}
    expected = addresses.get(kind, f"{URL}/{page.path}")
    assert canonical == ([expected] if expected else [])
    assert told.get("og:url") == expected
    assert told["og:image"] == f"{URL}/card.png"
    assert ("robots" in told) == (kind == "missing")


def test_an_address_that_is_not_known_is_not_made_up() -> None:
    homeless = starter_site()
    for page in homeless.pages:
        source = drawn(page, homeless)
        for name in ("og:url", "og:image", 'rel="canonical"'):
            assert name not in source


def test_the_page_of_a_publication_has_citation_tags_and_others_none() -> None:
    publication = page_of("publication")
    root = parsed(drawn(publication))
    written = [(meta.get("name"), meta.get("content")) for meta in root.iter("meta")]
    tags = list(highwire.tags(publication, site()))
    assert tags
    assert [pair for pair in written if (pair[0] or "").startswith("citation_")] == tags
    assert "citation_" not in drawn(page_of("home"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
def test_structured_data_are_json(kind: str) -> None:
    (data,) = [s for s in parsed(drawn(page_of(kind))).iter("script") if s.get("type") == "application/ld+json"]
    assert json.loads(data.text or "")["@context"] == "https://schema.org"


def test_the_page_for_missing_ones_has_no_data() -> None:
    assert "ld+json" not in drawn(page_of("missing"))


def test_the_stamp_is_the_generator() -> None:
    page = page_of("home")
    stamped = replace(page, document=replace(page.document, stamp='cvkit 1; "site"'))
    assert metas(parsed(drawn(stamped)))["generator"] == 'cvkit 1; "site"'


def test_feeds_are_announced() -> None:
    kinds = {
        (link.get("type"), link.get("href"))
        for link in parsed(drawn(page_of("publication"))).iter("link")
        if link.get("rel") == "alternate"
    }
    assert kinds == {("application/atom+xml", "../feed.xml")}
    home = [link.get("href") for link in parsed(drawn(page_of("home"))).iter("link") if link.get("rel") == "alternate"]
    assert home == [path for path in FILES if path != "card.png"]


@pytest.mark.parametrize(
    ("author", "letters"), [("Maren Okafor", "MO"), ("Björk", "B"), ("刘 超越", "刘超"), ("<& x>", "<X"), ("", "")]
)
def test_the_icon_has_the_initials(author: str, letters: str) -> None:
    page = page_of("home")
    header = replace(page.document.header, identity=type(page.document.header.identity)())
    root = parsed(drawn(replace(page, document=replace(page.document, author=author, header=header))))
    (icon,) = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "icon"]
    drawing = ElementTree.fromstring(unquote(icon.removeprefix("data:image/svg+xml,")))
    assert "".join(drawing.itertext()) == letters


# --- the person ---


def test_the_photo_comes_in_the_sizes_that_there_are() -> None:
    root = parsed(html.render(hard_page(), TEMPLATES))
    (image,) = root.iter("img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("./my%20photo.png", "3", "4")
    (source,) = root.iter("source")
    assert source.get("srcset") == "my%20photo-160.webp 160w"
    bare = hard_page()
    bare = replace(bare, header=replace(bare.header, picture=Picture(3, 4)))
    assert not list(parsed(html.render(bare, TEMPLATES)).iter("source"))


def test_links_to_the_person_elsewhere_say_so() -> None:
    rels = {a.get("href"): a.get("rel") for a in parsed(drawn(page_of("home"))).iter("a")}
    assert rels["https://orcid.org/0000-0002-1825-0097"] == "me"
    assert rels["https://example.org/haddad"] is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "orcid"),
        ("https://scholar.google.de/citations?user=x", "scholar"),
        ("https://www.linkedin.com/in/x", "linkedin"),
        ("https://x.com/x", "x"),
        ("https://netflix.com/x", "globe"),
        ("https://example.org/github.com", "globe"),
        ("https://mastodon.social/@x", "speech"),
        ("mailto:x@example.org", "email"),
        ("javascript:x", "globe"),
    ],
)
def test_an_icon_tells_where_a_link_leads(url: str, name: str) -> None:
    assert icon_name(url) == name


def test_every_icon_is_drawn() -> None:
    source = (TEMPLATES[0] / "icons.html").read_text("utf-8")
    for name in {*HOSTS.values(), "globe", "file", "email", "phone", "office", "address"}:
        assert f'"{name}":' in source


# --- sizes, templates ---


@cache
def own_site() -> Site:
    return compose_site(load(ROOT / "profile.yaml").profile, "site", DAY)


@pytest.mark.parametrize("theme", THEMES)
def test_pages_travel_light(theme: str) -> None:
    """The home page within 15 KB and the pages of publications within 6 KB, compressed, with all that they need."""
    own = replace(own_site(), url="https://example.org", files=FILES)
    for page in own.pages:
        source = drawn(replace(page, document=styled(page.document, theme)), own).encode()
        limit = {"home": 15_000, "publication": 6_000}.get(page.kind, 15_000)
        assert len(gzip.compress(source, 9, mtime=0)) <= limit, page.path


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "theme-mine.css").write_text(":root { --paper: #fffffe; --measure: 1rem }")
    page = replace(page_of("home"), document=styled(page_of("home").document, "mine"))
    source = html.render_page(page, site(), [tmp_path, *TEMPLATES])
    assert "--measure:1rem" in source
    assert 'content="#fffffe"' in source
    with pytest.raises(TemplateNotFound, match=r"theme-mine\.css"):
        drawn(page)


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    own = tmp_path / "footer.html"
    assert "<footer>" in html.render_page(page_of("home"), site(), [tmp_path, *TEMPLATES])
    for text in ("<p>first foot</p>\n", "<p>another foot</p>\n"):
        own.unlink(missing_ok=True)
        own.write_text(text)
        assert text in html.render_page(page_of("home"), site(), [tmp_path, *TEMPLATES])
