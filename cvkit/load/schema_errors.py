"""What pydantic found wrong with a profile, in our own words and at the place to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from cvkit.load.bounds import bounds
from cvkit.load.commas import Parted, parted
from cvkit.load.comments import cut_after_key
from cvkit.load.examples import EXAMPLES, IN_BIBTEX
from cvkit.load.invisible import invisible, visible
from cvkit.load.nearest import meant_choice, meant_color, meant_date, meant_key, slug
from cvkit.load.problems import Problem, shortened
from cvkit.load.shape import annotation_at, annotation_of, model_at, shape
from cvkit.load.tree import Listing, Node, Path, Scalar, Span, descend, find, key_span, value_span
from cvkit.load.tree import Mapping as MappingNode
from cvkit.model.fields import ID_PATTERN, Entry, Model
from cvkit.model.recipe import Color
from cvkit.model.translation import LANGUAGE_NAMES, LANGUAGE_PATTERN

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_COLOR_PATTERN = get_args(Color)[1].pattern

# Errors that the model words itself, by type, with the remedy where the message has none after a semicolon.
_OWN_WORDS = {
    "authors": "",
    "date": "write it as 2021, 2021-05, 2021-05-31 or Spring 2021",
    "empty": "write something, or delete the key",
    "identifier": "",
    "identifier_kind": "",
    "link": "add it, as in `url: https://example.org/page`",
    "orcid": "copy it from your page at orcid.org",
    "unprintable": r"delete it; in double quotes, `\a`, `\b` and `\v` make one: use single quotes for TeX",
    "url": "",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    """One error of pydantic's, with what the tree has there."""

    root: Node
    path: Path
    node: Node | None
    context: Mapping[str, Any]
    message: str
    type: str

    @property
    def name(self) -> str:
        """What the value is called: the last key, not counting positions in a list."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "profile")

    def problem(self, message: str, help: str = "", span: Span | None = None) -> Problem:
        return Problem((span or value_span(self.root, self.path)).place, message, help)


def problems_of(errors: Iterable[ErrorDetails], root: Node) -> Iterator[Problem]:
    """Every error as a problem; a missing key is not told where a misspelt one stands for it."""
    faults = [_fault(error, root) for error in errors]
    misspelt = {
        (*fault.path[:-1], meant) for fault in faults if fault.type == "extra_forbidden" and (meant := _meant(fault))
    }
    told: set[Path] = set()
    for fault in faults:
        if fault.type == "missing" and fault.path in misspelt:
            continue
        if fault.type == "extra_forbidden" and (text := _parted(fault)):
            # Each comma of a text makes a key, and one problem is enough.
            if (*fault.path[:-1], text.key) in told:
                continue
            told.add((*fault.path[:-1], text.key))
        yield _TELLERS.get(fault.type, _told_by_model)(fault)


def _fault(error: ErrorDetails, root: Node) -> _Fault:
    path = error["loc"]
    kind = error["type"]
    if path and path[-1] == "[key]":
        path, kind = path[:-1], "key"
    # Where the model takes text for a record, the error lies in a field that was never written.
    node = find(root, path) if kind == "missing" else list(descend(root, path))[-1][1]
    return _Fault(root, path, node, error.get("ctx", {}), error["msg"], kind)


def _meant(fault: _Fault) -> str | None:
    model = model_at(fault.path[:-1])
    return _meant_key(visible(str(fault.path[-1])), tuple(model.model_fields)) if model else None


def _parted(fault: _Fault) -> Parted | None:
    return parted(find(fault.root, fault.path[:-1]), str(fault.path[-1]))


# The same slip is often made in every entry of a section.
@cache
def _meant_key(key: str, fields: tuple[str, ...]) -> str | None:
    return meant_key(key, fields)


def _invisible(fault: _Fault) -> Problem | None:
    found = invisible(key_span(fault.root, fault.path), str(fault.path[-1]))
    if found is None:
        return None
    message = f"the invisible character {found.name} stands in this key"
    return fault.problem(message, "delete it; it may have come with pasted text", found.span)


def _unknown_key(fault: _Fault) -> Problem:
    if problem := _invisible(fault):
        return problem
    model = model_at(fault.path[:-1])
    meant = _meant(fault)
    keys = _keys(model) if model else "others"
    help = f"did you mean `{meant}`?" if meant else f"the keys here are {keys}"
    if text := _parted(fault):
        help = f"between `{{` and `}}`, a comma ends a text without quotes; write `{text.key}: {text.quoted}`"
    key = str(fault.path[-1])
    return fault.problem(f"unknown key `{shortened(key)}`", help, key_span(fault.root, fault.path))


def _missing_key(fault: _Fault) -> Problem:
    key = str(fault.path[-1])
    parent = fault.path[:-1]
    model = model_at(parent)
    choices = _choices(annotation_of(model, key)) if model else ()
    example = EXAMPLES.get(f"{fault.path[0]}.{key}", EXAMPLES.get(key, "…"))
    example = f"{key}: {choices[0] if choices and example not in choices else example}"
    span = key_span(fault.root, fault.path)
    if fault.node is not None and (cut := cut_after_key(span)):
        help = f"what follows ` #` is a comment; if it is the value, put quotes around it: `{key}: {cut.quoted()}`"
        return fault.problem(f"`{key}` is empty", help, span)
    if fault.node is not None:
        return fault.problem(f"`{key}` is empty", f"write a value, as in `{example}`", span)
    owner = f"`{shortened(str(parent[-1]))}`" if parent and isinstance(parent[-1], str) else "this item"
    owner = owner if parent else "the profile"
    if key in IN_BIBTEX and span.source.file.endswith(".bib"):
        name, value = IN_BIBTEX[key]
        return fault.problem(f"{owner} has no `{name}`", f"add it, as in `{name} = {{{value}}},`", span)
    among = f" (one of {', '.join(choices)})" if choices else ""
    return fault.problem(f"{owner} has no `{key}`", f"add it, as in `{example}`{among}", span)


def _wrong_shape(fault: _Fault) -> Problem:
    expected, help = _expected(fault.path)
    found = _found(fault.node)
    if isinstance(fault.node, MappingNode) and shape(annotation_at(fault.path)).translatable:
        help = f"write one value, or one for each language, as in `{fault.name}: {{en: …, zh: …}}`"
    return fault.problem(f"expected {expected}, found {found}", help)


def _bad_choice(fault: _Fault) -> Problem:
    choices = [str(choice) for choice in _choices(annotation_at(fault.path))]
    if not isinstance(fault.node, Scalar) or fault.node.text is None:
        return fault.problem(f"expected one word, found {_found(fault.node)}", f"write one of {', '.join(choices)}")
    meant = meant_choice(fault.node.text, choices)
    known = f"it is one of {', '.join(choices)}" if len(choices) > 1 else f"only `{choices[0]}` is known"
    help = f"did you mean `{meant}`? {known[0].upper()}{known[1:]}" if meant else known
    return fault.problem(f"`{fault.name}` cannot be `{shortened(fault.node.text)}`", help)


def _bad_key(fault: _Fault) -> Problem:
    if problem := _invisible(fault):
        return problem
    key = str(fault.path[-1])
    if fault.context.get("pattern") == LANGUAGE_PATTERN:
        return _bad_language(fault, key, key_span(fault.root, fault.path))
    suggestion = slug(key)
    if fault.context.get("pattern") == ID_PATTERN:
        message = f"`{shortened(key)}` cannot be an id"
        rule = "an id has lower-case letters, digits and hyphens"
        help = f"{rule}: `{suggestion}`" if suggestion else f"{rule}, and begins with a letter or digit"
    else:
        message = f"`{shortened(key)}` cannot be a publication's key"
        help = "a key has letters, digits and the signs _ . : + / -, and begins with a letter or digit"
        help += f": `{suggestion}`" if suggestion else ""
    return fault.problem(message, help, key_span(fault.root, fault.path))


def _bad_language(fault: _Fault, written: str, span: Span) -> Problem:
    primary, *rest = written.replace("_", "-").split("-")
    tags = {name.casefold(): tag for tag, name in LANGUAGE_NAMES.items()}
    tag = tags.get(written.casefold(), "-".join([primary.lower(), *rest]))
    known = re.fullmatch(LANGUAGE_PATTERN, tag)
    help = f"write `{tag}`" if known else f"a tag begins with two or three letters: {', '.join(LANGUAGE_NAMES)}, …"
    return fault.problem(f"`{shortened(written)}` is not the tag of a language", help, span)


def _bad_id(fault: _Fault) -> Problem:
    text = fault.node.text or "" if isinstance(fault.node, Scalar) else ""
    if fault.context.get("pattern") == LANGUAGE_PATTERN:
        return _bad_language(fault, text, value_span(fault.root, fault.path))
    message = f"`{fault.name}` cannot be `{shortened(text)}`"
    if fault.context.get("pattern") == _COLOR_PATTERN:
        rule = "a color is a `#` and six digits, or letters from a to f"
        return fault.problem(f"{message}: {rule}", f'write it between quotes: `{fault.name}: "{meant_color(text)}"`')
    suggestion = slug(text)
    help = f"write `{suggestion}`" if suggestion else "use lower-case letters, digits and hyphens, as in `cv-short`"
    return fault.problem(f"{message}: it has lower-case letters, digits and hyphens", help)


def _bad_number(fault: _Fault) -> Problem:
    if not isinstance(fault.node, Scalar) or fault.node.text is None:
        return _wrong_shape(fault)
    return fault.problem(f"expected a whole number, found `{shortened(fault.node.text)}`", _example_of_number(fault))


def _too_large(fault: _Fault) -> Problem:
    return fault.problem("the number is too large", _example_of_number(fault))


def _example_of_number(fault: _Fault) -> str:
    least, most = bounds(annotation_at(fault.path))
    return f"as in `{fault.name}: {3 if most is None else least}`"


def _out_of_range(fault: _Fault) -> Problem:
    least, most = bounds(annotation_at(fault.path))
    if most is None or least is None:
        return fault.problem(f"`{fault.name}` is at least {least}", "leave it out for no limit")
    text = fault.node.text if isinstance(fault.node, Scalar) else ""
    known = ", ".join(map(str, range(least, most + 1)))
    return fault.problem(f"`{fault.name}` cannot be `{shortened(text or '')}`", f"it is one of {known}")


def _value_error(fault: _Fault) -> Problem:
    return fault.problem(shortened(str(fault.context.get("error", "this value does not fit")), 200))


def _told_by_model(fault: _Fault) -> Problem:
    """An error that the model words itself; any other is told by what stands there."""
    if fault.type not in _OWN_WORDS:
        return _wrong_shape(fault)
    message, span = fault.message, value_span(fault.root, fault.path)
    for value in map(str, fault.context.values()):
        message = message.replace(f"`{value}`", f"`{shortened(value)}`")
    if isinstance(fault.node, MappingNode):
        # The model looked at the record whole; the value that it names says which part.
        named = [
            node.span if isinstance(node, Scalar) and node.text in fault.context.values() else key
            for name, (key, node) in fault.node.items.items()
            if name in fault.context.values() or (isinstance(node, Scalar) and node.text in fault.context.values())
        ]
        span = named[-1] if named else span
    message, _, remedy = message.partition("; ")
    return fault.problem(message, remedy or _OWN_WORDS[fault.type], span)


def _bad_date(fault: _Fault) -> Problem:
    text = fault.node.text if isinstance(fault.node, Scalar) else None
    if text is None:
        return fault.problem(f"expected a date, found {_found(fault.node)}", "write it as 2021, 2021-05 or Spring 2021")
    message, _, remedy = fault.message.partition("; ")
    meant = meant_date(text)
    return fault.problem(message, f"write it as {meant}" if meant else remedy or _OWN_WORDS["date"])


def _bad_clock(fault: _Fault) -> Problem:
    help = "write it from 00:00 to 23:59, as in 11:45 or 16:00"
    return fault.problem(f"expected a time of day, found {_found(fault.node)}", help)


def _bad_flag(fault: _Fault) -> Problem:
    return fault.problem(f"expected true or false, found {_found(fault.node)}", f"as in `{fault.name}: true`")


def _expected(path: Path) -> tuple[str, str]:
    """What the model wants at a path, in words, and an example of it."""
    at = shape(annotation_at(path))
    name = next((step for step in reversed(path) if isinstance(step, str)), "profile")
    if at.items is not None:
        if item := shape(at.items).model:
            return "a list", f"begin each item on a line of its own, as in `- {_first_key(item)}: …`"
        return "a list", f"as in `{name}: {EXAMPLES.get(name, '[first, second]')}`"
    if at.entries is not None:
        inner = shape(at.entries).model
        example = f"an-id: {{{_first_key(inner)}: …}}" if inner else "doi: 10.1000/182"
        return "entries, each under an id of its own", f"as in `{example}` below `{name}:`"
    if at.model:
        return "keys and values", f"begin with `{_first_key(at.model)}: …`; the keys are {_keys(at.model)}"
    return "text", f"write one value, as in `{name}: …`; text with `[`, `{{` or `: ` in it needs quotes"


def _first_key(model: type[Model]) -> str:
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    return required[0] if required else next(iter(model.model_fields))


def _keys(model: type[Model]) -> str:
    """The keys of a record: its own first, then those that every entry has."""
    return ", ".join(sorted(model.model_fields, key=lambda name: name in Entry.model_fields))


def _found(node: Node | None) -> str:
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, MappingNode):
        return "keys and values"
    text = node.text if node else None
    return "nothing" if text is None else f"the text `{shortened(text, 40)}`"


def _choices(annotation: Any) -> tuple[Any, ...]:
    """The words of a Literal, inside an option or not."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for option in get_args(annotation) if (found := _choices(option))), ())


_TELLERS: dict[str, Callable[[_Fault], Problem]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _bad_choice,
    "key": _bad_key,
    "string_pattern_mismatch": _bad_id,
    "int_parsing": _bad_number,
    "int_parsing_size": _too_large,
    "int_from_float": _bad_number,
    "int_type": _bad_number,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "date": _bad_date,
    "clock": _bad_clock,
    "flag": _bad_flag,
    "value_error": _value_error,
}
