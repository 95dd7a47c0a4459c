"""BibTeX files to trees of the same kind as the YAML ones, so that every later problem finds its place in the .bib."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cvkit.load.bibtex_fields import MONTHS, VENUES, publication
from cvkit.load.problems import Problem, shortened
from cvkit.load.tree import Mapping, Source, Span

if TYPE_CHECKING:
    from bibtexparser.model import Entry

# The parser logs what it could not read, which here becomes problems.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)

_CALLED = {"author": "authors", "editor": "editors", "year": "date"} | dict.fromkeys(VENUES, "venue")
_FIELD = re.compile(r"(\w+)\s*=\s*(.*)", re.DOTALL)
_WORD = re.compile(r"[^\s#\"{},]+")
_STANDARD_ABBREVIATIONS = {name[:3].lower(): name for name in MONTHS}


class FieldProblem(NamedTuple):
    """A problem in one field of an entry; it does not count where the profile refines that field."""

    key: str
    field: str
    """The publication's field that it would have been."""
    problem: Problem


@dataclass(slots=True)
class Bibliography:
    """What a BibTeX file holds."""

    publications: dict[str, tuple[Span, Mapping]] = field(default_factory=dict)
    """Publications by key, each with the span of the key."""
    problems: list[Problem] = field(default_factory=list)
    field_problems: list[FieldProblem] = field(default_factory=list)


class RawField(NamedTuple):
    """A field of an entry: its text with delimiters and abbreviations resolved, TeX as it was, and where it stands."""

    text: str
    span: Span


def read_bibtex(source: Source) -> Bibliography:
    """Every publication of a BibTeX file; what is wrong with it is told in the result, never raised."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock, String

    read = Bibliography()
    library = parse_string(source.text, parse_stack=[])
    strings = dict(_STANDARD_ABBREVIATIONS)
    entries: dict[str, Entry] = {}
    for block in library.blocks:
        if isinstance(block, ParsingFailedBlock):
            read.problems.append(_failed(block, source))
        elif isinstance(block, String):
            strings[block.key.lower()] = _string(block, source, strings, read)
        elif isinstance(block, Entry):
            entries[block.key] = block
    fields = {key: dict(_fields(entry, source, strings, read)) for key, entry in entries.items()}
    parents = _inherit(fields, entries, read)
    for key, entry in entries.items():
        if key not in parents:
            span = _line_span(source, entry.start_line, key)
            made = publication(entry.entry_type.lower(), fields[key], span)
            read.publications[key] = (span, made.mapping)
            read.field_problems += (FieldProblem(key, name, problem) for name, problem in made.problems)
    return read


def _failed(block: Any, source: Source) -> Problem:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    if isinstance(block, DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        return Problem(
            _line_span(source, block.start_line, block.key).place,
            f"the key `{shortened(block.key)}` stands here a second time",
            f"it stands in line {first} already; delete one of the two, or give it a key of its own",
        )
    if isinstance(block, DuplicateFieldKeyBlock):
        name = sorted(block.duplicate_keys)[0]
        entry: Any = block.ignore_error_block
        lines = [raw.start_line for raw in entry.fields if raw.key == name]
        return Problem(
            _line_span(source, lines[1], name).place,
            f"the field `{shortened(name)}` stands in this entry twice",
            f"it stands in line {lines[0] + 1} already; keep one of the two",
        )
    reason = str(getattr(block.error, "abort_reason", ""))
    message, help = next((told for start, told in _FAILURES if reason.startswith(start)), _UNREADABLE)
    return Problem(_line_span(source, block.start_line, "").place, message, help)


_UNREADABLE = ("this entry cannot be read", "check its commas, braces and quotes")
_FAILURES = (
    ("Unexpectedly reached end", ("this entry is never closed", "check its braces and quotes, and add `}` at its end")),
    ("Unexpected block start", ("this entry is not closed before the next begins", "check its braces and quotes")),
    ("Expected a `=`", ("a field of this entry has no `=`", "write each as `name = {value},` with its comma")),
    ("Expected comma after entry key", ("there is no comma after the entry's key", "write it as `@article{key,`")),
)


def _string(block: Any, source: Source, strings: dict[str, str], read: Bibliography) -> str:
    span = _line_span(source, block.start_line, block.key)
    try:
        return expand(block.value, strings)
    except ValueError as error:
        read.problems.append(Problem(span.place, str(error), "write it as `@string{name = {value}}`"))
        return ""


def _fields(
    entry: Entry, source: Source, strings: dict[str, str], read: Bibliography
) -> Iterator[tuple[str, RawField]]:
    for raw in entry.fields:
        key, value = raw.key, raw.value
        while key:
            name = key.lower()
            span = _value_span(source, raw.start_line, raw.key, raw.value)
            following = None
            try:
                text = expand(value, strings)
            except ValueError as error:
                problem = Problem(span.place, str(error), f"write it as `{shortened(name)} = {{…}},`")
                read.field_problems.append(FieldProblem(entry.key, _CALLED.get(name, name), problem))
                # The field is there, if badly written: that it is missing would be one complaint too many.
                text = error.text if isinstance(error, MissingCommaError) else value.strip(' {}"')
                following = _FIELD.match(error.rest) if isinstance(error, MissingCommaError) else None
            yield name, RawField(text, span)
            key, value = (following[1], following[2]) if following else ("", "")


class MissingCommaError(ValueError):
    """A value that runs on into the next field."""

    def __init__(self, text: str, rest: str) -> None:
        super().__init__(f"there is no comma before `{shortened(rest, 30)}`")
        self.text = text
        self.rest = rest


def expand(value: str, strings: dict[str, str]) -> str:
    """The text of a field's value: `{…}`, `"…"`, a number, an abbreviation, or several joined by `#`.

    ValueError tells what is wrong with it.
    """
    parts, at = [], 0
    while True:
        text, at = _part(value, at, strings)
        parts.append(text)
        rest = value[at:].lstrip()
        if not rest:
            return "".join(parts)
        if not rest.startswith("#"):
            raise MissingCommaError("".join(parts), rest)
        at = len(value) - len(rest) + 1


def _part(value: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    while at < len(value) and value[at].isspace():
        at += 1
    opening = value[at : at + 1]
    if opening in {"{", '"'} and opening:
        end = _closing(value, at)
        return value[at + 1 : end], end + 1
    found = _WORD.match(value, at)
    if not found:
        raise ValueError("this field has no value")
    word = found[0]
    if word.isdecimal():
        return word, found.end()
    if word.lower() not in strings:
        raise ValueError(f"no @string defines `{shortened(word)}`; put braces around text")
    return strings[word.lower()], found.end()


def _closing(value: str, at: int) -> int:
    """Where the brace or quote at a position is closed."""
    quoted, depth = value[at] == '"', 0
    for index in range(at + 1, len(value)):
        char = value[index]
        if char == "{" and value[index - 1] != "\\":
            depth += 1
        elif char == "}" and value[index - 1] != "\\":
            if depth == 0 and not quoted:
                return index
            depth -= 1
        elif char == '"' and quoted and depth == 0:
            return index
    raise ValueError("this value is never closed; check its braces and quotes")


def _inherit(fields: dict[str, dict[str, RawField]], entries: dict[str, Entry], read: Bibliography) -> set[str]:
    """Give entries what they inherit by `crossref`; the keys of the volumes that serve for nothing else."""
    keys = {key.lower(): key for key in entries}
    parents = set()
    for child, own in list(fields.items()):
        if not (reference := own.get("crossref")):
            continue
        parent = keys.get(reference.text.strip().lower())
        if parent is None:
            message = f"there is no entry `{shortened(reference.text)}`"
            problem = Problem(reference.span.place, message, "add it to this file, or delete the field")
            read.field_problems.append(FieldProblem(child, "crossref", problem))
        elif parent != child:
            inherited = dict(fields[parent])
            if "title" in inherited:
                inherited.setdefault("booktitle", inherited.pop("title"))
            fields[child] = {**inherited, **own}
            if entries[parent].entry_type.lower() in {"proceedings", "book", "collection"}:
                parents.add(parent)
    return parents


def _line_span(source: Source, line: int | None, word: str) -> Span:
    """A word in a line (counted from 0), or all that the line says where the word is not in it."""
    number = min(line or 0, len(source.lines) - 1)
    text = source.lines[number]
    start = text.find(word)
    end = start + len(word)
    if start < 0 or not word:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Span(source, number + 1, start + 1, max(end, start + 1) + 1)


def _value_span(source: Source, line: int | None, key: str, raw: str) -> Span:
    """The value of a field (`raw`) in the line of its equals sign, without its delimiters."""
    number = min(line or 0, len(source.lines) - 1)
    text = source.lines[number]
    at = text.find(key)
    while at >= 0 and not (after := text[at + len(key) :].lstrip()).startswith("="):
        at = text.find(key, at + 1)
    if at < 0 or not (value := after[1:].lstrip(' {"')):
        return _line_span(source, line, key)
    start = len(text) - len(value)
    first_line = raw.lstrip(' {"\n').split("\n", 1)[0].rstrip(' },"')
    return Span(source, number + 1, start + 1, start + max(len(first_line), 1) + 1)
