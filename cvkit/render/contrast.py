"""Make a color readable: darker on a light ground, lighter on a dark one, and no more so than is needed."""

from __future__ import annotations

LIGHT_GROUND, DARK_GROUND = "#efece4", "#2a2d32"
"""The darkest light ground and the lightest dark one that a theme may have."""
ENOUGH = 4.5
"""The contrast that text of any size needs (WCAG 2.2, level AA)."""
_STEPS = 100


def readable(color: str) -> tuple[str, str]:
    """A `#rrggbb` color as it can be read on light grounds, and as it can be read on dark ones."""
    return _toward("#000000", color, LIGHT_GROUND), _toward("#ffffff", color, DARK_GROUND)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _toward(end: str, color: str, ground: str) -> str:
    """The color, mixed with as little of `end` as makes it readable on the ground."""
    mixtures = (_mixture(color, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(mixed for mixed in mixtures if contrast(mixed, ground) >= ENOUGH)


def _mixture(color: str, end: str, share: float) -> str:
    pairs = zip(_channels(color), _channels(end), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def _luminance(color: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(color))
    ]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
