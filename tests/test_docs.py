"""The documentation says what is so: schema, reference, commands, examples, names and links."""

from __future__ import annotations

import importlib
import json
import re
import runpy
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import jinja2.meta
import jsonschema
import pytest
import yaml

from cvkit.cli import COMMANDS, cli
from cvkit.load.advice import advise
from cvkit.load.loader import load
from cvkit.load.problems import ProfileError
from cvkit.model.profile import Profile
from cvkit.model.schema import profile_schema
from cvkit.render import text
from cvkit.view.bio import LENGTHS, compose_bio

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md")), ROOT / "benchmarks" / "README.md"]
SCHEMA = ROOT / "schema" / "profile.schema.json"
STARTER = ROOT / "templates" / "profile.yaml"
TODAY = date(2026, 11, 22)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found, f"{page.name} has no block in {language}"
    return found


# --- the schema ---


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: plain scalars by the core schema of YAML 1.2, in which dates and `no` are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own form


CORE = {
    "tag:yaml.org,2002:null": (r"~|null|Null|NULL|", "~nN"),
    "tag:yaml.org,2002:bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "tag:yaml.org,2002:int": (r"[-+]?[0-9]+", "-+0123456789"),
    "tag:yaml.org,2002:float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
}
for tag, (pattern, first) in CORE.items():
    Yaml12.add_implicit_resolver(tag, re.compile(rf"^(?:{pattern})$"), [*first, *([""] if "null" in tag else [])])
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 10))


def yaml12(source: str) -> Any:
    return yaml.load(source, Loader=Yaml12)


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def test_the_schema_is_fresh() -> None:
    expected = json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n"
    assert SCHEMA.read_text("utf-8") == expected, "run: cvkit schema > schema/profile.schema.json"


def test_the_schema_is_a_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def undescribed(schema: dict[str, Any]) -> Iterator[str]:
    for name, definition in {"Profile": schema, **schema["$defs"]}.items():
        for record in (definition, *definition.get("anyOf", ())):
            for field, value in record.get("properties", {}).items():
                if not value.get("description"):
                    yield f"{name}.{field}"


def test_every_field_is_described() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert list(undescribed(schema)) == []
    del schema["$defs"]["Talk"]["properties"]["room"]["description"]
    assert list(undescribed(schema)) == ["Talk.room"]


@pytest.mark.parametrize("path", [ROOT / "profile.yaml", STARTER], ids=["project", "starter"])
def test_profiles_obey_the_schema_as_editors_read_them(path: Path) -> None:
    errors = [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in validator().iter_errors(yaml12(path.read_text("utf-8")))
    ]
    assert errors == []


@pytest.mark.parametrize(
    "wrong",
    [
        "person: {}",
        "persons: {name: Ada}",
        "person: {name: Ada}\npositions: {a: {title: A, organizations: B C, start: May 2021}}",
        "person: {name: Ada}\npublications: {a: {title: A, authors: [me], kind: poem, date: 2021}}",
    ],
)
def test_the_schema_refuses_what_the_program_refuses(wrong: str, tmp_path: Path) -> None:
    assert list(validator().iter_errors(yaml12(wrong)))
    path = tmp_path / "profile.yaml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ProfileError):
        load(path)


def test_yaml_is_read_by_the_rules_of_1_2() -> None:
    read = yaml12("{a: 2021-05-31, b: no, c: 11:45, d: 010, e: 1.5, f: ~, g: true, h: }")
    assert read == {"a": "2021-05-31", "b": "no", "c": "11:45", "d": 10, "e": 1.5, "f": None, "g": True, "h": None}


# --- the reference ---


def test_the_reference_is_fresh() -> None:
    reference = runpy.run_path(str(DOCS / "make_reference.py"))["reference"]
    assert (DOCS / "profile.md").read_text("utf-8") == reference(), "run: python docs/make_reference.py"


def test_the_reference_has_every_model_and_field() -> None:
    page = (DOCS / "profile.md").read_text("utf-8")
    sections = {part.split("\n", 1)[0]: part for part in page.split("\n## ")}
    for name, definition in profile_schema()["$defs"].items():
        record = next((option for option in definition.get("anyOf", ()) if "properties" in option), definition)
        for field in record.get("properties", {}):
            assert f"`{field}`" in sections[name], f"{name}.{field}"
    for field in Profile.model_fields:
        assert f"`{field}`" in sections["The profile"], field


# --- the starter ---


def test_the_starter_is_without_a_fault() -> None:
    assert STARTER.read_text("utf-8").startswith("# yaml-language-server: $schema=profile.schema.json\n")
    assert advise(load(STARTER), TODAY) == []


def test_the_starter_shows_and_explains_every_section() -> None:
    lines = STARTER.read_text("utf-8").splitlines()
    for section in Profile.model_fields:
        [at] = [number for number, line in enumerate(lines) if re.match(rf"(# )?{section}:", line)]
        assert lines[at - 1].startswith("# "), f"nothing explains {section}"


def test_the_starter_names_nobody_real() -> None:
    """Its web and mail addresses are of example.org, which is kept free for examples."""
    source = STARTER.read_text("utf-8")
    hosts = set(re.findall(r"https?://([^/\s\"')]+)|@([\w.-]+)", source))
    assert {host or mail for host, mail in hosts} == {"example.org"}


# --- the guide ---


def merged(base: Any, added: Any) -> Any:
    if isinstance(base, dict) and isinstance(added, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in added.items()}}
    return added


def test_the_examples_of_the_guide_make_a_profile(tmp_path: Path) -> None:
    page = DOCS / "profile-guide.md"
    whole: dict[str, Any] = {}
    for block in blocks(page, "yaml"):
        whole = merged(whole, yaml.load(block, Loader=yaml.BaseLoader))
    [bibtex] = blocks(page, "bibtex")
    (tmp_path / "papers.bib").write_text(bibtex, encoding="utf-8")
    path = tmp_path / "profile.yaml"
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    loaded = load(path)
    [weft] = [work for key, work in loaded.profile.publications.items() if key == "marlowe2021weft"]
    assert (weft.title, weft.award) == ("Weft and NP-hardness", "Best student paper")
    # What the guide says of the paper with a history.
    warp = loaded.profile.publications["warp"]
    then = warp.state(date(2023, 12, 31))
    assert then is not None
    assert (then.status, then.title, then.authors) == ("under-review", "On the speed of the warp", ("me", "jacquard"))
    assert [problem.message for problem in advise(loaded, TODAY)] == ["nothing refers to `textile-letters`"]


# --- the commands ---


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None, name
    return found


def commands() -> dict[str, click.Command]:
    return {"": cli, **{name: command(name) for name in COMMANDS}}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_lists_a_command_as_it_says_of_itself(name: str) -> None:
    assert COMMANDS[name].summary == (command(name).help or "").split("\n", 1)[0]


def section_of(name: str) -> str:
    page = (DOCS / "commands.md").read_text("utf-8")
    heading = "## `" + f"cvkit {name}".strip() + "`"
    [found] = re.findall(rf"^{re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_documented_and_nothing_else(name: str) -> None:
    context = click.Context(commands()[name], help_option_names=["-h", "--help"])
    params = [param for param in commands()[name].get_params(context) if isinstance(param, click.Option)]
    rows = [row for row in section_of(name).splitlines() if row.startswith("| `-")]
    documented = {option for row in rows for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", row.split("|")[1])}
    own = [param for param in params if not name or "--help" not in param.opts]  # help is told once
    assert documented == {option for param in own for option in (*param.opts, *param.secondary_opts)}
    for param in own:
        if isinstance(param.type, click.Choice):
            [row] = [row for row in rows if f"`{param.opts[-1]}" in row]
            assert "no effect" in row or all(f"`{choice}`" in row for choice in param.type.choices)


def test_there_is_a_section_for_every_command_and_no_other() -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    headings = set(re.findall(r"^## `cvkit ?(.*)`$", page, re.MULTILINE))
    assert headings == set(commands())


def examples() -> list[str]:
    return [
        line[2:] for page in (DOCS / "commands.md",) for block in blocks(page, "console") for line in block.splitlines()
    ]


@pytest.mark.parametrize("example", examples())
def test_examples_are_right_usage(example: str) -> None:
    program, name, *rest = shlex.split(example.partition(" > ")[0])
    assert program == "cvkit"
    command(name).make_context(name, rest)


def test_lengths_of_bios_are_as_documented() -> None:
    for length, words in LENGTHS.items():
        assert f"| `--{length}` | At most {words} words" in section_of("bio")


def test_every_command_stands_in_the_readme() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `cvkit (\w+)", page, re.MULTILINE)) == set(COMMANDS)


# --- the README ---


def test_the_profile_and_the_error_of_the_readme_are_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [excerpt] = blocks(ROOT / "README.md", "yaml")
    path = Path("profile.yaml")
    path.write_text(excerpt, encoding="utf-8")
    assert advise(load(path), TODAY) == []
    path.write_text(excerpt.replace("title: Assistant", "titel: Assistant"), encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load(path)
    [shown] = blocks(ROOT / "README.md", "text")
    assert f"{raised.value}\n" == shown


def test_the_bio_of_the_readme_is_that_of_the_profile() -> None:
    quoted = re.findall(r"^> (.*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    bio = text.render(compose_bio(load(ROOT / "profile.yaml").profile, TODAY))
    assert " ".join(quoted) == bio.strip()


# --- names and links ---

NAME = re.compile(r"`((?:model|load|view|render|typeset|build|cli)(?:\.\w+)+)`")


def names(page: Path) -> list[str]:
    found = [name for name in NAME.findall(page.read_text("utf-8")) if not name.endswith(".py")]
    return sorted(set(found))


def found(name: str) -> bool:
    """Whether a dotted name below `cvkit` is a module, or a thing in one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing: Any = importlib.import_module(".".join(["cvkit", *parts[:end]]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        return True
    return False


@pytest.mark.parametrize("name", names(DOCS / "architecture.md"))
def test_names_in_the_architecture_exist(name: str) -> None:
    assert found(name)


@pytest.mark.parametrize("name", ["view.compose.no_such_thing", "load.no_such_module.read"])
def test_a_name_that_does_not_exist_would_be_noticed(name: str) -> None:
    assert not found(name)


def slug(heading: str) -> str:
    """The fragment that a heading gets on code forges."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    source = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    source = re.sub(r"`[^`\n]*`", "`…`", source) if page.name == "profile-guide.md" else source
    targets = re.findall(r"\]\(([^)\s]+)\)", source) + re.findall(r'src="([^"]+)"', source)
    for target in targets:
        if re.match(r"https?:", target):
            continue
        file, _, fragment = target.partition("#")
        path = page.parent / file if file else page
        assert path.exists(), target
        if fragment:
            headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
            assert fragment in {slug(heading) for heading in headings}, target


FILTERS = {"inline", "run", "line", "numbered", "plain", "icon", "own_link"}


def template_names() -> set[str]:
    """The values that the templates are given, and the filters; a filter that is none of these is an error."""
    environment = jinja2.Environment()
    environment.filters |= dict.fromkeys(FILTERS, str)
    sources = [path.read_text("utf-8") for path in (ROOT / "templates" / "html").glob("*.html")]
    return FILTERS.union(*(jinja2.meta.find_undeclared_variables(environment.parse(source)) for source in sources))


def test_styles_names_the_macros_and_templates_that_there_are() -> None:
    page = (DOCS / "styles.md").read_text("utf-8")
    style = "".join(path.read_text("utf-8") for path in (ROOT / "templates" / "latex").glob("*.sty"))
    assert set(re.findall(r"`\\(cv[a-z]+)`", page)) <= set(re.findall(r"\\(cv[a-z]+)", style))
    emitted = set(
        re.findall(r'_latex_name = "(cv[a-z]+)"', (ROOT / "cvkit" / "render" / "tex_macros.py").read_text("utf-8"))
    )
    assert "cvheader" in emitted
    undocumented = emitted - set(re.findall(r"\\(cv[a-z]+)`", page)) - {"cvsetup", "cvcharacter", "cvscript"}
    assert undocumented == set()
    shipped = {path.name for path in (ROOT / "templates" / "html").iterdir()}
    assert shipped == set(re.findall(r"`([a-z-]+\.(?:html|css|js))`", page))
    assert template_names() <= set(re.findall(r"`([a-z_]+)`", page))
    for theme in (ROOT / "templates" / "html").glob("theme-*.css"):
        given = re.findall(r"^\s*(--[a-z]+):", theme.read_text("utf-8"), re.MULTILINE)
        assert set(re.findall(r"`(--[a-z]+)`", page)) == set(given)
    base = (ROOT / "templates" / "html" / "base.css").read_text("utf-8")
    assert set(re.findall(r"var\((--[a-z]+)", base)) <= set(re.findall(r"`(--[a-z]+)`", page))


def test_the_profile_of_the_benchmark_is_one(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(runpy.run_path(str(ROOT / "benchmarks" / "run.py"))["profile_of"](1000), encoding="utf-8")
    assert len(load(path).profile.publications) == 1000
