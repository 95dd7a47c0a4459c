"""Advice on a profile that is valid: what looks stale, doubled, misspelt, unused or missing on a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cvkit.load.loader import Loaded
from cvkit.load.problems import Problem
from cvkit.load.spellings import ME, Spellings
from cvkit.model.fields import Model, Period, PersonRef, Reference
from cvkit.model.person import printed
from cvkit.model.profile import Profile
from cvkit.model.publication import arxiv_month
from cvkit.model.translation import LANGUAGE_NAMES, translated_texts

YEAR = timedelta(days=365)
LONG_REVIEW = 1.5 * YEAR
LONG_ACCEPTED = YEAR
LONG_DEGREE = 8 * YEAR
LONG_TEMPORARY = 6 * YEAR
LONG_NOTICE = 2 * YEAR
OLD_METRIC = 2 * YEAR
LATE_ON_ARXIV = YEAR
LONG_GAP = YEAR

_TEMPORARY_TITLE = re.compile(r"\b(post-?doc\w*|intern|trainee|visiting|visitor)\b", re.IGNORECASE)
_ARXIV_VERSION = re.compile(r"v\d+$")


class Advice(NamedTuple):
    """A piece of advice: the JSON pointer of what it is about, what was noticed and what to do."""

    pointer: str
    message: str
    help: str


def advise(loaded: Loaded, as_of: date) -> list[Problem]:
    """All advice on a profile as it stands on a day, that of its loading included, in the order of the files."""
    found = (advice for rule in RULES for advice in rule(loaded.profile, as_of))
    problems = [Problem(loaded.place(pointer), message, help, "advice") for pointer, message, help in found]
    order = [str(file) for file in loaded.files]

    def position(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        return (order.index(place.file), place.line, place.column) if place else (0, 0, 0)

    return sorted([*loaded.advice, *problems], key=position)


def _long_under_review(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Nothing is under review for 18 months without news."""
    for key, publication in profile.publications.items():
        state = publication.state(as_of)
        if state and state.status == "under-review" and as_of - state.date.last > LONG_REVIEW:
            yield Advice(
                _pointer("publications", key, "history", publication.states.index(state)),
                f"`{key}` has been under review since {state.date}",
                "add to its `history` what came of it: accepted, published, or a preprint again",
            )


def _long_accepted(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is accepted gets published."""
    for key, publication in profile.publications.items():
        state = publication.state(as_of)
        if state and state.status == "accepted" and as_of - publication.date.last > LONG_ACCEPTED:
            yield Advice(
                _pointer("publications", key, "history", publication.states.index(state)),
                f"`{key}` still counts as accepted, but was to be published in {publication.date}",
                f"add to its `history`: {{date: {publication.date}, status: published}}",
            )


def _long_degree(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A degree in progress comes to an end."""
    for key, degree in profile.education.items():
        if degree.outcome in {None, "in-progress"} and _goes_on(degree, as_of, LONG_DEGREE):
            yield Advice(
                _pointer("education", key, "start"),
                f"the degree `{key}` has been in progress since {degree.start}",
                "add its `end`, with `outcome: left` if it ended without the degree",
            )


def _long_temporary(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A temporary position comes to an end."""
    for key, position in profile.positions.items():
        temporary = position.kind != "appointment" or _TEMPORARY_TITLE.search(position.title)
        if temporary and _goes_on(position, as_of, LONG_TEMPORARY):
            yield Advice(
                _pointer("positions", key, "start"),
                f"the position `{key}` ({position.title}) has been open since {position.start}",
                "add its `end`, if it is over",
            )


def _old_notice(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A notice without an end grows old."""
    for key, notice in profile.person.notices.items():
        if notice.end is None and _goes_on(notice, as_of, LONG_NOTICE):
            yield Advice(
                _pointer("person", "notices", key),
                f"the notice `{key}` has stood since {notice.start} and has no end",
                "delete it if it no longer holds, or give it an `end`",
            )


def _same_title(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A work is listed once; a workshop paper may share its title with the paper that grew out of it."""
    first: dict[tuple[str, str], str] = {}
    for key, publication in profile.publications.items():
        titles = {publication.title, *(state.title for state in publication.history if state.title)}
        letters = [found for title in titles if (found := _letters(title))]
        kinds = ("",) if publication.kind == "preprint" else (publication.kind, "preprint")
        others = [first[title, kind] for title in letters for kind in kinds if (title, kind) in first]
        if others:
            yield Advice(
                _pointer("publications", key, "title"),
                f"`{key}` has the same title as `{others[0]}`",
                "if they are one work, make them one entry with a `history`",
            )
        for title in letters:
            first.setdefault((title, publication.kind), key)
            first.setdefault((title, ""), key)


def _same_identifier(profile: Profile, as_of: date) -> Iterator[Advice]:
    """An identifier belongs to one work."""
    first: dict[tuple[str, str], str] = {}
    for key, publication in profile.publications.items():
        for kind, identifier in publication.ids.items():
            plain = _ARXIV_VERSION.sub("", identifier.casefold()) if kind == "arxiv" else identifier.casefold()
            other = first.setdefault((kind, plain), key)
            if other != key:
                yield Advice(
                    _pointer("publications", key, "ids", kind),
                    f"`{key}` has the same {kind} identifier as `{other}`",
                    "if they are one work, make them one entry with a `history`; otherwise correct one of the two",
                )


def _early_preprint(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A preprint begins no earlier than its arXiv number, which tells the month; other works may be posted later."""
    for key, publication in profile.publications.items():
        posted = arxiv_month(publication.ids.get("arxiv", ""))
        state = publication.states[0]
        late = timedelta() if state.status == "preprint" else LATE_ON_ARXIV
        if posted and posted.first - state.date.last > late:
            yield Advice(
                _pointer("publications", key, "ids", "arxiv"),
                f"by its number, this was posted in {posted}; `{key}` begins as {state.status} in {state.date}",
                "correct the number, or the date of the first state",
            )


def _misspelt(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A name that is one or two letters from that of a known person is probably theirs."""
    known = Spellings(profile)
    told: set[str] = set()
    for pointer, people in _mentions(profile):
        for index, person in enumerate(people):
            if person in told or (not person.is_id and known.who(person)):
                continue
            near = None if person.is_id else known.probably(person)
            if near and near not in {known.who(other) for other in people}:
                told.add(person)
                name = profile.person.name if near == ME else profile.people[near].name
                place = f"{pointer}/{index}" if len(people) > 1 else pointer
                help = f"write the id `{near}`, or, if it is so in print, add the spelling to `also` of that name"
                yield Advice(place, f"`{printed(person)}` differs by a letter or two from {name.full}", help)


def _mentions(profile: Profile) -> Iterator[tuple[str, tuple[PersonRef, ...]]]:
    """Every list of people with its pointer."""
    for key, publication in profile.publications.items():
        yield _pointer("publications", key, "authors"), publication.authors
        yield _pointer("publications", key, "editors"), publication.editors
        for index, state in enumerate(publication.history):
            yield _pointer("publications", key, "history", index, "authors"), state.authors or ()
    for key, position in profile.positions.items():
        yield _pointer("positions", key, "mentors"), position.mentors
    for key, degree in profile.education.items():
        yield _pointer("education", key, "advisors"), degree.advisors
    for key, course in profile.teaching.items():
        yield _pointer("teaching", key, "instructors"), course.instructors
    for key, grant in profile.grants.items():
        yield _pointer("grants", key, "people"), grant.people
    for key, student in profile.students.items():
        yield _pointer("students", key, "name"), (student.name,)


def _without_me(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Whose profile it is has a part in every publication."""
    known = Spellings(profile)
    for key, publication in profile.publications.items():
        if all(known.who(person) != ME for person in (*publication.authors, *publication.editors)):
            yield Advice(
                _pointer("publications", key, "authors"),
                f"{profile.person.name.full} is not among the authors of `{key}`",
                "write `me` in the list, or add the spelling used there to `also` of your name",
            )


def _unused(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is named once is referred to at least once."""
    known = Spellings(profile)
    used = {(item.collection, str(item)) for item in _references(profile)}
    used |= {("people", str(known.who(item))) for item in _references(profile) if isinstance(item, PersonRef)}
    used |= {
        (section, key) for news in profile.news.values() for section, _, key in [(news.about or "").partition("/")]
    }
    for collection in ("organizations", "people", "venues"):
        for key in getattr(profile, collection):
            if (collection, key) not in used:
                yield Advice(
                    _pointer(collection, key), f"nothing refers to `{key}`", "refer to it by its id, or delete it"
                )


def _references(value: object) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, Model | dict):
        for inner in (value if isinstance(value, dict) else vars(value)).values():
            yield from _references(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _references(inner)


def _no_short_interests(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Bios say in half a sentence what one works on."""
    interests = profile.person.interests
    if interests is None or interests.short is None:
        yield Advice(
            "/person/interests",
            "there are no short interests, so bios cannot say what you work on",
            'add `short:` with words that can follow "research focuses on"',
        )


def _no_email(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Readers want to write."""
    contacts = profile.person.contacts.values()
    if not any(contact.kind == "email" and not (contact.end and contact.end.over(as_of)) for contact in contacts):
        yield Advice(
            "/person/contacts", "there is no e-mail address", "add `email: {kind: email, value: name@example.org}`"
        )


def _old_metric(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Counts grow old."""
    for key, metric in profile.metrics.items():
        if as_of - metric.date.last > OLD_METRIC:
            yield Advice(
                _pointer("metrics", key, "date"),
                f"`{metric.name}` was counted in {metric.date}",
                "count again, or delete it",
            )


def _untitled_talk(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A talk that was given had a title."""
    for key, talk in profile.talks.items():
        if talk.title is None and not talk.cancelled and talk.date.over(as_of):
            yield Advice(
                _pointer("talks", key), f"the talk `{key}` of {talk.date} has no title", "add it, or `cancelled: true`"
            )


def _gap(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Between jobs and degrees there is at most a year that nothing accounts for."""
    periods = [
        (known.first, period.end.last if period.end else as_of, section, key)
        for section, entries in (("positions", profile.positions), ("education", profile.education))
        for key, period in entries.items()
        if (known := period.start or period.end)
    ]
    covered: date | None = None
    for start, end, section, key in sorted(periods):
        if covered and start - covered > LONG_GAP:
            yield Advice(
                _pointer(section, key, "start"),
                f"nothing stands between {covered:%Y-%m} and {start:%Y-%m}",
                "if a job or a degree is missing, add it; otherwise leave it so",
            )
        covered = max(covered or end, end)


def _untranslated(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is translated at all is translated into the language of every document."""
    languages = dict.fromkeys(recipe.language for recipe in profile.documents.values() if recipe.language)
    if not languages:
        return
    for pointer, text in translated_texts(profile):
        for language in languages:
            if not text.speaks(language):
                there = LANGUAGE_NAMES.get(text.language, f"`{text.language}`")
                yield Advice(
                    pointer,
                    f"there is no {LANGUAGE_NAMES.get(language, f'`{language}`')} text here; the {there} one stands in",
                    f"add it, as in `{language}: …`",
                )


RULES: tuple[Callable[[Profile, date], Iterable[Advice]], ...] = (
    _no_email,
    _no_short_interests,
    _old_notice,
    _unused,
    _long_temporary,
    _long_degree,
    _gap,
    _long_under_review,
    _long_accepted,
    _same_title,
    _same_identifier,
    _early_preprint,
    _without_me,
    _misspelt,
    _untitled_talk,
    _old_metric,
    _untranslated,
)
"""Every rule. Each takes time in proportion to the profile, or nearly so."""


def _goes_on(period: Period, as_of: date, longer_than: timedelta) -> bool:
    """Whether a period is open on the day and began longer before it."""
    begun = period.start and as_of - period.start.last > longer_than
    return bool(begun) and (period.end is None or not period.end.over(as_of))


def _letters(title: str) -> str:
    """A title without case, accents, spaces and punctuation."""
    return "".join(char for char in unicodedata.normalize("NFKD", title.casefold()) if char.isalnum())


def _pointer(*steps: str | int) -> str:
    """The JSON pointer (RFC 6901) of a place in the profile."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
