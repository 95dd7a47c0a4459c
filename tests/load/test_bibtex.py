"""BibTeX entries as publications."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvkit.load.loader import Loaded, load
from cvkit.load.problems import ProfileError
from cvkit.load.tex import decode, decode_prose
from cvkit.model.publication import Publication

PERSON = "person: {name: Ada Lovelace}\nbibliography: refs.bib\n"


def loaded(folder: Path, bibliography: str, profile: str = PERSON) -> Loaded:
    (folder / "refs.bib").write_text(bibliography, encoding="utf-8")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return load(folder / "profile.yaml")


def entry(folder: Path, fields: str, kind: str = "article") -> Publication:
    needed = "author = {Ada Lovelace}, title = {T}, year = 2020, "
    given = {field.split("=")[0].strip() for field in fields.split("\n")}
    needed = ", ".join(part for part in needed.split(", ") if part.split("=")[0].strip() not in given)
    return loaded(folder, f"@{kind}{{key,\n{fields}\n{needed}}}").profile.publications["key"]


def test_every_field_finds_its_place(tmp_path: Path) -> None:
    found = entry(
        tmp_path,
        r"""author = {Lovelace, Ada and Charles Babbage and {Analytical Society} and van der Waerden, Bartel},
        title = {{SGD} and $\alpha_{1}$ in Stra{\ss}e \& 5\% more},
        journal = {Journal of {ML}},
        year = {2021},
        month = may,
        volume = 3, number = {4}, pages = {12--34},
        doi = {https://doi.org/10.1000/182},
        eprint = {2306.04815}, archiveprefix = {arXiv},
        url = {https://example.org/a\_b}, pdf = {https://example.org/x.pdf}, code = {https://example.org/c},
        abstract = {We use \emph{SGD} * [x] at \$5 and $x^2$.},
        note = {To appear}, publisher = {ACM}, editor = {Bo Lee}, keywords = {deep learning, theory},
        selected = {true},""",
    )
    assert found.authors == ("Ada Lovelace", "Charles Babbage", "Analytical Society", "Bartel van der Waerden")
    assert found.title == r"SGD and $\alpha_{1}$ in Straße & 5% more"
    assert (found.venue, found.kind, str(found.date)) == ("Journal of ML", "journal", "2021-05")
    assert (found.volume, found.number, found.pages) == ("3", "4", "12–34")
    assert found.ids == {"doi": "10.1000/182", "arxiv": "2306.04815"}
    assert [(link.kind, link.url) for link in found.links] == [
        ("page", "https://example.org/a_b"),
        ("pdf", "https://example.org/x.pdf"),
        ("code", "https://example.org/c"),
    ]
    assert found.abstract == r"We use SGD \* \[x\] at \$5 and $x^2$."
    assert (found.note, found.publisher, found.editors) == ("To appear", "ACM", ("Bo Lee",))
    assert found.tags == ("deep learning", "theory")
    assert found.selected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journal = {J},", "journal"),
        ("article", "journal = {arXiv preprint arXiv:2306.04815},", "preprint"),
        ("article", "journal = {CoRR}, volume = {abs/2306.04815},", "preprint"),
        ("inproceedings", "booktitle = {ICML},", "conference"),
        ("inproceedings", "booktitle = {NeurIPS Workshop on Optimization},", "workshop"),
        ("incollection", "", "chapter"),
        ("phdthesis", "school = {The Ohio State University},", "thesis"),
        ("techreport", "institution = {HDSI},", "report"),
        ("misc", "eprint = {2306.04815}, archiveprefix = {arXiv},", "preprint"),
        ("misc", "", "other"),
    ],
)
def test_kinds(tmp_path: Path, kind: str, fields: str, expected: str) -> None:
    found = entry(tmp_path, fields, kind)
    assert found.kind == expected
    if expected == "preprint":
        assert found.ids["arxiv"] == "2306.04815"
        assert found.venue is None
        assert found.volume is None
    if expected == "thesis":
        assert (found.institution, found.degree) == ("The Ohio State University", "Ph.D.")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"{\'E}va Erd\H{o}s", "Éva Erdős"),
        (r"M{\"u}ller, J{\"o}rg", "Jörg Müller"),
        ("Chao Liu 0001", "Chao Liu"),
        (r"{\L}ukasz Kaiser", "Łukasz Kaiser"),
        ("Halıcıoğlu, Taner", "Taner Halıcıoğlu"),
        ("Smith, Jr., John", "John Smith Jr."),
        ("{DeepMind Team and Friends}", "DeepMind Team and Friends"),
        (r"\.{I}nan, Ay{\c s}e", "Ayşe İnan"),
        (r"Vis{\' \i}", "Visí"),
    ],
)
def test_names(tmp_path: Path, written: str, expected: str) -> None:
    assert entry(tmp_path, f"author = {{{written}}},").authors == (expected,)


def test_stars_mark_equal_contribution(tmp_path: Path) -> None:
    found = entry(tmp_path, "author = {Basit*, Omar and Dinh*, Phuc and Ada Lovelace},")
    assert found.authors == ("Omar Basit", "Phuc Dinh", "Ada Lovelace")
    assert found.equal == ("Omar Basit", "Phuc Dinh")


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("may", "2020-05"),
        ("{May}", "2020-05"),
        ("5", "2020-05"),
        ('10 # "~" # dec', "2020-12"),
        ("{June/July}", "2020-06"),
        ("{13}", "2020"),
    ],
)
def test_months(tmp_path: Path, month: str, date: str) -> None:
    assert str(entry(tmp_path, f"month = {month},").date) == date


def test_strings_are_joined_and_inherited_fields_come_from_the_volume(tmp_path: Path) -> None:
    publications = loaded(
        tmp_path,
        """@string{icml = "International Conference"}
@inproceedings{a, author = {Ada Lovelace}, title = {T}, crossref = {V}}
@inproceedings{b, author = {Ada Lovelace}, title = {T}, booktitle = ICML # { on } # "ML", year = 2019}
@proceedings{v, title = {Proceedings of ICML}, year = 2020, editor = {Bo Lee}}
""",
    ).profile.publications
    assert set(publications) == {"a", "b"}
    assert (publications["a"].venue, str(publications["a"].date)) == ("Proceedings of ICML", "2020")
    assert publications["b"].venue == "International Conference on ML"


def test_the_profile_refines_an_entry_field_by_field(tmp_path: Path) -> None:
    text = "@article{Lovelace:1843/notes, author = {Ada and others}, title = {Notes}, journal = {J}, year = 2020}"
    refined = f"{PERSON}publications:\n  Lovelace:1843/notes:\n    authors: [me]\n    selected: yes\n"
    found = loaded(tmp_path, text, refined)
    publication = found.profile.publications["Lovelace:1843/notes"]
    assert (publication.authors, publication.title, publication.selected) == (("me",), "Notes", True)
    pointer = "/publications/Lovelace:1843~1notes"
    assert found.place(f"{pointer}/authors").file.endswith("profile.yaml")
    assert found.place(f"{pointer}/title").file.endswith("refs.bib")


def test_an_unknown_command_is_advice_and_its_argument_stays(tmp_path: Path) -> None:
    found = loaded(tmp_path, "@misc{a, author = {Ada Lovelace}, title = {A \\foo{bar}}, year = 2020}")
    assert found.profile.publications["a"].title == "A bar"
    assert [problem.severity for problem in found.advice] == ["advice"]
    assert "`\\foo`" in found.advice[0].message


@pytest.mark.parametrize("field", ["author", "editor"])
def test_a_list_that_ends_in_others_is_advice_and_who_is_named_stays(tmp_path: Path, field: str) -> None:
    people = {"author": "Ada Lovelace", field: "Ada Lovelace and Weber, Anna and others"}
    fields = ", ".join(f"{name} = {{{value}}}" for name, value in people.items())
    found = loaded(tmp_path, f"@book{{a, {fields}, title = {{A}}, year = 2020}}")
    publication = found.profile.publications["a"]
    assert getattr(publication, f"{field}s") == ("Ada Lovelace", "Anna Weber")
    [advice] = found.advice
    assert advice.severity == "advice"
    assert f"the list of {field}s is incomplete" in advice.message
    assert "`others`" in advice.message


def test_a_list_of_others_alone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        loaded(tmp_path, "@book{a, author = {others}, title = {A}, year = 2020}")
    (problem,) = caught.value.problems
    assert (problem.severity, problem.message) == ("error", "`a` has no `author`")


def test_advice_on_a_value_hides_no_error_in_it(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        loaded(tmp_path, "@book{a, author = {Bo Lee and Bo Lee and others}, title = {A}, year = 2020}")
    (problem,) = caught.value.problems
    assert (problem.severity, problem.message) == ("error", "`Bo Lee` is author 1 already")


def test_later_problems_stand_in_the_bibliography_too(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        loaded(tmp_path, "@misc{a,\n author = {Bo Lee and Bo Lee},\n title = {A}, year = 2020}")
    (problem,) = caught.value.problems
    assert problem.place
    assert (Path(problem.place.file).name, problem.place.line) == ("refs.bib", 2)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("plain", "plain"),
        (r"10% & more", "10% & more"),
        (r"a--b --- ``q''", "a–b — “q”"),
        (r"\url{https://a.b/c} \href{x}{here}", "https://a.b/c here"),
        (r"\textbf{a} {\em b} \texttt{c}", "a b c"),
        (r"\(x\) and $\frac{1}{2}$", r"$x$ and $\frac{1}{2}$"),
        (r"costs \$5", "costs $5"),
        (r"na\"{\i}ve", "naïve"),
        (r"\c{C}a \k{a} \v{s}", "Ça ą š"),
        ("{un{closed", "unclosed"),
        (r"\sqrt[3]{x} on [0,1)", "√(x) on [0,1)"),
        (r"the \alpha [0,1) of \textit{y}", "the α[0,1) of y"),
    ],
)
def test_tex(tex: str, text: str) -> None:
    assert decode(tex).text == text


def test_prose_escapes_markdown_but_not_in_math() -> None:
    assert decode_prose(r"*a* _b_ $x_1*y$ <c> \$3").text == r"\*a\* \_b\_ $x_1*y$ \<c\> \$3"
