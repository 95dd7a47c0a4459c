"""What a document of a day must not say, told from the raw profile alone and without any help of cvkit.view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from cvkit.model.dates import PartialDate
from profiles import ENTITIES, SECTIONS, Raw, tokens

PERSONAL = ("contacts", "links", "notices")
PRIVATE = ("phone", "address")
SETTLED = ("accepted", "published")
NEVER = date.max


def withheld(raw: Raw, name: str, kind: str, as_of: date) -> set[str]:
    """The tokens of what is hidden from the document, not yet true on the day, or never printed (tags, spellings)."""
    everything = [*collections(raw).values(), *(raw[entities] for entities in ENTITIES)]
    keys = {token for entries in everything for token in tokens(list(entries))}
    secret: set[str] = set()
    for path, entries in collections(raw).items():
        for key, entry in entries.items():
            if withholds(raw, path, entry, name, kind, as_of):
                secret |= tokens(key) | tokens(entry) - keys
            else:
                secret |= tokens(entry.get("tags", "")) | tokens(list(_later(path, entry, as_of))) - keys
    for entities in ENTITIES:
        for entity in raw[entities].values():
            secret |= tokens([entity.get("also", ""), *_later_names(entity, as_of)])
    return secret


def collections(raw: Raw) -> dict[str, dict[str, Raw]]:
    """Every collection of entries by its path in the profile."""
    return {f"person/{name}": raw["person"].get(name, {}) for name in PERSONAL} | {name: raw[name] for name in SECTIONS}


def withholds(raw: Raw, path: str, entry: Raw, name: str, kind: str, as_of: date) -> bool:
    """Whether the document must not show the entry at all: hidden, not yet begun, or a thing of the past."""
    if entry.get("hide") or not shows(path, entry, name, kind):
        return True
    if first_day(raw, path, entry) > as_of and not _told_ahead(path, entry, kind, as_of):
        return True
    if path == "news" and "about" in entry:
        section, _, key = entry["about"].partition("/")
        if section not in ENTITIES and not shows(section, raw[section][key], name, kind):
            return True
    return path in {f"person/{name}" for name in PERSONAL} and "end" in entry and day(entry["end"]).last < as_of


def shows(path: str, entry: Raw, name: str, kind: str) -> bool:
    """Whether the entry's own `show`, or the default for telephones and addresses, lets the document have it."""
    show = entry.get("show")
    if show is None:
        return path != "person/contacts" or entry["kind"] not in PRIVATE or kind == "cv"
    return bool({name, kind}.intersection([show] if isinstance(show, str) else show))


def _told_ahead(path: str, entry: Raw, kind: str, as_of: date) -> bool:
    """Whether a bio may tell of a job that is to come."""
    return (
        path == "positions"
        and kind in {"bio", "talk"}
        and "announced" in entry
        and day(entry["announced"]).first <= as_of
    )


def day(value: object) -> PartialDate:
    return PartialDate.parse(str(value))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def states(publication: Raw) -> list[Raw]:
    """The history, or the one state that stands for it."""
    alone = "preprint" if publication["kind"] == "preprint" else "published"
    return publication.get("history") or [{"date": publication["date"], "status": alone}]


def first_day(raw: Raw, path: str, entry: Raw) -> date:
    """The first day on which the entry may be told."""
    if path == "news":
        return _news_day(raw, entry)
    if path == "talks":
        if entry.get("cancelled"):
            return NEVER
        given = day(entry["date"]).first
        ahead = day(entry["announced"]).first if "announced" in entry else given - timedelta(days=90)
        return min(given, ahead)
    if path == "publications":
        return day(states(entry)[0]["date"]).first
    for several in ("terms", "years"):
        if several in entry:
            return min(day(value).first for value in listed(entry[several]))
    known = next((entry[field] for field in ("date", "start", "end") if field in entry), None)
    return day(known).first if known is not None else date.min


def _news_day(raw: Raw, news: Raw) -> date:
    dates = [day(news["date"]).first] if "date" in news else []
    if "about" not in news:
        return dates[0]
    section, _, key = news["about"].partition("/")
    about = raw[section][key]
    if about.get("cancelled"):
        return NEVER
    if dates and "text" in news:
        return dates[0]
    if section not in ENTITIES:
        dates.append(first_day(raw, section, about))
    if section == "publications":
        dates += [day(state["date"]).first for state in states(about) if state["status"] == news.get("event")][:1]
    elif news.get("event") == "end":
        dates.append(day(about["end"]).last + timedelta(days=1))
    elif "date" in about and not (section == "talks" and "date" in news):
        dates.append(day(about["date"]).first)
    return max(dates)


def _later(path: str, entry: Raw, as_of: date) -> Iterator[object]:
    """Values of a visible entry that the day does not know."""
    if path == "students" and ("end" not in entry or day(entry["end"]).last >= as_of):
        yield entry.get("later", "")
    if path == "publications":
        yield from _later_in_publication(entry, as_of)
    if path in {"publications", "talks"}:
        yield [link for link in entry.get("links", []) if "start" in link and day(link["start"]).first > as_of]


def _later_in_publication(work: Raw, as_of: date) -> Iterator[object]:
    reached = [state for state in states(work) if day(state["date"]).first <= as_of]
    yield states(work)[len(reached) :]
    status, latest = reached[-1]["status"], len(reached) == len(states(work))
    for field in ("title", "authors"):
        if all(field in state for state in reached):
            own = {token for state in reached for token in tokens(state[field])}
            yield sorted(tokens(work[field]) - own)
    if status != "published":
        yield from (work.get("ids", {}).get("doi", ""), _values(work, "volume", "number", "pages"))
    if status not in SETTLED:
        yield from (work.get("ids", {}).get("openreview", ""), _values(work, "award", "institution", "publisher"))
        yield _values(work, "venue") if work["kind"] != "preprint" else ""
    if not latest:
        yield _values(work, "note")
        yield [link for link in work.get("links", []) if "start" not in link]


def _values(record: Raw, *fields: str) -> list[object]:
    return [record.get(field, "") for field in fields]


def _later_names(entity: Raw, as_of: date) -> Iterable[object]:
    formers = sorted(entity.get("formerly", []), key=lambda former: day(former["until"]))
    coming = [former for former in formers if day(former["until"]).last >= as_of]
    if not coming:
        return []
    return [*coming[1:], _values(entity, "name", "short")]
