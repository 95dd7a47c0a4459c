"""What has become of a file: fresh, stale with the facts that changed, edited, foreign or missing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvkit.build.job import Surroundings
from cvkit.build.manifest import NAME, read_manifest
from cvkit.build.stamp import Stamp, read_stamp, stamp
from cvkit.build.status import Condition, FileStatus, status, status_of_output
from cvkit.build.targets import build
from cvkit.load.loader import load
from cvkit.model.profile import Profile
from cvkit.view.compose import compose
from cvkit.view.document import document_facts, plain, told
from cvkit.view.site import compose_site
from profiles import DAYS, Raw, raw_profiles, tokens
from withheld import withheld

TODAY = date(2026, 11, 22)
PROFILE = """\
person:
  name: Maren Okafor
  contacts:
    phone: {kind: phone, value: +1 555 0100}
positions:
  now: {title: Lecturer, organizations: Northgate University, start: 2023-09}
publications:
  floods:
    title: Fat tails in narrow rivers
    authors: [me, Yuki Tanaka]
    kind: conference
    venue: Conference on Extremes
    date: 2027-03
    history: [{date: 2026-10, status: accepted}, {date: 2027-03, status: published}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which the site, the bios and the text of the CV have been made."""
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    around = Surroundings({}, tmp_path / "output", None, print, print, frozenset({"text"}))
    list(build(load(tmp_path / "profile.yaml"), (), TODAY, around))
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "profile.yaml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def judged(folder: Path, *files: Path, as_of: date = TODAY) -> dict[str, FileStatus]:
    loaded, output = load(folder / "profile.yaml"), folder / "output"
    found = status(loaded, files, output, as_of) if files else status_of_output(loaded, output, as_of)
    return {file.path.name: file for file in found}


def test_what_was_just_made_is_fresh(folder: Path) -> None:
    found = judged(folder)
    assert {"cv.txt", "index.html", "bio-short.txt", "bio-long.txt"} <= found.keys()
    assert {file.condition for file in found.values()} == {Condition.FRESH}


def test_a_changed_fact_is_told_with_its_line(folder: Path) -> None:
    edit(folder, "Lecturer", "Reader")
    found = judged(folder)
    assert found["cv.txt"].condition is Condition.STALE
    [change] = found["cv.txt"].changes
    assert (change.path, change.before, change.after) == ("/positions/now/title", "Lecturer", "Reader")
    assert change.place is not None
    assert change.place.line == 6


def test_a_fact_that_came_or_went_has_one_side(folder: Path) -> None:
    edit(folder, ", start: 2023-09}", ", start: 2023-09, place: Leeds}")
    edit(folder, "venue: Conference on Extremes", "venue: Workshop on Rivers")
    changes = {change.path: (change.before, change.after) for change in judged(folder)["cv.txt"].changes}
    assert changes["/positions/now/place"] == ("", "Leeds")
    assert changes["/publications/floods/venue"] == ("Conference on Extremes", "Workshop on Rivers")


def test_a_fact_hidden_from_a_page_leaves_the_page_fresh(folder: Path) -> None:
    edit(folder, "+1 555 0100", "+1 555 0199")
    found = judged(folder)
    assert found["index.html"].condition is Condition.FRESH
    assert found["cv.txt"].condition is Condition.STALE


def test_time_makes_stale_what_nobody_edited(folder: Path) -> None:
    found = judged(folder, as_of=date(2027, 3, 31))
    assert found["index.html"].condition is Condition.STALE
    assert {change.path for change in found["cv.txt"].changes} == {"/publications/floods/history/0/status"}


def test_a_file_that_was_touched_is_edited(folder: Path) -> None:
    path = folder / "output" / "cv.txt"
    path.write_text(path.read_text("utf-8") + "Winner of everything.\n", encoding="utf-8")
    assert judged(folder)["cv.txt"].condition is Condition.EDITED


def test_a_file_that_is_gone_is_missing(folder: Path) -> None:
    (folder / "output" / "cv.txt").unlink()
    assert judged(folder)["cv.txt"].condition is Condition.MISSING


def test_a_copy_elsewhere_is_known_by_its_bytes_or_stamp(folder: Path) -> None:
    page = Path(shutil.copy(folder / "output" / "site" / "index.html", folder / "copy.html"))
    assert judged(folder, page)["copy.html"].condition is Condition.FRESH
    page.write_text(page.read_text("utf-8") + "<!-- -->", encoding="utf-8")
    assert judged(folder, page)["copy.html"].condition is Condition.EDITED
    (folder / "output" / NAME).unlink()
    assert judged(folder, page)["copy.html"].condition is Condition.FRESH
    edit(folder, "Lecturer", "Reader")
    found = judged(folder, page)["copy.html"]
    assert (found.condition, found.changes) == (Condition.STALE, ())
    assert "has been edited since" in found.reason


def test_without_a_manifest_the_history_tells_what_time_has_changed(folder: Path) -> None:
    page = Path(shutil.copy(folder / "output" / "site" / "index.html", folder / "copy.html"))
    (folder / "output" / NAME).unlink()
    found = judged(folder, page, as_of=date(2027, 3, 31))["copy.html"]
    assert found.condition is Condition.STALE
    assert found.changes


@pytest.mark.parametrize(
    "content",
    [b"", b"Hello", b"%PDF-1.5 broken", b'<meta name="generator" content="cvkit">', b"\xff\xfe", b"<html>" * 99999],
    ids=["empty", "text", "pdf", "page", "bytes", "long"],
)
def test_what_has_no_stamp_is_foreign(folder: Path, content: bytes) -> None:
    path = folder / "other.html"
    path.write_bytes(content)
    assert judged(folder, path)["other.html"].condition is Condition.FOREIGN


def test_a_stamp_of_a_document_that_is_no_more_is_stale(folder: Path) -> None:
    path = folder / "other.html"
    path.write_text(f'<meta name="generator" content="{Stamp("0.1.0", "talks", TODAY, "0" * 32)}">', encoding="utf-8")
    found = judged(folder, path)["other.html"]
    assert (found.condition, found.reason) == (Condition.STALE, "the profile makes no `talks` any more")


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "[]",
        '{"files": 1}',
        '{"facts": [], "files": {"cv.txt": []}, "documents": {}}',
        '{"facts": [["/a", "b"]], "files": {}, "documents": {"s": {"facts": [0, 1], "omitted": []}}}',
        '{"facts": [["/a"]], "files": {}, "documents": {}}',
    ],
)
def test_a_spoiled_manifest_knows_nothing(folder: Path, spoiled: str) -> None:
    (folder / "output" / NAME).write_text(spoiled, encoding="utf-8")
    assert read_manifest(folder / "output").files == {}


def test_the_manifest_says_what_was_left_out_and_why(folder: Path) -> None:
    raw = json.loads((folder / "output" / NAME).read_text("utf-8"))
    [site] = [entry for entry in raw["documents"].values() if entry["document"] == "site/index.html"]
    assert ["/person/contacts/phone", "hidden here"] in site["omitted"]
    assert ["/positions/now/title", "Lecturer"] in [raw["facts"][number] for number in site["facts"]]


def test_the_manifest_has_each_fact_once_and_gives_them_to_every_document_that_shows_them(folder: Path) -> None:
    raw = json.loads((folder / "output" / NAME).read_text("utf-8"))
    assert len({tuple(fact) for fact in raw["facts"]}) == len(raw["facts"])
    profile, known = load(folder / "profile.yaml").profile, read_manifest(folder / "output")
    pages = {page.path: page.document for page in compose_site(profile, "site", TODAY).pages}
    made = {"cv": compose(profile, "cv", TODAY)} | {f"site/{path}": document for path, document in pages.items()}
    said = {Stamp.parse(name).document: entry.facts for name, entry in known.documents.items()}  # type: ignore[union-attr]  # every key is a stamp
    assert {name: said[name] for name in made} == {name: told(document) for name, document in made.items()}


def test_a_second_build_keeps_what_the_first_one_wrote_down(folder: Path) -> None:
    before = read_manifest(folder / "output")
    around = Surroundings({}, folder / "output", None, print, print, frozenset({"text"}))
    list(build(load(folder / "profile.yaml"), ("bio",), TODAY, around))
    assert read_manifest(folder / "output") == before


@given(raw=raw_profiles(), as_of=st.sampled_from(DAYS), hide=st.sampled_from(["cv", "site"]))
@settings(max_examples=25)
def test_the_digest_depends_on_what_is_shown_and_on_nothing_else(raw: Raw, as_of: date, hide: str) -> None:
    document = compose(Profile.model_validate(raw), hide, as_of)
    other = compose(Profile.model_validate(_without(raw, withheld(raw, hide, hide, as_of))), hide, as_of)
    assert told(document) == tuple(dict.fromkeys((f.path, plain(f.children)) for f in document_facts(document)))
    assert (stamp(document).digest == stamp(other).digest) == (told(document) == told(other))
    if document.sections:
        shorter = replace(document, sections=document.sections[1:])
        assert (stamp(document).digest == stamp(shorter).digest) == (told(document) == told(shorter))


def _without(raw: Raw, secret: set[str]) -> Raw:
    """The profile with other words where a document does not show them."""
    change: Callable[[re.Match[str]], str] = lambda found: "zzzz" if tokens(found[0]) & secret else found[0]  # noqa: E731
    person = raw["person"] if isinstance(raw["person"], dict) else {}
    notices = json.loads(re.sub(r"\w+", change, json.dumps(person.get("notices", {}))))
    return raw | {"person": person | {"notices": notices}} if len(notices) == len(person.get("notices", {})) else raw


def test_a_stamp_reads_as_it_was_written(tmp_path: Path) -> None:
    made = Stamp("0.1.0", "site/publications/floods.html", TODAY, "a" * 32)
    path = tmp_path / "a.html"
    path.write_text(f'<meta charset="utf-8">\n<meta name="generator" content="{made}">', encoding="utf-8")
    assert read_stamp(path) == made
    assert (made.name, made.page) == ("site", "publications/floods.html")
    assert Stamp.parse("cvkit 0.1.0; cv; 2026-13-45; " + "a" * 32) is None
