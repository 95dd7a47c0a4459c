"""`.cvkit-audit.yaml`: findings that somebody has looked at and accepted, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvkit.audit.findings import Finding

if TYPE_CHECKING:
    import yaml

FILE = ".cvkit-audit.yaml"
"""Where acceptances lie, beside the profile."""

_MOST_BYTES = 1_000_000

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
        if not path.exists():
            return ()
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise AcceptanceError(path, 1, "it is no file, or too large a one", "see to the file")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AcceptanceError(path, 1, f"it cannot be read ({error.__class__.__name__})", "see to the file") from None
    try:
        # Every scalar stays text: what YAML makes of `2001-99-99`, of tags and of merged keys is of no use here.
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # ValueError: an escape of no character
        mark = getattr(error, "problem_mark", None)
        raise AcceptanceError(
            path, mark.line + 1 if mark else 1, "it is not YAML", "see to its quotes and indents"
        ) from None
    if tree is None or tree.value == "":
        return ()
    if not isinstance(tree, yaml.MappingNode):
        raise AcceptanceError(path, 1, "it is not a mapping of keys", "write `KEY: {reason: …}`, a line each")
    return tuple(_acceptance(path, key, value) for key, value in tree.value)


def _acceptance(path: Path, key: yaml.Node, value: yaml.Node) -> Acceptance:
    from yaml import MappingNode

    name, line = _text(key), key.start_mark.line + 1
    if name and (reason := _text(value)):
        return Acceptance(name, reason)
    fields = {_text(part): _text(told) for part, told in value.value} if isinstance(value, MappingNode) else {}
    if not name or not fields.get("reason"):
        raise AcceptanceError(path, line, f"`{name}` has no reason", "write why the finding is accepted: `reason: …`")
    if odd := sorted(fields.keys() - {"reason", "finding"}):
        reason = f"`{name}` has an unknown field `{odd[0]}`"
        raise AcceptanceError(path, line, reason, "there are `reason` and `finding`")
    return Acceptance(name, fields["reason"], fields.get("finding", ""))


def _text(node: yaml.Node) -> str:
    """What a scalar says on one line; nothing for any other node, and for nothing."""
    is_text = isinstance(node.value, str) and node.tag != "tag:yaml.org,2002:null"
    return " ".join(node.value.split()) if is_text else ""


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
