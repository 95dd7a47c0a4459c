"""The escaper: every character that means something to TeX comes out as itself, balanced and on one line."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.render.latex import beyond_pdftex
from cvkit.render.tex_escape import clean, comment, escape, escape_url
from documents import HOSTILE

# What the escaper may write: control words of its own, control symbols, and characters without a meaning to TeX.
HARMLESS = re.compile(r"(\\(text[a-z]+|cv[a-z]+)\{\}|\\[{}&%$#_-]|\{\}|~|[^\\{}&%$#_^~<>\"'`|\x00-\x1f])*")


@given(st.text())
def test_nothing_that_means_something_to_tex_is_left(text: str) -> None:
    assert HARMLESS.fullmatch(escape(text))


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_is_cleaned_as_any_other_text_is(text: str) -> None:
    assert clean(f"{text}刘") == f"{clean(text)}刘"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_harmless(text: str) -> None:
    assert HARMLESS.fullmatch(escape(text))


def test_the_pattern_of_harmless_source_can_fail() -> None:
    assert not any(map(HARMLESS.fullmatch, (r"\input{x}", "a}", "50%", "a_b", "^^41", "$x$", "#1", "\n")))


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("--", "-{}-{}"),
        ("a--b---c", "a-{}-b-{}-{}-c"),
        ("well-known", "well-known"),
        (",,", ",{},{}"),
        ("?`", r"?\textasciigrave{}"),
        ("<<", r"\textless{}\textless{}"),
        ("Master's", r"Master\cvapostrophe{}s"),
        ("'quoted'", r"\textquotesingle{}quoted\textquotesingle{}"),
        ("a\u00a0b", "a~b"),
        ("soft\u00adhyphen", r"soft\-hyphen"),
        ("zero\u200bwidth", r"zero\cvbreak{}width"),
        ("\ttab\r\nline", " tab line"),
        ("bell\x07", "bell"),
        ("\u202eabc\u202c", "abc"),
        ("\ud800", "\ufffd"),
        ("e\u0301", "é"),
        ("– —", "– —"),
    ],
)
def test_special_cases(text: str, tex: str) -> None:
    assert escape(text) == tex


def test_long_words_may_break() -> None:
    address = "https://example.org/" + "a" * 40
    assert escape("word " * 20).count(r"\cvbreak") == 0
    assert escape(address).count(r"\cvbreak") >= 3
    assert escape(address).replace(r"\cvbreak{}", "") == address


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_comments_stay_on_their_line(text: str) -> None:
    assert re.fullmatch(r"[\w/.:@+?-]*", comment(text), re.ASCII)


@given(st.text())
def test_addresses_are_balanced_ascii(url: str) -> None:
    assert re.fullmatch(r"(\\[%#&_~$]|[A-Za-z0-9!'()*+,./:;=?@\[\]-])*", escape_url(url))


@pytest.mark.parametrize(
    "letters",
    [
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ",
        "ĀāĂăĄąĆćČčĎďĐđĒēĘęĚěĞğĢģĦħĪīĮįİıĶķĹĺĽľŁłŃńŇňŊŋŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŨũŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽž",
        "ƠơƯưȘșȚțǍǎǐǒǔ",
        "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ",
        "–—‘’“”‚„«»‹›…†‡•·§¶©®™€£¥°±×÷½¼¾⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁻",
        "→←↔⇒⇔≤≥≈≠≡∞∈∑∏∫√∂∇αβγδελμπσφωΓΔΘΛΣΩ",
        "\u00a0\u00ad\u200b\t\n",
    ],
)
def test_pdftex_can_set(letters: str) -> None:
    assert beyond_pdftex(letters) == ""
    assert beyond_pdftex(unicodedata.normalize("NFD", letters)) == ""


def test_pdftex_cannot_set_other_scripts() -> None:
    assert beyond_pdftex("刘超越 (Chaoyue Liu), Ян, 刘 🎓 x\u0302\u034f") == "\u0302\u034fЯн刘超越🎓"
