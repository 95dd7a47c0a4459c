"""What a TeX log says: the error in a plain sentence, pages, missing characters, and whether to run again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple


class Failure(NamedTuple):
    """Why a run failed; `line` is that of the document's source, or None where the error is not in it."""

    reason: str
    line: int | None
    installation: bool
    """Whether it is TeX's installation that lacks something, and not the document that is wrong."""


# What TeX says and what it means; the groups of the pattern fill the places in the sentence.
_NOT_INSTALLED = {
    r"File `([^']+)\.sty' not found": "the LaTeX package {0} is not installed",
    r"File `([^']+)\.cls' not found": "the LaTeX class {0} is not installed",
    r'The font "([^"]+)" cannot be found': "the font {0} is not installed",
    r"Font \S+?=(\S+).*? not loadable": "the font {0} is not installed",
    r"\(file ([^)\s]+)\): Font \S+ at \d+ not found": "the font {0} is not installed",
    r"\(file ([^)\s]+)\): cannot open Type 1 font": "the font {0} is not installed",
    r"can't find the format file `([^']+)'": "the format {0} is not installed",
}
_WRONG = {
    r"Undefined control sequence\.\n.*(\\(?:[A-Za-z@]+|[^A-Za-z\s])) *\n": "TeX does not know the command {0}",
    r"File `([^']+)' not found": "TeX cannot find the file {0}, or may not read it",
    r"I can't find file `([^']+)'": "TeX cannot find the file {0}, or may not read it",
    r"I can't write on file `([^']+)'": "TeX may not write the file {0}",
    r"Unicode character (\S+) \((U\+[0-9A-F]+)\)": "this TeX engine cannot set the character {0} ({1})",
    r"Missing \$ inserted": "a character that only math may hold stands outside of math",
    r"Double (super|sub)script": "a formula has two {0}scripts in a row; put braces around one of them",
    r"Extra \}, or forgotten|Too many \}|Missing \} inserted|Missing \{ inserted": "braces do not match",
    r"Paragraph ended before (\\\w+)": "the braces of {0} are not closed",
    r"File ended while scanning": "a brace is not closed before the end of the document",
    r"Extra \\right|Missing \\right|Missing delimiter": r"\left and \right do not match in a formula",
    r"capacity exceeded, sorry \[([^\]]+)\]": "TeX ran out of room ({0})",
    r"Environment (\S+) undefined": "TeX does not know the environment {0}",
    r"Illegal parameter number|You can't use `macro parameter character": "a # stands where TeX takes none",
    r"Dimension too large": "a length is too large for TeX",
    r"No pages of output": "the document has no pages",
}

# With -file-line-error a message begins "./cv.tex:12: "; without a place it begins "! ".
_MESSAGE = re.compile(r"^(?:(?P<file>[^\s:]+\.\w+):(?P<line>\d{1,9}): |!\s?)(?P<text>.+)", re.MULTILINE)
_FATAL = re.compile(r"^!?\s?(==> Fatal error|Emergency stop)")
_MESSAGE_LINES, _MESSAGE_LETTERS = 12, 4000

_RERUN = re.compile(r"Rerun (to get|LaTeX)")
_PAGES = re.compile(r"^Output written on .*\((\d{1,9}) pages?", re.MULTILINE)
_MISSING = re.compile(
    r"Missing character: There is no (.{0,20}?)"
    r"(?: \(U\+((?:10|[0-9A-F])?[0-9A-F]{1,4})\))?(?: \(\"[0-9A-F]+\))? in font"
)


def failure(log: str, source: str) -> Failure | None:
    """The first error of a log, or None; `source` is the name of the document's own file."""
    found = next((message for message in _MESSAGE.finditer(log) if not _FATAL.match(message["text"])), None)
    if found is None:
        return None
    start = found.start("text")
    excerpt = "\n".join(log[start : start + _MESSAGE_LETTERS].split("\n")[:_MESSAGE_LINES])
    lacking = _sentence(_NOT_INSTALLED, excerpt)
    reason = (
        lacking
        or _sentence(_WRONG, excerpt)
        or f"TeX says: {found['text'][:_MESSAGE_LETTERS].strip().removesuffix('.')}"
    )
    if found["file"] is None or PurePath(found["file"]).name == source:
        return Failure(reason, int(found["line"]) if found["line"] else None, lacking is not None)
    return Failure(f"{reason} ({PurePath(found['file']).name}, line {found['line']})", None, lacking is not None)


def _sentence(table: Mapping[str, str], excerpt: str) -> str | None:
    matches = ((re.search(pattern, excerpt), sentence) for pattern, sentence in table.items())
    return next((sentence.format(*found.groups()) for found, sentence in matches if found), None)


def pages(log: str) -> int:
    """How many pages were written."""
    found = _PAGES.search(log)
    return int(found[1]) if found else 0


def missing_characters(log: str) -> str:
    """The characters for which a font had no glyph, each once, in the order of their code points."""
    found = _MISSING.findall(log)
    return "".join(sorted({chr(int(code, 16)) if code else char for char, code in found}))


def wants_rerun(log: str) -> bool:
    """Whether page numbers or outlines are not yet right."""
    return _RERUN.search(log) is not None
