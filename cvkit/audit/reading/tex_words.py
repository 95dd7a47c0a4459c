"""What TeX's macros show, as tables: accents, signs, links, and how many arguments show nothing."""

from __future__ import annotations

import unicodedata
from functools import cache

from cvkit.audit.reading.wording import names

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
"""Combining marks by macro."""

SIGNS = {
    **{sign: sign for sign in "%&#$_{}"},
    **dict.fromkeys([" ", ",", ";", ":", ">", "quad", "qquad", "hfill", "hfil", "enspace", "thinspace", "space"], " "),
    **dict.fromkeys(["\n", "\t", "newline", "linebreak", "newblock", "tab", "dotfill", "hrulefill", "xspace"], " "),
    "cvurl": " ", "cvparagraph": " ",
    **dict.fromkeys(["-", "/", "@", "!", "protect", "noindent", "centering", "(", ")", "[", "]"], ""),
    "i": "ı", "j": "ȷ", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textendash": "–", "textemdash": "—", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">", "slash": "/",
    "ldots": "…", "dots": "…", "textellipsis": "…", "LaTeX": "LaTeX", "TeX": "TeX", "textquotedblleft": "“",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "textquotesingle": "'",
    "textunderscore": "_",
    "textbullet": "•", "textperiodcentered": "·", "cdot": "·", "textdegree": "°", "texteuro": "€", "pounds": "£",
    "copyright": "©", "guillemotleft": "«", "guillemotright": "»", "og": "«", "fg": "»", "textasteriskcentered": "*",
    "ast": "*",
}  # fmt: skip
"""What stands for itself or for one sign."""

LINKS = frozenset({"href", "cvlink", "hyperref", "link"})
"""An address, then its text."""
ADDRESSES = frozenset({"url", "nolinkurl", "path", "doi"})
"""An address that is its own text."""

UNSEEN = {
    "vspace": 1, "vspace*": 1, "hspace": 1, "hspace*": 1, "label": 1, "ref": 1, "pageref": 1, "cite": 1, "citep": 1,
    "citet": 1, "nocite": 1, "includegraphics": 1, "color": 1, "fontsize": 2, "setlength": 2, "addtolength": 2,
    "setcounter": 2, "addtocounter": 2, "stepcounter": 1, "renewcommand": 2, "newcommand": 2, "providecommand": 2,
    "renewcommand*": 2, "newcommand*": 2, "DeclareRobustCommand": 2, "newenvironment": 3, "renewenvironment": 3,
    "definecolor": 3, "colorlet": 2, "usepackage": 1, "documentclass": 1, "input": 1, "include": 1, "pagestyle": 1,
    "thispagestyle": 1, "rule": 2, "hypersetup": 1, "geometry": 1, "graphicspath": 1, "bibliography": 1,
    "bibliographystyle": 1, "pagenumbering": 1, "hyphenation": 1, "moderncvstyle": 1, "moderncvcolor": 1, "photo": 1,
    "cvcharacter": 2, "cvscript": 2, "cvsetup": 1, "addbibresource": 1, "setmainfont": 1, "setsansfont": 1, "faIcon": 1,
    "enlargethispage": 1,
    "titleformat": 5, "titlespacing": 4, "titlespacing*": 4, "fancyhead": 1, "fancyfoot": 1, "fancyhf": 1, "lhead": 1,
    "chead": 1, "rhead": 1, "lfoot": 1, "cfoot": 1, "rfoot": 1, "selectlanguage": 1, "phantom": 1, "hphantom": 1,
    "vphantom": 1, "bibitem": 1, "extracolsep": 1, "cline": 1, "cmidrule": 1, "newlength": 1, "fontfamily": 1,
    "fontseries": 1, "fontshape": 1, "linespread": 1, "pdfinfo": 1, "columnratio": 1, "setlist": 1,
}  # fmt: skip
"""Macros whose arguments, so many, are not read."""

LAST_SEEN = {
    "textcolor": 2, "colorbox": 2, "fcolorbox": 3, "raisebox": 2, "parbox": 2, "makebox": 1, "resizebox": 3,
    "scalebox": 2,
    "foreignlanguage": 2, "multicolumn": 3, "multirow": 3, "hyperlink": 2, "hypertarget": 2, "texorpdfstring": 2,
    "adjustbox": 2, "cvcontact": 2, "cvin": 2, "rotatebox": 2, "ifthenelse": 2,
}  # fmt: skip
"""Macros of whose arguments, so many, the last is read."""

SEPARATE = frozenset({"cvlink", "cvcontact"})
"""Macros that stand side by side, and apart on the page."""

HEADINGS = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6, "cvgroup": 4}
"""Levels of headings; what else has "section" or "heading" in its name is as a section."""

ABOUT_THE_PERSON = names(
    """
    name firstname familyname lastname title author address phone email homepage social extrainfo quote position
    tagline mailaddress location linkedin github orcid cvheader date
    """
)
"""Macros of the preamble that a reader of the document sees in its head."""


@cache
def sign(name: str) -> str:
    """What a macro without arguments shows; empty for what shows nothing or is not known."""
    if name in SIGNS:
        return SIGNS[name]
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    shown = getattr(spec, "simplify_repl", None)
    return shown if isinstance(shown, str) and "%" not in shown else ""


def accented(mark: str, letters: str) -> str:
    """Letters with a mark on the first: `'` and `e` give é."""
    base = letters.strip().translate({ord("ı"): "i", ord("ȷ"): "j"}) if mark not in "cdkb" else letters.strip()
    return unicodedata.normalize("NFC", base[:1] + ACCENTS[mark] + base[1:]) if base else ""
