"""In which language of a profile a document is written that does not say so, as Markdown, TeX and text do not."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from cvkit.audit.passages import Published
from cvkit.audit.words import Words, squeezed
from cvkit.model.profile import Profile
from cvkit.model.translation import translated_texts


class Languages:
    """The languages into which texts of a profile are translated, to be told by those texts."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    @cached_property
    def _texts(self) -> dict[str, set[str]]:
        """What reads so in one language alone."""
        texts: dict[str, set[str]] = defaultdict(set)
        for _, text in translated_texts(self._profile):
            readings = {language: squeezed(said) for language, said in text.translations.items()}
            for language, said in readings.items():
                if list(readings.values()).count(said) == 1:
                    texts[language].add(said)
        return texts

    def of(self, published: Published) -> str:
        """The language of which most texts stand in a document; empty where that tells none."""
        if not self._texts:
            return ""
        above = dict.fromkeys(heading for passage in published.passages for heading in passage.headings)
        words = Words.of(" \x1e ".join((*above, *(passage.text for passage in published.passages))))
        counts = {language: sum(map(words.holds, texts)) for language, texts in self._texts.items()}
        most = max(counts.values())
        likely = [language for language, count in counts.items() if count == most]
        return likely[0] if len(likely) == 1 else ""
