"""What a document leaves out: every entry of the profile that it does not tell, each with one reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cvkit.model.fields import Entry as ModelEntry
from cvkit.model.profile import Profile
from cvkit.view.context import Context, pointer
from cvkit.view.document import Header, Layout, Omission, Reason, Section, facts, header_slots, slots


def omissions(context: Context, header: Header, sections: tuple[Section, ...]) -> tuple[Omission, ...]:
    """The entries that neither sections nor header tell, in the profile's order; of several reasons the first."""
    reasons: dict[str, Reason] = {}
    for omission in context.omitted:
        reasons.setdefault(omission.path, omission.reason)
    told = _told(header, sections)
    return tuple(
        Omission(path, reasons.get(path, Reason.NOT_CHOSEN)) for path in _entries(context.profile) if path not in told
    )


def _entries(profile: Profile) -> Iterator[str]:
    for root, record in (("person",), profile.person), ((), profile):
        for name in type(record).model_fields:
            entries = getattr(record, name)
            if isinstance(entries, dict):
                found = (key for key, entry in entries.items() if isinstance(entry, ModelEntry))
                yield from (pointer(*root, name, key) for key in found)


def _told(header: Header, sections: tuple[Section, ...]) -> set[str]:
    """The entries that have a place of their own, and those from which the header or running prose has its facts."""
    told = {entry.path for section in sections for entry in section.entries}
    prose = (slots(entry) for section in sections if section.layout is Layout.PROSE for entry in section.entries)
    for inlines in chain(header_slots(header), *prose):
        for fact in facts(inlines):
            steps = fact.path.split("/")
            told.add("/".join(steps[: 4 if steps[1] == "person" else 3]))
    return told
