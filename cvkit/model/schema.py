"""The JSON Schema of a profile, for editors: structure from the models, descriptions from their docstrings."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from cvkit.model.fields import Model, Prose, Text
from cvkit.model.profile import Profile

_TEXTS = {
    "Text": (Text, "One line of literal text, or one for each language."),
    "Prose": (Prose, "Text with inline Markdown and `$math$`, or one for each language."),
}
"""Types of fields that so many have that they are described once."""


class _Generator(GenerateJsonSchema):
    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> dict[str, Any]:
        json_schema = super().generate(schema, mode)
        named = {
            name: TypeAdapter(annotation).json_schema() | {"description": description}
            for name, (annotation, description) in _TEXTS.items()
        }
        json_schema = _referring(json_schema, named)
        return {"$schema": self.schema_dialect, **json_schema, "$defs": {**json_schema["$defs"], **named}}

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        """Keys that are no ids are refused, as the program refuses them."""
        json_schema = super().dict_schema(schema)
        return {**json_schema, "additionalProperties": False} if "patternProperties" in json_schema else json_schema


def profile_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that `profile.yaml` obeys, every field described."""
    schema = Profile.model_json_schema(schema_generator=_Generator)
    definitions = {"Profile": schema, **schema["$defs"]}
    for model in _models(Model):
        definition = definitions.get(model.__name__)
        if definition is None:
            continue
        for field, description in _field_docstrings(model).items():
            if field in definition.get("properties", {}):
                definition["properties"][field].setdefault("description", description)
        if "_from_text" in model.__dict__:  # the models that a plain string may stand for
            schema["$defs"][model.__name__] = {"anyOf": [{"type": "string"}, definition]}
    return schema


def _referring(part: Any, named: dict[str, Any]) -> Any:
    """A part of a schema, with references where it repeats what has a name."""
    if isinstance(part, list):
        return [_referring(item, named) for item in part]
    if not isinstance(part, dict):
        return part
    for name, definition in named.items():
        if part.get("oneOf") == definition["oneOf"]:
            return {"$ref": f"#/$defs/{name}", **{key: value for key, value in part.items() if key != "oneOf"}}
    return {key: _referring(value, named) for key, value in part.items()}


def _models(base: type[Model]) -> list[type[Model]]:
    found = []
    for model in base.__subclasses__():
        found.extend([model, *_models(model)])
    return found


def _field_docstrings(model: type[Model]) -> dict[str, str]:
    """The string under each field, of the class and its bases.

    Pydantic can do this by itself, at class creation; that would cost every command 70 ms for the sake of one.
    """
    described: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if not issubclass(cls, Model):
            continue
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
        assert isinstance(tree, ast.ClassDef)  # the source of a class
        for field, following in zip(tree.body, tree.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(following, ast.Expr)
                and isinstance(following.value, ast.Constant)
            ):
                described[field.target.id] = inspect.cleandoc(str(following.value.value))
    return described
