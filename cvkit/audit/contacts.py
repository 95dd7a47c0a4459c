"""Ways to reach the person: addresses, numbers and pages in a document's header or under a heading on contact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rapidfuzz.distance import OSA

from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.identifiers import address_key, identifiers
from cvkit.audit.passages import Passage
from cvkit.audit.words import blanked
from cvkit.model.person import LINK_KINDS
from cvkit.model.profile import Profile
from cvkit.view.career import ongoing
from cvkit.view.context import pointer

SECTION = "person"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?|\s+at\s+(?=[\w-]+\.edu))[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_PHONE = re.compile(r"(?<![\w/.])\(?\+?\(?\d(?:[\d\s().-]|(?<=\s)/(?=\s)){6,18}\d(?![\w/])")


def contacts(passage: Passage, profile: Profile, as_of: date) -> Iterator[Finding]:
    """What differs in one passage."""
    text = passage.text
    known = {
        _plain(contact.value): (key, contact)
        for key, contact in profile.person.contacts.items()
        if contact.kind in {"email", "phone"}
    }
    mails = [re.sub(r"\s?[\[(]at[\])]\s?|\s+at\s+", "@", match[0]) for match in _EMAIL.finditer(text)]
    mails += [address[7:].split("?")[0] for _, address in passage.links if address.lower().startswith("mailto:")]
    unnumbered = blanked(text, list(identifiers(text, ()).spans), "|")  # an ISBN is no telephone number
    rest = _without(_ORCID.sub("|", _EMAIL.sub("|", unnumbered)), profile)
    numbers = [match[0].strip() for match in _PHONE.finditer(rest)]
    numbers = [number for number in numbers if _is_phone(number)]
    for kind, values in (("email", mails), ("phone", numbers)):
        for said in dict.fromkeys(values):
            found = known.get(_plain(said)) or _longer(said, known, kind)
            if found is None:
                yield _unknown(kind, said, profile, passage)
            elif found[1].end and not ongoing(found[1], as_of):
                yield Finding(
                    Verdict.STALE,
                    SECTION,
                    kind,
                    kind,
                    said,
                    "",
                    passage.place,
                    pointer("person", "contacts", found[0]),
                    f"It was valid until {found[1].end}.",
                )
    yield from _pages(passage, profile, as_of)


def _without(text: str, profile: Profile) -> str:
    """The text without the profile's valid numbers, whatever number follows: `+1 555 0100 214 Weir Hall`."""
    for contact in profile.person.contacts.values():
        digits = re.findall(r"\d", contact.value)
        if contact.kind == "phone" and contact.end is None and len(digits) > 6:
            text = re.sub(r"\+?\(?" + r"[^\w|]{0,4}".join(digits) + r"(?!\d)", "|", text)
    return text


def _plain(value: str) -> str:
    return re.sub(r"[^\w@+]", "", value).lower().lstrip("+")


def _is_phone(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    telling = number.lstrip().startswith(("+", "(")) or len(re.findall(r"[\s.-]\(?\d{2,}", number)) > 1
    years = re.fullmatch(r"(?:19|20)\d\d\D+(?:19|20)\d\d", number)
    return 7 <= len(digits) <= 15 and telling and not years and not re.match(r"(?:19|20)\d\d-", number)


def _longer(said: str, known: dict, kind: str):  # type: ignore[type-arg,no-untyped-def]
    """A number with or without its country."""
    if kind != "phone":
        return None
    digits = re.sub(r"\D", "", said)
    for value, found in known.items():
        if found[1].kind == "phone" and (value.endswith(digits) or digits.endswith(value)):
            return found
    return None


def _unknown(kind: str, said: str, profile: Profile, passage: Passage) -> Finding:
    same = [(key, contact) for key, contact in profile.person.contacts.items() if contact.kind == kind]
    near = [row for row in same if OSA.distance(_plain(row[1].value), _plain(said)) <= 2]
    if near:
        key, contact = near[0]
        return Finding(
            Verdict.DIFFERS,
            SECTION,
            kind,
            kind,
            said,
            contact.value,
            passage.place,
            f"{pointer('person', 'contacts', key)}/value",
        )
    told = ", ".join(contact.value for _, contact in same)
    return Finding(
        Verdict.UNKNOWN,
        SECTION,
        kind,
        kind,
        said,
        told,
        passage.place,
        "",
        f"The profile has {'another' if same else 'no'} {kind}.",
    )


def _pages(passage: Passage, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Pages of the same service as one in the profile, under another name or number."""
    known = {key: link for key, link in profile.person.links.items() if LINK_KINDS.get(link.kind, ("", None))[1]}
    for _, address in passage.links:
        for key, link in known.items():
            form = LINK_KINDS[link.kind][1] or ""
            before, after = (address_key(part) if part else "" for part in form.split("{}"))
            said = address_key(address)
            if not said.startswith(before) or address_key(link.address) == said:
                continue
            same = [other for other in known.values() if other.kind == link.kind and address_key(other.address) == said]
            rest = said[len(before) :].removesuffix(after)
            shaped = re.fullmatch(r"[\w.@:-]+", rest) if "=" not in before else re.match(r"[\w~-]+", rest)
            base = address_key(link.address)
            if not same and shaped and not said.startswith(base):
                yield Finding(
                    Verdict.DIFFERS,
                    SECTION,
                    "link",
                    LINK_KINDS[link.kind][0],
                    address,
                    link.address,
                    passage.place,
                    pointer("person", "links", key),
                )
