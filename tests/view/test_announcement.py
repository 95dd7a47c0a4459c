"""Announcements: every fact of a talk, and the speaker as of its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from announced import PROFILE, TALK, TODAY, announced, profile_of
from cvkit.model.dates import PartialDate
from cvkit.model.profile import Profile
from cvkit.render import html_paste, markdown, text
from cvkit.view.announcement import HiddenTalkError, UnknownTalkError, compose_talk, speaker_bio, talk_list
from cvkit.view.compose import compose
from cvkit.view.document import Document, Entry, Event, document_facts, facts, plain
from cvkit.view.events import uid
from cvkit.view.languages import LOCALES
from profiles import DAYS, Raw, profiles, raw_profiles, tokens
from withheld import withheld


def rows(document: Document) -> dict[str, str]:
    """What stands behind each label."""
    (section,) = (section for section in document.sections if section.name == "talk" and section.layout == "rows")
    return {plain(entry.title): plain(entry.note) for entry in section.entries}


def entries(document: Document) -> list[Entry]:
    return [entry for section in document.sections for entry in section.entries]


def record(document: Document) -> Event:
    (found,) = (entry.record for entry in entries(document) if isinstance(entry.record, Event))
    return found


def test_it_tells_all_that_is_known() -> None:
    document = announced()
    assert rows(document) == {
        "Title": "How fast is O(\\sqrt{n}) on a loom; and why, in brief?",
        "When": "Wednesday, 17 March 2027, 11:45–12:45 EDT (America/New_York)",
        "Where": "Room 7, Weavers' Hall, Springfield",
        "Join online": "https://example.org/join?a=1&b=2",
        "Series": "Weaving Seminar",
        "Host": "Example University",
    }
    assert document.title == "Seminar talk"
    assert document.subject.endswith(" on a loom; and why, in brief? — Maren Okafor, 17 March 2027")
    assert [section.title for section in document.sections] == ["", "Abstract", "About the speaker"]
    assert record(document) == Event(
        uid=uid("Maren Okafor", "loom"),
        title="How fast is $O(\\sqrt{n})$ on a loom; and why, in brief?",
        date="2027-03-17",
        start="11:45",
        end="12:45",
        zone="America/New_York",
        series="Weaving Seminar, Example University",
        location="Room 7, Weavers' Hall, Springfield",
        join="https://example.org/join?a=1&b=2",
        abstract="Looms are fast.\n\nThis talk asks why, and proves that $x_1 < 2$ & more; with a \\ backslash.",
        speaker="Maren Okafor",
    )


BARE: dict[str, Any] = dict.fromkeys(
    ("title", "event", "hosts", "kind", "start", "end", "zone", "place", "room", "join")
)


@pytest.mark.parametrize(
    ("when", "as_of", "told"),
    [
        ("2027-03-17", date(2027, 3, 18), {"When": "Wednesday, 17 March 2027"}),
        ("2027-03", date(2027, 4, 1), {"When": "March 2027"}),
        ("2027", date(2028, 1, 1), {"When": "2027"}),
    ],
)
def test_what_was_never_known_of_a_past_talk_is_left_out(when: str, as_of: date, told: dict[str, str]) -> None:
    for kind, subject in ((None, "Talk"), ("keynote", "Keynote")):
        known = BARE | {"date": when, "kind": kind}
        document = announced(as_of=as_of, **known)
        assert rows(document) == told
        assert document.subject.startswith(f"{subject} — Maren Okafor, ")
        assert "announced" not in repr(document.sections)
        assert record(document).title == subject
        day_before = announced(as_of=PartialDate.parse(when).last, **known)
        assert rows(day_before)["Where"] == "To be announced"


def test_what_is_not_known_is_to_be_announced() -> None:
    document = announced(**BARE)
    assert rows(document) == {
        "Title": "To be announced",
        "When": "Wednesday, 17 March 2027, time to be announced",
        "Where": "To be announced",
    }
    assert document.subject == "Talk: Title to be announced — Maren Okafor, 17 March 2027"
    document = announced(**BARE | {"date": "2027-03"})
    assert rows(document)["When"] == "March 2027, day and time to be announced"
    assert record(document).date == "2027-03"


def test_a_talk_to_be_joined_from_afar_needs_no_room() -> None:
    assert "Where" not in rows(announced(room=None, place=None))


# --- the speaker as of the day ---


@pytest.mark.parametrize(
    ("talk_date", "day", "headline", "affiliation"),
    [
        ("2027-03-17", None, "Assistant Professor", "University of Weft"),  # to come: what starts before it counts
        ("2025-03-17", None, "Postdoctoral Fellow", "Institute of Looms"),
        ("2026-12-31", None, "Postdoctoral Fellow", "Institute of Looms"),
        ("2027-01-01", None, "Assistant Professor", "University of Weft"),
        ("2020-03-17", None, "Ph.D. student in Weaving", "Warp College"),
        ("2010-03-17", None, "", ""),
        ("2027-03-17", date(2025, 1, 1), "Postdoctoral Fellow", "Institute of Looms"),
    ],
)
def test_the_speaker_is_that_of_the_day(talk_date: str, day: date | None, headline: str, affiliation: str) -> None:
    document = announced(date=talk_date, day=day)
    assert (plain(document.header.headline), plain(document.header.affiliation)) == (headline, affiliation)
    if affiliation:
        about = entries(document)[-1]
        assert affiliation in plain(about.body[0])
    assert document.as_of == TODAY


@pytest.mark.parametrize(
    ("as_of", "announced_on", "headline"),
    [
        ("2026-05-31", "2026-06", "Postdoctoral Fellow"),
        ("2026-06-01", "2026-06", "Assistant Professor"),
        ("2026-12-31", None, "Postdoctoral Fellow"),
        ("2027-01-01", None, "Assistant Professor"),
    ],
)
def test_a_job_to_come_is_told_once_it_is_announced(as_of: str, announced_on: str | None, headline: str) -> None:
    positions: dict[str, Any] = PROFILE["positions"] | {
        "next": PROFILE["positions"]["next"] | {"announced": announced_on}
    }
    profile, day = profile_of(positions=positions), date.fromisoformat(as_of)
    document, bio = compose_talk(profile, "loom", day), speaker_bio(profile, "loom", day, length="long")
    assert plain(document.header.headline) == headline
    for told in (document, bio):
        assert ("Weft" in repr(told.sections)) == (headline == "Assistant Professor")


def test_a_job_after_the_talk_stays_secret_until_it_is_announced() -> None:
    job = {"title": "Dean", "organizations": "Acme", "start": "2027-09", "announced": "2027-01"}
    profile = profile_of(positions=PROFILE["positions"] | {"dean": job})
    assert "Acme" not in repr(compose_talk(profile, "loom", TODAY).sections)


def test_two_positions_stand_together() -> None:
    positions = {
        "a": {"title": "Professor", "organizations": "University of Weft", "start": "2020"},
        "b": {"title": "Director", "organizations": "Institute of Looms", "start": "2020"},
    }
    document = compose_talk(profile_of(positions=positions), "loom", TODAY)
    assert plain(document.header.headline) == "Professor and Director"
    assert plain(document.header.affiliation) == "University of Weft; Institute of Looms"


def test_contacts_stay_at_home() -> None:
    document = announced()
    assert document.header.contacts == ()
    assert "maren@example.org" not in repr(document)
    assert "555" not in repr(document)


def test_what_is_hidden_from_announcements_is_not_told() -> None:
    positions = {"a": {"title": "Secret Agent", "organizations": "Acme", "start": "2020", "show": ["cv"]}}
    document = compose_talk(profile_of(positions=positions), "loom", TODAY)
    assert "Secret" not in repr(document.header)
    assert "Secret" not in repr(document.sections)
    with pytest.raises(HiddenTalkError):
        announced(show=["cv"])
    assert rows(announced(show=["talk"])) == rows(announced())


def test_whoever_has_but_a_name_has_no_bio() -> None:
    document = compose_talk(profile_of(positions={}, education={}), "loom", TODAY)
    assert [section.name for section in document.sections] == ["talk", "abstract"]


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_the_bio_has_the_length_asked_for(length: str) -> None:
    from cvkit.view.bio import compose_bio

    profile = profile_of()
    drawn = compose_bio(profile, date(2027, 3, 17), length=length)
    assert entries(compose_talk(profile, "loom", TODAY, bio=length))[-1].body == entries(drawn)[0].body


def test_a_talk_that_is_not_there() -> None:
    with pytest.raises(UnknownTalkError) as raised:
        compose_talk(profile_of(), "lom", TODAY)
    assert (raised.value.name, raised.value.known) == ("lom", ("loom",))


def test_a_cancelled_talk_says_so() -> None:
    document = announced(cancelled=True)
    assert "This talk has been cancelled." in text.render(document)
    assert record(document).cancelled
    assert "cancelled" not in text.render(announced())


# --- hours and zones ---


@pytest.mark.parametrize(
    ("zone", "day", "told"),
    [
        ("America/New_York", "2024-03-09", "EST (America/New_York)"),
        ("America/New_York", "2024-03-11", "EDT (America/New_York)"),
        ("Asia/Kathmandu", "2024-03-11", "UTC+05:45 (Asia/Kathmandu)"),
        ("America/Sao_Paulo", "2024-03-11", "UTC−03:00 (America/Sao_Paulo)"),
        ("Australia/Sydney", "2024-01-11", "AEDT (Australia/Sydney)"),
        ("Australia/Sydney", "2024-07-11", "AEST (Australia/Sydney)"),
        ("UTC", "2024-07-11", "UTC"),
    ],
)
def test_the_zone_is_named_as_on_that_day(zone: str, day: str, told: str) -> None:
    assert rows(announced(zone=zone, date=day))["When"].endswith(f", 11:45–12:45 {told}")


def test_an_hour_without_an_end() -> None:
    assert rows(announced(end=None))["When"].endswith(" March 2027, 11:45 EDT (America/New_York)")


@pytest.mark.parametrize("kind", ["cv", "site"])
def test_documents_tell_the_zone_of_a_coming_talk_and_keep_its_record(kind: str) -> None:
    def shown(as_of: str) -> tuple[str, Event]:
        (entry,) = (
            entry for entry in entries(compose(profile, kind, date.fromisoformat(as_of))) if entry.path == "/talks/loom"
        )
        assert isinstance(entry.record, Event)
        return plain(entry.when), entry.record

    profile = profile_of()
    when, ahead = shown("2027-03-17")
    assert when == "17 Mar 2027, 11:45–12:45 EDT"
    assert (ahead.date, ahead.start, ahead.join) == ("2027-03-17", "11:45", TALK["join"])
    assert ahead.abstract == ("" if kind == "cv" else record(announced()).abstract)
    when, past = shown("2027-03-18")
    assert when == "Mar 2027"
    assert (past.date, past.start, past.end, past.zone, past.join) == ("2027-03", "", "", "", "")
    assert past.location == "Springfield"
    assert past.uid == ahead.uid == record(announced()).uid


def test_the_uid_is_the_persons_own_and_stays() -> None:
    assert record(announced(date="2028-01-01", title="Another", start=None, end=None)).uid == record(announced()).uid
    assert uid("Maren Okafor", "loom") == uid("Mären  Okafor", "loom")
    others = {uid("Maren Okafor", "loom"), uid("Ada Lovelace", "loom"), uid("Maren Okafor", "looms")}
    assert len(others) == 3


# --- languages ---


@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("en", "Wednesday, 17 March 2027, 11:45–12:45 EDT (America/New_York)"),
        ("de", "Mittwoch, 17. März 2027, 11:45–12:45 EDT (America/New_York)"),
        ("fr", "mercredi 17 mars 2027, 11:45–12:45 EDT (America/New_York)"),
        ("es", "miércoles, 17 de marzo de 2027, 11:45–12:45 EDT (America/New_York)"),
        ("zh", "2027年3月17日 星期三, 11:45–12:45 EDT (America/New_York)"),
    ],
)
def test_it_speaks_the_language_asked_for(language: str, when: str) -> None:
    document = compose_talk(profile_of(), "loom", TODAY, language=language)
    assert rows(document)[LOCALES[language].phrases["when"]] == when
    assert document.language == language
    assert ("about" in {section.name for section in document.sections}) == (language == "en")


# --- the list ---


def test_the_list_has_coming_talks_first_the_nearest_at_the_top() -> None:
    talks: dict[str, Any] = {
        "old": {"title": "Old", "date": "2020"},
        "later": {"title": "Later", "date": "2028-01"},
        "hidden": {"title": "Hidden", "date": "2027-01-01", "show": ["cv"]},
        "soon": {"date": "2026-12-01"},
        "off": {"title": "Off", "date": "2026-12-02", "cancelled": True},
        "recent": {"date": "2026-11-01", "kind": "keynote"},
    }
    listed = talk_list(profile_of(talks=talks), TODAY)
    assert [(talk.id, talk.date, talk.title, talk.coming, talk.cancelled) for talk in listed] == [
        ("soon", "2026-12-01", "Title to be announced", True, False),
        ("off", "2026-12-02", "Off", True, True),
        ("later", "2028-01", "Later", True, False),
        ("recent", "2026-11-01", "Keynote", False, False),
        ("old", "2020", "Old", False, False),
    ]


# --- whole profiles ---


@given(profile=profiles(), as_of=st.sampled_from(DAYS), language=st.sampled_from(list(LOCALES)))
@settings(max_examples=40)
def test_every_fact_of_any_announcement_stands_in_every_format(profile: Profile, as_of: date, language: str) -> None:
    for listed in talk_list(profile, as_of):
        document = compose_talk(profile, listed.id, as_of, bio="long", language=language)
        ids = [entry.id for entry in entries(document)]
        assert len(ids) == len(set(ids))
        folded = {
            " ".join(made.split()).replace("\\", "") for made in (text.render(document), markdown.render(document))
        }
        for fact in document_facts(document):
            words = plain(fact.children).split()
            assert all(word.replace("\\", "") in made for word in words for made in folded), (fact, folded)
        assert html_paste.render(document).endswith("\n")


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_nothing_that_is_withheld_is_told(raw: Raw, as_of: date) -> None:
    profile = Profile.model_validate(raw)
    secret = withheld(raw, "talk", "talk", as_of) & withheld(raw, "talk", "bio", as_of)
    for listed in talk_list(profile, as_of):
        document = compose_talk(profile, listed.id, as_of, day=as_of, bio="long")
        said = tokens(repr(document.sections) + repr(document.header) + document.subject)
        assert said & secret <= tokens(raw["talks"][listed.id]) | tokens(listed.id)


@given(profile=profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=40)
def test_every_talk_is_told_by_its_own_facts_alone(profile: Profile, as_of: date) -> None:
    for listed in talk_list(profile, as_of):
        document = compose_talk(profile, listed.id, as_of)
        (told, *_) = document.sections
        paths = {fact.path for entry in told.entries for fact in facts(entry.note)}
        assert all(path.split("/")[1] != "talks" or path.split("/")[2] == listed.id for path in paths)


def test_the_profile_of_the_tests_has_a_headline_without_a_date() -> None:
    """Or the tests above would prove nothing of it."""
    assert PROFILE["person"]["headline"] == "Weaver of today"
