"""Imports go one way: the table of layers, a checker that reads every module of cvkit, and proof that it can fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = frozenset({"glob", "io", "os", "pathlib.Path", "shutil", "tempfile"})
OUTPUT_FORMATS = frozenset({"jinja2", "latex2mathml", "pylatex", "weasyprint"})
HTTP = frozenset({"http", "socket", "socketserver", "starlette", "urllib.request", "uvicorn", "wsgiref"})
CLOCK = frozenset({"today", "now", "utcnow", "gmtime", "localtime"})
"""Names by which `date`, `datetime` and `time` tell what time it is."""


@dataclass(frozen=True)
class Layer:
    """What a part of cvkit may use."""

    may_import: frozenset[str]
    """Modules of cvkit, each with all that is in it, beside the layer itself; `cvkit` alone is the version."""
    never: frozenset[str]
    """Other people's modules, or names in them, that would tell the layer what it must never know."""
    may_read_clock: bool = False
    may_open_files: bool = True


def layer(may_import: str = "", never: frozenset[str] = frozenset(), **permissions: bool) -> Layer:
    return Layer(frozenset(f"cvkit.{name}".rstrip(".") for name in may_import.split()), never, **permissions)


MODEL = layer(never=OUTPUT_FORMATS | FILES | HTTP | {"yaml"}, may_open_files=False)
EVERYTHING = "model load exchange view render typeset audit web build serve"

LAYERS = {
    "model": MODEL,
    "load": layer("model", OUTPUT_FORMATS | HTTP),
    "exchange": layer(". model view", OUTPUT_FORMATS | HTTP),
    "view": layer("model", OUTPUT_FORMATS | FILES | HTTP | {"yaml"}, may_open_files=False),
    "render": layer("view.document", HTTP | {"yaml", "pydantic"}),
    "typeset": layer("", HTTP | {"yaml", "pydantic", "pylatex"}),
    "audit": layer("model view", OUTPUT_FORMATS | HTTP),
    "web": layer(".", OUTPUT_FORMATS | {"yaml", "pydantic"}),
    "build": layer(". model load exchange view render typeset audit", HTTP),
    "serve": layer(". build", OUTPUT_FORMATS, may_read_clock=True),
    "cli": layer(". " + EVERYTHING, may_read_clock=True),
    "__main__": layer(". cli"),
    "__init__": MODEL,
}

LIGHT = frozenset(sys.stdlib_module_names) | {"click", "cvkit"}
"""What the modules of cli may import before a command is called."""


@dataclass(frozen=True)
class Import:
    """A module, or a name in one that is not cvkit's, and where a file asks for it."""

    module: str
    line: int
    at_module_level: bool = False


def imports(tree: ast.Module, folder: tuple[str, ...], package: Path) -> Iterator[Import]:
    """Every import in a file of `folder`, wherever it stands, and every string that names a module of cvkit."""
    here = ("cvkit", *folder)
    top = {id(statement) for statement in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, id(node) in top)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            source = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                name = source if alias.name == "*" else f"{source}.{alias.name}"
                ours = source.split(".")[0] == "cvkit"
                yield Import(source if ours and not is_module(name, package) else name, node.lineno, id(node) in top)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            module = node.value.partition(":")[0]
            if module.startswith("cvkit.") and is_module(module, package):
                yield Import(module, node.lineno)


def is_module(name: str, package: Path) -> bool:
    """Whether a dotted name is a file or folder of the package."""
    head, *rest = name.split(".")
    path = package.joinpath(*rest)
    return head == "cvkit" and (path.is_dir() or path.with_suffix(".py").is_file())


def within(module: str, names: frozenset[str]) -> bool:
    """Whether a module is one of `names` or inside one."""
    parts = module.split(".")
    return any(".".join(parts[: end + 1]) in names for end in range(len(parts)))


def calls(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The last name of everything that is called in a file, such as `today` in `date.today()`, and the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id), node.lineno


def violations(package: Path) -> list[str]:
    """What the modules under `package` do against the table, a line for each."""
    found = []
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        name = relative.parts[0].removesuffix(".py")
        if name not in LAYERS:
            found.append(f"{relative}:1: {name} is in no layer of the table")
            continue
        rule = LAYERS[name]
        allowed = {f"cvkit.{name}"} | (rule.may_import - {"cvkit"})
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for used in imports(tree, relative.parent.parts, package):
            if used.module == "cvkit":
                wrong = "cvkit" not in rule.may_import
            elif used.module.startswith("cvkit."):
                wrong = not within(used.module, frozenset(allowed))
            else:  # whoever has the whole has the part
                whole = any(name.startswith(f"{used.module}.") for name in rule.never)
                wrong = whole or within(used.module, rule.never)
            if name == "cli" and used.at_module_level:
                heavy = used.module.startswith("cvkit.") and not within(used.module, frozenset({"cvkit.cli"}))
                wrong = wrong or heavy or used.module.split(".")[0] not in LIGHT
            if wrong:
                found.append(f"{relative}:{used.line}: {name} imports {used.module}")
        for called, line in calls(tree):
            if called in CLOCK and not rule.may_read_clock:
                found.append(f"{relative}:{line}: {name} reads the clock")
            if called == "open" and not rule.may_open_files:
                found.append(f"{relative}:{line}: {name} opens a file")
    return found


def test_every_import_follows_the_table() -> None:
    assert violations(ROOT / "cvkit") == []


@pytest.mark.parametrize("name", sorted(set(LAYERS) - {"cli", "__main__", "__init__"}))
def test_every_layer_is_there(name: str) -> None:
    assert (ROOT / "cvkit" / name / "__init__.py").is_file()


# --- the checker can fail ---

PLANTED = [
    ("model", "import yaml", "imports yaml"),
    ("model", "from cvkit.view import document", "imports cvkit.view.document"),
    ("model", "import datetime\nborn = datetime.date.today()", "reads the clock"),
    ("load", "def late():\n    from cvkit.render import latex", "imports cvkit.render"),
    ("exchange", "from cvkit.render import html", "imports cvkit.render"),
    ("view", "from pylatex import Document", "imports pylatex"),
    ("view", "import jinja2.sandbox", "imports jinja2.sandbox"),
    ("view", "from datetime import datetime\nnow = datetime.now()", "reads the clock"),
    ("view", "from pathlib import Path", "imports pathlib.Path"),
    ("view", "import pathlib", "imports pathlib"),
    ("view", "from pathlib import *", "imports pathlib"),
    ("view", "import os.path", "imports os.path"),
    ("view", "text = open('notes').read()", "opens a file"),
    ("view", "from .. import model\nfrom .. import load", "imports cvkit.load"),
    ("render", "from cvkit.model.profile import Profile", "imports cvkit.model.profile"),
    ("render", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import cvkit.model", "imports cvkit.model"),
    ("render", "from cvkit.view import context", "imports cvkit.view"),
    ("render", "import yaml", "imports yaml"),
    ("typeset", "from cvkit.view.document import Document", "imports cvkit.view.document"),
    ("typeset", "from ..model import profile", "imports cvkit.model.profile"),
    ("audit", "import importlib\nhtml = importlib.import_module('cvkit.render')", "imports cvkit.render"),
    ("build", "from http.server import HTTPServer", "imports http.server"),
    ("build", "from cvkit import serve", "imports cvkit.serve"),
    ("build", "from cvkit.web import links", "imports cvkit.web.links"),
    ("web", "from cvkit.view.document import Site", "imports cvkit.view.document"),
    ("serve", "from cvkit.render import html", "imports cvkit.render"),
    ("serve", "import weasyprint", "imports weasyprint"),
]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of cvkit in which to do wrong."""
    copy = tmp_path / "cvkit"
    shutil.copytree(ROOT / "cvkit", copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize(("name", "source", "report"), PLANTED)
def test_a_planted_violation_is_reported(package: Path, name: str, source: str, report: str) -> None:
    (package / name / "planted.py").write_text(source, encoding="utf-8")
    assert [line for line in violations(package) if f"{name}/planted.py" in line and report in line]


@pytest.mark.parametrize("module", ["pydantic", "cvkit.load", "yaml"])
def test_cli_importing_something_heavy_at_once_is_reported(package: Path, module: str) -> None:
    (package / "cli" / "planted.py").write_text(f"import {module}\n", encoding="utf-8")
    assert f"cli/planted.py:1: cli imports {module}" in violations(package)


def test_every_layer_but_the_files_at_the_top_has_a_planted_violation() -> None:
    assert {name for name, _, _ in PLANTED} == set(LAYERS) - {"cli", "__main__", "__init__"}


@pytest.mark.parametrize("path", ["utils.py", "helpers/__init__.py"])
def test_a_module_outside_the_layers_is_reported(package: Path, path: str) -> None:
    (package / path).parent.mkdir(exist_ok=True)
    (package / path).write_text("", encoding="utf-8")
    assert any("is in no layer" in line for line in violations(package))


# --- what is loaded in fact ---

LOADED = """
import pkgutil, importlib, sys
before = set(sys.modules)
import cvkit.cli
for module in pkgutil.iter_modules(cvkit.cli.__path__, "cvkit.cli."):
    importlib.import_module(module.name)
print(*sorted(set(sys.modules) - before), sep="\\n")
"""


def loaded_by_cli(folder: Path) -> set[str]:
    """The modules, other than light ones, that the modules of cli load in a new process."""
    run = subprocess.run([sys.executable, "-c", LOADED], cwd=folder, check=True, capture_output=True, text=True)
    return {
        name
        for name in run.stdout.split()
        if name.split(".")[0] not in LIGHT or (name.startswith("cvkit.") and not name.startswith("cvkit.cli"))
    }


def test_cli_loads_nothing_heavy() -> None:
    assert loaded_by_cli(ROOT) == set()


def test_cli_loading_something_heavy_is_noticed(package: Path) -> None:
    (package / "cli" / "planted.py").write_text("import cvkit.model.dates\n", encoding="utf-8")
    assert {"cvkit.model.dates", "pydantic"} <= loaded_by_cli(package.parent)
