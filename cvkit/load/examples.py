"""How required fields are written, for whoever left one out."""

from __future__ import annotations

EXAMPLES = {
    # in any section, or in one
    "authors": "[me, Ada Lovelace]",
    "date": "2024-05",
    "degree": "Ph.D.",
    "given": "Ada",
    "kind": "conference",
    "metrics.name": "Citations",
    "name": "Ada Lovelace",
    "organizations": "purdue",
    "organizations.name": "Purdue University",
    "person": "{name: Ada Lovelace}",
    "positions.title": "Assistant Professor",
    "role": "Instructor",
    "section": "publications",
    "source": "Google Scholar",
    "status": "accepted",
    "teaching.title": "Machine Learning",
    "terms": "[Spring 2024, Fall 2024]",
    "text": "Looking for students.",
    "until": "2021-10",
    "url": "https://example.org/page",
    "venues.name": "International Conference on Machine Learning",
    "years": "[2023, 2024]",
}

IN_BIBTEX = {
    "authors": ("author", "Ada Lovelace and Charles Babbage"),
    "date": ("year", "2024"),
    "title": ("title", "…"),
}
"""What the required fields of a publication are called in BibTeX, and how they are written there."""
