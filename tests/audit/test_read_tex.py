"""TeX → passages, by the macros of our own documents and those of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvkit.audit.passages import Published
from cvkit.audit.read import read

FILES = Path(__file__).parent / "files"


def page(tmp_path: Path, source: str) -> Published:
    path = tmp_path / "cv.tex"
    path.write_text(source, encoding="utf-8")
    return read(path)[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\begin{itemize}\item one \item two\end{itemize}", ["one", "two"]),
        (r"\begin{tabular}{ll}a & 2021\\ b & 2022\\\end{tabular}", ["a 2021", "b 2022"]),
        (r"\cventry{2011--2015}{Ph.D.}{Umbria}{Perugia}{}{A thesis.}", ["2011–2015. Ph.D. Umbria. Perugia. A thesis."]),
        (
            "\\cventry{\n  title = {Chair},\n  number = {3},\n  when = {2021},\n}%\n\\cvline{title = {Prize}}",
            ["Chair. 2021", "Prize"],
        ),
        (
            r"\cvlistitem{Threads, 2023}\resumeSubheading{Umbria}{Perugia}{Ph.D.}{2015}",
            ["Threads, 2023", "Umbria. Perugia. Ph.D. 2015"],
        ),
        (
            r"Fran\c{c}ois M\"uller-Hal{\i}c{\i}o\u{g}lu, {\L}\'od\'z, \v Capek, \aa, \'{\i}",
            ["François Müller-Halıcıoğlu, Łódź, Čapek, å, í"],
        ),
        ("one % no\ntwo 5\\% three%\n  four", ["one two 5% threefour"]),
        ("one\n\ntwo \\par three", ["one", "two", "three"]),
        (
            r"``Threads''---a \emph{note}~on \textbf{looms} \& \textcolor{red}{knots}, $x_{0}$, $\alpha$",
            ["“Threads”—a note on looms & knots, x0, α"],
        ),
        (r"\vspace{2em}\hspace*{1cm}\includegraphics[width=2cm]{a}\fontsize{10}{12}text\label{a}", ["text"]),
        (r"Threads, 2021.\\Knots, 2022.\\[2pt] Cloth, 2023.", ["Threads, 2021.", "Knots, 2022.", "Cloth, 2023."]),
        (
            r"\newcommand{\me}{\textbf{M. Okafor}}\me, K. Abe. \newcommand{\a}{\b}\newcommand{\b}{\a}\a",
            ["M. Okafor, K. Abe."],
        ),
        (
            r"\begin{thebibliography}{9}\bibitem{a} Okafor. \newblock Threads.\end{thebibliography}",
            ["Okafor. Threads."],
        ),
        (
            r"\begin{comment}no\end{comment}\begin{rSubsection}{Chair}{2021}{Umbria}{Rome}\item text\end{rSubsection}",
            ["Chair. 2021. Umbria. Rome", "text"],
        ),
        (r"\cvscript{hangul}{C774}\cvin{hangul}{이서연}, \cvin{han}{刘超越}", ["이서연, 刘超越"]),
        (r"\cvcontact{phone}{+1 555 0100}\cvcontact{office}{214 Weir Hall}", ["+1 555 0100 214 Weir Hall"]),
        (r"{\large Maren}} \textbf{unclosed", ["Maren unclosed"]),
    ],
)
def test_blocks_become_passages(tmp_path: Path, source: str, expected: list[str]) -> None:
    assert [passage.text for passage in page(tmp_path, source).passages] == expected


def test_headings_are_sections_of_every_name(tmp_path: Path) -> None:
    source = (
        r"\section*{Talks}a\subsection[x]{\emph{Invited} talks}b\cvsection{awards}{Honors and awards}c\cvgroup{Prizes}d"
        r"\begin{rSection}{Education} e\end{rSection}"
    )
    assert [(passage.text, passage.headings) for passage in page(tmp_path, source).passages] == [
        ("a", ("Talks",)),
        ("b", ("Talks", "Invited talks")),
        ("c", ("Honors and awards",)),
        ("d", ("Honors and awards", "Prizes")),
        ("e", ("Education",)),
    ]


def test_links_are_kept_and_lines_told(tmp_path: Path) -> None:
    source = (
        "% head\n\nSee \\href{https://a.example/b\\%20c\\#d}{the \\emph{paper}},\n\\url{https://a.example/e_f}.\n\nNext"
    )
    first, second = page(tmp_path, source).passages
    assert first.text == "See the paper, https://a.example/e_f."
    assert first.links == (
        ("the paper", "https://a.example/b%20c#d"),
        ("https://a.example/e_f", "https://a.example/e_f"),
    )
    assert (first.place.line, second.place.line) == (3, 6)


def test_the_preamble_tells_of_the_person_alone() -> None:
    (read_page,) = read(FILES / "dates-left.tex")
    assert [passage.text for passage in read_page.passages[:2]] == ["Maren Okafor", "1 Loom Street 5003 Bergen Norway"]
    assert not any("0.8" in passage.text for passage in read_page.passages)
    assert read_page.passages[-1].headings[-1:] == ("Talks",)


def test_a_stranger_s_two_columns_are_read_in_their_order() -> None:
    (read_page,) = read(FILES / "two-columns.tex")
    assert [p.text for p in read_page.passages if p.headings == ("Awards",)] == [
        "Golden Bobbin, 2022",
        "Young Weaver Prize, 2017",
    ]
    assert "Postdoctoral Researcher. Institute for Applied Weaving. Sep 2018 – Jul 2021. Lyon, France" in [
        passage.text for passage in read_page.passages
    ]
