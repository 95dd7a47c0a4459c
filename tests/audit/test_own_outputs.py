"""cvkit's own documents agree with the profile that they are drawn from, and a changed fact in one is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from audit.drawn import drawn
from audit.mutants import CHANGES, Change
from audit.people import person
from cvkit.audit.findings import Finding
from cvkit.audit.judge import audit
from cvkit.audit.read import read
from cvkit.build import templates
from cvkit.build.pdf import support_files
from cvkit.load.loader import load
from cvkit.model.profile import Profile
from cvkit.render import html, latex, markdown, text
from cvkit.typeset import tex, weasy
from cvkit.typeset.engines import find_engines
from cvkit.view.compose import compose
from cvkit.view.document import Document
from cvkit.view.site import compose_site
from profiles import profiles
from tools import require

ROOT = Path(__file__).parents[2]
DAYS = (date(2026, 6, 1), date(2019, 3, 15))
TODAY = date(2026, 11, 22)
SAMPLE = (3, 5, 58)
"""In Chinese with "et al." cut off; with addresses printed; in German, when the person was a research scientist."""
PRINTED_SAMPLE = (2012, 2048, 2050, 2157)
"""Dates that go on in a second line; in Chinese, too; headings in the margin of two lines; a year that heads a page."""
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
OWN = {"own": ROOT / "profile.yaml", "starter": ROOT / "templates" / "profile.yaml"}
PRINTED = (
    *(("own", style) for style in ("classic", "modern", "hanging")),
    ("starter", "compact"),
    ("starter", "hanging"),
)


@cache
def profile_of(name: str) -> Profile:
    return load(OWN[name]).profile


def audited(document: Document, profile: Profile, form: str, folder: Path, day: date) -> list[Finding]:
    path = folder / f"document.{form}"
    path.write_text(FORMATS[form](document), encoding="utf-8")
    return [finding for published in read(path) for finding in audit(published, profile, day)]


def found_in(data: bytes, profile: Profile, folder: Path, name: str = "cv.pdf") -> list[Finding]:
    path = folder / name
    path.write_bytes(data)
    return [finding for published in read(path) for finding in audit(published, profile, TODAY)]


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
@pytest.mark.parametrize("name", ["cv", "cv-short", "site"])
@pytest.mark.parametrize("owner", OWN)
def test_the_projects_own_documents_give_no_finding(owner: str, name: str, form: str, tmp_path: Path) -> None:
    profile = profile_of(owner)
    if name in NEVER.get(form, ()):
        return
    assert audited(compose(profile, name, TODAY), profile, form, tmp_path, TODAY) == []


@pytest.mark.parametrize(("owner", "theme"), [("own", "plain"), ("starter", "serif")])
def test_no_page_of_a_site_gives_a_finding(owner: str, theme: str, tmp_path: Path) -> None:
    profile = profile_of(owner)
    site = compose_site(profile, "site", TODAY)
    for page in site.pages:
        styled = replace(page.document, setting=replace(page.document.setting, style=theme))
        drawn = html.render_page(replace(page, document=styled), site, templates.folders(ROOT, "html"))
        assert found_in(drawn.encode(), profile, tmp_path, "page.html") == [], page.path


@pytest.mark.parametrize(("owner", "style"), PRINTED)
def test_a_pdf_gives_no_finding_in_any_style(owner: str, style: str, tmp_path: Path) -> None:
    require("pdflatex")
    document = compose(profile_of(owner), "cv", TODAY)
    document = replace(document, setting=replace(document.setting, style=style))
    engine = next(iter(find_engines(os.environ["PATH"])))
    support = support_files(ROOT, latex.style_files(document))
    made = tex.typeset(latex.render(document), support, engine, epoch=0, environ=os.environ)
    assert found_in(made.pdf, profile_of(owner), tmp_path) == []


def test_the_accessible_edition_gives_no_finding(tmp_path: Path) -> None:
    document = compose(profile_of("starter"), "cv", TODAY)
    page = html.render(document, templates.folders(ROOT, "html"))
    assert found_in(weasy.typeset(page, epoch=0).pdf, profile_of("starter"), tmp_path) == []


@pytest.mark.parametrize("number", SAMPLE)
def test_documents_of_any_recipe_day_and_language_give_no_finding_and_lack_no_fact(number: int, tmp_path: Path) -> None:
    for document in drawn(person(number), number):
        assert document.findings(tmp_path) == [], document.what


@pytest.mark.parametrize("number", PRINTED_SAMPLE)
def test_a_pdf_of_any_recipe_day_and_language_gives_no_finding_and_lacks_no_fact(number: int, tmp_path: Path) -> None:
    require("pdflatex", "xelatex", "lualatex")
    for document in drawn(person(number), number, pdf=True):
        assert document.findings(tmp_path) == [], document.what


@given(profile=profiles(), number=st.integers(0, 99))
@settings(max_examples=5, phases=[Phase.generate])
def test_documents_of_whole_profiles_lack_no_fact(
    profile: Profile, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("whole")
    for document in drawn(profile, number):
        lost = [finding for finding in document.findings(folder) if finding.what == "fact"]
        assert lost == [], document.what


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_fact_is_told(change: Change, form: str, tmp_path: Path) -> None:
    profile = person(NUMBERS[0])
    mutant = change(compose(profile, "cv", DAYS[0]), profile, Random(5))
    assert mutant is not None
    found = audited(mutant.document, profile, form, tmp_path, DAYS[0])
    assert mutant.caught(found), (mutant.what, found)
    assert len(found) < 4
