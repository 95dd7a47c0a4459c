"""WeasyPrint: the same bytes, nothing fetched, nothing printed, missing glyphs told."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys

import pikepdf
import pytest

from cvkit.typeset.weasy import WeasyError, typeset

EPOCH = 1_700_000_000  # 2023-11-14 22:13:20 UTC
PAGE = '<html lang="en"><head><title>A page</title><meta name="author" content="Ada"></head><body>{}</body></html>'


def test_the_same_bytes_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = typeset(PAGE.format("Halıcıoğlu"), epoch=EPOCH)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert typeset(PAGE.format("Halıcıoğlu"), epoch=EPOCH) == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "5"


def test_the_date_is_the_one_given() -> None:
    with pikepdf.open(io.BytesIO(typeset(PAGE.format("x"), epoch=EPOCH).pdf)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20231114221320Z"
        assert str(pdf.docinfo["/ModDate"]) == "D:20231114221320Z"
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_pages() -> None:
    assert typeset(PAGE.format('<p>1<p style="break-before: page">2'), epoch=EPOCH).pages == 2


def test_the_accessible_edition_is_tagged_and_titled() -> None:
    pdf_bytes = typeset(PAGE.format("<h1>A</h1><p>B"), epoch=EPOCH, pdf_variant="pdf/ua-1").pdf
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        assert pdf.Root["/MarkInfo"]["/Marked"]
        assert str(pdf.Root["/Lang"]) == "en"
        assert str(pdf.docinfo["/Title"]) == "A page"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="https://example.org/x.png" alt="x">',
        '<link rel="stylesheet" href="x.css">',
        "<style>@import url(http://example.org/x.css)</style>",
    ],
)
def test_nothing_is_fetched(markup: str) -> None:
    with pytest.raises(WeasyError, match="which is not inline"):
        typeset(PAGE.format(markup), epoch=EPOCH)


def test_inline_pictures_are_drawn() -> None:
    svg = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    assert typeset(PAGE.format(f'<img src="{svg}" alt="x">'), epoch=EPOCH).pages == 1


def test_glyphs_that_no_font_has_are_told() -> None:
    # From a private use area, which no text font fills.
    assert typeset(PAGE.format("a\U0010fff0b\U0010fff0"), epoch=EPOCH).missing == "\U0010fff0"
    assert typeset(PAGE.format("plain"), epoch=EPOCH).missing == ""


def test_warnings_do_not_leak(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    typeset(PAGE.format('<p style="nonsense: 1">\U0010fff0'), epoch=EPOCH)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("weasyprint").propagate


def test_a_missing_pango_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        """A finder for which WeasyPrint's libraries are not there."""

        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken, *sys.meta_path])
    with pytest.raises(WeasyError, match="apt install libpango"):
        typeset(PAGE.format("x"), epoch=EPOCH)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are found as WeasyPrint finds them")
def test_loading_starts_no_other_program() -> None:
    program = (
        "import subprocess, sys\n"
        "def refuse(*arguments, **options): raise AssertionError(arguments)\n"
        "subprocess.Popen = refuse\n"
        "from cvkit.typeset import weasy\n"
        "weasy.load()\n"
        "import ctypes.util\n"
        "print('weasyprint' in sys.modules, ctypes.util.find_library.__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "True find_library\n"
