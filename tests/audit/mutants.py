"""Documents with one fact changed, and what an audit has to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from audit.people import title
from cvkit.audit.findings import Finding, Verdict
from cvkit.model.profile import Profile
from cvkit.view.document import Code as CodeNode
from cvkit.view.document import Document, Entry, Fact, Inline, Inlines, Link, Math, Text, facts, plain

LETTERS = "abcdefghiklmnoprstuvwz"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with one change; one of the verdicts must be found for the entry, or the section, at `path`."""

    document: Document
    path: str
    verdicts: frozenset[Verdict]
    what: str
    """The change in words."""

    def caught(self, findings: Iterable[Finding]) -> bool:
        """Whether some finding says what was done."""
        return any(finding.verdict in self.verdicts and self._about(finding) for finding in findings)

    def _about(self, finding: Finding) -> bool:
        if finding.path == self.path or finding.path.startswith(f"{self.path}/"):
            return True
        return f"/{finding.section}" == self.path


def _rewritten(inlines: Inlines, path: str, text: str) -> Inlines:
    """An inline sequence in which the fact of a path reads otherwise."""
    made: list[Inline] = []
    for node in inlines:
        if isinstance(node, Fact) and node.path == path:
            made.append(Fact(node.path, (Text(text),)))
        elif isinstance(node, Text | CodeNode | Math):
            made.append(node)
        else:
            made.append(replace(node, children=_rewritten(node.children, path, text)))
    return tuple(made)


def _with(document: Document, entry: Entry, *others: Entry) -> Document:
    """The document in which the entry of that path is another one, or is gone where `others` is empty."""
    sections = tuple(
        replace(
            section,
            groups=tuple(
                replace(
                    group, entries=tuple(new for old in group.entries for new in (others if old is entry else (old,)))
                )
                for group in section.groups
            ),
        )
        for section in document.sections
    )
    return replace(document, sections=sections)


def _entries(document: Document, *names: str) -> list[Entry]:
    return [entry for section in document.sections if section.name in names for entry in section.entries]


def _pick(random: Random, entries: list[Entry]) -> Entry | None:
    return random.choice(entries) if entries else None


def _names(entry: Entry) -> list[Fact]:
    return [fact for fact in facts(entry.people) if "/authors/" in fact.path]


def _people(names: list[Fact]) -> Inlines:
    return tuple(node for index, name in enumerate(names) for node in ((Text(", "), name) if index else (name,)))


# --- the changes: each gives None where the document has nothing to change --------


def year(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another year of a paper."""
    entry = _pick(random, _entries(document, "publications"))
    if entry is None:
        return None
    work = profile.publications[entry.path.split("/")[2]]
    told = {work.date.year, *(state.date.year for state in work.history)}
    wrong = random.choice(
        [value for value in range(int(plain(entry.when)) - 4, int(plain(entry.when)) + 5) if value not in told]
    )
    fact = next(facts(entry.when))
    changed = replace(entry, when=_rewritten(entry.when, fact.path, str(wrong)))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"year {wrong}")


def identifier(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """One digit of an arXiv number that is printed."""
    entry = _pick(random, [e for e in _entries(document, "publications") if "arXiv:" in plain(e.organization)])
    if entry is None:
        return None
    fact = next(fact for fact in facts(entry.organization) if fact.path.endswith("/arxiv"))
    old = plain((fact,))
    place = len(old) - random.randint(1, 5)
    new = old[:place] + random.choice([digit for digit in "0123456789" if digit != old[place]]) + old[place + 1 :]
    link = Link(f"https://arxiv.org/abs/{new.removeprefix('arXiv:')}", (Fact(fact.path, (Text(new),)),))
    changed = replace(entry, organization=(link,))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"identifier {new}")


def swap(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Two authors in each other's place."""
    entry = _pick(random, [e for e in _entries(document, "publications") if len(_names(e)) > 1])
    if entry is None:
        return None
    names = _names(entry)
    i, j = random.sample(range(len(names)), 2)
    names[i], names[j] = names[j], names[i]
    changed = replace(entry, people=_people(names))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"swapped {i} and {j}")


def drop(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """One author less."""
    entry = _pick(random, [e for e in _entries(document, "publications") if len(_names(e)) > 1])
    if entry is None:
        return None
    names = _names(entry)
    gone = names.pop(random.randrange(len(names)))
    work = profile.publications[entry.path.split("/")[2]]
    # What was so in an earlier state is stale rather than wrong.
    verdicts = {Verdict.DIFFERS} | ({Verdict.STALE} if any(state.authors for state in work.history) else set())
    changed = replace(entry, people=_people(names))
    return Mutant(_with(document, entry, changed), entry.path, frozenset(verdicts), f"without {plain((gone,))}")


def misspell(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """One letter of a family name."""
    entry = _pick(random, [e for e in _entries(document, "publications") if any(" " in plain((n,)) for n in _names(e))])
    if entry is None:
        return None
    names = _names(entry)
    index = random.choice([i for i, name in enumerate(names) if " " in plain((name,))])
    old = plain((names[index],))
    start = old.rindex(" ") + 1
    place = random.choice([i for i in range(start, len(old)) if old[i].isalpha()])
    letter = random.choice([letter for letter in LETTERS if letter != old[place].lower()])
    new = old[:place] + (letter.upper() if old[place].isupper() else letter) + old[place + 1 :]
    names[index] = Fact(names[index].path, (Text(new),))
    changed = replace(entry, people=_people(names))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"{old} as {new}")


def venue(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another venue."""
    entry = _pick(
        random,
        [e for e in _entries(document, "publications") if "arXiv:" not in plain(e.organization) and e.organization],
    )
    if entry is None:
        return None
    name = random.choice(
        [
            "Baltic Meeting on Machine Intelligence (BMMI)",
            "Annals of Careful Computing",
            "Workshop on Trustworthy Pipelines",
            "European Congress on Information Theory",
            "Letters in Applied Logic",
        ]
    )
    changed = replace(entry, organization=(Text(name),))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"venue {name}")


def term(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another term of a course."""
    entry = _pick(random, _entries(document, "teaching"))
    if entry is None:
        return None
    told = {str(term) for term in profile.teaching[entry.path.split("/")[2]].terms}
    fact = random.choice(list(facts(entry.when)))
    season, _, number = plain((fact,)).partition(" ")
    others = {"Spring": "Fall", "Fall": "Spring"}
    wrong = random.choice([f"{others[season]} {number}", f"{season} {int(number) + random.choice([-1, 1])}"])
    if wrong in told:
        return None
    changed = replace(entry, when=_rewritten(entry.when, fact.path, wrong))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"term {wrong}")


def status(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another status of a paper."""
    entry = _pick(random, _entries(document, "publications"))
    if entry is None:
        return None
    wrong = (
        "to appear"
        if "under review" in plain(entry.where).lower() or "arXiv:" in plain(entry.organization)
        else "under review"
    )
    changed = replace(entry, where=(Text(wrong),))
    verdicts = frozenset({Verdict.DIFFERS, Verdict.STALE})
    return Mutant(_with(document, entry, changed), entry.path, verdicts, f"status {wrong}")


def delete(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """One entry less."""
    names = random.choice(["publications", "positions", "talks", "teaching", "service", "honors", "education"])
    entries = _entries(document, names)
    entry = _pick(random, entries)
    if entry is None or len(entries) < 2:
        return None
    return Mutant(_with(document, entry), entry.path, frozenset({Verdict.MISSING}), f"without {entry.path}")


def foreign(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """An entry that the profile does not have."""
    section = random.choice(["publications", "talks"])
    entry = _pick(random, _entries(document, section))
    if entry is None:
        return None
    mine = profile.person.name.full
    if section == "publications":
        people: list[Inlines] = [(Text(name),) for name in ["Ulla Norqvist", mine, "Tobias Fenwick"]]
        random.shuffle(people)
        listed = tuple(node for index, name in enumerate(people) for node in ((Text(", "), *name) if index else name))
        new = Entry(
            "/none",
            "none",
            title=(Text(title(random)),),
            people=listed,
            organization=(Text("Annals of Careful Computing"),),
            when=(Text(str(random.randint(2012, 2025))),),
            number=entry.number,
        )
    else:
        new = Entry(
            "/none",
            "none",
            title=(Text(title(random)),),
            organization=(Text("Colloquium of the Fenwick Institute"),),
            when=(Text(f"May {random.randint(2014, 2025)}"),),
        )
    changed = _with(document, entry, new, entry) if random.random() < 0.5 else _with(document, entry, entry, new)
    return Mutant(changed, f"/{section}", frozenset({Verdict.UNKNOWN}), f"foreign {plain(new.title)}")


def job(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another year in a job or degree."""
    entry = _pick(random, _entries(document, "positions", "education"))
    if entry is None:
        return None
    fact = random.choice(list(facts(entry.when)))
    month, _, number = plain((fact,)).rpartition(" ")
    if not number.isdigit():
        return None
    wrong = f"{month} {int(number) + random.choice([-2, -1, 1, 2])}"
    changed = replace(entry, when=_rewritten(entry.when, fact.path, wrong))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"dates {wrong}")


def talk(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another year of a talk or honor."""
    entry = _pick(random, _entries(document, "talks", "honors"))
    if entry is None:
        return None
    fact = next(facts(entry.when))
    month, _, number = plain((fact,)).rpartition(" ")
    wrong = f"{month} {int(number) + random.choice([-2, -1, 1, 2])}".strip()
    changed = replace(entry, when=_rewritten(entry.when, fact.path, wrong))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"date {wrong}")


def reviewing(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """Another year of service."""
    entry = _pick(random, _entries(document, "service"))
    if entry is None:
        return None
    told = {value.year for value in profile.service[entry.path.split("/")[2]].years}
    fact = random.choice(list(facts(entry.note)))
    wrong = random.choice([value for value in range(2010, 2027) if value not in told])
    changed = replace(entry, note=_rewritten(entry.note, fact.path, str(wrong)))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"year {wrong}")


def reworded(document: Document, profile: Profile, random: Random) -> Mutant | None:
    """One word of a title."""
    entry = _pick(random, _entries(document, "publications", "talks"))
    if entry is None:
        return None
    words = plain(entry.title).split()
    place = random.choice([index for index, word in enumerate(words) if len(word) > 4])
    words[place] = "Quantum" + words[place][-1] * (words[place][-1] in ":,")
    changed = replace(entry, title=(Text(" ".join(words)),))
    return Mutant(_with(document, entry, changed), entry.path, frozenset({Verdict.DIFFERS}), f"title {' '.join(words)}")


Change = Callable[[Document, Profile, Random], Mutant | None]

CHANGES: tuple[Change, ...] = (
    *(year, identifier, swap, drop, misspell, venue, term, status, delete, foreign, job, talk, reviewing, reworded),
)
