"""Profiles that load: what they say, where it was written, and how much work it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvkit.load.loader import Loaded, load
from cvkit.load.problems import ProfileError
from cvkit.model.translation import translated_texts

ROOT = Path(__file__).parents[2]
HERE = {**os.environ, "PYTHONPATH": str(ROOT)}
PERSON = "person:\n  name: Ada Lovelace\n"
PROFILE = f"""{PERSON}
organizations:
people:
  babbage: {{name: Charles Babbage}}
talks:
  "no":
    title: no
    date: 2021-05-01
    start: 11:45
    end: 12:45
    zone: UTC
    room: 307
    links:
      - {{kind: slides, url: "https://example.org/a"}}
metrics:
  h: {{name: h-index, value: 1.10, source: ~x, date: 2021}}
publications:
  DBLP:conf/icml/Lovelace:
    title: Notes
    authors:
      - me
      - babbage
    kind: conference
    date: 1990
"""


def loaded(folder: Path, text: str | bytes, **others: str) -> Loaded:
    path = folder / "profile.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for name, content in others.items():
        (folder / f"{name}.bib").write_text(content, encoding="utf-8")
    return load(path)


def test_what_looks_like_a_number_a_date_or_a_truth_value_stays_as_written(tmp_path: Path) -> None:
    profile = loaded(tmp_path, PROFILE).profile
    talk = profile.talks["no"]
    assert talk.title == "no"
    assert talk.room == "307"
    assert f"{talk.start:%H:%M}" == "11:45"
    assert str(talk.date) == "2021-05-01"
    assert profile.metrics["h"].value == "1.10"
    assert profile.metrics["h"].source == "~x"


def test_an_empty_section_counts_as_not_written(tmp_path: Path) -> None:
    assert loaded(tmp_path, PROFILE).profile.organizations == {}


@pytest.mark.parametrize(
    ("pointer", "marked"),
    [
        ("", "p"),
        ("/person/name", "Ada Lovelace"),
        ("/talks/no", '"no"'),
        ("/talks/no/date", "2021-05-01"),
        ("/talks/no/links/0/url", '"https://example.org/a"'),
        ("/talks/no/links", "links"),
        ("/publications/DBLP:conf~1icml~1Lovelace/authors/1", "babbage"),
        ("/publications/DBLP:conf~1icml~1Lovelace/venue", "DBLP:conf/icml/Lovelace"),
        ("/nowhere/at/all", "p"),
    ],
)
def test_a_pointer_leads_to_its_place_or_the_nearest_above(tmp_path: Path, pointer: str, marked: str) -> None:
    place = loaded(tmp_path, PROFILE).place(pointer)
    assert place.excerpt[place.column - 1 : place.end_column - 1] == marked
    assert place.excerpt == PROFILE.split("\n")[place.line - 1]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_move_places(tmp_path: Path, ending: str) -> None:
    found = loaded(tmp_path, PROFILE.replace("\n", ending))
    assert found.place("/talks/no/room").line == PROFILE[: PROFILE.index("room:")].count("\n") + 1


def test_a_byte_order_mark_and_line_separators_do_not_move_places(tmp_path: Path) -> None:
    text = "\ufeffperson:\n  name: Ada\u2028Lovelace\n  headline: Analyst\n"
    found = loaded(tmp_path, text)
    assert found.profile.person.name.family == "Lovelace"
    assert str(found.place("/person/headline")).endswith(":3:13")


def test_files_lists_everything_that_was_read(tmp_path: Path) -> None:
    entry = "@article{a, author={Ada Lovelace}, title={A}, year=2020}"
    found = loaded(tmp_path, f"{PERSON}bibliography: [refs.bib, refs.bib]\n", refs=entry)
    assert found.files == (tmp_path / "profile.yaml", tmp_path / "refs.bib")


def test_a_missing_file_a_folder_and_a_name_of_no_file_are_problems(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, Path("a\0b")):
        with pytest.raises(ProfileError) as caught:
            load(path)
        assert len(caught.value.problems) == 1


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvkit.load.files.MAX_BYTES", 100)
    with pytest.raises(ProfileError, match="larger than"):
        loaded(tmp_path, PERSON + "#" * 100)


def test_faults_of_fields_and_contradictions_are_told_in_one_go(tmp_path: Path) -> None:
    text = f"""{PERSON}  pronouns: xe
organizations:
  good: {{name: Good, parent: bad}}
  bad: {{nam: Bad}}
  odd: {{name: Odd, parent: nowhere}}
talks: nothing
news:
  one: {{about: talks/one}}
"""
    with pytest.raises(ProfileError) as caught:
        loaded(tmp_path, text)
    messages = [problem.message for problem in caught.value.problems]
    # `bad` counts as there, and so does whatever `talks` may hold.
    assert messages == [
        "`pronouns` cannot be `xe`",
        "unknown key `nam`",
        "there is no organization `nowhere`",
        "expected entries, each under an id of its own, found the text `nothing`",
    ]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: [", "[{a: "])
def test_nesting_without_end_is_refused_before_it_is_read(
    tmp_path: Path, opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = 0
    parse = yaml.parse

    def counted(*args: Any, **options: Any) -> Iterator[Any]:
        nonlocal events
        for event in parse(*args, **options):
            events += 1
            yield event

    monkeypatch.setattr(yaml, "parse", counted)
    with pytest.raises(ProfileError):
        loaded(tmp_path, opening * 100_000)
    assert events < 200


def test_work_grows_with_the_number_of_publications_and_no_faster(tmp_path: Path) -> None:
    """Lines of our own code that run, counted rather than timed."""

    def work(count: int) -> int:
        entry = (
            "  p{}:\n    title: T{}\n    authors: [me, Bo Lee, gone-{}]\n    kind: book\n    date: 2020\n    knd: x\n"
        )
        text = PERSON + "publications:\n" + "".join(entry.format(number, number, number) for number in range(count))
        text += "talks:\n" + "".join(
            f"  t{number}: {{date: 2020, publication: q{number}}}\n" for number in range(count)
        )
        calls = 0

        def count_calls(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count_calls)
        try:
            with pytest.raises(ProfileError):
                loaded(tmp_path, text)
        finally:
            sys.setprofile(None)
        return calls

    work(10)  # imports and caches
    small, large = work(100), work(400)
    assert large < 5 * small


@pytest.mark.parametrize("style", [">\n    ", "|\n    ", "", '"'])
def test_a_blank_line_parts_paragraphs_in_every_style(tmp_path: Path, style: str) -> None:
    close = '"' if style == '"' else ""
    path = tmp_path / "profile.yaml"
    text = f"{style}One two\n    three.\n\n    Four.{close}"
    path.write_text(f"{PERSON}  interests:\n   long: {text}\n")
    interests = load(path).profile.person.interests
    assert interests is not None
    assert interests.long is not None
    assert [" ".join(block.split()) for block in interests.long.split("\n\n")] == ["One two three.", "Four."]


def test_a_language_with_nothing_after_it_counts_as_not_written(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    highlights = "highlights: {en: Wove., fr: }, organizations: X Y"
    path.write_text(f"person: {{name: Ada}}\npositions: {{a: {{title: {{en: A, fr: }}, {highlights}}}}}\n", "utf-8")
    job = load(path).profile.positions["a"]
    assert [text.translations for _, text in translated_texts(job)] == [{"en": "A"}, {"en": "Wove."}]


def test_a_sound_profile_loads_without_what_tells_errors_and_reads_bibtex(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    program = "import sys, pathlib; from cvkit.load.loader import load; load(pathlib.Path('profile.yaml'));"
    program += "print(*sorted(name for name in sys.modules if name.startswith('cvkit.load.') or name == 'difflib'))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=HERE, capture_output=True, text=True, check=True
    )
    needed = ("files", "loader", "problems", "shape", "tree", "yaml_reader")
    assert done.stdout.split() == [f"cvkit.load.{name}" for name in needed]


def test_a_mapping_within_keys_is_refused_with_its_value(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as raised:
        loaded(tmp_path, f"{PERSON}talks:\n  ? {{a: [b]}}\n  : {{c: d}}\n  x: {{title: T, date: 2021}}\n")
    (problem,) = raised.value.problems
    assert problem.message == "a key must be plain text"
