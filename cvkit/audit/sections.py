"""Which part of the profile a heading speaks of."""

from __future__ import annotations

from functools import cache

from cvkit.audit.words import tokens
from cvkit.view.languages import LOCALES

PROSE, NEWS, CONTACT, OTHER = "prose", "news", "contact", "other"
SECTIONS = {"about": PROSE, "notices": PROSE, "interests": PROSE}
"""What the sections of recipes are to the audit, where it has another name for them."""

# Stems of the words in headings, the first row that has one wins: a "publication reviewer" reviews.
_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (OTHER, ("skill", "reference", "hobb", "software skill", "abstract", "keyword", "acknowledg", "footnote")),
    ("service", ("review", "referee", "service", "organiz", "organis", "committee", "editor", "responsib", "outreach")),
    ("service", ("panel", "membership", "volunteer", "program chair", "activities", "leadership")),
    ("teaching", ("teach", "course", "lectur", "instruct")),
    ("students", ("student advis",)),
    ("students", ("students", "advis", "supervis", "mentor", "group member", "advisee", "people", "alumni")),
    (NEWS, ("news", "update", "announce", "recent event")),
    ("talks", ("talk", "presentation", "seminar", "colloqui", "speak")),
    ("grants", ("grant", "fund", "research support", "sponsor")),
    ("honors", ("honor", "honour", "award", "prize", "distinction", "fellowship", "scholarship", "recogni")),
    ("education", ("educat", "academic background", "degree", "qualification", "academic training")),
    (PROSE, ("interest", "about", "bio", "introduction", "summary", "profile", "statement", "overview", "welcome")),
    (PROSE, ("opening", "prospective", "notice", "objective", "vita", "join")),
    ("publications", ("publication", "paper", "article", "preprint", "manuscript", "thes", "proceeding", "book")),
    ("publications", ("under review", "work in progress", "technical report", "patent", "chapter", "research output")),
    ("positions", ("experience", "employment", "appointment", "position", "career", "work", "internship", "job")),
    ("metrics", ("metric", "citation", "bibliometric")),
    (CONTACT, ("contact", "address", "reach", "link")),
    ("publications", ("research ",)),
)
SELECTIONS = ("select", "recent", "representative", "highlight", "featured", "recently", "ausgewahl", "choisi", "key ")


@cache
def _printed() -> dict[tuple[str, ...], str]:
    """Headings that cvkit itself prints, in every language."""
    found: dict[tuple[str, ...], str] = {}
    for locale in LOCALES.values():
        for name, title in locale.headings.items():
            found[tokens(title)] = SECTIONS.get(name, name)
        for title in locale.service_groups.values():
            found[tokens(title)] = "service"
        for title in (*locale.publication_groups.values(), *locale.statuses.values()):
            found[tokens(title)] = "publications"
        found[tokens(locale.phrases["selected"])] = "publications"
        found[tokens(locale.phrases["coming"])] = "talks"
        found[tokens(locale.phrases["earlier"])] = ""
    return found


def is_printed(heading: str) -> bool:
    """Whether a text is word for word a heading that cvkit prints."""
    return tokens(heading) in _printed()


@cache
def section_of(heading: str) -> str:
    """The section that a heading names; empty where it names none."""
    words = tokens(heading)
    if words in _printed():
        return _printed()[words]
    joined = f" {' '.join(words)} "
    for section, stems in _STEMS:
        if any(f" {stem}" in joined for stem in stems):
            return section
    return ""


def selects(headings: tuple[str, ...]) -> bool:
    """Whether a heading announces a selection, in which nothing is missing."""
    printed = {tokens(locale.phrases["selected"]) for locale in LOCALES.values()}
    return any(
        tokens(heading) in printed or any(f" {stem}" in " " + " ".join(tokens(heading)) for stem in SELECTIONS)
        for heading in headings
    )
