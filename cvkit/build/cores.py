"""How much may run at once: the processors that this process may use, and whether it may fork."""

from __future__ import annotations

import os
import sys
from math import ceil
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""What a container may use: microseconds of processor time, or `max`, in a period of so many."""


def available() -> int:
    """How many processors this process may use, by its affinity and by the quota of its container; 1 at least."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        used, period = _QUOTA.read_text("ascii").split()
        return max(1, min(allowed, ceil(int(used) / int(period))))
    except (OSError, ValueError, ZeroDivisionError):  # no container, or one without a quota
        return allowed


def can_fork() -> bool:
    """Whether a fork is safe here: on Linux, in a process of one thread; threads of libraries count, too."""
    if sys.platform != "linux":
        return False
    try:
        return len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:
        return False
