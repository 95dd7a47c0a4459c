"""Names of people, organizations and venues, as they were at a date and with their sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cvkit.model.career import Student
from cvkit.model.entities import Named, Organization, Venue
from cvkit.model.fields import OrganizationRef, PersonRef, VenueRef
from cvkit.model.meant import ME, Meant
from cvkit.model.person import Name, printed
from cvkit.model.profile import Profile
from cvkit.view.document import Author, Emph, Inlines, Link, Party, Strong, Text, Underline, plain
from cvkit.view.inline import fact, join, seq
from cvkit.view.locale import Locale
from cvkit.view.wholes import Lineage, Mention, by_whole, mentions


@dataclass(frozen=True, slots=True)
class AuthorStyle:
    """How author lists are written."""

    initials: bool = False
    """Whether given names stand as initials."""
    most: int | None = None
    """How many authors stand before "et al."; None for all."""
    students: tuple[Student, ...] = ()
    """Those who are underlined in what came out while they were students."""
    linked: bool = False
    """Whether names lead to their homepages, in documents that have links."""


class Names:
    """Looks names up in a profile, on a day.

    `linked` makes links of the names that have an address.
    """

    def __init__(self, profile: Profile, as_of: date, locale: Locale, style: AuthorStyle, *, linked: bool) -> None:
        self._profile = profile
        self._as_of = as_of
        self._locale = locale
        self._style = style
        self._linked = linked
        self._meant = Meant(profile)
        # Coauthors are asked for again and again.
        self._printed: dict[tuple[PersonRef, bool], Inlines] = {}
        self._authors: dict[PersonRef, Author] = {}

    # --- people ---

    def resolve(self, person: PersonRef) -> PersonRef:
        """The id of the author meant, where that is known; otherwise the mention itself."""
        return self._meant.author(person)

    def is_me(self, person: PersonRef) -> bool:
        """Whether the mention means the person of the profile."""
        return self.resolve(person) == ME

    def author(self, person: PersonRef, path: str, *, initials: bool = False) -> Inlines:
        """A name as author lists print it, the person's own strong."""
        name = self._printed.get((person, initials))
        if name is None:
            name = self._printed[person, initials] = self._print(person, initials)
        return fact(path, name)

    def _print(self, person: PersonRef, initials: bool) -> Inlines:
        resolved = self.resolve(person)
        written = _initialed if initials else _in_full
        if resolved == ME:
            return (Strong((Text(written(self._profile.person.name)),)),)
        known = self._profile.people.get(resolved)
        if known is None and not initials:
            return (Text(printed(person)),)
        return (Text(written(known.name if known else Name.model_validate(str(person)))),)

    def authors(
        self,
        people: Sequence[PersonRef],
        path: str,
        marks: Sequence[tuple[str, Sequence[PersonRef]]] = (),
        students: Collection[PersonRef] = (),
    ) -> Inlines:
        """The author list in order; `marks` are signs, each with those who bear it; `students` are underlined."""
        listed, left_out = self._listed(people, path, marks, students)
        return join([*listed, self._locale.say("et al") if left_out else ()])

    def editors(self, people: Sequence[PersonRef], path: str) -> Inlines:
        """Names written as in author lists, with "and" before the last, as a phrase follows or goes before."""
        listed, left_out = self._listed(people, path)
        return join([*listed, self._locale.say("et al")]) if left_out else self._locale.listing(listed)

    def _listed(
        self,
        people: Sequence[PersonRef],
        path: str,
        marks: Sequence[tuple[str, Sequence[PersonRef]]] = (),
        students: Collection[PersonRef] = (),
    ) -> tuple[list[Inlines], bool]:
        """The names that stand in a list, and whether it goes on."""
        bearers = [(mark, {self.resolve(person) for person in bearing}) for mark, bearing in marks if bearing]
        most = self._style.most or len(people)
        listed = []
        left_out = False
        for index, person in enumerate(people):
            resolved = self.resolve(person)
            if index >= most and resolved != ME:
                left_out = True
                continue
            signs = "".join(mark for mark, bearing in bearers if resolved in bearing)
            # Whoever stands between the first authors and the person's own name is passed over visibly.
            passed = "…, " if left_out and resolved == ME else ""
            left_out = left_out and resolved != ME
            name = self.author(person, f"{path}/{index}", initials=self._style.initials)
            if resolved in students:
                name = (Underline(name),)
            name = self._homepage(resolved, name)
            listed.append(seq(passed, name, signs) if passed or signs else name)
        return listed, left_out

    def students(self, first: date, last: date) -> frozenset[PersonRef]:
        """Those among the students of the style who were that on some day between two."""
        return frozenset(
            self.resolve(student.name)
            for student in self._style.students
            if (student.start is None or student.start.begun(last)) and not (student.end and student.end.over(first))
        )

    def author_record(self, person: PersonRef) -> Author:
        """An author for machines."""
        if person not in self._authors:
            self._authors[person] = self._author_record(person)
        return self._authors[person]

    def _author_record(self, person: PersonRef) -> Author:
        resolved = self.resolve(person)
        if resolved == ME:
            name = self._profile.person.name
            return Author(name.given, name.family or "", name.full, own=True)
        known = self._profile.people.get(resolved)
        name = known.name if known else Name.model_validate(str(person))
        url = known.url or "" if known and self._linked and self._style.linked else ""
        return Author(name.given, name.family or "", name.full if known else printed(person), url)

    def _homepage(self, resolved: PersonRef, name: Inlines) -> Inlines:
        known = self._profile.people.get(resolved)
        return self._link(known.url, name) if known and self._style.linked else name

    def person(self, person: PersonRef, path: str, *, titled: bool = True) -> Inlines:
        """A name as a sentence says it: title (where `titled`), known-as name, link."""
        # Nobody is meant by a form of their own name here: no one advises, or works with, oneself.
        key = self._meant.person(person)
        known = self._profile.people.get(key)
        if known is None:
            return self.author(person, path) if key == ME else fact(path, printed(person))
        field, text = ("known_as", known.known_as) if known.known_as else ("name", known.name.full)
        title = seq(fact(f"/people/{key}/role", known.role), " ") if known.role and titled else ()
        return seq(title, self._link(known.url, fact(f"/people/{key}/{field}", text)))

    def people(self, people: Sequence[PersonRef], path: str) -> Inlines:
        """Names as a sentence lists them."""
        return self._locale.listing([self.person(person, f"{path}/{index}") for index, person in enumerate(people)])

    # --- organizations ---

    def organizations(self, mentioned: Sequence[OrganizationRef], path: str, at: date | None = None) -> Inlines:
        """The organizations with what they are part of; several joined by "and"."""
        return self._locale.listing(self.wholes(mentions(mentioned, path), at))

    def wholes(self, mentioned: Iterable[Mention], at: date | None = None) -> list[Inlines]:
        """The organizations with what they are part of, which those that share it share:

        `Department of Physics and Department of Optics, Example University`. `at` is the day whose names count (the
        end of a job, say); a name changed since then is added.
        """
        told = []
        for parts in self.by_whole(mentioned):
            units = self._locale.listing([self.unit(*part[0], at) for part in parts])
            told.append(join([units, *(self.unit(*outer, at) for outer in parts[0][1:])]))
        return told

    def organization(self, mentioned: OrganizationRef, path: str, at: date | None = None) -> Inlines:
        """An organization, then its parents: `Department of Physics, Example University`; see `wholes` for `at`."""
        return self._locale.listing(self.wholes([(mentioned, path)], at))

    def parties(self, mentioned: Sequence[OrganizationRef], at: date) -> tuple[Party, ...]:
        """Organizations for machines, each followed by what it is part of, under the names of a day."""
        return tuple(
            self._party(self.known(item), item, at) for mention in mentioned for item, _ in self.lineage(mention, "")
        )

    def venue_party(self, mentioned: VenueRef, at: date, *, short: bool = False) -> Party:
        """A venue for machines, under its name, or its abbreviation, of a day."""
        party = self._party(self._profile.venues.get(mentioned), mentioned, at)
        return Party(plain(self.venue_short(mentioned, "", at))) if short else party

    def _party(self, known: Organization | Venue | None, mention: str, at: date) -> Party:
        if known is None:
            return Party(mention)
        return Party(_at(known, "", "name", at)[1], known.url or "" if self._linked else "")

    def known(self, mentioned: OrganizationRef) -> Organization | None:
        """What the profile knows of the organization."""
        return self._profile.organizations.get(mentioned)

    def lineage(self, mentioned: OrganizationRef, path: str) -> Lineage:
        """The organization and its parents, innermost first, each with the path of its mention."""
        chain = [(mentioned, path)]
        while (known := self.known(chain[-1][0])) and known.parent:
            chain.append((known.parent, f"/organizations/{chain[-1][0]}/parent"))
        return chain

    def by_whole(self, mentioned: Iterable[Mention]) -> list[list[Lineage]]:
        """The organizations, each once and with its parents, those that are parts of the same together."""
        return by_whole((self.lineage(*mention) for mention in mentioned), self._organization_name)

    def _organization_name(self, mentioned: OrganizationRef) -> str:
        known = self.known(mentioned)
        return known.name if known else mentioned

    def place(self, mentioned: OrganizationRef) -> Inlines:
        """Where the organization, or the nearest parent that says so, is."""
        for item, _ in self.lineage(mentioned, ""):
            known = self.known(item)
            if known and known.place:
                return fact(f"/organizations/{item}/place", known.place)
        return ()

    def unit(self, item: OrganizationRef, path: str, at: date | None) -> Inlines:
        """An organization by itself: its name on the day `at`, its link, and the name that it has by now."""
        known = self.known(item)
        if known is None:
            return fact(path, item)
        root = f"/organizations/{item}"
        then_path, then = _at(known, root, "name", at or self._as_of)
        now_path, now = _at(known, root, "name", self._as_of)
        name = self._link(known.url, fact(then_path, then))
        return name if now == then else self._locale.say("renamed", then=name, now=fact(now_path, now))

    # --- venues ---

    def venue(self, mentioned: VenueRef, path: str, at: date, *, emphasized: bool = False) -> Inlines:
        """A venue's full name with its abbreviation, as both were on the day."""
        known = self._profile.venues.get(mentioned)
        if known is None:
            return fact(path, (Emph((Text(mentioned),)),) if emphasized else mentioned)
        root = f"/venues/{mentioned}"
        name_path, name = _at(known, root, "name", at)
        short_path, short = _at(known, root, "short", at)
        printed = self._link(known.url, fact(name_path, (Emph((Text(name),)),) if emphasized else name))
        return seq(printed, " (", fact(short_path, short), ")") if short and short != name else printed

    def venue_short(self, mentioned: VenueRef, path: str, at: date) -> Inlines:
        """A venue's abbreviation on the day, or its name where it has none."""
        known = self._profile.venues.get(mentioned)
        if known is None:
            return fact(path, mentioned)
        short_path, short = _at(known, f"/venues/{mentioned}", "short", at)
        return fact(short_path, short) if short else self.venue(mentioned, path, at)

    def _link(self, url: str | None, inlines: Inlines) -> Inlines:
        return (Link(url, inlines),) if url and self._linked else inlines


def _at(named: Named, root: str, field: str, at: date) -> tuple[str, str]:
    """The name or abbreviation of that day and its path."""
    formers = [former for former in named.formerly if not former.until.over(at)]
    if formers:
        former = min(formers, key=lambda former: former.until)
        # A former name does not borrow the abbreviation of a later one.
        value = former.name if field == "name" else former.short
        return f"{root}/formerly/{named.formerly.index(former)}/{field}", value or ""
    return f"{root}/{field}", (named.name if field == "name" else named.short) or ""


def _in_full(name: Name) -> str:
    return name.full


def _initialed(name: Name) -> str:
    """`A. Lovelace`, `Y.-A. Ma`; a name in a script without initials stays whole."""
    if not name.family or not name.given[0].isascii():
        return name.full
    letters = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split())
    return f"{letters} {name.family}" if name.order == "given-first" else f"{name.family} {letters}"
