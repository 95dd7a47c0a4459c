"""Sentences about what one works on and has to show: interests, degrees, works, honors, grants, reviewing."""

from __future__ import annotations

import re

from cvkit.view.bio import pieces
from cvkit.view.bio.pieces import Detail, Wordings
from cvkit.view.bio.places import Whereabouts, where
from cvkit.view.bio.story import Story
from cvkit.view.career import begun, ongoing
from cvkit.view.context import pointer
from cvkit.view.document import Inlines
from cvkit.view.inline import fact, join, phrase, sentence, seq
from cvkit.view.languages import ENGLISH
from cvkit.view.standing import standing
from cvkit.view.voice import article

# Honors that a sentence gives an article: the Medal, but Fellow of the Society.
_AWARD = re.compile(r"(?i).*\b(awards?|prizes?|medals?|fellowships?|scholarships?|grants?|lectureship|certificate)\b")

_RANK = re.compile(r"(Elected |Senior |Distinguished |Honorary )*(Fellow|Member)\b|(Outstanding|Top|Best) Reviewer\b")


def interests(story: Story) -> Wordings:
    """What the research focuses on."""
    known = story.context.profile.person.interests
    if not known or not known.short:
        return []
    focus = phrase("/person/interests/short", known.short.rstrip("."))
    return [sentence(story.voice.possessive(), " research focuses on ", focus)]


def degree(story: Story) -> Wordings:
    """The highest degree: its subject, then its university and year, then who advised it."""
    if not story.degrees or not (story.current or story.studying or story.past or story.coming):
        return []
    key, held = next(iter(story.degrees.items()))
    path = pointer("education", key)
    name = pieces.degree_name(key, held)
    subject, voice = story.voice.subject(), story.voice
    received = seq(
        *(subject, " received ", voice.own(held.degree), " ", name, pieces.origin(story, key, held)),
        *(" in ", fact(f"{path}/end", str(held.end.year)) if held.end else ()),
    )
    advised = pieces.company(story, f"{path}/advisors", held.advisors, ", advised by ", Detail.COMPANY)
    return [
        sentence(subject, f" {voice.verb('holds')} {article(held.degree)} ", name),
        sentence(received),
        sentence(received, advised),
    ]


def other_degrees(story: Story) -> Wordings:
    """The other degrees; several in one subject from one place share them."""
    others = list(story.degrees.items())[1:]
    if not others:
        return []
    if len(others) > 1 and len({(held.field, held.organizations) for _, held in others}) == 1:
        key, held = others[0]
        names = [fact(f"{pointer('education', item)}/degree", other.degree) for item, other in others]
        told = seq(ENGLISH.listing(names), " degrees", pieces.field(key, held), pieces.origin(story, key, held))
    else:
        told = ENGLISH.listing(
            [
                seq(f"{article(held.degree)} ", pieces.degree_name(key, held), pieces.origin(story, key, held))
                for key, held in others
            ]
        )
    if story.voice.repeats_name:
        main = next(iter(story.degrees.values()))
        earlier = all(held.end and main.end and held.end < main.end for _, held in others)
        return [sentence("Earlier studies led to " if earlier else "Other studies led to ", told)]
    return [sentence(story.voice.subject(), f" also {story.voice.verb('holds')} ", told)]


def works(story: Story) -> Wordings:
    """Selected publications, the newest first: one, two, three."""
    context = story.context
    chosen = context.choose(
        "publications",
        context.profile.publications,
        begun=lambda work, as_of: work.state(as_of) is not None,
        chosen=lambda work: work.selected,
    )
    standings = [at for key, work in chosen.items() if (at := standing(key, work, context.lens.as_of)) and at.settled]
    told = []
    for at in sorted(standings, key=lambda at: at.printed_date, reverse=True)[:3]:
        day = at.naming_day(context.lens.as_of)
        venue = context.names.venue_short(at.venue, at.venue_path, day) if at.venue else ()
        told.append(seq("“", at.title, "” (", join([venue, fact(at.year_path, str(at.year))], " "), ")"))
    opening = seq("Among ", story.voice.possessive(capital=False), " publications ")
    return [
        sentence(opening, "is " if count == 1 else "are ", ENGLISH.listing(told[:count]))
        for count in range(1, len(told) + 1)
    ]


def honors(story: Story) -> Wordings:
    """The newest honors: two, then four."""
    context = story.context
    chosen = context.choose("honors", context.profile.honors, begun=lambda honor, as_of: honor.date.begun(as_of))
    told = [
        seq(
            _award(f"{pointer('honors', key)}/title", honor.title),
            " (",
            fact(f"{pointer('honors', key)}/date", str(honor.date.year)),
            ")",
        )
        for key, honor in sorted(chosen.items(), key=lambda item: item[1].date, reverse=True)[:4]
    ]
    opening = seq("Honors include ") if story.voice.repeats_name else seq(story.voice.possessive(), " honors include ")
    return [sentence(opening, ENGLISH.listing(told[:count])) for count in (2, 4)] if told else []


def _award(path: str, title: str) -> Inlines:
    """`the Medal`, `recognition as Fellow of the Society`; what is neither stands as it is."""
    if title.startswith("The "):
        return fact(path, f"the {title[4:]}")
    if _RANK.match(title):
        return seq("recognition as ", fact(path, title))
    return seq("the " if _AWARD.match(title) and not title.startswith(("A ", "An ")) else "", fact(path, title))


def grants(story: Story) -> Wordings:
    """Who funds the work on the day."""
    context = story.context
    chosen = context.choose("grants", context.profile.grants, begun=begun)
    running = [(key, grant) for key, grant in chosen.items() if grant.start and ongoing(grant, context.lens.as_of)]
    funders = {
        grant.organization: f"{pointer('grants', key)}/organization" for key, grant in running if grant.organization
    }
    if not funders:
        return []
    names = where(context, Whereabouts(tuple(funders.items()), None), full=False, bare=True)
    opening = "Grants from " if len(running) > 1 else "A grant from "
    supports = " support " if len(running) > 1 else " supports "
    return [sentence(opening, names, supports, story.voice.possessive(capital=False), " work")]


def reviewing(story: Story) -> Wordings:
    """For which conferences and journals one has reviewed: the three most often served, then five."""
    context, as_of = story.context, story.context.lens.as_of
    served = context.choose(
        "service",
        context.profile.service,
        begun=lambda service, as_of: any(year.begun(as_of) for year in service.years),
        chosen=lambda service: service.kind == "reviewing" and service.venue is not None,
    )
    busiest = sorted(served.items(), key=lambda item: sum(year.begun(as_of) for year in item[1].years), reverse=True)
    names: list[Inlines] = []
    for key, service in busiest[:5]:
        assert service.venue is not None  # chosen above
        at = min(max(year.last for year in service.years if year.begun(as_of)), as_of)
        names.append(context.names.venue_short(service.venue, f"{pointer('service', key)}/venue", at))
    opening = seq(story.voice.subject(), f" {story.voice.verb('has')} reviewed for ")
    return [sentence(opening, ENGLISH.listing(names[:count])) for count in (3, 5)] if names else []
