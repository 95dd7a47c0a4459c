"""What the model expects at a path: a record's fields, entries under ids, a list, or one value, perhaps translated."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from cvkit.load.tree import Listing, Node, Path, Scalar
from cvkit.model.fields import Model
from cvkit.model.profile import Profile
from cvkit.model.translation import is_translatable


class Shape(NamedTuple):
    """The shape of a field: at most one of the four is there, and none for a plain value."""

    model: type[Model] | None = None
    entries: Any = None
    """The annotation of a mapping's values."""
    items: Any = None
    """The annotation of a list's items."""
    translatable: bool = False
    """Whether it is a text that may be given per language."""


@cache
def shape(annotation: Any) -> Shape:
    """The shape that an annotation describes, options and other metadata set aside."""
    if is_translatable(annotation):
        return Shape(translatable=True)
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Shape(model=annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return next((found for option in arguments if option is not NoneType and any(found := shape(option))), Shape())
    if origin is dict:
        return Shape(entries=arguments[1])
    return Shape(items=arguments[0]) if origin is tuple else Shape()


@cache
def annotation_of(model: type[Model], key: str) -> Any:
    """The annotation of a model's field, or None for a key that is none."""
    field = model.model_fields.get(key)
    return field.rebuild_annotation() if field else None


def annotation_at(path: Path) -> Any:
    """The annotation of what stands at a path of the profile, or None where the model knows no such path."""
    annotation: Any = Profile
    for step in path:
        at = shape(annotation)
        annotation = annotation_of(at.model, str(step)) if at.model else at.entries or at.items
    return annotation


def model_at(path: Path) -> type[Model] | None:
    """The model of the record at a path."""
    return shape(annotation_at(path)).model


def plain(node: Node, annotation: Any = Profile) -> Any:
    """A tree as the model takes it.

    A key with nothing after it counts as not written, so that a section may stand empty, and so does a language; an
    entry with nothing after its id is an entry without fields.
    """
    if isinstance(node, Scalar):
        return node.text
    at = shape(annotation)
    if isinstance(node, Listing):
        return [plain(item, at.items) for item in node.items]
    if at.items is not None:
        at = shape(at.items)  # a lone value stands for a list of one
    values: dict[str, Any] = {}
    for key, (_, value) in node.items.items():
        if isinstance(value, Scalar) and value.text is not None:
            values[key] = value.text
            continue
        inner = annotation_of(at.model, key) if at.model else at.entries
        if not isinstance(value, Scalar):
            values[key] = plain(value, inner)
        elif at.entries is not None and shape(inner).model:
            values[key] = {}
        elif not at.translatable and (at.model is None or inner is None):
            values[key] = None
    return values
