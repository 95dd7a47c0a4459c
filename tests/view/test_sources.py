"""Every fact of a document leads back to the place in the profile that it was copied, or derived, from."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.person import LINK_KINDS
from cvkit.model.profile import Profile
from cvkit.model.publication import IDENTIFIERS
from cvkit.view.compose import compose
from cvkit.view.document import document_facts, plain
from cvkit.view.languages import ENGLISH
from profiles import DAYS, profiles
from withheld import day


def resolve(dump: Any, path: str) -> Any:
    """What a JSON pointer leads to; KeyError, IndexError or TypeError where it leads nowhere."""
    assert path.startswith("/")
    for step in path.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        dump = dump[int(key)] if isinstance(dump, list | tuple) else dump[key]
    return dump


def is_date(value: Any, text: str) -> bool:
    """Whether the text is the date or a part of it: its year, its month, its month and year."""
    parsed = day(value)
    months = {name[:length] for name in ENGLISH.months for length in (3, None)}
    words = {*re.findall(r"\w+", ENGLISH.date(parsed) + " " + ENGLISH.date(parsed, short=False)), str(parsed.year)}
    return set(re.findall(r"\w+", text)) <= words | (months if parsed.month else set()) and bool(text)


def is_name(value: Any, text: str) -> bool:
    """Whether the text is the name of a record with given and family name."""
    return set(text.split()) == {word for part in (value["given"], value["family"]) if part for word in part.split()}


def is_mention(value: Any, text: str) -> bool:
    """Whether the text may stand for a reference: itself, or the name of what has an id."""
    return text == value or re.fullmatch(r"[a-z0-9-]+", value) is not None


LINK_LABELS = {label for label, _ in LINK_KINDS.values()}
IDENTIFIER_LABELS = {known.label for known in IDENTIFIERS.values()}
KINDS = {kind for name in ENGLISH.talk_kinds.values() for kind in (name, name.lower())}

DERIVED = (
    # the places whose facts read otherwise than the value there, and how
    (
        r"/positions/[^/]+/title|/person/headline|/honors/[^/]+/title",
        lambda value, text: value.casefold() == text.casefold(),
    ),
    (r"/talks/[^/]+/zone", lambda value, text: text in {value, "EST", "EDT"}),  # the zone of tests/profiles.py
    (r"/talks/[^/]+/(start|end)", lambda value, text: value.startswith(text)),  # 11:45:00 is 11:45
    (
        r"/(positions|education|students|grants)/[^/]+/end",
        lambda value, text: text == "present" or is_date(value, text),
    ),
    (
        r"/history/\d+/status",
        lambda value, text: text == {"under-review": "under review", "accepted": "to appear"}[value],
    ),
    (r"/(date|start|end|years/\d+|terms/\d+)", is_date),
    (r"/history/\d+/year", lambda value, text: str(value) == text),
    (r"/(people/[^/]+|person)/name", is_name),
    (r"/(authors|editors|mentors|advisors|instructors|people|organizations|hosts)/\d+", is_mention),
    (r"/(organization|parent|venue|event|students/[^/]+/name)", is_mention),
    (r"/ids/arxiv", lambda value, text: text in {"arXiv", f"arXiv:{value}"}),
    (r"/ids/isbn", lambda value, text: text == value),
    (r"/ids/\w+", lambda value, text: text in IDENTIFIER_LABELS),
    (r"/talks/[^/]+/kind", lambda value, text: text in KINDS),
    (r"/join", lambda value, text: text == "join"),
    (r"/person/links/[^/]+/(id|url)", lambda value, text: bool(text)),
    (r"/links/\d+/url", lambda value, text: bool(text)),
)


def reads_as(path: str, value: Any, text: str) -> bool:
    """Whether the fact says what stands at its path."""
    for pattern, agrees in DERIVED:
        if re.search(f"{pattern}$", path):
            return agrees(value, text)
    return bool(value == text)


@pytest.mark.parametrize("kind", ["cv", "site", "bio"])
@given(profile=profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_every_fact_reads_as_what_stands_at_its_path(kind: str, profile: Profile, as_of: date) -> None:
    dump = profile.model_dump(mode="json")
    for fact in document_facts(compose(profile, kind, as_of)):
        value = resolve(dump, fact.path)
        assert reads_as(fact.path, value, plain(fact.children)), (fact, value)


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        ("/honors/a/title", "One", "Other"),
        ("/honors/a/date", "2021-05", "June 2022"),
        ("/person/name", {"given": "Ada", "family": "Lovelace"}, "Ada Byron"),
        ("/positions/a/organizations/0", "Acme Inc.", "Acme"),
    ],
)
def test_a_fact_that_reads_otherwise_is_found(path: str, value: Any, text: str) -> None:
    assert not reads_as(path, value, text)
