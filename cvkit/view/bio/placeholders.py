"""The facts that may stand between braces in what is written by hand: one row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cvkit.model.career import Degree, Position
from cvkit.view.bio import pieces
from cvkit.view.bio.places import where
from cvkit.view.bio.story import Story
from cvkit.view.bio.titles import in_sentence
from cvkit.view.context import pointer
from cvkit.view.document import Inlines
from cvkit.view.inline import fact, phrase, seq

Value = Callable[[Story], Inlines]
"""What stands for a placeholder on the day; nothing where there is no such fact."""


def _of(which: Callable[[Story], Mapping[str, Position]], told: Callable[[Story, str, Position], Inlines]) -> Value:
    """A value of the first of some positions."""
    return lambda story: next((told(story, key, job) for key, job in which(story).items()), ())


def _of_degree(told: Callable[[Story, str, Degree], Inlines]) -> Value:
    return lambda story: next((told(story, key, held) for key, held in story.degrees.items()), ())


def _title(story: Story, key: str, job: Position) -> Inlines:
    return fact(f"{pointer('positions', key)}/title", in_sentence(job.title))


def _organization(story: Story, key: str, job: Position) -> Inlines:
    return where(story.context, pieces.job_place(story, key, job), bare=True)


def _where(story: Story, key: str, job: Position) -> Inlines:
    return where(story.context, pieces.job_place(story, key, job))


def _year(story: Story, key: str, job: Position) -> Inlines:
    return fact(f"{pointer('positions', key)}/start", str(job.start.year)) if job.start else ()


def _month(story: Story, key: str, job: Position) -> Inlines:
    return pieces.month(f"{pointer('positions', key)}/start", job.start) if job.start else ()


def _person(story: Story, part: str) -> Inlines:
    name = story.context.profile.person.name
    return fact(f"/person/name/{part}", getattr(name, part))


def _interests(story: Story) -> Inlines:
    known = story.context.profile.person.interests
    return phrase("/person/interests/short", known.short.rstrip(".")) if known and known.short else ()


def _count(story: Story) -> Inlines:
    """How many publications show in bios and were out by the day; a number that no fact of the profile says itself."""
    context, as_of = story.context, story.context.lens.as_of
    works = context.profile.publications.values()
    return seq(str(sum(context.lens.admits(work.show) and work.state(as_of) is not None for work in works)))


VALUES: dict[str, Value] = {
    "name": lambda story: fact("/person/name", story.context.profile.person.name.full),
    "name.given": lambda story: _person(story, "given"),
    "name.family": lambda story: _person(story, "family"),
    "interests": _interests,
    "position.title": _of(lambda story: story.current, _title),
    "position.organization": _of(lambda story: story.current, _organization),
    "position.where": _of(lambda story: story.current, _where),
    "position.start": _of(lambda story: story.current, _year),
    "next.title": _of(lambda story: story.coming, _title),
    "next.organization": _of(lambda story: story.coming, _organization),
    "next.start": _of(lambda story: story.coming, _month),
    "former.title": _of(lambda story: story.past, _title),
    "former.organization": _of(lambda story: story.past, _organization),
    "degree.name": _of_degree(lambda story, key, held: fact(f"{pointer('education', key)}/degree", held.degree)),
    "degree.field": _of_degree(lambda story, key, held: fact(f"{pointer('education', key)}/field", held.field)),
    "degree.organization": _of_degree(lambda story, key, held: pieces.university(story, key, held)),
    "degree.year": _of_degree(
        lambda story, key, held: fact(f"{pointer('education', key)}/end", str(held.end.year)) if held.end else ()
    ),
    "degree.advisors": _of_degree(
        lambda story, key, held: story.context.names.people(held.advisors, f"{pointer('education', key)}/advisors")
    ),
    "publications.count": _count,
}
"""Each placeholder of the model's table with what gives its value."""
