"""Findings as people and programs see them."""

from __future__ import annotations

import json

import html5lib

from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.page import page
from cvkit.audit.passages import Place
from cvkit.audit.report import Audited, as_json, counts, terminal

HOSTILE = "<script>alert(1)</script> & \"x\" 'y'"
FINDINGS = (
    Finding(Verdict.MISSING, "talks", "entry", "On Mist", "", "On Mist, 2020", None, "/talks/mist"),
    Finding(
        Verdict.DIFFERS,
        "publications",
        "title",
        "On Fog",
        "On Thick Fog",
        "On Fog",
        Place("cv.pdf", page=2),
        "/publications/fog/title",
        "It was so once.",
    ),
    Finding(
        Verdict.DIFFERS,
        "publications",
        "year",
        "On Fog",
        "2021",
        "2022",
        Place("cv.pdf", page=2),
        "/publications/fog/date",
    ),
    Finding(Verdict.UNKNOWN, "publications", "entry", HOSTILE, HOSTILE, "", Place("cv.md", line=7)),
)
AUDITED = (Audited("cv.pdf", FINDINGS, accepted=2), Audited(HOSTILE, ()))


def locate(path: str) -> str:
    return f"profile.yaml:{len(path)}"


def test_counts_are_in_words_gravest_first() -> None:
    assert counts(FINDINGS) == "2 differ, 1 unknown, 1 missing"
    assert counts(FINDINGS[1:2]) == "1 differs"
    assert counts(()) == "nothing"


def test_a_terminal_shows_both_wordings_and_both_places() -> None:
    text = terminal(AUDITED, locate)
    for shown in (
        "On Thick Fog",
        "cv.pdf, page 2",
        "profile.yaml:23",
        "It was so once.",
        "2 accepted",
        FINDINGS[0].key,
    ):
        assert shown in text
    assert text.index("differs (2)") < text.index("unknown (1)") < text.index("missing (1)")
    assert "\x1b" not in text
    assert text.endswith("\n")


def test_color_changes_nothing_but_color() -> None:
    import re

    colored = terminal(AUDITED, locate, color=True)
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == terminal(AUDITED, locate)


def test_json_holds_everything() -> None:
    data = json.loads(json.dumps(as_json(AUDITED, locate)))
    assert [document["file"] for document in data] == ["cv.pdf", HOSTILE]
    assert data[0]["findings"][1] == {
        "key": FINDINGS[1].key,
        "verdict": "differs",
        "section": "publications",
        "what": "title",
        "subject": "On Fog",
        "published": "On Thick Fog",
        "profile": "On Fog",
        "place": {"file": "cv.pdf", "page": 2, "line": None},
        "path": "/publications/fog/title",
        "where": "profile.yaml:23",
        "explanation": "It was so once.",
    }


def test_a_page_is_valid_whole_and_harmless() -> None:
    text = page(AUDITED, locate, as_of="2026-06-01")
    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text
    assert "Content-Security-Policy" in text
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert "src=" not in text.replace("default-src", "")
    assert "<del>Thick</del>" in text
    assert "&lt;script&gt;" in text
