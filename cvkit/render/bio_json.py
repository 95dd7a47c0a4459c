"""Write a bio as JSON: its text, its size, and each sentence with the facts in it."""

from __future__ import annotations

import json
from typing import Any

from cvkit.render import phrase, text
from cvkit.view.document import Document, Inlines, Told, facts, plain


def fragment(document: Document) -> str:
    """An object with text, words, characters, as_of, person, length, written and sentences.

    Characters are counted as web forms do, in UTF-16 units. A length of null is a limit of one's own.
    """
    whole = text.fragment(document).rstrip("\n")
    told = next(
        entry.record for section in document.sections for entry in section.entries if isinstance(entry.record, Told)
    )
    answer = {
        "text": whole,
        "words": len(whole.split()),
        "characters": len(whole.encode("utf-16-le", "surrogatepass")) // 2,
        "as_of": document.as_of.isoformat(),
        "person": told.person,
        "length": told.length or None,
        "written": told.written,
        "sentences": [_sentence(name, words) for name, words in told.sentences],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _sentence(name: str, words: Inlines) -> dict[str, Any]:
    said = [{"path": fact.path, "text": phrase.one_line(plain(fact.children))} for fact in facts(words)]
    return {"name": name, "text": phrase.one_line(plain(words)), "facts": said}
