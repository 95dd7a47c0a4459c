"""Advice on bios written by hand: facts in them that are no longer so.

Each rule would rather miss something than accuse a sentence about the past: only clauses that say what somebody is now
are held against positions and degrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cvkit.load.advice.piece import Advice, pointer
from cvkit.model.biography import BIO_LENGTHS, PLACEHOLDER
from cvkit.model.entities import Organization
from cvkit.model.fields import OrganizationRef, Period
from cvkit.model.profile import Profile
from cvkit.model.translation import Translated

# What somebody is now: the verb after the subject, up to punctuation or to a word that leads elsewhere.
_PRESENT = (
    r"(?:\b(?:I|[Hh]e|[Ss]he|[Tt]hey|{names})(?: (?:currently|now|also))* (?:is|am|are|works?|serves?)\b|\bI[’']m\b)"
    r"(?P<clause>.*?)(?=[,;()\n]|\.(?:\s+[A-Z“]|$)|\b(?:was|were|has|holds|received|earned|before|after|until|previously|formerly"
    r"|once|will|who|where|but)\b|$)"
)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = re.compile(
    r"\b(?:published|author of|authored|wrote|written|has|have)\s+(?P<number>\d+|" + "|".join(_NUMBERS) + r")\s+"
    r"(?:peer-reviewed\s+|scientific\s+|research\s+)?(?:papers|publications|articles)\b(?!\s+(?:at|in|on|about|with))"
)
_STANDINGS = {"Dr": "Dr.", "Prof": "Prof.", "Professor": "Prof.", "Mr": "Mr.", "Ms": "Ms.", "Mrs": "Mrs."}
_SHORTEST_TITLE = 3
"""A title of fewer words may stand in a text by chance."""


class _Text(NamedTuple):
    """A bio in one language, with its place."""

    pointer: str
    length: str
    text: str


def former_role(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A bio says that somebody is what the profile says that they were."""
    for bio in _texts(profile):
        for said, over in _over(profile, as_of, _clauses(profile, bio.text)):
            yield Advice(
                bio.pointer,
                f"the {bio.length} bio says `{said}` of today, but {over}",
                "write `{position.title}` and `{position.organization}`, which follow the profile, or say that it was",
            )
            break  # the sentence is to be written anew, however much of it is old


def _over(profile: Profile, as_of: date, clauses: list[str]) -> Iterator[tuple[str, str]]:
    """What clauses about the present say that is over, and what ended when."""
    lasting = [job for job in profile.positions.values() if _lasts(job, as_of)]
    studies = [degree for degree in profile.education.values() if _lasts(degree, as_of)]
    places = [item for job in lasting for item in job.organizations]
    places += [item for degree in studies for item in degree.organizations]
    here = set(_names(profile, places))
    titles = {job.title.casefold() for job in lasting}
    for key, job in profile.positions.items():
        if job.end is None or not job.end.over(as_of):
            continue
        named = [name for name in _names(profile, list(job.organizations)) if name not in here]
        for clause in clauses:
            if found := next((name for name in named if _says(clause, name)), None):
                yield found, f"the position `{key}` ended in {job.end}"
            elif job.title.casefold() not in titles and _is_role(clause, job.title):
                yield job.title, f"the position `{key}` ended in {job.end}"
    if not studies and not any("student" in title for title in titles):
        for key, degree in profile.education.items():
            if degree.end and degree.end.over(as_of):
                for clause in clauses:
                    if re.match(rf"\s+an?\s+{re.escape(degree.degree)} (student|candidate)\b", clause):
                        yield f"{degree.degree} student", f"the degree `{key}` ended in {degree.end}"


def former_name(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A bio calls the organization of today's position by a name of former days."""
    current = [item for job in profile.positions.values() if _lasts(job, as_of) for item in job.organizations]
    for bio in _texts(profile):
        clauses = _clauses(profile, bio.text)
        for organization in _lineages(profile, current):
            for former in organization.formerly:
                told = former.until.over(as_of) and not _says(bio.text, organization.name)
                if told and any(_says(clause, former.name) for clause in clauses):
                    yield Advice(
                        bio.pointer,
                        f"the {bio.length} bio says `{former.name}`, which since {former.until} is {organization.name}",
                        "write `{position.organization}`, which follows the profile, or the new name",
                    )


def former_title(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A bio has a paper under a title that it has no more."""
    titles = [
        (key, state.title, work.title)
        for key, work in profile.publications.items()
        if (latest := work.state(as_of)) and not (latest.title and latest.title != work.title)
        for state in work.history
        if state.title and state.title != work.title and len(state.title.split()) >= _SHORTEST_TITLE
    ]
    for bio in _texts(profile):
        for key, old, new in titles:
            if _says(bio.text, old) and not _says(bio.text, new):
                yield Advice(
                    bio.pointer,
                    f"the {bio.length} bio has `{key}` under its former title, {old}",
                    f"by now it is: {new}",
                )


def former_standing(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A bio calls somebody Dr. whom the profile calls Prof., or the other way round."""
    for key, person in profile.people.items():
        standing = _STANDINGS.get((person.role or "").rstrip("."))
        if standing is None:
            continue
        names = "|".join(
            re.escape(name) for name in dict.fromkeys([person.known_as or "", *person.name.spellings]) if name
        )
        said = re.compile(rf"\b({'|'.join(_STANDINGS)})\b\.? (?:{names})(?!\w)")
        for bio in _texts(profile):
            if (found := said.search(bio.text)) and _STANDINGS[found[1]] != standing:
                yield Advice(
                    bio.pointer,
                    f"the {bio.length} bio says `{found[0]}`, and `{key}` is {person.role} in the profile",
                    "correct one of the two; `{degree.advisors}` follows the profile",
                )


def wrong_count(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A bio counts the publications, and there are more or fewer."""
    count = sum(work.state(as_of) is not None for work in profile.publications.values())
    for bio in _texts(profile):
        for found in _COUNT.finditer(bio.text):
            number = found["number"]
            said = int(number) if number.isdigit() else _NUMBERS.index(number) + 1
            if said != count:
                yield Advice(
                    bio.pointer,
                    f"the {bio.length} bio counts {number} publications, and the profile has {count}",
                    "write `{publications.count}`, which counts anew each time",
                )


def too_long(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A bio holds the words of its length, or it is never used."""
    for bio in _texts(profile):
        words = len(PLACEHOLDER.sub("fact", bio.text).split())
        if words > BIO_LENGTHS[bio.length]:
            yield Advice(
                bio.pointer,
                f"the {bio.length} bio has {words} words, and that length has at most {BIO_LENGTHS[bio.length]}",
                "shorten it, or give it under a greater length; until then, a composed one takes its place",
            )


def _texts(profile: Profile) -> Iterator[_Text]:
    """Every bio written by hand that cvkit reads, which is in English."""
    for length in BIO_LENGTHS:
        text = getattr(profile.person.bio, length, None)
        if isinstance(text, Translated):
            if text.speaks("en"):
                yield _Text(pointer("person", "bio", length), length, text.into("en"))
        elif text:
            yield _Text(pointer("person", "bio", length), length, text)


def _clauses(profile: Profile, text: str) -> list[str]:
    """What a text says that the person is now, without the subject."""
    name = profile.person.name
    names = "|".join(re.escape(part) for part in (name.full, name.family, name.given, "{name}") if part)
    found = re.finditer(_PRESENT.replace("{names}", names), text)
    return [clause for one in found if not (clause := one["clause"]).startswith(" from ")]


def _lasts(period: Period, as_of: date) -> bool:
    """Whether it goes on, or is to come."""
    return period.end is None or not period.end.over(as_of)


def _names(profile: Profile, mentions: list[OrganizationRef]) -> list[str]:
    """All names of organizations and of what they are part of; of those without an entry the mention."""
    listed = [str(mention) for mention in mentions if mention not in profile.organizations]
    for known in _lineages(profile, mentions):
        listed += [known.name, *known.also, *(former.name for former in known.formerly)]
        listed += [known.short] if known.short else []
    return listed


def _lineages(profile: Profile, mentions: list[OrganizationRef]) -> list[Organization]:
    found: dict[str, Organization] = {}
    for mention in mentions:
        at: OrganizationRef | None = mention
        while at is not None and at in profile.organizations and at not in found:
            found[at] = profile.organizations[at]
            at = found[at].parent
    return list(found.values())


def _says(text: str, name: str) -> bool:
    """Whether a name stands in a text by itself, and not as a part of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-]| [A-Z])", text) is not None


def _is_role(clause: str, title: str) -> bool:
    """Whether a clause says that somebody is that: `is a postdoc …`."""
    return re.match(rf"(?i)\s+(?:currently |now |also )?(?:an?\s+|the\s+)?{re.escape(title)}(?!\w)", clause) is not None
