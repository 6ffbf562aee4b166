"""A whole ConfigMap or Secret as environment variables."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from settings.words.model import Model
from settings.words.vocabulary import ObjectName, expecting

Prefix = Annotated[
    str,
    Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=128),
    expecting("the beginning of a variable's name, of letters, digits and underscores", "DB_"),
]


class EnvSourceSettings(Model):
    """https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables"""

    name: ObjectName
    """The ConfigMap or Secret of the namespace. Required."""
    prefix: Prefix | None = None
    """What each key is prefixed with, for example `DB_`. Default: the variable is called as the key."""


def _name_alone(value: Any) -> Any:
    """`db` is short for `{name: db}`."""
    return value if isinstance(value, dict | EnvSourceSettings) else {"name": value}


EnvSource = Annotated[EnvSourceSettings, BeforeValidator(_name_alone)]
