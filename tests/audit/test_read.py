"""Which files are read and which refused: every input gives passages, or a sentence with a remedy."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.audit.passages import Form, Published, UnreadableError
from cvkit.audit.read import FORMS, MOST_BYTES_OF_TEXT, read

SUFFIXES = [*sorted(FORMS), ""]


def refused(path: Path) -> UnreadableError:
    """The refusal of a file, which says why and what to do in a sentence each."""
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.reason.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


def blank_pdf(pages: int, encryption: pikepdf.Encryption | None = None) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, encryption=encryption or False)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("cv.tex", "text")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "empty"),
        ("zip.pdf", zipped(), "not a whole PDF"),
        ("corrupt.pdf", b"%PDF-1.7\n1 0 obj\n<<", "not a whole PDF"),
        ("scanned.pdf", blank_pdf(2), "no text"),
        ("locked.pdf", blank_pdf(1, pikepdf.Encryption(owner="o", user="u")), "password"),
        ("pages.pdf", blank_pdf(1001), "1,001 pages"),
        ("empty.md", b"", "empty"),
        ("blank.txt", b" \n\n\t", "empty"),
        ("binary.txt", bytes(range(1, 32)) * 50, "no text"),
        ("binary", b"\x7fELF\0\0\0\1", "no form"),
        ("large.txt", b"word " * (MOST_BYTES_OF_TEXT // 5 + 1), "larger"),
        ("deep.html", b"<div>" * 300_000 + b"text", "nested"),
        ("rows.html", b"<p>x" * 60_000, "50,000 paragraphs"),
        ("breaks.html", b"<br>" * 300_000, "250,000 tags"),
        ("marks.md", b"*a _b " * 60_000, "100,000 lines and marks"),
        ("attributes.html", b"<p " + b" ".join(b"a%d" % n for n in range(300_000)) + b">text", "nested"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in refused(path).reason


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "cv.pdf").reason
    assert "no such file" in refused(Path("cv\0.pdf")).reason
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no file" in refused(tmp_path / "pipe.txt").reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text("text")
    path.chmod(0)
    assert "cannot be opened" in refused(path).reason


def test_a_loop_of_links_is_refused_by_itself_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    refused(tmp_path / "a.md")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "cv.txt").write_text("Golden Bobbin, 2022")
    assert [Path(page.file).name for page in read(tmp_path)] == ["cv.txt"]


def test_a_folder_gives_each_page_by_name(tmp_path: Path) -> None:
    for name in ("talks/index.html", "index.html", "cv.md", ".git/notes.md", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>Golden Bobbin, 2022</p>")
    (tmp_path / "broken.pdf").write_text("no PDF")
    pages = read(tmp_path)
    assert [str(Path(page.file).relative_to(tmp_path)) for page in pages] == ["cv.md", "index.html", "talks/index.html"]


def test_a_folder_without_documents_or_with_too_many_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program.bin").write_bytes(b"\0\1\2")
    assert "no document" in refused(tmp_path).reason
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("text")
    monkeypatch.setattr("cvkit.audit.read.MOST_FILES", 3)
    assert "4 documents" in refused(tmp_path).reason


def test_a_folder_of_too_many_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("text" * 500_000)
    monkeypatch.setattr("cvkit.audit.read.MOST_BYTES_OF_FOLDER", 5_000_000)
    assert "6 MB together" in refused(tmp_path).reason


def test_a_site_of_a_thousand_publications_is_read(tmp_path: Path) -> None:
    for number in range(1100):
        (tmp_path / f"{number}.html").write_text("<p>Golden Bobbin, 2022</p>")
    assert len(read(tmp_path)) == 1100


def test_a_folder_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(zipped())
    assert "not a whole PDF" in refused(tmp_path).reason


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("page", b"<!DOCTYPE html><p>text", Form.HTML),
        ("notes", b"text", Form.TEXT),
        ("PAGE.HTM", b"<p>text", Form.HTML),
        ("cv.MD", b"text", Form.MARKDOWN),
    ],
)
def test_the_form_is_told_by_the_name_and_else_by_the_content(
    tmp_path: Path, name: str, content: bytes, form: Form
) -> None:
    (tmp_path / name).write_bytes(content)
    (page,) = read(tmp_path / name)
    assert page.form is form
    assert [passage.text for passage in page.passages] == ["text"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".tex"])
def test_every_encoding_is_read(tmp_path: Path, encoding: str, suffix: str) -> None:
    path = tmp_path / f"cv{suffix}"
    path.write_bytes("François Müller received the Golden Bobbin in 2022".encode(encoding))
    (page,) = read(path)
    assert [passage.text for passage in page.passages] == ["François Müller received the Golden Bobbin in 2022"]


@given(content=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_random_bytes_give_passages_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    read_or_refused(tmp_path_factory, content, suffix)


MARKUP = r"""
{ } [ ] \item \begin{itemize} \end{itemize} \section{ \cventry{a}{b} \href{u} \' \c \\ \newcommand{\a}{\a} \a
$ & % ~ \( \) \verb| \def\b{ = , {: {% %} {{ `` ** * _ [a](b) # --- | |-|-| - 1. === ! Talks TALKS 2021–2022 word é
<p> </p> <li> <table> <br><br> <details><summary> <math> &amp; &# <a href= >
"""
SIGNS = ("---\na:", "\ufb01", "\u0301", "\ud7ff", "\0", "\v", "\u202e", "\n", "\n\n", " ", "  ", "\t")
FRAGMENTS = st.sampled_from([*MARKUP.split(), *SIGNS])


@given(fragments=st.lists(FRAGMENTS, max_size=40), suffix=st.sampled_from(SUFFIXES))
def test_broken_markup_gives_passages_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, fragments: list[str], suffix: str
) -> None:
    read_or_refused(tmp_path_factory, "".join(fragments).encode("utf-8", "surrogatepass"), suffix)


@given(position=st.integers(0, 20_000), junk=st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_gives_passages_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, position: int, junk: bytes
) -> None:
    content = bytearray((Path(__file__).parent / "files/word-processor.pdf").read_bytes())
    at = position % len(content)
    content[at : at + len(junk)] = junk
    read_or_refused(tmp_path_factory, bytes(content), ".pdf")


def read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("random") / f"cv{suffix}"
    path.write_bytes(content)
    try:
        pages = read(path)
    except UnreadableError:
        return
    for page in pages:
        assert isinstance(page, Published)
        for passage in page.passages:
            assert passage.text == " ".join(passage.text.split()) != ""
