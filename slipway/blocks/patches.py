"""Strategic merge patches, as in `kustomize` and `kubectl patch`.

RFC 7386 (JSON Merge Patch) would replace the whole list of containers to change one of them, and RFC 6902 (JSON Patch)
would select it by its index. No Python library merges by keys and keeps Pulumi's Outputs.
https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pulumi import Output

from slipway.checks.problems import unknown
from slipway.pulumi_internals import input_type_to_dict, input_type_types, is_input_type
from slipway.settings.patches import DELETE, DIRECTIVE, merge_key, spelt
from slipway.settings.variables import Circle, in_order

PATCHED = "slipway.dev/patched"
"""The annotation of a patched object, with paths and reason."""

Path = tuple[str, ...]


class CannotBeApplied(Exception):  # noqa: N818  # the message is all
    """A patch that does not fit the object."""


def merged(built: Any, patch: Any, path: Path = ()) -> Any:
    """A merged copy of the built value and the patch.

    An Output stays an Output: its value is merged when it is known, and a secret stays a secret.
    Raises CannotBeApplied.
    """
    if isinstance(built, Output) and isinstance(patch, dict | list):
        return built.apply(lambda known: merged(known, patch, path))
    if isinstance(patch, dict):
        return _merged_mapping(built, patch, path)
    key = merge_key(path[-1], patch) if path else None
    return patch if key is None else _merged_items(built, patch, key, path)


def changes(before: Any, after: Any) -> bool:
    """True if the merge changed something. A merged Output counts as changed, because its value is unknown."""
    if isinstance(before, Output) or isinstance(after, Output):
        return before is not after
    before, after = plain(before), plain(after)
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() != after.keys() or any(changes(before[name], after[name]) for name in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) != len(after) or any(changes(*pair) for pair in zip(before, after, strict=True))
    return bool(before != after)


def plain(value: Any) -> Any:
    """Arguments of a Kubernetes object as a mapping with the field names of Kubernetes, one level deep."""
    if is_input_type(type(value)):
        return input_type_to_dict(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _merged_mapping(built: Any, patch: dict[str, Any], path: Path) -> dict[str, Any]:
    found = plain(built)
    if found is not None and not isinstance(found, dict):
        raise CannotBeApplied(f"{spelt(path)} is {_said(found)}; the patch expects a mapping")
    result = dict(found or {})
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value, (*path, name))
    return result


def _merged_items(built: Any, patch: list[dict[str, Any]], key: str, path: Path) -> list[Any]:
    found = plain(built)
    if found is not None and not isinstance(found, list):
        raise CannotBeApplied(f"{spelt(path)} is {_said(found)}; the patch expects a list")
    items = [plain(item) for item in found or []]
    for change in patch:
        at = next((index for index, item in enumerate(items) if _same(item, change, key)), None)
        where = (*path, f"[{change[key]}]")
        if change.get(DIRECTIVE) == DELETE:
            if at is None:
                known = ", ".join(str(item.get(key)) for item in items) or "none"
                raise CannotBeApplied(
                    f"{spelt(where)} cannot be deleted: there is no such item; expected one of {known}"
                )
            del items[at]
        elif at is None:
            items.append(_merged_mapping(None, change, where))
        else:
            items[at] = _merged_mapping(items[at], change, where)
    return _in_order(items, path) if path[-1] == "env" else items


def _in_order(variables: list[Any], path: Path) -> list[Any]:
    """Variables, each after those that it refers to: a patch adds them at the end."""
    found = {str(plain(each)["name"]): each for each in variables}
    values = {name: value for name, each in found.items() if isinstance(value := plain(each).get("value"), str)}
    try:
        return [found[name] for name in in_order(found, values)]
    except Circle as circle:
        raise CannotBeApplied(f"{spelt(path)}: expected variables that form no circle; {circle}") from None


def _same(item: Any, change: dict[str, Any], key: str) -> bool:
    return isinstance(item, dict) and item.get(key) == change[key]


def _said(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a value"


def arguments_of(resource: type) -> type | None:
    """The type of the arguments of a resource; None for a custom resource."""
    module = vars(sys.modules[resource.__module__])
    found = (module.get(f"{resource.__name__}{suffix}") for suffix in ("InitArgs", "Args"))
    return next((each for each in found if each is not None), None)


def unknown_fields(kind: Any, patch: Any, path: Path = ()) -> Iterator[str]:
    """An error for each unknown field in a patch of an object of this type."""
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
