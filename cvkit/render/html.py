"""Write a document as an HTML page: for the screen, or paged for WeasyPrint."""

from __future__ import annotations

import itertools
import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from operator import add
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cvkit.render import phrase
from cvkit.view.document import (
    Code,
    Document,
    Emph,
    Entry,
    Fact,
    Inline,
    Inlines,
    Link,
    Math,
    Strong,
    Text,
    Underline,
    plain,
)

STYLESHEETS = {"cv": "print.css"}
"""The stylesheet of a kind of document, where it is not the screen's."""
SCREEN = "screen.css"
PAPERS = {"a4": "A4", "letter": "letter"}
"""CSS page sizes."""
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
RESERVED_IDS = frozenset({"main", "top"})

# What an HTML document must not contain: controls, surrogates and noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:)\S+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_OPPOSITE = {"ltr": frozenset({"R", "AL", "RLE", "RLO", "RLI", "FSI"}), "rtl": frozenset({"L", "LRE", "LRO", "LRI"})}


def render(document: Document, templates: Sequence[Path], *, sources: bool = False) -> str:
    """A complete HTML page, drawn by the templates in the given folders, of which the first that has a piece wins.

    With `sources`, each fact carries its place in the profile in a `data-fact` attribute. Raises
    `jinja2.TemplateError` for a template that is missing or wrong.
    """
    direction = _direction(document)
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    writer = _Writer(direction, sources)
    environment.filters |= {"inline": writer.inline, "run": writer.run, "plain": plain}
    style = _stylesheet(environment, document)
    unique = _Anchors().unique
    page = environment.get_template("page.html").render(
        document=document,
        direction=direction,
        sections=[(unique(section.name), section) for section in document.sections],
        unique=unique,
        description=plain(phrase.joined([document.header.headline, document.header.affiliation])) or document.title,
        # A path that begins with ./ and has its colons quoted cannot lead to another site.
        photo=document.header.photo and "./" + quote(document.header.photo),
        style=Markup(style),
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )
    return _permitted(page)


def fragment(document: Document) -> str:
    """The paragraphs of a document's entries alone as `<p>` elements, one a line, to be pasted into a page."""
    writer = _Writer(_direction(document), sources=False)
    bodies = (body for section in document.sections for entry in section.entries for body in entry.body)
    return _permitted("".join(f"<p>{writer.inline(body)}</p>\n" for body in bodies))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes inline nodes; `direction` is the document's, ltr or rtl."""

    direction: str
    sources: bool

    def inline(self, inlines: Inlines) -> Markup:
        """Markup for an inline sequence."""
        return Markup(self._nodes(inlines, linked=False))

    def run(self, entry: Entry, *slots: str) -> Markup:
        """Markup for those of the slots that are filled, each in a `<span>` of its name, punctuated."""
        filled = [(slot, value) for slot in slots if (value := getattr(entry, slot))]
        marks = [*(phrase.separator(value) for _, value in filled[:-1]), ""]
        spans = (f'<span class="{slot}">{self._nodes(value, linked=False)}</span>' for slot, value in filled)
        return Markup("".join(map(add, spans, marks)))

    def _nodes(self, inlines: Inlines, linked: bool) -> str:
        return "".join(self._node(node, linked) for node in inlines)

    def _node(self, node: Inline, linked: bool) -> str:
        match node:
            case Text(text):
                return _text(text)
            case Code(text):
                return f"<code>{escape(text)}</code>"
            case Math(tex):
                return _math(tex)
            case Strong(children):
                return f"<strong>{self._nodes(children, linked)}</strong>"
            case Emph(children):
                return f"<em>{self._nodes(children, linked)}</em>"
            case Underline(children):
                return f"<u>{self._nodes(children, linked)}</u>"
            case Link(url, children) if _SAFE_ADDRESS.fullmatch(url) and not linked:
                address = _references(url) if url.lower().startswith("mailto:") else escape(url)
                return f'<a href="{address}">{self._nodes(children, linked=True)}</a>'
            case Link(_, children):
                return self._nodes(children, linked)
            case Fact(path, children):
                inner = self._nodes(children, linked)
                name = "bdi" if self._turns(plain(children)) else "span" if self.sources else ""
                source = f' data-fact="{escape(path)}"' if self.sources else ""
                return f"<{name}{source}>{inner}</{name}>" if name else inner

    def _turns(self, text: str) -> bool:
        """Whether a text runs, in part, against the direction of the document and so must be kept apart."""
        if self.direction == "ltr" and text.isascii():
            return False
        return any(unicodedata.bidirectional(character) in _OPPOSITE[self.direction] for character in text)


class _Anchors:
    """Gives out ids, none of them twice on a page."""

    def __init__(self) -> None:
        self._taken = set(RESERVED_IDS)

    def unique(self, name: str) -> str:
        """The name, with a number after it where it has been given out before."""
        anchor = name
        for count in itertools.count(2):
            if anchor not in self._taken:
                break
            anchor = f"{name}-{count}"
        self._taken.add(anchor)
        return anchor


def _direction(document: Document) -> str:
    return "rtl" if document.language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def _stylesheet(environment: Environment, document: Document) -> str:
    assert environment.loader is not None  # given by render
    name = STYLESHEETS.get(document.kind, SCREEN)
    source, _, _ = environment.loader.get_source(environment, name)
    if name != SCREEN:
        source += f"@page {{ size: {PAPERS[document.setting.paper]} }}\n"
    # Within CSS `\/` is `/`; unescaped, a `</style` in a string would end the element.
    return _permitted(source.replace("</", r"<\/"))


def _text(text: str) -> str:
    """Escaped text; a word with an @ is all character references, plain to readers and not to a naive harvester."""
    if "@" not in text:
        return escape(text)
    return _WORD.sub(lambda word: _references(word[0]) if "@" in word[0] else escape(word[0]), text)


def _references(text: str) -> str:
    """Every character as a numeric reference."""
    return "".join(f"&#{ord(character)};" for character in _permitted(text))


def _math(tex: str) -> str:
    from cvkit.render import mathml  # the converter costs 60 ms, and few pages have math

    return mathml.convert(tex) or f"<code>{escape(tex)}</code>"


def _permitted(text: str) -> str:
    """The text with the characters that HTML cannot carry marked as U+FFFD, and line ends as HTML reads them."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
