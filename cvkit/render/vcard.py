"""Write who a site is about as a vCard 4.0 (RFC 6350, with the profiles of RFC 9554)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from cvkit.render import addresses
from cvkit.render.records import line
from cvkit.view.document import Document, Fact, Header, Inlines, Party, Role, Site, facts, plain

PAGES = frozenset({"Homepage", "Research group"})
"""Links that are pages of the person's own rather than a profile with a service."""
WIDTH = 75
"""Octets of a line, its break not counted."""
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;"})
# A parameter has no escapes of its own; RFC 6868 gives it these.
_IN_PARAMETER = str.maketrans({"^": "^^", '"': "^'"})


def render(site: Site) -> str:
    """The contact that the home page shows, its e-mail address too if it shows one; lines end in CRLF."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", *_lines(site.home.document, site), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(document: Document, site: Site) -> Iterator[str]:
    header, identity = document.header, document.header.identity
    yield "KIND:individual"
    who = f"https://orcid.org/{identity.orcid}" if identity.orcid else f"cvkit:{line(document.author)}"
    yield f"UID:{uuid5(NAMESPACE_URL, who).urn}"
    yield f"FN:{_text(document.author)}"
    if identity.native:
        yield f"FN:{_text(identity.native)}"
    if identity.family:
        yield f"N:{_text(identity.family)};{_text(identity.given)};;;"
    for number, role in enumerate(identity.roles, 1):
        # Of several positions, what is of one stays together by its group.
        group = f"position{number}." if len(identity.roles) > 1 else ""
        yield f"{group}TITLE:{_text(role.title)}"
        if role.organizations:
            yield f"{group}ORG:{_units(role)}"
    if identity.email:
        yield f"EMAIL:{_text(identity.email)}"
    yield from _reachable(header)
    if site.url:
        yield f"URL:{_address(site.url)}/"
    for link in header.links:
        if addresses.is_web(link.url):
            label = line(plain(link.children))
            service = f";SERVICE-TYPE={_parameter(label)}" if label else ""
            yield f"{'URL' if label in PAGES else f'SOCIALPROFILE{service}'}:{_address(link.url)}"
    if header.photo and site.url:
        yield f"PHOTO:{_address(addresses.file_address(site, header.photo))}"
    if document.keywords:
        yield f"CATEGORIES:{','.join(_text(keyword) for keyword in document.keywords)}"
    yield f"LANG:{_text(document.language)}"


def _reachable(header: Header) -> Iterator[str]:
    for contact in header.contacts:
        value = _value(contact.value)
        if contact.kind == "phone":
            yield f"TEL;VALUE=text:{_text(value)}"
        elif contact.kind in {"address", "office"}:
            yield f"ADR;LABEL={_parameter(value)}:;;;;;;"


def _value(inlines: Inlines) -> str:
    """A contact without the label behind it."""
    first: Fact | None = next(facts(inlines), None)
    return plain(first.children if first else inlines)


def _units(role: Role) -> str:
    """An organization and its units, the largest first."""
    parties: tuple[Party, ...] = role.organizations[::-1]
    return ";".join(_text(party.name) for party in parties)


def _text(text: str) -> str:
    return line(text).translate(_ESCAPES)


def _address(url: str) -> str:
    return line(url)


def _parameter(text: str) -> str:
    return f'"{line(text).translate(_IN_PARAMETER)}"'


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, each of which but the first begins with a space; no character is cut."""
    pieces, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > WIDTH:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += octets
    return "\r\n".join(pieces)
