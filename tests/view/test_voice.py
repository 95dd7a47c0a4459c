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


def voice(pronouns: str | None, grammatical: Grammatical, name: Any = "Ada Lovelace") -> Voice:
    return Voice(Person.model_validate({"name": name, "pronouns": pronouns}), grammatical)


@pytest.mark.parametrize(
    ("pronouns", "grammatical", "subject", "possessive", "of_pronoun", "of_name"),
    [
        ("he", "third", "He", "his", ["is", "was", "holds", "reviews"], ["is", "was", "holds", "reviews"]),
        ("she", "third", "She", "her", ["is", "was", "holds", "reviews"], ["is", "was", "holds", "reviews"]),
        ("they", "third", "They", "their", ["are", "were", "hold", "review"], ["is", "was", "holds", "reviews"]),
        (None, "third", "Lovelace", "Lovelace’s", ["is", "was", "holds", "reviews"], ["is", "was", "holds", "reviews"]),
        ("they", "first", "I", "my", ["am", "was", "hold", "review"], ["am", "was", "hold", "review"]),
        (None, "first", "I", "my", ["am", "was", "hold", "review"], ["am", "was", "hold", "review"]),
    ],
)
def test_verbs_agree_with_their_subject(
    pronouns: str | None,
    grammatical: Grammatical,
    subject: str,
    possessive: str,
    of_pronoun: list[str],
    of_name: list[str],
) -> None:
    speaking = voice(pronouns, grammatical)
    assert plain(speaking.subject()) == subject
    assert plain(speaking.possessive(capital=False)) == possessive
    verbs = ("is", "was", "holds", "reviews")
    assert [speaking.verb(verb) for verb in verbs] == of_pronoun
    assert [speaking.verb(verb, of_name=True) for verb in verbs] == of_name
    assert plain(speaking.name()) == ("I" if grammatical == "first" else "Ada Lovelace")


def test_who_has_but_one_name_is_called_by_it() -> None:
    assert plain(voice(None, "third", "Plato").subject()) == "Plato"
