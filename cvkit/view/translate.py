"""A profile in one language: each translated text gives way to its plain text in that language."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, get_args

from cvkit.model.fields import Model
from cvkit.model.person import Name
from cvkit.model.translation import Translated, is_translatable

_Record = TypeVar("_Record", bound=Model)


def translated(record: _Record, language: str) -> _Record:
    """The profile, or a part of it, in a language; the same object where nothing in it is translated.

    A name that is translated keeps its spellings in other languages in `also`, as works may be signed with them.
    """
    values = vars(record)
    changed = {}
    for name in _translatable_fields(type(record)):
        old = values[name]
        if type(old) is not str and old and (new := _into(old, language)) is not old:
            changed[name] = new
    if not changed:
        return record
    if isinstance(record, Name):
        changed["also"] = record.spellings
    return record.model_copy(update=changed)


@cache
def _translatable_fields(model: type[Model]) -> tuple[str, ...]:
    """The fields of a model in which translated text can stand, at whatever depth."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold(field.rebuild_annotation()))


def _may_hold(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return is_translatable(annotation) or any(map(_may_hold, get_args(annotation)))


def _into(value: Any, language: str) -> Any:
    """A value in a language: the very same one where nothing in it is translated."""
    if isinstance(value, Translated):
        return value.into(language)
    if isinstance(value, Model):
        return translated(value, language)
    if isinstance(value, tuple):
        items = tuple(_into(item, language) for item in value)
        return value if all(map(_same, items, value)) else items
    if isinstance(value, dict):
        entries = {key: _into(entry, language) for key, entry in value.items()}
        return value if all(map(_same, entries.values(), value.values())) else entries
    return value


def _same(new: object, old: object) -> bool:
    return new is old
