"""The table of sentences: who tells each, and how much each of its wordings matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cvkit.view.bio import career, record
from cvkit.view.bio.pieces import Wordings
from cvkit.view.bio.story import Story


class Sentence(NamedTuple):
    """A sentence of a bio: what tells it, and the priorities of its wordings, of which the lowest is taken first."""

    tell: Callable[[Story], Wordings]
    priorities: tuple[int, ...]
    room: int = 0
    """The limit, in words, under which it would be a trifle beside what had to be left out."""


SENTENCES = {
    # in reading order
    "role": Sentence(career.role, (0, 1, 4, 6)),
    "upcoming": Sentence(career.upcoming, (2, 5, 7)),
    "studies": Sentence(career.studies, (8, 12)),
    "interests": Sentence(record.interests, (3,)),
    "former-positions": Sentence(career.former_positions, (11, 12, 13, 23)),
    "internships": Sentence(career.internships, (20,), room=100),
    "degree": Sentence(record.degree, (8, 9, 10)),
    "other-degrees": Sentence(record.other_degrees, (14,), room=70),
    "works": Sentence(record.works, (15, 17, 24), room=70),
    "honors": Sentence(record.honors, (16, 22), room=70),
    "grants": Sentence(record.grants, (18,), room=100),
    "reviewing": Sentence(record.reviewing, (19, 21), room=100),
}
