"""Sentences about jobs and studies: who one is, what is to come, and what was before."""

from __future__ import annotations

from cvkit.model.career import Position
from cvkit.view.bio import pieces
from cvkit.view.bio.pieces import Detail, Wordings
from cvkit.view.bio.places import Whereabouts, where
from cvkit.view.bio.story import Story
from cvkit.view.bio.titles import with_article
from cvkit.view.career import headline
from cvkit.view.context import pointer
from cvkit.view.document import Inlines
from cvkit.view.inline import fact, sentence, seq
from cvkit.view.languages import ENGLISH
from cvkit.view.voice import article


def role(story: Story) -> Wordings:
    """Who one is: by studies or jobs, else by the job to come, the last one, the last degree, or a headline."""
    voice = story.voice
    if story.current or story.studying:
        return [sentence(voice.subject(), f" {voice.verb('is')} ", _now(story, detail)) for detail in Detail]
    if story.coming:
        return _joins(story)
    if story.past:
        key, last = next(iter(story.past.items()))
        opening = seq(voice.subject(), f" {voice.verb('was')} most recently ")
        return [sentence(opening, *pieces.past_jobs(story, [(key, last)], detail)) for detail in Detail]
    if story.degrees:
        key, degree = next(iter(story.degrees.items()))
        name = seq(f"{article(degree.degree)} ", pieces.degree_name(key, degree))
        holds = f" {voice.verb('holds')} "
        origin = pieces.origin(story, key, degree)
        return [sentence(voice.subject(), holds, name), sentence(voice.subject(), holds, name, origin)]
    if written := headline(story.context.profile, story.context.lens.as_of):
        determiner, said = with_article(written)
        return [sentence(voice.subject(), f" {voice.verb('is')} {determiner}", fact("/person/headline", said))]
    return []


def _now(story: Story, detail: Detail) -> Inlines:
    """What one is now: studies first where jobs come with them."""
    studies, jobs = list(story.studying.items())[:1], story.current
    if not story.is_student:
        studies = []
    elif studies:
        # An assistantship where one studies goes without saying.
        jobs = {key: job for key, job in jobs.items() if set(job.organizations) - set(studies[0][1].organizations)}
    told = [pieces.study(story, key, degree, detail) for key, degree in studies]
    told += [_job(story, keys, detail) for keys in _by_title(jobs)]
    return ENGLISH.listing(told[: 1 if detail is Detail.BARE else 3])


def _by_title(jobs: dict[str, Position]) -> list[list[str]]:
    """The keys of jobs, those of one title together: they are one appointment at several places."""
    together: dict[str, list[str]] = {}
    for key, job in jobs.items():
        together.setdefault(job.title.casefold(), []).append(key)
    return list(together.values())


def _job(story: Story, keys: list[str], detail: Detail) -> Inlines:
    places = [pieces.job_place(story, key, story.current[key]) for key in keys]
    place = Whereabouts(tuple(mention for part in places for mention in part.mentions), places[0].at)
    return pieces.job(story, keys[0], story.current[keys[0]], detail, place=place)


def upcoming(story: Story) -> Wordings:
    """The job to come, where the first sentence tells of another: `In August 2027, she will join …`."""
    return _joins(story) if story.coming and (story.current or story.studying) else []


def _joins(story: Story) -> Wordings:
    key, job = next(iter(story.coming.items()))
    assert job.start is not None  # what has no start is not to come
    month = pieces.month(f"{pointer('positions', key)}/start", job.start)
    title, place = pieces.title(key, job), pieces.job_place(story, key, job)
    there = [where(story.context, place, full=full, bare=True) for full in (False, True)]
    becomes = seq(" will become ", title)
    if not there[0] or _goes_without_saying(story, job):
        return [_in_month(story, month, becomes)]
    if not _roots(story, job).isdisjoint(_employers(story)):
        places = [where(story.context, place, full=full) for full in (False, True)]
        return [_in_month(story, month, seq(becomes, " ", located)) for located in places]
    does = [seq(" will join ", there[0]), *(seq(" will join ", organization, " as ", title) for organization in there)]
    return [_in_month(story, month, what) for what in does]


def _goes_without_saying(story: Story, job: Position) -> bool:
    """Whether the job is where the person works already, and there is no other employer."""
    here = {item for held in story.current.values() for item in held.organizations}
    return here == set(job.organizations) and len(_employers(story)) == 1


def _employers(story: Story) -> set[str]:
    return {root for held in story.current.values() for root in _roots(story, held)}


def _in_month(story: Story, month: Inlines, does: Inlines) -> Inlines:
    """`In August 2027, she does`, or with the name in front where it comes for the first time."""
    if story.voice.introduced or story.voice.grammatical == "first":
        return sentence("In ", month, ", ", story.voice.subject(capital=False), does)
    return sentence(story.voice.subject(), does, " in ", month)


def studies(story: Story) -> Wordings:
    """A degree in progress beside a job."""
    if story.is_student or not story.current or not story.studying:
        return []
    key, degree = next(iter(story.studying.items()))
    opening = seq(story.voice.subject(), f" {story.voice.verb('is')} also working toward {article(degree.degree)} ")
    return [
        sentence(opening, pieces.degree_name(key, degree), pieces.study_place(story, key, degree, detail))
        for detail in (Detail.PLACE, Detail.COMPANY)
    ]


def former_positions(story: Story) -> Wordings:
    """The jobs before: the last one; two in full; three."""
    jobs = list(story.past.items())
    if not (story.current or story.studying or story.coming):
        jobs = jobs[1:]  # the first is told in the opening sentence
    told = []
    for count, detail in ((1, Detail.PLACE), (1, Detail.COMPANY), (2, Detail.COMPANY), (3, Detail.COMPANY)):
        listed = ENGLISH.listing(pieces.past_jobs(story, jobs[:count], detail))
        opening = _before(story, jobs[:count], detail)
        subject = story.voice.subject(capital=False)
        told.append(sentence(opening, subject, f" {story.voice.verb('was')} ", listed))
    return told if jobs else []


def _before(story: Story, jobs: list[tuple[str, Position]], detail: Detail) -> Inlines:
    """`Before joining Acme University in 2022, `, where that is so and names no place twice; else a plain adverb."""
    if not (story.current or story.studying):
        return seq("Most recently, " if story.coming else "Earlier, ")
    joined = _joined(story)
    if joined is None or detail < Detail.COMPANY or not all(_elsewhere(story, joined[1], job) for _, job in jobs):
        return seq("Previously, ")
    key, current = joined
    place = where(story.context, pieces.job_place(story, key, current), full=False, bare=True)
    return seq("Before joining ", place, " in ", pieces.year(f"{pointer('positions', key)}/start", current.start), ", ")


def _joined(story: Story) -> tuple[str, Position] | None:
    """The one current job at one organization, if that is how things are, and nothing else is told in between."""
    if len(story.current) != 1 or story.is_student or story.coming:
        return None
    key, job = next(iter(story.current.items()))
    return (key, job) if job.start and len(_roots(story, job)) == 1 else None


def _elsewhere(story: Story, current: Position, past: Position) -> bool:
    """Whether a job began before the current one, and at another university or company."""
    earlier = past.start is None or current.start is None or past.start.first < current.start.first
    return earlier and _roots(story, current).isdisjoint(_roots(story, past))


def _roots(story: Story, job: Position) -> set[str]:
    """The universities and companies of a job, whatever part of them it is in."""
    return {story.context.names.lineage(item, "")[-1][0] for item in job.organizations}


def internships(story: Story) -> Wordings:
    """Internships that are over: `She has also interned at Meta in 2019.`"""
    told = []
    for key, job in list(story.internships.items())[:3]:
        place = where(story.context, pieces.job_place(story, key, job), full=False)
        begun = pieces.year(f"{pointer('positions', key)}/start", job.start)
        told.append(seq(place, " in ", begun) if place and begun else place)
    listed = ENGLISH.listing(told)
    return [sentence(story.voice.subject(), " also interned ", listed)] if listed else []
