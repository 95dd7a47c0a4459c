"""Turn TeX math into MathML that is known to be inert."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

# Elements that may be written, with the number of children that each must have (None: any number).
_CHILDREN: dict[str, int | None] = {
    **dict.fromkeys(("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "msqrt", "mpadded"), None),
    **dict.fromkeys(("mtable", "mtr", "mtd", "mphantom", "menclose"), None),
    **dict.fromkeys(("mfrac", "msub", "msup", "mroot", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_ATTRIBUTES = frozenset(
    {
        *("accent", "accentunder", "display", "displaystyle", "fence", "form", "largeop", "mathvariant"),
        *("columnalign", "columnspacing", "rowspacing", "depth", "height", "width", "linethickness", "notation"),
        *("lspace", "rspace", "maxsize", "minsize", "movablelimits", "scriptlevel", "separator", "stretchy"),
    }
)
_VALUE = re.compile(r"[-+\w.%# ]*", re.ASCII)
# Definitions can expand without end; nothing that belongs in a title or an abstract needs them.
_DEFINITION = re.compile(r"\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|newenvironment)\b")
_LONGEST = 4000


@lru_cache(maxsize=4096)
def convert(tex: str) -> str | None:
    """TeX math as a `<math>` element, or None for a formula that the converter does not know."""
    if len(tex) > _LONGEST or _DEFINITION.search(tex):
        return None
    try:
        return _written(convert_to_element(tex))
    except Exception:  # the converter raises what it likes on a formula that it cannot read
        return None


def _written(element: Element) -> str:
    expected = _CHILDREN[element.tag]
    if expected is not None and len(element) != expected:
        raise ValueError(f"<{element.tag}> with {len(element)} children")
    text = element.text or ""
    if "\\" in text:
        raise ValueError(f"unknown command in {text}")
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES and _VALUE.fullmatch(value)
    )
    # The converter leaves character references in its text, to be written as they are; reading them first is safer.
    inner = escape(unescape(text)) + "".join(map(_written, element))
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"
