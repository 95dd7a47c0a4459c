"""Advice on the person and on what is said to readers: contacts, interests, notices, metrics, talks, translations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cvkit.load.advice.piece import YEAR, Advice, goes_on, pointer
from cvkit.model.profile import Profile
from cvkit.model.translation import LANGUAGE_NAMES, translated_texts

LONG_NOTICE = 2 * YEAR
OLD_METRIC = 2 * YEAR


def no_email(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Readers want to write."""
    contacts = profile.person.contacts.values()
    if not any(contact.kind == "email" and not (contact.end and contact.end.over(as_of)) for contact in contacts):
        yield Advice(
            "/person/contacts", "there is no e-mail address", "add `email: {kind: email, value: name@example.org}`"
        )


def no_short_interests(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Bios say in half a sentence what one works on."""
    interests = profile.person.interests
    if interests is None or interests.short is None:
        yield Advice(
            "/person/interests",
            "there are no short interests, so bios cannot say what you work on",
            'add `short:` with words that can follow "research focuses on"',
        )


def old_notice(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A notice without an end grows old."""
    for key, notice in profile.person.notices.items():
        if notice.end is None and goes_on(notice, as_of, LONG_NOTICE):
            yield Advice(
                pointer("person", "notices", key),
                f"the notice `{key}` has stood since {notice.start} and has no end",
                "delete it if it no longer holds, or give it an `end`",
            )


def old_metric(profile: Profile, as_of: date) -> Iterator[Advice]:
    """Counts grow old."""
    for key, metric in profile.metrics.items():
        if as_of - metric.date.last > OLD_METRIC:
            yield Advice(
                pointer("metrics", key, "date"),
                f"`{metric.name}` was counted in {metric.date}",
                "count again, or delete it",
            )


def untitled_talk(profile: Profile, as_of: date) -> Iterator[Advice]:
    """A talk that was given had a title."""
    for key, talk in profile.talks.items():
        if talk.title is None and not talk.cancelled and talk.date.over(as_of):
            yield Advice(
                pointer("talks", key), f"the talk `{key}` of {talk.date} has no title", "add it, or `cancelled: true`"
            )


def untranslated(profile: Profile, as_of: date) -> Iterator[Advice]:
    """What is translated at all is translated into the language of every document."""
    languages = dict.fromkeys(recipe.language for recipe in profile.documents.values() if recipe.language)
    if not languages:
        return
    for place, text in translated_texts(profile):
        for language in languages:
            if not text.speaks(language):
                there = LANGUAGE_NAMES.get(text.language, f"`{text.language}`")
                yield Advice(
                    place,
                    f"there is no {LANGUAGE_NAMES.get(language, f'`{language}`')} text here; the {there} one stands in",
                    f"add it, as in `{language}: …`",
                )
