"""Names of people as author lists write them: initials, family first, particles, marks, "et al."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from cvkit.audit.reading.wording import names
from cvkit.audit.words import squeezed, tokens
from cvkit.model.person import Name, split_name

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_PARTICLES = names(
    """
    van von der den de del della di da dos du la le el al bin ibn ter ten zu st af av
    """
)


class Likeness(IntEnum):
    """How a published name relates to a known one."""

    NONE = 0
    VARIANT = 1
    """Perhaps another way to write it: `Chris` for `Christopher`."""
    MISSPELT = 2
    """A letter or two apart."""
    SAME = 3
    """The same, perhaps in initials or with the family name first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name as folded words."""

    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody whom the profile names: the key, or the name itself where it has none, and every known spelling."""

    key: str
    name: str
    spellings: tuple[Parts, ...]

    @classmethod
    def of(cls, key: str, name: Name, others: Iterable[str] = ()) -> Human:
        """Somebody by the record of a name and by other spellings."""
        own = Parts(tokens(name.given), tokens(name.family or ""))
        told = [own, *(parts_of(text) for text in (*name.spellings[1:], *others))]
        return cls(key, name.full, tuple(dict.fromkeys(told)))

    @property
    def has_one_name(self) -> bool:
        """Whether the person goes by a single word, as many do in Indonesia."""
        return any(len(spelling.given) == 1 and not spelling.family for spelling in self.spellings)

    def likeness(self, written: str) -> Likeness:
        """How a published name relates to this one."""
        said = tuple(word for word in tokens(written) if word not in _SUFFIXES)
        return max((_likeness(said, spelling) for spelling in self.spellings), default=Likeness.NONE)


@lru_cache(maxsize=65536)
def parts_of(text: str) -> Parts:
    """A name as given and family words, particles with the family."""
    fields = split_name(text)
    given, family = list(tokens(fields["given"])), tokens(fields.get("family", ""))
    while len(given) > 1 and given[-1] in _PARTICLES:
        family = (given.pop(), *family)
    return Parts(tuple(given), family)


@lru_cache(maxsize=65536)
def _likeness(said: tuple[str, ...], known: Parts) -> Likeness:
    if not said:
        return Likeness.NONE
    whole, given, family = "".join(said), "".join(known.given), "".join(known.family)
    if whole in {given + family, family + given}:
        return Likeness.SAME
    if not family:
        return Likeness.MISSPELT if len(whole) > 3 and OSA.distance(whole, given) <= 1 else Likeness.NONE
    best = Likeness.NONE
    for rest in _rests(said, known.family):
        if _given_agrees(rest, known.given):
            return Likeness.SAME
        best = max(best, _given_likeness(rest, known.given))
    if best is Likeness.MISSPELT:
        return best
    if min(OSA.distance(whole, given + family), OSA.distance(whole, family + given)) <= (2 if len(whole) > 7 else 1):
        return Likeness.MISSPELT
    for first, last in ((said[:-1], said[-1:]), (said[1:], said[:1])):
        # A slip in a family name of five letters is one; of three, another family.
        allowed = min(2, len(family) // 3)
        if first and 0 < OSA.distance("".join(last), family) <= allowed and _given_agrees(first, known.given):
            return Likeness.MISSPELT
    return best


def _rests(said: tuple[str, ...], family: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What remains of a name without its family, which stands last or first, with or without its particles."""
    bare = family
    while len(bare) > 1 and bare[0] in _PARTICLES:
        bare = bare[1:]
    for form in dict.fromkeys([family, bare, ("".join(family),)]):
        size = len(form)
        if len(said) >= size:
            if said[-size:] == form:
                yield said[:-size]
            if said[:size] == form:
                yield said[size:]


def _given_agrees(said: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether given names can be the same: each word, or its initial, in order; later ones may be left out."""
    if not said or "".join(said) == "".join(known):
        return True
    initials = "".join(word[0] for word in known)
    if len(said) == 1 and 1 < len(said[0]) <= 3 and initials.startswith(said[0]):
        return True
    # Whoever goes by the second name has an initial for the first: `Y. Charlie`, also `Charlie`.
    starts = [0, 1] if len(known) > 1 and len(known[0]) == 1 else [0]
    return any(_in_order(said, known[start:]) for start in starts)


def _in_order(said: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if not known or not _same_word(said[0], known[0]):
        return False
    left = iter(known[1:])
    return all(any(_same_word(word, other) for other in left) for word in said[1:])


def _same_word(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def _given_likeness(said: tuple[str, ...], known: tuple[str, ...]) -> Likeness:
    one, other = "".join(said), "".join(known)
    if len(one) > 1 and OSA.distance(one, other) <= (2 if len(other) > 4 else 1) and len(other) > 2:
        return Likeness.MISSPELT
    # `Christopher H.` for `Christopher G.` is a slip; a further name or initial may be one that is seldom told.
    if said[0] == known[0]:
        return Likeness.MISSPELT if len(known) > 1 else Likeness.VARIANT
    if min(len(said[0]), len(known[0])) > 2 and (said[0].startswith(known[0]) or known[0].startswith(said[0])):
        return Likeness.VARIANT
    return Likeness.NONE


# --- lists -------------------------------------------------------------------

MARKS = "*†‡§¶#∗⋆★✉"
_MARK = re.compile(
    rf"[{re.escape(MARKS)}]+|\^?\{{?\\(?:d?dag(?:ger)?|ast)\b\}}?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\((?:equal|co-first)[^)]*\)"
)
_ET_AL = re.compile(r"\bet\.?\s*al\b\.?|\band others\b|(?:^|(?<=[\s,，、]))等(?=$|[\s.。,，])", re.IGNORECASE)
_PARTING = re.compile(r"\s*(?:[,;，、·•|]|\band\b|\bund\b|\bet\b(?!\.?\s*al)|\by\b(?!\.)|&|…|\.\.\.|和)\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]*){1,4}")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


@dataclass(frozen=True, slots=True)
class Written:
    """A name in a published list and whether it bears a mark, such as that of equal contribution."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A published list of people."""

    names: tuple[Written, ...]
    cut: bool
    """Whether it says that others are left out."""


def listed(text: str) -> Listed:
    """The names of a list, and whether "et al." hides others."""
    cut = bool(_ET_AL.search(text)) or "…" in text or "..." in text
    pieces = [piece.strip() for piece in _PARTING.split(_ET_AL.sub(" ", text))]
    names: list[Written] = []
    for piece in pieces:
        marked = any(mark in piece for mark in MARKS)
        bare = _MARK.sub(" ", piece).strip(' .:()[]{}\x1e"“”').strip()
        if not tokens(bare):
            continue
        if names and (_SUFFIX.fullmatch(bare) or (_is_initials(bare) and not _is_initials(names[-1].text))):
            names[-1] = Written(f"{names[-1].text}, {bare}", names[-1].marked or marked)
        else:
            names.append(Written(bare, marked))
    return Listed(tuple(names), cut)


def _is_initials(text: str) -> bool:
    """Whether a piece can be but the initials that follow a family name: `J.`, `Y.-A.`, `JH`."""
    letters = re.sub(r"[\s.-]", "", text)
    return bool(_INITIALS.fullmatch(text)) and letters.isupper() and len(letters) <= 4 and letters.isascii()


def like_a_name(text: str) -> bool:
    """Whether a piece of text has the shape of a person's name: a few words, all with capitals but for particles."""
    words = [word for word in re.split(r"[\s.]+", text) if word]
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in text):
        return False
    shaped = [word for word in words if word.lower() not in _PARTICLES]
    return bool(shaped) and all(not word[0].islower() for word in shaped) and len(squeezed(text)) > 1
