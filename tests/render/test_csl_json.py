"""Publications as CSL-JSON, held against the fields and types of its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import jsonschema
import pytest

from cvkit.model.publication import Kind
from cvkit.render import csl_json
from documents import HOSTILE
from sites import CITATIONS, CONFERENCE, JOURNAL, PREPRINT, THESIS

TEXT = {"type": "string", "minLength": 1}
NAME = {
    "type": "object",
    "properties": {"family": TEXT, "given": TEXT, "literal": TEXT},
    "oneOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}
PART = {"type": "integer", "minimum": 1}
TEXTS = (
    *("id", "title", "container-title", "container-title-short", "volume", "issue", "number", "page", "genre"),
    *("publisher", "archive", "archive_location", "abstract", "language", "status", "DOI", "ISBN", "PMID", "URL"),
)
# The types of CSL 1.0.2 that cvkit has a use for, out of its list of 45.
TYPES = [
    *("article", "article-journal", "book", "chapter", "document", "paper-conference", "report", "software", "thesis"),
]
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **dict.fromkeys(TEXTS, TEXT),
            "type": {"enum": TYPES},
            "author": {"type": "array", "items": NAME, "minItems": 1},
            "editor": {"type": "array", "items": NAME, "minItems": 1},
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": {"type": "array", "items": PART, "minItems": 1, "maxItems": 3},
                        "minItems": 1,
                        "maxItems": 1,
                    }
                },
                "required": ["date-parts"],
                "additionalProperties": False,
            },
        },
        "required": ["id", "type", "title"],
        "additionalProperties": False,
    },
}


def test_every_item_has_the_fields_of_the_schema() -> None:
    items = json.loads(csl_json.library(CITATIONS))
    jsonschema.validate(items, SCHEMA)
    assert [item["id"] for item in items] == [citation.key for citation in CITATIONS]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_type(kind: str) -> None:
    jsonschema.validate([csl_json.item(replace(JOURNAL, kind=kind))], SCHEMA)


def test_a_journal_article_says_all_that_the_citation_says() -> None:
    item = csl_json.item(JOURNAL)
    assert item["title"].startswith(r"Tidal SGD in $O(\sqrt{n})$ steps")
    assert item["author"][1:] == [{"family": "van der Tully", "given": "Jonas"}, {"literal": "The Lantern Team"}]
    assert (item["container-title"], item["volume"], item["issue"], item["page"]) == (
        JOURNAL.venue,
        "12",
        "3",
        "85-116",
    )
    assert item["issued"] == {"date-parts": [[2024, 8, 15]]}
    assert item["abstract"] == r"We bound $\|x\|_2 < \epsilon$ for 5$ a tide."


def test_what_is_not_published_says_how_far_it_is() -> None:
    assert csl_json.item(CONFERENCE)["status"] == "forthcoming"
    assert "status" not in csl_json.item(JOURNAL)


def test_a_preprint_is_of_its_archive() -> None:
    item = csl_json.item(PREPRINT)
    assert (item["type"], item["publisher"], item["number"]) == ("article", "arXiv", "arXiv:2501.00001")
    assert item["URL"] == "https://arxiv.org/abs/2501.00001"


def test_a_thesis_is_of_its_university() -> None:
    item = csl_json.item(THESIS)
    assert (item["publisher"], item["genre"]) == ("Northfield University", "Ph.D.")


@pytest.mark.parametrize("hostile", [*HOSTILE, "\ud800 \x00 \u2028"])
def test_any_text_is_json_in_utf8(hostile: str) -> None:
    text = csl_json.library([replace(JOURNAL, title=hostile, abstract=hostile, venue=hostile)])
    jsonschema.validate(json.loads(text.encode()), SCHEMA)
