"""Which fields the objects of Kubernetes have, as the SDK types them.

The provider lets the API server drop a field that it does not know without a word (seen with 4.25.0), so that a
misspelt one in a patch must be found here.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pulumi._types import input_type_types, is_input_type

from settings.mistakes.problems import unknown
from settings.patches.structure import DIRECTIVE, spelt

Path = tuple[str, ...]


def arguments_of(resource: type) -> type | None:
    """What a resource is made of; nothing for a custom resource, whose content has no type."""
    module = vars(sys.modules[resource.__module__])
    found = (module.get(f"{resource.__name__}{suffix}") for suffix in ("InitArgs", "Args"))
    return next((each for each in found if each is not None), None)


def unknown_fields(kind: Any, patch: Any, path: Path = ()) -> Iterator[str]:
    """What is wrong with the names in a patch of something of this type."""
    typed = next((each for each in (kind, *get_args(kind)) if isinstance(each, type) and is_input_type(each)), None)
    if isinstance(patch, list):
        items = get_args(kind)
        for each in patch:
            yield from unknown_fields(items[0] if items else None, each, path)
    elif isinstance(patch, Mapping) and typed:
        fields = input_type_types(typed)
        for name, value in patch.items():
            if name in fields:
                yield from unknown_fields(fields[name], value, (*path, name))
            elif name != DIRECTIVE:
                yield f"{spelt((*path, name))}: {unknown(name, fields, f'field of {_called(typed)}')}"


def _called(kind: type) -> str:
    """`PodSpec` for `PodSpecArgs`."""
    return kind.__name__.removesuffix("Args").removesuffix("Init").removesuffix("Patch")
