"""What documents need beside the profile: all that is amiss is told at once, by check as by build, before a file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from cvkit.build.job import Surroundings
from cvkit.build.looks import LOOKS, known_looks
from cvkit.build.needs import require_usable
from cvkit.build.targets import build
from cvkit.load.loader import Loaded, load
from cvkit.load.problems import Problem, ProfileError
from cvkit.render import latex
from cvkit.view.recipes import usual

AS_OF = date(2026, 11, 22)
PERSON = "person:\n  name: Ada Lovelace\n"
PAPER = "publications:\n  looms: {title: On Looms, authors: [me], kind: journal, date: 2021}\n"
DAMAGED = b"\xff\xd8\xff nothing else"

AMISS = {
    "no photo": (f"{PERSON}  photo: me.jpg\n", {}, "there is no picture `me.jpg`", "me.jpg"),
    "photo that is none": (f"{PERSON}  photo: me.jpg\n", {"me.jpg": b"hi"}, "`me.jpg` is not what its", "me.jpg"),
    "damaged photo": (f"{PERSON}  photo: me.jpg\n", {"me.jpg": DAMAGED}, "the photo cannot be read", "me.jpg"),
    "style": (f"{PERSON}documents: {{cv: {{style: modren}}}}\n", {}, "there is no style `modren`", "modren"),
    "part of a style": (f"{PERSON}documents: {{cv: {{style: base}}}}\n", {}, "there is no style `base`", "base"),
    "theme": (f"{PERSON}documents: {{site: {{style: modern}}}}\n", {}, "there is no theme `modern`", "modern"),
    "citation style": (f"{PERSON}documents: {{cv: {{citation_style: a.csl}}}}\n", {}, "style a.csl cannot be", "a.csl"),
    "what is no citation style": (
        f"{PERSON}{PAPER}documents: {{cv: {{citation_style: a.csl}}}}\n",
        {"a.csl": b"<html/>"},
        "the citation style a.csl cannot be used: it is no CSL style",
        "a.csl",
    ),
}


def loaded(folder: Path, text: str, files: dict[str, bytes]) -> Loaded:
    (folder / "profile.yaml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return load(folder / "profile.yaml")


def checked(profile: Loaded) -> tuple[Problem, ...]:
    with pytest.raises(ProfileError) as raised:
        require_usable(profile, usual(profile.profile), AS_OF)
    return raised.value.problems


def built(profile: Loaded) -> tuple[Problem, ...]:
    """What a build of everything tells, which writes nothing."""
    output = profile.files[0].parent / "output"
    around = Surroundings(dict(os.environ), output, None, lambda line: None, lambda line: None)
    with pytest.raises(ProfileError) as raised:
        list(build(profile, (), AS_OF, around))
    assert not [path for path in output.glob("*") if path.name != ".cvkit"]
    return raised.value.problems


@pytest.mark.parametrize("name", AMISS)
def test_check_tells_what_build_fails_on_in_the_same_words(name: str, tmp_path: Path) -> None:
    text, files, message, marked = AMISS[name]
    profile = loaded(tmp_path, text, files)
    [problem] = checked(profile)
    assert message in problem.message
    assert problem.severity == "error"
    assert problem.help
    place = problem.place
    assert place is not None
    assert place.excerpt[place.column - 1 : place.end_column - 1] == marked
    assert built(profile) == (problem,)


def test_all_that_is_amiss_with_all_documents_is_told_at_once(tmp_path: Path) -> None:
    text = f"{PERSON}  photo: me.jpg\ndocuments:\n  site: {{style: baroque}}\n"
    text += "  cv: {style: modren, citation_style: a.csl}\n  one: {extends: cv}\n  two: {extends: one, style: clasic}\n"
    profile = loaded(tmp_path, text, {})
    told = checked(profile)
    # The recipe that extends another one adds nothing to what is said of that one.
    assert [(problem.place and problem.place.line, problem.message.split(":")[0]) for problem in told] == [
        (3, "there is no picture `me.jpg`"),
        (5, "there is no theme `baroque`"),
        (6, "there is no style `modren`"),
        (6, "the citation style a.csl cannot be read"),
        (8, "there is no style `clasic`"),
    ]
    assert built(profile) == told


def test_the_help_names_the_styles_that_there_are_and_the_one_that_was_meant(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "latex"
    own.mkdir(parents=True)
    (own / "cvkit-mine.sty").write_text("")
    (own / "cvkit-base.sty").write_text("")
    [problem] = checked(loaded(tmp_path, f"{PERSON}documents: {{cv: {{style: modren}}}}\n", {}))
    assert problem.help == "did you mean `modern`? There are: classic, compact, hanging, mine, modern"
    [problem] = checked(loaded(tmp_path, f"{PERSON}documents: {{cv: {{style: icons}}}}\n", {}))
    assert problem.help == "there are: classic, compact, hanging, mine, modern"


def test_what_styles_are_made_of_is_known_as_such() -> None:
    shared = {name.removeprefix("cvkit-").removesuffix(".sty") for name in latex._SHARED_FILES}
    assert LOOKS["cv"].parts == shared


def test_every_look_that_comes_with_cvkit_is_known(tmp_path: Path) -> None:
    found = {kind: known_looks(tmp_path, look) for kind, look in LOOKS.items()}
    assert found == {"cv": ["classic", "compact", "hanging", "modern"], "site": ["plain", "serif"]}


def test_a_style_of_ones_own_is_there(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "latex"
    own.mkdir(parents=True)
    (own / "cvkit-mine.sty").write_text("")
    profile = loaded(tmp_path, f"{PERSON}documents: {{cv: {{style: mine}}}}\n", {})
    require_usable(profile, usual(profile.profile), AS_OF)


def test_what_cannot_be_begun_leaves_nothing_written(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "html"
    own.mkdir(parents=True)
    (own / "page.html").write_text("{{ 1 / 0 }}")
    [problem] = built(loaded(tmp_path, PERSON, {}))
    assert "page.html, line 1" in problem.message
