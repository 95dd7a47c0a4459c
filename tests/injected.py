"""A profile that says the same text in every field that takes any, and all that is drawn from it, by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cvkit.build.site_files import SITE_FILES
from cvkit.model.profile import Profile
from cvkit.render import BIO_FORMATS, docx, eml, html, html_paste, ics, latex, markdown, renderer, text
from cvkit.view.announcement import compose_talk
from cvkit.view.bio import NoRoomError, compose_bio
from cvkit.view.compose import compose
from cvkit.view.document import Document
from cvkit.view.site import compose_site

DAY = date(2026, 6, 1)
TEMPLATES = (Path(__file__).parent.parent / "templates" / "html",)
HARMLESS = "Harmless words"
URL = "https://maren.example.org"


def raw(said: str, *, url: str = f"{URL}/x") -> dict[str, Any]:
    """A profile as YAML gives it; every address is the one given."""
    link = {"kind": "own", "url": url, "label": said}
    shown: dict[str, Any] = {"show": ["cv", "site", "bio", "talk"], "tags": said}
    named = {"name": said, "short": said, "formerly": [{"name": said, "short": said, "until": 2010}], "also": said}
    life = {"place": said, "specialization": said, "highlights": said}
    return {
        "person": {
            "name": {"given": said, "family": said, "native": said, "also": said},
            "headline": said,
            "contacts": {
                "mail": {"kind": "email", "value": "maren@example.org", "label": said, **shown},
                "room": {"kind": "office", "value": said, "label": said, **shown},
                "phone": {"kind": "phone", "value": said, "label": said, **shown},
            },
            "links": {"own": {**link, **shown}, "github": {"kind": "github", "id": said, "label": said}},
            "interests": {"short": said, "medium": said, "long": said},
            "notices": {"n": {"text": said, "end": 2030, **shown}},
        },
        "organizations": {"o": {**named, "url": url, "place": said}},
        "people": {"p": {"name": {"given": said, "family": said}, "known_as": said, "url": url, "role": said}},
        "venues": {"v": {**named, "url": url}},
        "positions": {
            "a": {"title": said, "organizations": ["o", f"{said} A"], "mentors": f"{said} B", "start": 2020, **life},
            "b": {"title": said, "organizations": "o", "kind": "internship", "start": 2019, "end": 2019, **shown},
        },
        "education": {
            "a": {
                "degree": said,
                "field": said,
                "organizations": "o",
                "note": said,
                "advisors": "p",
                "end": 2015,
                **life,
            }
        },
        "publications": {
            "a": {
                "title": said,
                "authors": ["me", "p", f"{said} C"],
                "equal": ["me", "p"],
                "kind": "journal",
                "venue": "v",
                "date": "2024-08-15",
                "volume": said,
                "number": said,
                "pages": said,
                "publisher": said,
                "institution": f"{said} D",
                "degree": said,
                "editors": f"{said} E",
                "ids": {"doi": "10.1234/x_y"},
                "links": [link],
                "award": said,
                "note": said,
                "abstract": said,
                "summary": said,
                "selected": True,
                "history": [
                    {"date": 2023, "status": "preprint", "title": said, "venue": f"{said} F", "note": said},
                    {"date": "2024-08-15", "status": "published", "title": said, "note": said},
                ],
                **shown,
            },
            "b": {"title": f"{said} G", "authors": ["me"], "kind": "conference", "venue": f"{said} H", "date": 2022},
        },
        "talks": {
            "a": {
                "title": said,
                "event": f"{said} I",
                "hosts": f"{said} J",
                "date": "2026-07-01",
                "start": "11:45",
                "end": "12:45",
                "zone": "Europe/Berlin",
                "place": said,
                "room": said,
                "join": url,
                "abstract": said,
                "links": [link],
                **shown,
            },
            "b": {"title": said, "date": 2020, "event": "v", "publication": "a"},
        },
        "teaching": {
            "a": {"title": said, "code": said, "organizations": "o", "role": said, "terms": 2020}
            | {"instructors": f"{said} K", "level": said, "url": url, "note": said, **shown}
        },
        "students": {
            "a": {"name": f"{said} L", "degree": said, "role": said, "organizations": "o", "topic": said, "later": said}
            | {"start": 2018, "end": 2020, **shown}
        },
        "service": {
            "a": {"kind": "reviewing", "venue": "v", "title": said, "role": said, "years": [2020, 2022], "note": said}
            | {"url": url, **shown},
            "b": {"kind": "organizing", "organization": f"{said} M", "title": said, "years": 2021},
        },
        "honors": {
            "a": {"title": said, "organization": f"{said} N", "date": 2021, "amount": said, "url": url, "note": said}
            | shown
        },
        "grants": {
            "a": {"title": said, "organization": f"{said} O", "role": said, "people": f"{said} P", "amount": said}
            | {"number": said, "url": url, "start": 2020, **shown}
        },
        "news": {"a": {"date": 2024, "text": said, **shown}, "b": {"about": "honors/a"}},
        "metrics": {"a": {"name": said, "value": said, "source": said, "date": 2026, "url": url, **shown}},
        "documents": {
            "cv": {"title": said, "sections": ["interests", {"section": "publications", "title": said}, "metrics"]}
            | {"show_urls": True, "underline_students": True},
            "whole": {"extends": "cv", "sections": list(_SECTIONS)},
            "site": {"url": URL, "title": said},
        },
    }


_SECTIONS = (
    *("notices", "interests", "news", "positions", "education", "publications", "talks", "teaching", "students"),
    *("grants", "service", "honors", "metrics"),
)


def drawn(said: str, *, url: str = f"{URL}/x") -> dict[str, str | bytes]:
    """Every text that cvkit makes of the profile, by the name of its file; ValidationError where it may not say so."""
    return dict(_drawn(Profile.model_validate(raw(said, url=url))))


@cache
def harmless() -> dict[str, str | bytes]:
    """The same of words that mean nothing to any format."""
    return drawn(HARMLESS)


def _drawn(profile: Profile) -> Iterator[tuple[str, str | bytes]]:
    for name in ("cv", "whole"):
        document = compose(profile, name, DAY)
        yield f"{name}.tex", latex.render(document)
        yield f"{name}.html", html.render(document, TEMPLATES)
        yield f"{name}.txt", text.render(document, urls=True)
        yield f"{name}.md", markdown.render(document)
        yield f"{name}.docx", docx.render(document)
    talk = compose_talk(profile, "a", DAY)
    yield "talk.txt", text.render(talk)
    yield "talk.md", markdown.render(talk)
    yield "talk.html", html_paste.page(talk)
    yield "talk.eml", eml.render(talk)
    yield "talk.ics", ics.calendar(talk)
    bio = _bio(profile)
    for form in BIO_FORMATS:
        ending = {"latex": "tex", "markdown": "md", "text": "txt"}.get(form, form)
        yield f"bio.{ending}", renderer(form).fragment(bio)
    site = compose_site(profile, "site", DAY)
    render = html.page_renderer(site, TEMPLATES)
    for page in site.pages:
        yield f"site/{page.path}", render(page)
    for path, file in SITE_FILES.items():
        made = file.make(site)
        if made is not None and file.media_type != "image/png":
            yield f"site/{path}", made


def _bio(profile: Profile) -> Document:
    try:
        return compose_bio(profile, DAY, length="long")
    except NoRoomError as error:
        return compose_bio(profile, DAY, words=error.needed)
