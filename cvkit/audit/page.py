"""Findings on a page of their own, both wordings side by side; it needs no other file, and runs and loads nothing."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from html import escape

from cvkit.audit.findings import Finding
from cvkit.audit.report import Audited, Locate, counts, grouped, nowhere
from cvkit.audit.words import squeezed

# --- a page ------------------------------------------------------------------

_STYLE = """
:root{color-scheme:light dark;--line:#d0d4da;--soft:#5a6472;--back:#fff;--text:#16191d;--add:#e3f4e6;--del:#fbe5e3}
@media(prefers-color-scheme:dark){
:root{--line:#3a414b;--soft:#a0aab6;--back:#14171a;--text:#e6e9ec;--add:#17351f;--del:#452020}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 4rem;background:var(--back);color:var(--text);
font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2.5rem 0 .25rem;
padding-top:1rem;border-top:1px solid var(--line);overflow-wrap:anywhere}h3{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.25rem 0}.soft{color:var(--soft);font-size:.875rem}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:.5rem .6rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:600;font-size:.875rem;color:var(--soft)}col.what{width:26%}del{background:var(--del);text-decoration:none;
border-radius:2px}ins{background:var(--add);text-decoration:none;border-radius:2px}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead,colgroup{display:none}td{border:0;padding:.2rem 0}
tr{border-top:1px solid var(--line);padding:.6rem 0}td[data-label]::before{content:attr(data-label);display:block;
color:var(--soft);font-size:.8rem}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(
    audited: Sequence[Audited], locate: Locate = nowhere, *, profile: str = "profile.yaml", as_of: str = ""
) -> str:
    """The page."""
    told = [_section(document, locate) for document in audited]
    total = counts(finding for document in audited for finding in document.findings)
    day = f" as of {escape(as_of)}" if as_of else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>Audit: {escape(total)}</title><style>{_STYLE}</style></head><body><main>\n"
        f"<h1>Audit against {escape(profile)}{day}</h1>\n<p>{escape(total)}</p>\n"
        + "\n".join(told)
        + "\n</main></body></html>\n"
    )


def _section(document: Audited, locate: Locate) -> str:
    parts = [f"<h2>{escape(document.file)}</h2>\n<p>{escape(document.outcome)}</p>"]
    for verdict, entries in grouped(document.findings).items():
        rows = "\n".join(_row(finding, locate) for findings in entries.values() for finding in findings)
        number = sum(map(len, entries.values()))
        parts.append(
            f'<h3>{escape(verdict)} ({number})</h3>\n<table><colgroup><col class="what"><col><col></colgroup>'
            f"<thead><tr><th>Fact</th><th>Document</th><th>Profile</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
        )
    return "\n".join(parts)


def _row(finding: Finding, locate: Locate) -> str:
    place = str(finding.place) if finding.place else ""
    where = locate(finding.path) if finding.path else ""
    said, known = _marked(finding.published, finding.known)
    return (
        f"<tr><td><strong>{escape(finding.what)}</strong><p>{escape(finding.subject)}</p>"
        f'<p class="soft">{escape(finding.explanation)}</p><p class="soft">{escape(finding.key)}</p></td>'
        f'<td data-label="Document">{said}<p class="soft">{escape(place)}</p></td>'
        f'<td data-label="Profile">{known}<p class="soft">{escape(where or finding.path)}</p></td></tr>'
    )


def _marked(said: str, known: str) -> tuple[str, str]:
    """Both wordings with the words in which they differ marked."""
    if not said or not known:
        return escape(said), escape(known)
    one, other = said.split(), known.split()
    left: list[str] = []
    right: list[str] = []
    # Capitals, accents and marks are no difference to an audit, and so none to be marked.
    plain = [squeezed(word) or word for word in one], [squeezed(word) or word for word in other]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        before, after = escape(" ".join(one[a:b])), escape(" ".join(other[c:d]))
        same = tag == "equal"
        left += [before if same else f"<del>{before}</del>"] if before else []
        right += [after if same else f"<ins>{after}</ins>"] if after else []
    return " ".join(left), " ".join(right)
