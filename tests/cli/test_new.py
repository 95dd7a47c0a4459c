"""`cvkit new`: a starter that is right as it stands, and never written over what is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
FILES = ["profile.schema.json", "profile.yaml"]
AS_OF = ["--as-of", "2026-11-22"]


def cvkit(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A process of its own, in a folder far from the checkout."""
    command = [sys.executable, "-m", "cvkit", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_writes_a_profile_and_its_schema(tmp_path: Path) -> None:
    done = cvkit("new", folder=tmp_path)
    assert (done.returncode, names(tmp_path)) == (0, FILES)
    assert sorted(line.split()[-1] for line in done.stdout.splitlines()) == FILES
    assert "cvkit build" in done.stderr
    first, _, _ = (tmp_path / "profile.yaml").read_text("utf-8").partition("\n")
    assert first == "# yaml-language-server: $schema=profile.schema.json"
    assert json.loads((tmp_path / "profile.schema.json").read_text("utf-8"))["title"] == "Profile"


def test_what_new_writes_passes_check_without_advice(tmp_path: Path) -> None:
    cvkit("new", folder=tmp_path)
    done = cvkit("check", *AS_OF, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "profile.yaml: no errors, nothing to advise\n"


def test_what_new_writes_makes_a_page(tmp_path: Path) -> None:
    cvkit("new", folder=tmp_path)
    done = cvkit("site", *AS_OF, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "output" / "site" / "index.html").read_text("utf-8")
    for words in ("Maren Okafor", "Forecasting floods where there are no gauges", "Early Career Award"):
        assert words in page
    assert "555 0100" not in page  # a phone number shows in the CV alone


def test_new_makes_the_folder_that_it_is_given(tmp_path: Path) -> None:
    done = cvkit("new", "papers/cv", folder=tmp_path)
    assert (done.returncode, names(tmp_path / "papers" / "cv")) == (0, FILES)
    assert "cd papers/cv && cvkit build" in done.stderr


@pytest.mark.parametrize("name", FILES)
def test_new_overwrites_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    done = cvkit("new", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{name} is there already" in done.stderr
    assert "Traceback" not in done.stderr
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_new_writes_a_workflow_for_github_when_asked(tmp_path: Path) -> None:
    done = cvkit("new", "--github", folder=tmp_path)
    assert (done.returncode, names(tmp_path)) == (0, [".github", *FILES])
    workflow = yaml.safe_load((tmp_path / ".github" / "workflows" / "cv.yml").read_text("utf-8"))
    steps = workflow["jobs"]["publish"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)
    assert "cvkit build cv site" in [step.get("run") for step in steps]
    assert "secrets" not in json.dumps(workflow)


def test_beside_a_profile_new_writes_the_workflow_alone_and_once(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("mine")
    assert cvkit("new", "--github", folder=tmp_path).returncode == 0
    assert (names(tmp_path), (tmp_path / "profile.yaml").read_text()) == ([".github", "profile.yaml"], "mine")
    workflow = tmp_path / ".github" / "workflows" / "cv.yml"
    workflow.write_text("mine")
    assert cvkit("new", "--github", folder=tmp_path).returncode == 1
    assert workflow.read_text() == "mine"
