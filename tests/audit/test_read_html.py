"""HTML → passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvkit.audit.passages import Form, Published
from cvkit.audit.reading.html import page_of


def page(html: str) -> Published:
    return page_of(html, "index.html", Form.HTML)


def texts(html: str) -> list[str]:
    return [passage.text for passage in page(html).passages]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>One</li><li>Two</ul>", ["One", "Two"]),
        ("<ul><li>One<ul><li>Nested</li></ul></li></ul>", ["One", "Nested"]),
        ("<li><p class=when>2022</p><div><p>Golden Bobbin</p></div></li>", ["2022 Golden Bobbin"]),
        (
            "<table><tr><td>2022</td><td>Golden <b>Bobbin</b></td></tr><tr><td>2017<td>Prize</table>",
            ["2022 Golden Bobbin", "2017 Prize"],
        ),
        (
            "<dl><dt>Journal</dt><dd>2021, 2022</dd><dt>Fabric</dt><dd>2020</dd></dl>",
            ["Journal 2021, 2022", "Fabric 2020"],
        ),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("<div class='entry'><h4></h4><p>Title</p><p>Authors</p></div><p>Other</p>", ["Title Authors", "Other"]),
        ("<p>Title<br>Authors<br>Venue</p>", ["Title Authors Venue"]),
        ("<p>Title<br>Venue<br><br>Other</p>", ["Title Venue", "Other"]),
        ("<p>Threads, 2021.<br>Knots, 2022.<br>Cloth, 2023.</p>", ["Threads, 2021.", "Knots, 2022.", "Cloth, 2023."]),
        ("<p>Hal<bdi>ı</bdi>c<span>ı</span>oğlu</p>", ["Halıcıoğlu"]),
        (
            "<p>University<span class=r>Bergen</span> Chair<span class=r>2021</span></p>",
            ["University Bergen Chair 2021"],
        ),
        ("<p>one<!-- two -->&amp; three&nbsp;four\n five</p>", ["one& three four five"]),
        ("<p hidden>no</p><p style='display: none'>no</p><script>no</script><nav><a>no</a></nav><p>yes</p>", ["yes"]),
        (
            "<div class='bibtex hidden'>no</div><a class=skip-link href=#main>no</a><p aria-hidden=true>no</p>yes",
            ["yes"],
        ),
        ("<p>H<sub>2</sub>O, <math><msub><mi>x</mi><mn>1</mn></msub></math></p>", ["H2O, x1"]),
        (
            "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x</annotation></semantics></math>",
            ["x"],
        ),
        ("<p>• Golden Bobbin</p>", ["Golden Bobbin"]),
    ],
)
def test_blocks_become_passages(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_headings_stand_above_what_follows_them() -> None:
    html = "<h1>Maren</h1><p>a<h2>Talks</h2><p>b<h3>Invited</h3><p>c<h2>Awards</h2><p>d<p><b>Service:</b></p><p>e"
    assert [(passage.text, passage.headings) for passage in page(html).passages] == [
        ("a", ("Maren",)),
        ("b", ("Maren", "Talks")),
        ("c", ("Maren", "Talks", "Invited")),
        ("d", ("Maren", "Awards")),
        ("e", ("Maren", "Awards", "Service:")),
    ]


def test_details_are_read_below_their_summary_and_no_further() -> None:
    html = "<h2>News</h2><details><summary>Earlier</summary><p>old</p></details><p>new</p>"
    assert [(passage.text, passage.headings[1:]) for passage in page(html).passages] == [
        ("old", ("Earlier",)),
        ("new", ()),
    ]


def test_links_have_their_text_and_address() -> None:
    html = (
        "<p>Paper [<a href='https://doi.org/10.5555/1'>doi</a>, <a href=' a.pdf '><b>p</b>df</a>] <a href=#top>up</a> "
        "<a>no</a>"
    )
    assert page(html).passages[0].links == (("doi", "https://doi.org/10.5555/1"), ("pdf", "a.pdf"))


def test_title_language_and_meta_are_kept() -> None:
    html = (
        "<html lang=de-CH><title>Maren  Okafor</title><meta name=citation_author content=Abe>"
        "<meta name=Citation_Author content=Okafor><meta property=og:title content=Looms><p>text"
    )
    read = page(html)
    assert (read.title, read.language) == ("Maren Okafor", "de-CH")
    assert read.metadata["citation_author"] == "Abe\nOkafor"
    assert read.metadata["og:title"] == "Looms"


def test_lines_are_those_of_the_source() -> None:
    html = "<html>\n<title>2022</title>\n<body>\n<p>2022</p>\n\n<p>2022 &amp;\nmore</p><ul>\n<li>one"
    assert [passage.place.line for passage in page(html).passages] == [4, 6, 8]


def test_a_page_of_bytes_follows_its_declared_encoding(tmp_path: Path) -> None:
    from cvkit.audit.read import read

    path = tmp_path / "index.html"
    path.write_bytes("<meta charset=iso-8859-2><p>Łódź, Kovačević</p>".encode("iso-8859-2"))
    assert read(path)[0].passages[0].text == "Łódź, Kovačević"


def test_the_blocks_of_an_item_stay_known_apart() -> None:
    (item,) = page("<ul><li><p>• Title</p><div><p>Ada <b>Day</b>,<br>Bo Lee</p></div><p>Publisher</li></ul>").passages
    assert item.text == "Title Ada Day, Bo Lee Publisher"
    assert item.blocks == ("Title", "Ada Day, Bo Lee", "Publisher")
