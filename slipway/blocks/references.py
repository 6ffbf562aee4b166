"""What the ConfigMaps and Secrets that settings refer to are really called."""

from collections.abc import Mapping

from pulumi import Input

ObjectNames = Mapping[str, Input[str]]
"""The real names by those in the settings; one that is missing here is called as it is referred to."""


def real_name(name: str, names: ObjectNames) -> Input[str]:
    """What `name` is really called."""
    return names.get(name, name)


def real_key(reference: str, names: ObjectNames) -> tuple[Input[str], str]:
    """The real name and the key of a reference `name/key`."""
    name, _, key = reference.partition("/")
    return real_name(name, names), key
