"""Whole profiles for hypothesis, made from the models' own fields, so that a new field is drawn unasked.

`raw_profiles` gives what YAML would: dicts, lists, text, numbers. With the default words each text is a token that
stands nowhere else, keys included; `tokens` finds them again in any output. Dates come from a small set, so that
boundaries are hit, and `DAYS` has the days around each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from itertools import count
from random import Random
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from cvkit.model.activities import News, Talk
from cvkit.model.consistency import NEWS_EVENTS, inconsistencies
from cvkit.model.dates import PartialDate
from cvkit.model.entities import Organization
from cvkit.model.fields import End, Flag, Id, Model, Period, Prose, Reference, Text, Url, Verbatim
from cvkit.model.person import Contact, Notice, Person, ProfileLink
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication, State
from cvkit.model.recipe import Color, Language

DATES = (
    *("2018", "2019", "2019-05", "2019-05-31", "2019-12-31", "Fall 2019", "2020-02-29", "2020-03", "Spring 2020"),
    *("2020-12", "2021", "2021-01-01", "2021-06", "2022-06-15", "2022", "Summer 2022", "2023-01", "2024-11"),
)


def around(*dates: PartialDate) -> list[date]:
    """The days before, on and after the first and the last day of each date, in order."""
    edges = {edge for value in dates for edge in (value.first, value.last)}
    return sorted({edge + timedelta(days=step) for edge in edges for step in (-1, 0, 1)})


DAYS = around(*map(PartialDate.parse, DATES))

# Consonants alone: no word, fixed or drawn, looks like it, TeX finds no ligature and hardly a place to hyphenate.
_LETTERS = "bcdghjkmnprtvwxz"
TOKEN = re.compile(rf"q[{_LETTERS}]{{9}}", re.IGNORECASE)

SHOWS: tuple[list[str] | str | None, ...] = (
    None,
    None,
    None,
    None,
    [],
    ["cv"],
    ["site"],
    ["bio"],
    "cv",
    ["cv", "site"],
    ["site", "bio"],
)
IDENTIFIERS = {"doi": "10.1234/{}", "arxiv": "2003.12345", "openreview": "{}", "pmid": "1234567", "isbn": "3161484100"}
ENTITIES = ("organizations", "people", "venues")
# In this order, because a degree names its thesis, a talk its paper, and news anything.
SECTIONS = (
    *("positions", "publications", "education", "talks", "teaching", "students", "service", "honors", "grants"),
    *("metrics", "news"),
)

Word = Callable[[], str]
Raw = dict[str, Any]


def tokens(value: object) -> set[str]:
    """The tokens in a text, or anywhere in plain data, keys included; in lower case."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return {found.lower() for found in TOKEN.findall(text)}


def token(number: int) -> str:
    """The token of that number, a word of ten letters with a capital."""
    letters = []
    for _ in range(9):
        number, digit = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[digit])
    return "Q" + "".join(letters)


def visible(text: str) -> str | None:
    """What a `Text` field makes of a text; None where it takes none of it."""
    folded = " ".join(text.split())
    unprintable = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text)
    return None if unprintable or not folded else folded


@cache
def _hints(model: type[Model]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


class _Maker:
    """Makes raw records field by field; `word` gives each text."""

    def __init__(self, draw: st.DrawFn, word: Word, at_least: int) -> None:
        self.draw = draw
        self.word = word
        self.at_least = at_least
        self.random = Random(0)
        self.ids: dict[str, list[str]] = {}
        self.fresh = count(10**9)  # apart from the tokens of words

    def seed(self) -> None:
        """Begin an entry: what it says depends on one number of its own, so that entries shrink away one by one."""
        self.random = Random(self.draw(st.integers(0, 2**16)))

    def choice(self, choices: Iterable[Any]) -> Any:
        return self.random.choice(list(choices))

    def chance(self, of: float = 0.75) -> bool:
        return self.random.random() < of

    def key(self) -> str:
        return token(next(self.fresh)).lower()

    def url(self) -> str:
        return f"https://{self.key()}.example.org/{self.key()}"

    def date(self) -> str | int:
        text: str = self.choice(DATES)
        return int(text) if text.isdigit() else text  # as YAML reads a year

    def value(self, hint: Any, *, at_least: int = 0) -> Any:
        """A value for a field of that type; what the table below lacks is a record, a list or a choice."""
        for kind, make in (
            (Text, self.word),
            (Verbatim, self.word),
            (Prose, self.word),
            (Url, self.url),
            (Id, self.key),
            (PartialDate, self.date),
            (End, self.date),
            (Flag, lambda: self.chance(of=0.3)),
            (Language, lambda: self.choice(["en", "de", "zh", "ar"])),
            (Color, lambda: "#1f4e79"),
        ):
            if hint == kind:
                return make()
        if isinstance(hint, type) and issubclass(hint, Reference):
            return self.reference(hint)
        if isinstance(hint, type) and issubclass(hint, Model):
            return self.record(hint)
        if get_origin(hint) is Literal:
            return self.choice(get_args(hint))
        inner = get_args(hint)
        if get_origin(hint) is tuple:
            made = [self.value(inner[0]) for _ in range(self.random.randint(at_least, 2))]
            return [item for index, item in enumerate(made) if item not in made[:index]]
        if inner:  # Annotated[X, …] or X | None
            return self.value(inner[0], at_least=at_least)
        raise NotImplementedError(f"no values for {hint}: add the type to tests/profiles.py")

    def reference(self, kind: type[Reference]) -> str | None:
        known = [*self.ids.get(kind.collection, []), *(["me"] if kind.collection == "people" else [])]
        if not kind.literal:
            return self.choice(known) if known else None
        return self.choice(known) if known and self.chance() else f"{self.word()} {self.word()}"

    def record(self, model: type[Model], **given: Any) -> Raw:
        """A record: required fields always, others mostly, `given` as they are; None leaves a field out."""
        made: Raw = {}
        hints = _hints(model)
        special = SPECIAL.get(model, {})
        for name, field in model.model_fields.items():
            if name in given:
                made[name] = given[name]
            elif name in special:
                made[name] = special[name](self, made)
            elif name == "show":
                made[name] = self.choice(SHOWS)
            elif field.is_required() or self.chance():
                made[name] = self.value(hints[name], at_least=int(field.is_required()))
        made = {name: value for name, value in made.items() if value is not None}
        if issubclass(model, Period):
            _in_order(made)
        return made

    def section(self, name: str, model: type[Model]) -> dict[str, Raw]:
        self.ids[name] = []
        made = {}
        for _ in range(self.draw(st.integers(self.at_least, 3))):
            self.seed()
            key = f"conf/{self.key()}" if name == "publications" and self.chance() else self.key()
            made[key] = self.record(model)
            self.ids[name].append(key)  # after: an entry may refer to those before it, never to itself
        return made


def _in_order(made: Raw) -> None:
    if {"start", "end"} <= made.keys():
        start, end = (PartialDate.parse(str(made[name])) for name in ("start", "end"))
        if end.last < start.first:
            made["start"], made["end"] = made["end"], made["start"]


def _some(maker: _Maker, people: list[str]) -> list[str]:
    return [person for person in people if maker.chance()]


def _authors(maker: _Maker, made: Raw) -> list[str]:
    others = maker.value(_hints(Publication)["authors"], at_least=1)
    return list(dict.fromkeys([*others, "me"])) if maker.chance() else others


def _history(maker: _Maker, made: Raw) -> list[Raw]:
    """States in order of date and rank; the last is what the entry's own fields say."""
    parsed = sorted(PartialDate.parse(str(maker.date())) for _ in range(maker.random.randint(0, 3)))
    ranks = sorted(maker.random.randint(0, 3) for _ in parsed)
    states = []
    for when, rank in zip(parsed, ranks, strict=True):
        state = maker.record(State, date=str(when), status=("preprint", "under-review", "accepted", "published")[rank])
        states.append(state)
    return states


def _contact_value(maker: _Maker, made: Raw) -> str:
    return f"{maker.key()}@example.org" if made["kind"] == "email" else maker.word()


def _link_id(maker: _Maker, made: Raw) -> str | None:
    return {"orcid": "0000-0002-1825-0097", "github": maker.key()}.get(made["kind"])


def _event(maker: _Maker, made: Raw) -> str | None:
    section = str(made.get("about", "")).partition("/")[0]
    event: str | None = maker.choice(NEWS_EVENTS.get(section, (None,)))
    return event


def _about(maker: _Maker, made: Raw) -> str | None:
    known = [f"{section}/{key}" for section in (*SECTIONS[:-1], *ENTITIES) for key in maker.ids[section]]
    return maker.choice(known) if known and maker.chance() else None


def _left_out(maker: _Maker, made: Raw) -> None:
    return None


SPECIAL: dict[type[Model], dict[str, Callable[[_Maker, Raw], Any]]] = {
    # fields whose values hang together with others; each is given what has been made of its record so far
    Contact: {"value": _contact_value},
    ProfileLink: {
        "kind": lambda maker, made: maker.choice(["homepage", "orcid", "github", "my-page"]),
        "id": _link_id,
        "url": lambda maker, made: None if made.get("id") else maker.url(),
        "label": lambda maker, made: maker.word() if made["kind"] == "my-page" else None,
    },
    Person: {
        "photo": _left_out,
        "bio": lambda maker, made: {"long": maker.word()} if maker.chance(of=0.1) else None,
    },  # a file that would have to be there
    Publication: {
        "authors": _authors,
        "equal": lambda maker, made: _some(maker, made["authors"]),
        "corresponding": lambda maker, made: _some(maker, made["authors"]),
        "ids": lambda maker, made: {kind: form.format(maker.key()) for kind, form in IDENTIFIERS.items()},
        "history": _history,
    },
    State: {
        "authors": lambda maker, made: _authors(maker, made) if maker.chance() else None,
        "equal": lambda maker, made: _some(maker, made["authors"]) if made.get("authors") else [],
        "year": lambda maker, made: maker.choice([None, 2019, 2020, 2021]),
    },
    Organization: {
        "parent": lambda maker, made: (
            maker.choice(maker.ids["organizations"]) if maker.ids["organizations"] and maker.chance() else None
        )
    },
    Talk: {
        "start": lambda maker, made: maker.choice([None, "11:45"]) if str(made["date"]).count("-") == 2 else None,
        "end": lambda maker, made: "12:45" if made["start"] else None,
        "zone": lambda maker, made: "America/New_York" if made["start"] else None,
    },
    News: {
        "about": _about,
        "date": lambda maker, made: None,  # set once `about` is known
        "event": _event,
    },
}


def _news(maker: _Maker) -> dict[str, Raw]:
    """Two lines of news; those about an entry mostly go without a date and words of their own."""
    made = {}
    for _ in range(maker.draw(st.integers(maker.at_least, 3))):
        maker.seed()
        about = _about(maker, {})
        news = maker.record(News, about=about)
        if about is None:
            news |= {"date": maker.date(), "text": maker.word()}
            news.pop("event", None)
        else:
            undated = about.partition("/")[0] in (*ENTITIES, "teaching", "service")
            news["date"] = maker.date() if undated or maker.chance() else None
        made[maker.key()] = {name: value for name, value in news.items() if value is not None}
    return made


def _sound(raw: Raw) -> Raw:
    """Without the news of events that never were, and without fields that contradict another."""
    profile = Profile.model_validate(raw)
    for found in list(inconsistencies(profile)):
        section, key, *field = map(str, found.path)
        if section == "news":
            raw["news"].pop(key, None)
        elif len(field) == 1 and isinstance(raw[section].get(key), dict):
            raw[section][key].pop(field[0], None)
    return raw


@st.composite
def raw_profiles(draw: st.DrawFn, words: st.SearchStrategy[str] | None = None, at_least: int = 0) -> Raw:
    """A valid profile, as YAML gives it, with so many entries or more a section; by default each text is a token."""
    numbers = count(1)
    maker = _Maker(draw, (lambda: token(next(numbers))) if words is None else (lambda: draw(words)), at_least)
    models = {name: get_args(hint)[1] for name, hint in _hints(Profile).items() if name in (*ENTITIES, *SECTIONS)}
    raw: Raw = {name: maker.section(name, models[name]) for name in ENTITIES}
    raw |= {name: maker.section(name, models[name]) for name in SECTIONS if name != "news"}
    raw["news"] = _news(maker)
    collections: dict[str, type[Model]] = {"contacts": Contact, "links": ProfileLink, "notices": Notice}
    person = {name: maker.section(name, model) for name, model in collections.items()}
    maker.seed()
    name = {"given": maker.word(), **({"family": maker.word()} if maker.chance() else {})}
    raw["person"] = maker.record(Person, name=name, **person)
    return _sound(raw)


def profiles(words: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Profile]:
    """Valid profiles with every section."""
    return raw_profiles(words).map(Profile.model_validate)


def small(**sections: Any) -> Profile:
    """A profile of Ada Lovelace with these sections and nothing else; it must contradict itself nowhere."""
    profile = Profile.model_validate({"person": {"name": "Ada Lovelace"}} | sections)
    assert list(inconsistencies(profile)) == []
    return profile


def printable() -> st.SearchStrategy[str]:
    """Any text that a profile can hold, much of it markup in one format or another."""
    hostile = st.sampled_from(
        [
            r"A & B % $ # _ { } ~ ^ \ < > ' ` |",
            r"\input{/etc/passwd} *x* _y_ [a](javascript:alert(1)) ![i](http://x.y/z)",
            "<script>alert(1)</script> &amp; {{ 7*7 }} {% raw %}",
            "$x_1$ and $5 or $6",
            "刘超越 مرحبا é",
            "Family, Given",
        ]
    )
    texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    return (hostile | texts.map(lambda text: f"W{text}")).filter(lambda text: visible(text) is not None)
