"""cvkit diff: dates, documents, the report and its JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cvkit.cli import cli

PROFILE = """\
person: {name: Ada Lovelace}
publications:
  engines:
    title: On Engines
    authors: [me]
    kind: conference
    venue: A Conference
    date: 2022-07
    history:
      - {date: 2021-03, status: under-review, title: On an Engine}
      - {date: 2022-05, status: accepted}
      - {date: 2022-07, status: published}
talks:
  royal: {title: Looms, event: A Seminar, date: 2022-06, show: [site]}
honors:
  prize: {title: A Prize, date: 2022}
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A small profile that differs between 2021 and 2022."""
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE)
    return path


def diff(profile: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["diff", *arguments, "-p", str(profile)])


def test_the_report_is_grouped_marked_and_counted(profile: Path) -> None:
    done = diff(profile, "2021", "2022")
    assert done.exit_code == 0
    assert done.stderr == ""
    report = done.stdout.splitlines()
    assert report.index("Publications") < report.index("Honors and awards")
    assert "  ~ On Engines · A Conference · 2022" in report
    title = next(number for number, line in enumerate(report) if line.startswith("      title "))
    assert report[title].endswith(" - On an Engine")
    assert report[title + 1].endswith(" + On Engines")
    assert "  + A Prize · 2022" in report
    assert "Looms" not in done.stdout
    assert report[-1] == "1 added, 0 removed, 1 changed from 2021-12-31 to 2022-12-31"


def test_the_first_date_is_the_one_before_whichever_is_later(profile: Path) -> None:
    report = diff(profile, "2022", "2021").stdout.splitlines()
    assert "  - A Prize · 2022" in report
    assert report[-1] == "0 added, 1 removed, 1 changed from 2022-12-31 to 2021-12-31"


def test_a_partial_date_means_its_last_day(profile: Path) -> None:
    assert diff(profile, "2022-07", "2022-07-31").stdout == "nothing changed from 2022-07-31 to 2022-07-31\n"


def test_another_document_can_be_compared(profile: Path) -> None:
    assert "  + Looms" in diff(profile, "2021", "2022", "--document", "site").stdout


def test_json_has_stable_keys(profile: Path) -> None:
    found = json.loads(diff(profile, "2021", "2022", "--json").stdout)
    assert [list(each) for each in found] == [["kind", "section", "section_title", "path", "summary", "changes"]] * 2
    [changed, added] = found
    assert (changed["kind"], changed["path"]) == ("changed", "/publications/engines")
    assert {"slot": "title", "before": "On an Engine", "after": "On Engines"} in changed["changes"]
    assert (added["kind"], added["section"], added["changes"]) == ("added", "honors", [])
    assert diff(profile, "2022", "2022", "--json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2021"], "DATE2"),
        (["2021-13", "2022"], "DATE1"),
        (["2021", "2022", "--document", "sites"], "did you mean `site`?"),
    ],
)
def test_wrong_usage_exits_2(profile: Path, arguments: list[str], said: str) -> None:
    done = diff(profile, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "colored"),
    [(Terminal, {}, True), (Terminal, {"NO_COLOR": "1"}, False), (io.StringIO, {}, False)],
    ids=["terminal", "NO_COLOR", "file"],
)
def test_colors_are_for_terminals(
    profile: Path, monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], environ: dict[str, str], colored: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for variable, value in environ.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(sys, "stdout", written := stream())
    cli.main(["diff", "2021", "2022", "-p", str(profile)], standalone_mode=False)
    assert ("\x1b[32m+ A Prize" in written.getvalue()) is colored
    assert ("\x1b[" in written.getvalue()) is colored
