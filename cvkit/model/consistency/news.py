"""News: lines that say nothing, and entries and events that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvkit.model.activities import News
from cvkit.model.consistency.context import Context, Inconsistency, Path
from cvkit.model.profile import Profile
from cvkit.model.publication import Publication

# For each section that news can be about: which events an entry of it has.
_PUBLICATION_EVENTS = ("preprint", "under-review", "accepted", "published")
_PERIOD_EVENTS = ("start", "end")
NEWS_EVENTS = {"publications": _PUBLICATION_EVENTS} | dict.fromkeys(
    ("positions", "education", "grants", "students"), _PERIOD_EVENTS
)


def about(news: News, path: Path, context: Context) -> Iterator[Inconsistency]:
    """News says something, of a day, and of an entry and an event that are there."""
    if not news.text and not news.about:
        yield Inconsistency(
            path, "the news says nothing", "add `text: …`, or `about: publications/an-id` with an `event`"
        )
    if not news.about:
        if not news.date:
            yield Inconsistency(path, "the news has no `date`", "add one, as in `date: 2024-05`")
        if news.event:
            yield Inconsistency(
                (*path, "event"), "an `event` needs an entry to which it happened", "add `about: publications/an-id`"
            )
        return
    section, _, key = news.about.partition("/")
    sections = [
        name for name, info in Profile.model_fields.items() if "dict" in str(info.annotation) and name != "documents"
    ]
    if section not in sections or not key:
        yield Inconsistency(
            (*path, "about"),
            f"`{news.about[:60]}` is not a section and an id",
            "write both with a slash between, as in `publications/catapults` or `positions/purdue`",
        )
    elif key not in context.ids(section):
        near = context.nearest(key, context.ids(section))
        help = f"did you mean `{section}/{near}`?" if near else f"it must be an id that stands in `{section}`"
        yield Inconsistency((*path, "about"), f"there is no `{key[:60]}` in `{section}`", help)
    elif news.event:
        entry = getattr(context.profile, section).get(key)
        yield from _event(news.event, section, key, entry, (*path, "event"))


def _event(event: str, section: str, key: str, entry: Any, path: Path) -> Iterator[Inconsistency]:
    events = NEWS_EVENTS.get(section, ())
    if event not in events:
        help = f"it can be {', '.join(events)}" if events else "leave out `event` and write a `text`"
        yield Inconsistency(path, f"`{event}` does not happen to an entry of `{section}`", help)
    elif isinstance(entry, Publication):
        if event not in {state.status for state in entry.states}:
            help = f"add a state to its `history`, as in `{{date: 2024-05, status: {event}}}`"
            yield Inconsistency(path, f"`{key[:60]}` was never `{event}`", help)
    elif entry is not None and getattr(entry, event) is None:
        yield Inconsistency(path, f"`{key[:60]}` has no `{event}`", f"add the date there, as in `{event}: 2024-08`")
