"""Print addresses beside their links, for a document that is read on paper."""

from __future__ import annotations

from dataclasses import replace

from cvkit.view.document import Code, ContactLine, Document, Entry, Header, Inline, Inlines, Link, Math, Text, plain


def with_addresses(document: Document) -> Document:
    """The document as its setting `show_urls` asks: each link says its address; the same where it is not asked."""
    if not document.setting.show_urls:
        return document
    sections = tuple(
        replace(
            section,
            groups=tuple(replace(group, entries=tuple(map(_entry, group.entries))) for group in section.groups),
        )
        for section in document.sections
    )
    return replace(document, header=_header(document.header), sections=sections)


def address(link: Link) -> str:
    """The address as it is printed beside a link; nothing where the link's text says it."""
    shown = link.url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    said = plain(link.children).split(":", 1)[-1]
    return "" if "://" not in link.url or said in shown else shown


def _header(header: Header) -> Header:
    return replace(
        header,
        headline=_inlines(header.headline),
        affiliation=_inlines(header.affiliation),
        contacts=tuple(ContactLine(contact.kind, _inlines(contact.value)) for contact in header.contacts),
        links=tuple(map(_link, header.links)),
    )


def _entry(entry: Entry) -> Entry:
    return replace(
        entry,
        title=_inlines(entry.title),
        organization=_inlines(entry.organization),
        where=_inlines(entry.where),
        when=_inlines(entry.when),
        people=_inlines(entry.people),
        note=_inlines(entry.note),
        links=tuple(map(_link, entry.links)),
        body=tuple(map(_inlines, entry.body)),
        details=tuple(replace(detail, body=tuple(map(_inlines, detail.body))) for detail in entry.details),
    )


def _link(link: Link) -> Link:
    shown = address(link)
    return replace(link, children=(*link.children, Text(f" {shown}"))) if shown else link


def _inlines(inlines: Inlines) -> Inlines:
    return tuple(map(_inline, inlines))


def _inline(node: Inline) -> Inline:
    match node:
        case Link():
            return _link(node)
        case Text() | Code() | Math():
            return node
        case _:
            return replace(node, children=_inlines(node.children))
