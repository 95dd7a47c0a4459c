"""Advice on publications: what waits too long, stands twice, or lacks the person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from cvkit.load.advice.piece import YEAR, Advice, pointer
from cvkit.model.meant import ME, Meant
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication, arxiv_month

LONG_REVIEW = 1.5 * YEAR
LONG_ACCEPTED = YEAR
LATE_ON_ARXIV = YEAR

_SHOWN_AS = {"preprint": "a preprint", "under-review": "under review"}
"""What a work is called whose history ends in such a state."""

_ARXIV_VERSION = re.compile(r"v\d+$")


def long_under_review(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Nothing is under review for 18 months without news."""
    for key, publication in profile.publications.items():
        state = publication.state(as_of)
        late = state and state.status == "under-review" and as_of - state.date.last > LONG_REVIEW
        if state and late and not _lacks_last_state(publication, as_of):
            yield Advice(
                pointer("publications", key, "history", publication.states.index(state)),
                f"`{key}` has been under review since {state.date}",
                "add to its `history` what came of it: accepted, published, or a preprint again",
            )


def without_last_state(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A history leads to what the entry's own fields say."""
    for key, publication in profile.publications.items():
        if _lacks_last_state(publication, as_of):
            shown = _SHOWN_AS[publication.history[-1].status]
            yield Advice(
                pointer("publications", key, "history", len(publication.history) - 1),
                f"`{key}` is shown as {shown}, as its `history` ends before its own date, {publication.date}",
                "a history lists every state, the last one, too; if it is out, add "
                f"`- {{date: {publication.date}, status: published}}` at its end",
            )


def _lacks_last_state(publication: Publication, as_of: date) -> bool:
    # Until its date has come, a work under review is rightly shown as such.
    if publication.kind == "preprint" or not publication.history or not publication.date.begun(as_of):
        return False
    last = publication.history[-1]
    return last.status in _SHOWN_AS and publication.date.first > last.date.last


def to_come(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is known of a work to come stands in its history."""
    for key, publication in profile.publications.items():
        if publication.history or publication.date.begun(as_of):
            continue
        if publication.kind == "preprint":
            help = "if it is out, correct the date"
        else:
            accepted, published = f"{{date: {as_of:%Y-%m}, status: accepted}}", "status: published}"
            help = (
                f"if it is accepted, say since when: `history: [{accepted}, {{date: {publication.date}, {published}]`"
            )
        yield Advice(
            pointer("publications", key, "date"),
            f"`{key}` shows nowhere until {publication.date}, as it has no `history` of what it is before",
            help,
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
    meant = Meant(profile)
    for key, publication in profile.publications.items():
        if all(meant.author(person) != ME for person in (*publication.authors, *publication.editors)):
            yield Advice(
                pointer("publications", key, "authors"),
                f"{profile.person.name.full} is not among the authors of `{key}`",
                "write `me` in the list, or add the spelling used there to `also` of your name",
            )


def _letters(title: str) -> str:
    """A title without case, accents, spaces and punctuation."""
    return "".join(char for char in unicodedata.normalize("NFKD", title.casefold()) if char.isalnum())
