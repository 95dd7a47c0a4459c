"""Text in several languages, which is text in the default one to whoever knows nothing of languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidatorFunctionWrapHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreConfig, CoreSchema, PydanticCustomError, SchemaValidator, core_schema

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
LANGUAGE_NAMES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French", "zh": "Chinese"}
_LANGUAGE = re.compile(LANGUAGE_PATTERN[:-1])


class Translated(str):
    """A text whose value is its English, or else its first, translation; the others are at hand by language tag.

    It equals any plain text that reads the same, and another translated text only if all translations are the same.
    """

    __slots__ = ("translations",)
    translations: Mapping[str, str]

    def __new__(cls, translations: Mapping[str, str]) -> Translated:
        text = super().__new__(cls, translations[_default(translations)])
        text.translations = MappingProxyType(dict(translations))
        return text

    @property
    def language(self) -> str:
        """The tag of the language in which it reads where nobody asks for one."""
        return _default(self.translations)

    def speaks(self, language: str) -> bool:
        """Whether it has text for a language tag: for just that one, or for the language without region or script."""
        return language in self.translations or _primary(language) in self.translations

    def into(self, language: str) -> str:
        """The plain text for a language tag: exactly that one's, its language's, or the default one."""
        translations = self.translations
        return translations.get(language) or translations.get(_primary(language)) or translations[self.language]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Translated):
            return self.translations == other.translations
        return str.__eq__(self, other) if isinstance(other, str) else NotImplemented

    def __ne__(self, other: object) -> bool:  # str has one of its own
        return not self == other

    __hash__ = str.__hash__

    def __reduce__(self) -> tuple[type[Translated], tuple[dict[str, str]]]:
        return Translated, (dict(self.translations),)


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _default(languages: Mapping[str, str]) -> str:
    return min(languages, key=lambda tag: (tag != "en", _primary(tag) != "en"))


def into(text: str, language: str) -> str:
    """A text in a language; one that is not translated is the same in all."""
    return text.into(language) if isinstance(text, Translated) else text


def is_translation(value: object) -> bool:
    """Whether a value is meant as texts under language tags, which other keys may stand among by mistake."""
    return isinstance(value, dict) and any(_LANGUAGE.fullmatch(str(key)) for key in value)


class _Translatable:
    """Lets texts under language tags stand for one text; each is validated as that one would be."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = handler(source)

        @cache  # few profiles have translations, and every field of text comes by here
        def translations() -> SchemaValidator:
            tag = core_schema.str_schema(pattern=LANGUAGE_PATTERN)
            return SchemaValidator(core_schema.dict_schema(tag, text), CoreConfig(coerce_numbers_to_str=True))

        def validated(value: Any, plain: ValidatorFunctionWrapHandler) -> Any:
            if type(value) is str:
                return plain(value)
            given = dict(value.translations) if isinstance(value, Translated) else value
            if is_translation(given):
                # An error in it is raised as it is, and so keeps the language's key in its location.
                return Translated(translations().validate_python(given))
            if given == {}:
                raise PydanticCustomError("empty", "expected some text, found none")
            return plain(given)

        return core_schema.no_info_wrap_validator_function(
            validated, text, serialization=core_schema.plain_serializer_function_ser_schema(_serialized)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = handler(schema)
        languages = {"patternProperties": {LANGUAGE_PATTERN: text}, "additionalProperties": False, "minProperties": 1}
        return {"oneOf": [text, {"type": "object", **languages}]}


def _serialized(text: str) -> str | dict[str, str]:
    return dict(text.translations) if isinstance(text, Translated) else text


Translatable = _Translatable()
"""Annotation: `Annotated[str, ..., Translatable]` takes one text, or texts under language tags as a `Translated`."""


def is_translatable(annotation: Any) -> bool:
    """Whether an annotation is that of a text that may be translated."""
    return Translatable in getattr(annotation, "__metadata__", ())


def translated_texts(value: object, pointer: str = "") -> Iterator[tuple[str, Translated]]:
    """Every translated text within a record, list or mapping, with its JSON pointer (RFC 6901), in order."""
    if isinstance(value, Translated):
        yield pointer, value
        return
    if isinstance(value, BaseModel):
        value = vars(value)
    if isinstance(value, dict):
        inner = ((str(key).replace("~", "~0").replace("/", "~1"), child) for key, child in value.items())
    elif isinstance(value, tuple):
        inner = ((str(index), child) for index, child in enumerate(value))
    else:
        return
    for step, child in inner:
        if child and type(child) is not str:
            yield from translated_texts(child, f"{pointer}/{step}")
