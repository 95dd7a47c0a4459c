"""The files of a bio: one of each length."""

from __future__ import annotations

from collections.abc import Iterator

from cvkit.build.files import write
from cvkit.build.job import Job, Made
from cvkit.build.stamp import stamped
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio


def make_bios(job: Job) -> Iterator[Made]:
    """Make the bios and give each file as soon as it is in place."""
    from cvkit.render import text

    for length, words in LENGTHS.items():
        try:
            document = stamped(compose_bio(job.loaded.profile, job.as_of, length=length, name=job.name), length)
        except NoRoomError as error:
            place = job.loaded.place("/person")
            raise ProfileError([Problem(place, f"no bio of {words} words can be made: {error}")]) from None
        path = job.around.output / f"{job.name}-{length}.txt"
        yield Made(job.name, path, write(path, text.render(document).encode()), shows=document)
