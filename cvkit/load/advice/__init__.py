"""Advice on a profile that is valid: what looks stale, doubled, misspelt, unused or missing on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from cvkit.load import comments
from cvkit.load.advice import bios, career, names, person, publications
from cvkit.load.advice.piece import Advice
from cvkit.load.loader import Loaded
from cvkit.load.problems import Problem
from cvkit.model.profile import Profile


def advise(loaded: Loaded, as_of: date) -> list[Problem]:
    """All advice on a profile as it stands on a day, that of its reading included, in the order of the files."""
    found = (advice for rule in RULES for advice in rule(loaded.profile, as_of))
    problems = [Problem(loaded.place(pointer), message, help, "advice") for pointer, message, help in found]
    order = [str(file) for file in loaded.files]

    def position(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        return (order.index(place.file), place.line, place.column) if place else (0, 0, 0)

    return sorted([*loaded.advice, *comments.advice(loaded.tree.span.source), *problems], key=position)


RULES: tuple[Callable[[Profile, date], Iterable[Advice]], ...] = (
    person.no_email,
    person.no_short_interests,
    person.old_notice,
    bios.former_role,
    bios.former_name,
    bios.former_title,
    bios.former_standing,
    bios.wrong_count,
    bios.too_long,
    names.unused,
    career.long_temporary,
    career.long_degree,
    career.gap,
    career.unannounced,
    publications.long_under_review,
    publications.without_last_state,
    publications.to_come,
    publications.long_accepted,
    publications.same_title,
    publications.same_identifier,
    publications.early_preprint,
    publications.without_me,
    names.misspelt,
    person.untitled_talk,
    person.old_metric,
    person.untranslated,
)
"""Every rule. Each takes time in proportion to the profile, or nearly so."""
