"""cvkit talk: the list, the announcement in each format, the bundle, and what can go wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from announced import PROFILE, TALK
from cvkit.build.files import WriteError
from cvkit.cli import cli
from cvkit.cli.talk import FORMATS, LANGUAGES
from cvkit.load.loader import load
from cvkit.render import eml, html_paste, ics, markdown, text
from cvkit.view.announcement import compose_talk
from cvkit.view.languages import LOCALES

ROOT = Path(__file__).parents[2]
DAY = "2026-11-22"
TALKS = {
    "loom": TALK,
    "past": {"title": "On Weft", "date": "2020-05", "kind": "keynote"},
    "off": TALK | {"cancelled": True},
    "hidden": TALK | {"show": ["cv"]},
}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Maren Okafor's profile in the folder of the run, which is the 22nd of November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    path = tmp_path / "profile.yaml"
    path.write_text(json.dumps(PROFILE | {"talks": TALKS}))  # which is YAML, too
    return path


def talk(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["talk", *arguments], catch_exceptions=False)


@pytest.mark.usefixtures("profile")
def test_the_list() -> None:
    done = talk()
    assert (done.exit_code, done.stderr) == (0, "")
    title = "How fast is O(\\sqrt{n}) on a loom; and why, in brief?"
    assert done.stdout == (
        f"Coming\n  loom  2027-03-17  {title}\n  off   2027-03-17  {title}  (cancelled)\nGiven\n"
        "  past  2020-05     On Weft\n"
    )
    listed = json.loads(talk("--json").stdout)
    assert [entry["id"] for entry in listed] == ["loom", "off", "past"]
    assert listed[0] == {"id": "loom", "date": "2027-03-17", "title": title, "coming": True, "cancelled": False}


def test_a_profile_without_talks(profile: Path) -> None:
    profile.write_text("person: {name: Ada Lovelace}")
    done = talk()
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no talk" in done.stderr
    assert json.loads(talk("--json").stdout) == []
    done = talk("loom")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no talk `loom`; the profile has none" in done.stderr


def test_each_format(profile: Path) -> None:
    document = compose_talk(load(profile).profile, "loom", date.fromisoformat(DAY))
    expected: dict[str, str | bytes] = {
        "text": text.render(document),
        "markdown": markdown.render(document),
        "html": html_paste.render(document),
        "eml": eml.render(document),
        "ics": ics.calendar(document),
    }
    assert list(expected) == list(FORMATS)
    for form, content in expected.items():
        done = talk("loom", "--format", form)
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout_bytes == (content if isinstance(content, bytes) else content.encode())
    assert talk("loom").stdout == expected["text"]


@pytest.mark.usefixtures("profile")
def test_the_speaker_is_of_the_day_of_the_talk_unless_another_is_given() -> None:
    assert "Assistant Professor\nUniversity of Weft" in talk("loom").stdout
    assert "Postdoctoral Fellow\nInstitute of Looms" in talk("loom", "--as-of", DAY).stdout


@pytest.mark.usefixtures("profile")
def test_length_of_the_bio_and_language() -> None:
    short, long = (talk("loom", "--bio", length).stdout for length in ("short", "long"))
    assert len(short) < len(long)
    assert "Mittwoch, 17. März 2027" in talk("loom", "--language", "de").stdout


def test_every_language_can_be_asked_for() -> None:
    assert set(LANGUAGES) == set(LOCALES)


@pytest.mark.usefixtures("profile")
@pytest.mark.parametrize(
    ("arguments", "code", "message", "remedy"),
    [
        (["lom"], 2, "there is no talk `lom`", "did you mean `loom`?"),
        (["zzzzzzzz"], 2, "there is no talk `zzzzzzzz`", "`cvkit talk` lists them"),
        (["off"], 1, "the talk `off` is cancelled", "--format ics"),
        (["off", "--for-host"], 1, "the talk `off` is cancelled", "--format ics"),
        (["hidden"], 1, "the talk `hidden` is hidden from announcements", "add `talk` to its `show`"),
        (["past", "--format", "ics"], 1, "the day of the talk `past` is not known", "as in 2024-03-29"),
        (["loom", "-o", "x"], 2, "-o is for --for-host", ""),
        (["--for-host"], 2, "which talk?", "`cvkit talk` lists them"),
        (["loom", "--json"], 2, "--json is for the list", ""),
    ],
)
def test_what_cannot_be_done_says_why(arguments: list[str], code: int, message: str, remedy: str) -> None:
    done = talk(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr
    assert remedy in done.stderr


@pytest.mark.usefixtures("profile")
def test_a_cancelled_talk_is_taken_out_of_calendars() -> None:
    done = talk("off", "--format", "ics")
    assert done.exit_code == 0
    assert "STATUS:CANCELLED" in done.stdout


@pytest.mark.usefixtures("profile")
def test_the_bundle_for_a_host(tmp_path: Path) -> None:
    files = "(announcement.txt, announcement.html, loom.ics, bio-short.txt, bio-long.txt)"
    done = talk("loom", "--for-host")
    assert (done.exit_code, done.stdout) == (0, f"made       {Path('output', 'loom.zip')}  {files}\n")
    assert talk("loom", "--for-host").stdout.startswith("unchanged  ")
    assert talk("loom", "--for-host", "-o", "there").stdout.startswith(f"made       {Path('there', 'loom.zip')}")
    assert talk("loom", "--for-host", "-o", "mine.zip").stdout.startswith("made       mine.zip")
    made = {
        Path("output", "loom.zip").read_bytes(),
        Path("there", "loom.zip").read_bytes(),
        Path("mine.zip").read_bytes(),
    }
    assert len(made) == 1
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="cannot write"):
        talk("loom", "--for-host", "-o", "file")


def test_a_bad_photo_is_told_at_its_place(profile: Path) -> None:
    raw = PROFILE | {"talks": TALKS, "person": PROFILE["person"] | {"photo": "none.jpg"}}
    profile.write_text(json.dumps(raw))
    done = CliRunner().invoke(cli, ["talk", "loom", "--for-host"])
    assert "there is no picture `none.jpg`" in str(done.exception)


@pytest.mark.usefixtures("profile")
def test_where_there_is_no_clipboard_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = talk("loom", "--copy")
    assert done.exit_code == 1
    assert done.stdout == talk("loom").stdout
    assert "nothing was copied" in done.stderr


def test_the_seminar_of_the_project_is_told_with_every_fact() -> None:
    """What its real announcement says: the speaker of that day, when, where and how to join."""
    done = talk("fsu-2024", "-p", str(ROOT / "profile.yaml"))
    assert done.exit_code == 0
    for part in (
        "Chaoyue Liu\nPostdoctoral Researcher\nHalıcıoğlu Data Science Institute, UC San Diego\n",
        "When: Friday, 29 March 2024, 11:45–12:45 EDT (America/New_York)\n",
        "Where: 307 Love\n",
        "https://fsu.zoom.us/j/94320318497\n",
        "Nesterov",
        "Misha Belkin",
        "Tsinghua University",
    ):
        assert part in done.stdout
    assert "Purdue" not in done.stdout
    assert "announced" not in done.stdout
