"""Stylesheets: small, of readable colors in every theme, and made ready once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvkit.render.contrast import DARK_GROUND, LIGHT_GROUND, contrast, readable
from cvkit.render.html_style import minified, screen_style, script
from cvkit.view.document import Setting
from pages import TEMPLATES, THEMES

CHANNEL = st.integers(0, 255)


def read(name: str) -> str:
    return (TEMPLATES[0] / name).read_text("utf-8")


def schemes(theme: str) -> list[dict[str, str]]:
    """The colors of a theme, in light and in dark."""
    light, dark = read(f"theme-{theme}.css").split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"(--[a-z]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    assert found[0].keys() == found[1].keys()
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#0000ff", 1)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005) == contrast(other, one)


@given(CHANNEL, CHANNEL, CHANNEL)
def test_every_color_becomes_readable_in_light_and_dark(red: int, green: int, blue: int) -> None:
    light, dark = readable(f"#{red:02x}{green:02x}{blue:02x}")
    assert contrast(light, LIGHT_GROUND) >= 4.5
    assert contrast(dark, DARK_GROUND) >= 4.5


def test_a_color_that_can_be_read_stays() -> None:
    assert readable("#123456")[0] == "#123456"
    assert readable("#ffddcc")[1] == "#ffddcc"


@pytest.mark.parametrize("theme", THEMES)
def test_text_of_a_theme_can_be_read_with_ease(theme: str) -> None:
    """AAA for text, AA for links on every ground."""
    for colors in schemes(theme):
        for ground in ("--paper", "--tint"):
            assert contrast(colors["--ink"], colors[ground]) >= 12
            assert contrast(colors["--soft"], colors[ground]) >= 6.5
            assert contrast(colors["--accent"], colors[ground]) >= 7
        assert contrast(colors["--soft"], colors["--paper"]) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_the_grounds_of_a_theme_suit_any_accent(theme: str) -> None:
    light, dark = schemes(theme)
    for ground in ("--paper", "--tint"):
        assert contrast(light[ground], "#000000") >= contrast(LIGHT_GROUND, "#000000")
        assert contrast(dark[ground], "#ffffff") >= contrast(DARK_GROUND, "#ffffff")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("/* it's a note */ a { color: red; }\n\nb, i { top: 0 }\n", "a{color:red;}b,i{top:0}"),
        ('a::after { content: "  /* {;} */ " ; }', 'a::after{content:"  /* {;} */ ";}'),
        (r"a::after { content: '\'  x'; }", r"a::after{content:'\'  x';}"),
        ("div :hover { width: calc(1px  +  2px); }", "div :hover{width:calc(1px + 2px);}"),
        ("@media (min-width: 60rem) { a > b + c { top: 0; } }", "@media (min-width:60rem){a > b + c{top:0;}}"),
    ],
)
def test_only_what_means_nothing_is_left_out(css: str, expected: str) -> None:
    assert minified(css) == expected


def test_the_accent_of_the_recipe_comes_last_and_stays_off_paper() -> None:
    style, colors = screen_style(read, Setting(style="plain", accent="#ffff00"))
    assert style.text.endswith(f":root{{--accent:{colors.accent[1]}}}}}")
    assert style.text.rindex("@media screen{") > style.text.rindex("--accent:#174f86")
    assert colors.accent == readable("#ffff00")


def test_a_theme_without_plain_colors_leaves_the_frame_alone() -> None:
    def own(name: str) -> str:
        return ":root { --paper: white; --accent: rgb(1 2 3) }" if name.startswith("theme-") else read(name)

    _, colors = screen_style(own, Setting(style="mine"))
    assert (colors.paper, colors.accent) == ((), ())


def test_styles_and_scripts_are_small() -> None:
    style, _ = screen_style(read, Setting(style="serif"))
    assert len(style.text) < 12_000
    made = script(read, "filter.js", "copy.js")
    assert made is not None
    assert len(made.text) < 3_000
    assert "//" not in made.text
    assert script(read) is None


def test_nothing_is_kept_of_a_file_that_has_changed(tmp_path: Path) -> None:
    def own(name: str) -> str:
        return (tmp_path / name).read_text() if (tmp_path / name).exists() else read(name)

    before, _ = screen_style(own, Setting(style="plain"))
    (tmp_path / "base.css").write_text("a { top: 0 }")
    after, _ = screen_style(own, Setting(style="plain"))
    assert before.text != after.text
    assert after.text.startswith("a{top:0}")
