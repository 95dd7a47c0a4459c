"""Job titles within a sentence: their article, and small letters for those that many people bear."""

from __future__ import annotations

import re

from cvkit.view.voice import article

# Words that are common in titles. One made of nothing else is no name, and takes small letters in running text.
_COMMON = re.compile(
    r"(?i)academic|adjunct|affiliate|affiliated|analyst|applied|architect|assistant|associate|clinical|consultant"
    r"|data|developer|distinguished|doctoral|emerita|emeritus|engineer|faculty|fellow|full|graduate|group|guest"
    r"|honorary|instructor|intern|investigator|junior|lead|leader|learning|lecturer|librarian|machine|manager"
    r"|member|of|officer|physician|post-doc|post-doctoral|postdoc|postdoctoral|postgraduate|predoctoral"
    r"|principal|product|professor|programmer|project|quantitative|reader|research|researcher|resident|scholar"
    r"|science|scientist|senior|software|specialist|staff|statistician|student|systems|teacher|teaching|team"
    r"|technical|technician|tenure-track|tenured|trainee|tutor|undergraduate|university|visiting|visitor|writer"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,3}|(?:[A-Z][a-z]?\.){2,}|PhD|I{1,3}|IV|\d")
# Of these a place has one, so that no article is needed: "is Head of Research at …".
_SINGLE = re.compile(
    r"(Vice |Deputy |Co-|Founding |Executive |Managing )*(Chair|Chief|Dean|Director|Founder|Head|Owner|President"
    r"|Principal Investigator|Provost|Rector|C[ETIFOS]O)\b"
)
_CHAIR = re.compile(r"(?P<name>(?:\S+ ){2,})(Professor|Chair|Lecturer)\b")
_TAIL = re.compile(r",? (?:of|in|for|at)\b|,| \(| ?/")


def in_sentence(title: str) -> str:
    """A title as running text has it: `assistant professor`, `professor of Physics`, `Sloan Fellow`."""
    if _SINGLE.match(title):
        return title
    found = _TAIL.search(title)
    head, tail = (title[: found.start()], title[found.start() :]) if found else (title, "")
    if _is_common(title):
        return _lowered(title)
    return _lowered(head) + tail if _is_common(head) else title


def with_article(title: str) -> tuple[str, str]:
    """The article before a title in a sentence, with the space after it, and the title as the sentence has it."""
    said = in_sentence(title)
    if _SINGLE.match(title) or title.startswith(("The ", "A ", "An ")):
        return "", said
    chair = _CHAIR.match(title)
    if chair and said == title and all(_names(word) for word in chair["name"].split()[:2]):
        return "the ", said  # the Ada Lovelace Professor of Computing
    return f"{article(said)} ", said


def _is_common(words: str) -> bool:
    return all(_COMMON.fullmatch(word) or _ACRONYM.fullmatch(word) for word in words.split())


def _lowered(words: str) -> str:
    return " ".join(word if _ACRONYM.fullmatch(word) else word.lower() for word in words.split())


def _names(word: str) -> bool:
    return word[:1].isupper() and not _COMMON.fullmatch(word) and not _ACRONYM.fullmatch(word)
