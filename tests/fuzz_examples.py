"""What the parsers read without complaint, all of it invented, and the pieces that mean something to each of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cvkit.build.job import Job
    from cvkit.load.loader import Loaded
    from cvkit.model.profile import Profile
    from cvkit.view.document import Document, Site

DAY = date(2026, 6, 1)
TEMPLATES = Path(__file__).parent.parent / "templates" / "html"

_PERSON = rb"""person:
  name: {given: Maren, family: Okafor, native: "\u6d77\u4ed9", also: [M. Okafor]}
  headline: {en: Reader, de: Dozentin}
  contacts:
    work: {kind: email, value: maren@example.org, label: work}
    room: {kind: office, value: Room 3, show: cv}
  links:
    orcid: {kind: orcid, id: 0000-0002-1825-0097}
    mine: {kind: my-page, label: Mine, url: "https://example.org/~maren?a=b#c"}
  interests: {short: the theory of *tides*, long: "Tides, $x^2$.\n\nAnd [harbors](https://example.org)."}
  bio: {short: "{name} is {position.title} at {position.organization}."}
  notices: {hiring: {text: Looking for **students**., start: 2026-01, end: 2026-12}}
organizations:
  northfield: {name: Northfield University, short: NU, url: https://northfield.example.edu}
  tides: {name: Institute for Tides, parent: northfield, formerly: [{name: Tide House, until: 2019}]}
people:
  tully: {name: Jonas van der Tully, url: https://example.net/tully}
venues:
  jao: {name: Journal of Applied Oceanography, short: JAO, kind: journal}
positions:
  reader: {title: Reader, organizations: tides, start: 2021-08}
  fellow: {title: Fellow, organizations: northfield, start: 2018, end: "2021-07-31"}
education:
  phd: {degree: Ph.D., field: Oceanography, organizations: northfield, start: 2014, end: 2018, advisors: tully}
"""
_WORKS = rb"""bibliography: refs.bib
publications:
  tides:
    title: "Tidal SGD in $O(\\sqrt{n})$ steps: 100% of it"
    authors: [me, Jonas van der Tully, 'The Lantern Team']
    equal: [me, Jonas van der Tully]
    kind: journal
    venue: Journal of Waves
    date: 2024-08-15
    volume: 12
    pages: 85-116
    ids: {doi: 10.1234/jao.2024_85, arxiv: 2306.04815}
    links:
      - {kind: pdf, url: https://example.org/t.pdf}
    award: "Spotlight, 5.2% of submissions"
    abstract: |
      We bound $\|x\|_2 < \epsilon$.

      Then *more*.
    history:
      - {date: 2023, status: preprint, title: Tidal descent}
      - {date: 2024-08-15, status: published}
    selected: yes
talks:
  storms: {title: Storms, event: Harbor Seminar, date: 2026-07-01, start: 11:45, end: 12:45, zone: Europe/Berlin,
    place: Bremen, room: MZH 5600, join: "https://example.org/join", abstract: On *storms*., show: [cv, site, talk]}
  calm: {title: 'It''s calm', date: Spring 2020, kind: invited}
"""
_LIFE = rb"""teaching:
  waves: {title: Waves, code: OC 101, organizations: Northfield University, role: Instructor, terms: [Fall 2019, 2020]}
students: {kim: {name: Kim Soo, degree: Ph.D., start: 2022, later: 'Engineer'}}
service: {jao: {venue: Journal of Applied Oceanography, kind: reviewing, years: [2019, 2020, 2022]}}
honors: {buoy: {title: Golden Buoy, date: 2022, organization: Tide Society}}
grants: {sea: {title: Sea levels, organization: Sea Fund, amount: 10000 EUR, start: 2022, end: 2024}}
metrics: {cited: {name: Citations, value: 321, source: Index, date: 2026-05-01}}
news:
  moved: {date: 2024-01-02, text: "I moved to *Bremen*."}
  prize: {about: honors/buoy}
documents:
  cv-long:
    extends: cv
    style: modern
    accent: "#1f4e79"
    max_pages: 4
    language: de
    sections: [positions, {section: honors, limit: 3, since: 2019, order: oldest}, {section: service, tags: [a]}]
  site: {url: https://maren.example.org, style: serif}
  bio: {sentences: [role, "{name.given} likes {interests}."]}
"""
_NAMED = b"person: {name: Maren Okafor}\n"
PROFILES = (_PERSON + _WORKS + _LIFE, _PERSON, _NAMED + _WORKS, _NAMED + _LIFE)
YAML_PIECES = (
    *("\n", "  ", "\t", "- ", ": ", ":", "{", "}", "[", "]", "'", '"', "&a ", "*a ", "*a", "!", "!!int ", "|\n", ">"),
    *("?", "? ", "%", "@", "`", "~", "null", "<<: *a", "---\n", "...\n", "#", ",", "\\", "\\x", "\u2028", "\x85"),
    *("\ufeff", "\0", "刘", "\U0001f600", "person:\n", "name: ", "date: ", "history", "9" * 5000, "no", "1e999", "0x_"),
    *("2021", "2021-05", "2021-99-99", "2021-02-30", "a: b", "=", "- - - - ", "[[[[", "{a: ", "$", "me", "cv", "'''"),
    *("reason: x", "finding: ", "!!python/name:os.system ", "!!binary x", "!!timestamp 2001-99-99", "!!set {a}", "!!"),
    *("url: javascript:alert(1)", "extends: cv-long", "parent: tides", "{position.title}", "{x}", "en: ", "de: "),
)

BIBLIOGRAPHIES = (
    rb"""@string{j = "Journal"}
@article{tides2020, author = {Okafor, Maren and {\'E}va Smith and {A Team}},
  title = {{On} $x_1$ \& Tides}, journal = j # { of Waves}, year = 2020, month = may, pages = {1--3},
  url = {https://example.org/a_b}, doi = {10.1234/x}, abstract = {We \emph{bound} $\alpha$ by 5\%.}}
@inproceedings{b2020, crossref = {v}, author = "Maren Okafor", title = {T\"u{\ss}}, year = 2020}
@proceedings{v, title = {Proc. of the Harbor}, year = 2020}
""",
    rb"""% a comment
@comment{ nothing }
@preamble{"\newcommand{\x}{y}"}
@misc{arx, author = {Maren Okafor}, title = "A {B}raced Title", eprint = {2306.04815}, archivePrefix = {arXiv},
  year = {2023}, keywords = {a, b}, selected = {true}, note = {to appear}}
@phdthesis{th, author = {Maren Okafor}, title = {Thesis}, school = {Northfield}, year = 2018}
""",
)
BIBTEX_PIECES = (
    *("@", "@article{", "@string{a = a}", "@comment{", "@preamble{", "{", "}", '"', " # ", ",", "=", " and ", "others"),
    *("author = ", "title = ", "year = ", "crossref = {v}", "month = ", "\\", "\\'", '\\"', "\\verb", "\\begin{x}"),
    *("$", "%", "~", "--", "{\\'", "\\LaTeX", "\n", "{{{{", "}}}}", ",,", "von ", "Jr, ", "{\\textbf ", "\\url{"),
)

TEX_TEXTS = (
    rb"On $x_1$ \& {T}ides: \emph{na\"{\i}ve} \textbf{caf\'e} --- 5\% ``so''",
    rb"\href{https://x.example}{y} ~ \c{c} \o",
)
TEX_PIECES = (
    *("\\", "{", "}", "$", "$$", "%", "&", "#", "_", "^", "~", "\\(", "\\)", "\\[", "\\]", "\\'", "\\'{", "\\verb|"),
    *("\\begin{", "\\begin{matrix}", "\\end{", "\\item ", "\\section{", "\\frac", "\\sqrt[", "\\left(", "\\right."),
    *(
        "\\textbf{",
        "\\href{",
        "\\newcommand{\\a}{\\a\\a}",
        "\\a",
        "\\def\\b{\\b}",
        "\\c",
        "\\input{x}",
        "\\limits",
        "'",
    ),
    *("\\text{", "\\operatorname{", "\\hat", "\\cventry{", "\\begin{document}", "\\end{document}", "\n\n", "``", "--"),
    *("\\begin{tabular}{l}", "\\\\", "\\begin{itemize}", "\\cite{", "\\", "\\substack{", "\\color{", "&&", "\\middle|"),
)

PROSE = (
    b"Tides, *storms* and **calm**: `code`, [harbors](https://example.org/a_(b)) and $x^2 < \\epsilon$, for $5 or $6.",
    b"A first paragraph.\n\nA second, <https://auto.example>, \\* \\$ &amp; ![no](image.png) <b>raw</b> a@b.example",
    b"- an item\n- another\n\n# No heading\n\n> no quote\n\n```\nno code\n```\n",
)
PROSE_PIECES = (
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```",
        "[",
        "]",
        "](",
        ")",
        "![",
        "<",
        ">",
        "$",
        "$$",
        "\\",
        "\\$",
        "&",
        "&amp;",
    ),
    *("&#0;", "&#xD800;", "\n", "\n\n", "  \n", "# ", "- ", "1. ", "> ", "|", "[x]: y", "(https://example.org", "~~"),
    *("<b>", "</b>", "<!--", "http://", "javascript:", "a@b.example", "{position.title}", "{{", "*a _b **c ", "[[[[["),
    *("Reader, ", "2020–2022", "Maren Okafor", "## Publications\n", "* ", "Northfield University", "\t", "---\n"),
)

FORMULAS = (
    rb"\frac{a}{b}^{2}_1",
    rb"\left( \sum_{i=1}^{n} x_i^2 \right)",
    rb"\text{if } x \in \mathbb{R}",
    rb"\begin{matrix}1&2\\3\end{matrix}",
)

DATES = (
    b"2021-05-31",
    b"Spring 2021",
    b"May 2019 - present",
    b"Aug. 15, 2024",
    b"from 3 to 5 June 2020",
    b"2019/20",
    b"11:45 am",
)
DATE_PIECES = (
    *(
        "2021",
        "-",
        "\u2013",
        "/",
        ".",
        ",",
        " ",
        "May",
        "Sept.",
        "Spring",
        "present",
        "since",
        "until",
        "30",
        "99",
        "00",
    ),
    *(
        "0000",
        "\u0662\u0660\u0662\u0664",
        "\u00b2",
        "11:45",
        "pm",
        "'21",
        "1st",
        "Winter",
        "13",
        "2021-02-30",
        "\u5e74",
    ),
)

PAGES = (
    b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Maren Okafor</title></head><body>
<nav><a href="/">Home</a></nav><h1>Maren Okafor</h1>
<p>Reader at the <b>Institute for Tides</b>, Northfield University.</p>
<h2>Publications</h2><ul><li>Maren Okafor, Jonas van der Tully. <a href="https://doi.org/10.1234/x">Tidal SGD</a>.
<i>Journal of Applied Oceanography</i>, 2024.</li></ul>
<h2>Talks</h2><table><tr><td>July 2026</td><td>Storms</td></tr></table>
<dl><dt>2021</dt><dd>Reader</dd></dl><details><summary>Abstract</summary>We bound &epsilon;.</details></body></html>""",
)
HTML_PIECES = (
    *(
        "<",
        ">",
        "</",
        "<p>",
        "</p>",
        "<div>",
        "<li>",
        "<table>",
        "<td>",
        "<h2>",
        "</h2>",
        "<br>",
        "<a href='",
        "<script>",
    ),
    *(
        "<!--",
        "-->",
        "&",
        "&#0;",
        "&#xD800;",
        "&#99999999;",
        "&amp",
        "<svg>",
        "<math>",
        "<template>",
        "<details>",
        "<dt>",
    ),
    *(' class="entry"', ' style="display:none"', " hidden", '"', "'", "=", "<title>", "<body>", "<plaintext>", "\0"),
    *("<meta charset=utf-16>", "<meta charset=nonsense>", "<meta charset=idna>", "<b><i>", "<select>", "2021"),
)
TEX = (
    rb"""\documentclass{article}\newcommand{\me}{Maren Okafor}
\title{Curriculum vitae}\begin{document}\maketitle
\section*{Positions}
\cventry{2021--}{Reader}{Institute for Tides}{Bremen}{}{}
\begin{itemize}\item Fellow, \emph{Northfield University}, 2018--2021 % a comment
\item[2]\href{https://example.org}{harbors} caf\'e\end{itemize}
\section{Publications}\begin{tabular}{ll}2024 & \me: Tidal {SGD} in $O(\sqrt n)$ \\ 2020 & x\end{tabular}
\end{document}
""",
)
MARKDOWN = (
    b"""# Maren Okafor

Reader at the Institute for Tides, Northfield University. [Mail](mailto:maren@example.org)

## Publications

1. Maren Okafor, Jonas van der Tully. *Tidal SGD*. Journal of Applied Oceanography, 2024.
2. **Okafor, M.** On foghorns. arXiv:2501.00001

Talks
-----

* 2026-07-01: Storms, Harbor Seminar, Bremen
| 2019 | Fellow |
|------|--------|
""",
    b"Title: Storms\nSpeaker: Maren Okafor\nTime: 1 July 2026, 11:45 - 12:45\nPlace: MZH\nAbstract: On storms.\nBio: x",
)

ACCEPTANCES = (
    b"# known\nabc123: {reason: an old title, finding: 'differs: title'}\ndef456: it was so\n",
    b"abc123:\n  reason: >\n    a long\n    reason\n",
)

STYLES = (
    b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Tiny</title><id>tiny</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<macro name="who"><names variable="author"><name initialize-with=". " and="text"/></names></macro>
<citation><layout><text variable="citation-number"/></layout></citation>
<bibliography><sort><key variable="title"/></sort><layout suffix=".">
<text macro="who"/><text variable="title" quotes="true" suffix=" "/><choose><if type="article-journal">
<text variable="container-title" font-style="italic"/></if><else><text value="x"/></else></choose>
<date variable="issued" prefix=" (" suffix=")"><date-part name="year"/></date><number variable="volume" form="roman"/>
</layout></bibliography></style>
""",
)
CSL_PIECES = (
    *(
        "<",
        ">",
        "/>",
        '"',
        "<style",
        "<macro name='who'><text macro='who'/></macro>",
        "<text macro='who'/>",
        "<choose>",
    ),
    *("<!DOCTYPE x [<!ENTITY y 'z'>]>", "&y;", "&amp;", "variable", "issued", "author", "form='short'", "<group>"),
    *(
        "et-al-min='1'",
        "et-al-use-first='9'",
        "form='ordinal'",
        "&#0;",
        "<layout>",
        "name-form=",
        "<label/>",
        "<number/>",
    ),
)

TEMPLATE_TEXTS = (
    (TEMPLATES / "footer.html").read_bytes(),
    b"{% macro a(x) %}{{ x|upper }}{% endmacro %}{{ a('b') }}{% for s in sections %}{{ loop.index }}{% endfor %}",
    b"{% if document.header.name %}{{ document.header.name | inline }}{% endif %}{{ words['skip'] }}{{ 7 // 2 }}",
)
JINJA_PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{% if ",
        "{% for x in document %}",
        "{% endfor %}",
        "{% include 'x' %}",
        "| ",
    ),
    *(
        "| inline",
        "| run",
        "{{ 1/0 }}",
        "{{ nothing }}",
        "{{ document.nothing }}",
        "{{ 'a' + 1 }}",
        "{{ [][1] }}",
        "()",
    ),
    *(
        "{% extends 'footer.html' %}",
        "{% include 'footer.html' %}",
        "{{ document() }}",
        "{{ page.root.x.y }}",
        "-",
        "|",
    ),
    *(
        "{{ 'x' | inline }}",
        "{{ 1 | run(2) }}",
        "{% set x = document %}",
        "{{ loop }}",
        "{{ {}|first }}",
        "{{ ''|int('x') }}",
    ),
)

RECORDS = (
    json.dumps({"version": "1", "files": {"cv.pdf": {"sha256": "0", "stamp": "x"}}, "documents": {}}).encode(),
    json.dumps({"asked": "question", "program": "x", "inputs": {"/x": ""}, "outputs": {"/x": [1, 2]}}).encode(),
    json.dumps(
        {"key": "x", "picture": {"width": 1, "height": 2, "sources": [["a", 1]]}, "files": {"a": "eA=="}}
    ).encode(),
    b'<meta name="generator" content="cvkit 0.1.0; site/cv.html; 2026-06-01; 0123456789abcdef0123456789abcdef">',
)
JSON_PIECES = (
    *("{", "}", "[", "]", '"', ":", ",", "null", "1e999", "NaN", '"files"', '"documents"', '"facts": 3', "[[", '{"a":'),
    *(
        "\\ud800",
        "\\u0000",
        "9" * 5000,
        "cvkit ",
        "; ",
        "2026-99-99",
        "%PDF-",
        "0123456789abcdef" * 2,
        "<meta ",
        "true",
    ),
)

LOGS = (
    b"""This is pdfTeX, Version 3.14
./cv.tex:12: Undefined control sequence.
l.12 \\foo
         bar
Missing character: There is no \xc3\xa9 ("E9) in font nullfont!
LaTeX Warning: Label(s) may have changed. Rerun to get cross-references right.
Output written on cv.pdf (2 pages, 1234 bytes).
""",
    b"! LaTeX Error: File `foo.sty' not found.\n! Emergency stop.\nMissing character: There is no x (U+5218) in font\n",
)
LOG_PIECES = (
    *(
        "! ",
        "./cv.tex:",
        ":12: ",
        "File `x.sty' not found",
        "Undefined control sequence.\n",
        "l.1 \\x\n",
        "Missing $ inserted",
    ),
    *(
        "Missing character: There is no ",
        "(U+FFFFFFFF)",
        "(U+D800)",
        " in font",
        "Output written on x (",
        "9" * 5000,
        " pages",
    ),
    *(
        "Double superscript",
        "{0}",
        "{",
        "Paragraph ended before \\x",
        "==> Fatal error",
        "Rerun LaTeX",
        "Font a=b not loadable",
    ),
)

COMMANDS = tuple(
    "\n".join(line.split()).encode()
    for line in (
        "check",
        "check --as-of 2024 --json",
        "bio --short --person first --format latex",
        "bio --words 80 --as-of 2024-03-29",
        "talk storms --format ics",
        "talk --json",
        "status cv.md",
        "audit cv.md --fail-on differs --format html",
        "diff 2020 2024-05 --document site",
        "schema",
        "talk calm --language de --bio long",
    )
)
COMMAND_PIECES = (
    *(
        "\n",
        "--",
        "-",
        "-p\n",
        "--profile\n",
        "--as-of\n",
        "--json",
        "--help",
        "--format\n",
        "ics",
        "html",
        "eml",
        "storms",
    ),
    *(
        "cv",
        "site",
        "2024-13",
        "0",
        "-1",
        "9" * 5000,
        "cv.md",
        ".",
        "/",
        "nothing.md",
        "--words=1",
        "--chars\n1",
        "--all",
    ),
    *("profile.yaml", "refs.bib", "check", "bio", "talk", "audit", "\x1b[31m", "=", "--version", "-h", "--document\n"),
)


def pdf(lines: Sequence[str]) -> bytes:
    """A small PDF of one page that shows the lines and has a link, its streams as they are."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 11 Tf 14 TL 72 760 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Annots [6 0 R]"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        "<< /Type /Annot /Subtype /Link /Rect [72 750 200 770] /A << /S /URI /URI (https://example.org) >> >>",
        "<< /Title (Curriculum vitae) /Author (Maren Okafor) /Creator (cvkit 0.1.0; cv; 2026-06-01; "
        + "0" * 32
        + ") >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, found in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{found}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{len(made) - 0}\n%%EOF\n"
    return made.encode("latin-1")


PDFS = (
    pdf(
        ["Maren Okafor", "Reader at the Institute for Tides", "Publications", "Tidal SGD. Maren Okafor. 2024.", "Talks"]
    ),
    pdf(["x" * 60, "1", "2018 - 2021", "Fellow, Northfield University"] * 10),
)
PDF_PIECES = (
    *(
        "obj",
        "endobj",
        "stream",
        "endstream",
        "<<",
        ">>",
        "[",
        "]",
        "(",
        ")",
        "\\",
        "/",
        "/Length ",
        "/Kids [2 0 R]",
        "R",
    ),
    *(
        "/Filter /FlateDecode",
        "/Filter [/ASCIIHexDecode /LZWDecode]",
        "99999999 0 R",
        "-1",
        "1e99",
        "Tf",
        "Td",
        "Tj",
        "T*",
    ),
    *("0 0 0 0 0 0 cm", "9999999 0 0 9999999 0 0 Tm", "-1 0 0 -1 0 0 Tm", "Tr", "Do", "q", "Q", "/MediaBox [0 0 0 0]"),
    *("/MediaBox [-1e38 -1e38 1e38 1e38]", "/Count 99999999", "/Encrypt << >>", "/Rotate 90", "<FEFFD800>", "trailer"),
)


def _picture(form: str) -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (12, 9), (200, 30, 60)).save(made, form)
    return made.getvalue()


PHOTOS = (_picture("PNG"), _picture("PNG"))


# --- objects that the parsers need beside what they read ----------------------------


@cache
def profile() -> Profile:
    """A profile against which documents are held."""
    from cvkit.load.loader import load

    with TemporaryDirectory() as folder:
        (Path(folder) / "refs.bib").write_bytes(BIBLIOGRAPHIES[0])
        (Path(folder) / "profile.yaml").write_bytes(PROFILES[0])
        return load(Path(folder) / "profile.yaml").profile


@cache
def bio() -> Document:
    """A bio."""
    from cvkit.view.bio import compose_bio

    return compose_bio(profile(), DAY)


@cache
def site() -> Site:
    """A site of one page."""
    from dataclasses import replace

    from cvkit.view.site import compose_site

    whole = compose_site(profile(), "site", DAY)
    return replace(whole, pages=whole.pages[:1])


def loaded(folder: Path, **person: str) -> Loaded:
    """A profile that lies in a folder."""
    from cvkit.load.loader import load

    path = folder / "profile.yaml"
    path.write_text(json.dumps({"person": {"name": "Maren Okafor", **person}}), encoding="utf-8")
    return load(path)


def styled(folder: Path) -> tuple[Job, Document]:
    """A CV whose recipe names `own.csl`, and its job."""
    from dataclasses import replace

    from cvkit.build.job import Job, Surroundings
    from cvkit.view.compose import compose

    document = compose(profile(), "cv", DAY)
    document = replace(document, setting=replace(document.setting, citation_style="own.csl"))
    around = Surroundings({}, folder, None, print, print)
    return Job(loaded(folder), "cv", DAY, around), document


def said(texts: Sequence[str]) -> dict[str, Any]:
    """A profile as YAML gives it, its texts taken from these in turn."""
    words: Iterator[str] = cycle(texts)
    return {
        "person": {
            "name": {"given": next(words), "family": next(words)},
            "headline": next(words),
            "interests": next(words),
            "contacts": {"a": {"kind": "office", "value": next(words)}},
        },
        "organizations": {"a": {"name": next(words)}},
        "positions": {"a": {"title": next(words), "organization": "a", "start": 2019}},
        "publications": {
            "a": {
                "title": next(words),
                "authors": ["me", next(words)],
                "kind": "journal",
                "venue": next(words),
                "date": 2020,
                "abstract": next(words),
                "note": next(words),
            }
        },
        "talks": {"a": {"title": next(words), "date": 2020, "abstract": next(words)}},
        "news": {"a": {"date": 2021, "text": next(words)}},
    }
