"""Put the slots of an entry in the order in which running text reads them, with the punctuation between."""

from __future__ import annotations

import re

from cvkit.view.document import Entry, Inlines, Layout, Text, plain

# A line is a run of sentences, a sentence a run of slots. Every layout names every slot, so that none can be lost.
_HEAD = ("title", "organization", "where")
SENTENCES: dict[Layout, tuple[tuple[str, ...], ...]] = {
    Layout.PROSE: ((*_HEAD, "when", "people", "note"),),
    Layout.TIMELINE: ((*_HEAD, "when"), ("people",), ("note",)),
    Layout.REFERENCES: (("people",), ("title",), ("organization", "where", "when"), ("note",)),
    Layout.LINES: ((*_HEAD, "people", "note", "when"),),
    Layout.ROWS: (("title",), ("note", "organization", "where", "people", "when")),
}
_AFTER_SENTENCE = {Layout.ROWS: ": "}
_ENDINGS = ":;!?…"

BLANKS = " \t\n\r\v\f"
"""The white space that every format folds; a no-break space is not among it."""
_BLANK = re.compile(f"[{BLANKS}]+")


def one_line(text: str) -> str:
    """The text with its white space folded, and none at its ends."""
    return _BLANK.sub(" ", text).strip(BLANKS)


def separator(before: Inlines, mark: str = ", ") -> str:
    """The punctuation after a slot: `mark`, but only a space where the slot brings its own."""
    # A full stop may be that of an abbreviation, after which a comma stands: "Ph.D., statistics".
    return " " if plain(before).rstrip().endswith((*_ENDINGS, mark.strip())) else mark


def joined(parts: list[Inlines], mark: str = ", ") -> Inlines:
    """The parts that are not empty, with punctuation between them."""
    result: Inlines = ()
    for part in filter(plain, parts):
        result = (*result, Text(separator(result, mark)), *part) if result else part
    return result


def line(entry: Entry, layout: Layout) -> Inlines:
    """An entry without its links, body and details, as one line of running text."""
    sentences = [joined([getattr(entry, slot) for slot in sentence]) for sentence in SENTENCES[layout]]
    text = joined(sentences, _AFTER_SENTENCE.get(layout, ". "))
    return (Text(f"{entry.number}. "), *text) if entry.number else text
