"""Markdown → passages, front matter and the debris of tables included."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvkit.audit.passages import Passage, Published
from cvkit.audit.read import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def page(tmp_path: Path, source: str) -> Published:
    path = tmp_path / "cv.md"
    path.write_text(source, encoding="utf-8")
    return read(path)[0]


def lines(passages: tuple[Passage, ...]) -> list[tuple[int | None, str]]:
    return [(passage.place.line, passage.text) for passage in passages]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("* one\n* two\n  * three\n", [(1, "one"), (2, "two"), (3, "three")]),
        ("1. one\n2. two\n", [(1, "one"), (2, "two")]),
        ("| a | b |\n|---|---|\n| c | d |\n", [(1, "a b"), (3, "c d")]),
        ("University\tAug 2021\nInstitute\tSep 2018\n", [(1, "University Aug 2021"), (2, "Institute Sep 2018")]),
        ("· PHY 1\tFall 2012\n· PHY 2\tFall 2013\n", [(1, "PHY 1 Fall 2012"), (2, "PHY 2 Fall 2013")]),
        ("| a | 2021 |\n| b | 2022 |\n", [(1, "a 2021"), (2, "b 2022")]),
        (
            "Fabric: 2021\nLooms: 2020, 2022\nKnots: 2019",
            [(1, "Fabric: 2021"), (2, "Looms: 2020, 2022"), (3, "Knots: 2019")],
        ),
        ("**Title**\\\nM. Okafor\\*, **K. Abe**   \n*Fabric*, 2022", [(1, "Title M. Okafor*, K. Abe Fabric, 2022")]),
        ("On $x_{0}$ and $\\alpha$ for $5 and $10", [(1, "On x0 and α for $5 and $10")]),
        ("text {% include a.html %}\n{: .class}\n\n{{ site.title }}", [(1, "text")]),
        ("<div markdown=1>\n\none <b>two</b>\n\n</div>\n<p hidden>no</p>", [(3, "one two")]),
        ("Golden Bobbin &amp; more <https://a.example>", [(1, "Golden Bobbin & more https://a.example")]),
    ],
)
def test_blocks_become_passages(tmp_path: Path, source: str, expected: list[tuple[int, str]]) -> None:
    assert lines(page(tmp_path, source).passages) == expected


def test_headings_are_marked_underlined_or_a_bold_line(tmp_path: Path) -> None:
    source = "# Maren\n\nTalks\n=====\n\n* a\n\n## Invited\n\nb\n\n**Awards**\n\nc\n\n**A title in bold**\n\nd\n"
    assert [(passage.text, passage.headings) for passage in page(tmp_path, source).passages] == [
        ("a", ("Talks",)),
        ("b", ("Talks", "Invited")),
        ("c", ("Talks", "Invited", "Awards")),
        ("A title in bold", ("Talks", "Invited", "Awards")),
        ("d", ("Talks", "Invited", "Awards")),
    ]


def test_links_are_kept(tmp_path: Path) -> None:
    (passage,) = page(tmp_path, "Harmonic threads [\\[pdf\\]](https://a.example/a.pdf)").passages
    assert passage.text == "Harmonic threads [pdf]"
    assert passage.links == (("pdf", "https://a.example/a.pdf"),)


def test_front_matter_gives_passages_and_metadata(tmp_path: Path) -> None:
    source = (
        '---\ntitle: "Harmonic threads"\ncollection: publications\nlayout: single\nvenue: Journal of Looms\n'
        "authors:\n  - M. Okafor\n  - {name: K. Abe}\npublished: true\n---\nThe abstract.\n"
    )
    read_page = page(tmp_path, source)
    assert [(passage.place.line, passage.headings, passage.text) for passage in read_page.passages] == [
        (2, ("title",), "Harmonic threads"),
        (5, ("venue",), "Journal of Looms"),
        (7, ("authors",), "M. Okafor"),
        (8, ("authors",), "K. Abe"),
        (11, (), "The abstract."),
    ]
    assert read_page.title == "Harmonic threads"
    assert read_page.metadata["authors"] == "M. Okafor\nK. Abe"


def test_front_matter_that_repeats_itself_is_read_once(tmp_path: Path) -> None:
    rows = "".join(f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefghijkl", "bcdefghijklm"))  # noqa: B905 - one is longer
    assert len(page(tmp_path, f"---\na: &a [x, y]\n{rows}---\ntext").passages) == 3


@pytest.mark.parametrize(("name", "passages"), [("cv.md", 48), ("homepage.md", 58)])
def test_documents_from_the_world_give_a_passage_an_entry(name: str, passages: int) -> None:
    if not (SEEDS / name).is_file():
        pytest.skip(f"there is no {name} here")
    (read_page,) = read(SEEDS / name)
    assert len(read_page.passages) == passages
    assert not any("\t" in passage.text or "**" in passage.text for passage in read_page.passages)
