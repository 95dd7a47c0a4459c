"""A published list of authors held against the known one: who is missing, misspelt, added or out of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvkit.audit.names import Human, Likeness, Listed, Written

_WEIGHTS = {Likeness.SAME: 4, Likeness.MISSPELT: 3, Likeness.VARIANT: 2}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault of a list; `index` is the place among the known authors."""

    what: str
    """missing, misspelt, spelling, other, added or order."""
    published: str
    known: str
    index: int | None
    explanation: str


def troubles(said: Listed, known: Sequence[Human]) -> list[Trouble]:
    """Every fault of a published list; what "et al." hides is none."""
    names, people = list(said.names), list(known)
    matched = _matched(names, people)
    found: list[Trouble] = []
    left_names = [i for i in range(len(names)) if i not in matched]
    left_people = [j for j in range(len(people)) if j not in matched.values()]
    for i, j in matched.items():
        likeness = people[j].likeness(names[i].text)
        if likeness is Likeness.MISSPELT:
            found.append(Trouble("misspelt", names[i].text, people[j].name, j, "A name is misspelt."))
        elif likeness is Likeness.VARIANT:
            found.append(
                Trouble("spelling", names[i].text, people[j].name, j, "Plausibly the same person; add it to `also`.")
            )
    for i in list(left_names):
        same = next((j for j in left_people if people[j].likeness(names[i].text) >= Likeness.MISSPELT), None)
        if same is not None:
            left_names.remove(i)
            left_people.remove(same)
            found.append(Trouble("order", _listing(names), "", None, f"{people[same].name} stands in another place."))
    for i in left_names:
        before = max((matched[k] for k in matched if k < i), default=-1)
        after = min((matched[k] for k in matched if k > i), default=len(people))
        instead = next((j for j in left_people if before < j < after), None)
        if instead is not None and not said.cut:
            left_people.remove(instead)
            found.append(Trouble("other", names[i].text, people[instead].name, instead, "Another name stands instead."))
        else:
            found.append(Trouble("added", names[i].text, "", None, f"{names[i].text} is no author in the profile."))
    if not said.cut:
        found += [
            Trouble("missing", _listing(names), people[j].name, j, f"{people[j].name} is left out.")
            for j in left_people
        ]
    return found


def _listing(names: Sequence[Written]) -> str:
    return ", ".join(name.text for name in names)


def _matched(names: list[Written], people: list[Human]) -> dict[int, int]:
    """Who is who, in order: the heaviest common subsequence by likeness, the place of a name to that of a person."""
    start = 0
    while start < min(len(names), len(people)) and people[start].likeness(names[start].text) is Likeness.SAME:
        start += 1
    ends = 0
    while ends < min(len(names), len(people)) - start and (
        people[-1 - ends].likeness(names[-1 - ends].text) is Likeness.SAME
    ):
        ends += 1
    found = {index: index for index in range(start)}
    found |= {len(names) - 1 - back: len(people) - 1 - back for back in range(ends)}
    rows, columns = range(start, len(names) - ends), range(start, len(people) - ends)
    if len(rows) * len(columns) > 40_000:  # two long lists with nothing in common at either end
        return found
    weights = {(i, j): _WEIGHTS.get(people[j].likeness(names[i].text), 0) for i in rows for j in columns}
    best: dict[tuple[int, int], int] = {}
    for i in reversed(rows):
        for j in reversed(columns):
            take = weights[i, j] + best.get((i + 1, j + 1), 0) if weights[i, j] else 0
            best[i, j] = max(take, best.get((i + 1, j), 0), best.get((i, j + 1), 0))
    i, j = rows.start, columns.start
    while i < rows.stop and j < columns.stop:
        if weights[i, j] and best[i, j] == weights[i, j] + best.get((i + 1, j + 1), 0):
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i, j] == best.get((i + 1, j), 0):
            i += 1
        else:
            j += 1
    return dict(sorted(found.items()))
