"""E-mails: a draft that a mail program opens, and the announcement byte for byte in each format."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import html5lib
import icalendar
import pytest

from announced import TALK, announced
from cvkit.render import eml, html_paste, ics, markdown, text
from cvkit.view.document import Document, Inlines, Text

GOLDEN = Path(__file__).parent / "golden"


def read(document: Document) -> EmailMessage:
    message = message_from_bytes(eml.render(document), policy=default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        assert part.defects == []
        assert not any(value.defects for value in part.values())
    return message


def test_it_is_a_draft_with_text_html_and_the_calendar_entry() -> None:
    document = announced()
    message = read(document)
    assert message["Subject"] == document.subject
    assert message["X-Unsent"] == "1"
    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    types = [part.get_content_type() for part in message.walk()]
    assert types == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert plain.get_content().replace("\r\n", "\n") == text.render(document)
    assert page.get_content().replace("\r\n", "\n") == html_paste.page(document)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "talk.ics"
    assert attached["Content-Type"].params["method"] == "PUBLISH"
    content = attached.get_content().encode()
    assert icalendar.Calendar.from_ical(content) == icalendar.Calendar.from_ical(ics.calendar(document))


def test_without_a_day_nothing_is_attached() -> None:
    message = read(announced(date="2027-03", start=None, end=None, zone=None))
    assert message.get_content_type() == "multipart/alternative"


def test_it_is_the_same_every_time_and_every_line_is_sent_as_it_stands() -> None:
    made = eml.render(announced())
    assert made == eml.render(announced())
    assert made != eml.render(announced(room="Room 8"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(map(len, made.split(b"\r\n"))) <= 78
    assert made.isascii()


@pytest.mark.parametrize(
    "hostile",
    [
        "Looms\r\nBcc: eve@example.org",
        "Looms\nX-Eve: 1\n\nbody",
        "=?utf-8?q?Looms?=",
        "--=_0--\r\n",
        "刘超越 😀 \u2028 é" * 20,
        "x" * 300,
    ],
)
def test_hostile_text_makes_no_header_and_no_part(hostile: str) -> None:
    document = announced()
    message = read(_saying(document, hostile))
    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert len(list(message.walk())) == 5
    assert "\n" not in message["Subject"]


def _saying(document: Document, words: str) -> Document:
    """The document with these words in every place that takes some."""
    said: Inlines = (Text(words),)
    sections = tuple(
        replace(
            section,
            groups=tuple(
                replace(group, entries=tuple(replace(entry, note=said, body=(said,)) for entry in group.entries))
                for group in section.groups
            ),
        )
        for section in document.sections
    )
    return replace(document, subject=words, title=words, author=words, sections=sections)


def test_html_to_paste_is_bare_and_inert() -> None:
    hostile = "<script>alert(1)</script><!-- & -->"
    made = html_paste.render(announced(title=hostile, abstract=hostile, room=hostile, event=hostile))
    assert "<script" not in made
    assert not {"class=", "style=", "id="} & {word for word in made.replace("<", " ").split() if "=" in word}
    root = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html_paste.page(announced()))
    (link,) = [found for found in root.iter("a") if found.text == TALK["join"]]
    assert link.get("href") == TALK["join"]
    assert "<math" in html_paste.render(announced())


WRITERS: dict[str, Callable[[Document], str | bytes]] = {
    "talk.txt": text.render,
    "talk.md": markdown.render,
    "talk.html": html_paste.render,
    "talk.eml": eml.render,
    "talk.ics": ics.calendar,
}


@pytest.mark.golden
@pytest.mark.parametrize("name", WRITERS)
def test_golden(name: str) -> None:
    """CVKIT_GOLDEN=1 rewrites what is expected; never where CI judges it."""
    made = WRITERS[name](announced())
    content = made.encode() if isinstance(made, str) else made
    expected = GOLDEN / name
    if os.environ.get("CVKIT_GOLDEN") == "1":
        assert not os.environ.get("CI"), "golden files are never rewritten in CI"
        expected.write_bytes(content)
    assert content == expected.read_bytes()
