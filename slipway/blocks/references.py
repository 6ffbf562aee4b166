"""Names of ConfigMaps and Secrets in the cluster."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pulumi import Input, Output

from slipway.settings.object_names import field_kind, parts

ObjectNames = Mapping[str, Input[str]]
"""Names in the cluster by names in the settings. A missing name is the same in both."""

NO_NAMES: ObjectNames = MappingProxyType({})
"""ConfigMaps and Secrets have the names from the settings."""


def real_name(name: str, names: ObjectNames) -> Input[str]:
    """The name in the cluster of a name in the settings."""
    return names.get(name, name)


def real_key(reference: str, names: ObjectNames) -> tuple[Input[str], str]:
    """The name in the cluster and the key of a reference `name/key`."""
    name, _, key = reference.partition("/")
    return real_name(name, names), key


def real_text(text: str, *, config_maps: ObjectNames, secrets: ObjectNames) -> Input[str]:
    """A text with the names in the cluster instead of `$(secret:NAME)` and `$(configMap:NAME)`."""
    known = {"secret": secrets, "configMap": config_maps}
    found = [part if isinstance(part, str) else real_name(part[1], known[part[0]]) for part in parts(text)]
    plain = [part for part in found if isinstance(part, str)]
    return "".join(plain) if len(plain) == len(found) else Output.concat(*found)


def real_texts(values: Mapping[str, str], *, config_maps: ObjectNames, secrets: ObjectNames) -> dict[str, Input[str]]:
    """Texts by key, for example annotations, with the names in the cluster."""
    return {key: real_text(value, config_maps=config_maps, secrets=secrets) for key, value in values.items()}


def real_in_texts(value: Any, *, config_maps: ObjectNames, secrets: ObjectNames) -> Any:
    """A structure with the names in the cluster in its texts. Names in fields stay: others may make these Secrets."""
    if isinstance(value, dict):
        return {key: real_in_texts(each, config_maps=config_maps, secrets=secrets) for key, each in value.items()}
    if isinstance(value, list):
        return [real_in_texts(each, config_maps=config_maps, secrets=secrets) for each in value]
    return real_text(value, config_maps=config_maps, secrets=secrets) if isinstance(value, str) else value


def real_values(value: Any, *, config_maps: ObjectNames, secrets: ObjectNames, steps: tuple[str, ...] = ()) -> Any:
    """A structure of a patch or of chart values, with the names in the cluster in its texts and its fields."""
    if isinstance(value, dict):
        return {
            name: real_values(inner, config_maps=config_maps, secrets=secrets, steps=(*steps, name))
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [real_values(inner, config_maps=config_maps, secrets=secrets, steps=(*steps, "[]")) for inner in value]
    if not isinstance(value, str):
        return value
    kind = field_kind(steps)
    if kind:
        return real_name(value, secrets if kind == "secret" else config_maps)
    return real_text(value, config_maps=config_maps, secrets=secrets)
