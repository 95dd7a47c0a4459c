"""The files of a bio: one of each length."""

from __future__ import annotations

from cvkit.build.beside import Beside
from cvkit.build.files import write
from cvkit.build.job import Job, Made, Put
from cvkit.build.stamp import stamped
from cvkit.load.problems import Problem, ProfileError
from cvkit.view.bio import LENGTHS, NoRoomError, compose_bio
from cvkit.view.document import Document


def begin_bios(job: Job, beside: Beside) -> Put:
    """Compose the bios, and give what puts them in place; ProfileError where no sentence fits a length."""
    bios = {}
    for length, words in LENGTHS.items():
        try:
            document = compose_bio(job.loaded.profile, job.as_of, length=length, name=job.name)
        except NoRoomError as error:
            place = job.loaded.place("/person")
            raise ProfileError([Problem(place, f"no bio of {words} words can be made: {error}")]) from None
        bios[length] = stamped(document, length)
    return lambda: (_put(job, length, document) for length, document in bios.items())


def _put(job: Job, length: str, document: Document) -> Made:
    from cvkit.render import text

    path = job.around.output / f"{job.name}-{length}.txt"
    return Made(job.name, path, write(path, text.render(document).encode()), shows=document)
