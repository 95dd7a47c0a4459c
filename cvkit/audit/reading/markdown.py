"""Markdown → passages: converted to HTML with its lines kept, after the front matter and what templates would fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.audit.passages import Form, Passage, Place, Published, UnreadableError
from cvkit.audit.reading.decoding import text_of
from cvkit.audit.reading.html import LINE, page_of
from cvkit.audit.reading.markers import BULLETS, are_dated
from cvkit.audit.reading.math import through_math
from cvkit.audit.reading.wording import fold, names, unstuttered

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT_MATTER = 100_000
_MARKS = re.compile(r"[\n\[*_`<!]")
_MOST_MARKS = 100_000
"""With more than so many the parser needs longer than anyone waits."""
_TEMPLATE = re.compile(r"\{%[^\n]{0,2000}?%\}|\{\{[^\n{}]{0,2000}\}\}|\{:[^\n{}]{0,500}\}")
"""Liquid and Kramdown: what a site's generator fills in."""
_SETTINGS = names(
    """
    author_profile categories category classes collection comments hide img importance inline iscv layout lang
    locale math nav nav_order order permalink profile published redirect redirect_from related_publications sitemap
    tags toc type weight
    """
)
"""Keys of front matter that tell a generator what to do, and a reader nothing."""
_TABLE_DEBRIS = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:+-]+$")


def read_markdown(path: Path) -> Published:
    """The passages of a Markdown file; its front matter gives passages below the key of each, and metadata."""
    from markdown_it import MarkdownIt

    source = text_of(path)
    if len(_MARKS.findall(source)) > _MOST_MARKS:
        reason = f"It has more than {_MOST_MARKS:,} lines and marks, which is no homepage."
        raise UnreadableError(path, reason, "Give the pages that tell of the person.")
    front = _FRONT_MATTER.match(source)
    fields = list(_fields(front[1])) if front and len(front[1]) < _LONGEST_FRONT_MATTER else []
    if front:  # as many empty lines keep the numbers of those below
        source = "\n" * front.group().count("\n") + source[front.end() :]
    source = unstuttered(through_math(_TEMPLATE.sub("", source)))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    try:
        tokens = [_with_line(token) for token in parser.parse(source)]
        html = parser.renderer.render(tokens, parser.options, {})
    except RecursionError as error:
        raise UnreadableError(path, "It is nested too deeply.", "Take away what is no text.") from error
    metadata: dict[str, str] = {}
    for key, value, _ in fields:
        metadata[key] = f"{metadata[key]}\n{value}" if key in metadata else value
    page = page_of(html, str(path), Form.MARKDOWN, metadata)
    above = tuple(
        Passage(value, Place(str(path), line=line), (key,)) for key, value, line in fields if key not in _SETTINGS
    )
    language = metadata.get("lang") or metadata.get("language") or page.language
    return Published(page.file, page.form, above + page.passages, page.title, language, page.metadata)


def _fields(front: str) -> Iterator[tuple[str, str, int]]:
    """Key, text and line of each scalar of the front matter; of what is nested, the outermost key."""
    import yaml

    try:
        root = yaml.compose(front, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    if not isinstance(root, yaml.MappingNode):
        return
    seen: set[int] = set()  # an alias stands for a node that was told already
    for key, value in root.value:
        pending = [value]
        while pending:
            node = pending.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.ScalarNode) and isinstance(key, yaml.ScalarNode):
                text = fold(re.sub(r"<[^<>]{0,500}>", " ", node.value))
                if text and node.tag != "tag:yaml.org,2002:bool":
                    yield fold(key.value).casefold(), text, node.start_mark.line + 2
            elif isinstance(node, yaml.SequenceNode):
                pending += reversed(node.value)
            elif isinstance(node, yaml.MappingNode):
                pending += [part for _, part in reversed(node.value)]


def _with_line(token: Token) -> Token:
    """A token that says on which line of the source it begins, its table debris parted."""
    if token.map and token.nesting == 1:
        token.attrSet(LINE, str(token.map[0] + 1))
    if token.type == "inline" and token.map and token.children:
        lines = token.content.split("\n")
        if _is_debris(lines):
            first, number = token.map[0] + 1, 0
            for child in token.children:
                if child.type in ("softbreak", "hardbreak"):
                    number += 1
                    child.type, child.content = "html_inline", f'</p><p {LINE}="{first + number}">'
                elif child.type == "text":
                    child.content = "" if _RULE.match(child.content) else child.content.replace("|", " ")
    return token


def _is_debris(lines: list[str]) -> bool:
    """Whether the lines of a paragraph are the rows of a table or a list that has lost its markup."""
    rows = sum("\t" in line.strip() or _TABLE_DEBRIS.match(line) is not None for line in lines)
    bullets = sum(line.lstrip()[:1] in BULLETS for line in lines if line.strip())
    return are_dated(lines) or (len(lines) > 1 and max(rows, bullets) >= 0.5 * len(lines))
