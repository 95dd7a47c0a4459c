"""What a document shows and what it leaves out make up the profile; nothing hidden or later stands anywhere in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.model.profile import Profile
from cvkit.view.bio import NoRoomError, compose_bio
from cvkit.view.compose import compose
from cvkit.view.context import pointer
from cvkit.view.document import Document, Layout, Reason, document_facts, facts, slots
from profiles import DAYS, Raw, raw_profiles, tokens
from withheld import collections, withheld, withholds

KINDS = ("cv", "site", "bio")


def draw(raw: Raw, kind: str, as_of: date) -> Document:
    profile = Profile.model_validate(raw)
    if kind != "bio":
        return compose(profile, kind, as_of)
    try:
        return compose_bio(profile, as_of, words=200)
    except NoRoomError as error:
        return compose_bio(profile, as_of, words=error.needed)


def entry_of(path: str) -> str:
    """The path of the entry in which a fact is written."""
    return "/".join(path.split("/")[: 4 if path.startswith("/person/") else 3])


def told(document: Document) -> set[str]:
    """The entries that the header, running prose and the sections tell."""
    paths = {entry.path for section in document.sections for entry in section.entries}
    header = replace(document, sections=())
    prose = [
        fact
        for section in document.sections
        if section.layout is Layout.PROSE
        for entry in section.entries
        for inlines in slots(entry)
        for fact in facts(inlines)
    ]
    return paths | {entry_of(fact.path) for fact in [*document_facts(header), *prose]}


def every_entry(raw: Raw) -> set[str]:
    return {pointer(*path.split("/"), key) for path, entries in collections(raw).items() for key in entries}


@pytest.mark.parametrize("kind", KINDS)
@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_an_entry_is_either_told_or_left_out_with_one_reason(kind: str, raw: Raw, as_of: date) -> None:
    document = draw(raw, kind, as_of)
    left_out = Counter(omission.path for omission in document.omitted)
    assert told(document) & every_entry(raw) | set(left_out) == every_entry(raw)
    assert told(document).isdisjoint(left_out)
    assert set(left_out.values()) <= {1}


@pytest.mark.parametrize("kind", KINDS)
@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=100)
def test_nothing_hidden_or_later_stands_anywhere_in_a_document(kind: str, raw: Raw, as_of: date) -> None:
    document = draw(raw, kind, as_of)
    everything = repr(replace(document, omitted=()))  # slots, urls, paths, metadata
    assert tokens(everything) & withheld(raw, kind, kind, as_of) == set()


@pytest.mark.parametrize("kind", ["cv", "site"])
@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_what_must_not_show_is_left_out_for_that_reason(kind: str, raw: Raw, as_of: date) -> None:
    drawn = set(collections(raw)) - ({"news", "person/notices"} if kind == "cv" else set())
    expected = {
        pointer(*path.split("/"), key)
        for path, entries in collections(raw).items()
        for key, entry in entries.items()
        if path in drawn and withholds(raw, path, entry, kind, kind, as_of)
    }
    reasons = {Reason.HIDDEN, Reason.NOT_YET, Reason.OVER}
    assert {omission.path for omission in draw(raw, kind, as_of).omitted if omission.reason in reasons} == expected
