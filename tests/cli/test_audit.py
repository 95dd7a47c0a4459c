"""`cvkit audit` and `cvkit status` as their user sees them: words, exit codes, JSON, and accepted findings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from cvkit.cli import cli

PROFILE = """\
person: {name: Maren Okafor}
positions:
  now: {title: Lecturer, organizations: Northgate University, start: 2023-09}
  then: {title: Postdoctoral Researcher, organizations: Delta Institute, start: 2020-01, end: 2023-08}
publications:
  floods:
    title: Fat tails in narrow rivers
    authors: [me, Yuki Tanaka]
    kind: journal
    venue: Journal of Rivers
    date: 2022-03
"""
CV = """\
Maren Okafor

# Experience

- Postdoctoral Researcher, Delta Institute, Jan 2020 – present

# Publications

- Maren Okafor, Yuki Tanaka. Fat tails in narrow rivers. Journal of Rivers, 2021.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "cv.md").write_text(CV, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    return tmp_path


def cvkit(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def test_findings_have_both_wordings_and_both_places(folder: Path) -> None:
    done = cvkit("audit", "cv.md")
    assert done.exit_code == 1
    for told in ("differs (1)", "2021", "2022", "cv.md:9", "profile.yaml:11", "stale", "missing (1)", "Lecturer"):
        assert told in done.stdout, told


def test_a_document_is_judged_by_its_own_day(folder: Path) -> None:
    Path("cv.md").write_text(CV.replace("2021", "2022"), encoding="utf-8")
    assert cvkit("audit", "cv.md", "--as-of", "2022-12-31").exit_code == 0
    assert cvkit("audit", "cv.md").exit_code == 1


def test_the_caller_chooses_what_fails(folder: Path) -> None:
    assert cvkit("audit", "cv.md", "--fail-on", "note").exit_code == 0
    assert cvkit("audit", "cv.md", "--fail-on", "nothing").exit_code == 0
    assert cvkit("audit", "cv.md", "--fail-on", "missing", "--fail-on", "note").exit_code == 1


def test_json_and_html_tell_the_same(folder: Path) -> None:
    [document] = json.loads(cvkit("audit", "cv.md", "--json").stdout)
    verdicts = [finding["verdict"] for finding in document["findings"]]
    assert sorted(set(verdicts)) == ["differs", "missing", "stale"]
    page = cvkit("audit", "cv.md", "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    for finding in document["findings"]:
        assert finding["subject"] in page


def test_accepted_findings_are_kept_with_their_reason_and_not_told_again(folder: Path) -> None:
    assert cvkit("audit", "cv.md", "--accept", "an old copy").exit_code == 0
    kept = yaml.safe_load(Path(".cvkit-audit.yaml").read_text("utf-8"))
    assert {entry["reason"] for entry in kept.values()} == {"an old copy"}
    done = cvkit("audit", "cv.md")
    assert done.exit_code == 0
    assert f"{len(kept)} accepted" in done.stdout
    before = Path(".cvkit-audit.yaml").read_text("utf-8")
    Path("cv.md").write_text(CV.replace("2021", "2020"), encoding="utf-8")
    again = cvkit("audit", "cv.md", "--accept", "older still")
    assert "any more (an old copy)" in again.stderr
    assert Path(".cvkit-audit.yaml").read_text("utf-8").startswith(before)
    assert cvkit("audit", "cv.md").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b""),
        ("a.json", b"{}"),
        ("a.pdf", b"%PDF-1.5 broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("gone.md", None),
    ],
)
def test_what_cannot_be_read_is_a_sentence(folder: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    done = cvkit("audit", name)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"error: {name}: ")
    assert "help: " in done.stderr


def test_among_others_a_file_in_another_form_is_left_out(folder: Path) -> None:
    assert cvkit("build", "bio", "cv").exit_code == 0
    files = sorted(str(path) for path in Path("output").iterdir() if path.is_file())
    assert {"output/manifest.json", "output/cvkit-base.sty", "output/cv.tex"} < set(files)
    (folder / "output" / "cv.docx").write_bytes(b"PK\x03\x04\0\0")
    done = cvkit("audit", "output/cv.docx", *files)
    assert done.exit_code == 0
    for name in ("cv.docx", "manifest.json", "cvkit-base.sty"):
        assert f"output/{name} is left out: It is in no form that can be read.\n" in done.stderr
        assert f"output/{name}" not in done.stdout
    assert "output/bio-short.txt" in done.stdout
    assert cvkit("audit", "output/cv.docx", "cv.md", "--accept", "an old copy").exit_code == 0
    done = cvkit("audit", "output/cv.docx", "output/manifest.json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error: None of the files can be read.\n  help: " in done.stderr


def test_a_file_that_is_named_twice_is_read_once(folder: Path) -> None:
    assert cvkit("audit", "cv.md", "cv.md").stdout == cvkit("audit", "cv.md").stdout


def test_a_damaged_document_among_others_is_named_and_fails(folder: Path) -> None:
    Path("cv.md").write_text(CV.replace("2021", "2022"), encoding="utf-8")
    Path("a.pdf").write_bytes(b"%PDF-1.5 broken")
    for name in ("a.pdf", "gone.md"):
        done = cvkit("audit", name, "cv.md", "--as-of", "2022-12-31")
        assert done.exit_code == 1
        assert done.stderr.startswith(f"{name} is left out: ")
        assert "cv.md" in done.stdout


def test_a_spoiled_file_of_acceptances_is_a_sentence(folder: Path) -> None:
    Path(".cvkit-audit.yaml").write_text("a: [", encoding="utf-8")
    done = cvkit("audit", "cv.md")
    assert done.exit_code == 1
    assert ".cvkit-audit.yaml:" in done.stderr


def test_status_tells_what_has_changed_since(folder: Path) -> None:
    assert "nothing has been made" in cvkit("status").stderr
    assert cvkit("build", "bio").exit_code == 0
    done = cvkit("status")
    assert (done.exit_code, done.stdout) == (0, "3 fresh\n")
    Path("profile.yaml").write_text(PROFILE.replace("Lecturer", "Reader"), encoding="utf-8")
    done = cvkit("status")
    assert done.exit_code == 1
    assert done.stdout.count("/positions/now/title") == 1, "one change is told once, for all files that it touches"
    for told in ("profile.yaml:3: ", "- lecturer", "+ reader", "3 stale"):
        assert told in done.stdout
    answer = json.loads(cvkit("status", "--json").stdout)
    assert {file["status"] for file in answer} == {"stale"}
    assert answer[0]["changes"][0]["line"] == 3


def test_what_cvkit_has_made_is_searched_for_every_fact(folder: Path) -> None:
    assert cvkit("build", "bio", "site").exit_code == 0
    done = cvkit("audit", "output/bio-short.txt", "output/site", "--fail-on", "missing", "--json")
    assert done.exit_code == 0
    facts = {Path(document["file"]).name: document["facts"] for document in json.loads(done.stdout)}
    for name in ("bio-short.txt", "index.html", "cv.html", "floods.html"):
        assert facts[name]["found"] == facts[name]["shown"] > 0, name
    copy = folder / "elsewhere.txt"
    copy.write_bytes((folder / "output" / "bio-short.txt").read_bytes())
    assert "facts found" in cvkit("audit", "elsewhere.txt").stdout
    assert "facts" not in cvkit("audit", "cv.md").stdout


def test_a_fact_that_an_output_has_lost_is_told_at_its_place(folder: Path) -> None:
    cvkit("build", "site")
    page = folder / "output" / "site" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Journal of Rivers", ""), encoding="utf-8")
    done = cvkit("audit", "output/site/index.html", "--fail-on", "missing")
    assert done.exit_code == 1
    assert "Journal of Rivers" in done.stdout
    assert "profile.yaml:10" in done.stdout
    told = re.search(r"(\d+) of (\d+) facts found", done.stdout)
    assert told is not None
    assert int(told[1]) == int(told[2]) - 1


def test_facts_are_counted_only_against_the_document_that_a_file_was_made_from(folder: Path) -> None:
    cvkit("build", "bio")
    (folder / "profile.yaml").write_text(PROFILE.replace("Lecturer", "Reader"), encoding="utf-8")
    assert "facts found" not in cvkit("audit", "output/bio-short.txt").stdout
