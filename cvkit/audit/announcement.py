"""The announcement of one talk: who, what, when, where, and how to take part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz

from cvkit.audit.clocks import clocks
from cvkit.audit.dates import dates
from cvkit.audit.findings import Finding, Verdict
from cvkit.audit.identifiers import address_key
from cvkit.audit.known import ME, Known
from cvkit.audit.names import Likeness
from cvkit.audit.passages import Passage, Published
from cvkit.audit.words import squeezed, tokens
from cvkit.model.activities import Talk
from cvkit.view.context import pointer

SECTION = "talks"
LABELS = {
    "speaker": ("speaker", "presenter", "who"),
    "title": ("title", "topic", "what"),
    "date": ("date", "when", "time", "date and time", "date time", "day"),
    "place": ("location", "where", "venue", "room", "place", "zoom", "link", "zoom link", "location and zoom link"),
    "abstract": ("abstract",),
    "bio": ("bio", "biography", "biographical sketch", "about the speaker", "short bio", "speaker bio"),
}
_LABEL = re.compile(r"^\W*([A-Za-z][A-Za-z ,&/]{1,40}?)\W*:\s*")


def labelled(published: Published) -> dict[str, list[Passage]]:
    """The passages of an announcement by what their labels say; those without one go on with the one before."""
    found: dict[str, list[Passage]] = {}
    current = ""
    for passage in published.passages:
        match = _LABEL.match(passage.text)
        name = _name(match[1]) if match else ""
        if not name and passage.headings:
            name = _name(passage.headings[-1])
        current = name or current
        text = passage.text[match.end() :] if match and _name(match[1]) else passage.text
        if current:
            found.setdefault(current, []).append(Passage(text, passage.place, passage.headings, passage.links))
    return found


def _name(label: str) -> str:
    words = " ".join(tokens(label))
    return next(
        (name for name, labels in LABELS.items() if words in labels or words.startswith(f"{labels[0]} and")), ""
    )


def is_announcement(parts: dict[str, list[Passage]]) -> bool:
    """Whether a document announces a talk: it says when, and who or of what."""
    return "date" in parts and bool({"speaker", "abstract", "title"} & parts.keys())


def announcement(parts: dict[str, list[Passage]], known: Known, as_of: date) -> Iterator[Finding]:
    """What differs from the talk that is announced, or one finding that there is none."""
    where = [passage for name in ("date", "place", "title") for passage in parts.get(name, ())]
    everything = [
        passage for name, passages in parts.items() if name not in {"abstract", "bio"} for passage in passages
    ]
    title = " ".join(passage.text for passage in parts.get("title", ()))
    talks = known.profile.talks
    scores = {key: _score(talk, title, everything, known) for key, talk in talks.items()}
    key = max(scores, key=lambda key: scores[key], default="")
    place = (where or everything)[0].place
    if not key or scores[key] < 3:
        said = title or where[0].text
        yield Finding(Verdict.UNKNOWN, SECTION, "entry", said, said, "", place, "", "The profile has no such talk.")
        return
    yield from _talk(key, talks[key], title, parts, everything, known)


def _score(talk: Talk, title: str, passages: Sequence[Passage], known: Known) -> float:
    value = 0.0
    text = " \x1e ".join(passage.text for passage in passages)
    if talk.title and title:
        value += 5 * max(0.0, fuzz.ratio(" ".join(tokens(talk.title)), " ".join(tokens(title))) / 100 - 0.4)
    moments = [when.first for when in dates(text) if when.first]
    if any(moment.agrees(talk.date) and (moment.day or moment.month) for moment in moments):
        value += 2 if any(moment.day and moment.agrees(talk.date) for moment in moments) else 1
    if talk.join and address_key(talk.join) in _addresses(passages):
        value += 3
    if talk.room and squeezed(talk.room) in squeezed(text):
        value += 1.5
    if talk.start and any(since == f"{talk.start:%H:%M}" for _, since, _ in clocks(text)):
        value += 0.5
    return value


def _addresses(passages: Sequence[Passage]) -> set[str]:
    found = {address_key(url) for passage in passages for _, url in passage.links}
    for passage in passages:
        found |= {address_key(url.rstrip(".,;)>")) for url in re.findall(r"https?://\S+", passage.text)}
    return found


def _talk(
    key: str, talk: Talk, title: str, parts: dict[str, list[Passage]], everything: list[Passage], known: Known
) -> Iterator[Finding]:
    path = pointer(SECTION, key)
    name = talk.title or str(talk.date)

    def finding(what: str, said: str, told: str, passage: Passage, where: str) -> Finding:
        return Finding(Verdict.DIFFERS, SECTION, what, name, said, told, passage.place, f"{path}/{where}")

    if title and talk.title and squeezed(title) != squeezed(talk.title):
        yield finding("title", title, talk.title, parts["title"][0], "title")
    for passage in parts.get("speaker", ()):
        if known.humans[ME].likeness(re.split(r"[,(]", passage.text)[0]) is not Likeness.SAME:
            yield Finding(
                Verdict.DIFFERS,
                "person",
                "name",
                name,
                passage.text,
                known.humans[ME].name,
                passage.place,
                "/person/name",
            )
    for passage in parts.get("date", ()):
        for when in dates(passage.text):
            if when.first and not when.first.agrees(talk.date):
                yield finding("date", passage.text[when.span[0] : when.span[1]], str(talk.date), passage, "date")
        for span, since, until in clocks(passage.text):
            said = passage.text[span[0] : span[1]]
            if talk.start and since != f"{talk.start:%H:%M}":
                yield finding("time", said, f"{talk.start:%H:%M}", passage, "start")
            elif talk.end and until and until != f"{talk.end:%H:%M}":
                yield finding("time", said, f"{talk.end:%H:%M}", passage, "end")
    places = parts.get("place", [])
    if talk.room and places and squeezed(talk.room) not in squeezed(" ".join(passage.text for passage in places)):
        yield finding("room", places[0].text, talk.room, places[0], "room")
    links = {address for address in _addresses(places) if re.search(r"zoom|meet|teams|webex", address)}
    if talk.join and links and address_key(talk.join) not in links:
        yield finding("link", min(links), talk.join, places[0], "join")
