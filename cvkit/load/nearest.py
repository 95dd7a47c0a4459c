"""The word that was probably meant: among a model's keys, a list of choices or the ids of a collection."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from cvkit.model.dates import PartialDate

# What other tools call a field, to what it may be called here, in order of preference.
# The words are folded as `_folded` folds them.
SYNONYMS = {
    "abbr": ("short",), "abbreviation": ("short",), "acronym": ("short",),
    "advisor": ("advisors", "mentors"), "supervisor": ("advisors", "mentors"), "mentor": ("mentors", "advisors"),
    "affiliation": ("organizations", "organization"), "affiliations": ("organizations",),
    "aliases": ("also",), "alternate": ("also",), "alternative": ("also",),
    "area": ("field",), "major": ("field",), "subject": ("field",), "studytype": ("degree",),
    "arxiv": ("ids",), "doi": ("ids",), "isbn": ("ids",), "pmid": ("ids",), "eprint": ("ids",), "openreview": ("ids",),
    "author": ("authors",), "awards": ("honors", "award"), "honours": ("honors",), "awarder": ("organization",),
    "bibtex": ("bibliography",), "bib": ("bibliography",),
    "booktitle": ("venue",), "journal": ("venue",), "conference": ("venue", "event"), "publication": ("venue",),
    "seminar": ("event",), "series": ("event",),
    "city": ("place",), "location": ("place",), "address": ("place",), "pronoun": ("pronouns",),
    "company": ("organizations", "organization"), "employer": ("organizations", "organization"),
    "institution": ("organizations", "organization"), "university": ("organizations", "organization"),
    "school": ("organizations", "institution"), "organization": ("organizations",), "funder": ("organization",),
    "department": ("organizations",), "agency": ("organization",), "host": ("hosts",),
    "coauthors": ("people", "authors"), "coinstructors": ("instructors",), "editor": ("editors",),
    "courses": ("teaching",), "course": ("code", "title"), "term": ("terms",), "semester": ("terms",),
    "semesters": ("terms",), "year": ("date", "years"), "dates": ("years", "date", "start"), "day": ("date",),
    "month": ("date",), "when": ("date",), "releasedate": ("date",), "time": ("start",),
    "description": ("highlights", "abstract", "note"), "summary": ("highlights", "abstract", "interests"),
    "email": ("contacts",), "emails": ("contacts",), "phone": ("contacts",), "telephone": ("contacts",),
    "experience": ("positions",), "employment": ("positions",), "jobs": ("positions",), "work": ("positions",),
    "appointments": ("positions",), "degrees": ("education",), "papers": ("publications",), "funding": ("grants",),
    "presentations": ("talks",), "advising": ("students",), "reviewing": ("service",),
    "from": ("start",), "since": ("start",), "begin": ("start",), "startdate": ("start",), "starttime": ("start",),
    "until": ("end",), "to": ("end",), "enddate": ("end",), "endtime": ("end",), "through": ("end",),
    "firstname": ("given",), "givenname": ("given",), "lastname": ("family",), "surname": ("family",),
    "familyname": ("family",), "fullname": ("name",), "homepage": ("url", "links"), "website": ("url", "links"),
    "href": ("url",), "web": ("url",), "social": ("links",), "profiles": ("links",), "socials": ("links",),
    "keywords": ("tags",), "tag": ("tags",), "hidden": ("show",), "visible": ("show",), "featured": ("selected",),
    "label": ("headline", "title", "name"), "issue": ("number",),
    "position": ("title", "role"), "role": ("title",), "jobtitle": ("title",), "image": ("photo",),
    "picture": ("photo",), "pdf": ("links",), "slides": ("links", "url"), "code": ("links",), "video": ("links",),
    "states": ("history",), "status": ("history", "outcome"), "result": ("outcome",), "timezone": ("zone",),
    "tz": ("zone",), "type": ("kind",), "category": ("kind",), "zoom": ("join",), "me": ("person",),
    "basics": ("person",), "recipes": ("documents",), "outputs": ("documents",), "grade": ("note",), "gpa": ("note",),
}  # fmt: skip


# What other programs, or one's own tongue, call one of several choices, to what it may be called here.
# The words are folded as `_folded` folds them.
CHOICES = {
    "article": ("journal",), "inproceedings": ("conference",), "proceedings": ("book",),
    "collection": ("book",),
    "incollection": ("chapter",), "inbook": ("chapter",), "booklet": ("book",), "monograph": ("book",),
    "phdthesis": ("thesis",), "mastersthesis": ("thesis",), "dissertation": ("thesis",), "techreport": ("report",),
    "misc": ("other",), "unpublished": ("preprint",), "arxiv": ("preprint",), "workingpaper": ("preprint",),
    "dataset": ("software", "other"), "code": ("software",),
    "submitted": ("under-review",), "inreview": ("under-review",), "toappear": ("accepted",), "inpress": ("accepted",),
    "forthcoming": ("accepted",),
    "her": ("she",), "hers": ("she",), "she/her": ("she",), "she/her/hers": ("she",), "female": ("she",),
    "him": ("he",), "his": ("he",), "he/him": ("he",), "he/him/his": ("he",), "male": ("he",),
    "them": ("they",), "theirs": ("they",), "they/them": ("they",), "they/them/theirs": ("they",),
    "mail": ("email",), "telephone": ("phone",), "mobile": ("phone",), "room": ("office",),
}  # fmt: skip


# Letters that Unicode does not take apart into a letter and its mark.
_UNDECOMPOSED = str.maketrans(
    {"\u0131": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE", "đ": "d"}
)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like a word, or None where nothing is; spelling, case, hyphens and plural forms may differ."""
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(_folded(choice), choice)
    key = _folded(word[:64])
    if key in folded:
        return folded[key]
    # Comparing is slow, and what differs in length by half is not the same word.
    likely = [choice for choice in folded if abs(len(choice) - len(key)) <= max(2, len(key) // 3)]
    found = difflib.get_close_matches(key, likely, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def meant_key(key: str, fields: Iterable[str]) -> str | None:
    """The field that an unknown key was meant for: by its spelling, or by what other tools call it."""
    fields = list(fields)
    exact = {_folded(field): field for field in fields}.get(_folded(key))
    synonym = next((target for target in SYNONYMS.get(_folded(key), ()) if target in fields), None)
    return exact or synonym or nearest(key, fields)


def meant_choice(word: str, choices: Iterable[str]) -> str | None:
    """The choice that a word was meant for: by its spelling, or by what other programs call it."""
    choices = list(choices)
    exact = {_folded(choice): choice for choice in choices}.get(_folded(word))
    # Sections are called as their keys are.
    targets = CHOICES.get(_folded(word), ()) + SYNONYMS.get(_folded(word), ())
    synonym = next((target for target in targets if target in choices), None)
    return exact or synonym or nearest(word, choices)


def meant_color(text: str) -> str:
    """The color that was meant, as in `#1f4e79`, where one can tell, or else that one."""
    if found := re.fullmatch(r"#?([0-9a-f]{6})", text.strip(), re.IGNORECASE):
        return f"#{found[1]}"
    if found := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", text.strip(), re.IGNORECASE):
        return "#" + "".join(digit * 2 for digit in found.groups())
    return "#1f4e79"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN_DATES = (
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})(?:[/.-](?P<day>\d{1,2}))?", re.ASCII),
    re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII),
)


def meant_date(text: str) -> str | None:
    """The partial date that a date written in another way stands for: `August 2024` gives `2024-08`."""
    for pattern in _WRITTEN_DATES:
        if found := pattern.fullmatch(text.strip()[:40]):
            parts = found.groupdict()
            month = parts["month"][:3].lower()
            number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
            day = f"-{int(parts['day']):02}" if parts.get("day") else ""
            candidate = f"{parts['year']}-{number:02}{day}"
            try:
                return str(PartialDate.parse(candidate))
            except ValueError:
                return None
    return None


def slug(text: str) -> str | None:
    """The id that a name would make: `École Normale` gives `ecole-normale`; None where no letter is left."""
    decomposed = unicodedata.normalize("NFKD", text[:256].translate(_UNDECOMPOSED))
    letters = decomposed.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:64].strip("-") or None


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()
