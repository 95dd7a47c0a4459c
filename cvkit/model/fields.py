"""The types that fields are made of: text, prose, ids, references, links, and the strict base model."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cvkit.model.dates import PartialDate
from cvkit.model.translation import Translatable, is_translatable, is_translation

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"
KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.:+/-]{0,127}$"
_ID = re.compile(ID_PATTERN[:-1], re.ASCII)
# C0 and C1 controls but for tab and newline, lone surrogates, and the two code points that XML cannot carry.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_URL = re.compile(r"https?://[^\s/?#<>\"\\^`{}|]+[^\s<>\"\\^`{}|]*", re.ASCII | re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"\\,;:()\[\]]+@[^\s@<>\"\\,;:()\[\]]+\.[^\s@<>\"\\,;:()\[\].]+")


class Model(BaseModel):
    """A frozen record with no unknown keys; a field's docstring is its description in the JSON Schema."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


def _printable(value: str) -> str:
    if not value.isprintable() and (found := _UNPRINTABLE.search(value)):
        raise PydanticCustomError(
            "unprintable", "the control character U+{code} cannot be printed", {"code": f"{ord(found[0]):04X}"}
        )
    return value


def _one_line(value: str) -> str:
    value = " ".join(_printable(value).split())
    if not value:
        raise PydanticCustomError("empty", "expected some text, found none")
    return value


def _paragraphs(value: str) -> str:
    value = _printable(value).strip()
    if not value:
        raise PydanticCustomError("empty", "expected some text, found none")
    return value


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise PydanticCustomError(
            "url", "`{value}` is not a web address; write it in full, as in https://example.org/page", {"value": value}
        )
    return value


def is_email(value: str) -> bool:
    """Whether the text has the shape of an e-mail address."""
    return bool(_EMAIL.fullmatch(value))


def _clock(value: object) -> object:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value, re.ASCII)):
        return time(int(found[1]), int(found[2]))
    raise PydanticCustomError("clock", "expected a time of day from 00:00 to 23:59, as in 11:45 or 16:00")


def _open_end(value: object) -> object:
    return None if isinstance(value, str) and value.lower() in {"present", "now", "today"} else value


def _yes_or_no(value: object) -> object:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    answer = answers.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(answer, bool):
        raise PydanticCustomError("flag", "expected true or false")
    return answer


Verbatim = Annotated[str, AfterValidator(_one_line), WithJsonSchema({"type": ["string", "number"]})]
"""One line that is the same in every language: a tag, a file's name, a time zone. White space is folded."""

Text = Annotated[Verbatim, Translatable]
"""One line of literal text: no character of it is markup. White space is folded."""

Prose = Annotated[str, AfterValidator(_paragraphs), Translatable]
"""Text with inline Markdown (emphasis, code, links) and `$math$`; a blank line parts paragraphs."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""The key of an entry: lower-case letters, digits and hyphens."""

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
"""The key of a publication: an `Id`, or whatever a BibTeX file uses."""

Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})]
Clock = Annotated[time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$"})]
Flag = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"type": "boolean"})]
End = Annotated[PartialDate | None, BeforeValidator(_open_end)]
"""The last day of a period, inclusive; `present`, or nothing, while it is open."""


class _Many:
    """Lets one value stand for a list of one."""

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        of_text = is_translatable(get_args(source)[0])

        def listed(value: object) -> object:
            alone = isinstance(value, str | int) or (of_text and is_translation(value))
            return [value] if alone else value

        return core_schema.no_info_before_validator_function(listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]} if "items" in listed else listed


Many = _Many()
"""Annotation: `Annotated[tuple[Text, ...], Many]` takes a lone value, too."""


class Reference(str):
    """A mention of an entry of another section: by its id, or, where `literal` allows, by the name itself.

    What has the shape of an id is one, and must exist; anything else is taken as it stands.
    """

    __slots__ = ()
    collection: ClassVar[str]
    literal: ClassVar[bool] = False

    @property
    def is_id(self) -> bool:
        """Whether the mention must be found in its collection."""
        return not self.literal or bool(_ID.fullmatch(self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._validate, core_schema.str_schema(coerce_numbers_to_str=True)
        )

    @classmethod
    def _validate(cls, value: str) -> Self:
        return cls(_one_line(value))


class OrganizationRef(Reference):
    """The id of an organization, or the name of one that is mentioned only here."""

    collection = "organizations"
    literal = True


class PersonRef(Reference):
    """`me`, the id of a person, or the name of one ("Given Family" or "Family, Given")."""

    collection = "people"
    literal = True


class VenueRef(Reference):
    """The id of a venue, or the name of one that is mentioned only here."""

    collection = "venues"
    literal = True


class PublicationRef(Reference):
    """The key of a publication."""

    collection = "publications"


class Period(Model):
    """Something with a start and an end, either of which may be unknown or open."""

    start: PartialDate | None = None
    """When it began."""
    end: End = None
    """The last day, month or year of it; leave it out while it lasts."""


class Entry(Model):
    """What every entry may say about itself."""

    show: Annotated[tuple[Verbatim, ...], Many] | None = None
    """The documents, by name or kind (cv, site, bio, talk), that show it; all when left out, none for []."""
    tags: Annotated[tuple[Verbatim, ...], Many] = ()
    """Words by which a document's recipe can choose entries."""
