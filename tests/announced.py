"""A talk by Maren Okafor, who doesn't exist, for the tests of announcements in every format."""

from __future__ import annotations

from datetime import date
from typing import Any

from cvkit.model.consistency import inconsistencies
from cvkit.model.profile import Profile
from cvkit.view.announcement import compose_talk
from cvkit.view.document import Document

TODAY = date(2026, 11, 22)

TALK: dict[str, Any] = {
    "title": "How fast is $O(\\sqrt{n})$ on a loom; and why, in brief?",
    "event": "Weaving Seminar",
    "hosts": ["Example University"],
    "kind": "seminar",
    "date": "2027-03-17",
    "start": "11:45",
    "end": "12:45",
    "zone": "America/New_York",
    "place": "Springfield",
    "room": "Room 7, Weavers' Hall",
    "join": "https://example.org/join?a=1&b=2",
    "abstract": "Looms are *fast*.\n\nThis talk asks why, and proves that $x_1 < 2$ & more; with a \\\\ backslash.",
}

PROFILE: dict[str, Any] = {
    "person": {
        "name": "Maren Okafor",
        "pronouns": "she",
        "headline": "Weaver of today",
        "contacts": {
            "mail": {"kind": "email", "value": "maren@example.org"},
            "phone": {"kind": "phone", "value": "+1 555 0100"},
        },
        "interests": {"short": "the theory of looms"},
    },
    "positions": {
        "now": {"title": "Postdoctoral Fellow", "organizations": "Institute of Looms", "start": "2024", "end": "2026"},
        "next": {
            "title": "Assistant Professor",
            "organizations": "University of Weft",
            "start": "2027-01",
            "announced": "2026-06",
        },
    },
    "education": {
        "phd": {
            "degree": "Ph.D.",
            "field": "Weaving",
            "organizations": "Warp College",
            "start": "2018",
            "end": "2023-06",
        },
        "msc": {
            "degree": "M.S.",
            "field": "Textile Engineering",
            "organizations": "Spindle Institute",
            "end": "2018-05",
        },
    },
    "honors": {"shuttle": {"title": "Golden Shuttle", "organization": "Guild of Weavers", "date": "2024"}},
    "service": {"loops": {"kind": "reviewing", "venue": "Journal of Loops", "years": ["2024", "2025"]}},
}


def profile_of(*, talks: dict[str, Any] | None = None, **sections: Any) -> Profile:
    """Maren Okafor's profile, with other sections where they are given; it contradicts itself nowhere."""
    profile = Profile.model_validate(PROFILE | sections | {"talks": {"loom": TALK} if talks is None else talks})
    assert list(inconsistencies(profile)) == []
    return profile


def announced(key: str = "loom", as_of: date = TODAY, *, day: date | None = None, **talk: Any) -> Document:
    """The announcement of Maren Okafor's talk with these fields changed; None takes a field away."""
    changed = {field: value for field, value in (TALK | talk).items() if value is not None}
    return compose_talk(profile_of(talks={key: changed}), key, as_of, day=day)
