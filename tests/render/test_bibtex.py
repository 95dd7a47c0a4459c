"""Publications as BibTeX: what each kind becomes, and that cvkit's own reader and others read the same back."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cvkit.load.loader import load
from cvkit.load.tex import decode
from cvkit.model.publication import Publication
from cvkit.render import bibtex
from cvkit.view.document import Author, Citation
from documents import HOSTILE
from sites import CITATIONS, CONFERENCE, JOURNAL, PREPRINT, THESIS, TULLY
from tools import require

PROFILE = "person: {name: Maren Okafor}\nbibliography: refs.bib\n"
DEGREES = {"Ph.D.": "phdthesis", "DPhil": "phdthesis", "M.Sc.": "mastersthesis", "Master's": "mastersthesis"}


def loaded(folder: Path, text: str) -> dict[str, Publication]:
    """The publications that cvkit reads from a .bib file."""
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return dict(load(folder / "profile.yaml").profile.publications)


def field(citation: Citation, name: str) -> str:
    """The value of a field of the written entry, with its delimiters."""
    found = re.search(rf"^  {name} *= (.*),$", bibtex.entry(citation), re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize("citation", CITATIONS, ids=lambda citation: citation.key)
def test_what_is_written_is_read_again(tmp_path: Path, citation: Citation) -> None:
    (key, found), *others = loaded(tmp_path, bibtex.entry(citation)).items()
    assert not others
    assert (key, found.kind, found.title) == (citation.key, citation.kind, citation.title)
    assert found.authors == tuple(author.name for author in citation.authors)
    assert found.editors == tuple(editor.name for editor in citation.editors)
    assert str(found.date) == citation.date[:7]
    assert (found.venue or "") == citation.venue
    assert (found.institution or "", found.degree or "") == (citation.institution, citation.degree)
    assert (found.volume or "", found.number or "") == (citation.volume, citation.number)
    assert (found.pages or "", found.publisher or "") == (citation.pages, citation.publisher)
    assert found.ids == citation.ids
    assert {link.url for link in found.links} <= set(citation.links.values())


@pytest.mark.parametrize(
    ("kind", "links", "address"),
    [
        ("journal", {"code": "c", "slides": "s", "pdf": "p"}, "{p}"),
        ("journal", {"code": "c", "slides": "s"}, ""),
        ("software", {"slides": "s", "code": "c"}, "{c}"),
    ],
)
def test_the_address_is_that_of_the_work_and_not_of_its_code(kind: str, links: dict[str, str], address: str) -> None:
    assert field(replace(JOURNAL, kind=kind, links=links), "url") == address


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_within_its_field(tmp_path: Path, hostile: str) -> None:
    citation = replace(
        JOURNAL,
        title=hostile.replace("$", r"\$"),
        venue=hostile,
        publisher=hostile,
        authors=(Author(hostile, "Okafor", ""), Author(hostile)),
        links={"page": "https://example.org/}{\\ %"},
    )
    (found,) = loaded(tmp_path, bibtex.library([citation])).values()
    assert len(found.authors) == 2
    assert (found.volume, found.ids, str(found.date)) == ("12", JOURNAL.ids, "2024-08")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_braces_balance_and_nothing_is_a_command(hostile: str) -> None:
    written = bibtex.entry(replace(JOURNAL, title=hostile, venue=hostile))
    depth = 0
    for char in written:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"\\(input|write|end|csname)\b", written)


def test_invisible_characters_are_left_out_or_written_as_tex() -> None:
    assert bibtex.escape("zero\u200bwidth no\u00a0break soft\u00adhyphen") == r"zerowidth no~break soft\-hyphen"


@given(st.text(st.characters(exclude_categories=["C"], max_codepoint=0x17F), min_size=1).map(str.strip))
@example("Łukasz Ærøskøbing-Straße, Dvořák & İstanbul")
@example(r"50% of $5 #1 a_b ~ ^ \ <x> | &")
def test_text_of_latin_letters_is_read_again(text: str) -> None:
    text = " ".join(text.split())
    # The reader takes these for dashes and quotation marks, as TeX does, even with an empty group between.
    for pair in ("--", "''", "``"):
        text = text.replace(pair, "")
    assume(not set(text) & set("{}\xad"))
    assert decode(bibtex.escape(text)).text == text


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Learning with SGD and ReLU Networks", "Learning with {SGD} and {ReLU} Networks"),
        ("Fast rates for Bayesian inference", "Fast rates for {Bayesian} inference"),
        ("Rates for Bayesian Inference Without Limits", "Rates for Bayesian Inference Without Limits"),
        ("Why deep nets work: A survey of methods", "Why deep nets work: A survey of methods"),
        ("Q-Learning in 3D", "{Q}-Learning in {3D}"),
        (r"Costs of $O(n)$ and \$5 {A}", r"Costs of {$O(n)$} and \$5 \{A\}"),
        (r"A $\{x\}$ set", r"A {$\lbrace x\rbrace$} set"),
        (r"No $\input{x}$ here", r"No \$\textbackslash{}input\{x\}\$ here"),
    ],
)
def test_titles_keep_the_capitals_that_matter(title: str, written: str) -> None:
    assert bibtex.title(title) == written


def test_a_title_in_another_language_keeps_all_capitals() -> None:
    assert bibtex.title("Die Konvergenz der Verfahren", "de") == "Die {Konvergenz} der {Verfahren}"


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (TULLY, "van der Tully, Jonas"),
        (Author("The Lantern Team"), "{The Lantern Team}"),
        (Author("A", "Salt and Sons"), "{Salt and Sons}, A"),
        (Author("Ada", "King, Jr."), "{King, Jr.}, Ada"),
        (Author("Łukasz", "Ő"), r"{\H{O}}, {\L}ukasz"),
        (Author("超越", "刘"), "刘, 超越"),
    ],
)
def test_names_stand_family_first(author: Author, written: str) -> None:
    assert field(replace(JOURNAL, authors=(author,)), "author") == f"{{{written}}}"


@pytest.mark.parametrize(("degree", "form"), [*DEGREES.items(), ("B.Sc.", "thesis"), ("", "thesis")])
def test_a_thesis_is_of_its_degree(degree: str, form: str) -> None:
    assert bibtex.entry_type(replace(THESIS, degree=degree)) == form


def test_a_preprint_leads_to_its_archive() -> None:
    assert field(PREPRINT, "url") == "{https://arxiv.org/abs/2501.00001}"
    assert bibtex.entry_type(replace(PREPRINT, ids={})) == "unpublished"


def test_what_is_to_appear_says_so() -> None:
    assert field(CONFERENCE, "note") == "{To appear}"
    assert field(JOURNAL, "note") == ""


def test_keys_differ_even_where_case_is_not_told() -> None:
    text = bibtex.library([JOURNAL, replace(JOURNAL, key="TIDES"), replace(JOURNAL, key="a,{b")])
    assert re.findall(r"@article\{(.*),", text) == ["tides", "TIDES-2", "a--b"]


def test_without_publications_there_is_no_text() -> None:
    assert bibtex.library([]) == ""


def test_bibtex_itself_reads_every_entry_without_a_warning(tmp_path: Path) -> None:
    require("bibtex")
    hostile = [replace(JOURNAL, key=f"h{n}", title=text, venue=text) for n, text in enumerate(HOSTILE)]
    (tmp_path / "all.bib").write_text(bibtex.library([*CITATIONS, *hostile]), encoding="utf-8")
    (tmp_path / "a.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")
    run = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert "Warning" not in run.stdout, run.stdout
    assert (tmp_path / "a.bbl").read_text(encoding="utf-8").count("\\bibitem") == len(CITATIONS) + len(hostile)
