"""Advice on publications: what waits too long, stands twice, or lacks the person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from cvkit.load.advice.piece import YEAR, Advice, pointer
from cvkit.load.spellings import ME, Spellings
from cvkit.model.profile import Profile
from cvkit.model.publication import arxiv_month

LONG_REVIEW = 1.5 * YEAR
LONG_ACCEPTED = YEAR
LATE_ON_ARXIV = YEAR

_ARXIV_VERSION = re.compile(r"v\d+$")


def long_under_review(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Nothing is under review for 18 months without news."""
    for key, publication in profile.publications.items():
        state = publication.state(as_of)
        if state and state.status == "under-review" and as_of - state.date.last > LONG_REVIEW:
            yield Advice(
                pointer("publications", key, "history", publication.states.index(state)),
                f"`{key}` has been under review since {state.date}",
                "add to its `history` what came of it: accepted, published, or a preprint again",
            )


def long_accepted(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is accepted gets published."""
    for key, publication in profile.publications.items():
        state = publication.state(as_of)
        if state and state.status == "accepted" and as_of - publication.date.last > LONG_ACCEPTED:
            yield Advice(
                pointer("publications", key, "history", publication.states.index(state)),
                f"`{key}` still counts as accepted, but was to be published in {publication.date}",
                f"add to its `history`: {{date: {publication.date}, status: published}}",
            )


def same_title(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A work is listed once; a workshop paper may share its title with the paper that grew out of it."""
    first: dict[tuple[str, str], str] = {}
    for key, publication in profile.publications.items():
        titles = {publication.title, *(state.title for state in publication.history if state.title)}
        letters = [found for title in titles if (found := _letters(title))]
        kinds = ("",) if publication.kind == "preprint" else (publication.kind, "preprint")
        others = [first[title, kind] for title in letters for kind in kinds if (title, kind) in first]
        if others:
            yield Advice(
                pointer("publications", key, "title"),
                f"`{key}` has the same title as `{others[0]}`",
                "if they are one work, make them one entry with a `history`",
            )
        for title in letters:
            first.setdefault((title, publication.kind), key)
            first.setdefault((title, ""), key)


def same_identifier(profile: Profile, as_of: date) -> Iterator[Advice]:
    """An identifier belongs to one work."""
    first: dict[tuple[str, str], str] = {}
    for key, publication in profile.publications.items():
        for kind, identifier in publication.ids.items():
            plain = _ARXIV_VERSION.sub("", identifier.casefold()) if kind == "arxiv" else identifier.casefold()
            other = first.setdefault((kind, plain), key)
            if other != key:
                yield Advice(
                    pointer("publications", key, "ids", kind),
                    f"`{key}` has the same {kind} identifier as `{other}`",
                    "if they are one work, make them one entry with a `history`; otherwise correct one of the two",
                )


def early_preprint(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A preprint begins no earlier than its arXiv number, which tells the month; other works may be posted later."""
    for key, publication in profile.publications.items():
        posted = arxiv_month(publication.ids.get("arxiv", ""))
        state = publication.states[0]
        late = timedelta() if state.status == "preprint" else LATE_ON_ARXIV
        if posted and posted.first - state.date.last > late:
            yield Advice(
                pointer("publications", key, "ids", "arxiv"),
                f"by its number, this was posted in {posted}; `{key}` begins as {state.status} in {state.date}",
                "correct the number, or the date of the first state",
            )


def without_me(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Whose profile it is has a part in every publication."""
    known = Spellings(profile)
    for key, publication in profile.publications.items():
        if all(known.who(person) != ME for person in (*publication.authors, *publication.editors)):
            yield Advice(
                pointer("publications", key, "authors"),
                f"{profile.person.name.full} is not among the authors of `{key}`",
                "write `me` in the list, or add the spelling used there to `also` of your name",
            )


def _letters(title: str) -> str:
    """A title without case, accents, spaces and punctuation."""
    return "".join(char for char in unicodedata.normalize("NFKD", title.casefold()) if char.isalnum())
