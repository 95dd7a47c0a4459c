"""Write text and inline nodes as HTML that is valid and inert."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from operator import add
from urllib.parse import quote

from markupsafe import Markup

from cvkit.render import phrase
from cvkit.render.addresses import is_safe
from cvkit.view.document import (
    Code,
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
    facts,
    plain,
)

# What an HTML document must not contain: controls, surrogates and noncharacters. Most text is plain, which is told
# faster than whether any of these many stands in it.
_UNUSUAL = re.compile(r"[^ -~\n\t\f]+")
_PLANE_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(f"[\0-\b\v\r-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")
_TAGS = {Strong: "strong", Emph: "em", Underline: "u"}
_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"(\s+)")
_OPPOSITE = {"ltr": frozenset({"R", "AL", "RLE", "RLO", "RLI", "FSI"}), "rtl": frozenset({"L", "LRE", "LRO", "LRI"})}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes inline nodes for one page.

    `direction` is the page's, ltr or rtl; with `sources`, each fact carries its place in the profile. `root` leads to
    the site's own folder and `here` is the page's path in it.
    """

    direction: str
    sources: bool = False
    root: str = ""
    here: str = ""

    def inline(self, inlines: Inlines) -> Markup:
        """Markup for an inline sequence."""
        return Markup(self._nodes(inlines, linked=False))

    def own_link(self, link: Link) -> Markup:
        """Markup for a link to the person's page elsewhere, which may lead back to prove that it is theirs."""
        return Markup(self._link(link, ' rel="me"'))

    def run(self, entry: Entry, *slots: str) -> Markup:
        """Markup for those of the slots that are filled, each in a `<span>` of its name, punctuated.

        The title of an entry that has a page leads there.
        """
        filled = [(slot, value) for slot in slots if (value := getattr(entry, slot))]
        marks = [*(phrase.separator(value) for _, value in filled[:-1]), ""]
        spans = (f'<span class="{slot}">{self._slot(entry, slot, value)}</span>' for slot, value in filled)
        return Markup("".join(map(add, spans, marks)))

    def _slot(self, entry: Entry, slot: str, value: Inlines) -> str:
        if slot != "title" or not entry.page or entry.page == self.here:
            return self._nodes(value, linked=False)
        # A sentence leads there by the title within it, beside which it may lead elsewhere.
        named = next((node for node in value if any(fact.path.endswith("/title") for fact in facts((node,)))), None)
        start = f'<a href="{escape(self.root + quote(entry.page))}">'
        if named is None:
            return f"{start}{self._nodes(value, linked=True)}</a>"
        written = (
            f"{start}{self._node(node, linked=True)}</a>" if node is named else self._node(node, linked=False)
            for node in value
        )
        return "".join(written)

    def _nodes(self, inlines: Inlines, linked: bool) -> str:
        if len(inlines) > 1 and any(isinstance(node, Math) for node in inlines):
            return self._around_math(inlines, linked)
        return "".join([self._node(node, linked) for node in inlines])

    def _around_math(self, inlines: Inlines, linked: bool) -> str:
        """Markup in which a formula stays in one line with the words that it is attached to, as in (x) or CO₂.

        A browser takes it for a box of its own, before and after which a line may end.
        """
        written: list[str] = []
        attached: list[str] = []  # the words and formulas without a space between
        formula = False
        pieces = (piece for node in inlines for piece in (_words(node.text) if isinstance(node, Text) else [node]))
        for piece in (*pieces, ""):
            if isinstance(piece, Math):
                attached.append(_math(piece.tex))
                formula = True
            elif isinstance(piece, str) and piece.strip():
                attached.append(obscured(piece))
            else:
                run = "".join(attached)
                written.append(f'<span class="whole">{run}</span>' if formula and len(attached) > 1 else run)
                written.append(piece if isinstance(piece, str) else self._node(piece, linked))
                attached, formula = [], False
        return "".join(written)

    def _node(self, node: Inline, linked: bool) -> str:
        # The commonest come first.
        if isinstance(node, Text):
            return obscured(node.text)
        if isinstance(node, Fact):
            return self._fact(node, linked)
        if isinstance(node, Link):
            return self._nodes(node.children, linked) if linked else self._link(node)
        if isinstance(node, Math):
            return _math(node.tex)
        if isinstance(node, Code):
            return f"<code>{escape(node.text)}</code>"
        tag = _TAGS[type(node)]
        return f"<{tag}>{self._nodes(node.children, linked)}</{tag}>"

    def _fact(self, fact: Fact, linked: bool) -> str:
        inner = self._nodes(fact.children, linked)
        name = "bdi" if self._turns(plain(fact.children)) else "span" if self.sources else ""
        source = f' data-fact="{escape(fact.path)}"' if self.sources else ""
        return f"<{name}{source}>{inner}</{name}>" if name else inner

    def _link(self, link: Link, attributes: str = "") -> str:
        inner = self._nodes(link.children, linked=True)
        if not is_safe(link.url):
            return inner
        address = _references(link.url) if link.url.lower().startswith("mailto:") else escape(link.url)
        return f'<a{attributes} href="{address}">{inner}</a>'

    def _turns(self, text: str) -> bool:
        """Whether a text runs, in part, against the direction of the document and so must be kept apart."""
        if self.direction == "ltr" and text.isascii():
            return False
        return any(unicodedata.bidirectional(character) in _OPPOSITE[self.direction] for character in text)


def _words(text: str) -> list[str]:
    """The words of a text and the white space between them."""
    return [piece for piece in _SPACE.split(text) if piece]


def obscured(text: str) -> str:
    """Escaped text; a word with an @ is all character references, plain to readers and not to a naive harvester."""
    if "@" not in text:
        return escape(text)
    return _WORD.sub(lambda word: _references(word[0]) if "@" in word[0] else escape(word[0]), text)


def permitted(text: str) -> str:
    """The text with the characters that HTML cannot carry marked as U+FFFD, and line ends as HTML reads them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNUSUAL.sub(lambda run: _FORBIDDEN.sub("\ufffd", run[0]), text)


def _references(text: str) -> str:
    """Every character as a numeric reference."""
    return "".join(f"&#{ord(character)};" for character in permitted(text))


def _math(tex: str) -> str:
    from cvkit.render import mathml  # the converter costs 60 ms, and few pages have math

    return mathml.convert(tex) or f"<code>{escape(tex)}</code>"
