"""Write a document for Word: real styles, headings, lists and links, so that whoever edits it finds their way."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Mm, Pt, RGBColor

from cvkit.render import phrase
from cvkit.render.direction import direction
from cvkit.render.printed import with_addresses
from cvkit.view.document import (
    Code,
    Detail,
    Document,
    Emph,
    Entry,
    Fact,
    Inline,
    Inlines,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
    Underline,
    plain,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Calibri"
ACCENT = "#1f3864"
PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
MARGINS = {"narrow": Cm(1.8), "normal": Cm(2.3), "wide": Cm(3)}
SIZE = 10.5
"""Points of running text, unless the document says otherwise."""
HANGING = Cm(0.8)
DATES = Cm(4.2)
"""The width of a column of dates at the left."""
UNBROKEN = 25
"""Characters below which a date goes to the next line whole."""

LONGEST_PROPERTY = 255
LONGEST_FORMULA = 4000

NUMBER_FORMAT = 900
"""The id of our numbering among those of Word's template."""

# The first day that a zip archive can tell; the same whenever the file is made.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render(document: Document) -> bytes:
    """The document as a `.docx` file, the same bytes each time."""
    writer = _Writer(with_addresses(document))
    writer.write()
    packed = io.BytesIO()
    writer.word.save(packed)
    return _repacked(packed.getvalue())


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: WordDocument = docx.Document()
        self.accent = RGBColor.from_string((document.setting.accent or ACCENT).lstrip("#").upper())
        self.width = self._page()
        self.axis = DATES if document.setting.date_column == "left" else Length(0)
        """Where text begins, beside its date or under the heading."""
        self.counting: tuple[Any, int] = (None, 0)
        """The list of references that was last written to, and its last number."""
        self._styles()
        self._properties()

    def write(self) -> None:
        """Header, sections and footer, in reading order."""
        self._header()
        for section in self.document.sections:
            self._section(section)
        self._footer()

    # --- the page and its styles ---

    def _page(self) -> Length:
        """Set the page up; the width of a line."""
        section = self.word.sections[0]
        section.page_width, section.page_height = PAPERS[self.document.setting.paper]
        margin = MARGINS[self.document.setting.margins or "normal"]
        section.left_margin = section.right_margin = margin
        section.top_margin = section.bottom_margin = Length(round(margin * 0.9))
        return Length(section.page_width - 2 * margin)

    def _styles(self) -> None:
        size = float(self.document.setting.font_size or SIZE)
        # name, what it builds on, points, bold, colored, space before and after in points
        table = (
            ("Normal", None, size, None, False, 0.0, 2.0),
            ("Title", None, size * 2, True, True, 0.0, 0.0),
            ("Subtitle", None, size * 1.1, None, False, 0.0, 0.0),
            ("Heading 1", None, size * 1.2, True, True, 14.0, 4.0),
            ("Heading 2", None, size, True, False, 8.0, 2.0),
            ("CV Entry", "Normal", size, None, False, 4.0, 0.0),
            ("CV Text", "Normal", size, None, False, 0.0, 2.0),
            ("CV Line", "Normal", size, None, False, 0.0, 2.0),
            ("CV Reference", "Normal", size, None, False, 0.0, 4.0),
            ("CV Note", "Normal", size * 0.9, None, False, 0.0, 4.0),
            ("List Bullet", None, size, None, False, 0.0, 1.0),
            ("Footer", None, size * 0.85, None, False, 0.0, 0.0),
        )
        for name, base, points, bold, colored, before, after in table:
            self._style(name, base, points, bold, colored, before, after)
        formats = {name: self._named(name).paragraph_format for name, *_ in table}
        for name in ("CV Entry", "CV Line"):
            stop = (self.axis, WD_TAB_ALIGNMENT.LEFT) if self.axis else (self.width, WD_TAB_ALIGNMENT.RIGHT)
            formats[name].tab_stops.add_tab_stop(*stop)
        formats["CV Entry"].keep_with_next = True
        for name in ("CV Reference", "CV Line"):
            formats[name].keep_together = True
        for name in ("CV Text", "Heading 2", "CV Entry", "CV Note"):
            formats[name].left_indent = self.axis
        for name in ("CV Reference", "CV Line"):
            formats[name].left_indent = Length(self.axis + HANGING)
            formats[name].first_line_indent = Length(-HANGING)
        formats["List Bullet"].left_indent = Length(self.axis + HANGING)
        if self.axis:
            formats["CV Entry"].first_line_indent = Length(-self.axis)
            formats["CV Line"].left_indent, formats["CV Line"].first_line_indent = self.axis, Length(-self.axis)
        self._named("Footer").paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)
        self.word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER).font.color.rgb = self.accent

    def _style(
        self, name: str, base: str | None, points: float, bold: bool | None, colored: bool, before: float, after: float
    ) -> None:
        if base:
            style: Any = self.word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.word.styles[base]
        else:
            style = self.word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(points), bold, None
        style.font.color.rgb = self.accent if colored else RGBColor(0x1A, 0x1A, 0x1A)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.08
        # Word's own styles name fonts of the theme, which would win over the name above.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        fonts.set(qn("w:cs"), FONT)
        # Word's Title has a rule under it, its Subtitle wide letters, its Footer tab stops of its own.
        for path in ("w:pPr/w:pBdr", "w:rPr/w:spacing", "w:pPr/w:tabs"):
            for found in style.element.xpath(path):
                found.getparent().remove(found)

    def _named(self, name: str) -> ParagraphStyle:
        style: ParagraphStyle = self.word.styles[name]
        return style

    def _properties(self) -> None:
        document, properties = self.document, self.word.core_properties
        properties.title = _property(f"{document.author} – {document.title}")
        properties.author = _property(document.author)
        properties.last_modified_by = ""
        properties.subject = _property(document.subject)
        properties.keywords = _property(", ".join(document.keywords))
        properties.language = document.language
        properties.comments = _property(document.stamp)
        properties.created = properties.modified = datetime.combine(document.as_of, time())
        run = self._named("Normal").element.get_or_add_rPr()
        language = OxmlElement("w:lang")
        for attribute in ("w:val", "w:eastAsia", "w:bidi"):
            language.set(qn(attribute), document.language)
        run.append(language)

    # --- what it says ---

    def _header(self) -> None:
        header = self.document.header
        self._line("Title", header.name)
        self._line("Subtitle", phrase.joined([header.headline, header.affiliation]))
        reachable = [contact.value for contact in header.contacts] + [(link,) for link in header.links]
        self._line("Subtitle", _spaced(reachable))

    def _section(self, section: Section) -> None:
        self._line("Heading 1", (Text(section.title),))
        for group in section.groups:
            self._line("Heading 2", (Text(group.title),))
            for entry in group.entries:
                _LAYOUTS[section.layout](self, entry)
        self._line("CV Note", (Text(section.footnote),))

    def prose(self, entry: Entry) -> None:
        """Running paragraphs."""
        self._line("CV Text", _with_links(phrase.line(entry, Layout.PROSE), entry))
        for paragraph in entry.body:
            self._line("CV Text", paragraph)
        self._details(entry.details)

    def timeline(self, entry: Entry) -> None:
        """What and when, then where and with whom."""
        self._line("CV Entry", _strong(_numbered(entry, entry.title)), date=entry.when)
        place = phrase.joined([entry.organization, entry.where])
        more = phrase.joined([part for part in (entry.people, entry.note) if part], ". ")
        self._line("CV Text", _with_links(phrase.joined([place, more], ". "), entry))
        for paragraph in entry.body:
            self._line("List Bullet", paragraph)
        self._details(entry.details)

    def reference(self, entry: Entry) -> None:
        """A publication with its number in the margin."""
        numbered = entry.number.isdecimal()
        text = phrase.line(replace(entry, number="") if numbered else entry, Layout.REFERENCES)
        paragraph = self._line("CV Reference", _with_links(text, entry))
        if paragraph is not None and numbered:
            self._number(paragraph, int(entry.number))
        self._below(entry)

    def _number(self, paragraph: Paragraph, number: int) -> None:
        """Make the paragraph an item of a numbered list: of the last one, if that has come so far."""
        numbering = self.word.part.numbering_part.element
        counting, last = self.counting
        if counting is None:
            numbering.insert(0, _number_format(self.axis))
        if counting is None or number != last + 1:
            counting = numbering.add_num(NUMBER_FORMAT)
            counting.add_lvlOverride(ilvl=0).add_startOverride(number)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = counting.numId
        self.counting = (counting, number)

    def line(self, entry: Entry) -> None:
        """One line with its date at the right."""
        slots = (entry.title, entry.organization, entry.where, entry.people, entry.note)
        self._line("CV Line", _with_links(_numbered(entry, phrase.joined(list(slots))), entry), date=entry.when)
        self._below(entry)

    def row(self, entry: Entry) -> None:
        """A label and its values."""
        values = phrase.joined([entry.note, entry.organization, entry.where, entry.people, entry.when])
        text = (*_strong(_numbered(entry, entry.title)), *((Text(": "), *values) if values else ()))
        self._line("CV Line", _with_links(text, entry), date=())
        self._below(entry)

    def _below(self, entry: Entry) -> None:
        for paragraph in entry.body:
            self._line("CV Note", paragraph, indented=True)
        self._details(entry.details)

    def _details(self, details: tuple[Detail, ...]) -> None:
        for detail in details:
            self._line("Heading 2", (Text(detail.label),))
            for paragraph in detail.body:
                self._line("CV Text", paragraph)

    def _footer(self) -> None:
        paragraph = self.word.sections[0].footer.paragraphs[0]
        updated = f"  ·  {self.document.updated}" if self.document.updated else ""
        paragraph.add_run(_clean(f"{self.document.author}{updated}\t"))
        for field, mark in (("PAGE", " / "), ("NUMPAGES", "")):
            _add_field(paragraph, field)
            paragraph.add_run(mark)
        self._turn(paragraph)

    # --- paragraphs and runs ---

    def _line(
        self, style: str, inlines: Inlines, *, date: Inlines | None = None, indented: bool = False
    ) -> Paragraph | None:
        """A paragraph, unless it would be empty; with a date, even an empty one, its text is set beside that."""
        if not plain(inlines).strip() and not date:
            return None
        paragraph = self.word.add_paragraph(style=style)
        if indented:
            paragraph.paragraph_format.left_indent = Length(self.axis + HANGING)
        if date is not None:
            date = _unbroken(date) if len(plain(date)) < UNBROKEN else date
        if date is not None and self.axis:
            self._runs(paragraph, date)
            paragraph.add_run("\t")
        self._runs(paragraph, inlines)
        if date and not self.axis:
            paragraph.add_run("\t")
            self._runs(paragraph, date)
        self._turn(paragraph)
        return paragraph

    def _turn(self, paragraph: Paragraph) -> None:
        if direction(self.document.language) == "rtl":
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    def _runs(self, paragraph: Paragraph, inlines: Inlines) -> None:
        for link, text, looks in _pieces(inlines):
            run = _add_link(paragraph, link) if link else paragraph.add_run()
            run.text = _clean(text)
            for look in sorted(looks - {"code"}):
                setattr(run.font, look, True)
            if "code" in looks:
                run.font.name = "Consolas"


def _number_format(axis: Length) -> Any:
    """The definition of a list numbered "1." at the margin."""
    left, hanging = round((axis + HANGING) / Pt(1) * 20), round(HANGING / Pt(1) * 20)  # twentieths of a point
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBER_FORMAT}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        f'<w:lvlJc w:val="start"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _pieces(
    inlines: Inlines, link: str = "", looks: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Address, text and looks (names of font properties) of every leaf."""
    for node in inlines:
        match node:
            case Text(text):
                yield link, text, looks
            case Code(text):
                yield link, text, looks | {"code"}
            case Math(tex):
                yield link, _spelled(tex), looks | {"italic"}
            case Strong(children):
                yield from _pieces(children, link, looks | {"bold"})
            case Emph(children):
                yield from _pieces(children, link, looks | {"italic"})
            case Underline(children):
                yield from _pieces(children, link, looks | {"underline"})
            case Link(url, children):
                yield from _pieces(children, link or url, looks)
            case Fact(_, children):
                yield from _pieces(children, link, looks)


def _spelled(tex: str) -> str:
    """A formula in Unicode, as far as it goes: Word's own formulas cannot be had from TeX without Word."""
    if len(tex) > LONGEST_FORMULA:
        return tex
    import logging

    from pylatexenc.latex2text import LatexNodes2Text

    # It logs, on the user's terminal, what it cannot make of an unfinished command, or raises what it stumbles over.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    try:
        return str(LatexNodes2Text(math_mode="text").latex_to_text(tex)).strip() or tex
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        return tex


def _unbroken(inlines: Inlines) -> Inlines:
    """The text alone, with spaces at which no line breaks."""
    return (Text(plain(inlines).replace(" ", "\u00a0")),)


def _numbered(entry: Entry, inlines: Inlines) -> Inlines:
    return (Text(f"{entry.number}. "), *inlines) if entry.number else inlines


def _strong(inlines: Inlines) -> Inlines:
    return (Strong(inlines),) if inlines else ()


def _with_links(inlines: Inlines, entry: Entry) -> Inlines:
    """The text, followed by the entry's links in brackets."""
    for link in entry.links:
        inlines = (*inlines, Text(" ["), link, Text("]"))
    return inlines


def _spaced(parts: list[Inlines]) -> Inlines:
    spaced: list[Inline] = []
    for part in filter(None, parts):
        spaced += [*([Text("  ·  ")] if spaced else []), *part]
    return tuple(spaced)


def _add_link(paragraph: Paragraph, url: str) -> Run:
    from docx.text.run import Run

    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    element.append(run)
    paragraph._p.append(element)
    made = Run(run, paragraph)
    made.style = "Hyperlink"
    return made


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"  # what is shown until Word counts
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _clean(text: str) -> str:
    """The text with the characters that XML cannot carry marked."""
    return _FORBIDDEN.sub("\ufffd", text)


def _property(text: str) -> str:
    """The text as a property of the file, which may be of no more than so many characters."""
    text = _clean(text)
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 1] + "…"


def _repacked(content: bytes) -> bytes:
    """The archive with fixed dates."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(name))
    return result.getvalue()


_LAYOUTS = {
    Layout.PROSE: _Writer.prose,
    Layout.TIMELINE: _Writer.timeline,
    Layout.REFERENCES: _Writer.reference,
    Layout.LINES: _Writer.line,
    Layout.ROWS: _Writer.row,
}
