"""Write publications as BibTeX that BibTeX, biblatex and reference managers read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from cvkit.render import records
from cvkit.render.tex_escape import clean
from cvkit.render.tex_math import safe_math
from cvkit.view.document import Author, Citation, Document

TYPES = {
    "journal": "article",
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "software": "software",
    "thesis": "thesis",
    "other": "misc",
}
"""The entry type of each kind; preprints and theses have more than one."""
VENUE_FIELDS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
ISSUER_FIELDS = {"phdthesis": "school", "mastersthesis": "school"}
# BibTeX prints no status; a journal's style would print a paper that is to appear as if it had.
NOTES = {"accepted": "To appear", "under-review": "Under review"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DOCTORATE = re.compile(r"ph\.?\s?d|d\.?\s?phil|doctor|dr\.", re.IGNORECASE)
_MASTER = re.compile(r"master|\bm\.?\s?(sc|s|a|eng|phil)\b", re.IGNORECASE)

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "{": r"\{",
    "}": r"\}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u200b": "",
}
# BibTeX counts braces, escaped ones too.
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
# What TeX's fonts would draw as one sign: dashes and quotation marks.
_LIGATURE = re.compile(r"([-'`,])(?=\1)|([?!])(?=`)")

# Most names and titles are, which is told much faster than they are escaped.
_HARMLESS = re.compile(r"(?:[A-Za-z0-9.:;()/!?+=*@\[\]]|[-,'](?![-,'])|(?<! ) )*")

# The letters and accents with which BibTeX sorts, abbreviates and changes case; other characters stay as they are.
_LETTERS = {
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "å": "aa",
    "Å": "AA", "ı": "i", "ȷ": "j",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
    "\u0331": "b",
}  # fmt: skip
_DOTLESS = {"i": r"\i", "j": r"\j"}
_BELOW = frozenset("\u0323\u0327\u0328\u0331")

_KEY_FORBIDDEN = re.compile(r"[^A-Za-z0-9_.:+/-]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[:.?!—–]\s*$")
_SMALL_WORD = 4
"""Words of so many letters are small even in a title whose words begin with capitals: with, from."""


def render(document: Document) -> str:
    """The publications of a document, each once, in its order; nothing where it shows none."""
    return library(records.citations(records.document_entries(document)))


def library(citations: Iterable[Citation]) -> str:
    """Publications as a .bib file in which no two keys are alike, whatever their case."""
    taken: set[str] = set()
    return "\n".join(_entry(citation, _unused(_key(citation), taken)) for citation in citations)


def entry(citation: Citation) -> str:
    """One publication, ending in a line break."""
    return _entry(citation, _key(citation))


# A publication stands on several pages of a site and in its list for programs.
@lru_cache(maxsize=1 << 14)
def _entry(citation: Citation, key: str) -> str:
    fields = [(name, value) for name, value in _fields(citation) if value]
    width = max(len(name) for name, _ in fields)
    lines = "".join(f"  {name:<{width}} = {value},\n" for name, value in fields)
    return f"@{entry_type(citation)}{{{key},\n{lines}}}\n"


def entry_type(citation: Citation) -> str:
    """The type of a publication's entry."""
    if citation.kind == "preprint":
        return "misc" if "arxiv" in citation.ids else "unpublished"
    if citation.kind == "thesis" and _DOCTORATE.search(citation.degree):
        return "phdthesis"
    if citation.kind == "thesis" and _MASTER.search(citation.degree):
        return "mastersthesis"
    return TYPES[citation.kind]


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    form = entry_type(citation)
    year, _, rest = citation.date.partition("-")
    yield "author", _people(citation.authors)
    yield "title", f"{{{title(citation.title, citation.language)}}}"
    yield VENUE_FIELDS.get(form, "howpublished"), _braced(citation.venue)
    yield "editor", _people(citation.editors)
    if form == "thesis":
        yield "type", _braced(f"{citation.degree} thesis") if citation.degree else "{Thesis}"
    yield "volume", _braced(citation.volume)
    yield "number", _braced(citation.number)
    yield "pages", _braced(citation.pages).replace("\N{EN DASH}", "--")
    yield ISSUER_FIELDS.get(form, "institution"), _braced(citation.institution)
    yield "publisher", _braced(citation.publisher)
    yield "year", _braced(year)
    yield "month", MONTHS[int(rest[:2]) - 1] if rest else ""
    yield "note", _braced(NOTES.get(citation.status) or ("Preprint" if form == "unpublished" else ""))
    yield "doi", _verbatim(citation.ids.get("doi", ""))
    yield "isbn", _verbatim(citation.ids.get("isbn", ""))
    yield "pmid", _verbatim(citation.ids.get("pmid", ""))
    yield "eprint", _verbatim(citation.ids.get("arxiv", ""))
    yield "archiveprefix", "{arXiv}" if "arxiv" in citation.ids else ""
    yield "url", _verbatim(_address(citation))


def _address(citation: Citation) -> str:
    if citation.kind == "preprint" and (arxiv := citation.ids.get("arxiv")):
        return f"https://arxiv.org/abs/{arxiv}"  # as arXiv's own entries have it
    return citation.address


def _braced(text: str) -> str:
    written = escape(text)
    return f"{{{written}}}" if written else ""


def _verbatim(text: str) -> str:
    """An address or identifier, which readers take as it is; what could end the field is percent-encoded."""
    quoted = re.sub(r"[{}\\\s]", lambda found: quote(found[0]), clean(text).strip())
    return f"{{{quoted}}}" if quoted else ""


def _people(people: Iterable[Author]) -> str:
    written = [_person(author) for author in people]
    return f"{{{' and '.join(written)}}}" if written else ""


def _person(author: Author) -> str:
    given, family = escape(author.given), escape(author.family)
    if not family or not given:
        return f"{{{given or family}}}"  # a group, or who has but one name
    if "," in given:
        given = f"{{{given}}}"
    # What BibTeX would take for a break between names or their parts is kept together.
    return f"{{{family}}}, {given}" if re.search(r",|\band\b", family) else f"{family}, {given}"


def _key(citation: Citation) -> str:
    return _KEY_FORBIDDEN.sub("-", citation.key) or "publication"


def _unused(key: str, taken: set[str]) -> str:
    free, count = key, 1
    while free.lower() in taken:
        count += 1
        free = f"{key}-{count}"
    taken.add(free.lower())
    return free


# --- text --------------------------------------------------------------------


def escape(text: str) -> str:
    """Literal text as TeX on one line; letters that BibTeX knows with an accent are written as it reads them."""
    if _HARMLESS.fullmatch(text):
        return text.strip()
    text = _LIGATURE.sub("\\1\\2\0", clean(text).strip())
    special = _SPECIAL if _balanced(text) else _SPECIAL | _LONE_BRACES
    return "".join(special[char] if char in special else _letter(char) for char in text).replace("\0", "{}")


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def _letter(char: str) -> str:
    if char.isascii():
        return char
    if char in _LETTERS:
        return f"{{\\{_LETTERS[char]}}}"
    parts = unicodedata.normalize("NFD", char)
    letter, mark = parts[0], parts[1:]
    if not letter.isascii() or mark not in _ACCENTS:
        return char
    accent = _ACCENTS[mark]
    base = letter if mark in _BELOW else _DOTLESS.get(letter, letter)
    return f"{{\\{accent}{{{base}}}}}" if accent.isalpha() else f"{{\\{accent}{base}}}"


def title(text: str, language: str = "") -> str:
    """A title with its math as TeX, and in braces whatever a style must not set in small letters."""
    pieces = records.math_pieces(text)
    words = [word[0] for is_math, piece in pieces if not is_math for word in _WORD.finditer(piece)]
    long = [word for word in words[1:] if len(word) > _SMALL_WORD]
    # Where long words begin small, or in a language other than English, what begins with a capital keeps it.
    names = bool(language) and not language.startswith("en")
    names = names or 2 * sum(word[0].islower() for word in long) >= len(long) > 0
    written = ""
    for is_math, piece in pieces:
        written += _math(piece) if is_math else _protected(piece, names, at_start=not written)
    return written.strip()


def _math(tex: str) -> str:
    formula = safe_math(tex)
    if formula is None:
        return escape(f"${tex}$")
    for brace, name in ((r"\{", r"\lbrace "), (r"\}", r"\rbrace ")):
        formula = formula.replace(brace, name)
    return f"{{${formula.strip()}$}}"


def _protected(text: str, names: bool, *, at_start: bool) -> str:
    text = clean(text)
    parts, done = [], 0
    for word in _WORD.finditer(text):
        if _is_cased(word[0]) or (names and word[0][0].isupper() and not _begins(text[: word.start()], at_start)):
            parts += [_kept_spaces(text[done : word.start()]), f"{{{escape(word[0])}}}"]
            done = word.end()
    return "".join([*parts, _kept_spaces(text[done:])])


def _is_cased(word: str) -> bool:
    """Whether a word has a capital within, or is one other than the article."""
    if len(word) == 1:
        return word.isupper() and word != "A"
    return not word[1:].islower() and any(char.isupper() for char in word[1:])


def _begins(before: str, at_start: bool) -> bool:
    """Whether a sentence begins after this text, which stands at the start of a title or within."""
    return (at_start and not before.strip()) or _SENTENCE_END.search(before) is not None


def _kept_spaces(text: str) -> str:
    """Escaped text with the blanks at its ends, which `escape` takes away."""
    written = escape(text)
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{written}{after}"
