"""Draw the picture that stands for a site where its address is shared: name, role, affiliation and address."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cvkit.render.contrast import readable
from cvkit.render.tex_escape import clean
from cvkit.view.document import Document, plain

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph readers like it best."""
THEMES = {"plain": ("#fdfdfb", "#174f86"), "serif": ("#fbf8f1", "#8a2a1b")}
"""The paper and accent of each theme by day, as its stylesheet has them; a theme of the user's own has the first."""
INK, QUIET = "#1b1f24", "#57606a"
EDGE = 88
"""Pixels between the text and the picture's edges."""
BAND = 28
"""Pixels of the band of color at the left."""
DISC = 190
"""Pixels of the disc that holds the initials."""
MOST_FONTS = 20
"""How many of a machine's fonts are tried, the likeliest first."""

Color = tuple[int, int, int]

_PIECE = re.compile(r"[^\s-]*(?:-+|\s+|\Z)")


class _Size(NamedTuple):
    """How a line of text is set: the largest size that fits, in pixels, down to the smallest, on so many lines."""

    largest: int
    smallest: int
    lines: int
    weight: float = 0
    """How much strokes are thickened, in pixels; the one font at hand has no bold."""


NAME = _Size(92, 48, 3, 1.3)
ROLE = _Size(44, 32, 2)
AFFILIATION = _Size(36, 26, 3)
FOOT = _Size(28, 28, 1)


def render(document: Document) -> bytes | None:
    """The picture as PNG, the same bytes wherever the same fonts are; None where no font here has all the characters.

    Its colors are those of the theme and the document's accent.
    """
    from PIL import Image, ImageDraw

    header, setting = document.header, document.setting
    name = _words(document.author)
    if not name:
        return None
    foot = _words(setting.url.partition("://")[2] or ", ".join(document.keywords))
    paper, own = map(_color, THEMES.get(setting.style, THEMES["plain"]))
    accent = _color(readable(setting.accent)[0]) if setting.accent else own
    picture = Image.new("RGB", (WIDTH, HEIGHT), paper)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, BAND, HEIGHT), fill=accent)
    width = WIDTH - BAND - 2 * EDGE
    try:
        _monogram(picture, _initials(name), paper, accent)
        blocks = [
            (_Block.fitted(draw, name, NAME, width - DISC - 40), _color(INK), 0),
            (_Block.fitted(draw, _words(plain(header.headline)), ROLE, width), _color(QUIET), 30),
            (_Block.fitted(draw, _words(plain(header.affiliation)), AFFILIATION, width), _color(QUIET), 12),
        ]
        last = _Block.fitted(draw, foot, FOOT, width)
    except LookupError:
        return None
    blocks = [block for block in blocks if block[0].lines]
    # A little above the middle looks like the middle.
    top = (HEIGHT - 60 - sum(block.height + gap for block, _, gap in blocks)) / 2
    for block, color, gap in blocks:
        top = block.draw(draw, BAND + EDGE, top + gap, color)
    last.draw(draw, BAND + EDGE, HEIGHT - EDGE + 10 - last.height / 2, accent)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


class _Block(NamedTuple):
    """Lines of text in one size."""

    font: FreeTypeFont
    lines: list[str]
    weight: float

    @classmethod
    def fitted(cls, draw: ImageDraw, text: str, size: _Size, width: float) -> _Block:
        """The text in the largest size that takes no more lines than it may; what is too long even then is cut.

        Raises LookupError where no font has all its characters.
        """
        font = _font(frozenset(text) - {" "})
        for pixels in range(size.largest, size.smallest - 1, -4):
            sized = font.font_variant(size=pixels)
            lines = _wrapped(draw, sized, text, width)
            if len(lines) <= size.lines and all(draw.textlength(line, sized) <= width for line in lines):
                return cls(sized, _balanced(draw, sized, text, width, len(lines)), size.weight)
        lost = lines[size.lines :]
        lines = [_cut(draw, sized, line, width) for line in lines[: size.lines]]
        if lost:
            lines[-1] = _cut(draw, sized, f"{lines[-1]} {lost[0]}", width)
        return cls(sized, lines, size.weight)

    @property
    def leading(self) -> float:
        """Pixels from line to line."""
        return self.font.size * 1.22

    @property
    def height(self) -> float:
        """Pixels that all lines take."""
        return self.leading * len(self.lines)

    def draw(self, draw: ImageDraw, left: float, top: float, color: Color) -> float:
        """Draw the lines, the first one's box beginning at `top`; gives where they end."""
        for line in self.lines:
            place = (left, top + self.leading / 2)
            draw.text(place, line, fill=color, font=self.font, anchor="lm", stroke_width=self.weight, stroke_fill=color)
            top += self.leading
        return top


def _wrapped(draw: ImageDraw, font: FreeTypeFont, text: str, width: float) -> list[str]:
    """The text in lines that end after a space or a hyphen; a word wider than `width` has a line to itself."""
    lines: list[str] = []
    for piece in _PIECE.findall(text):
        if lines and draw.textlength(f"{lines[-1]}{piece}".rstrip(), font) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def _balanced(draw: ImageDraw, font: FreeTypeFont, text: str, width: float, count: int) -> list[str]:
    """The text in so many lines of about one length, so that no word stands alone in the last."""
    while count > 1 and len(narrower := _wrapped(draw, font, text, width - 20)) == count:
        if any(draw.textlength(line, font) > width - 20 for line in narrower):
            break
        width -= 20
    return _wrapped(draw, font, text, width)


def _cut(draw: ImageDraw, font: FreeTypeFont, line: str, width: float) -> str:
    """As much of a line as the width has room for, with dots where some is missing."""
    if draw.textlength(line, font) <= width:
        return line
    room = bisect_right(range(len(line)), width, key=lambda end: draw.textlength(f"{line[:end]}...", font))
    return f"{line[: max(room - 1, 0)].rstrip(' ,;')}..."


def _monogram(picture: Image, initials: str, paper: Color, accent: Color) -> None:
    """A disc with initials at the upper right, drawn too large and made smaller, for a smooth edge."""
    from PIL import Image, ImageDraw

    scale = 3
    large = Image.new("RGB", (DISC * scale, DISC * scale), paper)
    draw = ImageDraw.Draw(large)
    draw.ellipse((0, 0, DISC * scale - 1, DISC * scale - 1), fill=accent)
    center = (DISC * scale / 2, DISC * scale / 2)
    font = _font(frozenset(initials)).font_variant(size=76 * scale)
    draw.text(center, initials, fill=paper, font=font, anchor="mm")
    picture.paste(large.resize((DISC, DISC), Image.Resampling.LANCZOS), (WIDTH - EDGE - DISC, EDGE - 10))


def _initials(name: str) -> str:
    """The first letters of the first and the last part of a name."""
    parts = name.split()
    return "".join(part[0] for part in dict.fromkeys(parts[:1] + parts[-1:])).upper()


def _words(text: str) -> str:
    """A text on one line of what can be drawn: no marks of direction, joiners or breaks."""
    return "".join(char for char in clean(text).strip() if unicodedata.category(char) != "Cf")


def _color(written: str) -> Color:
    red, green, blue = bytes.fromhex(written.removeprefix("#"))
    return red, green, blue


# --- fonts -------------------------------------------------------------------


@cache
def _font(characters: frozenset[str]) -> FreeTypeFont:
    """A font that has all the characters: Pillow's own, which is the same everywhere, else one of this machine's.

    Raises LookupError where there is none.
    """
    from PIL import ImageFont

    own = ImageFont.load_default(NAME.largest)
    if isinstance(own, ImageFont.FreeTypeFont) and _has(own, characters):
        return own
    for path, index in _system_fonts(characters):
        try:
            font = ImageFont.truetype(path, NAME.largest, index=index)
        except OSError:  # a format that FreeType does not scale
            continue
        if _has(font, characters):
            return font
    raise LookupError(f"no font has all of {''.join(sorted(characters))}")


def _has(font: FreeTypeFont, characters: Iterable[str]) -> bool:
    missing = bytes(font.getmask("\U0010ffff"))
    return all(bytes(font.getmask(char)) != missing for char in characters)


def _system_fonts(characters: Iterable[str]) -> list[tuple[str, int]]:
    """Files and face numbers of this machine's fonts, the best for these characters first; none without fontconfig."""
    wanted = " ".join(f"{ord(char):x}" for char in sorted(characters))
    command = ["fc-match", "--sort", "--format=%{file}\t%{index}\n", f"sans-serif:charset={wanted}"]
    try:
        run = subprocess.run(command, capture_output=True, check=True, text=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return []
    found = (line.rpartition("\t") for line in run.stdout.splitlines()[:MOST_FONTS])
    # Above the face number stands that of a named instance.
    return [(path, int(index) & 0xFFFF) for path, _, index in found]
