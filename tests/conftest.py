"""What every test stands on: a repeatable hypothesis and a home folder that is nobody's."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "cvkit",
    deadline=None,  # no test asserts how long anything takes
    database=None,  # a failure found is kept as an explicit example, not in a folder of one machine
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("cvkit")


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings and caches of whoever runs the tests out of them, and the tests out of those."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for variable, folder in (
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
        ):
            patch.setenv(variable, str(home / folder))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield
