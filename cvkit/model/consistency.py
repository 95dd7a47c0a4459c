"""What single fields cannot know: references that lead nowhere, periods that end before they start, and the like."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PureWindowsPath
from typing import Any, NamedTuple, TypeAlias, get_args

from cvkit.model.activities import Course, News, Service, Talk
from cvkit.model.biography import BIO_LENGTHS, PLACEHOLDER, PLACEHOLDERS, SENTENCES, is_sentence_name
from cvkit.model.career import Degree
from cvkit.model.fields import Entry, Model, Period, Reference, is_email
from cvkit.model.person import Contact, Person
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication, State
from cvkit.model.recipe import DocumentKind, Recipe
from cvkit.model.translation import Translated

BUILT_IN_RECIPES = ("cv", "site", "bio", "cv-short")
ME = "me"

# For each section that news can be about: which events an entry of it has.
_PUBLICATION_EVENTS = ("preprint", "under-review", "accepted", "published")
_PERIOD_EVENTS = ("start", "end")
NEWS_EVENTS = {"publications": _PUBLICATION_EVENTS} | dict.fromkeys(
    ("positions", "education", "grants", "students"), _PERIOD_EVENTS
)

# A later state has a rank no lower, unless the dates themselves say otherwise.
_RANKS = {"preprint": 0, "under-review": 0, "accepted": 1, "published": 2}

_SINGULAR = {"organizations": "organization", "people": "person", "venues": "venue", "publications": "publication"}
# Looking for the nearest of many ids takes long, and nobody reads a hundred suggestions.
_MAX_SUGGESTIONS = 20

Path: TypeAlias = tuple[str | int, ...]


class Inconsistency(NamedTuple):
    """Two facts that cannot both hold, or a mention of one that is not there."""

    path: Path
    """The keys and indices that lead from the profile to the value."""
    message: str
    help: str


@dataclass(slots=True)
class _Context:
    profile: Profile
    known: Mapping[str, Collection[str]]
    suggestions: int = 0
    names: dict[str, Collection[str]] = field(default_factory=dict)

    def ids(self, collection: str) -> Collection[str]:
        """The ids of a section, those of entries that could not be read among them."""
        if collection not in self.names:
            here: Collection[str] = getattr(self.profile, collection)
            self.names[collection] = self.known.get(collection, here)
        return self.names[collection]

    def nearest(self, word: str, choices: Iterable[str]) -> str | None:
        self.suggestions += 1
        if self.suggestions > _MAX_SUGGESTIONS:
            return None
        import difflib

        likely = [choice for choice in choices if abs(len(choice) - len(word)) <= 3]
        return next(iter(difflib.get_close_matches(word[:64], likely, n=1)), None)


_Rule: TypeAlias = Callable[[Any, Path, _Context], Iterator[Inconsistency]]


def inconsistencies(profile: Profile, known: Mapping[str, Collection[str]] | None = None) -> Iterator[Inconsistency]:
    """Everything in a valid profile that contradicts itself.

    `known` has the ids, by section, that count as there although `profile` lacks them.
    """
    context = _Context(profile, known or {})
    for path, value in _values(profile):
        for rule in _rules(type(value)):
            yield from rule(value, path, context)


def _values(profile: Profile) -> Iterator[tuple[Path, Model | Reference]]:
    """Every record and reference in a profile with its path, in order."""
    stack: list[tuple[Path, Any]] = [((), profile)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, Reference):
            yield path, value
        elif isinstance(value, Model):
            yield path, value
            record = vars(value)
            stack += [((*path, name), child) for name in _walked(type(value)) if (child := record[name])]
        elif isinstance(value, dict):
            stack += [((*path, key), child) for key, child in reversed(value.items()) if child]
        elif isinstance(value, tuple):
            stack += [((*path, index), child) for index, child in reversed([*enumerate(value)]) if child]


@cache
def _walked(model: type[Model]) -> tuple[str, ...]:
    """The fields of a model in which records or references can stand, the last first."""
    return tuple(name for name, info in reversed(model.model_fields.items()) if _holds_more(info.annotation))


def _holds_more(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model | Reference):
        return True
    return any(_holds_more(inner) for inner in get_args(annotation))


@cache
def _rules(kind: type) -> tuple[_Rule, ...]:
    return tuple(rule for concerned, rule in RULES if issubclass(kind, concerned))


def _dangling(reference: Reference, path: Path, context: _Context) -> Iterator[Inconsistency]:
    collection = reference.collection
    if not reference.is_id or reference in context.ids(collection) or (collection == "people" and reference == ME):
        return
    kind = type(reference)
    near = context.nearest(reference, (name for name in context.ids(collection) if kind(name).is_id))
    if near:
        help = f"did you mean `{near}`?"
    elif reference.literal:
        shown = reference.replace("-", " ").title()
        help = f"add it to `{collection}`, or write the name as it reads, with its capitals: `{shown}`"
    else:
        help = f"add it to `{collection}`, or delete this"
    yield Inconsistency(path, f"there is no {_SINGULAR[collection]} `{reference[:60]}`", help)


def _backwards(period: Period, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if period.start and period.end and period.end.last < period.start.first:
        yield Inconsistency(
            (*path, "end"), f"it ends in {period.end}, before it starts in {period.start}", "correct one of them"
        )


def _outcome(degree: Degree, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if degree.outcome in {"awarded", "left"} and degree.end is None:
        yield Inconsistency(
            (*path, "outcome"), f"a degree that was {degree.outcome} needs its `end`", "add it, as in `end: 2021-05`"
        )


def _some(entry: Course | Service, path: Path, context: _Context) -> Iterator[Inconsistency]:
    name = "terms" if isinstance(entry, Course) else "years"
    if not getattr(entry, name):
        yield Inconsistency((*path, name), f"there is nothing in `{name}`", "write at least one, as in `[2023, 2024]`")


def _talk(talk: Talk, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if talk.start and not talk.zone:
        yield Inconsistency((*path, "start"), "the hour has no time zone", "add one, as in `zone: America/New_York`")
    if talk.start and talk.date.day is None:
        yield Inconsistency(
            (*path, "date"), f"{talk.date} has an hour but no day", "write the date in full, as in 2024-03-29"
        )
    if talk.end and not talk.start:
        yield Inconsistency((*path, "end"), "the talk has an `end` and no `start`", "add `start`, as in `start: 11:45`")
    if talk.start and talk.end and talk.end <= talk.start:
        hours = f"{talk.end:%H:%M}, not after its start at {talk.start:%H:%M}"
        yield Inconsistency((*path, "end"), f"the talk ends at {hours}", "hours run from 00:00 to 23:59: 1 pm is 13:00")
    if talk.zone and not _is_zone(talk.zone):
        yield Inconsistency(
            (*path, "zone"),
            f"`{talk.zone[:60]}` is not a time zone",
            "write its name in the IANA database: America/New_York, Europe/Zurich, Asia/Shanghai, UTC",
        )


@cache
def _is_zone(name: str) -> bool:
    """Whether a time zone has this name; on a machine without the database, whether one could."""
    import zoneinfo

    if not all(part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in name.split("/")):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return not zoneinfo.available_timezones() and name.isascii()
    return True


def _people_of(publication: Publication, path: Path, context: _Context) -> Iterator[Inconsistency]:
    yield from _repeated(publication.authors, (*path, "authors"))
    yield from _outsiders(publication.equal, publication.authors, (*path, "equal"))
    yield from _outsiders(publication.corresponding, publication.authors, (*path, "corresponding"))
    for index, state in enumerate(publication.history):
        at = (*path, "history", index)
        authors = state.authors if state.authors is not None else publication.authors
        yield from _repeated(state.authors or (), (*at, "authors"))
        yield from _outsiders(state.equal or (), authors, (*at, "equal"))


def _repeated(authors: tuple[str, ...], path: Path) -> Iterator[Inconsistency]:
    seen: dict[str, int] = {}
    for index, author in enumerate(authors):
        first = seen.setdefault(author.casefold(), index)
        if first != index:
            place = f"author {first + 1} already"
            yield Inconsistency((*path, index), f"`{author[:60]}` is {place}", "delete one of the two")


def _outsiders(some: tuple[str, ...], authors: tuple[str, ...], path: Path) -> Iterator[Inconsistency]:
    for index, name in enumerate(some):
        if name not in authors:
            listed = ", ".join(authors[:8]) + (", …" if len(authors) > 8 else "")
            yield Inconsistency(
                (*path, index), f"`{name[:60]}` is not among the authors", f"write it as there: {listed}"
            )


def _history(publication: Publication, path: Path, context: _Context) -> Iterator[Inconsistency]:
    for index in range(1, len(publication.history)):
        before, after = publication.history[index - 1 : index + 1]
        at = (*path, "history", index)
        if after.date.last < before.date.first:
            yield Inconsistency(
                (*at, "date"),
                f"{after.date} is before {before.date}, the state above",
                "list the states from the oldest to the newest",
            )
        elif _RANKS[after.status] < _RANKS[before.status] and not _strictly_later(after, before):
            yield Inconsistency(
                (*at, "status"),
                f"`{after.status}` ({after.date}) stands after `{before.status}` ({before.date})",
                "put them in order, or date them to the month or day if it was so",
            )


def _strictly_later(after: State, before: State) -> bool:
    return before.date.last < after.date.first


def _email(contact: Contact, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if contact.kind == "email" and not is_email(contact.value):
        yield Inconsistency(
            (*path, "value"), f"`{contact.value[:60]}` is not an e-mail address", "write it as name@example.org"
        )


def _shown(entry: Entry, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if not entry.show:
        return
    documents = context.ids("documents")
    built_in = {*get_args(DocumentKind), *BUILT_IN_RECIPES}
    for index, name in enumerate(entry.show):
        if name not in built_in and name not in documents:
            choices = sorted(built_in.union(context.profile.documents))
            near = context.nearest(name, choices)
            help = f"did you mean `{near}`?" if near else f"the documents are {', '.join(choices)}"
            yield Inconsistency((*path, "show", index), f"there is no document `{name[:60]}`", help)


def _news(news: News, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if not news.text and not news.about:
        yield Inconsistency(
            path, "the news says nothing", "add `text: …`, or `about: publications/an-id` with an `event`"
        )
    if not news.about:
        if not news.date:
            yield Inconsistency(path, "the news has no `date`", "add one, as in `date: 2024-05`")
        if news.event:
            yield Inconsistency(
                (*path, "event"), "an `event` needs an entry to which it happened", "add `about: publications/an-id`"
            )
        return
    section, _, key = news.about.partition("/")
    sections = [
        name for name, info in Profile.model_fields.items() if "dict" in str(info.annotation) and name != "documents"
    ]
    if section not in sections or not key:
        yield Inconsistency(
            (*path, "about"),
            f"`{news.about[:60]}` is not a section and an id",
            "write both with a slash between, as in `publications/catapults` or `positions/purdue`",
        )
    elif key not in context.ids(section):
        near = context.nearest(key, context.ids(section))
        help = f"did you mean `{section}/{near}`?" if near else f"it must be an id that stands in `{section}`"
        yield Inconsistency((*path, "about"), f"there is no `{key[:60]}` in `{section}`", help)
    elif news.event:
        entry = getattr(context.profile, section).get(key)
        yield from _event(news.event, section, key, entry, (*path, "event"))


def _event(event: str, section: str, key: str, entry: Any, path: Path) -> Iterator[Inconsistency]:
    events = NEWS_EVENTS.get(section, ())
    if event not in events:
        help = f"it can be {', '.join(events)}" if events else "leave out `event` and write a `text`"
        yield Inconsistency(path, f"`{event}` does not happen to an entry of `{section}`", help)
    elif isinstance(entry, Publication):
        if event not in {state.status for state in entry.states}:
            help = f"add a state to its `history`, as in `{{date: 2024-05, status: {event}}}`"
            yield Inconsistency(path, f"`{key[:60]}` was never `{event}`", help)
    elif entry is not None and getattr(entry, event) is None:
        yield Inconsistency(path, f"`{key[:60]}` has no `{event}`", f"add the date there, as in `{event}: 2024-08`")


def _parents(profile: Profile, path: Path, context: _Context) -> Iterator[Inconsistency]:
    parents = {key: organization.parent for key, organization in profile.organizations.items()}
    for cycle in _cycles(parents):
        yield Inconsistency(
            ("organizations", cycle[0], "parent"),
            f"the organization would be part of itself: {' → '.join([*cycle[:8], cycle[0]])}",
            "delete one `parent` of them",
        )


def _extended(profile: Profile, path: Path, context: _Context) -> Iterator[Inconsistency]:
    bases: dict[str, str | None] = {}
    for name, recipe in profile.documents.items():
        # A recipe that extends its own name means the built-in one.
        bases[name] = None if recipe.extends == name and name in BUILT_IN_RECIPES else recipe.extends
    for cycle in _cycles(bases):
        yield Inconsistency(
            ("documents", cycle[0], "extends"),
            f"the recipe would extend itself: {' → '.join([*cycle[:8], cycle[0]])}",
            "delete one `extends` of them",
        )


def _cycles(links: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Every cycle among links that lead from each key to one other, once."""
    finished: set[str] = set()
    for start in links:
        trail: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in links and at not in finished and at not in trail:
            trail[at] = None
            at = links[at]
        if at is not None and at in trail:
            keys = list(trail)
            yield keys[keys.index(at) :]
        finished.update(trail)


def _base(recipe: Recipe, path: Path, context: _Context) -> Iterator[Inconsistency]:
    choices = context.ids("documents")
    if recipe.extends and recipe.extends not in choices and recipe.extends not in BUILT_IN_RECIPES:
        others = [name for name in (*BUILT_IN_RECIPES, *context.profile.documents) if name != path[-1]]
        near = context.nearest(recipe.extends, others)
        help = f"did you mean `{near}`?" if near else f"built in are {', '.join(BUILT_IN_RECIPES)}"
        yield Inconsistency((*path, "extends"), f"there is no recipe `{recipe.extends}`", help)


def _me(profile: Profile, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if ME in profile.people:
        yield Inconsistency(
            ("people", ME), "`me` always means the person of the profile", "delete this entry; `person` says it all"
        )


def _biography(person: Person, path: Path, context: _Context) -> Iterator[Inconsistency]:
    for length in BIO_LENGTHS if person.bio else ():
        text: str | None = getattr(person.bio, length)
        for place, wording in _wordings(text or "", (*path, "bio", length)):
            yield from _placeholders(wording, place, context)


def _sentences(recipe: Recipe, path: Path, context: _Context) -> Iterator[Inconsistency]:
    for index, text in enumerate(recipe.sentences or ()):
        at = (*path, "sentences", index)
        if is_sentence_name(text) and text not in SENTENCES:
            near = context.nearest(text, SENTENCES)
            help = f"did you mean `{near}`?" if near else f"the sentences are {', '.join(SENTENCES)}"
            yield Inconsistency(at, f"there is no sentence `{text[:60]}`", help)
        for place, wording in _wordings(text, at):
            yield from _placeholders(wording, place, context)


def _wordings(text: str, path: Path) -> Iterator[tuple[Path, str]]:
    """A text, or each of its translations, with its path."""
    if isinstance(text, Translated):
        yield from (((*path, tag), wording) for tag, wording in text.translations.items())
    else:
        yield path, text


def _placeholders(text: str, path: Path, context: _Context) -> Iterator[Inconsistency]:
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if name not in PLACEHOLDERS:
            near = context.nearest(name, PLACEHOLDERS)
            help = f"did you mean `{{{near}}}`?" if near else f"there are {', '.join(PLACEHOLDERS)}"
            yield Inconsistency(path, f"there is no fact `{{{name[:60]}}}` to stand here", help)


def _photo(person: Person, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if person.photo:
        yield from _outside(person.photo, (*path, "photo"))


def _citation_style(recipe: Recipe, path: Path, context: _Context) -> Iterator[Inconsistency]:
    if recipe.citation_style:
        yield from _outside(recipe.citation_style, (*path, "citation_style"))


def _bibliography(profile: Profile, path: Path, context: _Context) -> Iterator[Inconsistency]:
    for index, name in enumerate(profile.bibliography):
        yield from _outside(name, ("bibliography", index))


def _outside(name: str, path: Path) -> Iterator[Inconsistency]:
    if not is_beside(name):
        yield Inconsistency(
            path,
            f"`{name[:60]}` leaves the profile's folder",
            "put the file beside the profile, and write its name with forward slashes",
        )


def is_beside(name: str) -> bool:
    """Whether a file name stays in the folder that it is relative to, on every system."""
    path = PureWindowsPath(name)
    return not (path.drive or path.root or ".." in path.parts or "\\" in name or "\0" in name)


RULES: tuple[tuple[type, _Rule], ...] = (
    (Reference, _dangling),
    (Period, _backwards),
    (Degree, _outcome),
    (Course, _some),
    (Service, _some),
    (Entry, _shown),
    (Talk, _talk),
    (Publication, _people_of),
    (Publication, _history),
    (Contact, _email),
    (News, _news),
    (Recipe, _base),
    (Recipe, _citation_style),
    (Recipe, _sentences),
    (Person, _photo),
    (Person, _biography),
    (Profile, _me),
    (Profile, _parents),
    (Profile, _extended),
    (Profile, _bibliography),
)
"""Which rule concerns which kind of value."""
