"""Hold the limits of bios on random profiles: python benchmarks/bio_limits.py [COUNT], 10,000 without it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bios import PERSONS, check_limits
from cvkit.model.profile import Profile
from cvkit.view.voice import Grammatical
from profiles import DAYS, profiles


def main(count: int) -> None:
    """Check so many bios, each of another profile, and print how many there were and how long it took."""
    kinds: Counter[str] = Counter()

    @given(
        profile=profiles(),
        as_of=st.sampled_from(DAYS),
        words=st.none() | st.integers(1, 220),
        characters=st.none() | st.integers(1, 1400),
        person=st.sampled_from(PERSONS),
        pronouns=st.sampled_from(["he", "she", "they", None]),
    )
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def held(
        profile: Profile,
        as_of: date,
        words: int | None,
        characters: int | None,
        person: Grammatical,
        pronouns: str | None,
    ) -> None:
        check_limits(profile, as_of, words, characters, person, pronouns)
        kinds[f"{'words' if words else ''} {'characters' if characters else ''}".strip() or "short"] += 1

    started = time.perf_counter()
    held()
    took = time.perf_counter() - started
    print(f"{sum(kinds.values())} bios held their limits in {took:.0f} s: {dict(kinds)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
