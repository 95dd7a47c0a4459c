"""Publications: authors who stand twice or not at all, and states out of order."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.model.consistency.context import Context, Inconsistency, Path
from cvkit.model.publication import Publication, State

# A later state has a rank no lower, unless the dates themselves say otherwise.
_RANKS = {"preprint": 0, "under-review": 0, "accepted": 1, "published": 2}


def people(publication: Publication, path: Path, context: Context) -> Iterator[Inconsistency]:
    """Authors stand once, and those who are singled out are authors, in every state."""
    yield from _repeated(publication.authors, (*path, "authors"))
    yield from _outsiders(publication.equal, publication.authors, (*path, "equal"))
    yield from _outsiders(publication.corresponding, publication.authors, (*path, "corresponding"))
    for index, state in enumerate(publication.history):
        at = (*path, "history", index)
        authors = state.authors if state.authors is not None else publication.authors
        yield from _repeated(state.authors or (), (*at, "authors"))
        yield from _outsiders(state.equal or (), authors, (*at, "equal"))


def _repeated(authors: tuple[str, ...], path: Path) -> Iterator[Inconsistency]:
    seen: dict[str, int] = {}
    for index, author in enumerate(authors):
        first = seen.setdefault(author.casefold(), index)
        if first != index:
            place = f"author {first + 1} already"
            yield Inconsistency((*path, index), f"`{author[:60]}` is {place}", "delete one of the two")


def _outsiders(some: tuple[str, ...], authors: tuple[str, ...], path: Path) -> Iterator[Inconsistency]:
    for index, name in enumerate(some):
        if name not in authors:
            listed = ", ".join(authors[:8]) + (", …" if len(authors) > 8 else "")
            yield Inconsistency(
                (*path, index), f"`{name[:60]}` is not among the authors", f"write it as there: {listed}"
            )


def order(publication: Publication, path: Path, context: Context) -> Iterator[Inconsistency]:
    """States stand from the oldest to the newest, and lead forwards."""
    for index in range(1, len(publication.history)):
        before, after = publication.history[index - 1 : index + 1]
        at = (*path, "history", index)
        if after.date.last < before.date.first:
            yield Inconsistency(
                (*at, "date"),
                f"{after.date} is before {before.date}, the state above",
                "list the states from the oldest to the newest",
            )
        elif _RANKS[after.status] < _RANKS[before.status] and not _strictly_later(after, before):
            yield Inconsistency(
                (*at, "status"),
                f"`{after.status}` ({after.date}) stands after `{before.status}` ({before.date})",
                "put them in order, or date them to the month or day if it was so",
            )


def _strictly_later(after: State, before: State) -> bool:
    return before.date.last < after.date.first
