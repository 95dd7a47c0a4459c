"""Write docs/profile.md, the reference of every field, from the models and their docstrings."""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cvkit.model import fields
from cvkit.model.dates import PartialDate
from cvkit.model.fields import Entry, Model, Period
from cvkit.model.person import LINK_KINDS
from cvkit.model.profile import Profile
from cvkit.model.publication import IDENTIFIERS, LINK_LABELS
from cvkit.model.recipe import Color, Language
from cvkit.model.schema import profile_schema

TARGET = Path(__file__).with_name("profile.md")

WORDS = (
    (fields.Text, "text"),
    (fields.Verbatim, "word"),
    (fields.Prose, "prose"),
    (fields.Id, "id"),
    (Language, "language"),
    (Color, "color"),
    (fields.Key, "key"),
    (fields.Url, "web address"),
    (fields.Clock, "time of day"),
    (fields.Flag, "true or false"),
    (fields.End, "date or `present`"),
    (PartialDate, "date"),
    (fields.OrganizationRef, "organization"),
    (fields.PersonRef, "person"),
    (fields.VenueRef, "venue"),
    (fields.PublicationRef, "key of a publication"),
    (int, "whole number"),
)
"""What the types of fields are called."""

OPENING = """\
<!-- Written by docs/make_reference.py from the docstrings of cvkit/model. Edit those, then run it. -->

# Every field of profile.yaml

[The guide](profile-guide.md) explains how dates, ids, histories and the like work; this page lists what there is.
A field in **bold** must be there. What the values are:

| value | what it is |
|---|---|
| text | one line of literal text; no character of it is markup; or one for each language: `{en: Why, fr: Pourquoi}` |
| prose | text with inline Markdown and `$math$`; a blank line parts paragraphs; or one for each language |
| word | one line that is the same in every language |
| date | `2021`, `2021-05`, `2021-05-31` or `Spring 2021` |
| time of day | `11:45`, from 00:00 to 23:59 |
| web address | begins with `https://` or `http://` |
| id | lower-case letters, digits and hyphens |
| language | the tag of one: `en`, `zh`, `zh-Hant` |
| key | an id, or whatever key a BibTeX file uses |
| organization, person, venue | the id of one, or the name of one that is mentioned only there |
| … or a list | one value, or several in brackets: `[a, b]` |
"""


def reference() -> str:
    """The whole page."""
    schema = profile_schema()
    blocks = [OPENING]
    for model, path in _models():
        described = schema if model is Profile else _definition(schema["$defs"][model.__name__])
        title, place = ("The profile", "") if model is Profile else (model.__name__, f"`{path}`: ")
        blocks.append(f"## {title}\n\n{place}{described['description']}\n\n{_table(model, described)}")
    blocks.append(_known_words())
    return "\n".join(blocks)


def _models() -> Iterator[tuple[type[Model], str]]:
    """Every model that a profile holds, each once, with the first place where it stands."""
    seen: set[type[Model]] = set()
    waiting: list[tuple[type[Model], str]] = [(Profile, "")]
    while waiting:
        model, path = waiting.pop(0)
        if model in seen:
            continue
        seen.add(model)
        yield model, path
        inner = [
            (held, f"{path}.{name}{step}".lstrip("."))
            for name, hint in _hints(model).items()
            for held, step in _held(hint)
        ]
        waiting[:0] = inner


def _hints(model: type[Model]) -> dict[str, Any]:
    """The fields with their types: a model's own first, then those that every period and entry has."""
    hints = {
        name: hint for name, hint in get_type_hints(model, include_extras=True).items() if name in model.model_fields
    }
    common = [name for base in (Period, Entry) if issubclass(model, base) for name in base.model_fields]
    return {name: hints[name] for name in [*(name for name in hints if name not in common), *common]}


def _held(hint: Any, step: str = "") -> Iterator[tuple[type[Model], str]]:
    """The models in a field's type, each with the step that leads to it: `.<id>` or `[]`."""
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint, step
        return
    origin = get_origin(hint)
    if origin is dict:
        key, value = get_args(hint)
        yield from _held(value, ".<key>" if key == fields.Key else ".<id>")
        return
    for inner in get_args(hint):
        yield from _held(inner, "[]" if origin is tuple else step)


def _definition(definition: dict[str, Any]) -> dict[str, Any]:
    """The record of a definition that also lets plain text stand for it."""
    return next((option for option in definition.get("anyOf", ()) if "properties" in option), definition)


def _table(model: type[Model], described: dict[str, Any]) -> str:
    rows = ["| field | value | |", "|---|---|---|"]
    for name, hint in _hints(model).items():
        key = f"**`{name}`**" if name in described.get("required", ()) else f"`{name}`"
        description = " ".join(described["properties"][name]["description"].split())
        rows.append(f"| {key} | {_words(hint)} | {description.replace('|', chr(92) + '|')} |")
    return "\n".join(rows) + "\n"


def _words(hint: Any) -> str:
    """A field's type in words."""
    for known, words in WORDS:
        if hint == known:
            return words
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        many = fields.Many in inner
        return f"{_words(get_args(inner[0])[0])}, or a list" if many else _words(inner[0])
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inner)
    if origin in {Union, types.UnionType}:
        return _words(next(option for option in inner if option is not type(None)))
    if origin is dict:
        return f"{_words(inner[1])} under {'keys' if inner[0] == fields.Key else 'ids'}"
    if origin is tuple:
        return f"list of {_words(inner[0])}"
    if isinstance(hint, type) and issubclass(hint, Model):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    raise TypeError(f"docs/make_reference.py has no words for {hint}")


def _known_words() -> str:
    """The open vocabularies: kinds of links and identifiers."""
    person = "\n".join(f"| `{kind}` | {label} | {_from_id(address)} |" for kind, (label, address) in LINK_KINDS.items())
    identifiers = "\n".join(
        f"| `{kind}` | {known.label} | {_from_id(known.address)} |" for kind, known in IDENTIFIERS.items()
    )
    links = ", ".join(f"`{kind}`" for kind in LINK_LABELS)
    return (
        "## Words that are known\n\n"
        "Kinds of links of a person. With an `id`, the address is made from it; any other kind takes a `label` and a"
        " `url`.\n\n"
        f"| kind | shown as | address from `id` |\n|---|---|---|\n{person}\n\n"
        "Identifiers of publications, each without prefix or address.\n\n"
        f"| kind | shown as | address |\n|---|---|---|\n{identifiers}\n\n"
        f"Kinds of links of publications and talks: {links}. A word of your own shows as it is, or as its `label`.\n"
    )


def _from_id(address: str | None) -> str:
    return f"`{address.format('…')}`" if address else ""


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
