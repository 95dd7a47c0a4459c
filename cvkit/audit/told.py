"""Whether a file says every fact of the document that it was made from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.formulas import between_math
from cvkit.audit.identifiers import ADDRESS
from cvkit.audit.passages import Published
from cvkit.audit.sectioning import BIBTEX
from cvkit.audit.words import Words, tokens
from cvkit.view.document import Document, Inlines, facts, header_slots, slots

Wording = tuple[str, ...]
"""Folded words that stand side by side; one that math goes on with, as CO in CO$_2$, has `_GOES_ON` at that end."""
_GOES_ON = "…"
_ENDS_IN_WORD, _BEGINS_WITH_WORD = re.compile(r"[^\W_]\Z"), re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Telling:
    """How many facts of its document a file was searched for, and a finding for each that it does not say."""

    shown: int
    lost: tuple[Finding, ...]

    def __str__(self) -> str:
        return f"{self.shown - len(self.lost):,} of {self.shown:,} facts found"


def telling(document: Document, published: Published) -> Telling:
    """What a file says of the document that it was made from.

    A wording has to stand in the file as often as in the document, so that a year is missed though another entry has
    it, too. Each format draws math in its own way: only the words around it are looked for.
    """
    said = list(_slots(document))
    bearers: dict[Wording, list[_Fact]] = defaultdict(list)
    for slot in said:
        for fact in slot.facts:
            for wording in fact.wordings:
                bearers[wording].append(fact)
    expected = _counted(bearers, [words for slot in said for words in slot.texts])
    words = Words.of(ADDRESS.sub(" ", " ".join(_texts(published))))
    found = _counted(bearers, [words.tokens])
    lost: dict[_Fact, None] = {}
    for wording, number in expected.items():
        missed = number - found[wording]
        if missed > 0:  # but a line end or a hyphen may have parted the words otherwise
            missed = number - sum(1 for _ in _read_through(words, wording))
        if missed > 0:
            lost.update(dict.fromkeys(bearers[wording][-missed:]))
    shown = dict.fromkeys(fact for slot in said for fact in slot.facts)
    return Telling(len(shown), tuple(_finding(fact, document) for fact in shown if fact in lost))


def _finding(fact: _Fact, document: Document) -> Finding:
    why = f"The file was made from the document `{document.name}`, which says so."
    return Finding(Verdict.MISSING, fact.path.split("/")[1], "fact", fact.text, "", fact.text, None, fact.path, why)


# --- the document ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fact:
    path: str
    text: str
    wordings: tuple[Wording, ...]
    """What stands before, between and after its math."""


@dataclass(frozen=True, slots=True)
class _Slot:
    texts: tuple[Wording, ...]
    """What stands before, between and after its math."""
    facts: tuple[_Fact, ...]


def _slots(document: Document) -> Iterator[_Slot]:
    """The slots that every format draws as they are: a citation style words references its own way."""
    if document.kind != "bio":  # which is published as bare paragraphs
        yield from map(_slot, header_slots(document.header))
    for section in document.sections:
        if section.name == "publications" and document.setting.citation_style:
            continue
        for group in section.groups:
            title = (_words(group.title),)
            yield _Slot(title, ())
            for entry in group.entries:
                for slot in map(_slot, slots(entry)):
                    # Under its year, a publication need not repeat it.
                    yield replace(slot, texts=()) if slot.texts == title else slot


def _slot(inlines: Inlines) -> _Slot:
    found = []
    for fact in facts(inlines):
        texts = between_math(fact.children)
        if wordings := _wordings(texts):
            found.append(_Fact(fact.path, "…".join(texts), wordings))
    return _Slot(_wordings(between_math(inlines)), tuple(found))


def _wordings(texts: list[str]) -> tuple[Wording, ...]:
    """The words of texts that math parts, without those of no word."""
    found = []
    for index, text in enumerate(texts):
        words = list(_words(text))
        if words and index > 0 and _BEGINS_WITH_WORD.match(text):
            words[0] = _GOES_ON + words[0]
        if words and index + 1 < len(texts) and _ENDS_IN_WORD.search(text):
            words[-1] += _GOES_ON
        found.append(tuple(words))
    return tuple(filter(None, found))


def _words(text: str) -> Wording:
    """The words of a text without addresses, as some formats print those of all links."""
    return tokens(ADDRESS.sub(" ", text))


# --- the file ----------------------------------------------------------------


def _texts(published: Published) -> Iterator[str]:
    """All that the file says in its own words, each heading where it begins to hold."""
    above: tuple[str, ...] = ()
    for passage in published.passages:
        if BIBTEX.match(passage.text):  # which a page offers for copying, and which says everything once more
            continue
        for level, heading in enumerate(passage.headings, 1):
            if passage.headings[:level] != above[:level]:
                yield heading
        above = passage.headings
        yield passage.text


def _counted(wordings: Collection[Wording], texts: Iterable[Wording]) -> Counter[Wording]:
    """How often each wording stands in texts, all given as words."""
    texts = list(texts)
    by_start: dict[Wording, list[Wording]] = defaultdict(list)
    counts: Counter[Wording] = Counter()
    whole = " \x1e ".join(("", *(" ".join(words) for words in texts), ""))
    for wording in wordings:
        if _GOES_ON in (wording[0][0], wording[-1][-1]):
            part = f" {' '.join(wording)} ".replace(f"{_GOES_ON} ", "").replace(f" {_GOES_ON}", "")
            counts[wording] = whole.count(part)
        else:
            by_start[wording[:2]].append(wording)
    for words in texts:
        for index in range(len(words)):
            for start in {words[index : index + 1], words[index : index + 2]}:  # which are one at the end of a text
                for wording in by_start.get(start, ()):
                    if words[index : index + len(wording)] == wording:
                        counts[wording] += 1
    return counts


def _read_through(words: Words, wording: Wording) -> Iterator[tuple[int, int]]:
    """Where a wording stands whose words line ends and hyphens may have parted otherwise."""
    letters = "".join(wording)
    bare = letters.strip(_GOES_ON)
    return words.find(bare, begun=letters.startswith(_GOES_ON), goes_on=letters.endswith(_GOES_ON))
