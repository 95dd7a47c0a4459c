"""The product's promise: every output says all that its document says, and nothing that is hidden or not yet true."""

from __future__ import annotations

import contextlib
import html
import json
import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cvkit.build.manifest import NAME
from cvkit.cli import cli
from cvkit.model.profile import Profile
from cvkit.render import FORMATS, renderer
from cvkit.view.bio import NoRoomError, compose_bio
from cvkit.view.compose import compose
from cvkit.view.document import Document, Entry, Fact, document_facts, facts, plain, slots
from cvkit.view.site import compose_site
from profiles import DAYS, Raw, printable, profiles, raw_profiles, tokens
from tools import require
from withheld import withheld

TEMPLATES = Path(__file__).parents[1] / "templates"
KINDS = ("cv", "site", "bio")
COMPARED = ("people", "title", "organization", "where", "when", "note")
"""The slots of an entry that all kinds of documents fill alike; what is folded under it differs by kind."""


def draw(profile: Profile, kind: str, as_of: date) -> Document:
    if kind != "bio":
        return compose(profile, kind, as_of)
    try:
        return compose_bio(profile, as_of, words=200)
    except NoRoomError as error:
        return compose_bio(profile, as_of, words=error.needed)


def render(document: Document, form: str) -> str:
    """The document as cvkit publishes it in the format: a bio as bare paragraphs."""
    module: Any = renderer(form)
    if document.kind == "bio":
        return str(module.fragment(document))
    return str(module.render(document, [TEMPLATES / "html"]) if form == "html" else module.render(document))


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def said_by(document: Document) -> set[str]:
    """The words of every fact that the document shows; of a bio, which has no header, those of its sentences."""
    shown: Iterable[Fact]
    if document.kind == "bio":
        shown = (
            fact
            for found in document.sections
            for entry in found.entries
            for slot in slots(entry)
            for fact in facts(slot)
        )
    else:
        shown = document_facts(document)
    return {word for fact in shown for word in words(plain(fact.children))}


def read(output: str, form: str) -> str:
    """What a reader of the source sees: HTML hides the letters of e-mail addresses from harvesters."""
    return html.unescape(output) if form == "html" else output


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=25)
def test_an_output_says_all_that_its_document_says_and_nothing_withheld(
    kind: str, form: str, raw: Raw, as_of: date
) -> None:
    document = draw(Profile.model_validate(raw), kind, as_of)
    output = render(document, form)
    assert said_by(document) <= words(read(output, form))
    secret = withheld(raw, kind, kind, as_of)
    assert tokens(read(output, form)) & secret == set()
    assert tokens(output) & secret == set()  # comments, addresses and metadata, as the bytes lie there


@given(profile=profiles(), as_of=st.sampled_from(DAYS))
@settings(max_examples=60)
def test_an_entry_says_the_same_in_the_cv_and_on_the_site(profile: Profile, as_of: date) -> None:
    cv, site = (
        {entry.path: entry for section in compose(profile, kind, as_of).sections for entry in section.entries}
        for kind in ("cv", "site")
    )
    for path in (cv.keys() & site.keys()) - {"/person"}:
        assert spoken(cv[path]) == spoken(site[path])


def spoken(entry: Entry) -> dict[str, str]:
    return {slot: plain(getattr(entry, slot)) for slot in COMPARED}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
@given(profile=profiles(printable()), as_of=st.sampled_from(DAYS))
@settings(max_examples=15)
def test_any_text_can_be_drawn(kind: str, form: str, profile: Profile, as_of: date) -> None:
    assert render(draw(profile, kind, as_of), form).endswith("\n")


@given(raw=raw_profiles(at_least=1), as_of=st.sampled_from(DAYS[len(DAYS) // 2 :]))
@settings(max_examples=2, phases=[Phase.generate])  # a build takes seconds: what fails is not made smaller
def test_a_build_keeps_the_promise_in_every_file(
    raw: Raw, as_of: date, tmp_path_factory: pytest.TempPathFactory
) -> None:
    require("pdflatex", "pdftotext", "pdfinfo")
    folder = tmp_path_factory.mktemp("built")
    (folder / "profile.yaml").write_text(json.dumps(raw))  # which is YAML, too
    arguments = ["build", "cv", "site", "-p", str(folder / "profile.yaml"), "-o", str(folder / "output")]
    result = CliRunner().invoke(cli, [*arguments, "--as-of", str(as_of), "--engine", "pdftex"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    profile = Profile.model_validate(raw)
    for name, kind in {"cv.tex": "cv", "cv.pdf": "cv", "site/index.html": "site"}.items():
        file = folder / "output" / name
        text = extracted(file)
        assert tokens(" ".join(said_by(draw(profile, kind, as_of)))) <= tokens(text), file.name
        assert tokens(text) & withheld(raw, kind, kind, as_of) == set(), file.name
    check_site(profile, raw, as_of, folder / "output" / "site")
    nowhere = withheld(raw, "cv", "cv", as_of) & withheld(raw, "site", "site", as_of)
    for file in (file for file in (folder / "output").rglob("*") if file.is_file()):
        assert tokens(unpacked(file) if file.name != NAME else shown_in(file)) & nowhere == set(), file.name


@given(raw=raw_profiles(at_least=1), as_of=st.sampled_from(DAYS[len(DAYS) // 2 :]))
@settings(max_examples=8)
def test_every_file_of_a_site_keeps_the_promise(
    raw: Raw, as_of: date, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("site")
    (folder / "profile.yaml").write_text(json.dumps(raw | {"documents": {"site": {"url": "https://ada.example"}}}))
    arguments = ["site", "-p", str(folder / "profile.yaml"), "-o", str(folder / "output"), "--as-of", str(as_of)]
    assert CliRunner().invoke(cli, arguments, catch_exceptions=False).exit_code == 0
    check_site(Profile.model_validate(raw), raw, as_of, folder / "output" / "site")


def shown_in(manifest: Path) -> str:
    """What a manifest, which is published nowhere, says that documents show; what they leave out it names by id."""
    return json.dumps(json.loads(manifest.read_text("utf-8"))["facts"])


def check_site(profile: Profile, raw: Raw, as_of: date, folder: Path) -> None:
    """Every page says all that its document says, and no file what the site withholds; a PDF there is the CV."""
    pages = {page.path: page.document for page in compose_site(profile, "site", as_of).pages}
    secret = withheld(raw, "site", "site", as_of)
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pdf"]
    assert pages.keys() <= {file.relative_to(folder).as_posix() for file in files}
    for file in files:
        text = unpacked(file)
        assert tokens(text) & secret == set(), file.name
        assert tokens(html.unescape(text)) & secret == set(), file.name
        if document := pages.get(file.relative_to(folder).as_posix()):
            assert tokens(" ".join(said_by(document))) <= tokens(html.unescape(text)), file.name


def extracted(file: Path) -> str:
    """The text of a file; of a PDF with its metadata and links, and with the words that TeX hyphenated made whole."""
    if file.suffix != ".pdf":
        return html.unescape(file.read_text(encoding="utf-8"))
    texts = [
        subprocess.run([*command, str(file), *end], capture_output=True, check=True, text=True).stdout
        for command, end in ((["pdftotext", "-raw"], ["-"]), (["pdfinfo"], []), (["pdfinfo", "-url"], []))
    ]
    return re.sub(r"-\n", "", "\n".join(texts))


def unpacked(file: Path) -> str:
    """Every byte of a file as text; of a PDF with the content of its compressed streams and all its strings."""
    content = file.read_bytes()
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            for entry in pdf.objects:
                if isinstance(entry, pikepdf.Stream):
                    # Fonts and pictures have filters of their own, and no words.
                    with contextlib.suppress(pikepdf.PdfError):
                        content += b"\n" + entry.read_bytes()
                content += b"\n" + entry.unparse(resolved=True)
    return content.decode("latin-1")


def test_what_a_compressed_stream_hides_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(b"% Qsecretabc" + b" " * 200)
        pdf.docinfo["/Subject"] = "Qsubjectab"
        pdf.save(path, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"Qsecretabc" not in path.read_bytes()
    assert "Qsecretabc" in unpacked(path)
    assert "Qsubjectab" in unpacked(path)
