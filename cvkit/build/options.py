"""Where the profile says an option of a document, which may be in a recipe that the document's own extends."""

from __future__ import annotations

from cvkit.load.loader import Loaded
from cvkit.load.problems import Place


def place_of(loaded: Loaded, name: str, option: str) -> Place:
    """The place of an option of a document."""
    documents = loaded.profile.documents
    at: str | None = name
    # No chain is longer than there are recipes, and a built-in one ends it.
    for _ in documents:
        if at is None or at not in documents:
            break
        if getattr(documents[at], option) is not None:
            return loaded.place(f"/documents/{at}/{option}")
        at = documents[at].extends
    return loaded.place(f"/documents/{name}/{option}")
