"""Grammar: articles by sound, verbs by person, pronouns or the name again."""

from __future__ import annotations

from typing import Any

import pytest

from cvkit.model.person import Person
from cvkit.view.document import plain
from cvkit.view.voice import Grammatical, Voice, article

ARTICLES = {
    "a": (
        *("Ph.D.", "PhD student", "B.S.", "Bachelor of Science", "BSc", "Postdoctoral Researcher", "Professor"),
        *("University Lecturer", "Union Fellow", "UX researcher", "UI designer", "UK Fellow", "User Researcher"),
        *("Usability Engineer", "Utility Analyst", "Urologist", "Ukrainian Studies Fellow", "European Fellow"),
        *("Eugene Fellow", "one-year visitor", "Unit Head", "unique case", "hospital physician", "Wissenschaftler"),
        *("CTO", "U.S. attorney", "Ubiquitous Computing Fellow", "Tenured Professor", "Principal Investigator"),
    ),
    "an": (
        *("Assistant Professor", "M.S.", "M.Sc.", "MSc student", "MBA", "MD", "A.B.", "S.M.", "LL.M.", "Ed.D."),
        *("R&D engineer", "X-ray technician", "honors student", "Honorary Professor", "hourly worker", "heir"),
        *(
            "Undergraduate Assistant",
            "Urban Planner",
            "Intern",
            "AI Resident",
            "ML engineer",
            "NSF Fellow",
            "HR manager",
        ),
        *("FRS", "Engineer", "Outreach Officer", "umbrella fellow", "Éminence"),
    ),
}


@pytest.mark.parametrize(("expected", "noun"), [(a, noun) for a, nouns in ARTICLES.items() for noun in nouns])
def test_the_article_goes_by_sound(expected: str, noun: str) -> None:
    assert article(noun) == expected


def voice(
    pronouns: str | None, grammatical: Grammatical, name: Any = "Ada Lovelace", *, introduced: bool = True
) -> Voice:
    return Voice(Person.model_validate({"name": name, "pronouns": pronouns}), grammatical, introduced)


VERBS = ("is", "was", "has", "holds", "reviews")
SINGULAR = list(VERBS)
PLURAL = ["are", "were", "have", "hold", "review"]
FIRST = ["am", "was", "have", "hold", "review"]


@pytest.mark.parametrize(
    ("pronouns", "grammatical", "subject", "possessive", "verbs"),
    [
        ("he", "third", "He", "his", SINGULAR),
        ("she", "third", "She", "her", SINGULAR),
        ("they", "third", "They", "their", PLURAL),
        (None, "third", "Lovelace", "Lovelace’s", SINGULAR),
        ("they", "first", "I", "my", FIRST),
        (None, "first", "I", "my", FIRST),
    ],
)
def test_verbs_agree_with_their_subject(
    pronouns: str | None, grammatical: Grammatical, subject: str, possessive: str, verbs: list[str]
) -> None:
    speaking = voice(pronouns, grammatical)
    assert plain(speaking.subject()) == subject
    assert plain(speaking.possessive(capital=False)) == possessive
    assert [speaking.verb(verb) for verb in VERBS] == verbs


@pytest.mark.parametrize("pronouns", ["he", "she", "they", None])
def test_a_stranger_is_called_by_the_full_name_with_verbs_in_the_singular(pronouns: str | None) -> None:
    stranger = voice(pronouns, "third", introduced=False)
    assert plain(stranger.subject()) == "Ada Lovelace"
    assert plain(stranger.possessive()) == "Ada Lovelace’s"
    assert [stranger.verb(verb) for verb in VERBS] == SINGULAR


def test_i_need_no_introduction() -> None:
    me = voice("they", "first", introduced=False)
    assert plain(me.subject()) == "I"
    assert [me.verb(verb) for verb in VERBS] == FIRST


@pytest.mark.parametrize(
    ("pronouns", "grammatical", "own"),
    [("she", "third", "her"), (None, "third", "an"), (None, "first", "my"), ("they", "first", "my")],
)
def test_a_degree_is_ones_own_unless_the_name_would_come_again(
    pronouns: str | None, grammatical: Grammatical, own: str
) -> None:
    for introduced in (False, True):
        assert plain(voice(pronouns, grammatical, introduced=introduced).own("M.S.")) == own


def test_who_has_but_one_name_is_called_by_it() -> None:
    assert plain(voice(None, "third", "Plato").subject()) == "Plato"
