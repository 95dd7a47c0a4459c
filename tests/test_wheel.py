"""What is published works by itself: the wheel, in a new environment, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.xdist_group("wheel")  # one worker builds it, once


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, so that both are known to be complete."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel alone.

    The libraries, which are not what is tested, are lent by the environment that runs the tests; its own editable
    cvkit is not, as a path that a .pth file names has its own .pth files ignored.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    run(sys.executable, "-m", "pip", "--python", python(home / "bin"), "install", "--quiet", "--no-deps", wheel)
    lent = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    Path(paths["purelib"], "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    return home / "bin"


def python(programs: Path) -> Path:
    return programs / "python"


def package(programs: Path, folder: Path) -> Path:
    """Where the cvkit lies that a program started in `folder` imports."""
    return Path(run(python(programs), "-c", "import cvkit; print(cvkit.__file__)", folder=folder).strip()).parent


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """What a command prints; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_wheel_holds_the_package_and_its_templates_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = [path for folder in ("cvkit", "templates") for path in (ROOT / folder).rglob("*") if path.is_file()]
    sources = {path.relative_to(ROOT).as_posix() for path in tracked if "__pycache__" not in path.parts}
    expected = {f"cvkit/{name}" if name.startswith("templates/") else name for name in sources}
    assert held == expected
    assert "cvkit/py.typed" in held
    assert any(name.startswith("cvkit/templates/latex/") for name in held)


def test_the_wheel_names_its_command_and_license(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = {Path(name).name: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    assert "cvkit = cvkit.__main__:main" in texts["entry_points.txt"]
    assert "License-Expression: MIT" in texts["METADATA"]
    assert "LICENSE" in texts


def test_from_an_empty_folder_to_a_pdf(installed: Path, tmp_path: Path) -> None:
    assert package(installed, tmp_path).is_relative_to(installed.parent)
    run(installed / "cvkit", "new", folder=tmp_path)
    run(installed / "cvkit", "cv", folder=tmp_path)
    assert (tmp_path / "output" / "cv.pdf").read_bytes().startswith(b"%PDF-")


def test_the_templates_used_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    marker = "%% the wheel's own"
    styles = sorted(package(installed, tmp_path).joinpath("templates", "latex").glob("*.sty"))
    originals = {style: style.read_text(encoding="utf-8") for style in styles}
    run(installed / "cvkit", "new", folder=tmp_path)
    try:
        for style, text in originals.items():
            style.write_text(f"{marker}\n{text}", encoding="utf-8")
        run(installed / "cvkit", "cv", folder=tmp_path)
    finally:
        for style, text in originals.items():
            style.write_text(text, encoding="utf-8")
    used = sorted((tmp_path / "output").rglob("*.sty"))
    assert used
    assert all(style.read_text(encoding="utf-8").startswith(marker) for style in used)


def test_python_dash_m_is_the_command(installed: Path, tmp_path: Path) -> None:
    by_name = run(installed / "cvkit", "--help", folder=tmp_path)
    by_module = run(python(installed), "-m", "cvkit", "--help", folder=tmp_path)
    assert by_module.splitlines()[1:] == by_name.splitlines()[1:]  # the first line tells how it was called
