"""The bio: sentences composed from facts, each with a priority, as many as a limit of words or characters holds."""

from __future__ import annotations

from cvkit.model.biography import BIO_LENGTHS as LENGTHS
from cvkit.view.bio.composing import NoRoomError, bio_paragraph, compose_bio, unused_bios
from cvkit.view.bio.written import UnusedBio

__all__ = ["LENGTHS", "NoRoomError", "UnusedBio", "bio_paragraph", "compose_bio", "unused_bios"]
