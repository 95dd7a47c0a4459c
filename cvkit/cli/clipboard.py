"""Put text on the clipboard by whatever program the system has for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Clipboard(NamedTuple):
    """A program that fills the clipboard from its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    needs: str = ""
    """A variable of the environment without which it cannot work."""


CLIPBOARDS = (
    Clipboard(("pbcopy",)),  # macOS
    Clipboard(("wl-copy",), needs="WAYLAND_DISPLAY"),
    Clipboard(("xclip", "-selection", "clipboard"), needs="DISPLAY"),
    Clipboard(("xsel", "--clipboard", "--input"), needs="DISPLAY"),
    Clipboard(("clip.exe",), encoding="utf-16-le"),  # Windows, from within WSL
)


def copy(text: str, environ: Mapping[str, str]) -> bool:
    """Copy the text; whether there was a program on the PATH that did."""
    import shutil  # 10 ms, with the next, for what is seldom asked

    for program in CLIPBOARDS:
        path = shutil.which(program.command[0], path=environ.get("PATH", ""))
        if path and (not program.needs or environ.get(program.needs)) and _fill(program, path, text, environ):
            return True
    return False


def _fill(program: Clipboard, path: str, text: str, environ: Mapping[str, str]) -> bool:
    import subprocess

    try:
        # Some of these stay behind to serve the clipboard; with our output in hand, they would keep a pipe open.
        run = subprocess.run(
            [path, *program.command[1:]],
            input=text.encode(program.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=10,
            check=False,
            env=dict(environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0
