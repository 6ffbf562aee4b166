"""Writes docs/settings.md from the models: every setting with its form, its default and its meaning.

It also writes the table of docs/policies.md from the policies, and docs/api.md from the sources of the components.
"""

import argparse
import json
import re
import sys
import types
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined, to_jsonable_python

from slipway.settings.base import Model, described_as
from slipway.settings.stack import StackSettings
from tools import api_reference, policy_reference
from tools.layout import PROJECT

_DEFAULT = re.compile(r"(?:^|(?<=\s))Default:? (.+?)\.(?:\s+|$)")
"""The sentence of a docstring that explains the default."""
_REQUIRED = re.compile(r"(?:^|(?<=\s))Required\.(?:\s+|$)")

FILE = PROJECT / "docs" / "settings.md"
HEADER = """# Every setting of a stack file

Generated from the models in `slipway/settings/` by `make docs`; a test fails if it is stale. The settings are in
`Pulumi.<stack>.yaml` below `config`. Those of the first table have the prefix `slipway:`. In Python the same names are
written with underscores.
"""


def reference() -> str:
    """The whole page: one section for each model, in the order in which they refer to each other."""
    return HEADER + "".join(_section(model) for model in _models(StackSettings))


def _models(model: type[Model]) -> list[type[Model]]:
    """The model, its bases, and every model in its fields; each once."""
    found: dict[type[Model], None] = {}

    def visit(each: type[Model]) -> None:
        if each in found:
            return
        found[each] = None
        for base in _bases(each):
            visit(base)
        for field in each.model_fields.values():
            for inner in _inner(field.annotation, field.metadata):
                visit(inner)

    visit(model)
    return list(found)


def _bases(model: type[Model]) -> list[type[Model]]:
    return [base for base in model.__bases__ if issubclass(base, Model) and base is not Model]


def _inner(annotation: Any, about: Sequence[Any] = ()) -> Iterator[type[Model]]:
    """The models in a type, except those that are written as one word (`2m..10m`)."""
    if any(isinstance(each, described_as) for each in about):
        return
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        yield from _inner(inner, said)
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    else:
        for argument in get_args(annotation):
            yield from _inner(argument)


def _section(model: type[Model]) -> str:
    own = {name: field for name, field in model.model_fields.items() if name in model.__annotations__}
    rows = [_row(field) for field in own.values()]
    table = ["| setting | form | default | meaning |", "|---|---|---|---|", *rows] if rows else []
    also = "".join(f"And everything of [{_title(base)}](#{_anchor(base)}).\n" for base in _bases(model))
    about = " ".join((model.__doc__ or "").split())
    return "\n".join(["", f"## {_title(model)}", about, "", *table, ""]) + ("\n" + also if also else "")


def _row(field: FieldInfo) -> str:
    documentation = " ".join((field.description or "").split())
    explained = _DEFAULT.search(documentation)
    default = _default(field, explained[1] if explained else "")
    meaning = _REQUIRED.sub("", _DEFAULT.sub("", documentation)).strip()
    return f"| `{field.alias}` | {_form(field.annotation, field.metadata)} | {default} | {meaning} |".replace("\n", " ")


def _default(field: FieldInfo, explained: str) -> str:
    """The value of the default, or its explanation in the docstring."""
    if field.is_required():
        return "**required**"
    value = field.get_default()
    if explained or value is PydanticUndefined or value is None or value in ((), {}) or isinstance(value, Model):
        return explained
    return f"`{json.dumps(to_jsonable_python(value, exclude_none=True))}`"


def _form(annotation: Any, metadata: list[Any]) -> str:
    """The values that a setting takes, in the words of its error message."""
    said = next((each for each in metadata if isinstance(each, described_as)), None)
    if said:
        return f"{said.what}, for example `{said.example}`"
    if get_origin(annotation) is Annotated:
        inner, *about = get_args(annotation)
        return _form(inner, about)
    return _plain_form(annotation)


def _plain_form(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return f"[{_title(annotation)}](#{_anchor(annotation)})"
    if origin is Literal:
        return " or ".join(f"`{argument}`" for argument in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_form(argument, []) for argument in arguments if argument is not type(None))
    if origin is dict:
        return f"{_form(arguments[0], [])} → {_form(arguments[1], [])}"
    if origin is tuple:
        return f"a list of: {_form(arguments[0], [])}"
    return {str: "text", bool: "`true` or `false`", int: "a whole number"}.get(annotation, "anything")


def _title(model: type[Model]) -> str:
    """`StatelessAppSettings` as `Stateless app`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return words.removesuffix(" settings").strip().capitalize()


def _anchor(model: type[Model]) -> str:
    return _title(model).lower().replace(" ", "-")


def main(arguments: list[str] | None = None) -> int:
    """Writes both pages, prints their paths and returns 0."""
    argparse.ArgumentParser(prog="python -m tools.reference", description=__doc__).parse_args(arguments)
    FILE.write_text(reference())
    policy_reference.write()
    api_reference.write()
    pages = (FILE, policy_reference.FILE, api_reference.FILE)
    print(f"wrote {', '.join(str(page.relative_to(PROJECT)) for page in pages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
