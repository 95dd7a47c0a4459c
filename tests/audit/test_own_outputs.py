"""cvkit's own documents agree with the profile that they are drawn from, and a changed fact in one is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from audit.mutants import CHANGES, Change
from audit.people import person
from cvkit.audit.findings import Finding
from cvkit.audit.judge import audit
from cvkit.audit.read import read
from cvkit.build import templates
from cvkit.load.loader import load
from cvkit.model.profile import Profile
from cvkit.render import html, latex, markdown, text
from cvkit.view.compose import compose
from cvkit.view.document import Document

ROOT = Path(__file__).parents[2]
DAYS = (date(2026, 6, 1), date(2019, 3, 15))
FORMATS: dict[str, Callable[[Document], str]] = {
    "txt": text.render,
    "md": markdown.render,
    "html": lambda document: html.render(document, templates.folders(ROOT, "html")),
    "tex": latex.render,
}
NEVER = {"tex": {"site", "bio"}, "html": {"bio"}}
"""Documents that are not made in a format."""
NUMBERS = (1, 2, 3, 7)
"""Of profiles all of whose names pdfTeX can set, so that no TeX source says more than its words."""


def audited(document: Document, profile: Profile, form: str, folder: Path, day: date) -> list[Finding]:
    path = folder / f"document.{form}"
    path.write_text(FORMATS[form](document), encoding="utf-8")
    return [finding for published in read(path) for finding in audit(published, profile, day)]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", NUMBERS)
def test_documents_of_plausible_profiles_give_no_finding(number: int, form: str, day: date, tmp_path: Path) -> None:
    profile = person(number)
    for name in ("cv", "cv-short", "site", "bio"):
        if name in NEVER.get(form, ()):
            continue
        assert audited(compose(profile, name, day), profile, form, tmp_path, day) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["cv", "site"])
def test_the_projects_own_documents_give_no_finding(name: str, form: str, tmp_path: Path) -> None:
    profile = load(ROOT / "profile.yaml").profile
    day = date(2026, 11, 22)
    assert audited(compose(profile, name, day), profile, form, tmp_path, day) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_fact_is_told(change: Change, form: str, tmp_path: Path) -> None:
    profile = person(NUMBERS[0])
    mutant = change(compose(profile, "cv", DAYS[0]), profile, Random(5))
    assert mutant is not None
    found = audited(mutant.document, profile, form, tmp_path, DAYS[0])
    assert mutant.caught(found), (mutant.what, found)
    assert len(found) < 4
