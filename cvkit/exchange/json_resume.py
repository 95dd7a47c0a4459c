"""Write a CV as JSON Resume 1.0.0, for its themes and registries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cvkit.view.document import Citation, Document, Entry, Role, Section, plain

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
Item = dict[str, Any]


def write(document: Document) -> str:
    """What a document shows of a person as JSON Resume; it has no place for talks, courses, grants and students."""
    resume: Item = {
        "$schema": SCHEMA,
        "basics": _basics(document),
        "work": [_work(entry, role) for entry, role in _roles(document, "positions")],
        "volunteer": [
            _volunteer(entry, role, group.title)
            for section in _sections(document, "service")
            for group in section.groups
            for entry, role in _with_roles(group.entries)
        ],
        "education": [_education(entry, role) for entry, role in _roles(document, "education")],
        "awards": [_award(role) for _, role in _roles(document, "honors")],
        "publications": [_publication(citation) for citation in _citations(document)],
        "interests": [{"name": keyword} for keyword in document.keywords],
        "meta": {"version": "v1.0.0", "canonical": _canonical(document)},
    }
    return json.dumps(_filled(resume), ensure_ascii=False, indent=2) + "\n"


def _canonical(document: Document) -> str:
    return f"{document.setting.url}/resume.json" if document.setting.url else ""


def _basics(document: Document) -> Item:
    header, url = document.header, document.setting.url
    contacts = {contact.kind: plain(contact.value) for contact in reversed(header.contacts)}
    interests = (entry for section in _sections(document, "interests") for entry in section.entries)
    return {
        "name": document.author,
        "label": plain(header.headline),
        "image": f"{url}/{header.photo}" if url and header.photo else "",
        "email": header.identity.email,
        "phone": contacts.get("phone", ""),
        "url": f"{url}/" if url else "",
        "summary": "\n\n".join(plain(paragraph) for entry in interests for paragraph in entry.body),
        "location": {"address": contacts.get("address", "")},
        "profiles": [
            {"network": plain(link.children), "username": _username(link.url), "url": link.url} for link in header.links
        ],
    }


def _username(url: str) -> str:
    """The end of a profile's address, which for most services is one's name or number there; nothing for a host."""
    _, _, path = url.partition("://")[2].rstrip("/").partition("/")
    return path.rpartition("/")[2].rpartition("=")[2].removeprefix("@")


def _work(entry: Entry, role: Role) -> Item:
    return {
        "name": _organization(role),
        "location": plain(entry.where),
        "position": role.title,
        "url": _address(role),
        **_period(role),
        "summary": role.note,
        "highlights": [plain(paragraph) for paragraph in entry.body],
    }


def _volunteer(entry: Entry, role: Role, heading: str) -> Item:
    return {
        "organization": _organization(role) or plain(entry.title),
        "position": role.note or role.title or heading,
        "url": _address(role),
        **_period(role),
        # The period hides that some years between may lack; here they all stand.
        "summary": plain(entry.note),
    }


def _education(entry: Entry, role: Role) -> Item:
    return {
        "institution": _organization(role),
        "url": _address(role),
        "area": role.field,
        "studyType": _study(entry, role),
        **_period(role),
    }


def _study(entry: Entry, role: Role) -> str:
    """The degree; the whole line where it says more, such as that one was a student and took no degree."""
    line = plain(entry.title)
    return role.title if line in {role.title, f"{role.title} in {role.field}"} else line


def _award(role: Role) -> Item:
    return {"title": role.title, "date": role.start, "awarder": _organization(role), "summary": role.note}


def _publication(citation: Citation) -> Item:
    return {
        "name": _literal(citation.title),
        "publisher": citation.venue or citation.institution or citation.publisher,
        "releaseDate": citation.date,
        "url": _publication_address(citation),
        "summary": _literal(citation.abstract),
    }


def _literal(text: str) -> str:
    """A text with math between dollar signs, in which a dollar that is none has a backslash."""
    return text.replace(r"\$", "$")


def _publication_address(citation: Citation) -> str:
    if doi := citation.ids.get("doi"):
        return f"https://doi.org/{doi}"
    if arxiv := citation.ids.get("arxiv"):
        return f"https://arxiv.org/abs/{arxiv}"
    return citation.address


def _sections(document: Document, name: str) -> Iterator[Section]:
    return (section for section in document.sections if section.name == name)


def _roles(document: Document, name: str) -> Iterator[tuple[Entry, Role]]:
    for section in _sections(document, name):
        yield from _with_roles(section.entries)


def _with_roles(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Role]]:
    return ((entry, entry.record) for entry in entries if isinstance(entry.record, Role))


def _citations(document: Document) -> Iterator[Citation]:
    for section in document.sections:
        for entry in section.entries:
            if section.name == "publications" and isinstance(entry.record, Citation):
                yield entry.record


def _organization(role: Role) -> str:
    return ", ".join(party.name for party in role.organizations)


def _address(role: Role) -> str:
    return next((party.url for party in role.organizations if party.url), "")


def _period(role: Role) -> Item:
    return {"startDate": role.start, "endDate": role.end}


def _filled(value: Any) -> Any:
    """A tree without what is empty."""
    if isinstance(value, dict):
        return {name: filled for name, item in value.items() if (filled := _filled(item))}
    if isinstance(value, list):
        return [filled for item in value if (filled := _filled(item))]
    return value
