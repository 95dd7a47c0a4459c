"""A department: whose profiles match, where their documents go, and the page that lists them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from cvkit.build.department import DepartmentError, Member, apart, find, folder_of, list_person, write_index
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError

DAY = date(2026, 11, 22)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def profile(path: str, name: str = "Maren Okafor", more: str = "") -> Path:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"person: {{name: {name}}}\n{more}", encoding="utf-8")
    return place


# --- who ---


def test_a_pattern_finds_profiles_in_the_order_of_their_paths(here: Path) -> None:
    for name in ("okafor", "adisa", "lind"):
        profile(f"people/{name}/profile.yaml")
    found = find(["people/*/profile.yaml"])
    assert [(member.name, member.label) for member in found] == [
        ("adisa", str(Path("people/adisa"))),
        ("lind", str(Path("people/lind"))),
        ("okafor", str(Path("people/okafor"))),
    ]


def test_two_stars_stand_for_any_folders(here: Path) -> None:
    profile("people/lind/profile.yaml")
    profile("people/labs/looms/quint/profile.yaml")
    assert [member.name for member in find(["people/**/profile.yaml"])] == ["quint", "lind"]


def test_a_profile_is_found_once(here: Path) -> None:
    profile("people/lind/profile.yaml")
    assert len(find(["people/lind/profile.yaml", "people/*/profile.yaml", str(here / "people/lind/*.yaml")])) == 1


def test_a_profile_of_another_name_is_called_by_it(here: Path) -> None:
    profile("people/lind.yaml")
    (member,) = find(["people/*.yaml"])
    assert (member.name, member.label) == ("lind", str(Path("people/lind.yaml")))


def test_a_profile_here_is_called_after_this_folder(here: Path) -> None:
    assert Member(profile("profile.yaml")).name == here.name


def test_a_name_with_brackets_can_be_named(here: Path) -> None:
    path = profile("people/lind [2]/profile.yaml")
    assert find([str(path)]) == [Member(path)]


def test_a_pattern_that_matches_nothing_is_an_error(here: Path) -> None:
    profile("people/lind/profile.yaml")
    with pytest.raises(DepartmentError, match=r"no profile matches `staff/\*/profile.yaml`") as raised:
        find(["people/*/profile.yaml", "staff/*/profile.yaml"])
    assert str(here) in raised.value.remedy


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("staff/lind/profile.yaml", "guests/lind/profile.yaml"),
        ("staff/lind/profile.yaml", "guests/lind.yaml"),
        ("staff/lind/profile.yaml", "guests/Lind/profile.yaml"),
    ],
)
def test_two_of_the_same_folder_are_an_error(here: Path, first: str, second: str) -> None:
    people = [Member(profile(first)), Member(profile(second))]
    with pytest.raises(DepartmentError, match="would both go to the folder") as raised:
        apart(people)
    assert all(str(member.profile) in str(raised.value) for member in people)


def test_nobody_takes_the_place_of_the_page(here: Path) -> None:
    with pytest.raises(DepartmentError, match="the page of all"):
        apart([Member(profile("people/index.html/profile.yaml"))])


# --- the page ---


def make(name: str, person: str, more: str = "", photo: bytes | None = None) -> None:
    """As much of somebody's documents as the page asks after."""
    output = Path("output", name)
    site = output / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("home")
    list_person(load(profile(f"people/{name}/profile.yaml", person, more)), DAY, output)


def index(templates: Path = Path("people")) -> LexborHTMLParser:
    made = write_index(Path("output"), templates, DAY)
    assert made is not None
    return LexborHTMLParser(made.path.read_text("utf-8"))


def names(page: LexborHTMLParser) -> list[str]:
    return [node.text() for node in page.css("h2")]


def test_people_stand_by_family_name(here: Path) -> None:
    for folder, name in (
        ("a", "Maren Okafor"),
        ("b", "Åsa Lind"),
        ("c", "Sukarno"),
        ("d", "Émile Östberg"),
        ("e", "Bo Lind"),
    ):
        make(folder, name)
    assert names(index()) == ["Åsa Lind", "Bo Lind", "Maren Okafor", "Émile Östberg", "Sukarno"]


POSITIONS = """\
positions:
  now: {title: Lecturer, organizations: Northgate University, start: 2020}
  side: {title: Secret Adviser, organizations: Harbor Bank, start: 2020, show: [cv]}
"""


def test_somebody_is_told_of_as_their_homepage_does(here: Path) -> None:
    make("okafor", "Maren Okafor", POSITIONS)
    page = index()
    (listed,) = page.css("main li")
    assert [node.text() for node in listed.css("p")] == ["Lecturer", "Northgate University"]
    assert "Secret" not in (page.html or "")
    assert "Harbor" not in (page.html or "")


def test_links_lead_to_what_is_there(here: Path) -> None:
    make("a b%", "Maren Okafor")
    (only,) = index().css("a[href]:not(.skip)")
    assert only.attributes["href"] == "a%20b%25/site/index.html"
    (Path("output") / "a b%" / "site" / "cv.pdf").write_bytes(b"%PDF")
    assert index().css("a[href]")[-1].attributes["href"] == "a%20b%25/site/cv.pdf"


def test_a_cv_that_is_not_in_the_site_is_not_led_to(here: Path) -> None:
    make("okafor", "Maren Okafor")
    Path("output/okafor/cv.pdf").write_bytes(b"%PDF")
    assert "cv.pdf" not in (index().html or "")


def test_faces_stand_beside_names_and_initials_where_there_is_none(here: Path) -> None:
    make("okafor", "Maren Okafor")
    make("lind", "Åsa Lind")
    assert not index().css(".face")
    picture = Path("people/okafor/me.png")
    picture.write_bytes(b"\x89PNG")
    list_person(load(profile("people/okafor/profile.yaml", "Maren Okafor, photo: me.png")), DAY, Path("output/okafor"))
    (Path("output/okafor/site") / "photo.png").write_bytes(b"\x89PNG")
    page = index()
    assert [node.attributes["src"] for node in page.css("img")] == ["okafor/site/photo.png"]
    assert [node.text() for node in page.css("span.face")] == ["ÅL"]


def test_the_language_is_that_of_the_homepages(here: Path) -> None:
    make("lind", "Åsa Lind", "documents: {site: {language: de}}\n")
    page = index()
    assert (page.css("html")[0].attributes["lang"], page.css("h1")[0].text()) == ("de", "Personen")
    assert not page.css("li[lang]")
    make("okafor", "Maren Okafor")
    page = index()
    assert (page.css("html")[0].attributes["lang"], page.css("h1")[0].text()) == ("en", "People")
    assert [node.attributes["lang"] for node in page.css("li[lang]")] == ["de"]


def test_who_has_no_site_is_not_listed(here: Path) -> None:
    make("okafor", "Maren Okafor")
    make("lind", "Åsa Lind")
    Path("output/lind/site/index.html").unlink()
    assert names(index()) == ["Maren Okafor"]
    Path("output/okafor/site/index.html").unlink()
    assert write_index(Path("output"), Path("people"), DAY) is None


def test_a_spoiled_record_costs_an_entry_and_no_more(here: Path) -> None:
    make("okafor", "Maren Okafor")
    make("lind", "Åsa Lind")
    (Path("output") / "lind" / ".cvkit" / "person.json").write_text('{"name": "Mallory"}')
    assert names(index()) == ["Maren Okafor"]


def test_the_page_is_touched_when_it_changes(here: Path) -> None:
    make("okafor", "Maren Okafor")
    first, second = (write_index(Path("output"), Path("people"), DAY) for _ in range(2))
    assert first is not None
    assert second is not None
    assert (first.changed, second.changed) == (True, False)


def test_names_are_no_markup(here: Path) -> None:
    make("okafor", '"<script>alert(1)</script> & Co"')
    page = index()
    assert not page.css("script")
    assert names(page) == ["<script>alert(1)</script> & Co"]


def test_the_departments_own_templates_draw_the_page(here: Path) -> None:
    make("okafor", "Maren Okafor")
    make("lind", "Åsa Lind")
    own = Path("people/templates/html")
    own.mkdir(parents=True)
    (own / "people.html").write_text("{% for person in people %}{{ person.name }};{% endfor %}")
    people = find(["people/*/profile.yaml"])
    made = write_index(Path("output"), folder_of(people), DAY)
    assert made is not None
    assert made.path.read_text("utf-8") == "Åsa Lind;Maren Okafor;"
    (own / "people.html").write_text("{{ nothing }}")
    with pytest.raises(ProfileError, match="in a template"):
        write_index(Path("output"), folder_of(people), DAY)
