"""Whether a path given by a user is one, or a pattern that stands for many."""

from __future__ import annotations

import glob
import os


def is_pattern(text: str) -> bool:
    """Whether it stands for profiles by their names; a file of just that name is itself."""
    return glob.has_magic(text) and not os.path.lexists(text)
