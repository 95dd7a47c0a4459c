"""The picture for shared links: its size, that it repeats, and that no glyph is missing from it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from cvkit.render import card
from cvkit.render.contrast import readable
from cvkit.view.document import Document, Text
from documents import HOSTILE
from sites import example_site
from tools import require

TEMPLATES = Path(__file__).parents[2] / "templates" / "html"


def named(name: str) -> Document:
    return replace(example_site().home.document, author=name)


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(io.BytesIO(content))


def test_it_has_the_size_that_readers_ask_for() -> None:
    picture = opened(card.render(named("Maren Okafor")))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_it_repeats_byte_for_byte() -> None:
    assert card.render(named("Maren Okafor")) == card.render(named("Maren Okafor"))


def test_it_has_the_color_of_the_document() -> None:
    document = named("Maren Okafor")
    document = replace(document, setting=replace(document.setting, accent="#7a1f3d"))
    assert opened(card.render(document)).convert("RGB").getpixel((2, 2)) == (0x7A, 0x1F, 0x3D)


def test_an_accent_too_light_to_be_read_is_darkened() -> None:
    document = named("Maren Okafor")
    document = replace(document, setting=replace(document.setting, accent="#ffee00"))
    band = opened(card.render(document)).convert("RGB").getpixel((2, 2))
    assert band == tuple(bytes.fromhex(readable("#ffee00")[0][1:]))


@pytest.mark.parametrize("theme", sorted(path.stem for path in TEMPLATES.glob("theme-*.css")))
def test_a_theme_has_the_colors_of_its_stylesheet(theme: str) -> None:
    css = (TEMPLATES / f"{theme}.css").read_text(encoding="utf-8")
    found = tuple(re.findall(rf"--{name}: (#\w{{6}})", css)[0] for name in ("paper", "accent"))
    assert card.THEMES[theme.removeprefix("theme-")] == found


def test_a_name_beyond_the_own_font_is_drawn_with_one_of_the_machine() -> None:
    require("fc-match")
    assert card.render(named("刘超越")) != card.render(named("刘超"))


@pytest.mark.parametrize("name", ["\U00010a00\U00010a10", "\U0001e900 Okafor", ""])
def test_without_a_font_for_the_name_there_is_no_picture(name: str) -> None:
    assert card.render(named(name)) is None


@pytest.mark.parametrize("text", [*HOSTILE[:3], "word " * 100, "x" * 500])
def test_long_and_odd_text_stays_on_the_picture(text: str) -> None:
    document = named(text)
    document = replace(document, header=replace(document.header, headline=(Text(text),), affiliation=(Text(text),)))
    picture = opened(card.render(document)).convert("RGB")
    edges = [picture.getpixel((x, y)) for y in range(630) for x in (1195, 1180)]
    assert len(set(edges)) == 1
