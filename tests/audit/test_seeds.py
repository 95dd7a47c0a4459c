"""The documents from which profile.yaml was compiled: what an audit finds in them beside what reading alone finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.audit.findings import Finding
from cvkit.audit.judge import audit
from cvkit.audit.read import read
from cvkit.load.loader import load

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
LIST = yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text(encoding="utf-8"))
DOCUMENTS = ("cv.md", "homepage.md", "announcement.txt")
RUNS = [(document, run) for document in DOCUMENTS for run in ("then", "today")]


@dataclass(frozen=True)
class Score:
    """What was to be found in one document on one day, and what was."""

    expected: list[dict[str, Any]]
    found: list[dict[str, Any]]
    findings: list[Finding]
    """All but the tolerated."""
    false: list[Finding]


def scored(document: str, run: str) -> Score:
    """The audit of a document as of its own day or of today, beside the list."""
    (published,) = read(SEEDS / document)
    day: date = LIST["days"][document if run == "then" else run]
    profile = load(ROOT / "profile.yaml").profile
    findings = [finding for finding in audit(published, profile, day) if not _is_tolerated(finding, document)]
    expected = [r for r in LIST["records"] if r["document"] == document and r["run"] in {run, "both"}]
    found = [record for record in expected if any(_matches(finding, record) for finding in findings)]
    false = [finding for finding in findings if not any(_matches(finding, record) for record in expected)]
    return Score(expected, found, findings, false)


def _matches(finding: Finding, record: dict[str, Any]) -> bool:
    return str(finding.verdict) == record["verdict"] and _is_about(finding, record)


def _is_tolerated(finding: Finding, document: str) -> bool:
    return any(
        row["document"] == document and str(finding.verdict) in row["verdicts"] and _is_about(finding, row)
        for row in LIST["tolerated"]
    )


def _is_about(finding: Finding, record: dict[str, Any]) -> bool:
    """Whether both are on one fact of one entry; what the profile lacks has no place in it but its section."""
    entry = record["entry"]
    here = finding.path == f"/{entry}" or finding.path.startswith(f"/{entry}/")
    same = here or (not finding.path and entry.split("/")[0] == finding.section)
    return same and finding.what.rstrip("s") == record["what"].rstrip("s")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the documents do not lie beside this project")
@pytest.mark.parametrize(("document", "run"), RUNS)
def test_an_audit_finds_what_reading_finds(document: str, run: str) -> None:
    score = scored(document, run)
    missed = [record for record in score.expected if record not in score.found]
    assert len(score.found) >= 0.95 * len(score.expected), missed
    assert len(score.false) <= 0.05 * len(score.findings), score.false
