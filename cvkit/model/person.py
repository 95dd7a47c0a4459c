"""The person whose profile it is: names, contacts, links, interests and notices."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Any, Literal, Self
from urllib.parse import quote

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvkit.model.biography import Biography
from cvkit.model.fields import Entry, Id, Many, Model, Period, Prose, Text, Url, Verbatim
from cvkit.model.translation import Translated, into

LINK_KINDS = {
    # kind: what it is called, and the address that an `id` makes where the service has one
    "homepage": ("Homepage", None),
    "group": ("Research group", None),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "scholar": ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    "dblp": ("DBLP", "https://dblp.org/pid/{}"),
    "semantic-scholar": ("Semantic Scholar", "https://www.semanticscholar.org/author/{}"),
    "openreview": ("OpenReview", "https://openreview.net/profile?id={}"),
    "arxiv": ("arXiv", "https://arxiv.org/a/{}"),
    "openalex": ("OpenAlex", "https://openalex.org/{}"),
    "github": ("GitHub", "https://github.com/{}"),
    "gitlab": ("GitLab", "https://gitlab.com/{}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}"),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "mastodon": ("Mastodon", None),
    "x": ("X", "https://x.com/{}"),
    "youtube": ("YouTube", "https://www.youtube.com/@{}"),
    "researchgate": ("ResearchGate", "https://www.researchgate.net/profile/{}"),
    "wikipedia": ("Wikipedia", None),
}


def _check_orcid(value: str) -> None:
    if not re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", value):
        raise PydanticCustomError("orcid", "`{value}` is not an ORCID iD, as in 0000-0002-1825-0097", {"value": value})
    total = 0
    for digit in value.replace("-", "")[:-1]:  # ISO 7064 MOD 11-2, as ORCID documents it
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != value[-1]:
        raise PydanticCustomError("orcid", "`{value}` fails the ORCID check digit; one digit is off", {"value": value})


# Han with its iteration marks, kana, and hangul, as syllables and as letters; compiled only where a name is not ASCII.
_EAST_ASIAN = (
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class Name(Model):
    """A person's name; a plain string will do where the last word is the family name."""

    given: Text
    """Given name or names, as printed; the whole name for who has but one."""
    family: Text | None = None
    """Family name, with its particles (van der Waerden)."""
    order: Literal["given-first", "family-first"] = "given-first"
    """Which part is printed first; in Chinese characters, kana or hangul, it is the family name."""
    native: Text | None = None
    """The name in its own script."""
    also: Annotated[tuple[Text, ...], Many] = ()
    """Other spellings that stand in published documents."""

    @property
    def full(self) -> str:
        """The name as it is printed."""
        return _whole(self.given, self.family or "", family_first=self.order == "family-first")

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way in which it is written, in whatever language, first as it is printed."""
        parts = (self.given, self.family or "")
        languages = [tag for part in parts if isinstance(part, Translated) for tag in part.translations]
        family_first = self.order == "family-first"
        names = [_whole(*(into(part, tag) for part in parts), family_first=family_first) for tag in languages]
        others = [spelling for spelling in (self.native, *self.also) if spelling]
        return tuple(dict.fromkeys([self.full, *names, *others]))

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return split_name(value) if isinstance(value, str) and value.strip() else value


def folded(name: str) -> str:
    """A name without case, accents and dots, for comparing spellings."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace(".", " "))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def _whole(given: str, family: str, *, family_first: bool = False) -> str:
    """A name from its parts; one in Chinese characters, kana or hangul begins with the family, without a space."""
    if not given.isascii() and re.fullmatch(_EAST_ASIAN, given) and re.fullmatch(_EAST_ASIAN, family):
        return family + given
    return " ".join(part for part in ((family, given) if family_first else (given, family)) if part)


@lru_cache(maxsize=4096)  # coauthors come back in paper after paper
def printed(mention: str) -> str:
    """A name as it is printed, where it may be written "Family, Given"."""
    parts = split_name(mention)
    return _whole(parts["given"], parts.get("family", "")) or str(mention)


def split_name(text: str) -> dict[str, str]:
    """Part "Family, Given" or "Given Family" into the fields of a `Name`."""
    if "," in text:
        family, given = (part.strip() for part in text.split(",", 1))
    else:
        given, _, family = text.strip().rpartition(" ")
    return {"given": given, "family": family} if given and family else {"given": given or family}


class Contact(Entry, Period):
    """A way to reach the person, perhaps only for a time."""

    kind: Literal["email", "phone", "address", "office"]
    """What it is. A phone number or a street address shows in the CV alone unless `show` says otherwise."""
    value: Text
    """The e-mail address, the number, the street address or the room."""
    label: Text | None = None
    """A word beside it where there are several, such as `work`."""


class ProfileLink(Entry, Period):
    """A page about the person: a known kind with an `id` or a `url`, or any other with a `label`."""

    kind: Id
    """homepage, orcid, scholar, dblp, github, linkedin, … or a word of your own with a `label`."""
    id: Verbatim | None = None
    """The person's name or number there, from which the address is made."""
    url: Url | None = None
    """The address, where there is no `id` to make it from."""
    label: Text | None = None
    """What the link is called, where its kind does not say."""

    @model_validator(mode="after")
    def _has_address(self) -> Self:
        known = LINK_KINDS.get(self.kind)
        if known is None and not (self.label and self.url):
            raise PydanticCustomError(
                "link", "`{kind}` is not a kind of link known here; give it a `label` and a `url`", {"kind": self.kind}
            )
        if not self.url and not (self.id and known and known[1]):
            if known and known[1]:
                raise PydanticCustomError(
                    "link",
                    "the link `{kind}` needs an `id` or a `url`; as `id`, give what stands for ID in {address}",
                    {"kind": self.kind, "address": known[1].format("ID")},
                )
            raise PydanticCustomError("link", "the link `{kind}` needs a `url`", {"kind": self.kind})
        if self.kind == "orcid" and self.id:
            _check_orcid(self.id)
        return self

    @property
    def address(self) -> str:
        """The URL that it leads to."""
        pattern = LINK_KINDS.get(self.kind, ("", None))[1]
        return self.url or (pattern or "").format(quote(self.id or "", safe="/"))

    @property
    def text(self) -> str:
        """What the link is called."""
        return self.label or LINK_KINDS[self.kind][0]


class Interests(Model):
    """What the person works on, in up to three lengths; a plain string is the medium one."""

    short: Prose | None = None
    """A noun phrase that can follow "works on": `the theory of deep learning`."""
    medium: Prose | None = None
    """A sentence or two."""
    long: Prose | None = None
    """A few paragraphs."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"medium": value} if isinstance(value, str) else value


class Notice(Entry, Period):
    """An announcement that stands on the homepage between two dates."""

    text: Prose
    """What it says."""


class Person(Model):
    """Whose profile it is."""

    name: Name
    """The person's name."""
    pronouns: Literal["he", "she", "they"] | None = None
    """For bios in the third person; without it, the name is used again."""
    headline: Text | None = None
    """A line under the name; without it, and as of a day before a later position's start, the current position."""
    contacts: dict[Id, Contact] = {}
    """E-mail, telephone, address and office, each under an id of its own."""
    links: dict[Id, ProfileLink] = {}
    """Pages about the person elsewhere, each under an id of its own."""
    photo: Verbatim | None = None
    """A picture's file name, relative to the profile."""
    interests: Interests | None = None
    """What the person works on."""
    bio: Biography | None = None
    """Bios written by hand; without one of the length asked for, it is composed from the facts."""
    notices: dict[Id, Notice] = {}
    """Announcements with a from and an until, such as "looking for students"."""
