"""PDFs → passages: our own from every engine, and strangers' in the manners that are common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from weasyprint import HTML

from cvkit.audit.passages import Form, Passage, Published
from cvkit.audit.read import read
from cvkit.audit.reading.pdf_words import text_layer
from tools import require

FILES = Path(__file__).parent / "files"
Printed = Callable[..., Published]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """What is read from HTML that was printed."""

    def printed(html: str, style: str = "") -> Published:
        path = tmp_path / "cv.pdf"
        page = f"<html lang=en><style>@page {{ size: A4; margin: 2cm }} body {{ font: 10pt serif }} {style}</style>"
        HTML(string=page + html).write_pdf(path)
        return read(path)[0]

    return printed


def texts(page: Published) -> list[str]:
    return [passage.text for passage in page.passages]


def below(page: Published, heading: str) -> list[Passage]:
    return [passage for passage in page.passages if passage.headings[-1:] == (heading,)]


def sample(name: str) -> Published:
    return read(FILES / name)[0]


def test_a_document_has_its_title_language_and_information(printed: Printed) -> None:
    page = printed("<title>Curriculum vitae</title><meta name=author content='Maren Okafor'><p>Golden Bobbin")
    assert (page.form, page.title, page.language) == (Form.PDF, "Curriculum vitae", "en")
    assert page.metadata["author"] == "Maren Okafor"
    assert str(page.passages[0].place).endswith("cv.pdf, page 1")


def test_two_columns_are_read_one_after_the_other_with_their_own_headings() -> None:
    page = sample("two-columns.pdf")
    assert [passage.text for passage in below(page, "EXPERIENCE")] == [
        "Associate Professor University of the North Sea Aug 2021 – ongoing Bergen, Norway",
        "Leads the group on looms and their vibrations, with five doctoral students and two postdoctoral researchers",
        "Teaches the physics of fabrics",
        "Postdoctoral Researcher Institute for Applied Weaving Sep 2018 – Jul 2021 Lyon, France",
        "Research Engineer Spindle Works 2015 – 2018 Leeds, UK",
    ]
    assert [passage.text for passage in below(page, "EDUCATION")] == [
        "Ph.D. in Physics University of Umbria 2011 – 2015",
        "M.Sc. in Mathematics University of Umbria 2009 – 2011",
    ]
    assert [passage.text for passage in below(page, "AWARDS")] == ["Golden Bobbin, 2022", "Young Weaver Prize, 2017"]
    assert len(below(page, "PUBLICATIONS")) == 3


def test_equal_columns_of_prose_are_one_text(printed: Printed) -> None:
    words = " ".join(f"{'thread' * (number % 3)}{number}" for number in range(400))
    page = printed(f"<p>{words}", "p { column-count: 2; column-gap: 2em }")
    assert " ".join(texts(page)) == words


def test_dates_to_the_left_belong_to_their_entry_over_line_ends() -> None:
    page = sample("dates-left.pdf")
    assert [passage.text for passage in below(page, "Experience")] == [
        "Aug 2021–present Associate Professor, University of the North Sea, Bergen Leads the group on looms and their "
        "vibrations. Five doctoral students Two postdoctoral researchers",
        "Sep 2018–Jul 2021 Postdoctoral Researcher, Institute for Applied Weaving, Lyon",
    ]
    assert [passage.text for passage in below(page, "Languages")] == ["English Fluent", "Norwegian Native"]


def test_a_dense_cv_is_parted_by_indents_rows_dates_and_line_ends() -> None:
    page = sample("dense.pdf")
    assert [passage.text for passage in below(page, "Appointments")] == [
        "2021–present Associate Professor, Department of Textile Physics, University of the North Sea, Bergen, Norway, "
        "with a joint appointment in Mathematics",
        "2018–2021 Postdoctoral Researcher, Institute for Applied Weaving",
        "2015–2018 Research Engineer, Spindle Works",
    ]
    articles = below(page, "Refereed journal articles")
    assert [passage.text[:24] for passage in articles] == [
        "Okafor, Maren, Tove Lind",
        "Abe, Kenji, and Maren Ok",
        "Okafor, Maren. 2020. “We",
        "Okafor, Maren, and Franç",
    ]
    assert articles[0].links == (("doi:10.5555/loom.1", "https://doi.org/10.5555/loom.1"),)
    assert "François Müller-Halıcı" in articles[3].text
    assert "the finite difficulties" in articles[3].text
    assert [passage.text for passage in below(page, "Awards")][:2] == ["Golden Bobbin 2022", "Young Weaver Prize 2017"]
    assert [passage.text for passage in below(page, "Talks")] == [
        "“Threads,” Textile Days, Kyoto, May 2023.",
        "“Why cloth holds,” Lyon, 2019.",
        "“A history of weaving from the first loom to the last, and of those who stood at it by night and day,” "
        "Department of History, University of Umbria, 2018.",
        "“Knots,” Oslo, 2017.",
    ]
    assert below(page, "Teaching")[0].text.startswith("Physics of Fabrics, University")
    assert below(page, "Teaching")[0].place.page == 2


def test_running_heads_and_page_numbers_are_no_passages() -> None:
    everything = " ".join(texts(sample("dense.pdf")))
    assert "Curriculum Vitae" not in everything
    assert "Page 1 of 2" not in everything


def test_a_year_that_two_pages_share_is_no_running_head(printed: Printed) -> None:
    page = printed("<p>Golden Bobbin, 2022<p style='break-before: page'>Young Weaver Prize, 2022")
    assert texts(page) == ["Golden Bobbin, 2022", "Young Weaver Prize, 2022"]


def test_a_word_processor_gives_two_cells_a_line() -> None:
    page = sample("word-processor.pdf")
    assert [passage.text for passage in below(page, "EDUCATION")] == [
        "2011 – 2015 Ph.D. in Physics, University of Umbria Thesis: On the friction of threads that cross each other "
        "many times and never twice in the same place",
        "2009 – 2011 M.Sc. in Mathematics, University of Umbria",
    ]
    assert [passage.text for passage in below(page, "EMPLOYMENT")][-1] == (
        "Institute for Applied Weaving Postdoctoral Researcher Lyon, France Sep 2018 – Jul 2021"
    )
    first, second = below(page, "PUBLICATIONS")
    assert first.text.startswith("M. Okafor, T. Lindqvist")
    assert [address for _, address in first.links] == ["https://doi.org/10.5555/1", "https://arxiv.org/abs/2301.00001"]
    assert second.text == "K. Abe, M. Okafor. “On the tension of warp and weft.” FABRIC, 2022."


MARGIN = """<style>section { display: grid; grid-template-columns: 4cm 1fr } p { margin: 0 0 5pt }
div p { display: grid; grid-template-columns: 1fr 3cm }</style>"""


def test_names_of_sections_in_the_margin_are_headings(printed: Printed) -> None:
    page = printed(
        MARGIN + "<section><p>Education<div><p>Ph.D., University of Umbria<span>2011 – 2015</span></div></section>"
        "<section><p>Employment<div><p>Chair, University of Bergen<span>2021 – now</span>"
        "<p>Engineer, Spindle Works, of the town of Leeds<span>2015 – 2018</span></div></section>"
        "<section><p>Prizes<div><p>Golden Bobbin, of the guild of all weavers<span>2022</span></div></section>"
    )
    assert [(passage.headings, passage.text) for passage in page.passages] == [
        (("Education",), "Ph.D., University of Umbria 2011 – 2015"),
        (("Employment",), "Chair, University of Bergen 2021 – now"),
        (("Employment",), "Engineer, Spindle Works, of the town of Leeds 2015 – 2018"),
        (("Prizes",), "Golden Bobbin, of the guild of all weavers 2022"),
    ]


def test_labels_of_the_rows_of_a_table_are_no_headings(printed: Printed) -> None:
    page = printed(
        MARGIN + "<h2>Service</h2><section><p>Journals<div><p>Looms, and Threads of All Lengths<span>2021</span></div>"
        "</section><section><p>Conferences<div><p>Weaving, with its workshops<span>2022</span></div></section>"
    )
    assert {passage.headings for passage in page.passages} == {("Service",)}


def test_the_foot_of_a_single_page_is_no_passage(printed: Printed) -> None:
    page = printed("<p>Golden Bobbin, 2022", "@page { @bottom-left { content: 'Maren Okafor, May 2026, 1 / 1' } }")
    assert texts(page) == ["Golden Bobbin, 2022"]


def test_labels_and_values_side_by_side_are_rows_and_no_columns(printed: Printed) -> None:
    rows = "".join(f"<p>Journal {letter}<span>2021, 2022, 2023</span>" for letter in "ABCDEF")
    style = "p { display: grid; grid-template-columns: 6cm 1fr; margin: 0 0 5pt } h3 { font: bold 10pt serif }"
    page = printed(f"<h2>Service</h2><h3>Reviewing</h3>{rows}<h3>Editing</h3>{rows}", style)
    assert texts(page) == 2 * [f"Journal {letter} 2021, 2022, 2023" for letter in "ABCDEF"]


def test_years_that_go_on_below_stay_with_their_row(printed: Printed) -> None:
    paper = f"<p style='padding-left: 3cm'>{'Maren Okafor, Kofi Abe, on threads and looms, ' * 5}2025."
    row = "<p style='padding-left: 1cm; text-indent: -5mm'>"
    page = printed(
        f"<h2>Publications</h2>{paper * 4}<h2>Reviewing</h2>{row}Journal of Threads<b></b>2021, 2022,<br>2023"
        f"{row}Weaving<b></b>2019",
        "b { display: inline-block; width: 3cm }",
    )
    assert texts(page)[-2:] == ["Journal of Threads 2021, 2022, 2023", "Weaving 2019"]


@pytest.mark.parametrize("parted", ["2013年春<br>季", "2013<br>年春季", "2013年<br>春季", "2013年5月<br>11日"])
def test_chinese_dates_are_read_over_a_line_end(printed: Printed, parted: str) -> None:
    style = "p { display: grid; grid-template-columns: 4cm 1fr }"
    others = "".join(f"<p><span>{year}年春季</span><span>Knots {year}</span>" for year in (2001, 2002, 2003))
    page = printed(f"<h2>Teaching</h2><p><span>{parted}</span><span>Looms<br>and threads</span>{others}", style)
    assert texts(page)[0] == f"{parted.replace('<br>', ' ')} Looms and threads"
    assert texts(page)[1:] == [f"{year}年春季 Knots {year}" for year in (2001, 2002, 2003)]


DATES = "p { display: grid; grid-template-columns: 4cm 1fr; margin: 0 0 5pt } h2 { font-size: 10pt; margin: 9pt 0 5pt }"


def row(date: str, text: str) -> str:
    return f"<p><span>{date}</span><span>{text}</span>"


def test_dates_on_three_lines_are_read_before_their_entry(printed: Printed) -> None:
    first = row("Fall 2012,<br>Spring 2013,<br>Fall 2014", "Physics of<br>Fabrics,<br>Instructor")
    page = printed(f"<h2>Teaching</h2>{first}{row('Fall 2011', 'Knots' + ' and looms' * 6)}", DATES)
    assert texts(page)[0] == "Fall 2012, Spring 2013, Fall 2014 Physics of Fabrics, Instructor"


def test_a_name_that_a_line_end_parts_is_no_date_that_goes_on(printed: Printed) -> None:
    page = printed("<h2>Preprints</h2><p>1. Tove Lind, Chen-<br>Wei Abe. Threads. arXiv:<br>2410.26660, 2024.")
    assert texts(page) == ["Tove Lind, Chen-Wei Abe. Threads. arXiv: 2410.26660, 2024."]


def test_a_year_at_the_end_of_a_reference_begins_no_entry(printed: Printed) -> None:
    paper = f"<div style='padding-left: 1cm'>{'Maren Okafor, Kofi Abe, on threads and looms, ' * 2}<br>{{}}.</div>"
    years = "".join(f"<b>{year}</b>{paper.format(year)}" for year in (2024, 2023, 2022))
    page = printed(f"<h2>Publications</h2>{years}")
    assert [text[-5:] for text in texts(page)] == ["2024.", "2023.", "2022."]


def test_a_name_goes_on_below_in_a_table_of_close_rows(printed: Printed) -> None:
    rows = "".join(row(name, years) for name, years in (("NACS", "2018, 2020,<br>2021"), ("Letters", "2016, 2019")))
    long = "<div>Transactions on Looms and<br>Probability <i></i>2015</div>"
    style = """p { display: grid; grid-template-columns: 3.5cm 1fr; margin: 0 0 2pt } body { width: 6cm }
    div { padding-left: 4mm; text-indent: -4mm } i { display: inline-block; width: 5mm }"""
    page = printed(f"<h2>Reviewing</h2>{rows}{long}", style)
    assert texts(page) == [
        "NACS 2018, 2020, 2021",
        "Letters 2016, 2019",
        "Transactions on Looms and Probability 2015",
    ]


CLOSE = "h2 { font-size: 10pt; margin: 9pt 0 5pt } h2:lang(zh) { font: 10.4pt serif } p { margin: 0 0 3pt }"


@pytest.mark.parametrize(
    ("first", "last"), [("<h2>Education", "<h2>Talks"), ("<h2 lang=zh>教育经历", "<h2 lang=zh>学术报告")]
)
def test_a_made_up_name_that_stands_as_the_others_do_is_a_heading(printed: Printed, first: str, last: str) -> None:
    page = printed(
        f"{first}</h2><p>Ph.D., <b>University of Umbria</b>, 2015<h2>Part Two</h2>"
        f"<p>Golden Bobbin, 2021<p>Young Weaver Prize, 2017{last}</h2><p>On Knots, 2020",
        CLOSE,
    )
    assert [(passage.headings[-1], passage.text) for passage in page.passages] == [
        (first.split(">")[1], "Ph.D., University of Umbria, 2015"),
        ("Part Two", "Golden Bobbin, 2021"),
        ("Part Two", "Young Weaver Prize, 2017"),
        (last.split(">")[1], "On Knots, 2020"),
    ]


def test_a_bold_title_that_stands_as_other_entries_do_is_no_heading(printed: Printed) -> None:
    entries = "".join(f"<p><b>{title}</b><br>Of the guild of all weavers" for title in ("Golden Bobbin", "First Prize"))
    page = printed(f"<h2>Honors</h2>{entries}<h2>Awards</h2>{entries}", CLOSE)
    assert {passage.headings for passage in page.passages} == {("Honors",), ("Awards",)}


def test_what_stands_beside_a_name_goes_on_below_it(printed: Printed) -> None:
    page = printed(
        "<div><b>James van der Berg</b> <i></i>Professor, Department of<br>Computer Science, Bergen</div>"
        "<h2>Interests</h2><p>Looms and all that is made by them, and by those who stand at them.",
        "body { width: 10cm } i { display: inline-block; width: 1cm }",
    )
    assert texts(page)[0] == "James van der Berg Professor, Department of Computer Science, Bergen"


def test_a_line_with_a_smaller_date_is_of_the_size_of_its_text(printed: Printed) -> None:
    small = "<span style='float: right; font-size: 8.5pt'>September 2008 – July 2011</span>"
    page = printed(f"<h2>Education</h2><p>Physics, B.S.{small}<br>University of Umbria")
    assert texts(page) == ["Physics, B.S. University of Umbria September 2008 – July 2011"]


def test_numbers_of_items_are_no_dates(printed: Printed) -> None:
    items = "".join(f"<li>{'Maren Okafor, Kofi Abe, on threads and looms, ' * 3}<br>2025." for _ in range(5))
    assert len(texts(printed(f"<h2>Publications</h2><ol>{items}</ol>"))) == 5


def test_numbers_and_bullets_begin_items_and_are_not_in_them(printed: Printed) -> None:
    items = "".join(f"<p>[{number}] M. Okafor. Paper {number}. 2020.</p>" for number in (1, 2, 3))
    page = printed(f"{items}<p>• Golden Bobbin</p><h2>Awards</h2><p>2019. A year stays</p>", "p { margin: 0 }")
    assert texts(page) == [
        *(f"M. Okafor. Paper {number}. 2020." for number in (1, 2, 3)),
        "Golden Bobbin",
        "2019. A year stays",
    ]


def test_an_entry_goes_on_over_a_page(printed: Printed) -> None:
    words = " ".join(f"word{number}" for number in range(900))
    page = printed(f"<p>{words}</p>")
    assert texts(page) == [words]


def test_a_hyphen_at_a_line_end_is_read_as_the_writer_wrote_it(printed: Printed) -> None:
    page = printed(
        "<p>Fine-<br>grained looms</p><p>opti-<br>mization of looms</p><p>A zigzag-<br>stitch</p><p>zigzag-stitch</p>",
        "p { margin: 2em 0 }",
    )
    assert texts(page) == ["Fine-grained looms", "optimization of looms", "A zigzag-stitch", "zigzag-stitch"]


def test_what_leans_or_stands_on_end_is_left_out(printed: Printed) -> None:
    page = printed("<p style='transform: rotate(90deg)'>DRAFT</p><p>Golden Bobbin</p>")
    assert texts(page) == ["Golden Bobbin"]


def test_a_link_over_two_lines_is_one(printed: Printed) -> None:
    long = "the long account of the loom, of its use, and of all who have stood at it by day and by night without rest"
    page = printed(f"<p>Whoever wants to know more of this may read <a href='https://looms.example/a'>{long}</a>.")
    assert page.passages[0].links == ((long, "https://looms.example/a"),)


def test_spaced_capitals_are_a_word(printed: Printed) -> None:
    page = printed("<h2 style='letter-spacing: 0.5em'>EDUCATION</h2><p>Ph.D. in Physics")
    assert page.passages[0].headings == ("EDUCATION",)


@pytest.mark.parametrize("program", ["pdflatex", "xelatex", "lualatex"])
def test_a_reference_list_is_the_same_from_every_engine(tmp_path: Path, program: str) -> None:
    require(program)
    import subprocess

    (tmp_path / "cv.tex").write_text((FILES / "dense.tex").read_text("utf-8"), encoding="utf-8")
    command = [program, "-interaction=batchmode", "cv.tex"]
    subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=300)
    page = read(tmp_path / "cv.pdf")[0]
    assert len(below(page, "Refereed journal articles")) == 4
    assert "across state-of-the-art looms" in below(page, "Refereed journal articles")[3].text


def test_words_stand_where_they_are_drawn() -> None:
    layer = text_layer(FILES / "dense.pdf")
    name = next(word for word in layer.pages[0].words if word.text == "Golden")
    assert 70 < name.left < name.right < 120
    assert name.face == ""
    assert next(word for word in layer.pages[0].words if word.text == "Awards").face == "bold"
