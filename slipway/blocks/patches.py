"""Strategic merge patches, as in `kustomize` and `kubectl patch`.

RFC 7386 (JSON Merge Patch) would replace the whole list of containers to change one of them, and RFC 6902 (JSON Patch)
would select it by its index. No Python library merges by keys and keeps Pulumi's Outputs.
https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
"""

from collections.abc import Mapping
from typing import Any

from pulumi import Output, RunError

from slipway.pulumi_internals import input_type_to_dict, is_input_type
from slipway.schema.field import ANY, Field
from slipway.schema.unions import broken_choice
from slipway.settings.patches import Path, deletes, item_step, spelt
from slipway.settings.variables import Circle, in_order

PATCHED = "slipway.dev/patched"
"""The annotation of a patched object, with paths and reason."""


class CannotBeApplied(RunError):  # noqa: N818  # the message is all
    """A patch that does not fit the object."""


def merged(built: Any, patch: Any, field: Field = ANY, path: Path = ()) -> Any:
    """A merged copy of the built value and the patch. `field` knows the keys of lists.

    An Output stays an Output: its value is merged when it is known, and a secret stays a secret.
    Raises CannotBeApplied.
    """
    if isinstance(built, Output) and isinstance(patch, dict | list):
        return built.apply(lambda known: merged(known, patch, field, path))
    if isinstance(patch, dict):
        return _merged_mapping(built, patch, field, path)
    if isinstance(patch, list) and field.merge_keys:
        return _merged_items(built, patch, field, path)
    return patch


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


def _merged_mapping(built: Any, patch: Mapping[str, Any], field: Field, path: Path) -> dict[str, Any]:
    found = plain(built)
    if found is not None and not isinstance(found, dict):
        raise CannotBeApplied(f"{spelt(path)} is {_said(found)}; the patch expects a mapping")
    result = dict(found or {})
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value, field.field(name) or ANY, (*path, name))
    _complete(result, field, path)
    return result


def _complete(result: Mapping[str, Any], field: Field, path: Path) -> None:
    """Raises CannotBeApplied if the API server requires more fields, or allows only one of them."""
    missing = [name for name in field.required if result.get(name) is None]
    if missing:
        needed = " and ".join(missing)
        raise CannotBeApplied(f"{spelt(path)} needs {needed} too; Kubernetes requires it in {field.type_name}")
    if broken := broken_choice(result, field):
        raise CannotBeApplied(f"{spelt(path)} {broken}")


def _merged_items(built: Any, patch: list[Any], field: Field, path: Path) -> list[Any]:
    found = plain(built)
    if found is not None and not isinstance(found, list):
        raise CannotBeApplied(f"{spelt(path)} is {_said(found)}; the patch expects a list")
    items = [plain(item) for item in found or []]
    for change in patch:
        key, where = field.item_key(change), (*path, item_step(field, change))
        at = next((index for index, item in enumerate(items) if field.item_key(item) == key), None)
        if deletes(change):
            if at is None:
                known = ", ".join(item_step(field, item).strip("[]") for item in items) or "none"
                raise CannotBeApplied(
                    f"{spelt(where)} cannot be deleted: there is no such item; expected one of {known}"
                )
            del items[at]
        elif at is None:
            items.append(_merged_mapping(None, change, field.items, where))
        else:
            items[at] = _merged_mapping(items[at], change, field.items, where)
    return _in_order(items, path) if path[-1] == "env" else items


def _in_order(variables: list[Any], path: Path) -> list[Any]:
    """Variables, each after those that it refers to: a patch adds them at the end."""
    found = {str(plain(each)["name"]): each for each in variables}
    values = {name: value for name, each in found.items() if isinstance(value := plain(each).get("value"), str)}
    try:
        return [found[name] for name in in_order(found, values)]
    except Circle as circle:
        raise CannotBeApplied(f"{spelt(path)}: expected variables that form no circle; {circle}") from None


def _said(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a value"
