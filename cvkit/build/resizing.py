"""The photo at the sizes in which a page shows it, for plain and for fine screens; nothing is enlarged."""

from __future__ import annotations

import hashlib
import io
import warnings
from base64 import b64decode, b64encode
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit import __version__
from cvkit.build import records
from cvkit.build.photo import SMALLER, Photo
from cvkit.load.problems import Place, Problem, ProfileError
from cvkit.view.document import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (160, 320, 480)
"""Pixels across: a page shows the photo at 160, and fine screens put two or three on one of its own."""
MOST_PIXELS = 50_000_000
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
QUALITY = 82

Resized = tuple[Picture, dict[str, bytes]]


def resized(photo: Photo, place: Place | None, cache: Path) -> Resized:
    """What a page is told of the photo, and its files by name: one of its own format, and WebP in several widths.

    What a camera writes beside a picture, such as where it was taken, is left out. The result is kept in the folder
    `cache`. Raises ProfileError for a picture of too many pixels, or that cannot be read.
    """
    made_by = f"{__version__} {WIDTHS} {QUALITY} {photo.name}\n"
    key = hashlib.sha256(made_by.encode() + photo.content).hexdigest()
    record = cache / "photo.json"
    if (kept := _kept(record, key)) is not None:
        return kept
    picture, files = _made(photo, place)
    encoded = {name: b64encode(content).decode() for name, content in files.items()}
    records.keep(record, {"key": key, "picture": asdict(picture), "files": encoded})
    return picture, files


def opened(photo: Photo, place: Place | None) -> Image:
    """The photo, turned as it is to be shown; ProfileError for one of too many pixels, or that cannot be read."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            # Pillow warns of a large picture before it fails; the limit here is lower than both of its own.
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(photo.content))
            if image.width * image.height > MOST_PIXELS:
                size = f"{image.width} × {image.height} pixels"
                raise _error(place, f"the photo has {size}, over the limit of {MOST_PIXELS // 10**6} million")
            turned = ImageOps.exif_transpose(image)
            return turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _error(place, "the photo cannot be read; the file is damaged", "save the picture anew") from None


def _made(photo: Photo, place: Place | None) -> Resized:
    image = opened(photo, place)
    widths = sorted({min(width, image.width) for width in WIDTHS})
    files = {photo.name: _encoded(_across(image, widths[-1]), FORMATS[Path(photo.name).suffix])}
    sources = tuple((f"photo-{width}.webp", width) for width in widths)
    files |= {name: _encoded(_across(image, width), "WEBP") for name, width in sources}
    main = _across(image, widths[-1])
    return Picture(main.width, main.height, sources), files


def _across(image: Image, width: int) -> Image:
    return image if width == image.width else image.resize((width, max(1, round(image.height * width / image.width))))


def _encoded(image: Image, form: str) -> bytes:
    # A new image carries nothing of what the old one was tagged with.
    image.info.clear()
    target = io.BytesIO()
    (image.convert("RGB") if form == "JPEG" else image).save(target, form, quality=QUALITY, optimize=True)
    return target.getvalue()


def _kept(record: Path, key: str) -> Resized | None:
    try:
        found = records.recall(record)
        if found["key"] != key:
            return None
        said = found["picture"]
        picture = Picture(said["width"], said["height"], tuple((name, width) for name, width in said["sources"]))
        return picture, {name: b64decode(content) for name, content in found["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _error(place: Place | None, message: str, remedy: str = SMALLER) -> ProfileError:
    return ProfileError([Problem(place, message, remedy)])
