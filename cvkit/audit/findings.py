"""What an audit finds: a verdict on one fact, with both wordings and both places."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from cvkit.audit.passages import Place
from cvkit.audit.words import squeezed


class Verdict(StrEnum):
    """How a published statement relates to the profile; the gravest first."""

    DIFFERS = "differs"
    """The document says one thing and the profile another."""
    STALE = "stale"
    """It was so until a date that the profile tells."""
    UNKNOWN = "unknown"
    """The document has an entry that the profile lacks."""
    MISSING = "missing"
    """A document of this kind normally shows it, and this one does not."""
    UNCERTAIN = "uncertain"
    """It could be a divergence; somebody has to look."""
    NOTE = "note"
    """A spelling that the profile does not list, of what is plausibly the same name."""


DEFAULT_FAILURES = frozenset({Verdict.DIFFERS, Verdict.STALE, Verdict.UNKNOWN})
"""The verdicts that make the command fail unless `--fail-on` says otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One divergence between a document and the profile."""

    verdict: Verdict
    section: str
    """The section of the profile: publications, positions, person, …"""
    what: str
    """The fact concerned: title, authors, venue, year, status, dates, role, entry, …"""
    subject: str
    """The entry in a few words, as the profile has it, or else the document."""
    published: str = ""
    """The document's wording; empty for what is missing."""
    known: str = ""
    """The profile's wording; empty for what is unknown."""
    place: Place | None = None
    """Where it stands in the document; None for what is missing."""
    path: str = ""
    """Where it stands in the profile, as a JSON pointer; empty for what is unknown."""
    explanation: str = ""
    """A sentence that says why, where both wordings do not."""

    @property
    def key(self) -> str:
        """A name for the finding by which it can be accepted: the same wherever in the document it stands."""
        told = "|".join((self.verdict, self.section, self.path, self.what, squeezed(self.published)))
        if not self.path:
            told += squeezed(self.subject)
        return hashlib.sha256(told.encode()).hexdigest()[:10]


def exit_code(findings: Iterable[Finding], fail_on: Collection[Verdict] = DEFAULT_FAILURES) -> int:
    """0, or 1 where a finding has one of the verdicts given."""
    return int(any(finding.verdict in fail_on for finding in findings))
