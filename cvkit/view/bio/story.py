"""The facts that sentences are made of, as they stand on a day, and the voice that tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cvkit.model.career import Degree, Position
from cvkit.model.fields import Period
from cvkit.view.career import awarded, begun, closing_day, ongoing
from cvkit.view.context import Context
from cvkit.view.voice import Grammatical, Voice

# Jobs that come with studies; who studies is a student first.
_ASSISTANCE = re.compile(r"(?i)\b(assistant|fellow|student|intern|trainee|tutor|grader)\b(?! professor)")
_DOCTORAL = re.compile(r"(?i)\b(ph\.? ?d|d\.? ?phil|dr\b|sc\.?d|doctor)")


@dataclass(frozen=True, slots=True)
class Story:
    """Positions and degrees by their part in a bio, each by key and the most telling first."""

    context: Context
    voice: Voice
    current: dict[str, Position]
    coming: dict[str, Position]
    past: dict[str, Position]
    internships: dict[str, Position]
    """Those that are over."""
    studying: dict[str, Degree]
    degrees: dict[str, Degree]

    @property
    def is_student(self) -> bool:
        """Whether studies come before whatever job there is."""
        return bool(self.studying) and all(
            job.kind != "appointment" or _ASSISTANCE.search(job.title) for job in self.current.values()
        )


def read_story(context: Context, person: Grammatical) -> Story:
    """What of the profile a bio can tell; what else there is, the context records as left out."""
    profile, as_of = context.profile, context.lens.as_of

    def newest(item: tuple[str, Period]) -> tuple[date, date]:
        period = item[1]
        return closing_day(period, as_of), period.start.first if period.start else date.min

    held = sorted(context.choose("positions", profile.positions, begun=begun).items(), key=newest, reverse=True)
    degrees = sorted(context.choose("education", profile.education, begun=begun).items(), key=newest, reverse=True)
    # Sorting is stable: of degrees of one rank the newest stays first.
    received = sorted(
        (item for item in degrees if awarded(item[1], as_of)),
        key=lambda item: _DOCTORAL.match(item[1].degree) is None,
    )
    return Story(
        context,
        Voice(profile.person, person),
        current={key: job for key, job in held if ongoing(job, as_of) and job.kind != "visit"},
        coming=dict(sorted(_coming(context).items(), key=lambda item: newest(item)[1])),
        past={key: job for key, job in held if not ongoing(job, as_of) and job.kind == "appointment"},
        internships={key: job for key, job in held if not ongoing(job, as_of) and job.kind == "internship"},
        studying={key: degree for key, degree in degrees if ongoing(degree, as_of) and degree.start is not None},
        degrees=dict(received),
    )


def _coming(context: Context) -> dict[str, Position]:
    """The appointments that have not begun, and that a bio may tell already."""
    as_of = context.lens.as_of
    if context.lens.kind not in {"bio", "talk"}:
        return {}
    return {
        key: job
        for key, job in context.profile.positions.items()
        if context.lens.admits(job.show) and job.kind == "appointment" and job.start and not begun(job, as_of)
        if job.announced and job.announced.begun(as_of)
    }
