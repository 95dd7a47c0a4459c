"""Hostile text in every field, drawn into every format: it must come out as text, and as nothing else."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import icalendar
import pytest
import vobject
import yaml
from lxml import etree
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from cvkit.load.bibtex import read_bibtex
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError
from cvkit.load.tree import Source
from cvkit.model.profile import Profile
from cvkit.view.site import compose_site
from hostile import ADDRESSES, LINES, NAMES, ODD_ADDRESSES, REFUSED, STRINGS
from injected import DAY, HARMLESS, URL, drawn, harmless, raw

Drawn = dict[str, str | bytes]

# What a text is drawn into is kept in the process, so one process gets all tests of a purpose.
EACH = pytest.mark.parametrize(
    "purpose", [pytest.param(purpose, marks=pytest.mark.xdist_group(purpose)) for purpose in STRINGS]
)


ALONE = {"tex characters", "markdown", "lines", "data formats", "html", "letters", "lengths"}
"""Purposes whose texts are said one by one, as much depends on what a line begins and ends with."""


@cache
def all_drawn(purpose: str) -> list[tuple[str, Drawn]]:
    """The hostile text of a purpose, and what is drawn from it."""
    # Line ends as the loader hands them on; the last of the lines has what no field may hold.
    lines = (re.sub("\r\n?", "\n", line) for line in LINES[:-1])
    texts = (*STRINGS[purpose], *(lines if purpose == "lines" else ()))
    return [(said, drawn(said)) for said in (texts if purpose in ALONE else (" ".join(texts),))]


def files(purpose: str, *endings: str) -> Iterator[tuple[str, str, str | bytes, str | bytes]]:
    """Hostile text, name of a file, its content and that of the same file without anything hostile."""
    for said, made in all_drawn(purpose):
        for name, content in made.items():
            if name.endswith(endings):
                yield said, name, content, harmless()[name]


def as_text(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode()


@EACH
def test_a_hostile_text_makes_no_file_more_or_less(purpose: str) -> None:
    for said, made in all_drawn(purpose):
        assert made.keys() == harmless().keys(), said


def test_every_field_of_text_has_been_said() -> None:
    """A new field of text must be put into `injected.raw`, too."""
    missing = set(_text_fields(Profile)) - set(_said(raw(HARMLESS)))
    assert missing - NOT_SAID == set()


NOT_SAID = {
    *("bibliography", "photo", "zone", "about", "id", "ids", "citation_style", "tags", "show", "kinds", "sentences"),
    *("person", "parent", "thesis", "publication", "extends", "kind", "link_label"),
}
"""Fields that hold no free text, and a recipe's sentences, whose braces are placeholders."""


def _text_fields(model: Any, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    from cvkit.load.shape import annotation_of, shape

    for name in model.model_fields:
        at = shape(annotation_of(model, name))
        at = shape(at.entries) if at.entries is not None else shape(at.items) if at.items is not None else at
        if at.model is not None and at.model not in seen:
            yield from _text_fields(at.model, seen | {model})
        elif at.translatable:
            yield name


def _said(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _said(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner, key)
    elif HARMLESS in str(value):
        yield key


# --- pages ---------------------------------------------------------------------------

INLINE = {"em", "strong", "code", "u", "bdi", "span", "p", "wbr", "br"}
"""What emphasis, code, another script or a blank line in prose may add to a page."""
MATH = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "msqrt", "mpadded", "mtable", "mtr", "mtd"),
    *("mphantom", "menclose", "mfrac", "msub", "msup", "mroot", "munder", "mover", "msubsup", "munderover"),
}
ADDRESSED = {"href", "src", "srcset", "action", "formaction", "data", "poster", "cite", "background", "content"}


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    found = LexborHTMLParser(page).css("*")
    return [(node.tag or "", dict(node.attributes)) for node in found]


def texts(page: str, selector: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(page).css(selector)]


@EACH
def test_pages_have_no_element_attribute_script_or_address_more(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".html"):
        page, usual = as_text(content), elements(as_text(tame))
        tags = {tag for tag, _ in usual} | INLINE | MATH | {"a"}
        attributes = {(tag, key) for tag, found in usual for key in found} | {("a", "href"), ("bdi", "dir")}
        for tag, found in elements(page):
            assert tag in tags, (said, name, tag)
            assert {(tag, key) for key in found} <= attributes or tag in MATH, (said, name, tag, found)
            assert not [key for key in found if key.startswith("on")], (said, name, found)
            if (found.get("href") or "").startswith("data:"):
                assert found["rel"] == "icon", (said, name, found)  # the initials as a picture
                continue
            for key in ADDRESSED & found.keys() - {"content", "srcset"}:
                address = urlsplit(found[key] or "")
                assert address.scheme in {"", "http", "https", "mailto"}, (said, name, found)
                assert address.scheme or not address.netloc, (said, name, found)
        for selector in ("style", "script:not([type])", "meta[http-equiv]", "title + title", "base", "iframe", "form"):
            assert len(texts(page, selector)) == len(texts(as_text(tame), selector)), (said, name, selector)
        assert texts(page, "style") == texts(as_text(tame), "style"), (said, name)
        assert policies(page) == policies(as_text(tame)), (said, name)
        assert page.count("<!--") == as_text(tame).count("<!--"), (said, name)
        for graph in texts(page, 'script[type="application/ld+json"]'):
            assert json.loads(graph), (said, name)


def policies(page: str) -> list[str | None]:
    found = LexborHTMLParser(page).css('meta[http-equiv="Content-Security-Policy"]')
    return [node.attributes["content"] for node in found]


def test_what_a_page_would_do_to_a_careless_writer_is_seen() -> None:
    tags = {tag for tag, _ in elements("<p>" + "".join(STRINGS["html"]) + "</p>")}
    assert {"script", "img", "iframe", "form"} & tags


@pytest.mark.parametrize("said", ["*a* <b>x</b> & 'y' \"z\"", "{{ 7*7 }} {% raw %}", "a{b}c ${x} #{y}"])
def test_pages_say_hostile_text_as_it_stands(said: str) -> None:
    home = LexborHTMLParser(as_text(drawn(said)["site/index.html"]))
    assert home.body is not None
    assert said in " ".join(home.body.text().split())


# --- XML and JSON ----------------------------------------------------------------------


@EACH
def test_feeds_and_sitemaps_have_no_element_more(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".xml"):
        counted, usual = (_counted(as_text(given)) for given in (content, tame))
        assert counted == usual, (said, name)


def _counted(xml: str) -> Counter[tuple[str, tuple[str, ...]]]:
    root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
    for node in root.iter():
        for content in filter(None, [node.text] if node.get("type") == "html" else []):
            assert not {tag for tag, _ in elements(content)} & {"script", "img", "iframe", "style", "form", "svg"}
    return Counter((str(node.tag), tuple(sorted(node.keys()))) for node in root.iter())


@EACH
def test_json_keeps_its_shape(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".json"):
        if name != "bio.json":  # which has as many sentences as there is room for
            assert _shape(json.loads(content)) == _shape(json.loads(tame)), (said, name)
        json.loads(content)


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [_shape(inner) for inner in value] if isinstance(value, list) else type(value)


# --- lines with properties ---------------------------------------------------------------


@EACH
def test_calendars_have_no_property_more(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".ics"):
        assert _properties(content) == _properties(tame), (said, name)


def _properties(content: str | bytes) -> list[tuple[str, list[str]]]:
    data = content if isinstance(content, bytes) else content.encode()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(data)
    return [(str(part.name), sorted(part.keys())) for part in calendar.walk()]


@EACH
def test_cards_have_no_property_more(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".vcf"):
        card, usual = (vobject.readOne(as_text(given)) for given in (content, tame))
        assert sorted(line.name for line in card.lines()) == sorted(line.name for line in usual.lines()), (said, name)
        unfolded = as_text(content).replace("\r\n ", "")
        assert [line.split(":")[0].split(";")[0] for line in unfolded.split("\r\n")] == [
            line.split(":")[0].split(";")[0] for line in as_text(tame).replace("\r\n ", "").split("\r\n")
        ], (said, name)


@EACH
def test_mail_has_no_header_and_no_part_more(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".eml"):
        assert isinstance(content, bytes)
        assert isinstance(tame, bytes)
        mail, usual = (message_from_bytes(given, policy=policy.default) for given in (content, tame))
        assert mail.keys() == usual.keys(), (said, name)
        assert [part.get_content_type() for part in mail.walk()] == [part.get_content_type() for part in usual.walk()]
        assert not [part.defects for part in mail.walk() if part.defects], (said, name)
        assert "\n" not in mail["Subject"]


# --- BibTeX, Markdown, text --------------------------------------------------------------


@EACH
def test_bibtex_is_read_back_whole(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".bib"):
        read, usual = (read_bibtex(Source.of(name, as_text(given))) for given in (content, tame))
        assert not read.problems, (said, name, read.problems)
        assert list(read.publications) == list(usual.publications), (said, name)
        for key, (_, tree) in read.publications.items():
            # A name that ends in a star is read as that of an equal contributor.
            assert tree.items.keys() - {"equal"} == usual.publications[key][1].items.keys() - {"equal"}, (said, name)


@EACH
def test_markdown_has_no_block_and_no_html(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".md"):
        blocks, links = _markdown(as_text(content))
        usual, _ = _markdown(as_text(tame))
        assert blocks == usual, (said, name, blocks - usual, usual - blocks)
        assert all(urlsplit(link).scheme in {"http", "https", "mailto"} for link in links), (said, name, links)


def _markdown(text: str) -> tuple[Counter[str], list[str]]:
    """The blocks of a text but for paragraphs, which prose may have several of, and where it links to."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    inlines = [child for token in tokens for child in token.children or ()]
    assert not [token for token in [*tokens, *inlines] if token.type in {"html_block", "html_inline", "image"}], text
    blocks = Counter(token.type for token in tokens if token.nesting >= 0)
    for several in ("paragraph_open", "inline"):
        blocks.pop(several, None)
    return blocks, [str(child.attrs["href"]) for child in inlines if child.type == "link_open"]


@EACH
def test_text_moves_no_cursor(purpose: str) -> None:
    for said, name, content, _ in files(purpose, ".txt", ".md"):
        odd = set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]", as_text(content)))
        assert not odd, (said, name)


@EACH
def test_word_opens_it_and_has_no_link_more(purpose: str) -> None:
    for said, name, content, tame in files(purpose, ".docx"):
        assert isinstance(content, bytes)
        assert isinstance(tame, bytes)
        word, usual = (docx.Document(io.BytesIO(given)) for given in (content, tame))
        targets, known = (
            {relation.target_ref for relation in opened.part.rels.values() if relation.is_external}
            for opened in (word, usual)
        )
        assert all(urlsplit(target).scheme in {"http", "https", "mailto"} for target in targets), (said, name)
        assert len(targets) >= len(known)


# --- TeX -----------------------------------------------------------------------------------

COMMAND = re.compile(r"\\(?:[A-Za-z@]+|.)", re.DOTALL)
SHOWN = re.compile(r"""\\(?:text[a-z]+|cv[a-z]+|emph|href|[uvHcdbkrt]|[-.'`^"=]|[{}&%$#_~ ])""")
"""What text may be written with: its signs by name, cvkit's own macros, emphasis, links, accents."""


@EACH
def test_tex_has_no_command_but_what_draws_text(purpose: str) -> None:
    from cvkit.render.tex_math import _ANY, _DELIMITERS, _OPERATORS

    formulas = {*_ANY, *_DELIMITERS, *_OPERATORS, r"\right", r"\limits", r"\nolimits"}
    for said, name, content, tame in files(purpose, ".tex"):
        # How a font without a character builds it is a table of ours, and comes before all text.
        tex = re.sub(r"(?m)^\\cvcharacter\{.*$", "", as_text(content))
        usual = set(COMMAND.findall(as_text(tame)))
        unknown = {command for command in COMMAND.findall(tex) if not SHOWN.fullmatch(command)} - usual - formulas
        assert not unknown, (said, name, unknown)
        bare = COMMAND.sub("", re.sub(r"(?m)(?<!\\)%.*$", "", COMMAND.sub(_kept, tex)))
        assert bare.count("{") == bare.count("}"), (said, name)
        assert bare.count("$") % 2 == 0, (said, name)
        # Comments with words in them are ours; a percent sign at the end of a line is PyLaTeX's.
        assert len(re.findall(r"(?<!\\)%[^\n]+", tex)) == len(re.findall(r"(?<!\\)%[^\n]+", as_text(tame))), said
        outside = re.sub(r"\$[^$]*\$", "", re.sub(r"\\href\{[^{}]*\}", "", bare))
        assert not set("#&^_") & set(outside), (said, name)


def _kept(command: re.Match[str]) -> str:
    return "" if command[0] in {r"\{", r"\}", r"\$", r"\%"} else command[0]


# --- addresses, names, and what is refused ----------------------------------------------------


def loaded(folder: Path, profile: dict[str, Any]) -> tuple[str, ...]:
    """What the loader says of a profile, each problem with its place."""
    (folder / "profile.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    try:
        load(folder / "profile.yaml")
    except ProfileError as error:
        problems = error.problems
    else:
        problems = ()
    assert all(problem.place is not None for problem in problems)
    return tuple(problem.render() for problem in problems)


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_no_link_may_have_is_refused_at_its_place(tmp_path: Path, url: str) -> None:
    told = loaded(tmp_path, {"person": {"name": "Ada", "links": {"x": {"kind": "x", "label": "X", "url": url}}}})
    assert any("is not a web address" in problem for problem in told)


@pytest.mark.parametrize("url", ODD_ADDRESSES)
def test_a_strange_address_is_drawn_as_one(url: str) -> None:
    made = drawn(HARMLESS, url=url)
    for name, content in made.items():
        if name.endswith(".html"):
            assert _kinds(as_text(content)) <= _kinds(as_text(harmless()[name])), name
    assert _properties(made["talk.ics"]) == _properties(harmless()["talk.ics"])
    assert _markdown(as_text(made["whole.md"]))[0] == _markdown(as_text(harmless()["whole.md"]))[0]
    for name in ("site/feed.xml", "site/sitemap.xml"):
        assert _counted(as_text(made[name])) == _counted(as_text(harmless()[name]))


def _kinds(page: str) -> set[tuple[str, tuple[str, ...], str]]:
    """The elements of a page by their attributes and the scheme of what they lead to."""
    return {
        (tag, tuple(sorted(found)), urlsplit(found.get("href") or "").scheme.lower()) for tag, found in elements(page)
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["photo", "bibliography", "citation_style"])
def test_a_name_that_leads_elsewhere_is_refused_or_not_there(tmp_path: Path, field: str, name: str) -> None:
    """Nothing outside the profile's folder is read, whatever its name is called."""
    (tmp_path / "in").mkdir()
    (tmp_path / "up").write_text("@article{outside, title = {x}, author = {y}, year = 2020}")
    profile: dict[str, Any] = {"person": {"name": "Ada"}}
    if field == "photo":
        profile["person"]["photo"] = name
    elif field == "bibliography":
        profile["bibliography"] = name
    else:
        profile["documents"] = {"cv": {"citation_style": name}}
    told = loaded(tmp_path / "in", profile)
    leads = name.startswith(("..", "/", "a/..", "~")) and name != "."
    assert told or not leads or name.startswith("~"), (field, name)
    assert "outside" not in "".join(told)


@pytest.mark.parametrize(
    "key", ["a/../../../x", "a/..", "a//b", "a/./b", "con", "x" * 128, "a:b", "index", "A+b", "a/b."]
)
def test_no_key_leads_a_page_out_of_its_folder(key: str) -> None:
    profile = raw(HARMLESS)
    profile["publications"] = {key: profile["publications"]["b"], "other": profile["publications"]["b"]}
    profile["talks"]["b"].pop("publication")
    site = compose_site(Profile.model_validate(profile), "site", DAY)
    paths = [page.path for page in site.pages]
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        assert re.fullmatch(r"(?:publications/)?[a-z0-9][A-Za-z0-9_.+-]*\.html", path), path
        assert ".." not in path.split("/")
        assert len(path.rpartition("/")[2].encode()) <= 255


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_field_may_hold_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    said = json.dumps(REFUSED[name])  # with escapes, as YAML has them, too
    for text in (f"person: {{name: Ada, headline: {said}}}\n", f"person: {{name: Ada, headline: {REFUSED[name]}}}\n"):
        (tmp_path / "profile.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            profile = load(tmp_path / "profile.yaml").profile
        except ProfileError as error:
            (problem, *_) = error.problems
            assert problem.place is not None
            assert not set(problem.render()) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))
        else:
            # What is white space to Unicode is folded; and a mark of byte order is no control.
            assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", profile.person.headline or "")
            assert name in {"next line", "form feed", "byte order mark"}


def test_the_site_has_an_address_of_its_own() -> None:
    assert URL in as_text(harmless()["site/sitemap.xml"])
