"""Profiles with something unusual in them: cvkit's own documents of them agree with them and lack no fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.drawn import forms_of
from cvkit.audit.findings import Finding
from cvkit.audit.judge import audit
from cvkit.audit.read import read
from cvkit.model.profile import Profile
from cvkit.model.translation import into
from cvkit.render import markdown
from cvkit.view.compose import compose
from profiles import small
from tools import require

TODAY = date(2026, 11, 22)
PAPER = {"kind": "journal", "authors": ["me", "Anna Weber"], "venue": "Journal of Air", "date": "2020"}
POSITION = {"title": "Professor", "organizations": "University of Basel", "start": "2019"}
TALKS = {
    "a": {
        "title": "Looms and learning",
        "event": "International Conference on the Learning of Looms",
        "date": "2027-01-20",
        "start": "9:00",
        "zone": "America/Los_Angeles",
        "place": "Los Angeles, CA",
    },
    "b": {"event": "Séminaire de tissage", "hosts": "Université de Genève", "date": "2027-01", "place": "Genève"},
    "c": {
        "title": "What looms tell: 30 years of data",
        "event": "Loom Science Colloquium",
        "date": "2026-12-10",
        "start": "16:30",
        "end": "18:00",
        "zone": "Asia/Tokyo",
    },
}
UNUSUAL: dict[str, dict[str, Any]] = {
    "math in a word": {"publications": {"a": {"title": "Global CO$_2$ fluxes", **PAPER}}},
    "authors above a publisher, editors, or below math": {
        "publications": {
            "a": {"title": "A Book of Looms", **PAPER, "kind": "book", "venue": None, "publisher": "Selbstverlag"},
            "b": {
                "title": "Proceedings of the Loom Days",
                **PAPER,
                "kind": "book",
                "venue": None,
                "publisher": "Springer",
                "editors": ["me", "Anna Weber"],
            },
            "c": {"title": r"An inequality for flows: $\sum_i\rho_i\le\int_0^H\rho(z)\,dz$", **PAPER},
        }
    },
    "coming talks, one of them without a title": {"talks": TALKS, "documents": {"cv": {"style": "compact"}}},
    "math, times and remarks beside a column of dates": {
        "publications": {
            "a": {
                "title": r"An inequality for stratified flows: $\sum_i\rho_i\le\frac{1}{2}\int_0^H\rho(z)\,dz$",
                **PAPER,
            },
            "b": {"title": r"Roots $\sqrt{n}$ and sums $\sum_{i=1}^{n} x_i$ of the flows of rivers", **PAPER},
        },
        "talks": TALKS,
        "service": {
            "a": {
                "kind": "outreach",
                "title": "Girls’ Day: looms for everybody",
                "years": ["2022", "2023", "2024", "2025"],
                "note": "60+ pupils a year",
            }
        },
        "documents": {"cv": {"style": "hanging", "date_column": "left", "margins": "wide", "dates": "long"}},
    },
    "a name in two scripts": {
        "person": {
            "name": {"given": "Xenia Maria", "family": "Petrova-Müller", "native": "Ксения Петрова-Мюллер"},
            "headline": "Professor of Limnology & Data Science",
        },
        "positions": {"a": POSITION},
    },
    "a headline that begins beside the name": {
        "person": {
            "name": {"given": "Xenia Maria", "family": "Petrova-Müller", "native": "Ксения Петрова-Мюллер"},
            "headline": "Professor of Limnology & Data Science",
        },
        "positions": {"a": POSITION},
        "documents": {"cv": {"style": "compact"}},
    },
    "a highlight with dates": {
        "positions": {
            "a": {**POSITION, "highlights": ["Vice-dean for diversity, 2023–2025.", "Dean of $n$ schools, 2020."]},
            "b": {
                **POSITION,
                "title": "Lecturer",
                "start": "2012",
                "end": "2019",
                "highlights": ["Professor of 2017."],
            },
        }
    },
    "the own name in shorter forms": {
        "person": {"name": {"given": "Xenia Maria", "family": "Petrova-Müller", "also": ["Xenia Petrova"]}},
        "publications": {
            "a": {"title": "Notes on seiches and waves", **PAPER, "authors": ["Xenia Petrova-Müller"]},
            "b": {
                "title": "Monitoring of a thousand lakes",
                **PAPER,
                "authors": ["Anna Weber", "Xenia Petrova Müller"],
            },
        },
    },
    "translations": {
        "organizations": {"kn": {"name": {"en": "University of Konstanz", "de": "Universität Konstanz"}}},
        "positions": {"a": {"title": {"en": "Professor", "de": "Professorin"}, "organizations": "kn", "start": "2019"}},
        "documents": {"cv": {"language": "de"}},
    },
}


def found_in(profile: Profile, folder: Path) -> Iterator[tuple[str, list[Finding]]]:
    require("pdflatex")
    for document in forms_of(profile, TODAY):
        yield document.what, document.findings(folder)


@pytest.mark.parametrize("sections", UNUSUAL.values(), ids=UNUSUAL)
def test_its_documents_give_no_finding_and_lack_no_fact(sections: dict[str, Any], tmp_path: Path) -> None:
    for what, found in found_in(small(**sections), tmp_path):
        assert found == [], what


def test_a_highlight_that_the_profile_does_not_have_is_told(tmp_path: Path) -> None:
    profile = small(**UNUSUAL["a highlight with dates"])
    path = tmp_path / "cv.md"
    path.write_text(markdown.render(compose(profile, "cv", TODAY)).replace("diversity", "finances"), encoding="utf-8")
    (finding,) = audit(read(path)[0], profile, TODAY)
    assert (finding.verdict, finding.section) == ("unknown", "positions")


@pytest.mark.parametrize(("language", "other"), [("de", "Dozentin"), ("en", "Lecturer")])
def test_a_document_that_does_not_say_its_language_tells_it_by_its_words(
    language: str, other: str, tmp_path: Path
) -> None:
    profile = small(**UNUSUAL["translations"] | {"documents": {"cv": {"language": language}}})
    source = markdown.render(compose(profile, "cv", TODAY))
    path = tmp_path / "copy.md"
    path.write_text(source, encoding="utf-8")
    assert read(path)[0].language == ""
    assert audit(read(path)[0], profile, TODAY) == ()
    title = profile.positions["a"].title
    path.write_text(source.replace(into(title, language), other), encoding="utf-8")
    (finding,) = audit(read(path)[0], profile, TODAY)
    assert (finding.verdict, finding.what, finding.published) == ("differs", "role", other)
