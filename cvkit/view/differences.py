"""What one document says and another does not: entries that came, went or changed, as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cvkit.view.document import Document, Entry, Header, Inlines, Link, facts, plain

HEADER = ("header", "Header")
"""The name and title under which the facts of a document's header are told."""

_SUMMARY_WIDTH = 80
"""The characters of running prose that stand for it in a summary."""

_RESET = "\x1b[0m"


class Kind(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


_MARKS = {Kind.ADDED: ("+", "\x1b[32m"), Kind.REMOVED: ("-", "\x1b[31m"), Kind.CHANGED: ("~", "\x1b[33m")}


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot of an entry with its text in either document, which is empty where the slot is."""

    slot: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that only one of two documents has, or that reads differently in them.

    `path` is the entry's place in the profile, `summary` the entry in one line, as the later document has it where
    both do; `changes` is empty unless the kind is changed.
    """

    kind: Kind
    section: str
    section_title: str
    path: str
    summary: str
    changes: tuple[SlotChange, ...] = ()

    def render(self, *, color: bool = False) -> str:
        """The difference as a few lines for a terminal, without a newline at the end."""
        lines = [_marked(self.kind, self.summary, color)]
        width = max((len(change.slot) for change in self.changes), default=0)
        for change in self.changes:
            label = change.slot
            for kind, text in ((Kind.REMOVED, change.before), (Kind.ADDED, change.after)):
                if text:
                    lines.append(f"    {label:{width}}  {_marked(kind, _line(text), color)}")
                    label = ""
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Item:
    """What is compared: an entry, or a part of the header, with the text of each of its slots."""

    section: str
    section_title: str
    path: str
    summary: str
    slots: Mapping[str, str]


_Key = tuple[str, str, str, int]
"""Section, its title, path, and how many items of this section have the path before this one."""

_SLOTS: dict[str, Callable[[Entry], str]] = {
    "title": lambda entry: plain(entry.title),
    "organization": lambda entry: plain(entry.organization),
    "where": lambda entry: plain(entry.where),
    "when": lambda entry: plain(entry.when),
    "people": lambda entry: plain(entry.people),
    "note": lambda entry: plain(entry.note),
    "links": lambda entry: ", ".join(map(_link, entry.links)),
    "body": lambda entry: _paragraphs(entry.body),
    "details": lambda entry: "\n".join(f"{detail.label}: {_paragraphs(detail.body)}" for detail in entry.details),
}
_IN_SUMMARY = ("title", "organization", "when", "note")


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """What became of each entry and header fact, by section: those of the later document in order, then those gone."""
    old, new = _by_key(before), _by_key(after)
    found = [difference for key, item in new.items() if (difference := _compared(old.get(key), item))]
    found += [_whole(Kind.REMOVED, item) for key, item in old.items() if key not in new]
    sections = dict.fromkeys((item.section, item.section_title) for item in (*new.values(), *old.values()))
    rank = {section: position for position, section in enumerate(sections)}
    return tuple(sorted(found, key=lambda found: rank[found.section, found.section_title]))


def _compared(old: _Item | None, new: _Item) -> Difference | None:
    if old is None:
        return _whole(Kind.ADDED, new)
    changes = tuple(
        SlotChange(slot, old.slots[slot], text) for slot, text in new.slots.items() if old.slots[slot] != text
    )
    return Difference(Kind.CHANGED, new.section, new.section_title, new.path, new.summary, changes) if changes else None


def _whole(kind: Kind, item: _Item) -> Difference:
    return Difference(kind, item.section, item.section_title, item.path, item.summary)


def _by_key(document: Document) -> dict[_Key, _Item]:
    """The items of a document in reading order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    items: dict[_Key, _Item] = {}
    for item in (*_header_items(document.header), *_entry_items(document)):
        # A recipe may have a section twice, told apart by title: selected papers, and all. What enters the one must
        # not be taken for what stands in the other.
        place = (item.section, item.section_title, item.path)
        items[*place, seen[place]] = item
        seen[place] += 1
    return items


def _entry_items(document: Document) -> Iterator[_Item]:
    for section in document.sections:
        for group in section.groups:
            for entry in group.entries:
                texts = {slot: text(entry) for slot, text in _SLOTS.items()}
                summary = " · ".join(texts[slot] for slot in _IN_SUMMARY if texts[slot])
                yield _Item(
                    section.name,
                    section.title,
                    entry.path,
                    _line(summary) or _beginning(_line(texts["body"])),
                    {"group": group.title, **texts},
                )


def _header_items(header: Header) -> Iterator[_Item]:
    name = plain(header.name)
    person = {"name": name, "role": plain(header.headline), "affiliation": plain(header.affiliation)}
    yield _Item(*HEADER, "/person", name, person)
    for contact in header.contacts:
        value = plain(contact.value)
        path = _written(contact.value, "/person/contacts")
        yield _Item(*HEADER, path, f"{contact.kind}: {value}", {"kind": contact.kind, "value": value})
    for link in header.links:
        yield _Item(*HEADER, _written(link.children, "/person/links"), _link(link), {"link": _link(link)})


def _written(inlines: Inlines, collection: str) -> str:
    """The path of the entry whose fact is told, or of the collection where no fact is marked."""
    return next((fact.path.rpartition("/")[0] for fact in facts(inlines)), collection)


def _link(link: Link) -> str:
    return f"{plain(link.children)} <{link.url}>"


def _paragraphs(body: tuple[Inlines, ...]) -> str:
    return "\n".join(map(plain, body))


def _line(text: str) -> str:
    return " ".join(text.split())


def _beginning(line: str) -> str:
    return line if len(line) <= _SUMMARY_WIDTH else line[: _SUMMARY_WIDTH - 1].rstrip() + "…"


def _marked(kind: Kind, text: str, color: bool) -> str:
    mark, style = _MARKS[kind]
    return f"{style}{mark} {text}{_RESET}" if color else f"{mark} {text}"
