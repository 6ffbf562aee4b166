"""Names of ConfigMaps and Secrets in the cluster."""

from collections.abc import Mapping

from pulumi import Input

ObjectNames = Mapping[str, Input[str]]
"""Names in the cluster by names in the settings. A missing name is the same in both."""


def real_name(name: str, names: ObjectNames) -> Input[str]:
    """The name in the cluster of a name in the settings."""
    return names.get(name, name)


def real_key(reference: str, names: ObjectNames) -> tuple[Input[str], str]:
    """The name in the cluster and the key of a reference `name/key`."""
    name, _, key = reference.partition("/")
    return real_name(name, names), key
