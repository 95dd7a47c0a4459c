"""The booklet of bios: six people, with each pronoun and in the first person, in four lengths, to be read aloud."""

from __future__ import annotations

import os
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cvkit.model.consistency import inconsistencies
from cvkit.model.profile import Profile
from cvkit.view.bio import compose_bio
from cvkit.view.document import Document, plain
from cvkit.view.voice import Grammatical
from profiles import Raw

DAY = date(2026, 11, 22)
BOOKLET = Path(__file__).with_name("golden") / "bios.md"

PLACES: Raw = {
    "organizations": {
        "northgate": {"name": "Northgate University"},
        "statistics": {"name": "Department of Statistics", "parent": "northgate"},
        "hydrology": {"name": "Center for Hydrology", "parent": "northgate"},
        "estuary": {"name": "University of Estuary"},
        "physics": {"name": "Department of Physics", "parent": "estuary"},
        "delta": {"name": "Delta Institute for Water Research"},
        "lumen": {"name": "Lumen", "formerly": [{"name": "Lanternworks", "until": "2022-06"}]},
        "lumen-research": {"name": "Lumen Research", "parent": "lumen"},
        "rivers": {"name": "Rivers and Coasts Fund"},
        "nsf": {"name": "National Science Foundation", "short": "NSF"},
        "academy": {"name": "Coastal Academy of Sciences"},
    },
    "people": {
        "haddad": {"name": "Samir Haddad", "role": "Prof."},
        "lindqvist": {"name": "Astrid Lindqvist", "known_as": "Asta Lindqvist", "role": "Dr."},
    },
    "venues": {
        "jrs": {"name": "Journal of River Statistics", "short": "JRS"},
        "icfl": {"name": "International Conference on Flood Learning", "short": "ICFL"},
        "waters": {"name": "Annals of Waters"},
    },
}

DOCTORATE = {
    "degree": "Ph.D.",
    "field": "Statistics",
    "organizations": "statistics",
    "start": "2014-09",
    "end": "2019-06",
    "advisors": "haddad",
}
MASTER = {"degree": "M.Sc.", "field": "Mathematics", "organizations": "estuary", "start": 2012, "end": 2014}
BACHELOR = {"degree": "B.Sc.", "field": "Mathematics", "organizations": "estuary", "start": 2009, "end": 2012}
INTERESTS = {"short": "the statistics of rare floods and how to forecast them with little data"}


def paper(title: str, venue: str, year: int) -> Raw:
    return {"title": title, "authors": ["me"], "kind": "journal", "venue": venue, "date": year, "selected": True}


PEOPLE: dict[str, Raw] = {
    "A student": {
        "name": "Wren Abara",
        "education": {
            "phd": {
                "degree": "Ph.D.",
                "field": "Physics",
                "organizations": "physics",
                "start": "2023-09",
                "advisors": ["lindqvist", "Tove Brandt"],
            },
            "bs": BACHELOR | {"field": "Physics", "start": 2019, "end": 2023},
        },
        "positions": {
            "ta": {"title": "Teaching Assistant", "organizations": "physics", "start": "2024-09"},
            "intern": {
                "title": "Research Intern",
                "kind": "internship",
                "organizations": "lumen-research",
                "start": "2025-06",
                "end": "2025-08",
            },
        },
        "interests": {"short": "turbulence in shallow water"},
        "publications": {"eddies": paper("Eddies that remember", "icfl", 2025)},
        "honors": {"fellowship": {"title": "Graduate Research Fellowship", "date": 2024}},
    },
    "A postdoc": {
        "name": "Maren Okafor",
        "positions": {
            "postdoc": {
                "title": "Postdoctoral Researcher",
                "organizations": "delta",
                "start": "2024-10",
                "mentors": "lindqvist",
            },
            "analyst": {"title": "Data Scientist", "organizations": "lumen", "start": "2019-08", "end": "2021-12"},
            "fellow": {"title": "Fellow", "organizations": "hydrology", "start": "2022-01", "end": "2024-09"},
        },
        "education": {"phd": DOCTORATE, "ms": MASTER, "bs": BACHELOR},
        "interests": INTERESTS,
        "publications": {
            "gauges": paper("How many gauges does a river need?", "jrs", 2025),
            "tails": paper("Borrowed tails", "waters", 2023),
        },
        "honors": {
            "paper": {"title": "Best Paper Award", "date": 2025},
            "young": {"title": "Young Hydrologist of the Year", "date": 2023},
        },
        "service": {
            "jrs": {"kind": "reviewing", "venue": "jrs", "years": [2023, 2024, 2025]},
            "icfl": {"kind": "reviewing", "venue": "icfl", "years": [2025]},
        },
    },
    "A professor with a joint appointment": {
        "name": "Ines Valdés-Moreau",
        "positions": {
            "joint": {
                "title": "Associate Professor",
                "organizations": ["statistics", "hydrology"],
                "start": "2023-08",
            },
            "assistant": {
                "title": "Assistant Professor",
                "organizations": "statistics",
                "start": "2017-08",
                "end": "2023-07",
            },
            "postdoc": {
                "title": "Postdoctoral Fellow",
                "organizations": "delta",
                "start": "2015-09",
                "end": "2017-07",
                "mentors": "lindqvist",
            },
        },
        "education": {
            "phd": DOCTORATE | {"organizations": "estuary", "start": 2010, "end": 2015},
            "ms": MASTER | {"start": 2008, "end": 2010},
            "bs": BACHELOR | {"start": 2005, "end": 2008},
        },
        "interests": INTERESTS,
        "publications": {
            "gauges": paper("How many gauges does a river need?", "jrs", 2025),
            "tails": paper("Borrowed tails", "waters", 2023),
            "coast": paper("The coast is a boundary condition", "jrs", 2021),
        },
        "honors": {
            "fellow": {"title": "Fellow of the Coastal Academy of Sciences", "date": 2026},
            "medal": {"title": "Rill Medal", "date": 2024},
            "career": {"title": "Early Career Award", "date": 2020},
        },
        "grants": {
            "nsf": {"title": "Floods", "organization": "nsf", "role": "PI", "start": 2024, "end": 2028},
            "rivers": {"title": "Rivers", "organization": "rivers", "role": "co-PI", "start": 2025},
            "old": {"title": "Old", "organization": "academy", "role": "PI", "start": 2018, "end": 2020},
        },
        "service": {
            "jrs": {"kind": "reviewing", "venue": "jrs", "years": [2019, 2020, 2021]},
            "icfl": {"kind": "reviewing", "venue": "icfl", "years": [2020, 2021]},
            "waters": {"kind": "reviewing", "venue": "waters", "years": [2022]},
        },
    },
    "In industry": {
        "name": "Jo Tanaka-Reyes",
        "positions": {
            "lumen": {"title": "Senior Research Scientist", "organizations": "lumen-research", "start": "2022-03"},
            "before": {"title": "Software Engineer", "organizations": "Brook & Sons", "start": 2018, "end": 2020},
            "lanternworks": {
                "title": "Machine Learning Engineer",
                "organizations": "lumen",
                "start": 2020,
                "end": "2022-02",
            },
        },
        "education": {
            "mba": {"degree": "MBA", "organizations": "northgate", "start": "2025-09"},
            "ms": MASTER | {"start": 2016, "end": 2018},
        },
        "interests": {"short": "forecasts that people can act on"},
        "honors": {"hack": {"title": "Flood Hackathon Prize", "date": 2021}},
    },
    "Between jobs": {
        "name": "Emil Sørby",
        "positions": {
            "last": {
                "title": "Research Scientist",
                "organizations": "lumen",
                "start": "2021-05",
                "end": "2026-06",
            },
            "first": {
                "title": "Postdoc",
                "organizations": "hydrology",
                "start": 2019,
                "end": 2021,
                "mentors": "haddad",
            },
        },
        "education": {"phd": DOCTORATE, "ms": MASTER},
        "interests": INTERESTS,
        "publications": {"tails": paper("Borrowed tails", "waters", 2023)},
    },
    "About to move": {
        "name": "Noor Castellane",
        "positions": {
            "next": {
                "title": "Assistant Professor",
                "organizations": "statistics",
                "start": "2027-08",
                "announced": "2026-10",
            },
            "now": {
                "title": "Postdoctoral Researcher",
                "organizations": "delta",
                "start": "2024-09",
                "end": "2027-07",
                "mentors": "lindqvist",
            },
            "before": {"title": "Lecturer", "organizations": "physics", "start": 2022, "end": "2024-06"},
        },
        "education": {"phd": DOCTORATE | {"organizations": "estuary", "start": 2017, "end": 2022}, "bs": BACHELOR},
        "interests": INTERESTS,
        "honors": {"prize": {"title": "The Weir Prize", "date": 2022}},
    },
}

VOICES: dict[str, tuple[Grammatical, str | None]] = {
    "he": ("third", "he"),
    "she": ("third", "she"),
    "they": ("third", "they"),
    "no pronouns": ("third", None),
    "first person": ("first", None),
}
LENGTHS: dict[str, dict[str, Any]] = {
    "160 characters": {"characters": 160},
    "short": {"length": "short"},
    "medium": {"length": "medium"},
    "long": {"length": "long"},
}


def profile_of(who: str, pronouns: str | None) -> Profile:
    facts = {name: value for name, value in PEOPLE[who].items() if name not in {"name", "interests"}}
    person = {"name": PEOPLE[who]["name"], "pronouns": pronouns, "interests": PEOPLE[who]["interests"]}
    profile = Profile.model_validate(PLACES | facts | {"person": person})
    assert list(inconsistencies(profile)) == []
    return profile


def text(document: Document) -> str:
    (section,) = document.sections
    (entry,) = section.entries
    return plain(entry.body[0])


def said(who: str, voice: str, length: str) -> str:
    person, pronouns = VOICES[voice]
    return text(compose_bio(profile_of(who, pronouns), DAY, person=person, **LENGTHS[length]))


def booklet() -> str:
    pages = ["# Bios", f"As of {DAY}."]
    for who in PEOPLE:
        pages.append(f"## {who}")
        for voice in VOICES:
            pages.append(f"### {who}: {voice}")
            for length in LENGTHS:
                bio = said(who, voice, length)
                size = f"{len(bio.split())} words, {len(bio)} characters"
                pages.append(f"**{length}** ({size})")
                pages.append(textwrap.fill(bio, 110, break_on_hyphens=False, break_long_words=False))
    return "\n\n".join(pages) + "\n"


@pytest.mark.golden
def test_the_booklet_reads_as_it_was_read() -> None:
    if os.environ.get("CVKIT_GOLDEN"):
        BOOKLET.parent.mkdir(exist_ok=True)
        BOOKLET.write_text(booklet(), encoding="utf-8")
    assert BOOKLET.read_text(encoding="utf-8") == booklet()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("length", LENGTHS)
def test_pronouns_are_nothing_to_the_first_person(who: str, length: str) -> None:
    spoken = {
        text(compose_bio(profile_of(who, pronouns), DAY, person="first", **LENGTHS[length]))
        for pronouns in ("he", "she", "they", None)
    }
    assert len(spoken) == 1
