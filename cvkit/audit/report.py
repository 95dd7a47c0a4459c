"""Findings for people and programs: in lines for a terminal, and as plain data for JSON."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.told import Telling

_COLORS = {
    Verdict.DIFFERS: "\x1b[31m",
    Verdict.STALE: "\x1b[33m",
    Verdict.UNKNOWN: "\x1b[35m",
    Verdict.MISSING: "\x1b[36m",
    Verdict.UNCERTAIN: "\x1b[34m",
    Verdict.NOTE: "\x1b[2m",
}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"

Locate = Callable[[str], str]
"""Where in the profile's file a JSON pointer is written: `profile.yaml:42`; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A document that was audited, with what was found and how many findings were accepted before."""

    file: str
    findings: tuple[Finding, ...]
    accepted: int = 0
    telling: Telling | None = None
    """Of a file that was made from the profile, how many facts it was to say; the findings hold those that it lacks."""

    @property
    def outcome(self) -> str:
        """`1 differs; 2 accepted; 411 of 412 facts found`."""
        accepted = f"{self.accepted} accepted" if self.accepted else ""
        return "; ".join(filter(None, (counts(self.findings), accepted, str(self.telling or ""))))


def nowhere(path: str) -> str:
    """No place at all, for whoever has but the profile and not its file."""
    return ""


def counts(findings: Iterable[Finding]) -> str:
    """`3 differ, 1 stale`, gravest first; `nothing` where there is none."""
    number = Counter(finding.verdict for finding in findings)
    words = {Verdict.DIFFERS: ("differs", "differ"), Verdict.NOTE: ("note", "notes")}
    told = [
        f"{number[verdict]} {words.get(verdict, (verdict, verdict))[number[verdict] > 1]}"
        for verdict in Verdict
        if number[verdict]
    ]
    return ", ".join(told) or "nothing"


def grouped(findings: Sequence[Finding]) -> Mapping[Verdict, Mapping[tuple[str, str], list[Finding]]]:
    """Findings by verdict, then by section and entry, both in the order in which they first occur."""
    groups: dict[Verdict, dict[tuple[str, str], list[Finding]]] = {}
    for verdict in Verdict:
        for finding in findings:
            if finding.verdict is verdict:
                groups.setdefault(verdict, {}).setdefault((finding.section, finding.subject), []).append(finding)
    return groups


# --- terminal ----------------------------------------------------------------


def terminal(audited: Sequence[Audited], locate: Locate = nowhere, *, color: bool = False, width: int = 100) -> str:
    """All findings in lines for a terminal, by document, verdict and entry, with a count under each document."""
    return "\n".join(line for document in audited for line in _document(document, locate, color, width)) + "\n"


def _document(document: Audited, locate: Locate, color: bool, width: int) -> Iterable[str]:
    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if color else text

    yield paint(_BOLD, document.file)
    for verdict, entries in grouped(document.findings).items():
        yield ""
        number = sum(map(len, entries.values()))
        yield "  " + paint(_COLORS[verdict], f"{verdict} ({number})")
        for (section, subject), findings in entries.items():
            yield "    " + textwrap.shorten(f"{section}: {subject}", width - 4, placeholder="…")
            for finding in findings:
                yield from _lines(finding, locate, paint, width)
    yield ""
    yield f"  {document.outcome}"
    yield ""


def _lines(finding: Finding, locate: Locate, paint: Callable[[str, str], str], width: int) -> Iterable[str]:
    known_place = locate(finding.path) if finding.path else ""
    rows = [
        ("document", finding.published, str(finding.place) if finding.place else ""),
        ("profile", finding.known, known_place),
    ]
    yield f"      {finding.what}" + (f": {finding.explanation}" if finding.explanation else "")
    for label, text, place in rows:
        if not text:
            continue
        told = textwrap.wrap(f"{label:>8}  {text}", width - 8, subsequent_indent=" " * 10, break_long_words=False)
        yield from (f"      {line}" for line in told)
        if place:
            yield paint(_DIM, f"                {place}")
    yield paint(_DIM, f"                key {finding.key}")


# --- programs ----------------------------------------------------------------


def as_json(audited: Sequence[Audited], locate: Locate = nowhere) -> list[dict[str, Any]]:
    """The findings as plain data, an object for each document."""
    return [
        {
            "file": document.file,
            "accepted": document.accepted,
            "facts": _facts(document.telling) if document.telling else None,
            "findings": [_plain(finding, locate) for finding in document.findings],
        }
        for document in audited
    ]


def _facts(telling: Telling) -> dict[str, int]:
    return {"shown": telling.shown, "found": telling.shown - len(telling.lost)}


def _plain(finding: Finding, locate: Locate) -> dict[str, Any]:
    place = finding.place
    return {
        "key": finding.key,
        "verdict": str(finding.verdict),
        "section": finding.section,
        "what": finding.what,
        "subject": finding.subject,
        "published": finding.published,
        "profile": finding.known,
        "place": {"file": place.file, "page": place.page, "line": place.line} if place else None,
        "path": finding.path,
        "where": locate(finding.path) if finding.path else "",
        "explanation": finding.explanation,
    }
