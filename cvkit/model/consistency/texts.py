"""Texts that are more than words: e-mail addresses, placeholders of bios, and files beside the profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath

from cvkit.model.biography import BIO_LENGTHS, PLACEHOLDER, PLACEHOLDERS, SENTENCES, is_sentence_name
from cvkit.model.consistency.context import Context, Inconsistency, Path
from cvkit.model.fields import is_email
from cvkit.model.person import Contact, Person
from cvkit.model.profile import Profile
from cvkit.model.recipe import Recipe
from cvkit.model.translation import Translated


def email(contact: Contact, path: Path, context: Context) -> Iterator[Inconsistency]:
    """An e-mail address has the form of one."""
    if contact.kind == "email" and not is_email(contact.value):
        yield Inconsistency(
            (*path, "value"), f"`{contact.value[:60]}` is not an e-mail address", "write it as name@example.org"
        )


def bio(person: Person, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The placeholders of a bio stand for facts."""
    for length in BIO_LENGTHS if person.bio else ():
        text: str | None = getattr(person.bio, length)
        for place, wording in _wordings(text or "", (*path, "bio", length)):
            yield from _placeholders(wording, place, context)


def sentences(recipe: Recipe, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The sentences that a recipe names are there, and the placeholders of its own stand for facts."""
    for index, text in enumerate(recipe.sentences or ()):
        at = (*path, "sentences", index)
        if is_sentence_name(text) and text not in SENTENCES:
            near = context.nearest(text, SENTENCES)
            help = f"did you mean `{near}`?" if near else f"the sentences are {', '.join(SENTENCES)}"
            yield Inconsistency(at, f"there is no sentence `{text[:60]}`", help)
        for place, wording in _wordings(text, at):
            yield from _placeholders(wording, place, context)


def _wordings(text: str, path: Path) -> Iterator[tuple[Path, str]]:
    """A text, or each of its translations, with its path."""
    if isinstance(text, Translated):
        yield from (((*path, tag), wording) for tag, wording in text.translations.items())
    else:
        yield path, text


def _placeholders(text: str, path: Path, context: Context) -> Iterator[Inconsistency]:
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if name not in PLACEHOLDERS:
            near = context.nearest(name, PLACEHOLDERS)
            help = f"did you mean `{{{near}}}`?" if near else f"there are {', '.join(PLACEHOLDERS)}"
            yield Inconsistency(path, f"there is no fact `{{{name[:60]}}}` to stand here", help)


def photo(person: Person, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The photo lies beside the profile."""
    if person.photo:
        yield from _outside(person.photo, (*path, "photo"))


def citation_style(recipe: Recipe, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The citation style lies beside the profile."""
    if recipe.citation_style:
        yield from _outside(recipe.citation_style, (*path, "citation_style"))


def bibliography(profile: Profile, path: Path, context: Context) -> Iterator[Inconsistency]:
    """The bibliographies lie beside the profile."""
    for index, name in enumerate(profile.bibliography):
        yield from _outside(name, ("bibliography", index))


def _outside(name: str, path: Path) -> Iterator[Inconsistency]:
    if not is_beside(name):
        yield Inconsistency(
            path,
            f"`{name[:60]}` leaves the profile's folder",
            "put the file beside the profile, and write its name with forward slashes",
        )


def is_beside(name: str) -> bool:
    """Whether a file name stays in the folder that it is relative to, on every system."""
    path = PureWindowsPath(name)
    return not (path.drive or path.root or ".." in path.parts or "\\" in name or "\0" in name)
