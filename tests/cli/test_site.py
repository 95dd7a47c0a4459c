"""`cvkit site`: one line for the folder, all files for programs, and links that lead nowhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cvkit.cli import cli
from cvkit.web import links
from cvkit.web.links import Answer, Verdict

PROFILE = """\
person: {name: Ada Lovelace}
publications:
  notes:
    title: Notes on the Engine
    authors: [me]
    kind: journal
    date: 2021
    links: [{kind: code, url: "https://code.example/notes"}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small profile."""
    (tmp_path / "profile.yaml").write_text(PROFILE)
    return tmp_path


def site(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli,
        ["site", "-p", str(folder / "profile.yaml"), "-o", str(folder / "output"), "--as-of", "2026", *arguments],
        catch_exceptions=False,
    )


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, Verdict]:
    """What the network would say of an address; it is asked for nothing else."""
    verdicts: dict[str, Verdict] = {}

    def ask(addresses: Any, seconds: float) -> dict[str, Answer]:
        return {address: Answer(address, verdicts[address], "it said so") for address in addresses}

    monkeypatch.setattr(links, "ask", ask)
    return verdicts


def test_one_line_tells_of_the_folder(folder: Path) -> None:
    first, second = site(folder), site(folder)
    assert first.output.startswith(f"made       {folder / 'output' / 'site'}  (5 pages, ")
    assert second.output.startswith(f"unchanged  {folder / 'output' / 'site'}  (5 pages, ")
    assert first.output.count("\n") == second.output.count("\n") == 1


def test_programs_are_told_every_file(folder: Path) -> None:
    told = {entry["path"]: entry["changed"] for entry in json.loads(site(folder, "--json").output)}
    made = folder / "output" / "site"
    assert told.keys() == {str(path) for path in (made, *made.rglob("*")) if path.is_file() or path == made}
    assert all(told.values())


def test_links_that_lead_somewhere_are_fine(folder: Path, web: dict[str, Verdict]) -> None:
    web["https://code.example/notes"] = Verdict.ALIVE
    done = site(folder, "--check-links")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "no dead link")


def test_a_dead_link_is_an_error_at_its_line(folder: Path, web: dict[str, Verdict]) -> None:
    web["https://code.example/notes"] = Verdict.DEAD
    done = site(folder, "--check-links")
    assert done.exit_code == 1
    assert "profile.yaml:8:31: error:" in done.stderr
    assert "`https://code.example/notes` leads nowhere: it said so" in done.stderr
    assert (folder / "output" / "site" / "index.html").is_file()


def test_a_link_of_which_nothing_is_known_is_advice(folder: Path, web: dict[str, Verdict]) -> None:
    web["https://code.example/notes"] = Verdict.UNKNOWN
    done = site(folder, "--check-links")
    assert done.exit_code == 0
    assert "advice: `https://code.example/notes` could not be checked: it said so" in done.stderr


def test_a_link_of_a_template_that_leads_nowhere_is_an_error(folder: Path, web: dict[str, Verdict]) -> None:
    web["https://code.example/notes"] = Verdict.ALIVE
    own = folder / "templates" / "html"
    own.mkdir(parents=True)
    (own / "footer.html").write_text('<footer><a href="imprint.html">Imprint</a></footer>')
    done = site(folder, "--check-links")
    assert done.exit_code == 1
    assert "leads to `imprint.html`, which is not there" in done.stderr


def test_without_being_asked_nobody_asks_the_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "ask", None)
    assert site(folder).exit_code == 0
