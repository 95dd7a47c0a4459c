"""Tests that need programs beside Python: skipped with a reason where one is missing, failed in CI."""

from __future__ import annotations

import os
import shutil

import pytest


def require(*commands: str) -> None:
    """Go on only where every command is on the path; `tests/install-tools.sh` installs them."""
    missing = [command for command in commands if shutil.which(command) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)} (see `make install-tools`)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
