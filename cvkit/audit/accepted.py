"""`.cvkit-audit.yaml`: findings that somebody has looked at and accepted, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvkit.audit.findings import Finding

FILE = ".cvkit-audit.yaml"
"""Where acceptances lie, beside the profile."""

_HEAD = """\
# Findings of `cvkit audit` that are known and accepted, each by its key and with a reason.
"""


class AcceptanceError(Exception):
    """An acceptance file that cannot be read: where, why, and what to do about it."""

    def __init__(self, path: Path, line: int, reason: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {reason}; {remedy}")
        self.path = path
        self.line = line
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that is accepted, and why."""

    key: str
    reason: str
    finding: str = ""
    """The finding in words, for whoever reads the file."""


def read_accepted(path: Path) -> tuple[Acceptance, ...]:
    """The acceptances of a file; none where there is no file, AcceptanceError where it is wrong."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise AcceptanceError(path, 1, f"it cannot be read ({error.__class__.__name__})", "see to the file") from None
    try:
        entries: Any = yaml.safe_load(text)
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise AcceptanceError(
            path, mark.line + 1 if mark else 1, "it is not YAML", "see to its quotes and indents"
        ) from None
    if entries is None:
        return ()
    if not isinstance(entries, dict) or tree is None:
        raise AcceptanceError(path, 1, "it is not a mapping of keys", "write `KEY: {reason: …}`, a line each")
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in tree.value}
    return tuple(_acceptance(path, lines.get(str(key), 1), str(key), value) for key, value in entries.items())


def _acceptance(path: Path, line: int, key: str, value: Any) -> Acceptance:
    if isinstance(value, str) and value.strip():
        return Acceptance(key, value.strip())
    reason = value.get("reason") if isinstance(value, dict) else None
    if not isinstance(reason, str) or not reason.strip():
        raise AcceptanceError(path, line, f"`{key}` has no reason", "write why the finding is accepted: `reason: …`")
    if odd := sorted(set(map(str, value)) - {"reason", "finding"}):
        raise AcceptanceError(
            path, line, f"`{key}` has an unknown field `{odd[0]}`", "there are `reason` and `finding`"
        )
    return Acceptance(key, reason.strip(), str(value.get("finding") or ""))


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings parted by whether they are accepted, and acceptances that no finding asks for any more."""

    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...]
    idle: tuple[Acceptance, ...]


def sift(findings: Iterable[Finding], accepted: Sequence[Acceptance]) -> Sifted:
    """Part findings by what is accepted."""
    known = {acceptance.key: acceptance for acceptance in accepted}
    left: list[Finding] = []
    found: list[tuple[Finding, Acceptance]] = []
    for finding in findings:
        if finding.key in known:
            found.append((finding, known[finding.key]))
        else:
            left.append(finding)
    used = {acceptance.key for _, acceptance in found}
    return Sifted(tuple(left), tuple(found), tuple(item for item in accepted if item.key not in used))


def accepting(findings: Iterable[Finding], reason: str) -> str:
    """The lines by which an acceptance file accepts these findings."""
    import yaml

    entries = {finding.key: {"reason": reason, "finding": summary(finding)} for finding in findings}
    return _HEAD + str(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110))


def summary(finding: Finding) -> str:
    """A finding in one line."""
    told = " → ".join(text for text in (finding.published, finding.known) if text)
    return f"{finding.verdict}: {finding.what} of {finding.subject}: {told}"[:200]
